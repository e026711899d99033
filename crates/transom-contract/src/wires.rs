//! The wires: one serde format each, guided by the shape.

pub mod json;
