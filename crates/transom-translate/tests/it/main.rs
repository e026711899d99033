//! Everything that the crate's tests hold.

mod draft;
mod flow;
mod memo;
mod objects;
mod refusal;
mod scope;
mod speed;
mod subset;
mod syntax;
mod ways;
