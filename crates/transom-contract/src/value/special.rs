//! Special values out of the text that stands for them in JSON.

use super::{Value, non_finite};
use crate::shape::Shape;
use crate::types::Bytes;

/// Reads text as what the shape says; the reason when it does not read; `None` for shapes that text never stands for.
pub(crate) fn special(text: &str, shape: &Shape) -> Option<Result<Value, String>> {
    Some(match shape {
        Shape::Float(_) => return non_finite(text).map(|number| Ok(Value::Float(number))),
        Shape::Bytes => Bytes::from_base64(text).map(Value::Bytes),
        Shape::Date => text.parse().map(Value::Date),
        Shape::Time => text.parse().map(Value::Time),
        Shape::DateTime => text.parse().map(Value::DateTime),
        Shape::Timestamp => text.parse().map(Value::Timestamp),
        Shape::Duration => text.parse().map(Value::Duration),
        Shape::Decimal => Ok(Value::Decimal(text.to_owned())),
        Shape::Uuid => text.parse().map(Value::Uuid).map_err(|error: uuid::Error| error.to_string()),
        _ => return None,
    })
}
