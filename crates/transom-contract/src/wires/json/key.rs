//! Keys of JSON objects: text, and what has one plain text form.

use std::fmt;

use serde::ser::{Error, Impossible, Serialize, Serializer};

use super::EncodeError;
use super::encode::Encoder;

/// Writes one key; whole numbers and booleans in quotes.
pub(super) struct Key<'a>(pub(super) &'a mut Vec<u8>);

impl Key<'_> {
    fn quoted<T: Serialize>(self, value: T) -> Result<(), EncodeError> {
        self.0.push(b'"');
        value.serialize(Encoder(self.0))?;
        self.0.push(b'"');
        Ok(())
    }
}

fn refused<T>(found: &str) -> Result<T, EncodeError> {
    Err(EncodeError::custom(format_args!(
        "a key of a JSON object is text, a whole number or a boolean, not {found}"
    )))
}

macro_rules! quoted {
    ($($method:ident($type:ty)),*) => {$(
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.quoted(value)
        }
    )*};
}

macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $found:literal),* $(,)?) => {$(
        fn $method(self $(, _: $argument)*) -> Result<(), EncodeError> {
            refused($found)
        }
    )*};
}

impl Serializer for Key<'_> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Impossible<(), EncodeError>;
    type SerializeTuple = Impossible<(), EncodeError>;
    type SerializeTupleStruct = Impossible<(), EncodeError>;
    type SerializeTupleVariant = Impossible<(), EncodeError>;
    type SerializeMap = Impossible<(), EncodeError>;
    type SerializeStruct = Impossible<(), EncodeError>;
    type SerializeStructVariant = Impossible<(), EncodeError>;

    quoted! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
        serialize_bool(bool)
    }

    refused! {
        serialize_f32(f32) -> "a float",
        serialize_f64(f64) -> "a float",
        serialize_none() -> "nothing",
        serialize_unit() -> "nothing",
        serialize_unit_struct(&'static str) -> "nothing",
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        Encoder(self.0).serialize_str(value)
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        Encoder(self.0).serialize_char(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EncodeError> {
        Encoder(self.0).serialize_bytes(value)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, case: &'static str) -> Result<(), EncodeError> {
        self.serialize_str(case)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        Encoder(self.0).collect_str(value)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), EncodeError> {
        refused("a record")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, EncodeError> {
        refused("a list")
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, EncodeError> {
        refused("a list")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, EncodeError> {
        refused("a list")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EncodeError> {
        refused("a list")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, EncodeError> {
        refused("a map")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, EncodeError> {
        refused("a record")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, EncodeError> {
        refused("a record")
    }
}
