//! The checks that `#[transom::model]` calls for a field's constraints.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use indexmap::IndexMap;
pub use regex::Regex;

use crate::types::{Bytes, Decimal};

/// What has a length: characters of text, bytes, items, entries.
pub trait Length {
    /// The number of them.
    fn length(&self) -> usize;

    /// Bounds on the number that cost nothing.
    fn bounds(&self) -> (usize, usize) {
        let length = self.length();
        (length, length)
    }
}

impl Length for str {
    fn length(&self) -> usize {
        self.chars().count()
    }

    fn bounds(&self) -> (usize, usize) {
        // A character takes one to four bytes.
        (self.len().div_ceil(4), self.len())
    }
}

macro_rules! as_inner {
    ($([$($generics:tt)*] $type:ty => $inner:ty),* $(,)?) => {$(
        impl<$($generics)*> Length for $type {
            fn length(&self) -> usize {
                <$inner>::length(self)
            }

            fn bounds(&self) -> (usize, usize) {
                <$inner>::bounds(self)
            }
        }
    )*};
}

as_inner! {
    [] String => str,
    ['a, T: Length + ?Sized] &'a T => T,
    ['a, T: Length + ToOwned + ?Sized] Cow<'a, T> => T,
}

macro_rules! counted {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<$($generics)*> Length for $type {
            fn length(&self) -> usize {
                self.len()
            }
        }
    )*};
}

counted! {
    [] Bytes,
    [T] Vec<T>,
    [T, const N: usize] [T; N],
    [K, V] BTreeMap<K, V>,
    [K, V, S: BuildHasher] HashMap<K, V, S>,
    [K, V, S] IndexMap<K, V, S>,
}

/// Whether there are at least so many.
#[inline]
pub fn at_least(value: &(impl Length + ?Sized), count: usize) -> bool {
    let (low, high) = value.bounds();
    low >= count || (high >= count && value.length() >= count)
}

/// Whether there are at most so many.
#[inline]
pub fn at_most(value: &(impl Length + ?Sized), count: usize) -> bool {
    let (low, high) = value.bounds();
    high <= count || (low <= count && value.length() <= count)
}

/// Whether no item stands twice. Items are compared pairwise, since floats and records have no order or hash: give
/// `unique` fields a `max_len`, too.
pub fn unique<T: PartialEq>(items: &[T]) -> bool {
    items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))
}

/// Whether a float is a whole multiple of another, to a billionth, as Pydantic decides it.
pub fn multiple_of_float(value: f64, of: f64) -> bool {
    ((value / of).round() * of - value).abs() <= 1e-9
}

/// How a decimal stands to a limit, written in digits.
pub fn decimal(value: &Decimal, limit: &str) -> Option<Ordering> {
    limit.parse::<Decimal>().ok().map(|limit| value.cmp(&limit))
}

/// This thread's compiled patterns are forgotten when there are more than so many.
const PATTERNS_MAX: usize = 256;

/// Whether the text matches a pattern that is only known as text: compiled once per thread, since compiling costs
/// a thousand times as much as matching. A pattern that is none matches nothing.
pub(crate) fn matches_text(pattern: &str, text: &str) -> bool {
    thread_local! {
        static PATTERNS: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    PATTERNS.with_borrow_mut(|patterns| {
        if patterns.len() > PATTERNS_MAX {
            patterns.clear();
        }
        if !patterns.contains_key(pattern) {
            patterns.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        patterns[pattern].as_ref().is_some_and(|regex| matches(regex, text))
    })
}

/// Whether the text matches the pattern somewhere.
pub fn matches(pattern: &Regex, text: &str) -> bool {
    pattern.is_match(text)
}
