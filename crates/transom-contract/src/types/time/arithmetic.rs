//! What Python's `datetime` computes, exactly: in whole microseconds, rounded half to even. Beyond the years 1 to 9999,
//! and where Python raises, these panic, which declines.

use std::ops::{Add, Div, Mul, Neg, Sub};

use chrono::{Datelike, NaiveDate, Timelike};
use transom_semantics::{Number, int};

use super::{Date, DateTime, Duration, MICROS_PER_SECOND, SECONDS_PER_DAY};

const MICROS_PER_DAY: i64 = SECONDS_PER_DAY * MICROS_PER_SECOND;

/// The microseconds of a week and of what `timedelta` counts beside it, in the order in which it adds them up.
const UNITS: [i64; 7] = [
    1,
    1_000,
    MICROS_PER_SECOND,
    60 * MICROS_PER_SECOND,
    3_600 * MICROS_PER_SECOND,
    MICROS_PER_DAY,
    7 * MICROS_PER_DAY,
];

impl Date {
    /// `date(year, month, day)`. What is no date panics.
    pub fn new(year: i64, month: i64, day: i64) -> Self {
        Self(calendar(year, month, day))
    }

    /// `date.fromordinal(days)`. Out of range panics.
    pub fn from_ordinal(days: i64) -> Self {
        let date = i32::try_from(days).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
        let date = date.filter(|date| super::YEARS.contains(&date.year()));
        Self(date.expect("the day is beyond the years 1 to 9999"))
    }

    /// `d.toordinal()`.
    pub fn ordinal(self) -> i64 {
        i64::from(self.0.num_days_from_ce())
    }

    /// `d.weekday()`: Monday is 0.
    pub fn weekday(self) -> i64 {
        i64::from(self.0.weekday().num_days_from_monday())
    }

    /// `d.isoweekday()`: Monday is 1.
    pub fn isoweekday(self) -> i64 {
        self.weekday() + 1
    }
}

impl DateTime {
    /// `datetime(year, month, day, hour, minute, second, microsecond)`. What is no time panics.
    pub fn new(date: Date, hour: i64, minute: i64, second: i64, microsecond: i64) -> Self {
        let part = |value: i64| u32::try_from(value).expect("a part of a time is not negative");
        let time = date.0.and_hms_micro_opt(part(hour), part(minute), part(second), part(microsecond));
        Self(
            time.filter(|_| second < 60 && microsecond < MICROS_PER_SECOND)
                .expect("a part of a time is out of range"),
        )
    }

    /// `t.date()`.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }

    /// `t.hour`.
    pub fn hour(self) -> i64 {
        i64::from(self.0.hour())
    }

    /// `t.minute`.
    pub fn minute(self) -> i64 {
        i64::from(self.0.minute())
    }

    /// `t.second`.
    pub fn second(self) -> i64 {
        i64::from(self.0.second())
    }

    /// `t.microsecond`.
    pub fn microsecond(self) -> i64 {
        i64::from(self.0.nanosecond() / 1_000)
    }

    /// `t.weekday()`: Monday is 0.
    pub fn weekday(self) -> i64 {
        self.date().weekday()
    }

    /// `t.isoweekday()`: Monday is 1.
    pub fn isoweekday(self) -> i64 {
        self.date().isoweekday()
    }
}

macro_rules! calendars {
    ($($type:ident)*) => {
        $(impl $type {
            /// `d.year`.
            pub fn year(self) -> i64 {
                i64::from(self.0.year())
            }

            /// `d.month`.
            pub fn month(self) -> i64 {
                i64::from(self.0.month())
            }

            /// `d.day`.
            pub fn day(self) -> i64 {
                i64::from(self.0.day())
            }
        })*
    };
}

calendars! { Date DateTime }

fn calendar(year: i64, month: i64, day: i64) -> NaiveDate {
    let year =
        i32::try_from(year).ok().filter(|year| super::YEARS.contains(year)).expect("year is out of range");
    let (month, day) = (u32::try_from(month), u32::try_from(day));
    let date = month.ok().zip(day.ok()).and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    date.expect("month or day is out of range")
}

impl Duration {
    /// `timedelta(…)` of its parts in the order microseconds, milliseconds, seconds, minutes, hours, days, weeks. Beyond
    /// 64 bits panics.
    pub fn of(parts: [Number; 7]) -> Self {
        let (mut micros, mut left) = (0_i128, 0.0_f64);
        for (part, unit) in parts.into_iter().zip(UNITS) {
            match part {
                Number::Int(part) => micros += i128::from(part) * i128::from(unit),
                Number::Float(part) => {
                    let (whole, fraction) = (int::from_float(part), part.fract());
                    micros += i128::from(whole) * i128::from(unit);
                    #[expect(clippy::cast_precision_loss, reason = "every unit is a float")]
                    let within = fraction * unit as f64;
                    micros += i128::from(int::from_float(within));
                    left += within.fract();
                }
            }
        }
        // Half a microsecond goes to the even one, all parts taken together.
        let mut whole = left.round();
        #[expect(clippy::float_cmp, reason = "both are exact")]
        let halfway = (whole - left).abs() == 0.5;
        if halfway {
            let odd = if micros % 2 == 0 { 0.0 } else { 1.0 };
            whole = 2.0 * ((left + odd) * 0.5).round() - odd;
        }
        micro(micros + i128::from(int::from_float(whole)))
    }

    /// `s.days`.
    pub fn days(self) -> i64 {
        self.to_wire().div_euclid(MICROS_PER_DAY)
    }

    /// `s.seconds`: below a day.
    pub fn seconds(self) -> i64 {
        self.to_wire().rem_euclid(MICROS_PER_DAY) / MICROS_PER_SECOND
    }

    /// `s.microseconds`: below a second.
    pub fn microseconds(self) -> i64 {
        self.to_wire().rem_euclid(MICROS_PER_SECOND)
    }

    /// `s.total_seconds()`.
    pub fn total_seconds(self) -> f64 {
        int::true_div(self.to_wire(), MICROS_PER_SECOND)
    }

    /// `abs(s)`.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.to_wire() < 0 { -self } else { self }
    }

    /// `s / other`. Nothing to divide by panics.
    pub fn ratio(self, other: Self) -> f64 {
        int::true_div(self.to_wire(), other.to_wire())
    }

    /// `s // other`. Nothing to divide by panics.
    pub fn floor_ratio(self, other: Self) -> i64 {
        int::floor_div(self.to_wire(), other.to_wire())
    }

    /// `s // number`. Zero panics.
    #[must_use]
    pub fn floor_div(self, number: i64) -> Self {
        micro(int::floor_div(self.to_wire(), number).into())
    }

    /// `s % other`. Nothing to divide by panics.
    #[must_use]
    pub fn floor_mod(self, other: Self) -> Self {
        micro(int::floor_mod(self.to_wire(), other.to_wire()).into())
    }
}

/// A span of so many microseconds.
fn micro(micros: i128) -> Duration {
    let span = i64::try_from(micros).ok().and_then(Duration::from_wire);
    span.expect("a span beyond 64 bits of microseconds")
}

/// The nearest whole quotient, ties to even.
fn nearest(dividend: i128, divisor: i128) -> i128 {
    let (floor, rest) = (dividend.div_euclid(divisor.abs()), dividend.rem_euclid(divisor.abs()));
    let up = rest * 2 > divisor.abs() || (rest * 2 == divisor.abs() && floor % 2 != 0);
    (floor + i128::from(up)) * divisor.signum()
}

/// A finite float as a ratio; one that takes more than 64 bits panics.
fn ratio(number: f64) -> (i128, i128) {
    let (numerator, denominator) = transom_semantics::float::as_integer_ratio(number);
    (numerator.into(), denominator.into())
}

impl Add for Duration {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        micro(i128::from(self.to_wire()) + i128::from(other.to_wire()))
    }
}

impl Sub for Duration {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        micro(i128::from(self.to_wire()) - i128::from(other.to_wire()))
    }
}

impl Neg for Duration {
    type Output = Self;

    fn neg(self) -> Self {
        micro(-i128::from(self.to_wire()))
    }
}

impl Mul<i64> for Duration {
    type Output = Self;

    fn mul(self, number: i64) -> Self {
        micro(i128::from(self.to_wire()) * i128::from(number))
    }
}

impl Mul<Duration> for i64 {
    type Output = Duration;

    fn mul(self, span: Duration) -> Duration {
        span * self
    }
}

impl Mul<f64> for Duration {
    type Output = Self;

    fn mul(self, number: f64) -> Self {
        let (numerator, denominator) = ratio(number);
        micro(nearest(i128::from(self.to_wire()) * numerator, denominator))
    }
}

impl Mul<Duration> for f64 {
    type Output = Duration;

    fn mul(self, span: Duration) -> Duration {
        span * self
    }
}

impl Div<i64> for Duration {
    type Output = Self;

    fn div(self, number: i64) -> Self {
        assert!(number != 0, "division by zero");
        micro(nearest(self.to_wire().into(), number.into()))
    }
}

impl Div<f64> for Duration {
    type Output = Self;

    fn div(self, number: f64) -> Self {
        let (numerator, denominator) = ratio(number);
        assert!(numerator != 0, "division by zero");
        micro(nearest(i128::from(self.to_wire()) * denominator, numerator))
    }
}

/// Only the days of a span count.
impl Add<Duration> for Date {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self::from_ordinal(self.ordinal() + span.days())
    }
}

/// Only the days of a span count.
impl Sub<Duration> for Date {
    type Output = Self;

    fn sub(self, span: Duration) -> Self {
        Self::from_ordinal(self.ordinal() - span.days())
    }
}

impl Sub for Date {
    type Output = Duration;

    fn sub(self, other: Self) -> Duration {
        micro(i128::from(self.ordinal() - other.ordinal()) * i128::from(MICROS_PER_DAY))
    }
}

impl Add<Duration> for DateTime {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        let moved = self.to_wire().checked_add(span.to_wire()).and_then(Self::from_wire);
        moved.expect("the time is beyond the years 1 to 9999")
    }
}

impl Sub<Duration> for DateTime {
    type Output = Self;

    fn sub(self, span: Duration) -> Self {
        let moved = self.to_wire().checked_sub(span.to_wire()).and_then(Self::from_wire);
        moved.expect("the time is beyond the years 1 to 9999")
    }
}

impl Sub for DateTime {
    type Output = Duration;

    fn sub(self, other: Self) -> Duration {
        micro(i128::from(self.to_wire()) - i128::from(other.to_wire()))
    }
}
