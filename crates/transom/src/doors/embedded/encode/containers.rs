//! Lists, tuples and dicts being filled.

use pyo3::ffi;
use pyo3::prelude::*;
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::{EncodeError, Encoded, Encoder, owned};
use crate::doors::embedded::instances::Class;
use crate::doors::embedded::names;

/// A list or a tuple: its items are gathered first, since a length may turn out wrong.
pub(in super::super) struct List<'py> {
    encoder: Encoder<'py>,
    items: Vec<Bound<'py, PyAny>>,
    as_tuple: bool,
}

/// More room than this is not made on a mere promise of a length.
const ROOM_MAX: usize = 1 << 16;

impl<'py> List<'py> {
    #[inline]
    pub(super) fn of_list(encoder: Encoder<'py>, length: usize) -> Self {
        Self { encoder, items: Vec::with_capacity(length.min(ROOM_MAX)), as_tuple: false }
    }

    #[inline]
    pub(super) fn of_tuple(encoder: Encoder<'py>, length: usize) -> Self {
        Self { as_tuple: true, ..Self::of_list(encoder, length) }
    }

    #[inline]
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.items.push(value.serialize(self.encoder)?);
        Ok(())
    }

    fn finish(self) -> Encoded<'py> {
        let length = self.items.len().cast_signed();
        let (make, set): (unsafe extern "C" fn(_) -> _, unsafe fn(_, _, _)) = if self.as_tuple {
            (ffi::PyTuple_New, ffi::PyTuple_SET_ITEM)
        } else {
            (ffi::PyList_New, ffi::PyList_SET_ITEM)
        };
        // SAFETY: it makes a new list or tuple of this length, and every place of it is filled below.
        let all = unsafe { owned(self.encoder.py, make(length))? };
        for (at, item) in self.items.into_iter().enumerate() {
            // SAFETY: the place is below the length and still empty; it takes over the reference.
            unsafe { set(all.as_ptr(), at.cast_signed(), item.into_ptr()) };
        }
        Ok(all)
    }
}

impl<'py> SerializeSeq for List<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.push(value)
    }

    fn end(self) -> Encoded<'py> {
        self.finish()
    }
}

impl<'py> SerializeTuple for List<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.push(value)
    }

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

    fn end(self) -> Encoded<'py> {
        self.finish()
    }
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
    values: Vec<Bound<'py, PyAny>>,
}

impl<'py> Instance<'py> {
    pub(super) fn of(encoder: Encoder<'py>, class: &'static Class, count: usize) -> Self {
        Self { encoder, class, values: Vec::with_capacity(count) }
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
                instance.values.push(value.serialize(instance.encoder)?);
                Ok(())
            }
        }
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        match self {
            Self::Dict(dict) => Ok(dict.entries),
            Self::Instance(Instance { encoder, class, values }) => Ok(class.instance(encoder.py, &values)?),
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

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let key = self.key.take().ok_or_else(|| EncodeError::custom("a value came before its key"))?;
        let value = value.serialize(self.encoder)?;
        self.insert(&key, &value)
    }

    fn end(self) -> Encoded<'py> {
        Ok(self.entries)
    }
}
