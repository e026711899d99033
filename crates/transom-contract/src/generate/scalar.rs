//! One scalar with its limits: what fits, and random values that may.

use regex_syntax::hir::Hir;

use super::random::Random;
use super::{corners, pattern};
use crate::limit::{self, Regex};
use crate::shape::{Constraints, Definitions, Field, FloatWidth, IntWidth, Record, Root, Schema, Shape};
use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp, Uuid};
use crate::validate::{Strictness, validate};
use crate::value::Value;

/// Random values are tried this often before a boundary value stands in.
const TRIES: usize = 30;
/// The same for text that has to match a pattern.
const PATTERN_TRIES: usize = 300;
/// Text and bytes of no given length are this much longer than the least, at most.
const LENGTH_MORE: usize = 16;
/// The instants of the years 1 to 9999, in microseconds.
pub(super) const INSTANTS: (i64, i64) = (-62_135_596_800_000_000, 253_402_300_799_999_999);
/// The dates of the years 1 to 9999, in days.
pub(super) const DAYS: (i32, i32) = (-719_162, 2_932_896);
/// A day in microseconds.
pub(super) const DAY: i64 = 86_400_000_000;

/// A scalar with its limits.
#[derive(Debug)]
pub(super) struct Scalar {
    shape: Shape,
    limits: Constraints,
    /// Boundary values that fit, the plainest first.
    pub(super) corners: Vec<Value>,
    pattern: Option<(Hir, Regex)>,
    /// A record of this scalar alone, without the pattern: what fits it is what validation says.
    schema: Schema,
}

impl Scalar {
    pub(super) fn new(shape: &Shape, limits: &Constraints) -> Self {
        let field = Field {
            name: "value".to_owned(),
            doc: String::new(),
            shape: shape.clone(),
            constraints: Constraints { pattern: None, ..limits.clone() },
            default: None,
            required: true,
            number: 1,
        };
        let record = Record { fields: vec![field], ..Record::default() };
        let mut scalar = Self {
            shape: shape.clone(),
            limits: limits.clone(),
            corners: Vec::new(),
            pattern: limits
                .pattern
                .as_deref()
                .and_then(|text| Some((pattern::parse(text)?, Regex::new(text).ok()?))),
            schema: Schema { root: Root::Record(record), definitions: Definitions::default() },
        };
        scalar.corners = scalar.fitting_corners();
        scalar
    }

    fn fitting_corners(&self) -> Vec<Value> {
        let mut candidates = corners::of(&self.shape, &self.limits);
        if self.pattern.is_some() {
            let mut random = Random::new(0);
            let mut more = (0..PATTERN_TRIES).map(|at| self.matching(&mut random, at % 8));
            candidates.extend(more.by_ref().filter(|text| self.fits(text)).take(8));
        }
        let mut fitting: Vec<Value> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if !fitting.iter().any(|other| identical(other, &candidate)) && self.fits(&candidate) {
                fitting.push(candidate);
            }
        }
        fitting
    }

    /// Whether the value keeps the limits.
    fn fits(&self, value: &Value) -> bool {
        if let (Some((_, regex)), Value::String(text)) = (&self.pattern, value)
            && !limit::matches(regex, text)
        {
            return false;
        }
        let record = Value::Map(vec![(Value::from("value"), value.clone())]);
        validate(&record, &self.schema, Strictness::Python).is_empty()
    }

    /// A random value; a boundary value where none fits soon.
    pub(super) fn random(&self, random: &mut Random) -> Option<Value> {
        for _ in 0..TRIES {
            let value = self.candidate(random);
            if self.fits(&value) {
                return Some(value);
            }
        }
        (!self.corners.is_empty()).then(|| random.pick(&self.corners).clone())
    }

    fn matching(&self, random: &mut Random, more: usize) -> Value {
        let (hir, _) = self.pattern.as_ref().expect("only called where there is a pattern");
        Value::String(pattern::text(hir, random, u32::try_from(more).unwrap_or(u32::MAX)))
    }

    fn candidate(&self, random: &mut Random) -> Value {
        match &self.shape {
            Shape::Unit => Value::Null,
            Shape::Bool => Value::Bool(random.once_in(2)),
            Shape::Int(width) => Value::Int(self.int(*width, random)),
            Shape::Float(width) => Value::Float(self.float(*width, random)),
            Shape::String if self.pattern.is_some() => {
                let more = self.length(random);
                self.matching(random, more)
            }
            Shape::String => {
                let length = self.length(random);
                Value::String((0..length).map(|_| character(random)).collect())
            }
            Shape::Bytes => {
                let length = self.length(random);
                let byte = |_| u8::try_from(random.below(256)).expect("below 256");
                Value::Bytes(Bytes((0..length).map(byte).collect()))
            }
            Shape::Date => {
                special(Date::from_wire(narrow(random, DAYS.0.into(), DAYS.1.into())), Value::Date)
            }
            Shape::Time => special(Time::from_wire(narrow(random, 0, DAY - 1)), Value::Time),
            Shape::DateTime => special(DateTime::from_wire(instant(random)), Value::DateTime),
            Shape::Timestamp => special(Timestamp::from_wire(instant(random)), Value::Timestamp),
            Shape::Duration => {
                special(Duration::from_wire(narrow(random, -1_000 * DAY, 1_000 * DAY)), Value::Duration)
            }
            Shape::Decimal => Value::Decimal(self.decimal(random)),
            Shape::Uuid => {
                let bits = u128::from(random.bits()) << 64 | u128::from(random.bits());
                Value::Uuid(Uuid(uuid::Uuid::from_u128(bits)))
            }
            other => unreachable!("{other:?} is no scalar"),
        }
    }

    fn int(&self, width: IntWidth, random: &mut Random) -> i128 {
        let (low, high) = corners::int_range(width, &self.limits);
        // Small numbers are as likely as great ones, however wide the range.
        let reach = 1_i128 << random.below(64);
        let centre = if low > 0 { low } else { high.min(0) };
        let number = random.between(low.max(centre - reach), high.min(centre + reach).max(low));
        match self.limits.multiple_of.as_ref().and_then(serde_json::Number::as_i128) {
            Some(of) if of != 0 => number - number % of,
            _ => number,
        }
    }

    fn float(&self, width: FloatWidth, random: &mut Random) -> f64 {
        let (low, high) = corners::float_range(&self.limits);
        let number = match random.below(3) {
            0 => f64::from_bits(random.bits()),
            1 if low.is_finite() && high.is_finite() => low + (high - low) * random.fraction(),
            1 => f64::from(narrow::<i32>(random, -100_000, 100_000)),
            _ => low.max(-1_000.0) + f64::from(narrow::<i32>(random, 0, 100_000)) / 100.0,
        };
        let number = match self.limits.multiple_of.as_ref().and_then(serde_json::Number::as_f64) {
            Some(of) => (number / of).trunc() * of,
            None => number,
        };
        corners::fit_width(number, width)
    }

    fn decimal(&self, random: &mut Random) -> String {
        let scale = u32::try_from(random.below(5)).expect("below 5");
        let number =
            rust_decimal::Decimal::from_i128_with_scale(random.between(-1_000_000, 10_000_000), scale);
        let of = self.limits.multiple_of.as_ref();
        let of = of.and_then(|of| of.to_string().parse::<rust_decimal::Decimal>().ok());
        let rest = of.and_then(|of| number.checked_rem(of)).unwrap_or_default();
        (number - rest).to_string()
    }

    fn length(&self, random: &mut Random) -> usize {
        let least = self.limits.min_len.unwrap_or(0);
        let most = self.limits.max_len.unwrap_or(usize::MAX).min(least + LENGTH_MORE).max(least);
        least + random.below(most - least + 1)
    }
}

/// Whether two values are the same one: NaN is NaN, and -0.0 is not 0.0.
fn identical(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    }
}

fn special<T>(value: Option<T>, make: fn(T) -> Value) -> Value {
    make(value.expect("drawn from the type's range"))
}

fn narrow<T: TryFrom<i128>>(random: &mut Random, low: i64, high: i64) -> T {
    let number = random.between(low.into(), high.into());
    T::try_from(number).ok().expect("the bounds fit the type")
}

/// An instant: any, or one of our days, with and without a fraction of a second.
fn instant(random: &mut Random) -> i64 {
    const YEAR_2000: i64 = 946_684_800_000_000;
    match random.below(3) {
        0 => narrow(random, INSTANTS.0, INSTANTS.1),
        1 => YEAR_2000 + narrow::<i64>(random, 0, 30 * 365 * DAY),
        _ => YEAR_2000 + narrow::<i64>(random, 0, 30 * 365 * 86_400) * 1_000_000,
    }
}

/// A character: mostly ASCII, sometimes of two, three or four bytes.
fn character(random: &mut Random) -> char {
    let (low, high) = *random.pick(&[
        (0x20, 0x7e),
        (0x61, 0x7a),
        (0x61, 0x7a),
        (0x30, 0x39),
        (0xa1, 0x24f),
        (0x4e00, 0x4fff),
        (0x1_f600, 0x1_f64f),
    ]);
    char::from_u32(narrow(random, low, high)).expect("the ranges have no surrogates")
}
