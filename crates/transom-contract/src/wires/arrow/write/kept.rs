//! Whether typing has kept every number: a float column takes Python's integers, but not those that it would round.

use crate::value::Value;

/// Whether a value says the same before typing and after.
pub(super) fn kept(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Int(number), Value::Float(float)) => is_exactly(*number, *float),
        (Value::Float(before), Value::Float(after)) => {
            before.to_bits() == after.to_bits() || (before.is_nan() && after.is_nan())
        }
        (Value::List(before) | Value::Tuple(before), Value::List(after) | Value::Tuple(after)) => {
            before.iter().zip(after).all(|(before, after)| kept(before, after))
        }
        (Value::Map(before), Value::Map(after)) => {
            before.iter().enumerate().all(|(at, (key, value))| {
                // A record's fields may have changed places; a map's entries have not.
                let same = after.get(at).filter(|(name, _)| name == key);
                let same = same.or_else(|| after.iter().find(|(name, _)| name == key));
                same.is_none_or(|(_, after)| kept(value, after))
            })
        }
        _ => true,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a float of this magnitude fits 127 bits")]
fn is_exactly(number: i128, float: f64) -> bool {
    const FITS: f64 = 1e38;
    float.abs() < FITS && float as i128 == number
}
