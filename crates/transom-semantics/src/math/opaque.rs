//! The C library's mathematics, which the optimiser must not see through.
//!
//! It knows what these functions mean, and puts others in their place that differ in the last bit; `black_box` around
//! the operands leaves it nothing to go by.

use std::hint::black_box;

macro_rules! functions {
    ($($name:ident($($operand:ident: $type:ty),*))*) => {
        mod library {
            unsafe extern "C" {
                $(pub(super) safe fn $name($($operand: $type),*) -> f64;)*
            }
        }

        $(
            #[inline]
            pub(crate) fn $name($($operand: $type),*) -> f64 {
                library::$name($(black_box($operand)),*)
            }
        )*
    };
}

functions! {
    acos(value: f64)
    acosh(value: f64)
    asin(value: f64)
    asinh(value: f64)
    atan(value: f64)
    atan2(y: f64, x: f64)
    atanh(value: f64)
    cos(value: f64)
    cosh(value: f64)
    erf(value: f64)
    erfc(value: f64)
    exp(value: f64)
    exp2(value: f64)
    expm1(value: f64)
    ldexp(value: f64, exponent: i32)
    log(value: f64)
    log10(value: f64)
    log1p(value: f64)
    log2(value: f64)
    pow(base: f64, exponent: f64)
    sin(value: f64)
    sinh(value: f64)
    tan(value: f64)
    tanh(value: f64)
}

/// Rust brings a `cbrt` of its own, which the linker prefers, and which rounds better than the C library's. There the
/// function has a second name; where it has none, this panics.
#[inline]
pub(crate) fn cbrt(value: f64) -> f64 {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        unsafe extern "C" {
            safe fn cbrtf64(value: f64) -> f64;
        }
        cbrtf64(black_box(value))
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    {
        let _ = value;
        panic!("the C library's cbrt cannot be reached")
    }
}
