//! Mount Rust engines on Python applications.
//!
//! An **engine** is a crate of typed **functions**. This is all that its author depends on:
//!
//! ```
//! /// One line of a cart.
//! #[transom::model]
//! pub struct Line {
//!     /// Stock-keeping unit.
//!     #[transom(min_len = 1, max_len = 32)]
//!     pub sku: String,
//!     #[transom(ge = 1, le = 999)]
//!     pub quantity: u32,
//!     #[transom(ge = 0, finite)]
//!     pub unit_price: f64,
//! }
//!
//! /// Why there is no total.
//! #[transom::error]
//! pub enum TotalError {
//!     /// There is nothing to add up.
//!     #[transom(message = "the cart is empty")]
//!     Empty,
//! }
//!
//! /// Adds up a cart.
//! #[transom::function]
//! pub fn total(lines: Vec<Line>, #[transom(ge = 0, default = 0)] shipping: f64) -> Result<f64, TotalError> {
//!     if lines.is_empty() {
//!         return Err(TotalError::Empty);
//!     }
//!     Ok(lines.iter().map(|line| f64::from(line.quantity) * line.unit_price).sum::<f64>() + shipping)
//! }
//!
//! transom::engine! { name: shop, functions: [total] }
//! # fn main() {
//! assert_eq!(engine().contract().functions[0].name, "total");
//! # }
//! ```
//!
//! The same function then answers in the Python process (the *embedded* door) and over HTTP, from one contract.
//! Functions marked `#[transom::function(exact)]` return exactly what a Python original would, or **decline**: a
//! panic such as an overflow or an index out of range means "let Python answer".
//!
//! The crate is arranged by the life of a call: [`doors`] turn bytes or objects into a call and back, an
//! [`Engine`] knows its [`Entry`]s, and every failure is a [`Fault`] with one row in one table.

#[cfg(feature = "client")]
pub mod client;
pub mod doors;

#[cfg(any(feature = "serve", all(feature = "embedded", not(Py_LIMITED_API))))]
mod call;
mod engine;
mod entry;
mod fault;
mod function;
#[cfg(feature = "serve")]
mod layers;
mod object;
#[cfg(any(feature = "serve", feature = "client"))]
mod problem;
#[cfg(feature = "serve")]
mod runtime;
#[cfg(feature = "serve")]
mod serve;

pub use engine::{Engine, EngineBuilder};
pub use entry::Entry;
pub use fault::{Blame, Domain, Fault, Kind};
pub use function::{DomainError, Function, Later, Running, Weight};
#[cfg(any(feature = "serve", feature = "client"))]
pub use problem::{Problem, ProblemIssue};
#[cfg(feature = "serve")]
pub use serve::{serve, serve_with};
pub use transom_contract as contract;
pub use transom_contract::Model;
pub use transom_contract::types::{Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};
pub use transom_macros::{engine, error, function, model, object};

/// What drafted Rust is made of: Python's arithmetic, text and containers. `use transom::rt::{self, prelude::*};`
pub mod rt {
    pub use transom_contract::types::{ByteArray, Bytes, Date, DateTime, Decimal, Duration, Time};
    pub use transom_semantics::*;
}

/// What the macros refer to. Not for other use.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "embedded")]
    pub use pyo3;
    pub use serde;
    pub use serde_json;
    pub use std::sync::{LazyLock, OnceLock};
    pub use transom_contract::{
        Constraints, Definition, Definitions, Enum, EnumCase, ErrorCase, Extra, Field, Form, Model, Record,
        Shape, Union, UnionCase, limit, walk,
    };

    pub use crate::function::{
        DomainError, Function, Running, Weight, in_a_class_that_is_not_told, in_the_callers_process,
    };
    pub use crate::object::{Object, read_object, write_object};
}
