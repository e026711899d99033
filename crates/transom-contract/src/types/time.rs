//! Dates, times, instants and spans, in microseconds as Python's `datetime` keeps them.

mod arithmetic;
mod calendar;
mod parse;
mod semantics;

use std::fmt;
use std::ops::Deref;

use chrono::{DateTime as Zoned, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use parse::{WITH_ZONE, WITHOUT_ZONE};

use crate::walk;

/// Declares a newtype whose wire form is a whole number and whose JSON form is ISO 8601 text.
macro_rules! time_type {
    ($(#[$doc:meta])* $name:ident($inner:ty), $marker:expr, $wire:ty, $expecting:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    serializer.serialize_newtype_struct($marker, &self.to_wire())
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct TimeVisitor;

                impl Visitor<'_> for TimeVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }

                    fn visit_i64<E: Error>(self, wire: i64) -> Result<$name, E> {
                        let wire = <$wire>::try_from(wire).ok();
                        wire.and_then($name::from_wire).ok_or_else(|| E::custom(concat!($expecting, " out of range")))
                    }
                }

                if deserializer.is_human_readable() {
                    deserializer.deserialize_str(TimeVisitor)
                } else {
                    deserializer.deserialize_newtype_struct($marker, TimeVisitor)
                }
            }
        }
    };
}

time_type!(
    /// A calendar date: Python's `date`.
    Date(NaiveDate), walk::DATE, i32, "a date"
);
time_type!(
    /// A time of day without a zone: Python's naive `time`.
    Time(NaiveTime), walk::TIME, i64, "a time"
);
time_type!(
    /// A date and time without a zone: Python's naive `datetime`.
    DateTime(NaiveDateTime), walk::DATE_TIME, i64, "a date and time without a zone"
);
time_type!(
    /// An instant: Python's `datetime` with a zone, kept in UTC.
    Timestamp(Zoned<Utc>), walk::TIMESTAMP, i64, "a date and time with a zone"
);
time_type!(
    /// A span of time: Python's `timedelta`. ISO 8601 (`P3DT2.5S`) in JSON, as Pydantic writes it.
    Duration(TimeDelta), walk::DURATION, i64, "a duration"
);

/// Days from the first of January of the year 1 to the Unix epoch, plus one: chrono counts from the year 1.
const EPOCH_DAYS_FROM_CE: i32 = 719_163;
const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;
/// The years that Python's `datetime` knows.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;
/// Python's greatest `timedelta` in days.
const DAYS_MAX: i64 = 999_999_999;

impl Date {
    /// Days since 1970-01-01.
    pub fn to_wire(self) -> i32 {
        self.0.num_days_from_ce() - EPOCH_DAYS_FROM_CE
    }

    /// The date so many days after 1970-01-01, within the years 1 to 9999.
    pub fn from_wire(days: i32) -> Option<Self> {
        let date = NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH_DAYS_FROM_CE)?)?;
        YEARS.contains(&date.year()).then_some(Self(date))
    }
}

impl Time {
    /// Microseconds since midnight.
    pub fn to_wire(self) -> i64 {
        i64::from(self.0.num_seconds_from_midnight()) * MICROS_PER_SECOND
            + i64::from(self.0.nanosecond() / 1_000)
    }

    /// The time so many microseconds after midnight.
    pub fn from_wire(micros: i64) -> Option<Self> {
        let seconds = u32::try_from(micros.checked_div_euclid(MICROS_PER_SECOND)?).ok()?;
        let nanos = u32::try_from(micros.rem_euclid(MICROS_PER_SECOND)).ok()? * 1_000;
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos).map(Self)
    }
}

impl DateTime {
    /// Microseconds since 1970-01-01T00:00:00 on the same wall clock.
    pub fn to_wire(self) -> i64 {
        self.0.and_utc().timestamp_micros()
    }

    /// The wall-clock time so many microseconds after 1970-01-01T00:00:00, within the years 1 to 9999.
    pub fn from_wire(micros: i64) -> Option<Self> {
        Timestamp::from_wire(micros).map(|instant| Self(instant.0.naive_utc()))
    }
}

impl Timestamp {
    /// Microseconds since the Unix epoch.
    pub fn to_wire(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// The instant so many microseconds after the Unix epoch, within the years 1 to 9999.
    pub fn from_wire(micros: i64) -> Option<Self> {
        let instant = Zoned::from_timestamp_micros(micros)?;
        YEARS.contains(&instant.year()).then_some(Self(instant))
    }
}

impl Duration {
    /// Microseconds; spans that Python's `timedelta` holds but 64 bits do not are out of range.
    pub fn to_wire(self) -> i64 {
        self.0.num_microseconds().expect("a duration is only made from 64-bit microseconds")
    }

    /// The span of so many microseconds.
    pub fn from_wire(micros: i64) -> Option<Self> {
        let span = TimeDelta::microseconds(micros);
        (span.num_days().abs() <= DAYS_MAX).then_some(Self(span))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M:%S%.f"))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%.f"))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%.fZ"))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.to_wire();
        let (sign, micros) = (if micros < 0 { "-" } else { "" }, micros.unsigned_abs());
        let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
        let (days, seconds) =
            (seconds / SECONDS_PER_DAY.unsigned_abs(), seconds % SECONDS_PER_DAY.unsigned_abs());
        write!(f, "{sign}P{days}DT{seconds}")?;
        if fraction > 0 {
            let digits = format!("{fraction:06}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("S")
    }
}
