//! JSON. The fast path decides, the slow path explains.
//!
//! A document is read straight into its type. Only when that fails is it read again as a plain value, to collect
//! every issue; if there is none (text with escapes that a type borrows, a tag that does not come first, a
//! non-finite float by name), the type is read from the plain value.

pub mod dynamic;
mod encode;
mod key;
mod malformed;
mod text;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use encode::EncodeError;

use crate::issue::Issue;
use crate::model::Model;
use crate::shape::Schema;
use crate::validate::{Strictness, validate};
use crate::value::Value;

/// Why a JSON document was not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// It is not JSON: what, and where.
    Malformed(String),
    /// It is JSON, but not what the schema says.
    Invalid(Vec<Issue>),
}

/// Keeps the plain value that a decoded type may borrow from.
#[derive(Debug, Default)]
pub struct Spare(OnceLock<Value>);

/// Reads a typed value; `schema` must be the type's own.
pub fn decode<'de, T: Model + Deserialize<'de>>(
    body: &'de [u8],
    spare: &'de Spare,
    schema: &Schema,
) -> Result<T, Rejection> {
    // Checked for UTF-8 in one go: cheaper than at each of its strings.
    let typed = str::from_utf8(body).ok().and_then(|text| serde_json::from_str::<T>(text).ok());
    match typed {
        Some(value) if value.holds() => Ok(value),
        _ => explain(body, spare, schema),
    }
}

/// Reads any document as a plain value.
pub fn decode_value(body: &[u8]) -> Result<Value, Rejection> {
    serde_json::from_slice(body).map_err(|error| Rejection::Malformed(malformed::explain(body, &error)))
}

#[cold]
fn explain<'de, T: Model + Deserialize<'de>>(
    body: &'de [u8],
    spare: &'de Spare,
    schema: &Schema,
) -> Result<T, Rejection> {
    let value = decode_value(body)?;
    let issues = validate(&value, schema, Strictness::Json);
    if !issues.is_empty() {
        return Err(Rejection::Invalid(issues));
    }
    let value = spare.0.get_or_init(|| value);
    match T::deserialize(value) {
        Ok(typed) if typed.holds() => Ok(typed),
        Ok(_) => Err(Rejection::Invalid(vec![Issue::unexplained("a constraint does not hold", value)])),
        Err(error) => Err(Rejection::Invalid(vec![Issue::unexplained(&error.to_string(), value)])),
    }
}

/// Writes a typed value behind what the buffer holds; on an error the buffer is as it was.
///
/// # Errors
/// When a map's keys are something else than text, whole numbers and booleans.
pub fn encode<T: Serialize + ?Sized>(value: &T, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = into.len();
    value.serialize(encode::Encoder(into)).inspect_err(|_| into.truncate(start))
}
