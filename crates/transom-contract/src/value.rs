//! A plain value: what a wire carries when no Rust type is at hand.
//!
//! The slow path explains with it, the generator makes it, dynamic clients carry it. From JSON only JSON's own
//! kinds arise; from Python also the special ones.

mod deserialize;
mod deserializer;
mod serializer;
mod special;
mod typed;

use std::fmt;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp, Uuid};

pub use deserializer::ValueError;
pub use serializer::to_value;
pub(crate) use special::special;
pub(crate) use typed::{Typing, typed};

/// Any value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Python's `None`, JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A whole number of more than 127 bits, in digits.
    BigInt(String),
    /// A float.
    Float(f64),
    /// Text.
    String(String),
    /// Bytes.
    Bytes(Bytes),
    /// A calendar date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date and time without a zone.
    DateTime(DateTime),
    /// A date and time with a zone.
    Timestamp(Timestamp),
    /// A span of time.
    Duration(Duration),
    /// A decimal number, as text: it may have more digits than [`crate::types::Decimal`] keeps.
    Decimal(String),
    /// An identifier.
    Uuid(Uuid),
    /// A list.
    List(Vec<Value>),
    /// A tuple: from Python only.
    Tuple(Vec<Value>),
    /// Keys to values, in order; keys may repeat where the wire allows it.
    Map(Vec<(Value, Value)>),
    /// Something that no shape allows: its kind (`set`, `lone surrogate`, a class's name) and how it shows itself.
    Other {
        /// The kind of thing.
        kind: String,
        /// How it shows itself.
        text: String,
    },
}

impl Value {
    /// The value under a text key of a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find_map(|(name, value)| name.is_text(key).then_some(value))
    }

    /// Whether this is exactly the text.
    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::String(own) if own == text)
    }

    /// The kind in Python's words: `int`, `str`, `dict`, …
    pub fn kind(&self) -> &str {
        match self {
            Self::Null => "None",
            Self::Bool(_) => "bool",
            Self::Int(_) | Self::BigInt(_) => "int",
            Self::Float(_) => "float",
            Self::String(_) => "str",
            Self::Bytes(_) => "bytes",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) | Self::Timestamp(_) => "datetime",
            Self::Duration(_) => "timedelta",
            Self::Decimal(_) => "Decimal",
            Self::Uuid(_) => "UUID",
            Self::List(_) => "list",
            Self::Tuple(_) => "tuple",
            Self::Map(_) => "dict",
            Self::Other { kind, .. } => kind,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

/// As JSON; what JSON cannot say is said in text.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                _ => serializer.collect_str(value),
            },
            Self::Float(value) if value.is_finite() => serializer.serialize_f64(*value),
            Self::Float(value) => serializer.serialize_str(non_finite_name(*value)),
            Self::BigInt(text) | Self::String(text) | Self::Decimal(text) | Self::Other { text, .. } => {
                serializer.serialize_str(text)
            }
            Self::Bytes(value) => value.serialize(serializer),
            Self::Date(value) => value.serialize(serializer),
            Self::Time(value) => value.serialize(serializer),
            Self::DateTime(value) => value.serialize(serializer),
            Self::Timestamp(value) => value.serialize(serializer),
            Self::Duration(value) => value.serialize(serializer),
            Self::Uuid(value) => value.serialize(serializer),
            Self::List(items) | Self::Tuple(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| seq.serialize_element(item))?;
                seq.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(&key.as_key(), value))?;
                map.end()
            }
        }
    }
}

impl Value {
    /// The value as a JSON object's key.
    fn as_key(&self) -> String {
        match self {
            Self::String(text) => text.clone(),
            other => match serde_json::to_value(other) {
                Ok(serde_json::Value::String(text)) => text,
                Ok(json) => json.to_string(),
                Err(_) => other.kind().to_owned(),
            },
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

/// `ProtoJSON`'s name of a float that JSON has no number for.
pub(crate) fn non_finite_name(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    }
}

/// The float that `ProtoJSON`'s name stands for.
pub(crate) fn non_finite(name: &str) -> Option<f64> {
    match name {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
