//! Rows of nothing but numbers, none of them null: the walk with nothing left to decide.
//!
//! Reading such a row takes a few instructions for each field, which is what the general walk spends on finding out
//! that there is no null and no other width. What it does not take (a number of another width) the general walk may.

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::Refused;
use crate::wires::arrow::column::{Column, Kind};
use crate::wires::arrow::resolve::Rows;

/// The rows of a batch as slices of numbers.
#[derive(Debug, Clone)]
pub struct Flat<'a>(Vec<Slice<'a>>);

#[derive(Debug, Clone, Copy)]
enum Slice<'a> {
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    U64(&'a [u64]),
    F32(&'a [f32]),
    F64(&'a [f64]),
}

impl Rows {
    /// The same rows as slices of numbers, where every field has a column of numbers without a null.
    pub fn flat(&self) -> Option<Flat<'_>> {
        let slices = self.fields.columns.iter().map(slice).collect::<Option<_>>();
        slices.filter(|_| self.fields.places.is_none()).map(Flat)
    }
}

fn slice(column: &Column) -> Option<Slice<'_>> {
    if column.nulls.is_some() {
        return None;
    }
    Some(match &column.kind {
        Kind::I8(values) => Slice::I8(values),
        Kind::I16(values) => Slice::I16(values),
        Kind::I32(values) => Slice::I32(values),
        Kind::I64(values) => Slice::I64(values),
        Kind::U8(values) => Slice::U8(values),
        Kind::U16(values) => Slice::U16(values),
        Kind::U32(values) => Slice::U32(values),
        Kind::U64(values) => Slice::U64(values),
        Kind::F32(values) => Slice::F32(values),
        Kind::F64(values) => Slice::F64(values),
        _ => return None,
    })
}

impl Flat<'_> {
    /// A row as a record of arguments on the walk.
    #[inline]
    pub fn row(&self, row: usize) -> FlatRecord<'_> {
        FlatRecord { slices: &self.0, row }
    }
}

/// One row on the walk.
#[derive(Debug, Clone, Copy)]
pub struct FlatRecord<'a> {
    slices: &'a [Slice<'a>],
    row: usize,
}

impl<'a> Deserializer<'a> for FlatRecord<'a> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over rows")]
    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_seq(Numbers { slices: self.slices.iter(), row: self.row })
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Numbers<'a> {
    slices: std::slice::Iter<'a, Slice<'a>>,
    row: usize,
}

impl<'a> SeqAccess<'a> for Numbers<'a> {
    type Error = Refused;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a few instructions for each field of each row")]
    fn next_element_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        match self.slices.next() {
            Some(slice) => seed.deserialize(Number { slice, row: self.row }).map(Some),
            None => Ok(None),
        }
    }
}

struct Number<'a> {
    slice: &'a Slice<'a>,
    row: usize,
}

macro_rules! widths {
    ($($method:ident($kind:ident, $visit:ident)),* $(,)?) => {$(
        #[inline(always)]
        fn $method<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
            match self.slice {
                Slice::$kind(values) => visitor.$visit(*values.get(self.row).ok_or(Refused)?),
                _ => Err(Refused),
            }
        }
    )*};
}

impl<'a> Deserializer<'a> for Number<'a> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    widths! {
        deserialize_i8(I8, visit_i8), deserialize_i16(I16, visit_i16), deserialize_i32(I32, visit_i32),
        deserialize_i64(I64, visit_i64), deserialize_u8(U8, visit_u8), deserialize_u16(U16, visit_u16),
        deserialize_u32(U32, visit_u32), deserialize_u64(U64, visit_u64), deserialize_f32(F32, visit_f32),
        deserialize_f64(F64, visit_f64),
    }

    #[inline]
    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_any<V: Visitor<'a>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i128 u128 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple tuple_struct map
        struct enum identifier ignored_any
    }
}
