//! The numbers of an array on the walk, as they lie in its memory: floats and integers of 64 bits, in a list or in a list
//! of lists.

use serde::ser::{Error, Impossible, Serialize, SerializeSeq, Serializer};

use super::EncodeError;

/// Numbers one after the other.
#[derive(Default)]
pub(in super::super) struct Numbers {
    pub(in super::super) bytes: Vec<u8>,
    /// How many lists there are: one, or one more than rows.
    pub(in super::super) lists: usize,
}

impl Numbers {
    /// The numbers of an array.
    pub(super) fn of<T: Serialize + ?Sized>(array: &T) -> Result<Self, EncodeError> {
        let mut numbers = Self::default();
        array.serialize(&mut numbers)?;
        Ok(numbers)
    }
}

fn unexpected<T>() -> Result<T, EncodeError> {
    Err(EncodeError::custom("an array holds floats or integers of 64 bits"))
}

macro_rules! refused {
    ($($method:ident($($type:ty),*) -> $answer:ty;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<$answer, EncodeError> {
            unexpected()
        }
    )*};
}

type No = Impossible<(), EncodeError>;

impl Serializer for &mut Numbers {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Self;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = No;
    type SerializeStructVariant = No;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn serialize_i64(self, value: i64) -> Result<(), EncodeError> {
        self.bytes.extend_from_slice(&value.to_ne_bytes());
        Ok(())
    }

    #[inline]
    fn serialize_f64(self, value: f64) -> Result<(), EncodeError> {
        self.bytes.extend_from_slice(&value.to_ne_bytes());
        Ok(())
    }

    fn serialize_seq(self, count: Option<usize>) -> Result<Self, EncodeError> {
        self.lists += 1;
        self.bytes.reserve(count.unwrap_or_default().saturating_mul(size_of::<f64>()));
        Ok(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<(), EncodeError> {
        unexpected()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), EncodeError> {
        unexpected()
    }

    refused! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct(&'static str, usize) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}

impl SerializeSeq for &mut Numbers {
    type Ok = ();
    type Error = EncodeError;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), EncodeError> {
        Ok(())
    }
}
