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

use serde::{Deserialize, Serialize};

pub use super::{EncodeError, Rejection, Spare};

use crate::model::Model;
use crate::shape::Schema;
use crate::value::Value;

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
    body: &[u8],
    spare: &'de Spare,
    schema: &Schema,
) -> Result<T, Rejection> {
    spare.read(decode_value(body)?, schema)
}

/// Writes a typed value behind what the buffer holds; on an error the buffer is as it was.
///
/// # Errors
/// When a map's keys are something else than text, whole numbers and booleans.
pub fn encode<T: Serialize + ?Sized>(value: &T, into: &mut Vec<u8>) -> Result<(), EncodeError> {
    let start = into.len();
    value.serialize(encode::Encoder(into)).inspect_err(|_| into.truncate(start))
}
