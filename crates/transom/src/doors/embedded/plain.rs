//! Python objects as plain values and back: for the slow path, which explains, and wherever no Rust type is at hand.
//!
//! Objects are read by the ways that every version of Python has. Those may run Python code, so that nothing of a list
//! or a dict is held meanwhile.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyBytes, PyDateTime, PyDelta, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyTzInfo,
};
use transom_contract::types::{Date, DateTime, Duration, Time, Timestamp, Uuid};
use transom_contract::{DEPTH_MAX, Value};

use super::classes;

/// Characters of an object that no shape allows, as it shows itself.
const TEXT_MAX: usize = 200;
/// So many values are read of one object.
const VALUES_MAX: usize = 1 << 22;
/// What shadow keeps of a differing input has not more values, nor more bytes of JSON.
const SNAPSHOT_VALUES_MAX: usize = 10_000;
const SNAPSHOT_BYTES_MAX: usize = 64 << 10;
const SECOND_MICROS: i64 = 1_000_000;
const DAY_MICROS: i64 = 86_400 * SECOND_MICROS;
/// The number that Python's calendar gives 1970-01-01.
const EPOCH_ORDINAL: i32 = 719_163;

/// An object as a plain value, down to the depth that validation looks; what no shape allows is [`Value::Other`].
pub fn value(object: &Bound<'_, PyAny>) -> Value {
    let mut left = VALUES_MAX;
    let too_many = || Value::Other {
        kind: "too many values".to_owned(),
        text: format!("more than {VALUES_MAX} values"),
    };
    bounded(object, &mut left).unwrap_or_else(too_many)
}

/// An object as JSON, if it is not larger than is worth keeping.
pub fn json(object: &Bound<'_, PyAny>) -> Option<String> {
    let value = bounded(object, &mut { SNAPSHOT_VALUES_MAX })?;
    serde_json::to_string(&value).ok().filter(|text| text.len() <= SNAPSHOT_BYTES_MAX)
}

/// An object as a plain value, if there are not more values than `left`, which becomes what remains of them.
fn bounded(object: &Bound<'_, PyAny>, left: &mut usize) -> Option<Value> {
    let value = Reader { left }.at(object, 0);
    (*left > 0).then_some(value)
}

/// Counts what it reads: a list that stands in a list twice, and so on, has no end that memory would hold.
struct Reader<'a> {
    left: &'a mut usize,
}

impl Reader<'_> {
    fn at(&mut self, object: &Bound<'_, PyAny>, depth: usize) -> Value {
        if depth > DEPTH_MAX + 1 {
            return Value::Other { kind: "nested too deep".to_owned(), text: "…".to_owned() };
        }
        *self.left = self.left.saturating_sub(1);
        if let Ok(list) = object.cast::<PyList>() {
            Value::List(list.iter().map_while(|item| self.inside(&item, depth)).collect())
        } else if let Ok(tuple) = object.cast::<PyTuple>() {
            Value::Tuple(tuple.iter().map_while(|item| self.inside(&item, depth)).collect())
        } else if let Ok(dict) = object.cast::<PyDict>() {
            // Its entries are listed first: a dict that changes while it is walked ends the walk.
            let entries = dict.items();
            Value::Map(entries.iter().map_while(|entry| self.entry(&entry, depth)).collect())
        } else {
            scalar(object).or_else(|| special(object).ok().flatten()).unwrap_or_else(|| other(object))
        }
    }

    /// What stands in a container; nothing more once there were too many.
    fn inside(&mut self, object: &Bound<'_, PyAny>, depth: usize) -> Option<Value> {
        (*self.left > 0).then(|| self.at(object, depth + 1))
    }

    fn entry(&mut self, entry: &Bound<'_, PyAny>, depth: usize) -> Option<(Value, Value)> {
        let (key, item) = entry.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>().ok()?;
        Some((self.inside(&key, depth)?, self.inside(&item, depth)?))
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
        match text.to_cow() {
            Ok(text) => Value::from(&*text),
            Err(_) => Value::Other { kind: "lone surrogate".to_owned(), text: shown(object) },
        }
    } else if let Ok(bytes) = object.cast::<PyBytes>() {
        Value::Bytes(bytes.as_bytes().to_vec().into())
    } else {
        return None;
    })
}

/// A whole number of more than 64 bits, from its digits; Python refuses to write more than some thousands of them.
fn large_int(object: &Bound<'_, PyAny>) -> Option<Value> {
    let digits = object.py().get_type::<PyInt>().call_method1("__str__", (object,)).ok()?.to_string();
    Some(digits.parse().map_or(Value::BigInt(digits), Value::Int))
}

/// An instance of one of the special types' classes; `None` where it is none, or one that no shape allows.
fn special(object: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    let py = object.py();
    let is = |class: PyResult<&Bound<'_, pyo3::types::PyType>>| object.is_instance(class?);
    Ok(if is(classes::date_time(py))? {
        let aware = !object.getattr("tzinfo")?.is_none();
        let micros = micros(&object.sub(epoch(py, aware)?)?)?;
        if aware {
            micros.and_then(Timestamp::from_wire).map(Value::Timestamp)
        } else {
            micros.and_then(DateTime::from_wire).map(Value::DateTime)
        }
    } else if is(classes::date(py))? {
        let days = object.call_method0("toordinal")?.extract::<i32>()? - EPOCH_ORDINAL;
        Date::from_wire(days).map(Value::Date)
    } else if is(classes::time(py))? {
        if object.getattr("tzinfo")?.is_none() { of_day(object)?.map(Value::Time) } else { None }
    } else if is(classes::delta(py))? {
        micros(object)?.and_then(Duration::from_wire).map(Value::Duration)
    } else if is(classes::decimal(py))? {
        Some(Value::Decimal(object.str()?.to_string()))
    } else if is(classes::uuid(py))? {
        object.str()?.to_string().parse::<Uuid>().ok().map(Value::Uuid)
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

/// A plain value as an object.
///
/// # Errors
/// When Python raises, for want of memory most likely.
pub fn object<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
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
            classes::date(py)?.call_method1("fromordinal", (date.to_wire() + EPOCH_ORDINAL,))?
        }
        Value::Time(time) => epoch(py, false)?.add(span(py, time.to_wire())?)?.call_method0("time")?,
        Value::DateTime(time) => epoch(py, false)?.add(span(py, time.to_wire())?)?,
        Value::Timestamp(time) => epoch(py, true)?.add(span(py, time.to_wire())?)?,
        Value::Duration(time) => span(py, time.to_wire())?.into_any(),
        Value::Decimal(text) => classes::decimal(py)?.call1((text,))?,
        Value::Uuid(id) => {
            let octets = PyDict::new(py);
            octets.set_item("bytes", PyBytes::new(py, id.as_bytes()))?;
            classes::uuid(py)?.call((), Some(&octets))?
        }
        Value::List(items) => PyList::new(py, objects(py, items)?)?.into_any(),
        Value::Tuple(items) => PyTuple::new(py, objects(py, items)?)?.into_any(),
        Value::Map(entries) => {
            let dict = PyDict::new(py);
            for (key, item) in entries {
                dict.set_item(object(py, key)?, object(py, item)?)?;
            }
            dict.into_any()
        }
    })
}

fn objects<'py>(py: Python<'py>, items: &[Value]) -> PyResult<Vec<Bound<'py, PyAny>>> {
    items.iter().map(|item| object(py, item)).collect()
}

fn int_of<'py>(py: Python<'py>, digits: &str) -> PyResult<Bound<'py, PyAny>> {
    py.get_type::<PyInt>().call1((digits,))
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
