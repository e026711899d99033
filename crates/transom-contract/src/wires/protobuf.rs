//! Protobuf (proto3). The fast path decides, the slow path explains.
//!
//! A message is read straight into its type, guided by the description that the `.proto` document prints. Only when
//! that fails is it read again as a plain value, to collect every issue; if there is none (fields in pieces, a field
//! that stands twice), the type is read from the plain value.
//!
//! Bytes are those of any proto3 writer: defaults are left out, numbers packed, and -0.0 is not zero. Numbers are
//! never cut to a width, and a field that the message does not list is an issue unless the record passes over it.

mod decode;
pub mod dynamic;
mod encode;
mod malformed;
mod plain;
mod reader;
mod special;
mod writer;

use serde::{Deserialize, Serialize};

pub use super::{EncodeError, Rejection, Spare};

use crate::model::Model;
use crate::protobuf::Protobuf;
use crate::shape::Schema;
use crate::value::Value;

/// An explanation makes at least so many values, and one for each byte.
const VALUES_MIN: usize = 65_536;

/// Reads a typed value out of the message at this place in `protobuf`; both it and `schema` must be the type's own.
pub fn decode<'de, T: Model + Deserialize<'de>>(
    body: &'de [u8],
    spare: &'de Spare,
    protobuf: &Protobuf,
    message: usize,
    schema: &Schema,
) -> Result<T, Rejection> {
    match decode::decode::<T>(body, protobuf, message) {
        Ok(value) if value.holds() => Ok(value),
        _ => explain(body, spare, protobuf, message, schema),
    }
}

/// Reads any message as a plain value.
pub fn decode_value(body: &[u8], protobuf: &Protobuf, message: usize) -> Result<Value, Rejection> {
    plain::read(body, protobuf, message, usize::MAX).map_err(Rejection::Malformed)
}

#[cold]
fn explain<'de, T: Model + Deserialize<'de>>(
    body: &[u8],
    spare: &'de Spare,
    protobuf: &Protobuf,
    message: usize,
    schema: &Schema,
) -> Result<T, Rejection> {
    let values_max = body.len().max(VALUES_MIN);
    let value = plain::read(body, protobuf, message, values_max).map_err(Rejection::Malformed)?;
    spare.read(value, schema)
}

/// Writes a typed value behind what the buffer holds, as the message at this place in `protobuf`; on an error the
/// buffer is as it was.
///
/// # Errors
/// When the message is not the type's own.
pub fn encode<T: Serialize + ?Sized>(
    value: &T,
    protobuf: &Protobuf,
    message: usize,
    into: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    let start = into.len();
    encode::encode(value, protobuf, message, into).inspect_err(|_| into.truncate(start))
}
