//! The semantics crate's tests, one module per part: each asks a real CPython the same questions.
//!
//! `TRANSOM_PYTHON` names the interpreter, `python3` unless it is set. `TRANSOM_SEMANTICS_CASES` asks more: 1 for
//! three times as many as otherwise, 10 for thirty times.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::format_push_string,
    clippy::large_stack_arrays,
    clippy::many_single_char_names,
    clippy::similar_names,
    reason = "questions are put together of small numbers and short names"
)]

mod containers;
mod dates;
mod flow;
mod format;
mod heaps;
mod integers;
mod itertools;
mod lists;
mod maths;
mod numbers;
mod patterns;
mod python;
mod statistics;
mod text;
