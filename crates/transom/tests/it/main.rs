//! The behaviour of the crate, from the outside.

mod lock;
mod macros;
