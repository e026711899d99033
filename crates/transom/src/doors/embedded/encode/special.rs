//! Dates, times, decimals and identifiers as instances of Python's own classes.

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDelta, PyDict, PyTime, PyTzInfo};
use serde::ser::Serialize;
use transom_contract::walk;

use super::{Encoded, Encoder, Numbers, owned};
use crate::doors::embedded::arrays::{self, Element};
use crate::doors::embedded::classes;

const DAY_MICROS: i64 = 86_400_000_000;
const SECOND_MICROS: i64 = 1_000_000;
/// The number that Python's calendar gives 1970-01-01.
const EPOCH_ORDINAL: i64 = 719_163;

/// The object of a newtype: of a special type where the name is one, else what is inside.
pub(super) fn object<'py, T: Serialize + ?Sized>(
    encoder: Encoder<'py>,
    name: &'static str,
    value: &T,
) -> Encoded<'py> {
    let py = encoder.py;
    let dimensions = match name {
        walk::FLOATS_1 | walk::INTS_1 => 1,
        walk::FLOATS_2 | walk::INTS_2 => 2,
        _ => 0,
    };
    if dimensions > 0 {
        let is_float = matches!(name, walk::FLOATS_1 | walk::FLOATS_2);
        let element = if is_float { Element::Float } else { Element::Int };
        return Ok(arrays::array(py, &Numbers::of(value)?, element, dimensions)?);
    }
    let inner = value.serialize(encoder)?;
    Ok(match name {
        // SAFETY: each makes a new object of an iterable, which is alive.
        walk::TUPLE => unsafe { owned(py, ffi::PySequence_Tuple(inner.as_ptr()))? },
        // SAFETY: as above.
        walk::SET => unsafe { owned(py, ffi::PySet_New(inner.as_ptr()))? },
        // SAFETY: as above.
        walk::FROZEN_SET => unsafe { owned(py, ffi::PyFrozenSet_New(inner.as_ptr()))? },
        walk::DEQUE => classes::deque(py)?.call1((inner,))?,
        walk::BOUNDED_DEQUE => {
            let (longest, items) = (inner.get_item(0)?, inner.get_item(1)?);
            classes::deque(py)?.call1((items, longest))?
        }
        // SAFETY: as above.
        walk::BYTE_ARRAY => unsafe { owned(py, ffi::PyByteArray_FromObject(inner.as_ptr()))? },
        walk::DATE => date(inner.extract()?, encoder.py)?,
        walk::TIME => time(inner.extract()?, encoder.py)?,
        walk::DATE_TIME => date_time(inner.extract()?, encoder.py, false)?,
        walk::TIMESTAMP => date_time(inner.extract()?, encoder.py, true)?,
        walk::DURATION => span(inner.extract()?, encoder.py)?.into_any(),
        walk::DECIMAL => classes::decimal(encoder.py)?.call1((inner,))?,
        walk::UUID => uuid(inner)?,
        _ => inner,
    })
}

fn date(days: i64, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    static FROM_ORDINAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let from_ordinal = FROM_ORDINAL.get_or_try_init(py, || {
        Ok::<_, PyErr>(py.import("datetime")?.getattr("date")?.getattr("fromordinal")?.unbind())
    })?;
    from_ordinal.bind(py).call1((days + EPOCH_ORDINAL,))
}

fn time(micros: i64, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let (seconds, micros) = (micros / SECOND_MICROS, u32::try_from(micros % SECOND_MICROS)?);
    let (hour, minute, second) =
        (u8::try_from(seconds / 3600)?, u8::try_from(seconds / 60 % 60)?, u8::try_from(seconds % 60)?);
    Ok(PyTime::new(py, hour, minute, second, micros, None)?.into_any())
}

fn date_time(micros: i64, py: Python<'_>, aware: bool) -> PyResult<Bound<'_, PyAny>> {
    static NAIVE: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    static AWARE: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let epoch = if aware { &AWARE } else { &NAIVE }.get_or_try_init(py, || {
        let zone = if aware { Some(PyTzInfo::utc(py)?.to_owned()) } else { None };
        PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, zone.as_ref()).map(Bound::unbind)
    })?;
    epoch.bind(py).add(span(micros, py)?)
}

fn span(micros: i64, py: Python<'_>) -> PyResult<Bound<'_, PyDelta>> {
    let (days, rest) = (micros.div_euclid(DAY_MICROS), micros.rem_euclid(DAY_MICROS));
    let (seconds, micros) = (i32::try_from(rest / SECOND_MICROS)?, i32::try_from(rest % SECOND_MICROS)?);
    PyDelta::new(py, i32::try_from(days)?, seconds, micros, false)
}

fn uuid(octets: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    let py = octets.py();
    let named = PyDict::new(py);
    named.set_item(pyo3::intern!(py, "bytes"), octets)?;
    classes::uuid(py)?.call((), Some(&named))
}
