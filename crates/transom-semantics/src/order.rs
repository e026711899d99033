//! Python's `<`, as sorting, `min`, `max`, heaps and bisection use it.
//!
//! A NaN has no place in an order: what Python answers then depends on the algorithm, so it panics.

use std::cmp::Ordering;

use crate::Number;

/// What Python orders with `<`: total, except that a NaN panics.
pub trait Order {
    /// How `self` stands to `other`.
    fn order(&self, other: &Self) -> Ordering;

    /// How `self` stands to `other` inside a list or a tuple, where Python asks `==` first.
    #[inline]
    fn order_within(&self, other: &Self) -> Ordering {
        self.order(other)
    }

    /// `self < other`.
    #[inline]
    fn before(&self, other: &Self) -> bool {
        self.order(other) == Ordering::Less
    }

    /// Whether neither comes before the other, inside a list or a tuple.
    #[inline]
    fn level(&self, other: &Self) -> bool {
        self.order_within(other) == Ordering::Equal
    }
}

macro_rules! orders {
    ($($type:ty),*) => {
        $(impl Order for $type {
            #[inline]
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }

            #[inline]
            fn before(&self, other: &Self) -> bool {
                self < other
            }

            #[inline]
            fn level(&self, other: &Self) -> bool {
                self == other
            }
        })*
    };
}

orders!(i64, i32, u8, bool, char, str, String, ());

impl Order for f64 {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        self.partial_cmp(other).expect("a NaN has no order")
    }

    #[inline]
    fn before(&self, other: &Self) -> bool {
        assert!(!self.is_nan() && !other.is_nan(), "a NaN has no order");
        self < other
    }

    #[inline]
    fn level(&self, other: &Self) -> bool {
        self == other
    }
}

impl Order for Number {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        self.partial_cmp(other).expect("a NaN has no order")
    }
}

impl<T: Order> Order for [T] {
    fn order(&self, other: &Self) -> Ordering {
        let first =
            self.iter().zip(other).map(|(one, other)| one.order_within(other)).find(|order| order.is_ne());
        first.unwrap_or_else(|| self.len().cmp(&other.len()))
    }
}

impl<T: Order> Order for Vec<T> {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        self.as_slice().order(other)
    }
}

impl<T: Order, const N: usize> Order for [T; N] {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        self.as_slice().order(other)
    }
}

impl<T: Order + ?Sized> Order for &T {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        (**self).order(other)
    }

    #[inline]
    fn order_within(&self, other: &Self) -> Ordering {
        (**self).order_within(other)
    }

    #[inline]
    fn before(&self, other: &Self) -> bool {
        (**self).before(other)
    }

    #[inline]
    fn level(&self, other: &Self) -> bool {
        (**self).level(other)
    }
}

/// `None` is not ordered in Python, but two of them are equal inside a tuple.
impl<T: Order> Order for Option<T> {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Some(one), Some(other)) => one.order(other),
            _ => panic!("'<' is not supported for None"),
        }
    }

    #[inline]
    fn order_within(&self, other: &Self) -> Ordering {
        match (self, other) {
            (None, None) => Ordering::Equal,
            _ => self.order(other),
        }
    }
}

/// How one stands to another for a sort that asks for "before" only: what comes after is not told apart unless asked.
#[inline]
pub(crate) fn sorting<T: Order + ?Sized>(one: &T, other: &T) -> Ordering {
    if one.before(other) {
        Ordering::Less
    } else if other.before(one) {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Turns an order around, for `reverse=True` and negated keys.
impl<T: Order> Order for std::cmp::Reverse<T> {
    #[inline]
    fn order(&self, other: &Self) -> Ordering {
        other.0.order(&self.0)
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),*))*) => {
        $(impl<$($name: Order),*> Order for ($($name,)*) {
            #[inline]
            fn order(&self, other: &Self) -> Ordering {
                $(
                    let order = self.$at.order_within(&other.$at);
                    if order.is_ne() {
                        return order;
                    }
                )*
                Ordering::Equal
            }

            #[inline]
            fn before(&self, other: &Self) -> bool {
                $(
                    if !self.$at.level(&other.$at) {
                        return self.$at.before(&other.$at);
                    }
                )*
                false
            }

            #[inline]
            fn level(&self, other: &Self) -> bool {
                $(self.$at.level(&other.$at))&&*
            }
        })*
    };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// `min(a, b)`: the first of equals.
#[inline]
pub fn min2<T: Order>(one: T, other: T) -> T {
    if other.before(&one) { other } else { one }
}

/// `max(a, b)`: the first of equals.
#[inline]
pub fn max2<T: Order>(one: T, other: T) -> T {
    if one.before(&other) { other } else { one }
}

/// `min(xs)`: the first of equals. Nothing to choose from panics.
#[inline]
pub fn min_of<T: Order>(items: impl IntoIterator<Item = T>) -> T {
    items
        .into_iter()
        .reduce(min2)
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "min() of something empty"))
}

/// `max(xs)`: the first of equals. Nothing to choose from panics.
#[inline]
pub fn max_of<T: Order>(items: impl IntoIterator<Item = T>) -> T {
    items
        .into_iter()
        .reduce(max2)
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "max() of something empty"))
}

/// `min(xs, key=…)`: the first of equals; the key is asked for once per item. Nothing to choose from panics.
#[inline]
pub fn min_by_key<T, K: Order>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> T {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    keyed
        .reduce(|best, next| if next.0.before(&best.0) { next } else { best })
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "min() of something empty"))
        .1
}

/// `max(xs, key=…)`: the first of equals; the key is asked for once per item. Nothing to choose from panics.
#[inline]
pub fn max_by_key<T, K: Order>(items: impl IntoIterator<Item = T>, mut key: impl FnMut(&T) -> K) -> T {
    let keyed = items.into_iter().map(|item| (key(&item), item));
    keyed
        .reduce(|best, next| if best.0.before(&next.0) { next } else { best })
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "max() of something empty"))
        .1
}
