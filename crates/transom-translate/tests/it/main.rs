//! Everything that the crate's tests hold.

mod refusal;
mod scope;
mod syntax;
