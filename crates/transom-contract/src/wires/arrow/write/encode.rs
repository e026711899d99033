//! The walk over a typed value: each step appends to the column that the shape laid out for it.

use serde::ser::{Error, Impossible, Serialize, Serializer};

use super::WriteError;
use super::containers::{Elements, EntriesOf, FieldsOf};
use super::node::{Kind, Node};

#[cold]
fn mismatch(found: &str) -> WriteError {
    WriteError::custom(format_args!("the type has {found} where its shape has none"))
}

macro_rules! numbers {
    ($($method:ident($type:ty) => $kind:ident),* $(,)?) => {$(
        #[inline(always)]
        fn $method(self, value: $type) -> Result<(), WriteError> {
            let Kind::$kind(values) = &mut self.kind else { return Err(mismatch(stringify!($type))) };
            values.push(value);
            self.mark();
            Ok(())
        }
    )*};
}

impl<'a> Serializer for &'a mut Node {
    type Ok = ();
    type Error = WriteError;
    type SerializeSeq = Elements<'a>;
    type SerializeTuple = Elements<'a>;
    type SerializeTupleStruct = Elements<'a>;
    type SerializeTupleVariant = Impossible<(), WriteError>;
    type SerializeMap = EntriesOf<'a>;
    type SerializeStruct = FieldsOf<'a>;
    type SerializeStructVariant = FieldsOf<'a>;

    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        serialize_i8(i8) => I8, serialize_i16(i16) => I16, serialize_i32(i32) => I32, serialize_i64(i64) => I64,
        serialize_u8(u8) => U8, serialize_u16(u16) => U16, serialize_u32(u32) => U32, serialize_u64(u64) => U64,
        serialize_f32(f32) => F32, serialize_f64(f64) => F64,
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), WriteError> {
        self.mark();
        match &mut self.kind {
            Kind::Bool(flags) => {
                flags.append(value);
                Ok(())
            }
            _ => Err(mismatch("bool")),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), WriteError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), WriteError> {
        self.mark();
        match &mut self.kind {
            Kind::Text(text) => text.push(value.as_bytes()),
            _ => Err(mismatch("str")),
        }
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), WriteError> {
        self.mark();
        match &mut self.kind {
            Kind::Bytes(bytes) => bytes.push(value),
            Kind::Uuid(ids) => {
                ids.push(value.try_into().map_err(|_| mismatch("another number of bytes"))?);
                Ok(())
            }
            _ => Err(mismatch("bytes")),
        }
    }

    fn serialize_none(self) -> Result<(), WriteError> {
        match &mut self.kind {
            Kind::Null(rows) => *rows += 1,
            _ => self.push_null(),
        }
        Ok(())
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), WriteError> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), WriteError> {
        self.serialize_none()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, case: &'static str) -> Result<(), WriteError> {
        self.serialize_str(case)
    }

    /// A special type's wire form is what its column holds.
    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), WriteError> {
        Err(mismatch("a case whose fields have no names"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'a>, WriteError> {
        Elements::of(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Elements<'a>, WriteError> {
        Elements::of(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Elements<'a>, WriteError> {
        Elements::of(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, WriteError> {
        Err(mismatch("a case whose fields have no names"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<EntriesOf<'a>, WriteError> {
        self.mark();
        match &mut self.kind {
            Kind::Map(places, both) => Ok(EntriesOf { places, both }),
            _ => Err(mismatch("a map")),
        }
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<FieldsOf<'a>, WriteError> {
        self.mark();
        match &mut self.kind {
            Kind::Record(fields) => Ok(FieldsOf::new(fields)),
            _ => Err(mismatch("a record")),
        }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        case: u32,
        name: &'static str,
        _: usize,
    ) -> Result<FieldsOf<'a>, WriteError> {
        self.mark();
        let Kind::Union(cases) = &mut self.kind else { return Err(mismatch("a union")) };
        cases.begin(usize::try_from(case).map_err(|_| mismatch("a case"))?, name)
    }
}

impl super::node::Cases {
    /// Begins a row of this case: its name is written, and that it is none of the others.
    pub(super) fn begin(&mut self, case: usize, name: &str) -> Result<FieldsOf<'_>, WriteError> {
        self.tag.serialize_str(name)?;
        let mut own = None;
        for (at, fields) in self.fields.iter_mut().enumerate() {
            if at == case {
                own = fields.as_mut();
            } else if let Some(fields) = fields {
                fields.push_null();
            }
        }
        match own {
            None => Ok(FieldsOf::none()),
            Some(node) => {
                node.mark();
                match &mut node.kind {
                    Kind::Record(fields) => Ok(FieldsOf::new(fields)),
                    _ => Err(mismatch("a case")),
                }
            }
        }
    }
}
