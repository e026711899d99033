//! What a Transom engine promises, as plain data.
//!
//! A [`Shape`] says what a value may be; a [`Contract`] says which functions an engine has, what goes in and what
//! comes out. Every wire (JSON, Protobuf, Arrow columns) is a serde format guided by the shape, and every document
//! (JSON Schema, `OpenAPI`, `.proto`, `.pyi`, Markdown) is a function over the contract.
//!
//! This crate does no I/O and knows no runtime, no server and no Python: bytes and values in, bytes and values out.

mod contract;
mod issue;
mod model;
mod shape;
mod validate;
mod value;

pub mod diff;
pub mod documents;
pub mod generate;
pub mod limit;
pub mod lock;
pub mod protobuf;
pub mod types;
pub mod walk;
pub mod wires;

pub use contract::{Contract, ErrorCase, Function};
pub use issue::{Issue, Loc};
pub use model::Model;
pub use shape::{
    Constraints, Definition, Definitions, Enum, EnumCase, Extra, Field, FloatWidth, Form, IntWidth, Record,
    Root, Schema, Shape, Union, UnionCase,
};
pub use validate::{DEPTH_MAX, ISSUES_MAX, Strictness, validate};
pub use value::{Value, ValueError, to_value};
