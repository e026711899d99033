//! `statistics`: exact sums, rounded once, as Python has them.

mod exact;

use crate::{Number, Order, int, list};
use exact::Exact;

/// `statistics.mean(xs)` of floats: the exact sum, divided exactly, rounded once. Nothing panics.
pub fn mean(items: &[f64]) -> f64 {
    assert!(!items.is_empty(), "mean requires at least one data point");
    if items.iter().all(|item| item.is_finite()) {
        return Exact::sum(items).divided(items.len() as u64);
    }
    // Python adds up what is not finite, and nothing else.
    items.iter().filter(|item| !item.is_finite()).sum::<f64>()
}

/// `statistics.mean(xs)` of integers: an integer where it is whole. Nothing panics.
pub fn mean_ints(items: &[i64]) -> Number {
    assert!(!items.is_empty(), "mean requires at least one data point");
    let sum: i128 = items.iter().map(|item| i128::from(*item)).sum();
    let count = items.len() as i128;
    if sum % count == 0 {
        return Number::Int(i64::try_from(sum / count).expect("a mean lies between its values"));
    }
    Number::Float(int::true_div(i64::try_from(sum).expect("a sum beyond 64 bits"), items.len() as i64))
}

/// `statistics.fmean(xs)`. Nothing panics.
pub fn fmean(items: &[f64]) -> f64 {
    assert!(!items.is_empty(), "fmean requires at least one data point");
    crate::float::fsum(items.iter().copied()) / items.len() as f64
}

/// `statistics.median(xs)` of floats. Nothing panics, and so does a NaN.
pub fn median(items: &[f64]) -> f64 {
    let sorted = sorted(items);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted[middle];
    }
    let sum = sorted[middle - 1] + sorted[middle];
    sum / 2.0
}

/// `statistics.median(xs)` of integers: of an odd number of them an integer. Nothing panics.
pub fn median_ints(items: &[i64]) -> Number {
    let sorted = sorted(items);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return Number::Int(sorted[middle]);
    }
    let sum = sorted[middle - 1].checked_add(sorted[middle]).expect("a sum beyond 64 bits");
    Number::Float(int::true_div(sum, 2))
}

/// `statistics.median_low(xs)`. Nothing panics.
pub fn median_low<T: Order + Clone>(items: &[T]) -> T {
    let sorted = sorted(items);
    sorted[(sorted.len() - 1) / 2].clone()
}

/// `statistics.median_high(xs)`. Nothing panics.
pub fn median_high<T: Order + Clone>(items: &[T]) -> T {
    let sorted = sorted(items);
    sorted[sorted.len() / 2].clone()
}

/// `statistics.mode(xs)`: the first of the most common. Nothing panics.
pub fn mode<T: crate::Key + Clone>(items: &[T]) -> T {
    let counts = crate::counter::of(items.iter().cloned());
    let most = counts.items().reduce(|best, next| if next.1 > best.1 { next } else { best });
    most.expect("no mode for empty data").0.clone()
}

/// `statistics.multimode(xs)`: all of the most common, in the order in which they came.
pub fn multimode<T: crate::Key + Clone>(items: &[T]) -> Vec<T> {
    let counts = crate::counter::of(items.iter().cloned());
    let most = counts.values().copied().max().unwrap_or(0);
    counts.items().filter(|(_, count)| **count == most).map(|(item, _)| item.clone()).collect()
}

fn sorted<T: Order + Clone>(items: &[T]) -> Vec<T> {
    assert!(!items.is_empty(), "no median for empty data");
    list::sorted(items.iter().cloned())
}
