//! Everything that the crate's tests hold.

mod flow;
mod refusal;
mod scope;
mod syntax;
