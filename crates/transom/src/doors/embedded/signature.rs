//! What stands for arguments that a call leaves out: the original's own defaults, or the contract's.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyString, PyTuple};

use super::classes;

/// `co_flags` of a function with `*args`, and of one with `**kwargs`.
const VARARGS: u32 = 0x04;
const VARKEYWORDS: u32 = 0x08;

/// How a call's arguments find their places.
pub(super) struct Signature {
    /// So many positional arguments alone are all of them, in order; more than there can be where some go by name only.
    pub(super) in_order: usize,
    /// So many may be passed by position.
    pub(super) positional_max: usize,
    /// So many may not be passed by name.
    pub(super) positional_only: usize,
    /// For each argument, what stands for it when it is left out.
    pub(super) missing: Box<[Missing]>,
}

/// What stands for an argument that is left out.
pub(super) enum Missing {
    /// What the contract says.
    Contract,
    /// Nothing: the original raises `TypeError`.
    Required,
    /// The original's default, which never changes.
    Default(Py<PyAny>),
    /// The original's default, which may change while an exact function relies on it.
    Mutable(Py<PyAny>),
}

impl Signature {
    /// The signature of a function without an original.
    pub(super) fn of_contract(arguments: usize) -> Self {
        let missing = (0..arguments).map(|_| Missing::Contract).collect();
        Self { in_order: arguments, positional_max: arguments, positional_only: 0, missing }
    }

    /// The original's signature.
    ///
    /// # Errors
    /// `TypeError` where its arguments are not those of the engine's function.
    pub(super) fn of_original(original: &Bound<'_, PyAny>, arguments: &[&str]) -> PyResult<Self> {
        let code = original.getattr("__code__")?;
        let count = |name: &str| code.getattr(name)?.extract::<usize>();
        let (positional_max, by_name_only) = (count("co_argcount")?, count("co_kwonlyargcount")?);
        let names: Vec<String> = code.getattr("co_varnames")?.extract()?;
        let names = &names[..positional_max + by_name_only];
        let open = code.getattr("co_flags")?.extract::<u32>()? & (VARARGS | VARKEYWORDS) != 0;
        if open || names != arguments {
            let rest = if open { " and any others" } else { "" };
            return Err(PyTypeError::new_err(format!(
                "the original takes ({}){rest}, the engine's function ({})",
                names.join(", "),
                arguments.join(", ")
            )));
        }
        Ok(Self {
            in_order: if by_name_only == 0 { positional_max } else { usize::MAX },
            positional_max,
            positional_only: count("co_posonlyargcount")?,
            missing: defaults(original, names, positional_max)?,
        })
    }

    /// The Python objects that it keeps.
    pub(super) fn objects(&self) -> impl Iterator<Item = &Py<PyAny>> {
        self.missing.iter().filter_map(|missing| match missing {
            Missing::Default(object) | Missing::Mutable(object) => Some(object),
            Missing::Contract | Missing::Required => None,
        })
    }
}

/// What the original has for each of its arguments.
fn defaults(
    original: &Bound<'_, PyAny>,
    names: &[String],
    positional_max: usize,
) -> PyResult<Box<[Missing]>> {
    let by_position: Option<Vec<Bound<'_, PyAny>>> = original.getattr("__defaults__")?.extract()?;
    let by_position = by_position.unwrap_or_default();
    let by_name: Option<Bound<'_, PyDict>> = original.getattr("__kwdefaults__")?.extract()?;
    let first = positional_max - by_position.len();
    let default = |(at, name): (usize, &String)| {
        let object = if at < positional_max {
            at.checked_sub(first).map(|at| by_position[at].clone())
        } else {
            by_name.as_ref().map(|all| all.get_item(name)).transpose()?.flatten()
        };
        Ok(match object {
            None => Missing::Required,
            Some(object) if is_constant(&object)? => Missing::Default(object.unbind()),
            Some(object) => Missing::Mutable(object.unbind()),
        })
    };
    names.iter().enumerate().map(default).collect()
}

/// Whether an object never changes.
fn is_constant(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if let Ok(tuple) = object.cast_exact::<PyTuple>() {
        return tuple.iter().try_fold(true, |so_far, item| Ok(so_far && is_constant(&item)?));
    }
    if object.is_none()
        || object.is_exact_instance_of::<PyBool>()
        || object.is_exact_instance_of::<PyInt>()
        || object.is_exact_instance_of::<PyFloat>()
        || object.is_exact_instance_of::<PyString>()
        || object.is_exact_instance_of::<PyBytes>()
    {
        return Ok(true);
    }
    // A member of an enum is one of its class's own.
    if object.get_type().hasattr("__members__")? {
        return Ok(true);
    }
    let py = object.py();
    let special = [
        classes::date(py)?,
        classes::time(py)?,
        classes::date_time(py)?,
        classes::delta(py)?,
        classes::decimal(py)?,
        classes::uuid(py)?,
    ];
    Ok(special.iter().any(|class| object.get_type().is(class)))
}
