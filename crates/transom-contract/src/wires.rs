//! The wires: one serde format each, guided by the shape.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod json;
