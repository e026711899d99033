//! Python objects out of a typed value: a serde format with interned names.

mod containers;
mod numbers;
mod special;
mod text;

use std::fmt;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes};
use serde::ser::{Error, Serialize, Serializer};

use self::containers::{Dict, Fields, Instance, List};
pub(super) use self::numbers::Numbers;
use super::instances::{class, is_class};
use super::names;

/// Why a value has no Python object.
#[derive(Debug)]
pub(crate) enum EncodeError {
    /// Python raised; out of memory, most likely.
    Raised(PyErr),
    /// The type is none that a model has.
    Unsupported(String),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raised(error) => write!(f, "{error}"),
            Self::Unsupported(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for EncodeError {}

impl Error for EncodeError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Unsupported(message.to_string())
    }
}

impl From<PyErr> for EncodeError {
    #[cold]
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

/// What a step of the walk gives.
pub(super) type Encoded<'py> = Result<Bound<'py, PyAny>, EncodeError>;

/// Writes one value as a Python object.
#[derive(Clone, Copy)]
pub(super) struct Encoder<'py> {
    pub(super) py: Python<'py>,
    /// Whether serde's tuples are lists.
    pub(super) lists: bool,
}

/// Takes over a new object, or the exception that stands for it.
///
/// # Safety
/// `object` is null with an exception set, or a new reference.
#[inline]
unsafe fn owned(py: Python<'_>, object: *mut ffi::PyObject) -> Encoded<'_> {
    // SAFETY: as the caller says.
    unsafe { Bound::from_owned_ptr_or_err(py, object).map_err(EncodeError::Raised) }
}

#[cold]
fn unknown_class(name: &str) -> EncodeError {
    EncodeError::custom(format_args!("the class {name} was not found before the call"))
}

macro_rules! ints {
    ($($method:ident($type:ty) => $make:ident),* $(,)?) => {$(
        #[inline]
        fn $method(self, value: $type) -> Encoded<'py> {
            // SAFETY: it makes a new int.
            unsafe { owned(self.py, ffi::$make(value.into())) }
        }
    )*};
}

/// A new int. Python makes most of them faster of a `long`, where that is long enough.
#[inline]
fn whole(py: Python<'_>, value: i64) -> Encoded<'_> {
    // SAFETY: it makes a new int.
    unsafe {
        let made = match std::ffi::c_long::try_from(value) {
            Ok(value) => ffi::PyLong_FromLong(value),
            Err(_) => ffi::PyLong_FromLongLong(value),
        };
        owned(py, made)
    }
}

impl<'py> Serializer for Encoder<'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = EncodeError;
    type SerializeSeq = List<'py>;
    type SerializeTuple = List<'py>;
    type SerializeTupleStruct = List<'py>;
    type SerializeTupleVariant = serde::ser::Impossible<Self::Ok, EncodeError>;
    type SerializeMap = Dict<'py>;
    type SerializeStruct = Fields<'py>;
    type SerializeStructVariant = Dict<'py>;

    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Encoded<'py> {
        Ok(PyBool::new(self.py, value).to_owned().into_any())
    }

    #[inline]
    fn serialize_i64(self, value: i64) -> Encoded<'py> {
        whole(self.py, value)
    }

    ints! {
        serialize_i8(i8) => PyLong_FromLong, serialize_i16(i16) => PyLong_FromLong,
        serialize_i32(i32) => PyLong_FromLong, serialize_u8(u8) => PyLong_FromLong,
        serialize_u16(u16) => PyLong_FromLong, serialize_u32(u32) => PyLong_FromLongLong, serialize_u64(u64) => PyLong_FromUnsignedLongLong,
        serialize_f32(f32) => PyFloat_FromDouble, serialize_f64(f64) => PyFloat_FromDouble,
    }

    #[inline]
    fn serialize_char(self, value: char) -> Encoded<'py> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Encoded<'py> {
        text::object(self.py, value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Encoded<'py> {
        Ok(PyBytes::new(self.py, value).into_any())
    }

    fn serialize_none(self) -> Encoded<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Encoded<'py> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Encoded<'py> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, name: &'static str) -> Encoded<'py> {
        if is_class(name) {
            return super::objects::taken(self.py).ok_or_else(|| unknown_class(name));
        }
        self.serialize_none()
    }

    /// The name of a case, which the program spells: its string is made once.
    #[inline]
    fn serialize_unit_variant(self, name: &'static str, at: u32, case: &'static str) -> Encoded<'py> {
        if is_class(name) {
            let member = class(name).and_then(|class| class.case(self.py, at as usize));
            return member.ok_or_else(|| unknown_class(name));
        }
        Ok(names::string(self.py, case).bind(self.py).clone().into_any())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Encoded<'py> {
        special::object(self, name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: &T,
    ) -> Encoded<'py> {
        Err(EncodeError::custom(format_args!("the case `{case}` has no names for its fields")))
    }

    #[inline]
    fn serialize_seq(self, length: Option<usize>) -> Result<List<'py>, EncodeError> {
        List::of_list(self, length.unwrap_or_default())
    }

    #[inline]
    fn serialize_tuple(self, length: usize) -> Result<List<'py>, EncodeError> {
        if self.lists { List::of_list(self, length) } else { List::of_tuple(self, length) }
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<List<'py>, EncodeError> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EncodeError> {
        Err(EncodeError::custom(format_args!("the case `{case}` has no names for its fields")))
    }

    fn serialize_map(self, count: Option<usize>) -> Result<Dict<'py>, EncodeError> {
        Dict::with_room(self, count.unwrap_or_default())
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'py>, EncodeError> {
        if is_class(name) {
            let class = class(name).ok_or_else(|| unknown_class(name))?;
            return Instance::of(self, class).map(Fields::Instance);
        }
        Dict::new(self).map(Fields::Dict)
    }

    fn serialize_struct_variant(
        self,
        tag: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Dict<'py>, EncodeError> {
        let mut dict = Dict::new(self)?;
        let case = names::string(self.py, case).bind(self.py).clone().into_any();
        dict.insert(names::string(self.py, tag).bind(self.py).as_any(), &case)?;
        Ok(dict)
    }
}
