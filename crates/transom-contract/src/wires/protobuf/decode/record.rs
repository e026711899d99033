//! Records and the cases of enums: fields by their places, which the type takes for their names.

use serde::de::value::U64Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, VariantAccess, Visitor};

use super::{Layout, Refused, Slot, ZERO, layout};
use crate::protobuf::{Enumeration, Field, Label, Message, Protobuf};
use crate::shape::Extra;
use crate::wires::protobuf::reader::{Reader, Tag};

/// The fields of a record: those that are there, then those whose absence means zero.
pub(super) struct Record<'a, 'de> {
    protobuf: &'a Protobuf,
    message: &'a Message,
    reader: Reader<'de>,
    depth: usize,
    seen: Seen,
    /// The place of the field whose value comes next, and how that lies.
    current: (usize, Layout),
    /// Fields before this place are there, or their absence was told.
    told: usize,
}

impl<'a, 'de> Record<'a, 'de> {
    #[inline]
    pub(super) fn new(
        protobuf: &'a Protobuf,
        message: &'a Message,
        reader: Reader<'de>,
        depth: usize,
    ) -> Self {
        let seen = Seen::new(message.fields.len());
        Self { protobuf, message, reader, depth, seen, current: (usize::MAX, Layout::Absent), told: 0 }
    }

    /// The place of a field; it most likely follows the one before.
    #[inline]
    fn place(&self, number: u32) -> Option<usize> {
        let expected = self.current.0.wrapping_add(1);
        match self.message.fields.get(expected) {
            Some(field) if field.number == number => Some(expected),
            _ => self.message.fields.iter().position(|field| field.number == number),
        }
    }

    /// The next field that is there.
    #[inline]
    fn next_present(&mut self) -> Result<Option<usize>, Refused> {
        while !self.reader.is_empty() {
            let Tag { number, wire } = self.reader.tag()?;
            match self.place(number) {
                Some(at) => {
                    self.current = (at, layout(&self.message.fields[at], wire)?);
                    return if self.seen.first_time(at) { Ok(Some(at)) } else { Err(Refused) };
                }
                None if self.message.extra == Extra::Ignore => self.reader.skip(wire)?,
                None => return Err(Refused),
            }
        }
        Ok(None)
    }

    /// The next field that is not there and reads as zero.
    fn next_absent(&mut self) -> Option<usize> {
        while let Some(field) = self.message.fields.get(self.told) {
            let at = self.told;
            self.told += 1;
            if is_zero_when_absent(field) && self.seen.first_time(at) {
                self.current = (at, Layout::Absent);
                return Some(at);
            }
        }
        None
    }
}

#[inline]
fn is_zero_when_absent(field: &Field) -> bool {
    match field.label {
        Label::Singular => field.kind.has_zero(),
        Label::Optional => false,
        Label::Repeated => true,
    }
}

impl<'de> MapAccess<'de> for Record<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let at = match self.next_present()? {
            Some(at) => at,
            None => match self.next_absent() {
                Some(at) => at,
                None => return Ok(None),
            },
        };
        seed.deserialize(place(at)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let (at, layout) = self.current;
        let field = self.message.fields.get(at).ok_or(Refused)?;
        let mut zeros = Reader(ZERO);
        seed.deserialize(Slot {
            protobuf: self.protobuf,
            reader: if layout == Layout::Absent { &mut zeros } else { &mut self.reader },
            label: field.label,
            kind: field.kind,
            number: field.number,
            layout,
            depth: self.depth,
        })
    }
}

/// A place in a type's list of names stands for the name.
#[inline]
fn place(at: usize) -> U64Deserializer<Refused> {
    (at as u64).into_deserializer()
}

/// Which fields were there.
struct Seen {
    first: u64,
    /// Those from the 64th on.
    rest: Vec<u64>,
}

impl Seen {
    #[inline]
    fn new(fields: usize) -> Self {
        let rest = if fields > 64 { vec![0; fields / 64] } else { Vec::new() };
        Self { first: 0, rest }
    }

    #[inline]
    fn first_time(&mut self, at: usize) -> bool {
        let word = if at < 64 { &mut self.first } else { &mut self.rest[at / 64 - 1] };
        let bit = 1 << (at % 64);
        let first = *word & bit == 0;
        *word |= bit;
        first
    }
}

/// One of an enum's names, by its place.
pub(super) struct UnitCase(usize);

impl UnitCase {
    #[inline]
    pub(super) fn read(choice: &Enumeration, number: u64) -> Result<Self, Refused> {
        let is_it =
            |at: &usize| choice.values.get(*at).is_some_and(|value| u64::from(value.number) == number);
        // Numbers count from 1 unless something was taken out.
        let expected = usize::try_from(number.wrapping_sub(1)).ok().filter(is_it);
        let at = expected.or_else(|| (0..choice.values.len()).find(is_it));
        at.map(Self).ok_or(Refused)
    }
}

impl<'de> EnumAccess<'de> for UnitCase {
    type Error = Refused;
    type Variant = Self;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Refused> {
        seed.deserialize(place(self.0)).map(|case| (case, self))
    }
}

impl<'de> VariantAccess<'de> for UnitCase {
    type Error = Refused;

    #[inline]
    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Refused> {
        Err(Refused)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }
}

/// A tagged union's case: its place, and its fields.
pub(super) struct Case<'a, 'de> {
    pub(super) case: usize,
    pub(super) record: Record<'a, 'de>,
}

impl<'a, 'de> EnumAccess<'de> for Case<'a, 'de> {
    type Error = Refused;
    type Variant = Record<'a, 'de>;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), Refused> {
        seed.deserialize(place(self.case)).map(|case| (case, self.record))
    }
}

impl<'de> VariantAccess<'de> for Record<'_, 'de> {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Err(Refused)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Refused> {
        Err(Refused)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    #[inline]
    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_map(self)
    }
}
