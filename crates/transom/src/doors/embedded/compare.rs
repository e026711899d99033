//! Whether two answers are exactly the same: types, float bits, order, digits, zones and all.
//!
//! It keeps what is still to be compared in a list of its own, so that no depth of nesting exhausts the stack.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyString, PyTuple};

use super::classes;

/// Characters of an object as it shows itself.
const SHOWN_MAX: usize = 1_000;

type Pair<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>);

/// Whether two objects are exactly the same. All NaNs are; 0.0 and -0.0 are not, nor are 1 and 1.0, `Decimal("1.0")`
/// and `Decimal("1.00")`, or an instant in two zones. What a class does not say itself, its `==` decides.
///
/// One side is a tree, as an engine makes it; the other may be anything, a list inside itself, too.
///
/// # Errors
/// What an object raises while it is compared.
pub fn same(expected: &Bound<'_, PyAny>, found: &Bound<'_, PyAny>) -> PyResult<bool> {
    let mut left = vec![(expected.clone(), found.clone())];
    while let Some((a, b)) = left.pop() {
        if !a.get_type().is(b.get_type()) || !step(&a, &b, &mut left)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Compares two objects of one class; what stands inside them is left for later.
fn step<'py>(a: &Bound<'py, PyAny>, b: &Bound<'py, PyAny>, left: &mut Vec<Pair<'py>>) -> PyResult<bool> {
    if let (Ok(a), Ok(b)) = (a.cast_exact::<PyFloat>(), b.cast_exact::<PyFloat>()) {
        let (a, b) = (a.value(), b.value());
        return Ok(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()));
    }
    if a.is_exact_instance_of::<PyInt>() || a.is_exact_instance_of::<PyString>() {
        return a.eq(b);
    }
    if let (Ok(a), Ok(b)) = (a.cast_exact::<PyList>(), b.cast_exact::<PyList>()) {
        left.extend(a.iter().zip(b));
        return Ok(a.len() == b.len());
    }
    if let (Ok(a), Ok(b)) = (a.cast_exact::<PyTuple>(), b.cast_exact::<PyTuple>()) {
        left.extend(a.iter().zip(b));
        return Ok(a.len() == b.len());
    }
    if let (Ok(a), Ok(b)) = (a.cast_exact::<PyDict>(), b.cast_exact::<PyDict>()) {
        left.extend(a.iter().zip(b).flat_map(|(a, b)| [(a.0, b.0), (a.1, b.1)]));
        return Ok(a.len() == b.len());
    }
    if a.is_exact_instance_of::<PySet>() || a.is_exact_instance_of::<PyFrozenSet>() {
        return members(a, b, left);
    }
    if a.hasattr("__dataclass_fields__")? {
        return fields(a, b, left);
    }
    special(a, b)
}

/// A set's order cannot be seen, but whether 1 or 1.0 is in it can.
fn members<'py>(a: &Bound<'py, PyAny>, b: &Bound<'py, PyAny>, left: &mut Vec<Pair<'py>>) -> PyResult<bool> {
    let own = PyDict::new(a.py());
    for member in b.try_iter()? {
        let member = member?;
        own.set_item(&member, &member)?;
    }
    if a.len()? != own.len() {
        return Ok(false);
    }
    for member in a.try_iter()? {
        let member = member?;
        let Some(equal) = own.get_item(&member)? else { return Ok(false) };
        left.push((member, equal));
    }
    Ok(true)
}

fn fields<'py>(a: &Bound<'py, PyAny>, b: &Bound<'py, PyAny>, left: &mut Vec<Pair<'py>>) -> PyResult<bool> {
    for name in a.getattr("__dataclass_fields__")?.try_iter()? {
        let name = name?.cast_into::<PyString>()?;
        left.push((a.getattr(&name)?, b.getattr(&name)?));
    }
    Ok(true)
}

/// Classes whose `==` passes over something that can be seen.
fn special(a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = a.py();
    if a.is_exact_instance(classes::decimal(py)?) {
        return a.str()?.as_any().eq(b.str()?);
    }
    if a.is_exact_instance(classes::date_time(py)?) || a.is_exact_instance(classes::time(py)?) {
        let (zone_a, zone_b) = (a.getattr("tzinfo")?, b.getattr("tzinfo")?);
        let same_zone =
            zone_a.is(&zone_b) || (zone_a.get_type().is(zone_b.get_type()) && zone_a.eq(&zone_b)?);
        // How it shows itself has every digit and the fold.
        return Ok(same_zone && a.repr()?.as_any().eq(b.repr()?)?);
    }
    a.eq(b)
}

/// How an object shows itself, up to some length.
pub fn shown(object: &Bound<'_, PyAny>) -> String {
    let text =
        object.repr().map_or_else(|error| error.to_string(), |text| text.to_string_lossy().into_owned());
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
