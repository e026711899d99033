//! `range(start, stop, step)` where the step is not a constant.

use std::iter::FusedIterator;

/// `range(start, stop, step)`. A step of zero panics.
#[inline]
pub fn range(start: i64, stop: i64, step: i64) -> Range {
    assert!(step != 0, "range() arg 3 must not be zero");
    let distance =
        if step > 0 { i128::from(stop) - i128::from(start) } else { i128::from(start) - i128::from(stop) };
    let left = if distance <= 0 { 0 } else { (distance as u64 - 1) / step.unsigned_abs() + 1 };
    Range { next: start, step, left }
}

/// The numbers of a `range`, from either end.
#[derive(Clone, Debug)]
pub struct Range {
    next: i64,
    step: i64,
    left: u64,
}

impl Range {
    /// `x in range(…)`.
    pub fn contains(&self, value: i64) -> bool {
        let distance = i128::from(value) - i128::from(self.next);
        let step = i128::from(self.step);
        distance % step == 0 && (0..i128::from(self.left)).contains(&(distance / step))
    }

    /// `range(…)[index]`. Out of range panics.
    pub fn at(&self, index: i64) -> i64 {
        let place = if index < 0 { i128::from(index) + i128::from(self.left) } else { i128::from(index) };
        assert!((0..i128::from(self.left)).contains(&place), "range object index out of range");
        (i128::from(self.next) + place * i128::from(self.step)) as i64
    }
}

impl Iterator for Range {
    type Item = i64;

    #[inline]
    fn next(&mut self) -> Option<i64> {
        if self.left == 0 {
            return None;
        }
        let value = self.next;
        self.left -= 1;
        // Wraps only behind the last number.
        self.next = value.wrapping_add(self.step);
        Some(value)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl DoubleEndedIterator for Range {
    #[inline]
    fn next_back(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        Some(self.next.wrapping_add(self.step.wrapping_mul(self.left as i64)))
    }
}

impl ExactSizeIterator for Range {}
impl FusedIterator for Range {}
