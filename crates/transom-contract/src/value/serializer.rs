//! A [`Value`] out of a typed value: not human-readable, so special types stay what they are.

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{Value, ValueError};
use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp, Uuid};
use crate::walk;

/// The plain value of a typed one, as Python would hold it: dates stay dates, tuples tuples, models become maps.
///
/// # Errors
/// When the type is none of ours and refuses to be walked, or an enum's case has fields without names.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, ValueError> {
    value.serialize(ToValue)
}

struct ToValue;

macro_rules! scalars {
    ($($method:ident($type:ty): |$value:ident| $make:expr),* $(,)?) => {$(
        fn $method(self, $value: $type) -> Result<Value, ValueError> {
            Ok($make)
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = ValueError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    scalars! {
        serialize_bool(bool): |value| Value::Bool(value),
        serialize_i8(i8): |value| Value::Int(value.into()),
        serialize_i16(i16): |value| Value::Int(value.into()),
        serialize_i32(i32): |value| Value::Int(value.into()),
        serialize_i64(i64): |value| Value::Int(value.into()),
        serialize_i128(i128): |value| Value::Int(value),
        serialize_u8(u8): |value| Value::Int(value.into()),
        serialize_u16(u16): |value| Value::Int(value.into()),
        serialize_u32(u32): |value| Value::Int(value.into()),
        serialize_u64(u64): |value| Value::Int(value.into()),
        serialize_u128(u128): |value| i128::try_from(value).map_or_else(|_| Value::BigInt(value.to_string()), Value::Int),
        serialize_f32(f32): |value| Value::Float(value.into()),
        serialize_f64(f64): |value| Value::Float(value),
        serialize_char(char): |value| Value::String(value.into()),
        serialize_str(&str): |value| Value::String(value.to_owned()),
        serialize_bytes(&[u8]): |value| Value::Bytes(Bytes(value.to_vec())),
        serialize_unit_struct(&'static str): |_name| Value::Null,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_none(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, ValueError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
    ) -> Result<Value, ValueError> {
        Ok(Value::from(case))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        marker: &'static str,
        value: &T,
    ) -> Result<Value, ValueError> {
        special(marker, value.serialize(self)?)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: &T,
    ) -> Result<Value, ValueError> {
        Err(unnamed_fields(case))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Items, ValueError> {
        Ok(Items { items: Vec::with_capacity(len.unwrap_or_default()), tuple: false })
    }

    fn serialize_tuple(self, len: usize) -> Result<Items, ValueError> {
        Ok(Items { items: Vec::with_capacity(len), tuple: true })
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Items, ValueError> {
        self.serialize_tuple(len)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Items, ValueError> {
        Err(unnamed_fields(case))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Entries, ValueError> {
        Ok(Entries { entries: Vec::with_capacity(len.unwrap_or_default()), key: None })
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Entries, ValueError> {
        self.serialize_map(Some(len))
    }

    fn serialize_struct_variant(
        self,
        tag: &'static str,
        _: u32,
        case: &'static str,
        len: usize,
    ) -> Result<Entries, ValueError> {
        let mut entries = self.serialize_map(Some(len + 1))?;
        entries.entries.push((Value::from(tag), Value::from(case)));
        Ok(entries)
    }
}

fn unnamed_fields(case: &str) -> ValueError {
    ValueError::custom(format_args!("the case `{case}` has fields without names"))
}

/// The special value that a marker makes of its wire form.
fn special(marker: &'static str, wire: Value) -> Result<Value, ValueError> {
    let special = match (marker, wire) {
        (walk::DATE, Value::Int(days)) => i32::try_from(days).ok().and_then(Date::from_wire).map(Value::Date),
        (walk::TIME, Value::Int(wire)) => micros(wire, Time::from_wire).map(Value::Time),
        (walk::DATE_TIME, Value::Int(wire)) => micros(wire, DateTime::from_wire).map(Value::DateTime),
        (walk::TIMESTAMP, Value::Int(wire)) => micros(wire, Timestamp::from_wire).map(Value::Timestamp),
        (walk::DURATION, Value::Int(wire)) => micros(wire, Duration::from_wire).map(Value::Duration),
        (walk::DECIMAL, Value::String(text)) => Some(Value::Decimal(text)),
        (walk::UUID, Value::Bytes(bytes)) => {
            uuid::Uuid::from_slice(&bytes).ok().map(|uuid| Value::Uuid(Uuid(uuid)))
        }
        (_, other) => Some(other),
    };
    special.ok_or_else(|| ValueError::custom(format_args!("a {marker} is out of range")))
}

fn micros<T>(wire: i128, make: fn(i64) -> Option<T>) -> Option<T> {
    i64::try_from(wire).ok().and_then(make)
}

struct Items {
    items: Vec<Value>,
    tuple: bool,
}

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        self.items.push(to_value(value)?);
        Ok(())
    }

    fn finish(self) -> Value {
        if self.tuple { Value::Tuple(self.items) } else { Value::List(self.items) }
    }
}

macro_rules! items {
    ($($trait:ident::$method:ident),*) => {$(
        impl $trait for Items {
            type Ok = Value;
            type Error = ValueError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
                self.push(value)
            }

            fn end(self) -> Result<Value, ValueError> {
                Ok(self.finish())
            }
        }
    )*};
}

items! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field
}

struct Entries {
    entries: Vec<(Value, Value)>,
    key: Option<Value>,
}

macro_rules! fields {
    ($($trait:ident),*) => {$(
        impl $trait for Entries {
            type Ok = Value;
            type Error = ValueError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), ValueError> {
                self.entries.push((Value::from(name), to_value(value)?));
                Ok(())
            }

            fn end(self) -> Result<Value, ValueError> {
                Ok(Value::Map(self.entries))
            }
        }
    )*};
}

fields! { SerializeStruct, SerializeStructVariant }

impl SerializeMap for Entries {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ValueError> {
        self.key = Some(to_value(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        let key = self.key.take().ok_or_else(|| ValueError::custom("a value came before its key"))?;
        self.entries.push((key, to_value(value)?));
        Ok(())
    }

    fn end(self) -> Result<Value, ValueError> {
        Ok(Value::Map(self.entries))
    }
}
