//! Scalars: is the value of the shape's type, and of the strictness's form?

use super::{Strictness, Walk};
use crate::shape::{Constraints, IntWidth, Shape};
use crate::types::{Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};
use crate::value::{Value, non_finite};

/// What a scalar shape expects, in Pydantic's words.
fn expectation(shape: &Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Unit => ("none_required", "Input should be None"),
        Shape::Bool => ("bool_type", "Input should be a valid boolean"),
        Shape::Int(_) => ("int_type", "Input should be a valid integer"),
        Shape::Float(_) => ("float_type", "Input should be a valid number"),
        Shape::String => ("string_type", "Input should be a valid string"),
        Shape::Bytes => ("bytes_type", "Input should be a valid bytes"),
        Shape::Date => ("date_type", "Input should be a valid date"),
        Shape::Time => ("time_type", "Input should be a valid time"),
        Shape::DateTime | Shape::Timestamp => ("datetime_type", "Input should be a valid datetime"),
        Shape::Duration => ("time_delta_type", "Input should be a valid timedelta"),
        Shape::Decimal => ("decimal_type", "Input should be an instance of Decimal"),
        Shape::Uuid => ("uuid_type", "Input should be a valid UUID"),
        other => unreachable!("{other:?} is no scalar"),
    }
}

/// The issue of text that does not read as a special type.
fn parsing_slug(shape: &Shape) -> &'static str {
    match shape {
        Shape::Bytes => "bytes_invalid_encoding",
        Shape::Date => "date_parsing",
        Shape::Time => "time_parsing",
        Shape::DateTime | Shape::Timestamp => "datetime_parsing",
        Shape::Duration => "time_delta_parsing",
        Shape::Decimal => "decimal_parsing",
        _ => "uuid_parsing",
    }
}

/// Reads text as a special type; the reason when it does not.
fn parse(text: &str, shape: &Shape) -> Option<Result<(), String>> {
    Some(match shape {
        Shape::Bytes => Bytes::from_base64(text).map(drop),
        Shape::Date => text.parse::<Date>().map(drop),
        Shape::Time => text.parse::<Time>().map(drop),
        Shape::DateTime => text.parse::<DateTime>().map(drop),
        Shape::Timestamp => text.parse::<Timestamp>().map(drop),
        Shape::Duration => text.parse::<Duration>().map(drop),
        Shape::Decimal => text.parse::<Decimal>().map(drop).map_err(|error| error.to_string()),
        Shape::Uuid => text.parse::<Uuid>().map(drop).map_err(|error| error.to_string()),
        _ => return None,
    })
}

/// Whether a JSON object's key reads as the shape.
pub(super) fn key_fits(text: &str, shape: &Shape) -> bool {
    match shape {
        Shape::String => true,
        Shape::Bool => matches!(text, "true" | "false"),
        Shape::Int(width) => text.parse::<i128>().is_ok_and(|n| (width.min()..=width.max()).contains(&n)),
        other => parse(text, other).is_some_and(|read| read.is_ok()),
    }
}

impl Walk<'_> {
    pub(super) fn scalar(&mut self, value: &Value, shape: &Shape, limits: &Constraints) {
        let fits = match (shape, value) {
            (Shape::Unit, Value::Null)
            | (Shape::Bool, Value::Bool(_))
            | (Shape::String, Value::String(_))
            | (Shape::Bytes, Value::Bytes(_))
            | (Shape::Date, Value::Date(_))
            | (Shape::Time, Value::Time(_))
            | (Shape::Duration, Value::Duration(_))
            | (Shape::Uuid, Value::Uuid(_))
            | (Shape::DateTime, Value::DateTime(_))
            | (Shape::Timestamp, Value::Timestamp(_)) => true,
            (Shape::Int(width), Value::Int(_) | Value::BigInt(_)) => self.int_range(value, *width),
            (Shape::Float(_), Value::Int(_) | Value::Float(_)) => true,
            (Shape::Float(_), Value::String(text)) if self.strictness == Strictness::Json => {
                non_finite(text).is_some() || self.wrong_type(value, shape)
            }
            (Shape::Decimal, Value::Decimal(text)) => self.read(value, text, shape),
            (Shape::Decimal, Value::Int(_) | Value::Float(_)) if self.strictness == Strictness::Json => {
                self.read(value, &value.to_string(), shape)
            }
            (Shape::DateTime, Value::Timestamp(_)) => {
                self.issue("timezone_naive", "Input should not have timezone info", value);
                false
            }
            (Shape::Timestamp, Value::DateTime(_)) => {
                self.issue("timezone_aware", "Input should have timezone info", value);
                false
            }
            (_, Value::String(text))
                if self.strictness == Strictness::Json && parse(text, shape).is_some() =>
            {
                self.read(value, text, shape)
            }
            (Shape::String, Value::Other { kind, .. }) if kind == "lone surrogate" => {
                let msg = "Input should be a valid string, unable to parse raw data as a unicode string";
                self.issue("string_unicode", msg, value);
                false
            }
            _ => self.wrong_type(value, shape),
        };
        if fits {
            self.scalar_limits(value, limits);
        }
    }

    fn wrong_type(&mut self, value: &Value, shape: &Shape) -> bool {
        let (slug, msg) = expectation(shape);
        self.issue(slug, msg, value);
        false
    }

    fn read(&mut self, value: &Value, text: &str, shape: &Shape) -> bool {
        let Some(Err(reason)) = parse(text, shape) else { return true };
        let (_, msg) = expectation(shape);
        let ctx = vec![("error", reason.as_str().into())];
        self.issue_with(parsing_slug(shape), format!("{msg}, {reason}"), value, ctx);
        false
    }

    fn int_range(&mut self, value: &Value, width: IntWidth) -> bool {
        let below = match value {
            Value::Int(number) if (width.min()..=width.max()).contains(number) => return true,
            Value::Int(number) => *number < width.min(),
            Value::BigInt(digits) => digits.starts_with('-'),
            _ => false,
        };
        let (slug, word, key, bound) = if below {
            ("greater_than_equal", "greater", "ge", width.min())
        } else {
            ("less_than_equal", "less", "le", width.max())
        };
        let json =
            i64::try_from(bound).map_or_else(|_| serde_json::Value::from(u64::MAX), serde_json::Value::from);
        self.issue_with(
            slug,
            format!("Input should be {word} than or equal to {bound}"),
            value,
            vec![(key, json)],
        );
        false
    }
}
