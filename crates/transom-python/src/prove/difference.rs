//! Whether two objects are exactly the same, as shadow has it.

use pyo3::prelude::*;
use transom::doors::embedded::compare;

/// Where and how `found` differs from `expected`; `None` where it is the same.
#[pyfunction]
pub(crate) fn difference(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    compare::difference(expected, found)
}
