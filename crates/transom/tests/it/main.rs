//! The behaviour of the crate, from the outside.

mod http;
mod lock;
mod macros;
