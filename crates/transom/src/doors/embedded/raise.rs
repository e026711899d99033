//! A failed call as a Python exception, of the classes that the package `transom` has for every door.

use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyTuple};
use transom_semantics::{Raised, Value};

use super::answer::Failure;
use super::issue;
use crate::fault::Fault;

/// The exception of a failure.
#[cold]
pub(super) fn exception(py: Python<'_>, engine: &str, function: &str, failure: Failure) -> PyErr {
    match failure {
        Failure::Raised(error) => error,
        Failure::Exception(raised) => python(py, &raised).unwrap_or_else(|error| error),
        Failure::Arguments(what) => PyTypeError::new_err(what),
        Failure::Fault(fault) => of_fault(py, engine, function, &fault).unwrap_or_else(|error| error),
    }
}

/// An exception of Python's own, or of the application's.
fn python(py: Python<'_>, raised: &Raised) -> PyResult<PyErr> {
    let mut class = py.import(raised.module().unwrap_or("builtins"))?.into_any();
    for step in raised.class().split('.') {
        class = class.getattr(step)?;
    }
    let arg = |value: &Value| -> PyResult<Bound<'_, PyAny>> {
        Ok(match value {
            Value::None => py.None().into_bound(py),
            Value::Bool(value) => PyBool::new(py, *value).to_owned().into_any(),
            Value::Int(value) => value.into_pyobject(py)?.into_any(),
            Value::Float(value) => value.into_pyobject(py)?.into_any(),
            Value::Text(value) => value.into_pyobject(py)?.into_any(),
        })
    };
    let args = raised.args().iter().map(arg).collect::<PyResult<Vec<_>>>()?;
    Ok(PyErr::from_value(class.call1(PyTuple::new(py, args)?)?))
}

/// Makes the exception in `transom`; where there is no such package, a plain one that says the same.
fn of_fault(py: Python<'_>, engine: &str, function: &str, fault: &Fault) -> PyResult<PyErr> {
    let Ok(errors) = py.import("transom._internal.errors") else {
        return Ok(PyRuntimeError::new_err(format!("{engine}.{function}: {fault}")));
    };
    let raised = errors.call_method1("from_fault", (engine, function, as_dict(py, fault)?))?;
    Ok(PyErr::from_value(raised))
}

/// The fault as it stands on the HTTP wire, with Python's own objects inside.
pub(super) fn as_dict<'py>(py: Python<'py>, fault: &Fault) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    dict.set_item("type", fault.kind().slug)?;
    dict.set_item("title", fault.kind().title)?;
    let detail = match fault {
        Fault::Declined(reason) => reason.clone(),
        other => other.to_string(),
    };
    dict.set_item("detail", detail)?;
    match fault {
        Fault::Invalid(issues) => {
            let issues: PyResult<Vec<_>> = issues.iter().map(|issue| issue::as_dict(py, issue)).collect();
            dict.set_item("errors", PyList::new(py, issues?)?)?;
        }
        Fault::Domain(domain) => {
            dict.set_item("code", &domain.code)?;
            dict.set_item("message", &domain.message)?;
            dict.set_item("data", issue::json(py, &domain.data)?)?;
        }
        Fault::Overloaded { retry_after } => dict.set_item("retry_after", retry_after.as_secs_f64())?,
        _ => {}
    }
    Ok(dict)
}
