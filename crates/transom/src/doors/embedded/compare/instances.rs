//! Instances of classes that say nothing of comparing: they are the same where their attributes are.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

/// Whether an object's class is written in Python, compares by identity, and keeps attributes.
pub(super) fn is_plain(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    let class = object.get_type();
    // SAFETY: the class is alive.
    let flags = unsafe { ffi::PyType_GetFlags(class.as_type_ptr()) };
    if flags & ffi::Py_TPFLAGS_HEAPTYPE == 0 || class.hasattr("__pydantic_fields__")? {
        return Ok(false);
    }
    let plain = object.py().get_type::<PyAny>();
    let compares = !class.getattr("__eq__")?.is(&plain.getattr("__eq__")?);
    Ok(!compares && (object.hasattr("__dict__")? || class.hasattr("__slots__")?))
}

/// The attributes by name: those of its own dict in their order, then those in slots.
pub(super) fn attributes<'py>(object: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    let py = object.py();
    let all = PyDict::new(py);
    if let Some(own) = object.getattr_opt("__dict__")? {
        for (name, value) in own.cast_into::<PyDict>()? {
            all.set_item(name, value)?;
        }
    }
    for class in object.get_type().mro() {
        let Ok(slots) = class.getattr("__dict__")?.get_item("__slots__") else { continue };
        let slots = match slots.cast_into::<PyString>() {
            Ok(only) => vec![only.into_any()],
            Err(error) => error.into_inner().try_iter()?.collect::<PyResult<_>>()?,
        };
        for slot in slots {
            let name = slot.cast_into::<PyString>()?;
            if let Some(value) = object.getattr_opt(&name)? {
                all.set_item(name, value)?;
            }
        }
    }
    Ok(all)
}
