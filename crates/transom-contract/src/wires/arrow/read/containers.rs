//! Records, lists, maps and enums on the walk.

use std::ops::Range;

use serde::de::value::U64Deserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Cell, Refused};
use crate::wires::arrow::column::{Column, Fields, Kind};

/// Visits a record: in order where every field is there, else by each field's place.
#[inline]
pub(super) fn visit_fields<'a, const EXACT: bool, V: Visitor<'a>>(
    fields: &'a Fields,
    row: usize,
    visitor: V,
) -> Result<V::Value, Refused> {
    let columns = fields.columns.iter();
    match &fields.places {
        None => visitor.visit_seq(InOrder::<EXACT> { columns, row }),
        Some(places) => visitor.visit_map(ByPlace::<EXACT> { places: places.iter(), columns, row }),
    }
}

/// A row of each column in turn.
pub(super) struct InOrder<'a, const EXACT: bool> {
    pub(super) columns: std::slice::Iter<'a, Column>,
    pub(super) row: usize,
}

impl<'a, const EXACT: bool> SeqAccess<'a> for InOrder<'a, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        match self.columns.next() {
            Some(column) => seed.deserialize(Cell::<EXACT> { column, row: self.row }).map(Some),
            None => Ok(None),
        }
    }
}

/// A record some of whose fields are missing.
struct ByPlace<'a, const EXACT: bool> {
    places: std::slice::Iter<'a, u64>,
    columns: std::slice::Iter<'a, Column>,
    row: usize,
}

impl<'a, const EXACT: bool> MapAccess<'a> for ByPlace<'a, EXACT> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some(place) = self.places.next() else { return Ok(None) };
        let place: U64Deserializer<Refused> = place.into_deserializer();
        seed.deserialize(place).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let column = self.columns.next().ok_or(Refused)?;
        seed.deserialize(Cell::<EXACT> { column, row: self.row })
    }
}

/// A list's items.
pub(super) struct Items<'a, const EXACT: bool> {
    pub(super) column: &'a Column,
    pub(super) left: Range<usize>,
}

impl<'a, const EXACT: bool> SeqAccess<'a> for Items<'a, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        match self.left.next() {
            Some(row) => seed.deserialize(Cell::<EXACT> { column: self.column, row }).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// A map's entries.
pub(super) struct Entries<'a, const EXACT: bool> {
    pub(super) keys: &'a Column,
    pub(super) values: &'a Column,
    pub(super) left: Range<usize>,
    pub(super) value: Option<usize>,
}

impl<'a, const EXACT: bool> MapAccess<'a> for Entries<'a, EXACT> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some(row) = self.left.next() else { return Ok(None) };
        self.value = Some(row);
        seed.deserialize(Cell::<EXACT> { column: self.keys, row }).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let row = self.value.take().ok_or(Refused)?;
        seed.deserialize(Cell::<EXACT> { column: self.values, row })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// A case: of a choice, or of a union with its fields.
pub(super) struct Choice<'a, const EXACT: bool> {
    pub(super) case: usize,
    pub(super) fields: Option<&'a Column>,
    pub(super) row: usize,
}

impl<'a, const EXACT: bool> EnumAccess<'a> for Choice<'a, EXACT> {
    type Error = Refused;
    type Variant = Self;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'a>>(self, seed: S) -> Result<(S::Value, Self), Refused> {
        let case: U64Deserializer<Refused> = (self.case as u64).into_deserializer();
        Ok((seed.deserialize(case)?, self))
    }
}

impl<'a, const EXACT: bool> VariantAccess<'a> for Choice<'a, EXACT> {
    type Error = Refused;

    #[inline]
    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'a>>(self, _: S) -> Result<S::Value, Refused> {
        Err(Refused)
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let Some(column) = self.fields else {
            return visitor.visit_seq(InOrder::<EXACT> { columns: [].iter(), row: self.row });
        };
        match (Cell::<EXACT> { column, row: self.row }).kind()? {
            Kind::Record(fields) => visit_fields::<EXACT, V>(fields, self.row, visitor),
            _ => Err(Refused),
        }
    }
}
