//! Dates, times, decimals and identifiers on the walk, in the forms that the walk protocol names.

use pyo3::PyTypeInfo;
use pyo3::prelude::*;
use pyo3::types::{
    PyDate, PyDateAccess, PyDateTime, PyDelta, PyDeltaAccess, PyString, PyTime, PyTimeAccess, PyType,
    PyTzInfoAccess,
};
use serde::de::Visitor;
use transom_contract::walk;

use super::Refused;
use crate::doors::embedded::classes;
use crate::doors::embedded::object::{self, Lent};

const DAY_SECONDS: i64 = 86_400;
const SECOND_MICROS: i64 = 1_000_000;

/// Visits a special type; `otherwise` where the name is none of them. Where `EXACT`, no subclass stands for its base.
#[inline]
pub(super) fn visit<'py, const EXACT: bool, V: Visitor<'py>>(
    name: &'static str,
    object: Lent<'py>,
    visitor: V,
    otherwise: impl FnOnce(V) -> Result<V::Value, Refused>,
) -> Result<V::Value, Refused> {
    match name {
        walk::DATE => visitor.visit_i64(date::<EXACT>(object)?),
        walk::TIME => visitor.visit_i64(time::<EXACT>(object)?),
        walk::DATE_TIME => visitor.visit_i64(date_time::<EXACT>(object, false)?),
        walk::TIMESTAMP => visitor.visit_i64(date_time::<EXACT>(object, true)?),
        walk::DURATION => visitor.visit_i64(micros(&instance::<PyDelta, EXACT>(object)?)),
        walk::DECIMAL => decimal(object, visitor),
        walk::UUID => uuid(object, visitor),
        _ => otherwise(visitor),
    }
}

fn instance<T: PyTypeInfo, const EXACT: bool>(object: Lent<'_>) -> Result<Bound<'_, T>, Refused> {
    let fits = if EXACT { object.is_exact_instance_of::<T>() } else { object.is_instance_of::<T>() };
    // SAFETY: it is an instance.
    if fits { Ok(unsafe { object.to_owned().cast_into_unchecked() }) } else { Err(Refused) }
}

fn date<const EXACT: bool>(object: Lent<'_>) -> Result<i64, Refused> {
    Ok(days(&instance::<PyDate, EXACT>(object)?))
}

fn time<const EXACT: bool>(object: Lent<'_>) -> Result<i64, Refused> {
    let time = instance::<PyTime, EXACT>(object)?;
    if time.get_tzinfo().is_some() { Err(Refused) } else { Ok(of_day(&time)) }
}

/// Microseconds since 1970 began; of a time with a zone where it is `aware`, else of one without.
fn date_time<const EXACT: bool>(object: Lent<'_>, aware: bool) -> Result<i64, Refused> {
    let date_time = instance::<PyDateTime, EXACT>(object)?;
    let local = days(&date_time) * DAY_SECONDS * SECOND_MICROS + of_day(&date_time);
    match (date_time.get_tzinfo(), aware) {
        (None, false) => Ok(local),
        (Some(_), true) => {
            let offset =
                date_time.call_method0(pyo3::intern!(object.py(), "utcoffset")).map_err(|_| Refused)?;
            Ok(local - micros(offset.cast::<PyDelta>().map_err(|_| Refused)?))
        }
        _ => Err(Refused),
    }
}

fn of_day(time: &impl PyTimeAccess) -> i64 {
    let minutes = i64::from(time.get_hour()) * 60 + i64::from(time.get_minute());
    (minutes * 60 + i64::from(time.get_second())) * SECOND_MICROS + i64::from(time.get_microsecond())
}

fn micros(span: &Bound<'_, PyDelta>) -> i64 {
    let seconds = i64::from(span.get_days()) * DAY_SECONDS + i64::from(span.get_seconds());
    seconds * SECOND_MICROS + i64::from(span.get_microseconds())
}

/// Days since 1970-01-01 of a date after the Gregorian calendar; years begin in March, so that leap days come last.
fn days(date: &impl PyDateAccess) -> i64 {
    let (month, day) = (i64::from(date.get_month()), i64::from(date.get_day()));
    let year = i64::from(date.get_year()) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Neither class is made to be derived from, so that the class itself is asked for.
fn instance_of(object: Lent<'_>, class: PyResult<&Bound<'_, PyType>>) -> Result<(), Refused> {
    if class.is_ok_and(|class| object.get_type().is(class)) { Ok(()) } else { Err(Refused) }
}

fn decimal<'py, V: Visitor<'py>>(object: Lent<'py>, visitor: V) -> Result<V::Value, Refused> {
    instance_of(object, classes::decimal(object.py()))?;
    let text: Bound<'py, PyString> = object.str().map_err(|_| Refused)?;
    visitor.visit_str(text.to_str().map_err(|_| Refused)?)
}

fn uuid<'py, V: Visitor<'py>>(object: Lent<'py>, visitor: V) -> Result<V::Value, Refused> {
    instance_of(object, classes::uuid(object.py()))?;
    let octets = object.getattr(pyo3::intern!(object.py(), "bytes")).map_err(|_| Refused)?;
    visitor.visit_bytes(object::bytes(octets.as_borrowed()).ok_or(Refused)?)
}
