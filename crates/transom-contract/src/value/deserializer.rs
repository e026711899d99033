//! A typed value out of a [`Value`]: human-readable, lending its text.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, EnumAccess, Error, IntoDeserializer, Unexpected, VariantAccess, Visitor};
use serde::ser;

use super::{Value, non_finite};
use crate::walk;

/// Why a [`Value`] did not fit a type, or a type did not fit a [`Value`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError(String);

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ValueError {}

impl Error for ValueError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl ser::Error for ValueError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'de> IntoDeserializer<'de, ValueError> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Numbers and booleans that stand as text, because JSON's keys are text.
macro_rules! number_or_key {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
            match self {
                Value::String(text) => match text.parse::<i128>() {
                    Ok(number) => visit_int(number, visitor),
                    Err(_) => Err(ValueError::invalid_type(Unexpected::Str(text), &visitor)),
                },
                other => other.deserialize_any(visitor),
            }
        }
    )*};
}

fn visit_int<'de, V: Visitor<'de>>(number: i128, visitor: V) -> Result<V::Value, ValueError> {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => visitor.visit_i64(number),
        (_, Ok(number)) => visitor.visit_u64(number),
        _ => visitor.visit_i128(number),
    }
}

/// A whole number of any size is the float that is nearest, as Python has it.
#[expect(clippy::cast_precision_loss, reason = "rounding to the nearest float is the purpose")]
fn visit_float<'de, V: Visitor<'de>>(value: &'de Value, visitor: V) -> Result<V::Value, ValueError> {
    match value {
        Value::Int(number) if i64::try_from(*number).is_err() => visitor.visit_f64(*number as f64),
        Value::BigInt(digits) => match digits.parse() {
            Ok(float) => visitor.visit_f64(float),
            Err(_) => Err(ValueError::invalid_type(Unexpected::Other(digits), &visitor)),
        },
        Value::String(text) => match non_finite(text) {
            Some(float) => visitor.visit_f64(float),
            None => Err(ValueError::invalid_type(Unexpected::Str(text), &visitor)),
        },
        other => other.deserialize_any(visitor),
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Int(value) => visit_int(*value, visitor),
            Value::Float(value) => visitor.visit_f64(*value),
            Value::String(text) | Value::Decimal(text) => visitor.visit_borrowed_str(text),
            Value::Bytes(value) => visitor.visit_string(value.to_base64()),
            Value::Date(value) => visitor.visit_string(value.to_string()),
            Value::Time(value) => visitor.visit_string(value.to_string()),
            Value::DateTime(value) => visitor.visit_string(value.to_string()),
            Value::Timestamp(value) => visitor.visit_string(value.to_string()),
            Value::Duration(value) => visitor.visit_string(value.to_string()),
            Value::Uuid(value) => visitor.visit_string(value.to_string()),
            Value::List(items) | Value::Tuple(items) => {
                let mut seq = SeqDeserializer::new(items.iter());
                let value = visitor.visit_seq(&mut seq)?;
                seq.end().map(|()| value)
            }
            Value::Map(entries) => visit_entries(entries.iter().map(|(key, value)| (key, value)), visitor),
            Value::BigInt(text) | Value::Other { text, .. } => {
                Err(ValueError::invalid_type(Unexpected::Other(text), &visitor))
            }
        }
    }

    number_or_key! {
        deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64, deserialize_i128,
        deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64, deserialize_u128
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::String(text) if text == "true" => visitor.visit_bool(true),
            Value::String(text) if text == "false" => visitor.visit_bool(false),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visit_float(self, visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visit_float(self, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Value::Null => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match (self, fields) {
            // A tagged union reads its tag first; lending it first keeps the other fields borrowed.
            (Value::Map(entries), [tag]) if name == walk::UNION => {
                let (first, rest): (Vec<_>, Vec<_>) = entries.iter().partition(|(key, _)| key.is_text(tag));
                visit_entries(first.into_iter().chain(rest).map(|(key, value)| (key, value)), visitor)
            }
            (other, _) => other.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        match self {
            Value::String(name) => visitor.visit_enum(UnitCase(name)),
            other => other.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

fn visit_entries<'de, V: Visitor<'de>>(
    entries: impl Iterator<Item = (&'de Value, &'de Value)>,
    visitor: V,
) -> Result<V::Value, ValueError> {
    let mut map = MapDeserializer::new(entries);
    let value = visitor.visit_map(&mut map)?;
    map.end().map(|()| value)
}

/// The name of a case without fields.
struct UnitCase<'de>(&'de str);

impl<'de> EnumAccess<'de> for UnitCase<'de> {
    type Error = ValueError;
    type Variant = Self;

    fn variant_seed<S: serde::de::DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), ValueError> {
        let name: serde::de::value::BorrowedStrDeserializer<'de, ValueError> =
            serde::de::value::BorrowedStrDeserializer::new(self.0);
        seed.deserialize(name).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for UnitCase<'de> {
    type Error = ValueError;

    fn unit_variant(self) -> Result<(), ValueError> {
        Ok(())
    }

    fn newtype_variant_seed<T: serde::de::DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, ValueError> {
        Err(ValueError::invalid_type(Unexpected::UnitVariant, &"a case with fields"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ValueError> {
        Err(ValueError::invalid_type(Unexpected::UnitVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        Err(ValueError::invalid_type(Unexpected::UnitVariant, &visitor))
    }
}
