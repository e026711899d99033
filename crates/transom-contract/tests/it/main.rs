//! The contract crate's tests, one module per part.

#[cfg(feature = "arrow")]
mod arrow;
mod documents;
mod generate;
mod json_encode;
mod json_malformed;
mod json_typed;
mod lock;
mod sample;
mod shop;
