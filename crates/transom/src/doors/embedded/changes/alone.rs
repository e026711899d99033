//! Whether every object that can change stands in one place of the arguments only.

use std::collections::HashSet;
use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use transom_contract::{Definition, Definitions, Extra, Form, Record, Shape};

use super::super::arguments::Arguments;
use super::super::arrays;
use super::super::object::{Entries, Items, Lent};
use crate::entry::Entry;

/// Which objects that can change a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// None: a number, text, a tuple of them.
    Nothing,
    /// One, and nothing in it can change: a list of numbers.
    Itself,
    /// There may be several: a list of lists.
    Within,
}

impl Reach {
    pub(super) fn of(shape: &Shape, all: &Definitions) -> Self {
        let inside =
            |shape: &Shape| if Self::of(shape, all) == Self::Nothing { Self::Itself } else { Self::Within };
        match shape {
            Shape::Option(inner) => Self::of(inner, all),
            Shape::List(item) | Shape::Array(item, _) => inside(item),
            Shape::Map(_, value) => inside(value),
            Shape::As(Form::Set | Form::ByteArray | Form::Array1 | Form::Array2, _) => Self::Itself,
            Shape::As(Form::Deque, items) => Self::of(items, all),
            Shape::As(Form::Tuple, items) => match Self::of(items, all) {
                Self::Within => Self::Within,
                _ => Self::Nothing,
            },
            Shape::Tuple(shapes) => {
                let some = shapes.iter().any(|shape| Self::of(shape, all) != Self::Nothing);
                if some { Self::Within } else { Self::Nothing }
            }
            // An object that crosses by reference is the same one wherever it stands.
            Shape::Ref(name) if matches!(all.resolve(name), Definition::Record(record) if record.class.is_some() && record.extra == Extra::Ignore) => {
                Self::Nothing
            }
            // A record may be a dict, and may hold itself.
            Shape::Ref(name) if !matches!(all.resolve(name), Definition::Enum(_)) => Self::Within,
            _ => Self::Nothing,
        }
    }
}

/// Whether no object that can change stands twice among the arguments, which have been read.
pub(super) fn check(entry: &Entry, arguments: &Arguments<'_>, names: &[&str]) -> bool {
    let mut walk = Walk { definitions: &entry.input.definitions, seen: HashSet::new(), memory: Vec::new() };
    let fields = entry.description.input.fields.iter().zip(&entry.changes.reaches).enumerate();
    fields.filter(|(_, (_, reach))| **reach != Reach::Nothing).all(|(place, (field, _))| {
        arguments.at(place, names).is_none_or(|object| walk.is_new(object, &field.shape))
    })
}

struct Walk<'a> {
    definitions: &'a Definitions,
    seen: HashSet<usize>,
    /// Where arrays have their numbers: two may look into one memory.
    memory: Vec<Range<usize>>,
}

impl Walk<'_> {
    /// Whether nothing in the object was met before.
    fn is_new(&mut self, object: Lent<'_>, shape: &Shape) -> bool {
        let reaches = |shape: &Shape| Reach::of(shape, self.definitions) != Reach::Nothing;
        match shape {
            Shape::Option(inner) => object.is_none() || self.is_new(object, inner),
            Shape::List(item) | Shape::Array(item, _) => {
                let deep = reaches(item);
                self.seen.insert(object.as_ptr().addr())
                    && (!deep
                        || Items::of_list(object)
                            .is_none_or(|mut items| items.all(|inner| self.is_new(inner, item))))
            }
            Shape::As(Form::Set | Form::ByteArray, _) => self.seen.insert(object.as_ptr().addr()),
            Shape::As(Form::Array1 | Form::Array2, _) => arrays::range(object).is_some_and(|own| {
                let apart = |other: &Range<usize>| own.end <= other.start || other.end <= own.start;
                let is_new = self.memory.iter().all(apart);
                self.memory.push(own);
                is_new
            }),
            Shape::As(Form::Deque, items) => {
                self.seen.insert(object.as_ptr().addr()) && self.items_are_new(object, items)
            }
            Shape::As(Form::Tuple, items) => self.items_are_new(object, items),
            Shape::Map(_, value) => {
                let deep = reaches(value);
                self.seen.insert(object.as_ptr().addr())
                    && (!deep
                        || Entries::of(object)
                            .is_none_or(|mut entries| entries.all(|(_, inner)| self.is_new(inner, value))))
            }
            Shape::Tuple(shapes) => Items::of_tuple(object).is_none_or(|items| {
                items
                    .zip(shapes)
                    .all(|(inner, shape)| !Self::reaches(self, shape) || self.is_new(inner, shape))
            }),
            Shape::Ref(name) => match self.definitions.resolve(name) {
                Definition::Record(record) => self.fields_are_new(object, record),
                Definition::Union(union) => {
                    union.cases.iter().all(|case| self.fields_are_new(object, &case.record))
                }
                Definition::Enum(_) => true,
            },
            _ => true,
        }
    }

    /// The same for what stands in a deque or a tuple.
    fn items_are_new(&mut self, object: Lent<'_>, items: &Shape) -> bool {
        let Shape::List(item) = items else { return true };
        if !self.reaches(item) {
            return true;
        }
        let Ok(mut each) = object.try_iter() else { return false };
        each.all(|inner| inner.is_ok_and(|inner| self.is_new(lent(&inner), item)))
    }

    fn reaches(&self, shape: &Shape) -> bool {
        Reach::of(shape, self.definitions) != Reach::Nothing
    }

    fn fields_are_new(&mut self, object: Lent<'_>, record: &Record) -> bool {
        if !self.seen.insert(object.as_ptr().addr()) {
            return false;
        }
        let read = |name: &str| match object.cast::<PyDict>() {
            Ok(dict) => dict.get_item(name),
            Err(_) => object.getattr(name).map(Some),
        };
        record.fields.iter().all(|field| match read(&field.name) {
            Ok(Some(inner)) => !self.reaches(&field.shape) || self.is_new(lent(&inner), &field.shape),
            _ => true,
        })
    }
}

/// The dict keeps it alive, and nobody changes it meanwhile.
fn lent<'py>(object: &Bound<'py, PyAny>) -> Lent<'py> {
    // SAFETY: what holds the object outlives the walk.
    unsafe { pyo3::Borrowed::from_ptr(object.py(), object.as_ptr()) }
}
