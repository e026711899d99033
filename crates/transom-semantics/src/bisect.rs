//! `bisect`: with Python's own steps, so that a list that is not sorted gives the same answer, too.

use crate::Order;

/// `bisect.bisect_left(list, item)`.
#[inline]
pub fn left<T: Order>(list: &[T], item: &T) -> i64 {
    left_in(list, item, 0, None)
}

/// `bisect.bisect_right(list, item)`, also called `bisect`.
#[inline]
pub fn right<T: Order>(list: &[T], item: &T) -> i64 {
    right_in(list, item, 0, None)
}

/// `bisect.bisect_left(list, item, low, high)`. A negative `low` panics, and so does a `high` beyond the list that is
/// reached.
#[inline]
pub fn left_in<T: Order>(list: &[T], item: &T, low: i64, high: Option<i64>) -> i64 {
    halve(list, low, high, |other| other.before(item))
}

/// `bisect.bisect_right(list, item, low, high)`. A negative `low` panics, and so does a `high` beyond the list that is
/// reached.
#[inline]
pub fn right_in<T: Order>(list: &[T], item: &T, low: i64, high: Option<i64>) -> i64 {
    halve(list, low, high, |other| !item.before(other))
}

/// `bisect.bisect_left(list, key_value, key=…)`.
#[inline]
pub fn left_by_key<T, K: Order>(list: &[T], value: &K, mut key: impl FnMut(&T) -> K) -> i64 {
    halve(list, 0, None, |other| key(other).before(value))
}

/// `bisect.bisect_right(list, key_value, key=…)`.
#[inline]
pub fn right_by_key<T, K: Order>(list: &[T], value: &K, mut key: impl FnMut(&T) -> K) -> i64 {
    halve(list, 0, None, |other| !value.before(&key(other)))
}

/// `bisect.insort_left(list, item)`.
pub fn insort_left<T: Order>(list: &mut Vec<T>, item: T) {
    let at = left(list, &item);
    list.insert(at as usize, item);
}

/// `bisect.insort_right(list, item)`, also called `insort`.
pub fn insort_right<T: Order>(list: &mut Vec<T>, item: T) {
    let at = right(list, &item);
    list.insert(at as usize, item);
}

/// `bisect.insort_left(list, item, low, high)`.
pub fn insort_left_in<T: Order>(list: &mut Vec<T>, item: T, low: i64, high: Option<i64>) {
    let at = left_in(list, &item, low, high);
    crate::list::insert(list, at, item);
}

/// `bisect.insort_right(list, item, low, high)`.
pub fn insort_right_in<T: Order>(list: &mut Vec<T>, item: T, low: i64, high: Option<i64>) {
    let at = right_in(list, &item, low, high);
    crate::list::insert(list, at, item);
}

#[inline]
fn halve<T>(list: &[T], low: i64, high: Option<i64>, mut goes_right: impl FnMut(&T) -> bool) -> i64 {
    let mut low = usize::try_from(low).expect("lo must be non-negative");
    // CPython takes -1 for no bound at all.
    let mut high = match high {
        None | Some(-1) => list.len(),
        Some(high) => high.max(0) as usize,
    };
    while low < high {
        let middle = usize::midpoint(low, high);
        if goes_right(&list[middle]) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low as i64
}
