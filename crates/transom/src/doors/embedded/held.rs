//! Answers in classes that the walk does not tell apart: an iterator over a list, and the dicts of `collections`.

use pyo3::ffi;
use pyo3::prelude::*;
use transom_contract::{Form, Shape};

use super::answer::Failure;
use super::classes;
use crate::fault::Fault;

/// The answer in the class that its shape says.
pub(super) fn held<'py>(answer: Bound<'py, PyAny>, shape: &Shape) -> Result<Bound<'py, PyAny>, Failure> {
    let Shape::As(form, inner) = shape else { return Ok(answer) };
    let py = answer.py();
    let held = match form {
        // SAFETY: it makes a new iterator of the answer, which is alive.
        Form::Iterator => unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyObject_GetIter(answer.as_ptr())) },
        Form::Counter => classes::counter(py).and_then(|class| class.call1((answer,))),
        Form::OrderedDict => classes::ordered_dict(py).and_then(|class| class.call1((answer,))),
        Form::DefaultDict => {
            let made = default(py, inner).map_err(Failure::Raised)?.ok_or_else(|| {
                Failure::Fault(Fault::Declined(
                    "what a defaultdict of these values makes is not known".to_owned(),
                ))
            })?;
            classes::default_dict(py).and_then(|class| class.call1((made, answer)))
        }
        _ => Ok(answer),
    };
    held.map_err(Failure::Raised)
}

/// What a `defaultdict` of these values makes, where the values tell.
fn default<'py>(py: Python<'py>, shape: &Shape) -> PyResult<Option<Bound<'py, PyAny>>> {
    let value = if let Shape::Map(_, value) = shape { value } else { shape };
    let name = match value {
        Shape::Bool => "bool",
        Shape::Int(_) => "int",
        Shape::Float(_) => "float",
        Shape::String => "str",
        Shape::List(_) => "list",
        Shape::Map(..) => "dict",
        Shape::As(Form::Set, _) => "set",
        Shape::As(Form::Deque, _) => return Ok(Some(classes::deque(py)?.clone().into_any())),
        _ => return Ok(None),
    };
    py.import("builtins")?.getattr(name).map(Some)
}
