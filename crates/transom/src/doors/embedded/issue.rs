//! One thing wrong with an input as Python's own dict, the same whichever door found it.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::Value as Json;
use transom_contract::{Issue, Loc};

use super::plain;

/// `{"type", "loc", "msg", "input"}` as Pydantic has it, with `ctx` where there are limits.
///
/// # Errors
/// When Python raises, for want of memory most likely.
pub fn as_dict<'py>(py: Python<'py>, issue: &Issue) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("type", issue.slug)?;
    let steps: PyResult<Vec<_>> = issue.loc.iter().map(|step| as_step(py, step)).collect();
    dict.set_item("loc", PyTuple::new(py, steps?)?)?;
    dict.set_item("msg", &issue.msg)?;
    dict.set_item("input", plain::object(py, &issue.input)?)?;
    if !issue.ctx.is_empty() {
        let ctx = PyDict::new(py);
        for (name, value) in &issue.ctx {
            ctx.set_item(name, json(py, value)?)?;
        }
        dict.set_item("ctx", ctx)?;
    }
    Ok(dict)
}

fn as_step<'py>(py: Python<'py>, step: &Loc) -> PyResult<Bound<'py, PyAny>> {
    Ok(match step {
        Loc::Index(at) => at.into_pyobject(py)?.into_any(),
        Loc::Name(name) => name.into_pyobject(py)?.into_any(),
    })
}

/// JSON as Python's objects.
pub(super) fn json<'py>(py: Python<'py>, value: &Json) -> PyResult<Bound<'py, PyAny>> {
    let value = serde_json::from_value(value.clone());
    plain::object(py, &value.map_err(|error| PyRuntimeError::new_err(error.to_string()))?)
}
