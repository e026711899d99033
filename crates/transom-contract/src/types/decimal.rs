//! Decimal numbers, exact to 28 digits.

use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::walk;

/// Digits behind the point, at most.
const SCALE_MAX: i64 = 28;

/// A decimal number; text in JSON, so that no digit is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(pub rust_decimal::Decimal);

impl Deref for Decimal {
    type Target = rust_decimal::Decimal;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = rust_decimal::Error;

    /// Reads digits with an optional fraction and exponent; a number that would lose a digit is refused.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(['e', 'E']) {
            None => rust_decimal::Decimal::from_str_exact(text).map(Self),
            Some((digits, exponent)) => {
                let digits = rust_decimal::Decimal::from_str_exact(digits)?;
                let exponent = exponent.parse::<i32>().map_err(|_| out_of_range())?;
                shifted(digits, exponent).map(Self).ok_or_else(out_of_range)
            }
        }
    }
}

fn out_of_range() -> rust_decimal::Error {
    rust_decimal::Error::from("a decimal has at most 28 digits")
}

/// `digits` times ten to the power of `exponent`, if that is exact.
fn shifted(digits: rust_decimal::Decimal, exponent: i32) -> Option<rust_decimal::Decimal> {
    let mut scale = i64::from(digits.scale()) - i64::from(exponent);
    let mut mantissa = digits.mantissa();
    if mantissa == 0 {
        scale = scale.clamp(0, SCALE_MAX);
    }
    while scale > SCALE_MAX && mantissa % 10 == 0 {
        (mantissa, scale) = (mantissa / 10, scale - 1);
    }
    if scale < 0 {
        let power = 10_i128.checked_pow(u32::try_from(-scale).ok()?)?;
        (mantissa, scale) = (mantissa.checked_mul(power)?, 0);
    }
    rust_decimal::Decimal::try_from_i128_with_scale(mantissa, u32::try_from(scale).ok()?).ok()
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&self.0)
        } else {
            serializer.serialize_newtype_struct(walk::DECIMAL, &self.0.to_string())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(DecimalVisitor)
        } else {
            deserializer.deserialize_newtype_struct(walk::DECIMAL, DecimalVisitor)
        }
    }
}

struct DecimalVisitor;

impl Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(Decimal(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
        Ok(Decimal(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
        // The shortest text that reads back as the same float is what the writer wrote.
        number.to_string().parse().map_err(E::custom)
    }
}
