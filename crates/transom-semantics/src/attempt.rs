//! `try`: what drafted code raises in it is caught, what declines goes on declining.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::Raised;

/// How a `try` body was left.
#[derive(Debug)]
pub enum Leave<T> {
    /// Through its end.
    Through,
    /// By `return`, with this answer.
    Return(T),
    /// By `break`.
    Break,
    /// By `continue`.
    Continue,
}

/// Runs a `try` body. An exception that it raises, or that Python raises by itself where the body indexes, looks up,
/// divides or parses, is the error; every other panic is a decline and goes on.
///
/// # Errors
/// With what was raised.
pub fn attempt<T>(body: impl FnOnce() -> Result<Leave<T>, Raised>) -> Result<Leave<T>, Raised> {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(outcome) => outcome,
        Err(payload) => match payload.downcast::<Raised>() {
            Ok(raised) => Err(*raised),
            Err(payload) => resume_unwind(payload),
        },
    }
}
