//! Everything that the crate's tests hold.

mod closure;
mod flow;
mod memo;
mod refusal;
mod scope;
mod syntax;
