//! `math.gamma` and `math.lgamma`, which Python computes by itself.

use std::hint::black_box;

/// `math.gamma(x)`. A pole panics, and so does a result beyond floats.
#[inline(never)]
pub fn gamma(value: f64) -> f64 {
    // Python looks the factorials up to 22! up, the library those to 21! only.
    if value == 23.0 {
        return 1_124_000_727_777_607_680_000.0;
    }
    pymath::math::gamma(black_box(value)).expect("math domain or range error")
}

/// `math.lgamma(x)`. A pole panics, and so does a result beyond floats.
#[inline(never)]
pub fn lgamma(value: f64) -> f64 {
    pymath::math::lgamma(black_box(value)).expect("math domain or range error")
}
