//! A typed value out of Python objects: a serde format guided by exact type checks, which lends text and bytes.
//!
//! The walk only says yes or no ([`Refused`]): what is wrong is found by [`super::plain`], on the slow path. Where
//! `EXACT`, an integer does not stand for a float, since the Python original might answer it differently.

mod containers;
mod special;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use transom_contract::DEPTH_MAX;

use self::containers::{Choice, Dict, Fields, List};
use super::object::{self, Items, Lent};

/// The value does not fit; the slow path says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value does not fit")
    }
}

impl std::error::Error for Refused {}

impl Error for Refused {
    #[inline]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// One object on the walk.
#[derive(Clone, Copy)]
pub(super) struct Object<'py, const EXACT: bool> {
    object: Lent<'py>,
    place: Place,
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct Place {
    depth: u16,
    /// Whether a list may stand where serde asks for a tuple: it asks so for fixed arrays, too.
    lists_as_tuples: bool,
}

impl<'py, const EXACT: bool> Object<'py, EXACT> {
    /// Begins the walk; a contract with tuples in it takes no lists for them.
    #[inline]
    pub(super) fn new(object: Lent<'py>, lists_as_tuples: bool) -> Self {
        Self { object, place: Place { depth: 0, lists_as_tuples } }
    }

    /// What stands inside this, one level down.
    #[inline]
    fn inside(self) -> Result<Place, Refused> {
        let depth = self.place.depth + 1;
        if usize::from(depth) <= DEPTH_MAX { Ok(Place { depth, ..self.place }) } else { Err(Refused) }
    }

    #[inline]
    fn int<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        match object::int(self.object) {
            Some(number) => visitor.visit_i64(number),
            None => visitor.visit_u64(object::large_int(self.object).ok_or(Refused)?),
        }
    }

    #[inline]
    fn float<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        match object::float(self.object) {
            Some(number) => visitor.visit_f64(number),
            None if EXACT => Err(Refused),
            None => self.int(visitor),
        }
    }

    #[inline]
    fn text(self) -> Result<&'py str, Refused> {
        object::text(self.object).ok_or(Refused)
    }
}

/// Forwards what every width shares.
macro_rules! same {
    ($($method:ident => $own:ident),* $(,)?) => {$(
        #[inline]
        fn $method<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
            self.$own(visitor)
        }
    )*};
}

impl<'py, const EXACT: bool> Deserializer<'py> for Object<'py, EXACT> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    /// No model asks for just anything.
    fn deserialize_any<V: Visitor<'py>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    #[inline]
    fn deserialize_bool<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_bool(object::boolean(self.object).ok_or(Refused)?)
    }

    same! {
        deserialize_i8 => int, deserialize_i16 => int, deserialize_i32 => int, deserialize_i64 => int,
        deserialize_u8 => int, deserialize_u16 => int, deserialize_u32 => int, deserialize_u64 => int,
        deserialize_f32 => float, deserialize_f64 => float,
        deserialize_string => deserialize_str, deserialize_char => deserialize_str,
        deserialize_identifier => deserialize_str, deserialize_byte_buf => deserialize_bytes,
    }

    #[inline]
    fn deserialize_str<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_borrowed_str(self.text()?)
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_borrowed_bytes(object::bytes(self.object).ok_or(Refused)?)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        if object::is_none(self.object) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    #[inline]
    fn deserialize_unit<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        if object::is_none(self.object) { visitor.visit_unit() } else { Err(Refused) }
    }

    fn deserialize_unit_struct<V: Visitor<'py>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'py>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        special::visit::<true, V>(name, self.object, visitor, |visitor| visitor.visit_newtype_struct(self))
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        let items = Items::of_list(self.object).ok_or(Refused)?;
        visitor.visit_seq(List::<EXACT> { items, place: self.inside()? })
    }

    fn deserialize_tuple<V: Visitor<'py>>(self, length: usize, visitor: V) -> Result<V::Value, Refused> {
        let items = match Items::of_tuple(self.object) {
            None if self.place.lists_as_tuples => Items::of_list(self.object),
            items => items,
        };
        let items = items.ok_or(Refused)?;
        if items.left() != length {
            return Err(Refused);
        }
        visitor.visit_seq(List::<EXACT> { items, place: self.inside()? })
    }

    fn deserialize_tuple_struct<V: Visitor<'py>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_tuple(length, visitor)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_map(Dict::<EXACT>::of(self.object, self.inside()?)?)
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'py>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_map(Fields::<EXACT>::of(self.object, fields, None, self.inside()?)?)
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'py>>(
        self,
        tag: &'static str,
        cases: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_enum(Choice::<EXACT>::of(self.object, tag, cases, self.place)?)
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }
}

/// A special type out of an instance of its class, or of a subclass.
pub(super) fn special<'py, T: Deserialize<'py>>(object: Lent<'py>) -> Option<T> {
    T::deserialize(Special(object)).ok()
}

/// An object that is read as a special type or not at all.
struct Special<'py>(Lent<'py>);

impl<'py> Deserializer<'py> for Special<'py> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'py>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn deserialize_newtype_struct<V: Visitor<'py>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        special::visit::<false, V>(name, self.0, visitor, |_| Err(Refused))
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'py>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
