//! Python source in; exact Rust, or the reasons against it, out.
//!
//! Pure: text goes in and text comes out. Which files there are, and where a draft is written, is the caller's business.

pub mod closure;
pub mod flow;
mod outline;
pub mod program;
pub mod refusal;
mod request;
pub mod scope;
pub mod syntax;
mod translate;
mod translation;
pub mod visit;

pub use outline::{Import, Outline, OutlineFunction, Unreadable, outline};
pub use refusal::Refusal;
pub use request::{Module, Observed, Request, Seen, Target};
pub use translate::translate;
pub use translation::{DraftFile, Drafted, Export, FunctionOutcome, Outcome, Translation};
