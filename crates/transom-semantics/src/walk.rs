//! The containers on the walk of a wire, as serde calls it: a dict is a map, every other one a list, and a newtype with
//! the name of its class is around what a wire without that class sees.
//!
//! A NumPy array is a list, or a list of lists.
//!
//! Only the wire of Python's objects knows the names; it hands the items over directly, or the number.

mod arrays;
mod containers;
mod number;

/// Marks a [`crate::Number`]: an integer or a float, whichever it is.
pub const NUMBER: &str = "transom::Number";
/// Marks a [`crate::Array1`] of floats. An array is handed over as its number of rows, of columns, and its bytes.
pub const FLOATS_1: &str = "transom::Floats1";
/// Marks a [`crate::Array1`] of integers.
pub const INTS_1: &str = "transom::Ints1";
/// Marks a [`crate::Array2`] of floats.
pub const FLOATS_2: &str = "transom::Floats2";
/// Marks a [`crate::Array2`] of integers.
pub const INTS_2: &str = "transom::Ints2";
/// Marks a [`crate::Tuple`].
pub const TUPLE: &str = "transom::Tuple";
/// Marks a [`crate::Set`].
pub const SET: &str = "transom::Set";
/// Marks a [`crate::FrozenSet`].
pub const FROZEN_SET: &str = "transom::FrozenSet";
/// Marks a [`crate::Deque`] without a longest length.
pub const DEQUE: &str = "transom::Deque";
/// Marks a [`crate::Deque`] with one: a pair of it and the items. Only Python's objects have that.
pub const BOUNDED_DEQUE: &str = "transom::BoundedDeque";
