//! The wires: one serde format each, guided by the shape.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod json;
pub mod protobuf;

use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::issue::Issue;
use crate::model::Model;
use crate::shape::Schema;
use crate::validate::{Strictness, validate};
use crate::value::Value;

/// Why an input was not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// It is not in the wire's format: what, and where.
    Malformed(String),
    /// It is, but not what the schema says.
    Invalid(Vec<Issue>),
}

/// Keeps the plain value that a decoded type may borrow from.
#[derive(Debug, Default)]
pub struct Spare(OnceLock<Value>);

impl Spare {
    /// Explains a plain value with every issue; where there is none, reads the type from it.
    fn read<'de, T: Model + Deserialize<'de>>(
        &'de self,
        value: Value,
        schema: &Schema,
    ) -> Result<T, Rejection> {
        let issues = validate(&value, schema, Strictness::Json);
        if !issues.is_empty() {
            return Err(Rejection::Invalid(issues));
        }
        let value = self.0.get_or_init(|| value);
        match T::deserialize(value) {
            Ok(typed) if typed.holds() => Ok(typed),
            Ok(_) => Err(Rejection::Invalid(vec![Issue::unexplained("a constraint does not hold", value)])),
            Err(error) => Err(Rejection::Invalid(vec![Issue::unexplained(&error.to_string(), value)])),
        }
    }
}

/// Why a value could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError(Box<str>);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EncodeError {}

impl serde::ser::Error for EncodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string().into())
    }
}
