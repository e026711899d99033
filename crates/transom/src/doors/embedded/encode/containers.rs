//! Lists, tuples and dicts being filled.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::{EncodeError, Encoded, Encoder, owned};
use crate::doors::embedded::instances::Class;
use crate::doors::embedded::names;

/// A list or a tuple, filled in place. A length may turn out wrong: what is too much is kept beside it.
pub(in super::super) struct List<'py> {
    encoder: Encoder<'py>,
    made: Bound<'py, PyAny>,
    as_tuple: bool,
    length: usize,
    filled: usize,
    beside: Vec<Bound<'py, PyAny>>,
}

impl<'py> List<'py> {
    #[inline]
    pub(super) fn of_list(encoder: Encoder<'py>, length: usize) -> Result<Self, EncodeError> {
        Self::new(encoder, length, false)
    }

    #[inline]
    pub(super) fn of_tuple(encoder: Encoder<'py>, length: usize) -> Result<Self, EncodeError> {
        Self::new(encoder, length, true)
    }

    #[inline]
    fn new(encoder: Encoder<'py>, length: usize, as_tuple: bool) -> Result<Self, EncodeError> {
        let new = if as_tuple { ffi::PyTuple_New } else { ffi::PyList_New };
        // SAFETY: it makes a new list or tuple of this length, whose places are empty: Python frees it as it is, too.
        let made = unsafe { owned(encoder.py, new(length.cast_signed()))? };
        Ok(Self { encoder, made, as_tuple, length, filled: 0, beside: Vec::new() })
    }

    #[inline]
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let item = value.serialize(self.encoder)?;
        if self.filled == self.length {
            self.beside.push(item);
            return Ok(());
        }
        let (made, at) = (self.made.as_ptr(), self.filled.cast_signed());
        // SAFETY: the place is below the length and still empty; it takes over the reference.
        unsafe {
            if self.as_tuple {
                ffi::PyTuple_SET_ITEM(made, at, item.into_ptr());
            } else {
                ffi::PyList_SET_ITEM(made, at, item.into_ptr());
            }
        }
        self.filled += 1;
        Ok(())
    }

    #[inline]
    fn finish(self) -> Encoded<'py> {
        if self.filled == self.length && self.beside.is_empty() { Ok(self.made) } else { self.again() }
    }

    /// The same items in a list or tuple of the right length.
    #[cold]
    fn again(self) -> Encoded<'py> {
        let Self { made, filled, beside, as_tuple, .. } = self;
        let mut items = Vec::with_capacity(filled + beside.len());
        for at in 0..filled {
            items.push(made.get_item(at)?);
        }
        items.extend(beside);
        let py = made.py();
        Ok(if as_tuple { PyTuple::new(py, items)?.into_any() } else { PyList::new(py, items)?.into_any() })
    }
}

impl<'py> SerializeSeq for List<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.push(value)
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        self.finish()
    }
}

impl<'py> SerializeTuple for List<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.push(value)
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        self.finish()
    }
}

impl<'py> SerializeTupleStruct for List<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.push(value)
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        self.finish()
    }
}

/// For fewer entries a dict of the usual size does as well.
const ROOM_MIN: usize = 6;

#[cfg(not(Py_3_13))]
unsafe extern "C" {
    /// Python's own, which pyo3 does not list.
    #[link_name = "_PyDict_NewPresized"]
    fn with_room(count: ffi::Py_ssize_t) -> *mut ffi::PyObject;
}

/// From 3.13 on Python keeps that to itself.
#[cfg(Py_3_13)]
unsafe fn with_room(_: ffi::Py_ssize_t) -> *mut ffi::PyObject {
    // SAFETY: it makes a new dict.
    unsafe { ffi::PyDict_New() }
}

/// A dict.
pub(in super::super) struct Dict<'py> {
    encoder: Encoder<'py>,
    entries: Bound<'py, PyAny>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'py> Dict<'py> {
    #[inline]
    pub(super) fn new(encoder: Encoder<'py>) -> Result<Self, EncodeError> {
        // SAFETY: it makes a new dict.
        let entries = unsafe { owned(encoder.py, ffi::PyDict_New())? };
        Ok(Self { encoder, entries, key: None })
    }

    /// A dict with room for so many entries.
    pub(super) fn with_room(encoder: Encoder<'py>, count: usize) -> Result<Self, EncodeError> {
        if count < ROOM_MIN {
            return Self::new(encoder);
        }
        // SAFETY: it makes a new dict.
        let entries = unsafe { owned(encoder.py, with_room(count.cast_signed()))? };
        Ok(Self { encoder, entries, key: None })
    }

    #[inline]
    pub(super) fn insert(
        &mut self,
        key: &Bound<'py, PyAny>,
        value: &Bound<'py, PyAny>,
    ) -> Result<(), EncodeError> {
        // SAFETY: all three are alive; the dict takes references of its own.
        let result = unsafe { ffi::PyDict_SetItem(self.entries.as_ptr(), key.as_ptr(), value.as_ptr()) };
        if result == 0 { Ok(()) } else { Err(PyErr::fetch(self.entries.py()).into()) }
    }

    #[inline]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        let py = self.encoder.py;
        let value = value.serialize(self.encoder)?;
        self.insert(names::string(py, name).bind(py).as_any(), &value)
    }
}

/// A record: a dict, or an instance of the class that it stands for.
pub(in super::super) enum Fields<'py> {
    Dict(Dict<'py>),
    Instance(Instance<'py>),
}

/// An instance being made.
pub(in super::super) struct Instance<'py> {
    encoder: Encoder<'py>,
    class: &'static Class,
    begun: Bound<'py, PyAny>,
    filled: usize,
}

impl<'py> Instance<'py> {
    #[inline]
    pub(super) fn of(encoder: Encoder<'py>, class: &'static Class) -> Result<Self, EncodeError> {
        Ok(Self { encoder, class, begun: class.begin(encoder.py)?, filled: 0 })
    }
}

impl<'py> SerializeStruct for Fields<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        match self {
            Self::Dict(dict) => dict.field(name, value),
            Self::Instance(instance) => {
                let value = value.serialize(instance.encoder)?;
                instance.class.put(&instance.begun, instance.filled, value)?;
                instance.filled += 1;
                Ok(())
            }
        }
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        match self {
            Self::Dict(dict) => Ok(dict.entries),
            Self::Instance(Instance { class, begun, filled, .. }) => Ok(class.finish(begun, filled)?),
        }
    }
}

impl<'py> SerializeStructVariant for Dict<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.field(name, value)
    }

    fn end(self) -> Encoded<'py> {
        Ok(self.entries)
    }
}

impl<'py> SerializeMap for Dict<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        self.key = Some(key.serialize(self.encoder)?);
        Ok(())
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), EncodeError> {
        let key = key.serialize(self.encoder)?;
        let value = value.serialize(self.encoder)?;
        self.insert(&key, &value)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let key = self.key.take().ok_or_else(|| EncodeError::custom("a value came before its key"))?;
        let value = value.serialize(self.encoder)?;
        self.insert(&key, &value)
    }

    fn end(self) -> Encoded<'py> {
        Ok(self.entries)
    }
}
