//! A call's arguments as Python passes them: positional ones side by side, then keywords.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use pyo3::{Borrowed, ffi};
use serde::de::value::U64Deserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use transom_contract::Value;

use super::changes::Kept;
use super::decode::{Object, Refused};
use super::object::{self, Lent};
use super::plain;
use super::sequences::Sequences;
use super::signature::{Missing, Signature};

/// The arguments of one call, alive as long as the call.
pub(crate) struct Arguments<'py> {
    py: Python<'py>,
    positional: &'py [*mut ffi::PyObject],
    by_name: &'py [*mut ffi::PyObject],
    /// The names of the named ones: a tuple of text, if there are any.
    names: Option<Borrowed<'py, 'py, PyTuple>>,
    signature: &'py Signature,
    /// Takes what the arguments became, where they are to stay as they are.
    pub(super) kept: Option<Kept<'py>>,
}

impl<'py> Arguments<'py> {
    /// Takes over what the vectorcall protocol hands in.
    ///
    /// # Safety
    /// As the protocol says: `first` points to the positional arguments and then one for each of `names`, all alive
    /// for as long as the caller's frame is, which `'py` must not outlive.
    #[inline]
    pub(super) unsafe fn new(
        py: Python<'py>,
        first: *const *mut ffi::PyObject,
        positional: usize,
        names: *mut ffi::PyObject,
        signature: &'py Signature,
    ) -> Self {
        if names.is_null() && positional == 0 {
            return Self { py, positional: &[], by_name: &[], names: None, signature, kept: None };
        }
        // SAFETY: as the caller says.
        unsafe {
            let names = (!names.is_null()).then(|| Borrowed::from_ptr(py, names).cast_unchecked::<PyTuple>());
            let by_name = names.map_or(0, |names| names.len());
            let all = std::slice::from_raw_parts(first, positional + by_name);
            let (positional, by_name) = all.split_at(positional);
            Self { py, positional, by_name, names, signature, kept: None }
        }
    }

    pub(super) fn py(&self) -> Python<'py> {
        self.py
    }

    /// The argument at this place among the names, if the caller passed it.
    pub(super) fn at(&self, place: usize, names: &[&str]) -> Option<Lent<'py>> {
        match self.positional.get(place) {
            // SAFETY: the caller keeps its arguments alive.
            Some(object) => Some(unsafe { Borrowed::from_ptr(self.py, *object) }),
            None => self.keywords().find_map(|(key, value)| (key == names[place]).then_some(value)),
        }
    }

    /// Reads the arguments of these names as one record.
    #[inline]
    pub(super) fn walk<const EXACT: bool>(
        &self,
        names: &'static [&'static str],
        sequences: Sequences,
    ) -> Record<'_, 'py, EXACT> {
        Record { arguments: self, names, sequences }
    }

    /// Why the arguments do not fit the signature, in Python's words.
    pub(super) fn misfit(&self, function: &str, names: &[&str]) -> Option<String> {
        let (given, most) = (self.positional.len(), self.signature.positional_max);
        if given > most {
            let s = if most == 1 { "" } else { "s" };
            return Some(format!("{function}() takes at most {most} positional argument{s} ({given} given)"));
        }
        let mut places: Vec<bool> = (0..names.len()).map(|at| at < given).collect();
        for (key, _) in self.keywords() {
            let key = key.to_string_lossy();
            match self.place(&key, names) {
                None => return Some(format!("{function}() got an unexpected keyword argument '{key}'")),
                Some(at) if places[at] => {
                    return Some(format!("{function}() got multiple values for argument '{key}'"));
                }
                Some(at) => places[at] = true,
            }
        }
        let required = |at: usize| matches!(self.signature.missing[at], Missing::Required);
        let missing = (0..names.len()).find(|&at| !places[at] && required(at))?;
        Some(format!("{function}() missing a required argument: '{}'", names[missing]))
    }

    /// Whether the call relies on a default that may change.
    pub(super) fn relies_on_mutable(&self, names: &[&str]) -> bool {
        let mutable = |at: usize| matches!(self.signature.missing[at], Missing::Mutable(_));
        let given = |at: usize| {
            at < self.positional.len() || self.keywords().any(|(key, _)| key.to_string_lossy() == names[at])
        };
        (0..names.len()).any(|at| mutable(at) && !given(at))
    }

    /// The place of an argument that is passed by name.
    fn place(&self, key: &str, names: &[&str]) -> Option<usize> {
        names.iter().position(|name| *name == key).filter(|&at| at >= self.signature.positional_only)
    }

    /// The arguments as one plain record, the original's defaults among them.
    pub(super) fn plain(&self, names: &[&str]) -> Value {
        Value::Map(
            self.named(names).map(|(name, object)| (Value::String(name), plain::value(&object))).collect(),
        )
    }

    /// The arguments as one dict by name, the original's defaults among them.
    pub(super) fn dict(&self, names: &[&str]) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(self.py);
        self.named(names).try_for_each(|(name, object)| dict.set_item(name, object))?;
        Ok(dict)
    }

    fn named(&self, names: &[&str]) -> impl Iterator<Item = (String, Bound<'py, PyAny>)> {
        let positional = names.iter().map(|name| (*name).to_owned()).zip(self.positional());
        let positional = positional.map(|(name, object)| (name, object.to_owned()));
        let by_name =
            self.keywords().map(|(key, value)| (key.to_string_lossy().into_owned(), value.to_owned()));
        let mut given: Vec<(String, Bound<'py, PyAny>)> = positional.chain(by_name).collect();
        for (name, missing) in names.iter().zip(&self.signature.missing) {
            if let Missing::Default(object) | Missing::Mutable(object) = missing
                && given.iter().all(|(own, _)| own != name)
            {
                given.push(((*name).to_owned(), object.bind(self.py).clone()));
            }
        }
        given.into_iter()
    }

    #[inline]
    fn positional(&self) -> impl Iterator<Item = Lent<'py>> + use<'py> {
        let py = self.py;
        // SAFETY: the caller keeps its arguments alive.
        self.positional.iter().map(move |object| unsafe { Borrowed::from_ptr(py, *object) })
    }

    fn keywords(&self) -> impl Iterator<Item = (Bound<'py, PyString>, Lent<'py>)> + use<'py> {
        let py = self.py;
        let names = self.names.into_iter().flat_map(|names| names.to_owned().into_iter());
        names.zip(self.by_name).map(move |(name, object)| {
            let name = name.cast_into::<PyString>().expect("Python passes names as text");
            // SAFETY: the caller keeps its arguments alive.
            (name, unsafe { Borrowed::from_ptr(py, *object) })
        })
    }
}

/// The arguments on the walk, as a record.
pub(super) struct Record<'a, 'py, const EXACT: bool> {
    arguments: &'a Arguments<'py>,
    names: &'static [&'static str],
    sequences: Sequences,
}

impl<'py, const EXACT: bool> Deserializer<'py> for Record<'_, 'py, EXACT> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn deserialize_any<V: Visitor<'py>>(self, visitor: V) -> Result<V::Value, Refused> {
        let Self { arguments, names, sequences } = self;
        if arguments.names.is_none() && arguments.positional.len() == arguments.signature.in_order {
            return visitor.visit_seq(InOrder::<EXACT> {
                left: arguments.positional.iter(),
                py: arguments.py,
                sequences,
            });
        }
        visitor.visit_map(ByName::<EXACT>::sort(arguments, names, sequences)?)
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'py>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Every argument in its place.
struct InOrder<'py, const EXACT: bool> {
    left: std::slice::Iter<'py, *mut ffi::PyObject>,
    py: Python<'py>,
    sequences: Sequences,
}

impl<'py, const EXACT: bool> SeqAccess<'py> for InOrder<'py, EXACT> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        let Some(object) = self.left.next() else { return Ok(None) };
        // SAFETY: the caller keeps its arguments alive.
        let object = unsafe { Borrowed::from_ptr(self.py, *object) };
        seed.deserialize(Object::<EXACT>::new(object, self.sequences)).map(Some)
    }
}

/// Arguments some of which are named or left out.
struct ByName<'py, const EXACT: bool> {
    given: std::vec::IntoIter<Option<Lent<'py>>>,
    next: u64,
    value: Option<Lent<'py>>,
    sequences: Sequences,
}

impl<'py, const EXACT: bool> ByName<'py, EXACT> {
    fn sort(arguments: &Arguments<'py>, names: &[&str], sequences: Sequences) -> Result<Self, Refused> {
        let signature = arguments.signature;
        if arguments.positional.len() > signature.positional_max {
            return Err(Refused);
        }
        let mut given: Vec<Option<Lent<'py>>> = arguments.positional().map(Some).collect();
        given.resize(names.len(), None);
        for (key, value) in arguments.keywords() {
            let key = object::text(key.as_any().as_borrowed()).ok_or(Refused)?;
            let at = arguments.place(key, names).ok_or(Refused)?;
            if given[at].replace(value).is_some() {
                return Err(Refused);
            }
        }
        for (given, missing) in given.iter_mut().zip(&signature.missing) {
            match (&given, missing) {
                (Some(_), _) | (None, Missing::Contract) => {}
                (None, Missing::Default(object)) => *given = Some(object.bind_borrowed(arguments.py)),
                (None, Missing::Mutable(object)) if !EXACT => {
                    *given = Some(object.bind_borrowed(arguments.py));
                }
                (None, Missing::Mutable(_) | Missing::Required) => return Err(Refused),
            }
        }
        Ok(Self { given: given.into_iter(), next: 0, value: None, sequences })
    }
}

impl<'py, const EXACT: bool> MapAccess<'py> for ByName<'py, EXACT> {
    type Error = Refused;

    fn next_key_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        for given in self.given.by_ref() {
            let index: U64Deserializer<Refused> = self.next.into_deserializer();
            self.next += 1;
            if given.is_some() {
                self.value = given;
                return seed.deserialize(index).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'py>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        let object = self.value.take().ok_or_else(|| Refused::custom("a value came before its name"))?;
        seed.deserialize(Object::<EXACT>::new(object, self.sequences))
    }
}
