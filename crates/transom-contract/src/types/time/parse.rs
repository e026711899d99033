//! Dates and times out of ISO 8601 text: what Pydantic reads, with Pydantic's reasons when it does not.
//!
//! Seconds may have any number of digits; those after the sixth are dropped, as Pydantic drops them.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use speedate::{MicrosecondsPrecisionOverflowBehavior, ParseError, TimeConfig};
use strum::EnumMessage;

use super::{Date, DateTime, Duration, MICROS_PER_SECOND, SECONDS_PER_DAY, Time, Timestamp};

/// The reason for refusing a zone.
pub(crate) const WITH_ZONE: &str = "it has a time zone";
/// The reason for refusing a time without a zone.
pub(crate) const WITHOUT_ZONE: &str = "it has no time zone";

const NO_SUCH_YEAR: &str = "the year is not between 1 and 9999";

fn config() -> TimeConfig {
    TimeConfig {
        microseconds_precision_overflow_behavior: MicrosecondsPrecisionOverflowBehavior::Truncate,
        unix_timestamp_offset: None,
    }
}

fn reason(error: ParseError) -> String {
    error.get_documentation().unwrap_or("it is not ISO 8601").to_owned()
}

/// The day of a date that the parser has checked.
fn day(date: speedate::Date) -> Result<NaiveDate, String> {
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
    day.filter(|_| date.year > 0).ok_or_else(|| NO_SUCH_YEAR.to_owned())
}

/// The time of day that the parser has checked.
fn clock(time: &speedate::Time) -> NaiveTime {
    NaiveTime::from_hms_micro_opt(time.hour.into(), time.minute.into(), time.second.into(), time.microsecond)
        .expect("the parser allows no hour, minute, second or microsecond out of range")
}

fn date_time(text: &str) -> Result<(NaiveDateTime, Option<i32>), String> {
    let parsed =
        speedate::DateTime::parse_bytes_rfc3339_with_config(text.as_bytes(), &config()).map_err(reason)?;
    Ok((day(parsed.date)?.and_time(clock(&parsed.time)), parsed.time.tz_offset))
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        day(speedate::Date::parse_str_rfc3339(text).map_err(reason)?).map(Self)
    }
}

impl FromStr for Time {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = speedate::Time::parse_bytes_with_config(text.as_bytes(), &config()).map_err(reason)?;
        match parsed.tz_offset {
            Some(_) => Err(WITH_ZONE.to_owned()),
            None => Ok(Self(clock(&parsed))),
        }
    }
}

impl FromStr for DateTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match date_time(text)? {
            (_, Some(_)) => Err(WITH_ZONE.to_owned()),
            (wall_clock, None) => Ok(Self(wall_clock)),
        }
    }
}

impl FromStr for Timestamp {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (wall_clock, offset) = date_time(text)?;
        let offset = offset.ok_or_else(|| WITHOUT_ZONE.to_owned())?;
        let micros = wall_clock.and_utc().timestamp_micros() - i64::from(offset) * MICROS_PER_SECOND;
        Self::from_wire(micros).ok_or_else(|| format!("{NO_SUCH_YEAR} in UTC"))
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed =
            speedate::Duration::parse_bytes_with_config(text.as_bytes(), &config()).map_err(reason)?;
        let seconds = i64::from(parsed.day) * SECONDS_PER_DAY + i64::from(parsed.second);
        let micros = seconds.checked_mul(MICROS_PER_SECOND);
        let micros = micros.and_then(|micros| micros.checked_add(parsed.microsecond.into()));
        let signed = micros.map(|micros| if parsed.positive { micros } else { -micros });
        signed.and_then(Self::from_wire).ok_or_else(|| "the span is longer than 292,000 years".to_owned())
    }
}
