//! Lists, tuples and dicts being filled.

use pyo3::ffi;
use pyo3::prelude::*;
use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct,
};

use super::{EncodeError, Encoded, Encoder, owned};
use crate::doors::embedded::names;

/// A list or a tuple: its items are gathered first, since a length may turn out wrong.
pub(in super::super) struct List<'py> {
    py: Python<'py>,
    items: Vec<Bound<'py, PyAny>>,
    as_tuple: bool,
}

/// More room than this is not made on a mere promise of a length.
const ROOM_MAX: usize = 1 << 16;

impl<'py> List<'py> {
    #[inline]
    pub(super) fn of_list(py: Python<'py>, length: usize) -> Self {
        Self { py, items: Vec::with_capacity(length.min(ROOM_MAX)), as_tuple: false }
    }

    #[inline]
    pub(super) fn of_tuple(py: Python<'py>, length: usize) -> Self {
        Self { as_tuple: true, ..Self::of_list(py, length) }
    }

    #[inline]
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.items.push(value.serialize(Encoder(self.py))?);
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
        let all = unsafe { owned(self.py, make(length))? };
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
    dict: Bound<'py, PyAny>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'py> Dict<'py> {
    #[inline]
    pub(super) fn new(py: Python<'py>) -> Result<Self, EncodeError> {
        // SAFETY: it makes a new dict.
        let dict = unsafe { owned(py, ffi::PyDict_New())? };
        Ok(Self { dict, key: None })
    }

    #[inline]
    pub(super) fn insert(
        &mut self,
        key: &Bound<'py, PyAny>,
        value: &Bound<'py, PyAny>,
    ) -> Result<(), EncodeError> {
        // SAFETY: all three are alive; the dict takes references of its own.
        let result = unsafe { ffi::PyDict_SetItem(self.dict.as_ptr(), key.as_ptr(), value.as_ptr()) };
        if result == 0 { Ok(()) } else { Err(PyErr::fetch(self.dict.py()).into()) }
    }

    #[inline]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), EncodeError> {
        let py = self.dict.py();
        let value = value.serialize(Encoder(py))?;
        self.insert(names::string(py, name).bind(py).as_any(), &value)
    }
}

impl<'py> SerializeStruct for Dict<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.field(name, value)
    }

    #[inline]
    fn end(self) -> Encoded<'py> {
        Ok(self.dict)
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
        Ok(self.dict)
    }
}

impl<'py> SerializeMap for Dict<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        self.key = Some(key.serialize(Encoder(self.dict.py()))?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let key = self.key.take().ok_or_else(|| EncodeError::custom("a value came before its key"))?;
        let value = value.serialize(Encoder(self.dict.py()))?;
        self.insert(&key, &value)
    }

    fn end(self) -> Encoded<'py> {
        Ok(self.dict)
    }
}
