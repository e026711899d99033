//! A failed call of a served engine as an exception, of the classes that every door raises.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyList;
use serde::Serialize;
use transom::{Fault, Problem};
use transom_contract::{Value, to_value};

use transom::doors::embedded::{issue, plain};

/// What the service answered in place of a value.
#[cold]
pub(super) fn answered(py: Python<'_>, engine: &str, function: &str, problem: &Problem) -> PyErr {
    plain(py, problem).and_then(|fault| raised(py, engine, function, &fault)).unwrap_or_else(|error| error)
}

/// What went wrong on this side; the issues hold the caller's own objects.
#[cold]
pub(super) fn here(py: Python<'_>, engine: &str, function: &str, fault: &Fault) -> PyErr {
    let dict = plain(py, &Problem::from(fault)).and_then(|dict| {
        if let Fault::Invalid(issues) = fault {
            let issues: PyResult<Vec<_>> = issues.iter().map(|issue| issue::as_dict(py, issue)).collect();
            dict.set_item("errors", PyList::new(py, issues?)?)?;
        }
        Ok(dict)
    });
    dict.and_then(|fault| raised(py, engine, function, &fault)).unwrap_or_else(|error| error)
}

fn raised(py: Python<'_>, engine: &str, function: &str, fault: &Bound<'_, PyAny>) -> PyResult<PyErr> {
    let errors = py.import("transom._internal.errors")?;
    Ok(PyErr::from_value(errors.call_method1("from_fault", (engine, function, fault))?))
}

/// Plain data as Python's.
fn plain<'py>(py: Python<'py>, data: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let value: Result<Value, _> = to_value(data);
    plain::object(py, &value.map_err(|error| PyRuntimeError::new_err(error.to_string()))?)
}
