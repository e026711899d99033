//! `int` arithmetic that differs from Rust's. Plain `+ - *`, comparisons, `& | ^ !` are Rust's own operators on `i64`,
//! with overflow checks on. Whatever does not fit into 64 bits panics.

mod digits;
mod theory;

pub use digits::{bin, hex, oct, parse, parse_base, to_base, try_parse};
pub use theory::{comb, factorial, gcd, gcd_of, isqrt, lcm, lcm_of, perm, pow_mod};

/// Integers up to here are floats, too.
const EXACT_MAX: u64 = 1 << 53;

/// `a / b`: the float nearest to the quotient, as Python has it. Zero panics.
#[inline]
pub fn true_div(dividend: i64, divisor: i64) -> f64 {
    if divisor == 0 {
        crate::Raised::implicit("ZeroDivisionError", "division by zero");
    }
    if dividend.unsigned_abs() <= EXACT_MAX && divisor.unsigned_abs() <= EXACT_MAX {
        dividend as f64 / divisor as f64
    } else {
        long_div(dividend, divisor)
    }
}

#[cold]
fn long_div(dividend: i64, divisor: i64) -> f64 {
    let (one, other) = (u128::from(dividend.unsigned_abs()), u128::from(divisor.unsigned_abs()));
    if one == 0 {
        return if divisor < 0 { -0.0 } else { 0.0 };
    }
    // At least 64 bits of the quotient; what is left over counts as one more bit, far below where it is rounded.
    let shift = one.leading_zeros();
    let (quotient, rest) = ((one << shift) / other, (one << shift) % other);
    let power = f64::from_bits((1023 - u64::from(shift)) << 52);
    let rounded = (quotient | u128::from(rest != 0)) as f64 * power;
    if (dividend < 0) == (divisor < 0) { rounded } else { -rounded }
}

/// `a // b`. Zero panics.
#[inline]
pub fn floor_div(dividend: i64, divisor: i64) -> i64 {
    if divisor == 0 {
        crate::Raised::implicit("ZeroDivisionError", "division by zero");
    }
    let quotient = dividend / divisor;
    let short = dividend % divisor != 0 && (dividend ^ divisor) < 0;
    quotient - i64::from(short)
}

/// `a % b`: has the sign of `b`. Zero panics.
#[inline]
pub fn floor_mod(dividend: i64, divisor: i64) -> i64 {
    if divisor == 0 {
        crate::Raised::implicit("ZeroDivisionError", "division by zero");
    }
    // Most indexes that go round need no division.
    if dividend >= 0 && dividend < divisor {
        return dividend;
    }
    let rest = dividend.wrapping_rem(divisor);
    if rest != 0 && (rest ^ divisor) < 0 { rest + divisor } else { rest }
}

/// `divmod(a, b)`. Zero panics.
#[inline]
pub fn divmod(dividend: i64, divisor: i64) -> (i64, i64) {
    (floor_div(dividend, divisor), floor_mod(dividend, divisor))
}

/// `a ** b`. A negative exponent panics: Python's answer is a float.
#[inline]
pub fn pow(base: i64, exponent: i64) -> i64 {
    assert!(exponent >= 0, "a negative power of an integer is a float");
    match (base, u32::try_from(exponent)) {
        (2, Ok(exponent)) if exponent < 63 => 1 << exponent,
        (_, Ok(exponent)) => base.checked_pow(exponent).expect("power beyond 64 bits"),
        (0 | 1, Err(_)) => base,
        (-1, Err(_)) => 1 - 2 * (exponent % 2),
        (_, Err(_)) => panic!("power beyond 64 bits"),
    }
}

/// `a << n`. A bit that would be lost panics, and so does a negative count.
#[inline]
pub fn shl(value: i64, count: i64) -> i64 {
    if value == 0 && count >= 0 {
        return 0;
    }
    assert!((0..64).contains(&count), "shift beyond 64 bits");
    let shifted = value << count;
    assert!(shifted >> count == value, "shift beyond 64 bits");
    shifted
}

/// `a >> n`. A negative count panics.
#[inline]
pub fn shr(value: i64, count: i64) -> i64 {
    assert!(count >= 0, "negative shift count");
    value >> count.min(63)
}

/// `abs(a)`.
#[inline]
pub fn abs(value: i64) -> i64 {
    value.checked_abs().expect("abs() beyond 64 bits")
}

/// `a.bit_length()`.
#[inline]
pub fn bit_length(value: i64) -> i64 {
    i64::from(u64::BITS - value.unsigned_abs().leading_zeros())
}

/// `a.bit_count()`.
#[inline]
pub fn bit_count(value: i64) -> i64 {
    i64::from(value.unsigned_abs().count_ones())
}

/// `int(x)` of a float: towards zero. What is no number, or beyond 64 bits, panics.
#[inline]
pub fn from_float(value: f64) -> i64 {
    assert!((-TWO_63..TWO_63).contains(&value), "the float has no 64-bit integer");
    value as i64
}

/// The first float beyond 64-bit integers.
pub(crate) const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// `round(a, digits)` of an integer: negative digits round to tens, hundreds and so on, ties to even.
pub fn round_to(value: i64, digits: i64) -> i64 {
    if digits >= 0 {
        return value;
    }
    let Some(unit) = u32::try_from(-digits).ok().and_then(|digits| 10_i128.checked_pow(digits)) else {
        return 0;
    };
    let value = i128::from(value);
    let (floor, rest) = (value.div_euclid(unit), value.rem_euclid(unit));
    let up = rest * 2 > unit || (rest * 2 == unit && floor % 2 != 0);
    i64::try_from((floor + i128::from(up)) * unit).expect("round() beyond 64 bits")
}

/// `sum(xs)` of integers.
#[inline]
pub fn sum(items: impl IntoIterator<Item = i64>) -> i64 {
    items.into_iter().fold(0, |sum, item| sum.checked_add(item).expect("sum() beyond 64 bits"))
}
