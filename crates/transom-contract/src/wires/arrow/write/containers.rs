//! Lists, maps and records on the walk.

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::WriteError;
use super::node::{Fields, Kind, Node, Places};

/// What takes a list's items, a fixed array's, or a tuple's places.
pub(super) enum Elements<'a> {
    List(&'a mut Places, &'a mut Node),
    Array { rows: &'a mut usize, count: usize, item: &'a mut Node },
    Places(FieldsOf<'a>),
}

impl<'a> Elements<'a> {
    #[inline]
    pub(super) fn of(node: &'a mut Node) -> Result<Self, WriteError> {
        node.mark();
        match &mut node.kind {
            Kind::List(places, item) => Ok(Self::List(places, item)),
            Kind::Array { count, rows, item } => Ok(Self::Array { rows, count: *count, item }),
            Kind::Record(fields) => Ok(Self::Places(FieldsOf::new(fields))),
            _ => Err(WriteError::custom("the type has a list where its shape has none")),
        }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<&mut Node, WriteError> {
        match self {
            Self::List(_, item) | Self::Array { item, .. } => Ok(item),
            Self::Places(fields) => fields.next(),
        }
    }

    #[inline]
    pub(super) fn finish(self) -> Result<(), WriteError> {
        match self {
            Self::List(places, item) => places.end(item.kind.rows()),
            Self::Array { rows, count, item } => {
                *rows += 1;
                let whole = item.kind.rows() == *rows * count;
                if whole { Ok(()) } else { Err(WriteError::custom("an array has another number of items")) }
            }
            Self::Places(fields) => fields.finish(),
        }
    }
}

/// What takes a record's fields, in order.
pub(super) struct FieldsOf<'a> {
    columns: std::slice::IterMut<'a, Node>,
    /// The count of rows, where there are columns at all.
    rows: Option<&'a mut usize>,
}

impl<'a> FieldsOf<'a> {
    #[inline]
    pub(super) fn new(fields: &'a mut Fields) -> Self {
        Self { columns: fields.columns.iter_mut(), rows: Some(&mut fields.rows) }
    }

    /// The fields of a case that has none.
    pub(super) fn none() -> Self {
        Self { columns: [].iter_mut(), rows: None }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Result<&'a mut Node, WriteError> {
        self.columns.next().ok_or_else(|| WriteError::custom("a record has more fields than its shape"))
    }

    #[inline]
    pub(super) fn finish(self) -> Result<(), WriteError> {
        if self.columns.len() > 0 {
            return Err(WriteError::custom("a record has fewer fields than its shape"));
        }
        if let Some(rows) = self.rows {
            *rows += 1;
        }
        Ok(())
    }
}

/// What takes a map's entries.
pub(super) struct EntriesOf<'a> {
    pub(super) places: &'a mut Places,
    pub(super) both: &'a mut [Node; 2],
}

impl EntriesOf<'_> {
    pub(super) fn finish(self) -> Result<(), WriteError> {
        let [keys, values] = self.both;
        if keys.kind.rows() != values.kind.rows() {
            return Err(WriteError::custom("a map has a key without a value"));
        }
        self.places.end(keys.kind.rows())
    }
}

impl SerializeMap for EntriesOf<'_> {
    type Ok = ();
    type Error = WriteError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), WriteError> {
        key.serialize(&mut self.both[0])
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        value.serialize(&mut self.both[1])
    }

    fn end(self) -> Result<(), WriteError> {
        self.finish()
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident),*) => {$(
        impl $trait for Elements<'_> {
            type Ok = ();
            type Error = WriteError;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
                value.serialize(self.next()?)
            }

            #[inline]
            fn end(self) -> Result<(), WriteError> {
                self.finish()
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field
}

macro_rules! fields {
    ($($trait:ident),*) => {$(
        impl $trait for FieldsOf<'_> {
            type Ok = ();
            type Error = WriteError;

            /// serde walks a record's fields in the order of its shape.
            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), WriteError> {
                value.serialize(self.next()?)
            }

            #[inline]
            fn end(self) -> Result<(), WriteError> {
                self.finish()
            }
        }
    )*};
}

fields! { SerializeStruct, SerializeStructVariant }
