//! Shapes that Python holds in classes of their own: sets, deques, tuples of any length, changeable bytes, and numbers
//! that are integers or floats.

use serde::de::value::{BytesDeserializer, U64Deserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, SeqAccess, Visitor};
use transom_contract::{Form, walk};

use super::containers::{Few, List};
use super::{Object, Refused};
use crate::doors::embedded::arrays::{Element, View};
use crate::doors::embedded::classes;
use crate::doors::embedded::object::{self, Items, Members};

/// The form that a newtype of this name marks.
#[inline]
pub(super) fn form(name: &'static str) -> Option<Form> {
    Some(match name {
        walk::NUMBER => Form::Number,
        walk::TUPLE => Form::Tuple,
        walk::SET => Form::Set,
        walk::FROZEN_SET => Form::FrozenSet,
        walk::DEQUE => Form::Deque,
        walk::BYTE_ARRAY => Form::ByteArray,
        walk::FLOATS_1 | walk::INTS_1 => Form::Array1,
        walk::FLOATS_2 | walk::INTS_2 => Form::Array2,
        _ => return None,
    })
}

impl<'py, const EXACT: bool> Object<'py, EXACT> {
    /// Visits an object of the class that the form says.
    #[inline]
    pub(super) fn formed<V: Visitor<'py>>(
        self,
        form: Form,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match form {
            Form::Number => match object::float(self.object) {
                Some(number) => visitor.visit_f64(number),
                None => visitor.visit_i64(object::int(self.object).ok_or(Refused)?),
            },
            Form::Tuple => {
                let items = Items::of_tuple(self.object).ok_or(Refused)?;
                visitor.visit_seq(List::<EXACT> { items, place: self.inside()? })
            }
            Form::Set | Form::FrozenSet => {
                let members = Members::of(self.object, form == Form::FrozenSet).ok_or(Refused)?;
                visitor.visit_seq(Few::<_, EXACT> { items: members, place: self.inside()? })
            }
            Form::Deque => {
                let items =
                    object::deque(self.object, classes::deque(self.object.py()).ok()).ok_or(Refused)?;
                visitor.visit_seq(Few::<_, EXACT> { items: items.into_iter(), place: self.inside()? })
            }
            Form::ByteArray => visitor.visit_bytes(&object::byte_array(self.object).ok_or(Refused)?),
            Form::Array1 | Form::Array2 => {
                let is_float = matches!(name, walk::FLOATS_1 | walk::FLOATS_2);
                let element = if is_float { Element::Float } else { Element::Int };
                let dimensions = if form == Form::Array1 { 1 } else { 2 };
                let view = View::of(self.object, element, dimensions, false).ok_or(Refused)?;
                visitor.visit_seq(Memory { view: &view, next: 0 })
            }
            // No newtype marks these.
            Form::Char | Form::Iterator | Form::Counter | Form::OrderedDict | Form::DefaultDict => {
                Err(Refused)
            }
        }
    }
}

/// An array: how many rows, how many columns, and its bytes. They are lent for as long as the view is, and read at once:
/// what is made of them owns its numbers.
struct Memory<'a> {
    view: &'a View,
    next: u8,
}

impl<'py> SeqAccess<'py> for Memory<'_> {
    type Error = Refused;

    fn next_element_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let (rows, columns) = self.view.shape();
        self.next += 1;
        let number = |number: usize| -> U64Deserializer<Refused> { (number as u64).into_deserializer() };
        match self.next {
            1 => seed.deserialize(number(rows)).map(Some),
            2 => seed.deserialize(number(columns)).map(Some),
            _ => seed.deserialize(BytesDeserializer::new(self.view.bytes())).map(Some),
        }
    }
}
