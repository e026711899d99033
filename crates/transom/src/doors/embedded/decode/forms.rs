//! Shapes that Python holds in classes of their own: sets, deques, tuples of any length, changeable bytes, and numbers
//! that are integers or floats.

use serde::de::Visitor;
use transom_contract::{Form, walk};

use super::containers::{Few, List};
use super::{Object, Refused};
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
        _ => return None,
    })
}

impl<'py, const EXACT: bool> Object<'py, EXACT> {
    /// Visits an object of the class that the form says.
    #[inline]
    pub(super) fn formed<V: Visitor<'py>>(self, form: Form, visitor: V) -> Result<V::Value, Refused> {
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
            Form::Char | Form::Array1 | Form::Array2 | Form::Iterator => Err(Refused),
        }
    }
}
