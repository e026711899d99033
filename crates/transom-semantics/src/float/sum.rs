//! `sum` of floats, which depends on Python's version, and `math.fsum`, which does not.
//!
//! Up to 3.11 `sum` adds one float after the other; from 3.12 on it carries the rounding along, and from 3.14 on it does
//! so for integers among the floats, too.

use crate::{Number, python_version};

/// A sum that is under way.
struct Running {
    sum: f64,
    carried: f64,
    compensated: bool,
    integers_compensated: bool,
}

impl Running {
    fn new(start: f64) -> Self {
        let version = python_version();
        let (compensated, integers_compensated) = (version >= (3, 12), version >= (3, 14));
        Self { sum: start, carried: 0.0, compensated, integers_compensated }
    }

    #[inline]
    fn add(&mut self, value: f64) {
        if !self.compensated {
            self.sum += value;
            return;
        }
        let sum = self.sum + value;
        self.carried +=
            if self.sum.abs() >= value.abs() { (self.sum - sum) + value } else { (value - sum) + self.sum };
        self.sum = sum;
    }

    fn add_int(&mut self, value: i64) {
        if self.integers_compensated {
            self.add(value as f64);
        } else {
            self.sum += value as f64;
        }
    }

    fn finish(self) -> f64 {
        let carried = self.carried != 0.0 && self.carried.is_finite();
        if carried { self.sum + self.carried } else { self.sum }
    }
}

/// `sum(xs)` of floats. Nothing to add up panics: Python's answer is the integer 0.
#[inline]
pub fn sum(items: impl IntoIterator<Item = f64>) -> f64 {
    let mut items = items.into_iter();
    let first = items.next().expect("the sum of no floats is an integer");
    sum_from(items, 0.0 + first)
}

/// `sum(xs, start)` of floats.
#[inline]
pub fn sum_from(items: impl IntoIterator<Item = f64>, start: f64) -> f64 {
    if python_version() < (3, 12) {
        return items.into_iter().fold(start, |sum, item| sum + item);
    }
    let mut running = Running::new(start);
    for item in items {
        running.add(item);
    }
    running.finish()
}

/// `sum(xs)` of integers and floats.
pub fn sum_mixed<T: Into<Number>>(items: impl IntoIterator<Item = T>) -> Number {
    sum_numbers(items.into_iter().map(Into::into))
}

/// `sum(xs)` of numbers: an integer until the first float.
pub(crate) fn sum_numbers(mut items: impl Iterator<Item = Number>) -> Number {
    let mut whole = 0_i64;
    let first = loop {
        match items.next() {
            None => return Number::Int(whole),
            Some(Number::Int(value)) => whole = whole.checked_add(value).expect("sum() beyond 64 bits"),
            Some(Number::Float(value)) => break value,
        }
    };
    let mut running = Running::new(whole as f64 + first);
    for item in items {
        match item {
            Number::Int(value) => running.add_int(value),
            Number::Float(value) => running.add(value),
        }
    }
    Number::Float(running.finish())
}

/// `math.fsum(xs)`: the float nearest to the exact sum. A sum beyond floats panics, and so does ∞ − ∞.
pub fn fsum(items: impl IntoIterator<Item = f64>) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinite) = (0.0_f64, 0.0_f64);
    for item in items {
        if !item.is_finite() {
            special += item;
            if item.is_infinite() {
                infinite += item;
            }
            continue;
        }
        let (mut rest, mut kept) = (item, 0);
        for at in 0..partials.len() {
            let (large, small) =
                if rest.abs() < partials[at].abs() { (partials[at], rest) } else { (rest, partials[at]) };
            let sum = large + small;
            assert!(sum.is_finite(), "intermediate overflow in fsum");
            let lost = small - (sum - large);
            if lost != 0.0 {
                partials[kept] = lost;
                kept += 1;
            }
            rest = sum;
        }
        partials.truncate(kept);
        if rest != 0.0 {
            partials.push(rest);
        }
    }
    if special != 0.0 {
        assert!(!infinite.is_nan(), "-inf + inf in fsum");
        return special;
    }
    rounded(&partials)
}

/// The float nearest to the sum of floats that do not overlap, smallest first.
fn rounded(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let mut high = rest.next().unwrap_or(0.0);
    let mut low = 0.0;
    for next in rest.by_ref() {
        let sum = high + next;
        low = next - (sum - high);
        high = sum;
        if low != 0.0 {
            break;
        }
    }
    // Halfway between two floats the next partial decides.
    if let Some(next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let twice = low * 2.0;
        let sum = high + twice;
        if twice == sum - high {
            high = sum;
        }
    }
    high
}
