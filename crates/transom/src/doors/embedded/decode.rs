//! A typed value out of Python objects: a serde format guided by exact type checks, which lends text and bytes.
//!
//! The walk only says yes or no ([`Refused`]): what is wrong is found by [`super::plain`], on the slow path. Where
//! `EXACT`, nothing is taken that Rust would hold differently (an integer for a float, a zone, more digits), since the
//! Python original might answer it differently.
//!
//! No Python code runs during the walk, nor Python's garbage collector, since what is borrowed from a list or a dict
//! holds only as long as nobody changes it. What cannot be read in that way is left to the slow path, which borrows
//! nothing.

mod containers;
mod forms;
mod special;

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use transom_contract::{DEPTH_MAX, FloatWidth};

use self::containers::{Choice, Dict, Fields, Instance, List};
pub(super) use self::special::prepare;
use super::instances::{class, is_class};
use super::object::{self, Items, Lent};
use super::sequences::Sequences;

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
    sequences: Sequences,
}

impl<'py, const EXACT: bool> Object<'py, EXACT> {
    /// Begins the walk.
    #[inline]
    pub(super) fn new(object: Lent<'py>, sequences: Sequences) -> Self {
        Self { object, place: Place { depth: 0, sequences } }
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
    fn single<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        match object::float(self.object) {
            // Rounding is a change that the original would not make.
            Some(number) if EXACT && !fits_single(number) => Err(Refused),
            _ => self.float(visitor),
        }
    }

    #[inline]
    fn text(self) -> Result<&'py str, Refused> {
        object::text(self.object).ok_or(Refused)
    }
}

/// Whether 32 bits hold the float as it is.
fn fits_single(number: f64) -> bool {
    FloatWidth::F32.round(number).to_bits() == number.to_bits() || number.is_nan()
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
        deserialize_f32 => single, deserialize_f64 => float,
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
        if is_class(name) {
            // A reference: the object itself is read later, once.
            let class = class(name).ok_or(Refused)?;
            if !class.is_class_of(self.object) {
                return Err(Refused);
            }
            return visitor.visit_u64(self.object.as_ptr().expose_provenance() as u64);
        }
        match forms::form(name) {
            Some(form) => self.formed(form, name, visitor),
            None => special::visit::<EXACT, V>(name, self.object, visitor, |visitor| {
                visitor.visit_newtype_struct(self)
            }),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        let items = Items::of_list(self.object).ok_or(Refused)?;
        visitor.visit_seq(List::<EXACT> { items, place: self.inside()? })
    }

    #[inline]
    fn deserialize_tuple<V: Visitor<'py>>(self, length: usize, visitor: V) -> Result<V::Value, Refused> {
        let items = match self.place.sequences {
            // A list would do for an array and a tuple for a tuple, but which is asked for here?
            Sequences::Both if EXACT => None,
            Sequences::Lists if EXACT => Items::of_list(self.object),
            Sequences::Lists => Items::of_list(self.object).or_else(|| Items::of_tuple(self.object)),
            Sequences::Tuples | Sequences::Both => Items::of_tuple(self.object),
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
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if is_class(name) && (EXACT || !object::is_dict(self.object)) {
            let class = class(name).ok_or(Refused)?;
            return visitor.visit_seq(Instance::<EXACT>::of(self.object, class, self.inside()?)?);
        }
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
