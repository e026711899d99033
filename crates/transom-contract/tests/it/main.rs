//! The contract crate's tests, one module per part.

mod json_encode;
mod json_malformed;
mod json_typed;
mod sample;
