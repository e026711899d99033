//! Where instances of one class keep their fields, so that reading one takes no look-up by its name.
//!
//! A slot's own descriptor says where it is. From 3.11 to 3.13 an instance without slots keeps its attributes in an
//! array, in the order in which the class has met their names; where that array hangs is `CPython`'s own affair. So it
//! is never taken for granted: a trial instance is filled with objects that nobody else has, and only where each of
//! them is found again is the place used. What an instance keeps in another way (in a dict, since somebody asked for
//! it) is read by name, and so is everything once the class itself has been changed.

use pyo3::ffi;
use pyo3::prelude::*;
#[cfg(all(Py_3_11, not(Py_3_14), target_pointer_width = "64"))]
use pyo3::types::PyList;
use pyo3::types::{PyString, PyType};

use crate::doors::embedded::object::{self, Lent};

/// A class has no more names than this that instances keep in the array.
#[cfg(all(Py_3_11, not(Py_3_14), target_pointer_width = "64"))]
const NAMES_MAX: usize = 30;

/// What is in a place.
type Word = *mut ffi::PyObject;

/// The places of a class's fields.
pub(super) struct Layout {
    /// The class's version when the places were found; every change of a class gives it another one.
    version: std::ffi::c_uint,
    /// Whether the places are in the array of attributes; in the instance itself otherwise.
    in_array: bool,
    /// How many words from there each field is.
    places: Box<[usize]>,
}

/// The fields of one instance. No Python code runs while there is one, so that nothing is changed meanwhile.
#[derive(Clone, Copy)]
pub(in super::super) struct Stored {
    base: *const Word,
    layout: &'static Layout,
}

impl Layout {
    /// Finds the places; none where they cannot be told.
    pub(super) fn of(class: &Bound<'_, PyType>, names: &[Py<PyString>]) -> PyResult<Option<Self>> {
        // Looking a name up gives a class its version.
        class.hasattr("__slots__")?;
        let places = match slots(class, names) {
            Some(places) => Some((false, places)),
            None => attributes(class, names)?.map(|places| (true, places)),
        };
        // SAFETY: the class is alive.
        let version = unsafe { (*class.as_type_ptr()).tp_version_tag };
        let found = places.filter(|_| version != 0);
        Ok(found.map(|(in_array, places)| Self { version, in_array, places }))
    }

    /// The fields of an instance of the class, where it keeps them at these places.
    #[inline]
    pub(super) fn stored(&'static self, object: Lent<'_>) -> Option<Stored> {
        // SAFETY: the object is alive, and an instance of the class.
        let base = unsafe {
            if (*ffi::Py_TYPE(object.as_ptr())).tp_version_tag != self.version {
                return None;
            }
            if self.in_array { array(object.as_ptr()) } else { object.as_ptr().cast_const().cast::<Word>() }
        };
        (!base.is_null()).then_some(Stored { base, layout: self })
    }
}

impl Stored {
    /// What stands in a field, if anything does; `owner` is the instance.
    #[inline]
    pub(in super::super) fn field<'py>(&self, owner: Lent<'py>, at: usize) -> Option<Lent<'py>> {
        // SAFETY: the place was found when the class was imported, and holds an object that the instance keeps alive.
        unsafe {
            let found = *self.base.add(self.layout.places[at]);
            (!found.is_null()).then(|| pyo3::Borrowed::from_ptr(owner.py(), found))
        }
    }
}

/// The array of an instance's attributes, or null where it has none.
///
/// # Safety
/// It is an instance of a class of which [`attributes`] has found that its instances have one.
#[cfg(Py_3_13)]
#[inline]
unsafe fn array(object: *mut ffi::PyObject) -> *const Word {
    /// Behind the head: how many there are, how many are used, two flags, and then the array.
    const VALID: usize = 3;
    // SAFETY: as the caller says, the array stands behind the instance's head.
    unsafe {
        let behind = object.add(1);
        if *behind.cast::<u8>().add(VALID) == 0 { std::ptr::null() } else { behind.cast::<Word>().add(1) }
    }
}

/// The array of an instance's attributes, or null where it has none.
///
/// # Safety
/// It is an instance of a class of which [`attributes`] has found that its instances have one.
#[cfg(all(Py_3_12, not(Py_3_13)))]
#[inline]
unsafe fn array(object: *mut ffi::PyObject) -> *const Word {
    // SAFETY: as the caller says, the word before the head is the dict, or the array less one.
    unsafe {
        let word = *object.cast::<*const Word>().sub(3);
        if word.addr() & 1 == 1 { word.wrapping_byte_add(1) } else { std::ptr::null() }
    }
}

/// The array of an instance's attributes, or null where it has none.
///
/// # Safety
/// It is an instance of a class of which [`attributes`] has found that its instances have one.
#[cfg(not(Py_3_12))]
#[inline]
unsafe fn array(object: *mut ffi::PyObject) -> *const Word {
    // SAFETY: as the caller says, the word before the head's is the array or null.
    unsafe { *object.cast::<*const Word>().sub(4) }
}

/// Where the fields' slots are, if each of them has one.
fn slots(class: &Bound<'_, PyType>, names: &[Py<PyString>]) -> Option<Box<[usize]>> {
    let offset = |name: &Py<PyString>| {
        let found = slot(class, name)?;
        // SAFETY: it is a slot's descriptor, which says where an instance has it.
        let (kind, offset) = unsafe {
            let member = (*found.as_ptr().cast::<ffi::PyMemberDescrObject>()).d_member;
            let member = member.cast::<ffi::PyMemberDef>();
            ((*member).type_code, (*member).offset)
        };
        let place = usize::try_from(offset).ok()? / size_of::<Word>();
        (kind == ffi::Py_T_OBJECT_EX).then_some(place)
    };
    names.iter().map(offset).collect()
}

/// The slot of this name, if that is what the class has for it.
fn slot<'py>(class: &Bound<'py, PyType>, name: &Py<PyString>) -> Option<Bound<'py, PyAny>> {
    let own = |base: Bound<'py, PyAny>| base.getattr("__dict__").and_then(|own| own.get_item(name)).ok();
    class.mro().iter().find_map(own).filter(|found| object::is_slot(found.as_borrowed()))
}

/// Where the fields are in the array of attributes, as a trial instance shows.
#[cfg(all(Py_3_11, not(Py_3_14), target_pointer_width = "64"))]
fn attributes(class: &Bound<'_, PyType>, names: &[Py<PyString>]) -> PyResult<Option<Box<[usize]>>> {
    const MANAGED_DICT: std::ffi::c_ulong = 1 << 4;
    #[cfg(Py_3_13)]
    const ARRAY: std::ffi::c_ulong = MANAGED_DICT | 1 << 2;
    #[cfg(not(Py_3_13))]
    const ARRAY: std::ffi::c_ulong = MANAGED_DICT;
    let py = class.py();
    // SAFETY: the class is alive.
    unsafe {
        let own = class.as_type_ptr();
        // The array stands behind the head: nothing else may.
        let is_plain = cfg!(not(Py_3_13)) || (*own).tp_basicsize.unsigned_abs() == size_of::<ffi::PyObject>();
        // The trial's end is nobody's business.
        let is_quiet = (*own).tp_finalize.is_none() && (*own).tp_del.is_none();
        let has_slot = names.iter().any(|name| slot(class, name).is_some());
        if (*own).tp_flags & ARRAY != ARRAY || !is_plain || !is_quiet || has_slot || names.len() > NAMES_MAX {
            return Ok(None);
        }
    }
    let trial = super::class::empty(class)?;
    let marks: Vec<_> = names.iter().map(|_| PyList::empty(py)).collect();
    for (name, mark) in names.iter().zip(&marks) {
        super::class::set(&trial, name.bind(py), mark.as_any())?;
    }
    // SAFETY: it is an instance of a class whose instances have an array.
    let array = unsafe { array(trial.as_ptr()) };
    if array.is_null() {
        return Ok(None);
    }
    // SAFETY: every mark is in the array, or the attributes would have gone into a dict, and there were no array.
    let place =
        |mark: &Bound<'_, PyList>| (0..NAMES_MAX).find(|at| unsafe { *array.add(*at) } == mark.as_ptr());
    Ok(marks.iter().map(place).collect())
}

/// Other versions keep attributes in other ways.
#[cfg(not(all(Py_3_11, not(Py_3_14), target_pointer_width = "64")))]
fn attributes(_: &Bound<'_, PyType>, _: &[Py<PyString>]) -> PyResult<Option<Box<[usize]>>> {
    Ok(None)
}
