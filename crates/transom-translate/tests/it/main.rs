//! Everything that the crate's tests hold.

mod syntax;
