//! Python's `math`, bit for bit: through the same C library as the interpreter, in a way that the optimiser cannot see
//! through (it would turn `pow(x, 2.0)` into `x * x`, which differs in the last bit).
//!
//! Where Python raises `ValueError` or `OverflowError`, these panic.

mod gamma;
mod norm;
pub(crate) mod opaque;

pub use crate::float::fsum;
pub use crate::int::{comb, factorial, gcd, gcd_of, isqrt, lcm, lcm_of, perm};
pub use gamma::{gamma, lgamma};
pub use norm::{dist, hypot, hypot_of};

/// `math.pi`.
pub const PI: f64 = std::f64::consts::PI;
/// `math.e`.
pub const E: f64 = std::f64::consts::E;
/// `math.tau`.
pub const TAU: f64 = std::f64::consts::TAU;
/// `math.inf`.
pub const INF: f64 = f64::INFINITY;
/// `math.nan`.
pub const NAN: f64 = f64::NAN;

/// What Python lets pass: a NaN only from a NaN, an infinity only from an infinity.
#[inline]
fn checked(value: f64, result: f64) -> f64 {
    assert!(!result.is_nan() || value.is_nan(), "math domain error");
    assert!(!result.is_infinite() || value.is_infinite(), "math range error");
    result
}

macro_rules! functions {
    ($($name:ident)*) => {
        $(
            #[doc = concat!("`math.", stringify!($name), "(x)`.")]
            #[inline]
            pub fn $name(value: f64) -> f64 {
                checked(value, opaque::$name(value))
            }
        )*
    };
}

functions! { acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 log10 log1p log2 sin sinh tan tanh }

/// `math.log(x)`.
#[inline]
pub fn log(value: f64) -> f64 {
    checked(value, opaque::log(value))
}

/// `math.log(x, base)`.
#[inline]
pub fn log_base(value: f64, base: f64) -> f64 {
    crate::float::div(log(value), log(base))
}

/// `math.sqrt(x)`. A negative number panics.
#[inline]
pub fn sqrt(value: f64) -> f64 {
    checked(value, value.sqrt())
}

/// `math.fabs(x)`.
#[inline]
pub fn fabs(value: f64) -> f64 {
    value.abs()
}

/// `math.floor(x)`. Beyond 64 bits panics.
#[inline]
pub fn floor(value: f64) -> i64 {
    crate::int::from_float(value.floor())
}

/// `math.ceil(x)`. Beyond 64 bits panics.
#[inline]
pub fn ceil(value: f64) -> i64 {
    crate::int::from_float(value.ceil())
}

/// `math.trunc(x)`. Beyond 64 bits panics.
#[inline]
pub fn trunc(value: f64) -> i64 {
    crate::int::from_float(value)
}

/// `math.pow(x, y)`.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    // Python takes this for a mistake until 3.11.
    let vast = base == 0.0 && exponent == f64::NEG_INFINITY;
    assert!(!vast || crate::python_version() >= (3, 11), "math domain error");
    let power = opaque::pow(base, exponent);
    assert!(power.is_finite() || !base.is_finite() || !exponent.is_finite(), "math domain or range error");
    power
}

/// `math.atan2(y, x)`.
#[inline]
pub fn atan2(y: f64, x: f64) -> f64 {
    opaque::atan2(y, x)
}

/// `math.fmod(x, y)`: has the sign of `x`.
#[inline]
pub fn fmod(value: f64, divisor: f64) -> f64 {
    let rest = value % divisor;
    assert!(!rest.is_nan() || value.is_nan() || divisor.is_nan(), "math domain error");
    rest
}

/// `math.remainder(x, y)`: the distance to the nearest multiple, ties to even.
pub fn remainder(value: f64, divisor: f64) -> f64 {
    if !value.is_finite() || !divisor.is_finite() || divisor == 0.0 {
        let rest = if divisor.is_infinite() && value.is_finite() { value } else { value % divisor };
        assert!(!rest.is_nan() || value.is_nan() || divisor.is_nan(), "math domain error");
        return rest;
    }
    let (size, step) = (value.abs(), divisor.abs());
    let below = size % step;
    let above = step - below;
    let rest = if below < above {
        below
    } else if below > above {
        -above
    } else {
        // Halfway: whether the multiple below is even decides.
        below - 2.0 * ((0.5 * (size - below)) % step)
    };
    1.0_f64.copysign(value) * rest
}

/// `math.modf(x)`: the fraction and the whole.
#[inline]
pub fn modf(value: f64) -> (f64, f64) {
    if value.is_infinite() {
        return (0.0_f64.copysign(value), value);
    }
    let whole = value.trunc();
    ((value - whole).copysign(value), whole)
}

/// `math.frexp(x)`: a fraction from ½ to 1, and the power of two that it is times.
pub fn frexp(value: f64) -> (f64, i64) {
    if value == 0.0 || !value.is_finite() {
        return (value, 0);
    }
    // A number too small for a bit at its front gets one first.
    let (normal, shift) =
        if value.abs() < f64::MIN_POSITIVE { (value * (1_u64 << 54) as f64, 54) } else { (value, 0) };
    let bits = normal.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022 - shift;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent)
}

/// `math.ldexp(x, exponent)`. Beyond floats panics.
pub fn ldexp(value: f64, exponent: i64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let exponent = exponent.clamp(-5000, 5000) as i32;
    checked(value, opaque::ldexp(value, exponent))
}

/// `math.copysign(x, y)`.
#[inline]
pub fn copysign(value: f64, sign: f64) -> f64 {
    value.copysign(sign)
}

/// `math.degrees(x)`.
#[inline]
pub fn degrees(value: f64) -> f64 {
    const DEGREES: f64 = 180.0 / PI;
    value * DEGREES
}

/// `math.radians(x)`.
#[inline]
pub fn radians(value: f64) -> f64 {
    const RADIANS: f64 = PI / 180.0;
    value * RADIANS
}

/// `math.isnan(x)`.
#[inline]
pub fn isnan(value: f64) -> bool {
    value.is_nan()
}

/// `math.isinf(x)`.
#[inline]
pub fn isinf(value: f64) -> bool {
    value.is_infinite()
}

/// `math.isfinite(x)`.
#[inline]
pub fn isfinite(value: f64) -> bool {
    value.is_finite()
}

/// `math.isclose(a, b, rel_tol=…, abs_tol=…)`; Python's own tolerances are 1e-9 and 0.0. A negative one panics.
pub fn isclose(one: f64, other: f64, relative: f64, absolute: f64) -> bool {
    assert!(!(relative < 0.0 || absolute < 0.0), "tolerances must be non-negative");
    if one == other {
        return true;
    }
    if one.is_infinite() || other.is_infinite() {
        return false;
    }
    let difference = (other - one).abs();
    difference <= (relative * other).abs() || difference <= (relative * one).abs() || difference <= absolute
}

/// `math.nextafter(x, y)`.
pub fn nextafter(value: f64, towards: f64) -> f64 {
    if value == towards {
        towards
    } else if value.is_nan() || towards.is_nan() {
        value + towards
    } else if value < towards {
        value.next_up()
    } else {
        value.next_down()
    }
}

/// `math.ulp(x)`: the distance to the next float away from zero.
pub fn ulp(value: f64) -> f64 {
    let size = value.abs();
    if !size.is_finite() {
        size
    } else if size == f64::MAX {
        size - size.next_down()
    } else {
        size.next_up() - size
    }
}

/// `math.prod(xs)` of integers.
pub fn prod_ints(items: impl IntoIterator<Item = i64>) -> i64 {
    items.into_iter().try_fold(1, i64::checked_mul).expect("prod() beyond 64 bits")
}

/// `math.prod(xs)` of floats. Nothing to multiply panics: Python's answer is the integer 1.
pub fn prod_floats(items: impl IntoIterator<Item = f64>) -> f64 {
    items.into_iter().reduce(|product, item| product * item).expect("the product of no floats is an integer")
}

/// `math.prod(xs, start=…)` of integers.
pub fn prod_ints_from(items: impl IntoIterator<Item = i64>, start: i64) -> i64 {
    items.into_iter().try_fold(start, i64::checked_mul).expect("prod() beyond 64 bits")
}

/// `math.prod(xs, start=…)` of floats.
pub fn prod_floats_from(items: impl IntoIterator<Item = f64>, start: f64) -> f64 {
    items.into_iter().fold(start, |product, item| product * item)
}

/// `math.sumprod(xs, ys)` of integers. Lists of different lengths panic.
pub fn sumprod_ints(one: impl IntoIterator<Item = i64>, other: impl IntoIterator<Item = i64>) -> i64 {
    crate::itertools::zip_strict(one, other)
        .try_fold(0_i64, |sum, (one, other)| sum.checked_add(one.checked_mul(other)?))
        .expect("sumprod() beyond 64 bits")
}
