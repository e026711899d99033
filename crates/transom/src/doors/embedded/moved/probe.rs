//! `_probe(...)`: what the engine alone makes of a call, for `transom prove`. Nothing is counted, no original is asked.
//!
//! The outcome is data: `("answer", value, arguments)`, `("raised", class, args)` or `("declined", reason)`.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::super::answer::Failure;
use super::super::raise;
use super::{MISFIT, Moved, Passed, arguments, handed};
use crate::fault::Fault;

pub(super) const DOC: &std::ffi::CStr = c"_probe(*args, **kwargs) -> tuple

Ask the engine alone, as a call would: (\"answer\", value, {argument: object after the call}), (\"raised\", class, args)
with what the engine means to be raised, or (\"declined\", reason). Arguments that the function changes are changed in
place, as by a call; a decline changes nothing. The original is not asked, and nothing is counted.";

/// # Safety
/// Only as Python calls the method `_probe`.
pub(super) unsafe extern "C" fn probe(
    object: *mut ffi::PyObject,
    first: *const *mut ffi::PyObject,
    count: ffi::Py_ssize_t,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    handed(|py| {
        let passed = Passed { first, count: count.cast_unsigned(), names };
        // SAFETY: the object is alive and of the type; the rest is as Python calls.
        let (state, arguments) = unsafe {
            let state = &*(*object.cast::<Moved>()).state;
            (state, arguments(py, state, passed))
        };
        let outcome = match (state.entry.python)(state.entry, &arguments) {
            Ok(answer) => ("answer", answer, arguments.dict(state.entry.arguments)?).into_pyobject(py)?,
            Err(failure) => match *failure {
                Failure::Fault(Fault::Declined(reason)) => declined(py, &reason)?,
                Failure::Arguments(_) => declined(py, MISFIT)?,
                failure => raised(&raise::exception(py, state.engine, state.entry.name(), failure), py)?,
            },
        };
        Ok(outcome.into_any())
    })
}

fn declined<'py>(py: Python<'py>, reason: &str) -> PyResult<Bound<'py, PyTuple>> {
    ("declined", reason).into_pyobject(py)
}

fn raised<'py>(error: &PyErr, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
    let value = error.value(py);
    ("raised", error.get_type(py), value.getattr("args")?).into_pyobject(py)
}
