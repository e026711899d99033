//! Whether two objects are exactly the same, and where they are not: types, float bits, order, digits and zones.

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

/// Deeper than this nothing is compared.
const DEPTH_MAX: usize = 200;
/// Characters of an object as it shows itself.
const SHOWN_MAX: usize = 200;

/// Where and how `found` differs from `expected`; `None` where it is the same. All NaNs are the same; 0.0 and -0.0
/// are not, nor are 1 and 1.0, `Decimal("1")` and `Decimal("1.0")`, or dicts in another order.
#[pyfunction]
pub(crate) fn difference(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let difference = between(expected, found, 0)?;
    Ok(difference.map(|Difference { place, what }| {
        let place: String = place.into_iter().rev().collect();
        if place.is_empty() { what } else { format!("at {place}: {what}") }
    }))
}

/// A difference and the steps to it, the last one first.
struct Difference {
    place: Vec<String>,
    what: String,
}

type Found = PyResult<Option<Difference>>;

fn between(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>, depth: usize) -> Found {
    if !expected.get_type().is(found.get_type()) {
        return differ(expected, found);
    }
    if depth > DEPTH_MAX {
        return Ok(Some(Difference { place: Vec::new(), what: format!("nested deeper than {DEPTH_MAX}") }));
    }
    if let (Ok(a), Ok(b)) = (expected.cast_exact::<PyFloat>(), found.cast_exact::<PyFloat>()) {
        let (a, b) = (a.value(), b.value());
        let same = a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
        return if same { Ok(None) } else { differ(expected, found) };
    }
    if let (Ok(a), Ok(b)) = (expected.cast_exact::<PyList>(), found.cast_exact::<PyList>()) {
        return items(a.len(), b.len(), a.iter().zip(b), depth);
    }
    if let (Ok(a), Ok(b)) = (expected.cast_exact::<PyTuple>(), found.cast_exact::<PyTuple>()) {
        return items(a.len(), b.len(), a.iter().zip(b), depth);
    }
    if let (Ok(a), Ok(b)) = (expected.cast_exact::<PyDict>(), found.cast_exact::<PyDict>()) {
        return entries(a, b, depth);
    }
    if has_one_form(expected) {
        return if expected.eq(found)? { Ok(None) } else { differ(expected, found) };
    }
    // Equality passes over a decimal's zeros and a time's zone; how they show themselves does not.
    if expected.repr()?.as_any().eq(found.repr()?)? { Ok(None) } else { differ(expected, found) }
}

/// Whether equal objects of this class are the same in every way.
fn has_one_form(object: &Bound<'_, PyAny>) -> bool {
    object.is_none()
        || object.is_exact_instance_of::<PyBool>()
        || object.is_exact_instance_of::<PyInt>()
        || object.is_exact_instance_of::<PyString>()
        || object.is_exact_instance_of::<PyBytes>()
}

fn items<'py>(
    expected: usize,
    found: usize,
    mut pairs: impl Iterator<Item = (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
    depth: usize,
) -> Found {
    let mut at = 0;
    let different = pairs.find_map(|(a, b)| {
        let found = within(between(&a, &b, depth + 1), || format!("[{at}]"));
        at += 1;
        found.transpose()
    });
    match different.transpose()? {
        Some(difference) => Ok(Some(difference)),
        None if expected != found => {
            let what = format!("expected {expected} items, found {found}");
            Ok(Some(Difference { place: Vec::new(), what }))
        }
        None => Ok(None),
    }
}

fn entries(expected: &Bound<'_, PyDict>, found: &Bound<'_, PyDict>, depth: usize) -> Found {
    for ((expected_key, expected), (found_key, found)) in expected.iter().zip(found) {
        if between(&expected_key, &found_key, depth + 1)?.is_some() {
            let what = format!("expected the key {} here, found {}", shown(&expected_key), shown(&found_key));
            return Ok(Some(Difference { place: Vec::new(), what }));
        }
        let difference =
            within(between(&expected, &found, depth + 1), || format!("[{}]", shown(&expected_key)))?;
        if difference.is_some() {
            return Ok(difference);
        }
    }
    items(expected.len(), found.len(), std::iter::empty(), depth)
}

fn within(found: Found, step: impl Fn() -> String) -> Found {
    found.map(|difference| {
        difference.map(|mut difference| {
            difference.place.push(step());
            difference
        })
    })
}

fn differ(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> Found {
    let class = |object: &Bound<'_, PyAny>| object.get_type().name().map(|name| name.to_string());
    let (expected_class, found_class) = (class(expected)?, class(found)?);
    let what = format!("expected {expected_class} {}, found {found_class} {}", shown(expected), shown(found));
    Ok(Some(Difference { place: Vec::new(), what }))
}

fn shown(object: &Bound<'_, PyAny>) -> String {
    let text =
        object.repr().map_or_else(|error| error.to_string(), |text| text.to_string_lossy().into_owned());
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
