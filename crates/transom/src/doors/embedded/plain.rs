//! Python objects as plain values and back: for the slow path, which explains, and for tables' declined rows.

use pyo3::prelude::*;
use pyo3::types::{
    PyBool, PyBytes, PyDate, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyString, PyTime, PyTuple,
    PyTzInfoAccess,
};
use serde::Serialize;
use transom_contract::{DEPTH_MAX, Value};

use super::classes;
use super::decode;
use super::encode::{EncodeError, Encoder};
use super::object::Lent;

/// Characters of an object that no shape allows, as it shows itself.
const TEXT_MAX: usize = 200;

/// An object as a plain value, down to the depth that validation looks.
pub(super) fn value(object: Lent<'_>) -> Value {
    at(object, 0)
}

fn at(object: Lent<'_>, depth: usize) -> Value {
    if depth > DEPTH_MAX + 1 {
        return Value::Other { kind: "nested too deep".to_owned(), text: "…".to_owned() };
    }
    let inside = |object: Bound<'_, PyAny>| at(object.as_borrowed(), depth + 1);
    if let Ok(list) = object.cast::<PyList>() {
        Value::List(list.iter().map(inside).collect())
    } else if let Ok(tuple) = object.cast::<PyTuple>() {
        Value::Tuple(tuple.iter().map(inside).collect())
    } else if let Ok(dict) = object.cast::<PyDict>() {
        Value::Map(dict.iter().map(|(key, item)| (inside(key), inside(item))).collect())
    } else {
        scalar(object).or_else(|| special(object)).unwrap_or_else(|| other(object))
    }
}

fn scalar(object: Lent<'_>) -> Option<Value> {
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
fn large_int(object: Lent<'_>) -> Option<Value> {
    let digits = object.call_method0("__index__").ok()?.str().ok()?.to_string();
    Some(digits.parse().map_or(Value::BigInt(digits), Value::Int))
}

/// An instance of one of the special types' classes, or of a subclass.
fn special(object: Lent<'_>) -> Option<Value> {
    let py = object.py();
    if let Ok(date_time) = object.cast::<PyDateTime>() {
        return match date_time.get_tzinfo() {
            Some(_) => decode::special::<transom_contract::types::Timestamp>(object).map(Value::Timestamp),
            None => decode::special::<transom_contract::types::DateTime>(object).map(Value::DateTime),
        };
    }
    if object.is_instance_of::<PyDate>() {
        return decode::special(object).map(Value::Date);
    }
    if object.is_instance_of::<PyTime>() {
        return decode::special(object).map(Value::Time);
    }
    if object.is_instance_of::<PyDelta>() {
        return decode::special(object).map(Value::Duration);
    }
    if object.is_instance(classes::decimal(py).ok()?).ok()? {
        return Some(Value::Decimal(object.str().ok()?.to_string()));
    }
    object
        .is_instance(classes::uuid(py).ok()?)
        .ok()?
        .then(|| decode::special(object).map(Value::Uuid))
        .flatten()
}

fn other(object: Lent<'_>) -> Value {
    let kind = object.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
    Value::Other { kind, text: shown(object) }
}

/// How an object shows itself; its class, where that raises.
fn shown(object: Lent<'_>) -> String {
    let text = object.repr().map(|text| text.to_string_lossy().into_owned());
    let text = text.unwrap_or_else(|_| format!("<{}>", object.get_type()));
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A plain value as an object.
pub(super) fn object<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Int(number) => match i64::try_from(*number) {
            Ok(number) => number.into_pyobject(py)?.into_any(),
            Err(_) => int_of(py, &number.to_string())?,
        },
        Value::BigInt(digits) => int_of(py, digits)?,
        Value::Decimal(text) => classes::decimal(py)?.call1((text,))?,
        Value::List(items) => PyList::new(py, objects(py, items)?)?.into_any(),
        Value::Tuple(items) => PyTuple::new(py, objects(py, items)?)?.into_any(),
        Value::Map(entries) => {
            let dict = PyDict::new(py);
            for (key, item) in entries {
                dict.set_item(object(py, key)?, object(py, item)?)?;
            }
            dict.into_any()
        }
        Value::Bool(value) => encoded(py, value)?,
        Value::Float(value) => encoded(py, value)?,
        Value::Bytes(value) => encoded(py, value)?,
        Value::Date(value) => encoded(py, value)?,
        Value::Time(value) => encoded(py, value)?,
        Value::DateTime(value) => encoded(py, value)?,
        Value::Timestamp(value) => encoded(py, value)?,
        Value::Duration(value) => encoded(py, value)?,
        Value::Uuid(value) => encoded(py, value)?,
        Value::String(text) | Value::Other { text, .. } => encoded(py, text)?,
    })
}

fn objects<'py>(py: Python<'py>, items: &[Value]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    items.iter().map(|item| object(py, item)).collect()
}

fn int_of<'py>(py: Python<'py>, digits: &str) -> PyResult<Bound<'py, PyAny>> {
    py.get_type::<PyInt>().call1((digits,))
}

fn encoded<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(Encoder(py)).map_err(|error| match error {
        EncodeError::Raised(error) => error,
        EncodeError::Unsupported(what) => pyo3::exceptions::PyTypeError::new_err(what),
    })
}
