//! The JSON encoder: a serde serializer that writes straight into a byte buffer.
//!
//! It differs from `serde_json`'s in one decision: a float that JSON has no number for travels by its ProtoJSON name
//! (`"NaN"`, `"Infinity"`, `"-Infinity"`), never as `null`.

use std::fmt::{self, Write};

use serde::ser::{self, Error as _, Impossible, Serialize, Serializer};

use super::EncodeError;
use super::text::{Escaping, write_quoted};
use crate::types::Bytes;
use crate::value::non_finite_name;

/// Writes one value behind what the buffer holds already.
pub(super) struct Encoder<'a>(pub(super) &'a mut Vec<u8>);

macro_rules! digits {
    ($buffer:path: $($method:ident($type:ty)),*) => {$(
        #[inline]
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.0.extend_from_slice(<$buffer>::new().format(value).as_bytes());
            Ok(())
        }
    )*};
}

macro_rules! floats {
    ($($method:ident($type:ty)),*) => {$(
        #[inline]
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            if value.is_finite() {
                self.0.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
                Ok(())
            } else {
                self.serialize_str(non_finite_name(value.into()))
            }
        }
    )*};
}

impl<'a> Serializer for Encoder<'a> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Impossible<(), EncodeError>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    digits! {
        itoa::Buffer:
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128)
    }

    floats! { serialize_f32(f32), serialize_f64(f64) }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        write_quoted(self.0, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EncodeError> {
        self.serialize_str(&Bytes(value.to_vec()).to_base64())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), EncodeError> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, case: &'static str) -> Result<(), EncodeError> {
        self.serialize_str(case)
    }

    #[inline]
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
        case: &'static str,
        _: &T,
    ) -> Result<(), EncodeError> {
        Err(unnamed_fields(case))
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, EncodeError> {
        Ok(Compound::open(self.0, b'['))
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, EncodeError> {
        Ok(Compound::open(self.0, b'['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, EncodeError> {
        Ok(Compound::open(self.0, b'['))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EncodeError> {
        Err(unnamed_fields(case))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, EncodeError> {
        Ok(Compound::open(self.0, b'{'))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, EncodeError> {
        Ok(Compound::open(self.0, b'{'))
    }

    fn serialize_struct_variant(
        self,
        tag: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Compound<'a>, EncodeError> {
        let mut compound = Compound::open(self.0, b'{');
        ser::SerializeStruct::serialize_field(&mut compound, tag, case)?;
        Ok(compound)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        self.0.push(b'"');
        write!(Escaping(self.0), "{value}").map_err(EncodeError::custom)?;
        self.0.push(b'"');
        Ok(())
    }
}

fn unnamed_fields(case: &str) -> EncodeError {
    EncodeError::custom(format_args!("the case `{case}` has fields without names"))
}

/// An open array or object. Every entry leaves a comma behind; closing turns the last one into the bracket.
pub(super) struct Compound<'a> {
    out: &'a mut Vec<u8>,
    close: u8,
}

impl<'a> Compound<'a> {
    #[inline]
    fn open(out: &'a mut Vec<u8>, bracket: u8) -> Self {
        out.push(bracket);
        // In ASCII each bracket's partner stands two places behind it.
        Self { out, close: bracket + 2 }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(Encoder(self.out))?;
        self.out.push(b',');
        Ok(())
    }

    #[inline]
    fn finish(self) {
        match self.out.last_mut() {
            Some(last) if *last == b',' => *last = self.close,
            _ => self.out.push(self.close),
        }
    }
}

macro_rules! items {
    ($($trait:ident::$method:ident),*) => {$(
        impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = EncodeError;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
                self.item(value)
            }

            #[inline]
            fn end(self) -> Result<(), EncodeError> {
                self.finish();
                Ok(())
            }
        }
    )*};
}

items! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field
}

macro_rules! fields {
    ($($trait:ident),*) => {$(
        impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = EncodeError;

            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), EncodeError> {
                write_quoted(self.out, name);
                self.out.push(b':');
                self.item(value)
            }

            #[inline]
            fn end(self) -> Result<(), EncodeError> {
                self.finish();
                Ok(())
            }
        }
    )*};
}

fields! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = EncodeError;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        key.serialize(super::key::Key(self.out))?;
        self.out.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.item(value)
    }

    #[inline]
    fn end(self) -> Result<(), EncodeError> {
        self.finish();
        Ok(())
    }
}
