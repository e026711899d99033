//! Python source in; exact Rust, or the reasons against it, out.
//!
//! Pure: text goes in and text comes out. Which files there are, and where a draft is written, is the caller's business.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    clippy::match_same_arms,
    clippy::self_only_used_in_recursion,
    clippy::similar_names,
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "the draft is text that grows, its tables are read line by line, a pair is `a` and `b`, and rules of one kind have one shape"
)]

mod alias;
mod annotation;
mod answers;
mod captures;
mod constant;
mod emit;
mod ends;
mod exceptions;
mod filled;
pub mod flow;
mod infer;
mod instance;
mod load;
mod model;
mod names;
mod objects;
mod observed;
mod ops;
mod outline;
mod patterns;
mod place;
pub mod refusal;
mod request;
pub mod scope;
mod settled;
mod starred;
pub mod syntax;
mod template;
mod texts;
mod translate;
mod translation;
mod types;
mod unsure;
pub mod visit;
mod webs;
mod why;

use infer::whole as infer_whole;
pub use outline::{Import, Outline, OutlineFunction, Unreadable, outline};
pub use refusal::Refusal;
pub use request::{Module, Observed, Request, Seen, Target};
pub use translate::translate;
pub use translation::{DraftFile, Drafted, Export, FunctionOutcome, Outcome, Translation};
