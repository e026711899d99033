//! A row as a typed value: a serde format that reads columns resolved before, and lends their text and bytes.
//!
//! The walk only says yes or no ([`Refused`]); [`Rows::value`] and `validate` say why. Where `EXACT`, an integer does
//! not stand for a float, since the Python original might answer it differently.

mod containers;
mod flat;

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

pub use self::flat::{Flat, FlatRecord};

use self::containers::{Choice, Entries, InOrder, Items, visit_fields};
use super::column::{Column, Fields, Kind};
use super::resolve::Rows;
use crate::walk;

/// The row does not fit; the slow path says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the row does not fit")
    }
}

impl std::error::Error for Refused {}

impl Error for Refused {
    #[inline]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl Rows {
    /// A row as a record of arguments on the walk.
    #[inline]
    pub fn row<const EXACT: bool>(&self, row: usize) -> Record<'_, EXACT> {
        Record { fields: &self.fields, row }
    }
}

/// One row on the walk.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a, const EXACT: bool> {
    fields: &'a Fields,
    row: usize,
}

impl<'a, const EXACT: bool> Deserializer<'a> for Record<'a, EXACT> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visit_fields::<EXACT, V>(self.fields, self.row, visitor)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// One value on the walk: a row of a column.
#[derive(Clone, Copy)]
struct Cell<'a, const EXACT: bool> {
    column: &'a Column,
    row: usize,
}

impl<'a, const EXACT: bool> Cell<'a, EXACT> {
    /// What stands in the row, if there is anything.
    #[inline]
    fn kind(self) -> Result<&'a Kind, Refused> {
        if self.column.is_null(self.row) { Err(Refused) } else { Ok(&self.column.kind) }
    }

    #[inline]
    fn text(self) -> Result<&'a str, Refused> {
        self.kind()?;
        self.column.text(self.row).ok_or(Refused)
    }

    #[inline]
    fn bytes(self) -> Result<&'a [u8], Refused> {
        self.kind()?;
        self.column.bytes(self.row).ok_or(Refused)
    }

    /// An integer of another width than the one asked for, or none: the visitor sees whether it fits.
    #[inline(never)]
    fn int<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        let number = self.kind()?.int(self.row).ok_or(Refused)?;
        match i64::try_from(number) {
            Ok(number) => visitor.visit_i64(number),
            Err(_) => visitor.visit_u64(u64::try_from(number).map_err(|_| Refused)?),
        }
    }

    /// A float of another type than the one asked for, or none.
    #[inline(never)]
    fn float<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.kind()? {
            Kind::F32(values) => visitor.visit_f64(values[self.row].into()),
            Kind::F64(values) => visitor.visit_f64(values[self.row]),
            _ if EXACT => Err(Refused),
            _ => self.int(visitor),
        }
    }

    fn micros(self) -> Result<i64, Refused> {
        match self.kind()? {
            Kind::Ticks(ticks) => ticks.micros(self.row).ok_or(Refused),
            _ => Err(Refused),
        }
    }

    fn days(self) -> Result<i64, Refused> {
        match self.kind()? {
            Kind::Days(days) => Ok(days[self.row].into()),
            _ => Err(Refused),
        }
    }

    fn decimal<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.kind()? {
            Kind::Decimal(decimals) => visitor.visit_string((decimals.text)(&decimals.array, self.row)),
            _ => visitor.visit_borrowed_str(self.text()?),
        }
    }

    fn uuid<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.bytes() {
            Ok(bytes) => visitor.visit_borrowed_bytes(bytes),
            Err(Refused) => visitor.visit_borrowed_str(self.text()?),
        }
    }

    #[inline]
    fn items(self) -> Result<Items<'a, EXACT>, Refused> {
        match self.kind()? {
            Kind::List(offsets, item) => Ok(Items { column: item, left: offsets.range(self.row) }),
            _ => Err(Refused),
        }
    }
}

/// The width that is asked for is the one that is there, most often, and no row is null.
macro_rules! widths {
    ($($method:ident($kind:ident, $visit:ident, $otherwise:ident)),* $(,)?) => {$(
        #[inline(always)]
        fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
            match &self.column {
                Column { kind: Kind::$kind(values), nulls: None, .. } => visitor.$visit(values[self.row]),
                _ => self.$otherwise(visitor),
            }
        }
    )*};
}

impl<'a, const EXACT: bool> Deserializer<'a> for Cell<'a, EXACT> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    /// No model asks for just anything.
    fn deserialize_any<V: Visitor<'a>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.kind()? {
            Kind::Bool(flags) => visitor.visit_bool(flags.value(self.row)),
            _ => Err(Refused),
        }
    }

    widths! {
        deserialize_i8(I8, visit_i8, int), deserialize_i16(I16, visit_i16, int),
        deserialize_i32(I32, visit_i32, int), deserialize_i64(I64, visit_i64, int),
        deserialize_u8(U8, visit_u8, int), deserialize_u16(U16, visit_u16, int),
        deserialize_u32(U32, visit_u32, int), deserialize_u64(U64, visit_u64, int),
        deserialize_f32(F32, visit_f32, float), deserialize_f64(F64, visit_f64, float),
    }

    #[inline]
    fn deserialize_str<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_borrowed_bytes(self.bytes()?)
    }

    fn deserialize_byte_buf<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_bytes(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.column.is_null(self.row) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        if self.column.is_null(self.row) { visitor.visit_unit() } else { Err(Refused) }
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match name {
            walk::DATE => visitor.visit_i64(self.days()?),
            walk::TIME | walk::DATE_TIME | walk::TIMESTAMP | walk::DURATION => {
                visitor.visit_i64(self.micros()?)
            }
            walk::DECIMAL => self.decimal(visitor),
            walk::UUID => self.uuid(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(self.items()?)
    }

    /// serde asks so for tuples and for fixed arrays.
    fn deserialize_tuple<V: Visitor<'a>>(self, length: usize, visitor: V) -> Result<V::Value, Refused> {
        if let Kind::Tuple(columns) = self.kind()? {
            return visitor.visit_seq(InOrder::<EXACT> { columns: columns.iter(), row: self.row });
        }
        let items = self.items()?;
        if items.left.len() == length { visitor.visit_seq(items) } else { Err(Refused) }
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.kind()? {
            Kind::Map(offsets, both) => {
                let [keys, values] = &**both;
                visitor.visit_map(Entries::<EXACT> {
                    keys,
                    values,
                    left: offsets.range(self.row),
                    value: None,
                })
            }
            _ => Err(Refused),
        }
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.kind()? {
            Kind::Record(fields) => visit_fields::<EXACT, V>(fields, self.row, visitor),
            _ => Err(Refused),
        }
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let (name, fields) = match self.kind()? {
            Kind::Union(cases) => {
                let tag = Cell::<EXACT> { column: &cases.tag, row: self.row }.text()?;
                let (_, fields) = cases.all.iter().find(|(name, _)| name == tag).ok_or(Refused)?;
                (tag, fields.as_ref())
            }
            _ => (self.text()?, None),
        };
        let case = names.iter().position(|known| *known == name).ok_or(Refused)?;
        visitor.visit_enum(Choice::<EXACT> { case, fields, row: self.row })
    }
}
