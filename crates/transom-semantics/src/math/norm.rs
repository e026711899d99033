//! `math.hypot` and `math.dist`.

use std::hint::black_box;

/// `math.hypot(x, y)`.
#[inline]
pub fn hypot(x: f64, y: f64) -> f64 {
    hypot_of(&[x, y])
}

/// `math.hypot(*xs)`.
pub fn hypot_of(coordinates: &[f64]) -> f64 {
    pymath::math::hypot(black_box(coordinates))
}

/// `math.dist(p, q)`. Points of different dimensions panic.
pub fn dist(one: &[f64], other: &[f64]) -> f64 {
    assert!(one.len() == other.len(), "both points must have the same number of dimensions");
    let coordinates: Vec<f64> = one.iter().zip(other).map(|(one, other)| one - other).collect();
    hypot_of(&coordinates)
}
