//! Plain values as Python objects and back, for what is not bound to one Rust type: served engines, generated inputs.
//!
//! Built for the stable ABI, so that dates and times are read through their attributes and made by their classes.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyBytes, PyDate, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyString, PyTime, PyTuple,
    PyType, PyTzInfo,
};
use transom_contract::types::{Date, DateTime, Duration, Time, Timestamp, Uuid};
use transom_contract::{DEPTH_MAX, Value};

/// Characters of an object that no shape allows, as it shows itself.
const TEXT_MAX: usize = 200;
const SECOND_MICROS: i64 = 1_000_000;
const DAY_MICROS: i64 = 86_400 * SECOND_MICROS;
/// The number that Python's calendar gives 1970-01-01.
const EPOCH_ORDINAL: i32 = 719_163;

/// A value as an object, as Python types it.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(value) => PyBool::new(py, *value).to_owned().into_any(),
        Value::Int(number) => match i64::try_from(*number) {
            Ok(number) => number.into_pyobject(py)?.into_any(),
            Err(_) => int_of(py, &number.to_string())?,
        },
        Value::BigInt(digits) => int_of(py, digits)?,
        Value::Float(value) => PyFloat::new(py, *value).into_any(),
        Value::String(text) | Value::Other { text, .. } => PyString::new(py, text).into_any(),
        Value::Bytes(bytes) => PyBytes::new(py, bytes).into_any(),
        Value::Date(date) => {
            py.get_type::<PyDate>().call_method1("fromordinal", (date.to_wire() + EPOCH_ORDINAL,))?
        }
        Value::Time(time) => epoch(py, false)?.add(span(py, time.to_wire())?)?.call_method0("time")?,
        Value::DateTime(time) => epoch(py, false)?.add(span(py, time.to_wire())?)?,
        Value::Timestamp(time) => epoch(py, true)?.add(span(py, time.to_wire())?)?,
        Value::Duration(time) => span(py, time.to_wire())?.into_any(),
        Value::Decimal(text) => decimal(py)?.call1((text,))?,
        Value::Uuid(id) => {
            let octets = PyDict::new(py);
            octets.set_item("bytes", PyBytes::new(py, id.as_bytes()))?;
            uuid(py)?.call((), Some(&octets))?
        }
        Value::List(items) => PyList::new(py, all(py, items)?)?.into_any(),
        Value::Tuple(items) => PyTuple::new(py, all(py, items)?)?.into_any(),
        Value::Map(entries) => {
            let dict = PyDict::new(py);
            for (key, item) in entries {
                dict.set_item(to_python(py, key)?, to_python(py, item)?)?;
            }
            dict.into_any()
        }
    })
}

/// An object as a value, down to the depth that validation looks; what no shape allows becomes [`Value::Other`].
pub(crate) fn from_python(object: &Bound<'_, PyAny>) -> Value {
    at(object, 0)
}

fn at(object: &Bound<'_, PyAny>, depth: usize) -> Value {
    if depth > DEPTH_MAX + 1 {
        return Value::Other { kind: "nested too deep".to_owned(), text: "…".to_owned() };
    }
    let inside = |object: Bound<'_, PyAny>| at(&object, depth + 1);
    if let Ok(list) = object.cast::<PyList>() {
        Value::List(list.iter().map(inside).collect())
    } else if let Ok(tuple) = object.cast::<PyTuple>() {
        Value::Tuple(tuple.iter().map(inside).collect())
    } else if let Ok(dict) = object.cast::<PyDict>() {
        Value::Map(dict.iter().map(|(key, item)| (inside(key), inside(item))).collect())
    } else {
        scalar(object).or_else(|| special(object).ok().flatten()).unwrap_or_else(|| other(object))
    }
}

fn scalar(object: &Bound<'_, PyAny>) -> Option<Value> {
    Some(if object.is_none() {
        Value::Null
    } else if let Ok(value) = object.cast::<PyBool>() {
        Value::Bool(value.is_true())
    } else if object.is_instance_of::<PyInt>() {
        match object.extract::<i64>() {
            Ok(number) => Value::Int(number.into()),
            Err(_) => large_int(object)?,
        }
    } else if let Ok(value) = object.cast::<PyFloat>() {
        Value::Float(value.value())
    } else if let Ok(text) = object.cast::<PyString>() {
        match text.to_str() {
            Ok(text) => Value::from(text),
            Err(_) => Value::Other { kind: "lone surrogate".to_owned(), text: shown(object) },
        }
    } else if let Ok(bytes) = object.cast::<PyBytes>() {
        Value::Bytes(bytes.as_bytes().to_vec().into())
    } else {
        return None;
    })
}

/// A whole number of more than 64 bits, from its digits.
fn large_int(object: &Bound<'_, PyAny>) -> Option<Value> {
    let digits = object.call_method0("__index__").ok()?.str().ok()?.to_string();
    Some(digits.parse().map_or(Value::BigInt(digits), Value::Int))
}

/// An instance of one of the special types' classes; `None` where it is none, or one that no shape allows.
fn special(object: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    let py = object.py();
    Ok(if object.is_instance_of::<PyDateTime>() {
        let aware = !object.getattr("tzinfo")?.is_none();
        let micros = micros(&object.sub(epoch(py, aware)?)?)?;
        if aware {
            micros.and_then(Timestamp::from_wire).map(Value::Timestamp)
        } else {
            micros.and_then(DateTime::from_wire).map(Value::DateTime)
        }
    } else if object.is_instance_of::<PyDate>() {
        let days = object.call_method0("toordinal")?.extract::<i32>()? - EPOCH_ORDINAL;
        Date::from_wire(days).map(Value::Date)
    } else if object.is_instance_of::<PyTime>() {
        if object.getattr("tzinfo")?.is_none() { of_day(object)?.map(Value::Time) } else { None }
    } else if object.is_instance_of::<PyDelta>() {
        micros(object)?.and_then(Duration::from_wire).map(Value::Duration)
    } else if object.is_instance(decimal(py)?)? {
        Some(Value::Decimal(object.str()?.to_string()))
    } else if object.is_instance(uuid(py)?)? {
        let octets = object.getattr("bytes")?;
        let octets = uuid::Uuid::from_slice(octets.cast::<PyBytes>()?.as_bytes());
        octets.ok().map(|id| Value::Uuid(Uuid(id)))
    } else {
        None
    })
}

fn of_day(time: &Bound<'_, PyAny>) -> PyResult<Option<Time>> {
    let part = |name| time.getattr(name)?.extract::<i64>();
    let seconds = (part("hour")? * 60 + part("minute")?) * 60 + part("second")?;
    Ok(Time::from_wire(seconds * SECOND_MICROS + part("microsecond")?))
}

/// The microseconds of a span; `None` where 64 bits do not hold them.
fn micros(span: &Bound<'_, PyAny>) -> PyResult<Option<i64>> {
    let part = |name| span.getattr(name)?.extract::<i64>();
    let (days, seconds, rest) = (part("days")?, part("seconds")?, part("microseconds")?);
    let micros = i128::from(days) * i128::from(DAY_MICROS) + i128::from(seconds * SECOND_MICROS + rest);
    Ok(i64::try_from(micros).ok())
}

fn span(py: Python<'_>, micros: i64) -> PyResult<Bound<'_, PyDelta>> {
    let (days, micros) = (micros.div_euclid(DAY_MICROS), micros.rem_euclid(DAY_MICROS));
    let (seconds, micros) = (micros / SECOND_MICROS, micros % SECOND_MICROS);
    PyDelta::new(py, i32::try_from(days)?, i32::try_from(seconds)?, i32::try_from(micros)?, false)
}

/// 1970-01-01T00:00:00, in UTC where it is `aware`.
fn epoch(py: Python<'_>, aware: bool) -> PyResult<&Bound<'_, PyAny>> {
    static NAIVE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    static AWARE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let epoch = if aware { &AWARE } else { &NAIVE }.get_or_try_init(py, || {
        let zone = if aware { Some(PyTzInfo::utc(py)?.to_owned()) } else { None };
        let epoch = PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, zone.as_ref())?;
        Ok::<_, PyErr>(epoch.into_any().unbind())
    })?;
    Ok(epoch.bind(py))
}

fn decimal(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
}

fn uuid(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "uuid", "UUID")
}

fn int_of<'py>(py: Python<'py>, digits: &str) -> PyResult<Bound<'py, PyAny>> {
    py.get_type::<PyInt>().call1((digits,))
}

fn all<'py>(py: Python<'py>, items: &[Value]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    items.iter().map(|item| to_python(py, item)).collect()
}

fn other(object: &Bound<'_, PyAny>) -> Value {
    let kind = object.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
    Value::Other { kind, text: shown(object) }
}

/// How an object shows itself; its class, where that raises.
fn shown(object: &Bound<'_, PyAny>) -> String {
    let text = object.repr().map(|text| text.to_string_lossy().into_owned());
    let text = text.unwrap_or_else(|_| format!("<{}>", object.get_type()));
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
