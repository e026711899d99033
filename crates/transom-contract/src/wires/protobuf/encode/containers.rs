//! Lists, maps, tuples and records while they are written.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::{Mode, Slot, misfit};
use crate::protobuf::{Field, Kind, Protobuf, WireType};
use crate::wires::EncodeError;
use crate::wires::protobuf::writer;

/// The messages that are open: at most a wrapper, a union and its case.
#[derive(Debug, Default)]
pub(super) struct Runs {
    starts: [usize; 3],
    count: usize,
}

impl Runs {
    #[inline]
    pub(super) fn push(&mut self, start: Option<usize>) {
        if let Some(start) = start {
            self.starts[self.count] = start;
            self.count += 1;
        }
    }

    #[inline]
    pub(super) fn close(self, out: &mut Vec<u8>) {
        for start in self.starts[..self.count].iter().rev() {
            writer::close(out, *start);
        }
    }
}

/// A list's items.
pub(super) struct Items<'a> {
    out: &'a mut Vec<u8>,
    protobuf: &'a Protobuf,
    number: u32,
    kind: Kind,
    /// Where the packed run was begun, and where its bytes begin.
    packed: Option<(usize, usize)>,
    runs: Runs,
}

impl<'a> Items<'a> {
    #[inline]
    pub(super) fn open(slot: Slot<'a>, runs: Runs) -> Self {
        let Slot { out, protobuf, number, kind, .. } = slot;
        let packed = kind.is_packed().then(|| {
            let before = out.len();
            writer::tag(out, number, WireType::Len);
            (before, writer::open(out))
        });
        Self { out, protobuf, number, kind, packed, runs }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let mode = if self.packed.is_some() { Mode::Packed } else { Mode::Given };
        let Self { out, protobuf, number, kind, .. } = self;
        value.serialize(Slot { out, protobuf, number: *number, kind: *kind, mode })
    }

    #[inline]
    fn finish(self) {
        match self.packed {
            // No item is no run.
            Some((before, start)) if self.out.len() == start => self.out.truncate(before),
            Some((_, start)) => writer::close(self.out, start),
            None => {}
        }
        self.runs.close(self.out);
    }
}

/// A record's fields in declaration order; a tuple's values.
pub(super) struct Fields<'a> {
    out: &'a mut Vec<u8>,
    protobuf: &'a Protobuf,
    left: std::slice::Iter<'a, Field>,
    runs: Runs,
}

impl<'a> Fields<'a> {
    #[inline]
    pub(super) fn new(slot: Slot<'a>, fields: &'a [Field], runs: Runs) -> Self {
        Self { out: slot.out, protobuf: slot.protobuf, left: fields.iter(), runs }
    }

    #[inline]
    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<&'a Field, EncodeError> {
        let Some(field) = self.left.next() else { return misfit("another field") };
        value.serialize(Slot::of(self.out, self.protobuf, field))?;
        Ok(field)
    }

    #[inline]
    fn finish(self) {
        self.runs.close(self.out);
    }
}

/// A map's entries.
pub(super) struct Entries<'a> {
    out: &'a mut Vec<u8>,
    protobuf: &'a Protobuf,
    number: u32,
    key: &'a Field,
    value: &'a Field,
    /// Where the entry begins whose key is written.
    entry: usize,
    runs: Runs,
}

impl<'a> Entries<'a> {
    #[inline]
    pub(super) fn new(slot: Slot<'a>, key: &'a Field, value: &'a Field, runs: Runs) -> Self {
        let Slot { out, protobuf, number, .. } = slot;
        Self { out, protobuf, number, key, value, entry: 0, runs }
    }
}

/// What a type calls a list or a tuple.
pub(super) enum Sequence<'a> {
    /// A list, or an array.
    Items(Items<'a>),
    /// A tuple.
    Places(Fields<'a>),
}

macro_rules! sequences {
    ($($trait:ident::$method:ident),*) => {$(
        impl $trait for Sequence<'_> {
            type Ok = ();
            type Error = EncodeError;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
                match self {
                    Self::Items(items) => items.item(value),
                    Self::Places(fields) => fields.next(value).map(drop),
                }
            }

            #[inline]
            fn end(self) -> Result<(), EncodeError> {
                match self {
                    Self::Items(items) => items.finish(),
                    Self::Places(fields) => fields.finish(),
                }
                Ok(())
            }
        }
    )*};
}

sequences! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field
}

macro_rules! fields {
    ($($trait:ident),*) => {$(
        impl $trait for Fields<'_> {
            type Ok = ();
            type Error = EncodeError;

            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), EncodeError> {
                let field = self.next(value)?;
                debug_assert_eq!(field.name, name, "the type is another one than the message was made of");
                Ok(())
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

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = EncodeError;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        writer::tag(self.out, self.number, WireType::Len);
        self.entry = writer::open(self.out);
        key.serialize(Slot::of(self.out, self.protobuf, self.key))
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        value.serialize(Slot::of(self.out, self.protobuf, self.value))?;
        writer::close(self.out, self.entry);
        Ok(())
    }

    #[inline]
    fn end(self) -> Result<(), EncodeError> {
        self.runs.close(self.out);
        Ok(())
    }
}
