//! The Python type of moved functions: its slots, and how one is made and freed.

use std::collections::BTreeMap;
use std::ffi::{CStr, c_int, c_void};
use std::mem::offset_of;
use std::ptr::{self, null_mut};

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use pyo3::{Borrowed, ffi};

use super::{Moved, State, handed, probe};

/// The type.
pub(in super::super) fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.get_or_try_init(py, || make(py)).map(|class| class.bind(py))
}

/// Makes an object of the type, which takes over the state.
pub(super) fn allocate<'py>(
    py: Python<'py>,
    vectorcall: ffi::vectorcallfunc,
    original: Option<Bound<'py, PyAny>>,
    state: Box<State>,
) -> PyResult<Bound<'py, PyAny>> {
    let class = class(py)?.as_type_ptr();
    // SAFETY: the type's objects have room for a `Moved`; each field is written before Python sees the object.
    unsafe {
        let object = Bound::from_owned_ptr_or_err(py, ffi::PyType_GenericAlloc(class, 0))?;
        let moved = object.as_ptr().cast::<Moved>();
        (*moved).vectorcall = vectorcall;
        (*moved).original = original.map_or(null_mut(), Bound::into_ptr);
        (*moved).state = Box::into_raw(state);
        Ok(object)
    }
}

fn make(py: Python<'_>) -> PyResult<Py<PyType>> {
    let member = |name: &'static CStr, offset: usize| ffi::PyMemberDef {
        name: name.as_ptr(),
        type_code: ffi::Py_T_PYSSIZET,
        offset: offset.cast_signed(),
        flags: ffi::Py_READONLY,
        doc: ptr::null(),
    };
    let mut members = [
        member(c"__vectorcalloffset__", offset_of!(Moved, vectorcall)),
        member(c"__dictoffset__", offset_of!(Moved, attributes)),
        member(c"__weaklistoffset__", offset_of!(Moved, weak_references)),
        // SAFETY: all zeroes end the list.
        unsafe { std::mem::zeroed() },
    ];
    // SAFETY: all zeroes are a property without name, setter or document, and end the list.
    let mut properties: [ffi::PyGetSetDef; 2] = unsafe { std::mem::zeroed() };
    properties[0].name = c"__dict__".as_ptr();
    properties[0].get = Some(ffi::PyObject_GenericGetDict);
    properties[0].set = Some(ffi::PyObject_GenericSetDict);
    // The type keeps the addresses of its properties and methods.
    let properties = Box::leak(Box::new(properties));
    let methods = Box::leak(Box::new(methods()));
    let slot = |slot: c_int, pfunc: *mut c_void| ffi::PyType_Slot { slot, pfunc };
    let mut slots = [
        slot(ffi::Py_tp_call, ffi::PyVectorcall_Call as *mut c_void),
        slot(ffi::Py_tp_dealloc, deallocate as *mut c_void),
        slot(ffi::Py_tp_traverse, traverse as *mut c_void),
        slot(ffi::Py_tp_clear, clear as *mut c_void),
        slot(ffi::Py_tp_descr_get, bind as *mut c_void),
        slot(ffi::Py_tp_getattro, attribute as *mut c_void),
        slot(ffi::Py_tp_repr, show as *mut c_void),
        slot(ffi::Py_tp_members, members.as_mut_ptr().cast()),
        slot(ffi::Py_tp_getset, properties.as_mut_ptr().cast()),
        slot(ffi::Py_tp_methods, methods.as_mut_ptr().cast()),
        slot(0, null_mut()),
    ];
    let flags = ffi::Py_TPFLAGS_DEFAULT
        | ffi::Py_TPFLAGS_HAVE_GC
        | ffi::Py_TPFLAGS_HAVE_VECTORCALL
        | ffi::Py_TPFLAGS_METHOD_DESCRIPTOR;
    let mut spec = ffi::PyType_Spec {
        name: c"transom.Moved".as_ptr(),
        basicsize: c_int::try_from(size_of::<Moved>()).expect("the object is some words long"),
        itemsize: 0,
        flags: u32::try_from(flags).expect("the flags are 32 bits wide"),
        slots: slots.as_mut_ptr(),
    };
    // SAFETY: the specification is whole; Python copies the members and keeps the properties, which are leaked.
    let class = unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyType_FromSpec(&raw mut spec))? };
    let class = class.cast_into::<PyType>()?;
    Ok(class.unbind())
}

fn methods() -> [ffi::PyMethodDef; 5] {
    let with_flags =
        |ml_flags, name: &'static CStr, body: ffi::PyCFunction, doc: &'static CStr| ffi::PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: ffi::PyMethodDefPointer { PyCFunction: body },
            ml_flags,
            ml_doc: doc.as_ptr(),
        };
    let method = |name, body, doc| with_flags(ffi::METH_NOARGS, name, body, doc);
    [
        method(
            c"stats",
            stats,
            c"What was counted: calls, engine, declined by reason, and what shadow compared.",
        ),
        with_flags(
            ffi::METH_VARARGS,
            c"_count_rows",
            count_rows,
            c"_count_rows(calls, engine, declined): counts what transom.map did.",
        ),
        ffi::PyMethodDef {
            ml_name: c"_probe".as_ptr(),
            ml_meth: ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: probe::probe },
            ml_flags: ffi::METH_FASTCALL | ffi::METH_KEYWORDS,
            ml_doc: probe::DOC.as_ptr(),
        },
        method(c"__reduce__", reduce, c"The name, as functions are pickled."),
        ffi::PyMethodDef::zeroed(),
    ]
}

/// # Safety
/// Only as Python calls the method `stats`.
unsafe extern "C" fn stats(object: *mut ffi::PyObject, _: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: the object is alive, and of the type.
    handed(|py| unsafe { (*(*object.cast::<Moved>()).state).counts.as_dict(py).map(Bound::into_any) })
}

/// # Safety
/// Only as Python calls the method `_count_rows`.
unsafe extern "C" fn count_rows(
    object: *mut ffi::PyObject,
    arguments: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    handed(|py| {
        // SAFETY: the arguments are a tuple that outlives the call.
        let arguments = unsafe { Borrowed::from_ptr(py, arguments) };
        let (calls, answered, declined): (u64, u64, BTreeMap<String, u64>) = arguments.extract()?;
        // SAFETY: the object is alive, and of the type.
        unsafe { &(*(*object.cast::<Moved>()).state).counts }.rows(calls, answered, &declined);
        Ok(py.None().into_bound(py))
    })
}

/// Pickles as a function does: by its name, which is looked up where it is read.
///
/// # Safety
/// Only as Python calls the method `__reduce__`.
unsafe extern "C" fn reduce(object: *mut ffi::PyObject, _: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: the object is alive.
    handed(|py| unsafe { Borrowed::from_ptr(py, object) }.getattr("__qualname__"))
}

/// # Safety
/// Only as Python frees an object of the type.
unsafe extern "C" fn deallocate(object: *mut ffi::PyObject) {
    // SAFETY: nobody else refers to the object any more; its type is released last.
    unsafe {
        ffi::PyObject_GC_UnTrack(object.cast());
        let moved = object.cast::<Moved>();
        if !(*moved).weak_references.is_null() {
            ffi::PyObject_ClearWeakRefs(object);
        }
        clear(object);
        if !(*moved).state.is_null() {
            drop(Box::from_raw((*moved).state));
        }
        let class = ffi::Py_TYPE(object);
        ffi::PyObject_GC_Del(object.cast());
        ffi::Py_DECREF(class.cast());
    }
}

/// # Safety
/// Only as Python's collector calls it.
unsafe extern "C" fn traverse(
    object: *mut ffi::PyObject,
    visit: ffi::visitproc,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the object is alive, and the collector's function takes what it refers to.
    unsafe {
        let moved = object.cast::<Moved>();
        let own = [ffi::Py_TYPE(object).cast(), (*moved).attributes, (*moved).original];
        let state = (*moved).state.as_ref();
        let kept = state.into_iter().flat_map(|state| state.signature.objects().chain(&state.report));
        for held in own.into_iter().chain(kept.map(Py::as_ptr)) {
            if !held.is_null() {
                let stop = visit(held, argument);
                if stop != 0 {
                    return stop;
                }
            }
        }
        0
    }
}

/// # Safety
/// Only as Python's collector calls it, or when the object is freed.
unsafe extern "C" fn clear(object: *mut ffi::PyObject) -> c_int {
    // SAFETY: the fields are taken out before what they held is released.
    unsafe {
        let moved = object.cast::<Moved>();
        let attributes = ptr::replace(&raw mut (*moved).attributes, null_mut());
        let original = ptr::replace(&raw mut (*moved).original, null_mut());
        ffi::Py_XDECREF(attributes);
        ffi::Py_XDECREF(original);
        0
    }
}

unsafe extern "C" {
    /// Python's own, which pyo3 does not list.
    fn PyMethod_New(function: *mut ffi::PyObject, instance: *mut ffi::PyObject) -> *mut ffi::PyObject;
}

/// Binds to an instance as a function does.
///
/// # Safety
/// Only as Python looks up an attribute.
unsafe extern "C" fn bind(
    object: *mut ffi::PyObject,
    instance: *mut ffi::PyObject,
    _: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: all are alive.
    unsafe {
        if instance.is_null() || instance == ffi::Py_None() {
            ffi::Py_INCREF(object);
            return object;
        }
        PyMethod_New(object, instance)
    }
}

/// An attribute: the object's own, else the original's.
///
/// # Safety
/// Only as Python looks up an attribute.
unsafe extern "C" fn attribute(object: *mut ffi::PyObject, name: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: both are alive.
    unsafe {
        let found = ffi::PyObject_GenericGetAttr(object, name);
        let original = (*object.cast::<Moved>()).original;
        if !found.is_null()
            || original.is_null()
            || ffi::PyErr_ExceptionMatches(ffi::PyExc_AttributeError) == 0
        {
            return found;
        }
        ffi::PyErr_Clear();
        ffi::PyObject_GetAttr(original, name)
    }
}

/// # Safety
/// Only as Python calls `repr`.
unsafe extern "C" fn show(object: *mut ffi::PyObject) -> *mut ffi::PyObject {
    handed(|py| {
        // SAFETY: the object is alive, and of the type.
        let (object, state) = unsafe { (Borrowed::from_ptr(py, object), &*(*object.cast::<Moved>()).state) };
        let name = object.getattr("__qualname__").map(|name| name.to_string());
        let name = name.unwrap_or_else(|_| state.entry.name().to_owned());
        let text = format!("<moved function {name} ({}.{})>", state.engine, state.entry.name());
        Ok(text.into_pyobject(py)?.into_any())
    })
}
