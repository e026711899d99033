//! `float` arithmetic that differs from Rust's. Plain `+ - *`, negation and comparisons of floats are Rust's own.

mod digits;
mod sum;

use std::cmp::Ordering;

pub use digits::{parse, repr, round_to, try_parse};
pub(crate) use digits::{round_quickly, shortest, write_repr};
pub(crate) use sum::sum_numbers;
pub use sum::{fsum, sum, sum_from, sum_mixed};

use crate::int::TWO_63;
use crate::math::opaque;

/// `a / b`. Zero panics.
#[inline]
pub fn div(dividend: f64, divisor: f64) -> f64 {
    if divisor == 0.0 {
        crate::Raised::implicit("ZeroDivisionError", "float division by zero");
    }
    dividend / divisor
}

/// `a // b`. Zero panics.
#[inline]
pub fn floor_div(dividend: f64, divisor: f64) -> f64 {
    divmod(dividend, divisor).0
}

/// `a % b`: has the sign of `b`. Zero panics.
#[inline]
pub fn floor_mod(dividend: f64, divisor: f64) -> f64 {
    if divisor == 0.0 {
        crate::Raised::implicit("ZeroDivisionError", "float modulo by zero");
    }
    let rest = dividend % divisor;
    if rest == 0.0 {
        0.0_f64.copysign(divisor)
    } else if (divisor < 0.0) != (rest < 0.0) {
        rest + divisor
    } else {
        rest
    }
}

/// `divmod(a, b)`. Zero panics.
#[inline]
pub fn divmod(dividend: f64, divisor: f64) -> (f64, f64) {
    if divisor == 0.0 {
        crate::Raised::implicit("ZeroDivisionError", "float floor division by zero");
    }
    let mut rest = dividend % divisor;
    let mut quotient = (dividend - rest) / divisor;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(divisor);
    } else if (divisor < 0.0) != (rest < 0.0) {
        rest += divisor;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(dividend / divisor)
    } else {
        // The quotient is a whole number but for its rounding.
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    (floor, rest)
}

/// `a ** b`. Zero to a negative power panics, and so does a negative number to a power that is not whole (Python's
/// answer is complex) and a result beyond floats.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    if !base.is_finite() || !exponent.is_finite() {
        return opaque::pow(base, exponent);
    }
    assert!(base != 0.0 || exponent >= 0.0, "0.0 cannot be raised to a negative power");
    assert!(base >= 0.0 || exponent.trunc() == exponent, "a power that is a complex number");
    let power = opaque::pow(base, exponent);
    assert!(power.is_finite(), "power beyond floats");
    power
}

/// `round(x)`: ties to even. What is no number, or beyond 64 bits, panics.
#[inline]
pub fn round(value: f64) -> i64 {
    crate::int::from_float(value.round_ties_even())
}

/// `x.is_integer()`.
#[inline]
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value.trunc() == value
}

/// `x.as_integer_ratio()`. What does not fit into 64 bits panics.
pub fn as_integer_ratio(value: f64) -> (i64, i64) {
    assert!(value.is_finite(), "only a finite float is a ratio of integers");
    let (mut numerator, mut denominator) = (value, 1_i64);
    while numerator.trunc() != numerator {
        numerator *= 2.0;
        denominator = denominator.checked_mul(2).expect("a ratio beyond 64 bits");
    }
    (crate::int::from_float(numerator), denominator)
}

/// `x.hex()`.
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (first, exponent) = match (exponent, fraction) {
        (0, 0) => return format!("{sign}0x0.0p+0"),
        (0, _) => (0, -1022),
        _ => (1, exponent - 1023),
    };
    format!("{sign}0x{first}.{fraction:013x}p{exponent:+}")
}

/// How a float stands to an integer, exactly; nothing for a NaN.
#[inline]
pub fn compare_int(value: f64, other: i64) -> Option<Ordering> {
    if value.is_nan() {
        None
    } else if value >= TWO_63 {
        Some(Ordering::Greater)
    } else if value < -TWO_63 {
        Some(Ordering::Less)
    } else {
        let whole = value.trunc();
        Some((whole as i64).cmp(&other).then_with(|| value.total_cmp(&whole)))
    }
}

/// `x == a` of a float and an integer, exactly.
#[inline]
pub fn eq_int(value: f64, other: i64) -> bool {
    compare_int(value, other) == Some(Ordering::Equal)
}

/// `x < a` of a float and an integer, exactly.
#[inline]
pub fn lt_int(value: f64, other: i64) -> bool {
    compare_int(value, other) == Some(Ordering::Less)
}

/// `x <= a` of a float and an integer, exactly.
#[inline]
pub fn le_int(value: f64, other: i64) -> bool {
    matches!(compare_int(value, other), Some(Ordering::Less | Ordering::Equal))
}

/// `x > a` of a float and an integer, exactly.
#[inline]
pub fn gt_int(value: f64, other: i64) -> bool {
    compare_int(value, other) == Some(Ordering::Greater)
}

/// `x >= a` of a float and an integer, exactly.
#[inline]
pub fn ge_int(value: f64, other: i64) -> bool {
    matches!(compare_int(value, other), Some(Ordering::Greater | Ordering::Equal))
}
