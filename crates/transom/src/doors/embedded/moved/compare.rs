//! Whether two answers are exactly the same: types, float bits, order and all.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyList, PyTuple};

/// Deeper than this nothing is the same.
const DEPTH_MAX: usize = 200;

/// Whether two objects are exactly the same. All NaNs are; 0.0 and -0.0 are not, nor are 1 and 1.0.
pub(super) fn same(a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> bool {
    at(a, b, 0)
}

fn at(a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>, depth: usize) -> bool {
    if !a.get_type().is(b.get_type()) || depth > DEPTH_MAX {
        return false;
    }
    if let (Ok(a), Ok(b)) = (a.cast_exact::<PyFloat>(), b.cast_exact::<PyFloat>()) {
        let (a, b) = (a.value(), b.value());
        a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
    } else if let (Ok(a), Ok(b)) = (a.cast_exact::<PyList>(), b.cast_exact::<PyList>()) {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| at(&a, &b, depth + 1))
    } else if let (Ok(a), Ok(b)) = (a.cast_exact::<PyTuple>(), b.cast_exact::<PyTuple>()) {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| at(&a, &b, depth + 1))
    } else if let (Ok(a), Ok(b)) = (a.cast_exact::<PyDict>(), b.cast_exact::<PyDict>()) {
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| at(&a.0, &b.0, depth + 1) && at(&a.1, &b.1, depth + 1))
    } else {
        a.eq(b).unwrap_or(false)
    }
}

/// How an object shows itself.
pub(super) fn shown(object: &Bound<'_, PyAny>) -> String {
    object.repr().map_or_else(|error| error.to_string(), |text| text.to_string_lossy().into_owned())
}
