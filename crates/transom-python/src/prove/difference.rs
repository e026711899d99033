//! Whether two objects are exactly the same, as shadow has it.

use pyo3::prelude::*;

use transom::doors::embedded::compare;

/// Where and how `found` differs from `expected`; `None` where it is exactly the same. With `sharing`, what is one and
/// the same object there has to be one here, too.
#[pyfunction]
#[pyo3(signature = (expected, found, *, sharing=false))]
pub(crate) fn difference(
    expected: &Bound<'_, PyAny>,
    found: &Bound<'_, PyAny>,
    sharing: bool,
) -> PyResult<Option<String>> {
    if sharing {
        compare::difference_in_sharing(expected, found)
    } else {
        compare::difference(expected, found)
    }
}
