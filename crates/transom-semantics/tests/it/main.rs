//! The semantics crate's tests, one module per part.

mod containers;
