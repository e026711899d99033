//! Lists, maps and tuples.

use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::{Layout, Refused, Slot, ZERO, is_missing_when_absent, next_layout};
use crate::protobuf::{Field, Kind, Label, Protobuf, Role, WireType};
use crate::wires::protobuf::reader::Reader;

/// A repeated field's values: one after the other, packed or not.
pub(super) struct Items<'a, 'de> {
    protobuf: &'a Protobuf,
    reader: &'a mut Reader<'de>,
    kind: Kind,
    number: u32,
    depth: usize,
    /// What comes next.
    next: Layout,
    /// What is left of a run.
    run: Reader<'de>,
}

impl<'a, 'de> Items<'a, 'de> {
    #[inline]
    pub(super) fn new(slot: Slot<'a, 'de>) -> Result<Self, Refused> {
        if slot.label != Label::Repeated {
            return Err(Refused);
        }
        let depth = slot.deeper()?;
        let Slot { protobuf, reader, kind, number, layout, .. } = slot;
        let run = if layout == Layout::Packed { Reader(reader.run()?) } else { Reader(&[]) };
        Ok(Self { protobuf, reader, kind, number, depth, next: layout, run })
    }

    /// Finds the next value; what came next was read.
    #[inline]
    fn advance(&mut self) -> Result<(), Refused> {
        self.next = Layout::Absent;
        if self.reader.is_empty() {
            return Ok(());
        }
        let mut ahead = *self.reader;
        let tag = ahead.tag()?;
        if tag.number != self.number {
            return Ok(());
        }
        *self.reader = ahead;
        self.next = if tag.wire == self.kind.wire_type() {
            Layout::One
        } else if tag.wire == WireType::Len {
            self.run = Reader(self.reader.run()?);
            Layout::Packed
        } else {
            return Err(Refused);
        };
        Ok(())
    }

    /// Nothing may be left that the type did not take.
    #[inline]
    pub(super) fn finish(&mut self) -> Result<(), Refused> {
        while self.next == Layout::Packed && self.run.is_empty() {
            self.advance()?;
        }
        if self.next == Layout::Absent { Ok(()) } else { Err(Refused) }
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        while self.next == Layout::Packed && self.run.is_empty() {
            self.advance()?;
        }
        let reader = match self.next {
            Layout::Packed => &mut self.run,
            Layout::One => &mut *self.reader,
            Layout::Absent | Layout::Whole => return Ok(None),
        };
        let value = seed.deserialize(Slot {
            protobuf: self.protobuf,
            reader,
            label: Label::Singular,
            kind: self.kind,
            number: self.number,
            layout: Layout::One,
            depth: self.depth,
        })?;
        if self.next == Layout::One {
            self.advance()?;
        }
        Ok(Some(value))
    }

    /// The number of values in the run; each has been counted by a byte of its own.
    #[inline]
    fn size_hint(&self) -> Option<usize> {
        (self.next == Layout::Packed).then(|| match self.kind.wire_type() {
            WireType::Fixed64 => self.run.0.len() / 8,
            WireType::Fixed32 => self.run.0.len() / 4,
            _ => self.run.0.iter().filter(|byte| **byte < 0x80).count(),
        })
    }
}

/// A map's entries: a message for each, its key before its value.
pub(super) struct Entries<'a, 'de> {
    items: Items<'a, 'de>,
    key: &'a Field,
    value: &'a Field,
    entry: Reader<'de>,
}

impl<'a, 'de> Entries<'a, 'de> {
    #[inline]
    pub(super) fn new(slot: Slot<'a, 'de>) -> Result<Self, Refused> {
        let Kind::Message(at) = slot.kind else { return Err(Refused) };
        let entry = &slot.protobuf.messages[at];
        let (Role::Entry, [key, value]) = (entry.role, entry.fields.as_slice()) else { return Err(Refused) };
        Ok(Self { items: Items::new(slot)?, key, value, entry: Reader(&[]) })
    }

    /// Reads the entry's key or its value; an absent one is zero or empty.
    #[inline]
    fn part<S: DeserializeSeed<'de>>(&mut self, seed: S, field: &Field) -> Result<S::Value, Refused> {
        let layout = next_layout(&mut self.entry, field)?;
        let mut zeros = Reader(ZERO);
        seed.deserialize(Slot {
            protobuf: self.items.protobuf,
            reader: if layout == Layout::Absent { &mut zeros } else { &mut self.entry },
            label: Label::Singular,
            kind: field.kind,
            number: field.number,
            layout: Layout::One,
            depth: self.items.depth,
        })
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        if self.items.next == Layout::Absent {
            return Ok(None);
        }
        self.entry = Reader(self.items.reader.run()?);
        self.part(seed, self.key).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let value = self.part(seed, self.value)?;
        if !self.entry.is_empty() {
            return Err(Refused);
        }
        self.items.advance()?;
        Ok(value)
    }
}

/// A tuple's values, in the order of their fields.
pub(super) struct Places<'a, 'de> {
    pub(super) protobuf: &'a Protobuf,
    pub(super) fields: std::slice::Iter<'a, Field>,
    pub(super) reader: Reader<'de>,
    pub(super) depth: usize,
}

impl<'de> SeqAccess<'de> for Places<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        let layout = next_layout(&mut self.reader, field)?;
        if layout == Layout::Absent && is_missing_when_absent(field) {
            return Err(Refused);
        }
        let mut zeros = Reader(ZERO);
        let value = seed.deserialize(Slot {
            protobuf: self.protobuf,
            reader: if layout == Layout::Absent { &mut zeros } else { &mut self.reader },
            label: field.label,
            kind: field.kind,
            number: field.number,
            layout,
            depth: self.depth,
        })?;
        Ok(Some(value))
    }
}
