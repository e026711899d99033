//! Whole numbers read where they stand: most have one digit of 30 bits, and reading that takes no call.
//!
//! The layout is `CPython`'s own and is told by its headers: up to 3.11 the sign and the number of digits are the
//! object's size, from 3.12 on they share a word of their own. [`agrees`] holds it against Python when an engine is
//! loaded; other layouts go through Python's function.

use pyo3::ffi;
use pyo3::prelude::*;

use super::{Lent, is_int};

/// The value of an exact `int`; `None` beyond 64 bits with a sign, too.
#[inline]
pub(in super::super) fn int(object: Lent<'_>) -> Option<i64> {
    if !is_int(object) {
        return None;
    }
    // SAFETY: it is an exact int.
    match unsafe { one_digit(object.as_ptr()) } {
        Some(value) => Some(value),
        None => several_digits(object),
    }
}

#[inline(never)]
fn several_digits(object: Lent<'_>) -> Option<i64> {
    let mut overflow = 0;
    // SAFETY: it is an exact int, for which this raises nothing.
    let value = unsafe { ffi::PyLong_AsLongLongAndOverflow(object.as_ptr(), &raw mut overflow) };
    (overflow == 0).then_some(value)
}

/// The head of an `int`: what stands before its first digit.
#[cfg(not(Py_3_12))]
type Head = ffi::PyVarObject;

/// The head of an `int`, and the word that holds its sign and its number of digits.
#[cfg(Py_3_12)]
#[repr(C)]
struct Head {
    object: ffi::PyObject,
    tag: usize,
}

/// The value of an `int` of at most one digit.
///
/// # Safety
/// It is an exact int.
#[cfg(target_pointer_width = "64")]
#[inline]
unsafe fn one_digit(object: *mut ffi::PyObject) -> Option<i64> {
    // SAFETY: behind the head there is room for one digit at least, also where the number has none.
    unsafe {
        let head = object.cast::<Head>();
        let digit = i64::from(*head.add(1).cast::<u32>());
        #[cfg(not(Py_3_12))]
        let sign = Some((*head).ob_size as i64).filter(|size| (-1..=1).contains(size));
        // The two lowest bits are 0 for more than zero, 1 for zero and 2 for less; the third is not the number's.
        #[cfg(Py_3_12)]
        let sign = ((*head).tag < 2 << 3).then(|| 1 - ((*head).tag & 3).cast_signed() as i64);
        sign.map(|sign| sign * digit)
    }
}

/// Digits of narrow machines are narrower.
#[cfg(not(target_pointer_width = "64"))]
#[inline]
unsafe fn one_digit(_: *mut ffi::PyObject) -> Option<i64> {
    None
}

/// Whether numbers are read as Python says them, for this Python: around every change of their form.
pub(in super::super) fn agrees(py: Python<'_>) -> PyResult<bool> {
    let powers = [0_u32, 7, 15, 29, 30, 31, 32, 45, 59, 60, 61, 62];
    let near = powers.iter().flat_map(|power| [(1_i64 << power) - 1, 1_i64 << power, (1_i64 << power) + 1]);
    for value in near.chain([i64::MAX]).flat_map(|value| [value, -value]) {
        let object = value.into_pyobject(py)?.into_any();
        if int(object.as_borrowed()) != Some(value) {
            return Ok(false);
        }
    }
    Ok(true)
}
