//! Answers in classes that the walk does not tell apart: an iterator over a list, and the dicts of `collections`.

use pyo3::ffi;
use pyo3::prelude::*;
use transom_contract::{Form, Shape};

use super::classes;

/// The answer in the class that its shape says.
pub(super) fn held<'py>(answer: Bound<'py, PyAny>, shape: &Shape) -> PyResult<Bound<'py, PyAny>> {
    let Shape::As(form, inner) = shape else { return Ok(answer) };
    let py = answer.py();
    match form {
        // SAFETY: it makes a new iterator of the answer, which is alive.
        Form::Iterator => unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyObject_GetIter(answer.as_ptr())) },
        Form::Counter => classes::counter(py)?.call1((answer,)),
        Form::OrderedDict => classes::ordered_dict(py)?.call1((answer,)),
        Form::DefaultDict => classes::default_dict(py)?.call1((default(py, inner)?, answer)),
        _ => Ok(answer),
    }
}

/// What a `defaultdict` of these values makes.
fn default<'py>(py: Python<'py>, shape: &Shape) -> PyResult<Bound<'py, PyAny>> {
    let value = if let Shape::Map(_, value) = shape { value } else { shape };
    let name = match value {
        Shape::Bool => "bool",
        Shape::Int(_) => "int",
        Shape::Float(_) => "float",
        Shape::String => "str",
        Shape::List(_) => "list",
        Shape::Map(..) => "dict",
        Shape::As(Form::Set, _) => "set",
        Shape::As(Form::Deque, _) => return Ok(classes::deque(py)?.clone().into_any()),
        _ => return Ok(py.None().into_bound(py)),
    };
    py.import("builtins")?.getattr(name)
}
