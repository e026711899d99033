//! Dates, times, decimals and identifiers on the walk, in the forms that the walk protocol names; read without running
//! Python code.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyDate, PyDateAccess, PyDateTime, PyDelta, PyDeltaAccess, PyTime, PyTimeAccess, PyTzInfo, PyTzInfoAccess,
};
use pyo3::{Borrowed, PyTypeInfo};
use serde::de::Visitor;
use transom_contract::walk;

use super::Refused;
use crate::doors::embedded::classes;
use crate::doors::embedded::object::{self, Lent};

const DAY_SECONDS: i64 = 86_400;
const SECOND_MICROS: i64 = 1_000_000;
/// The size of a decimal's digits as one number, and how many of them are behind the point.
const DECIMAL_BITS: u32 = 96;
const DECIMAL_SCALE_MAX: i64 = 28;

/// What the walk knows of Python's classes. Importing runs Python code: [`prepare`] does it when a module is made.
struct Native {
    /// The class in C; the one in Python runs Python code.
    decimal: Option<Py<PyAny>>,
    uuid: Py<PyAny>,
    /// The slot in which an identifier keeps its number.
    uuid_number: Py<PyAny>,
    utc: Py<PyAny>,
    /// `datetime.timezone`, whose zones have one offset each.
    fixed_zone: Py<PyAny>,
}

static NATIVE: PyOnceLock<Native> = PyOnceLock::new();

/// Imports what the walk needs.
pub(in super::super) fn prepare(py: Python<'_>) -> PyResult<()> {
    classes::deque(py)?;
    let make = || {
        let uuid = py.import("uuid")?.getattr("UUID")?;
        let decimal = py.import("_decimal").and_then(|module| module.getattr("Decimal"));
        Ok::<_, PyErr>(Native {
            decimal: decimal.ok().map(Bound::unbind),
            uuid_number: uuid.getattr("__dict__")?.get_item("int")?.unbind(),
            uuid: uuid.unbind(),
            utc: PyTzInfo::utc(py)?.to_owned().into_any().unbind(),
            fixed_zone: py.import("datetime")?.getattr("timezone")?.unbind(),
        })
    };
    NATIVE.get_or_try_init(py, make).map(|_| ())
}

fn native(object: Lent<'_>) -> Result<&Native, Refused> {
    NATIVE.get(object.py()).ok_or(Refused)
}

/// Visits a special type; `otherwise` where the name is none of them. Only exact classes are taken; where `EXACT`, only
/// what Rust holds in the same form.
#[inline]
pub(super) fn visit<'py, const EXACT: bool, V: Visitor<'py>>(
    name: &'static str,
    object: Lent<'py>,
    visitor: V,
    otherwise: impl FnOnce(V) -> Result<V::Value, Refused>,
) -> Result<V::Value, Refused> {
    match name {
        walk::DATE => visitor.visit_i64(days(&*instance::<PyDate>(object)?)),
        walk::TIME => visitor.visit_i64(time::<EXACT>(object)?),
        walk::DATE_TIME => visitor.visit_i64(date_time::<EXACT>(object)?),
        walk::TIMESTAMP => visitor.visit_i64(timestamp::<EXACT>(object)?),
        walk::DURATION => visitor.visit_i64(micros(&*instance::<PyDelta>(object)?)?),
        walk::DECIMAL => decimal::<EXACT, V>(object, visitor),
        walk::UUID => uuid(object, visitor),
        _ => otherwise(visitor),
    }
}

fn instance<T: PyTypeInfo>(object: Lent<'_>) -> Result<Borrowed<'_, '_, T>, Refused> {
    if !object.is_exact_instance_of::<T>() {
        return Err(Refused);
    }
    // SAFETY: it is an instance.
    Ok(unsafe { object.cast_unchecked() })
}

fn time<const EXACT: bool>(object: Lent<'_>) -> Result<i64, Refused> {
    let time = instance::<PyTime>(object)?;
    if time.get_tzinfo().is_some() || (EXACT && time.get_fold()) { Err(Refused) } else { Ok(of_day(&*time)) }
}

/// Microseconds since 1970 began, of a time without a zone.
fn date_time<const EXACT: bool>(object: Lent<'_>) -> Result<i64, Refused> {
    let time = instance::<PyDateTime>(object)?;
    if time.get_tzinfo().is_some() || (EXACT && time.get_fold()) { Err(Refused) } else { Ok(local(&time)) }
}

/// Microseconds since 1970 began in UTC. Where `EXACT`, only of a time in UTC: another zone would be lost.
fn timestamp<const EXACT: bool>(object: Lent<'_>) -> Result<i64, Refused> {
    let time = instance::<PyDateTime>(object)?;
    let zone = time.get_tzinfo().ok_or(Refused)?;
    let native = native(object)?;
    if zone.is(&native.utc) && !(EXACT && time.get_fold()) {
        return Ok(local(&time));
    }
    // A zone of another class may run Python code.
    if EXACT || !zone.get_type().is(&native.fixed_zone) {
        return Err(Refused);
    }
    let offset = object::uncollected(|| time.call_method0(pyo3::intern!(object.py(), "utcoffset")));
    let offset = offset.map_err(|_| Refused)?;
    Ok(local(&time) - micros(offset.cast::<PyDelta>().map_err(|_| Refused)?)?)
}

fn local(time: &Bound<'_, PyDateTime>) -> i64 {
    days(time) * DAY_SECONDS * SECOND_MICROS + of_day(time)
}

fn of_day(time: &impl PyTimeAccess) -> i64 {
    let minutes = i64::from(time.get_hour()) * 60 + i64::from(time.get_minute());
    (minutes * 60 + i64::from(time.get_second())) * SECOND_MICROS + i64::from(time.get_microsecond())
}

/// The microseconds of a span, if 64 bits hold them.
fn micros(span: &Bound<'_, PyDelta>) -> Result<i64, Refused> {
    let seconds = i64::from(span.get_days()) * DAY_SECONDS + i64::from(span.get_seconds());
    let micros = seconds.checked_mul(SECOND_MICROS).ok_or(Refused)?;
    micros.checked_add(i64::from(span.get_microseconds())).ok_or(Refused)
}

/// Days since 1970-01-01 of a date after the Gregorian calendar; years begin in March, so that leap days come last.
fn days(date: &impl PyDateAccess) -> i64 {
    let (month, day) = (i64::from(date.get_month()), i64::from(date.get_day()));
    let year = i64::from(date.get_year()) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn decimal<'py, const EXACT: bool, V: Visitor<'py>>(
    object: Lent<'py>,
    visitor: V,
) -> Result<V::Value, Refused> {
    let decimal = native(object)?.decimal.as_ref().ok_or(Refused)?;
    if !object.get_type().is(decimal) {
        return Err(Refused);
    }
    let text = object::uncollected(|| object.str()).map_err(|_| Refused)?;
    let text = object::text(text.as_any().as_borrowed()).ok_or(Refused)?;
    if EXACT && !is_plain_decimal(text) {
        return Err(Refused);
    }
    visitor.visit_str(text)
}

/// Whether a decimal comes back as it was: a number, not too many digits, none of them above the point's place only in
/// its exponent, no minus before zero.
fn is_plain_decimal(text: &str) -> bool {
    let (number, exponent) = text.split_once('E').unwrap_or((text, "0"));
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let Ok(exponent) = exponent.parse::<i64>() else { return false };
    let all = || whole.bytes().chain(fraction.bytes());
    if !all().all(|digit| digit.is_ascii_digit()) {
        return false;
    }
    let add = |number: u128, digit| number.checked_mul(10)?.checked_add(u128::from(digit - b'0'));
    let coefficient = all().try_fold(0, add);
    let scale = i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent);
    (0..=DECIMAL_SCALE_MAX).contains(&scale)
        && coefficient.is_some_and(|number| number < 1 << DECIMAL_BITS)
        && (coefficient != Some(0) || digits.len() == number.len())
}

fn uuid<'py, V: Visitor<'py>>(object: Lent<'py>, visitor: V) -> Result<V::Value, Refused> {
    let native = native(object)?;
    if !object.get_type().is(&native.uuid) {
        return Err(Refused);
    }
    let number = object::member(native.uuid_number.bind(object.py()), object).ok_or(Refused)?;
    if !object::is_int(number.as_borrowed()) {
        return Err(Refused);
    }
    visitor.visit_bytes(&number.extract::<u128>().map_err(|_| Refused)?.to_be_bytes())
}
