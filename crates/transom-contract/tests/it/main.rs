//! The contract crate's tests, one module per part.

#[cfg(feature = "arrow")]
mod arrow;
mod diff;
mod documents;
mod forms;
mod generate;
mod json_encode;
mod json_malformed;
mod json_typed;
mod lock;
mod protobuf;
mod protobuf_malformed;
mod protobuf_reflect;
mod protobuf_typed;
mod sample;
mod shop;
