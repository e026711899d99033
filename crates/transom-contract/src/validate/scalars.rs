//! Scalars: is the value of the shape's type, and of the strictness's form?

use std::borrow::Cow;

use super::{FINER, Strictness, Walk};
use crate::shape::{Constraints, IntWidth, Shape};
use crate::types::{Decimal, WITH_ZONE, WITHOUT_ZONE};
use crate::value::{Value, special};

/// Digits that [`Decimal`] keeps.
const DECIMAL_DIGITS_MAX: u32 = 28;

/// What a scalar shape expects, in Pydantic's words.
fn expectation(shape: &Shape, strictness: Strictness) -> (&'static str, &'static str) {
    let python = strictness == Strictness::Python;
    match shape {
        Shape::Unit if python => ("none_required", "Input should be None"),
        Shape::Unit => ("none_required", "Input should be null"),
        Shape::Bool => ("bool_type", "Input should be a valid boolean"),
        Shape::Int(_) => ("int_type", "Input should be a valid integer"),
        Shape::Float(_) => ("float_type", "Input should be a valid number"),
        Shape::String => ("string_type", "Input should be a valid string"),
        Shape::Bytes => ("bytes_type", "Input should be a valid bytes"),
        Shape::Date => ("date_type", "Input should be a valid date"),
        Shape::Time => ("time_type", "Input should be a valid time"),
        Shape::DateTime | Shape::Timestamp => ("datetime_type", "Input should be a valid datetime"),
        Shape::Duration if python => ("time_delta_type", "Input should be a valid timedelta"),
        Shape::Duration => ("time_delta_type", "Input should be a valid duration"),
        Shape::Decimal if python => ("is_instance_of", "Input should be an instance of Decimal"),
        Shape::Decimal => {
            ("decimal_type", "Decimal input should be an integer, float, string or Decimal object")
        }
        Shape::Uuid if python => ("is_instance_of", "Input should be an instance of UUID"),
        Shape::Uuid => ("uuid_type", "UUID input should be a string, bytes or UUID object"),
        other => unreachable!("{other:?} is no scalar"),
    }
}

/// The slug and words for text that does not read as a special type.
fn unreadable(shape: &Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Bytes => ("bytes_invalid_encoding", "Data should be valid base64:"),
        Shape::Date => ("date_parsing", "Input should be a valid date in the format YYYY-MM-DD,"),
        Shape::Time => ("time_parsing", "Input should be in a valid time format,"),
        Shape::DateTime | Shape::Timestamp => ("datetime_parsing", "Input should be a valid datetime,"),
        Shape::Duration => ("time_delta_parsing", "Input should be a valid duration,"),
        _ => ("uuid_parsing", "Input should be a valid UUID,"),
    }
}

impl Walk<'_> {
    pub(super) fn scalar(&mut self, value: &Value, shape: &Shape, limits: &Constraints) {
        if let Shape::Int(width) = shape {
            return self.int(value, *width, limits);
        }
        let Some(read) = self.read(value, shape) else { return };
        match (shape, &*read) {
            (Shape::Decimal, Value::Decimal(text)) => self.decimal(value, text, limits),
            (Shape::Float(width), read) => self.float_limits(value, read, *width, limits),
            (_, Value::String(text)) => self.text_limits(value, text, limits),
            (_, Value::Bytes(bytes)) => _ = self.length(value, bytes.len(), limits, "Data", "byte"),
            _ => {}
        }
    }

    /// The value as the shape has it, or an issue.
    fn read<'v>(&mut self, value: &'v Value, shape: &Shape) -> Option<Cow<'v, Value>> {
        match (shape, value) {
            (Shape::Unit, Value::Null)
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Float(_), Value::Int(_) | Value::Float(_))
            | (Shape::String, Value::String(_))
            | (Shape::Bytes, Value::Bytes(_))
            | (Shape::Date, Value::Date(_))
            | (Shape::Time, Value::Time(_))
            | (Shape::Duration, Value::Duration(_))
            | (Shape::Decimal, Value::Decimal(_))
            | (Shape::Uuid, Value::Uuid(_))
            | (Shape::DateTime, Value::DateTime(_))
            | (Shape::Timestamp, Value::Timestamp(_)) => return Some(Cow::Borrowed(value)),
            (Shape::Float(_), Value::BigInt(digits)) => match digits.parse::<f64>() {
                Ok(number) if number.is_finite() => return Some(Cow::Owned(Value::Float(number))),
                _ => self.wrong_type(value, shape),
            },
            (Shape::DateTime, Value::Timestamp(_)) => self.zone(value, WITH_ZONE),
            (Shape::Timestamp, Value::DateTime(_)) => self.zone(value, WITHOUT_ZONE),
            (_, Value::Other { kind, .. }) if *shape == Shape::String && kind == "lone surrogate" => {
                let msg = "Input should be a valid string, unable to parse raw data as a unicode string";
                self.issue("string_unicode", msg, value);
            }
            (Shape::Timestamp | Shape::Duration, Value::Other { kind, .. }) if kind == FINER => {
                self.unreadable(value, shape, FINER);
            }
            (_, Value::String(text)) if self.strictness == Strictness::Json => match special(text, shape) {
                Some(Ok(read)) => return Some(Cow::Owned(read)),
                Some(Err(reason)) => self.unreadable(value, shape, &reason),
                None => self.wrong_type(value, shape),
            },
            (Shape::Decimal, Value::Int(_) | Value::Float(_)) if self.strictness == Strictness::Json => {
                return Some(Cow::Owned(Value::Decimal(value.to_string())));
            }
            _ => self.wrong_type(value, shape),
        }
        None
    }

    pub(super) fn wrong_type(&mut self, value: &Value, shape: &Shape) {
        let (slug, msg) = expectation(shape, self.strictness);
        let class = msg.strip_prefix("Input should be an instance of ");
        let ctx = class.map(|class| ("class", class.into())).into_iter().collect();
        self.issue_with(slug, msg, value, ctx);
    }

    fn unreadable(&mut self, value: &Value, shape: &Shape, reason: &str) {
        if [WITH_ZONE, WITHOUT_ZONE].contains(&reason) {
            return self.zone(value, reason);
        }
        let (slug, words) = unreadable(shape);
        let ctx = match shape {
            Shape::Bytes => vec![("encoding", "base64".into()), ("encoding_error", reason.into())],
            _ => vec![("error", reason.into())],
        };
        self.issue_with(slug, format!("{words} {reason}"), value, ctx);
    }

    fn zone(&mut self, value: &Value, reason: &str) {
        if reason == WITH_ZONE {
            self.issue("timezone_naive", "Input should not have timezone info", value);
        } else {
            self.issue("timezone_aware", "Input should have timezone info", value);
        }
    }

    fn decimal(&mut self, value: &Value, text: &str, limits: &Constraints) {
        let unsigned = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
        if text.parse::<Decimal>().is_ok() {
            self.decimal_limits(value, text, limits);
        } else if ["nan", "snan", "inf", "infinity"].contains(&unsigned.as_str()) {
            self.issue("finite_number", "Input should be a finite number", value);
        } else if unsigned.parse::<f64>().is_ok() {
            let msg = format!("Decimal input should have no more than {DECIMAL_DIGITS_MAX} digits in total");
            self.issue_with(
                "decimal_max_digits",
                msg,
                value,
                vec![("max_digits", DECIMAL_DIGITS_MAX.into())],
            );
        } else {
            self.issue("decimal_parsing", "Input should be a valid decimal", value);
        }
    }

    fn int(&mut self, value: &Value, width: IntWidth, limits: &Constraints) {
        let number = match value {
            Value::Int(number) => *number,
            Value::BigInt(digits) if digits.starts_with('-') => i128::MIN,
            Value::BigInt(_) => i128::MAX,
            Value::Float(number) if self.strictness == Strictness::Json && is_huge_int(*number) => {
                if *number < 0.0 { i128::MIN } else { i128::MAX }
            }
            _ => return self.wrong_type(value, &Shape::Int(width)),
        };
        let fits = (width.min()..=width.max()).contains(&number);
        if self.int_limits(value, number, limits) && !fits {
            self.out_of_width(value, number, width);
        }
    }

    fn out_of_width(&mut self, value: &Value, number: i128, width: IntWidth) {
        let (slug, word, key, bound) = if number < width.min() {
            ("greater_than_equal", "greater", "ge", width.min())
        } else {
            ("less_than_equal", "less", "le", width.max())
        };
        let msg = format!("Input should be {word} than or equal to {bound}");
        let bound = serde_json::Number::from_i128(bound).expect("no width is wider than 64 bits");
        self.issue_with(slug, msg, value, vec![(key, bound.into())]);
    }

    /// An object's key: text that stands for the shape. JSON has no other keys.
    pub(super) fn text_key(&mut self, key: &Value, text: &str, shape: &Shape) {
        match shape {
            Shape::Bool if !matches!(text, "true" | "false") => {
                let msg = "Input should be a valid boolean, unable to interpret input";
                self.issue("bool_parsing", msg, key);
            }
            Shape::Bool => {}
            Shape::Int(width) => match text.parse::<i128>() {
                Ok(number) if (width.min()..=width.max()).contains(&number) => {}
                Ok(number) => self.out_of_width(key, number, *width),
                Err(_) => {
                    let msg = "Input should be a valid integer, unable to parse string as an integer";
                    self.issue("int_parsing", msg, key);
                }
            },
            shape => self.shape(key, shape, &Constraints::default()),
        }
    }
}

/// JSON's whole numbers of more than 64 bits arrive as floats: no wrong type, but out of every width's range.
fn is_huge_int(number: f64) -> bool {
    number.abs() >= 9_223_372_036_854_775_808.0
}
