//! The walk protocol: how serde's calls carry what serde has no words for.
//!
//! JSON and other human-readable formats see text for special types and internally tagged unions. Every other wire
//! reports `is_human_readable() == false` and sees
//!
//! | model type | deserialize | visitor takes | serialize |
//! |---|---|---|---|
//! | `Date` | `deserialize_newtype_struct(DATE)` | `i64` days since 1970-01-01 | newtype over `i32` |
//! | `Time` | `deserialize_newtype_struct(TIME)` | `i64` µs since midnight | newtype over `i64` |
//! | `DateTime` | `deserialize_newtype_struct(DATE_TIME)` | `i64` µs since 1970-01-01T00:00:00 | newtype over `i64` |
//! | `Timestamp` | `deserialize_newtype_struct(TIMESTAMP)` | `i64` µs since the Unix epoch | newtype over `i64` |
//! | `Duration` | `deserialize_newtype_struct(DURATION)` | `i64` µs | newtype over `i64` |
//! | `Decimal` | `deserialize_newtype_struct(DECIMAL)` | `str` | newtype over `str` |
//! | `Uuid` | `deserialize_newtype_struct(UUID)` | 16 bytes | newtype over bytes |
//! | `ByteArray` | `deserialize_newtype_struct(BYTE_ARRAY)` | bytes | newtype over bytes |
//! | `Bytes` | `deserialize_bytes` | bytes | `serialize_bytes` |
//! | unit enum | `deserialize_enum("", names)` | a unit variant | `serialize_unit_variant("", …)` |
//! | tagged union | `deserialize_enum(tag, names)` | a struct variant | `serialize_struct_variant(tag, …)` |
//!
//! A record or a choice that stands for a Python class is called by [`CLASS`] and the class, `:app.pricing:Quote`; only
//! the wire of Python's objects looks at these names. A shape that Python holds in another class ([`crate::Form`]) is
//! marked by a newtype around what other wires see; a wire that does not know the marker visits what is inside.
//!
//! A wire recognises the markers by name and hands the visitor the integer, text or bytes *directly* (no inner
//! `visit_newtype_struct`).

mod tagged;

pub use tagged::{CaseName, read_tagged, struct_case};

/// Names the record that a tagged union asks a human-readable format for: `deserialize_struct(UNION, &[tag], …)`.
pub const UNION: &str = "transom::Union";
/// Marks a [`crate::types::Date`].
pub const DATE: &str = "transom::Date";
/// Marks a [`crate::types::Time`].
pub const TIME: &str = "transom::Time";
/// Marks a [`crate::types::DateTime`].
pub const DATE_TIME: &str = "transom::DateTime";
/// Marks a [`crate::types::Timestamp`].
pub const TIMESTAMP: &str = "transom::Timestamp";
/// Marks a [`crate::types::Duration`].
pub const DURATION: &str = "transom::Duration";
/// Marks a [`crate::types::Decimal`].
pub const DECIMAL: &str = "transom::Decimal";
pub use transom_semantics::walk::{
    BOUNDED_DEQUE, DEQUE, FLOATS_1, FLOATS_2, FROZEN_SET, INTS_1, INTS_2, NUMBER, SET, TUPLE,
};

/// Marks a [`crate::types::ByteArray`].
pub const BYTE_ARRAY: &str = "transom::ByteArray";
/// Begins the name of a type that stands for a Python class.
pub const CLASS: char = ':';
/// Marks a [`crate::types::Uuid`].
pub const UUID: &str = "transom::Uuid";
