//! [`Tuple`]: `tuple[int, ...]`, of any length.

use std::ops::Deref;

use crate::repr::sequence;
use crate::{Equal, Lookup, Order, Repr};

/// A tuple of any length. It is read as a slice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tuple<T>(Vec<T>);

impl<T> Tuple<T> {
    /// The items as a list.
    pub fn into_list(self) -> Vec<T> {
        self.0
    }
}

impl<T> Default for Tuple<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Tuple<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<Vec<T>> for Tuple<T> {
    #[inline]
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T, const N: usize> From<[T; N]> for Tuple<T> {
    fn from(items: [T; N]) -> Self {
        Self(items.into())
    }
}

impl<T> FromIterator<T> for Tuple<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for Tuple<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Tuple<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Equal<Q>, Q> Equal<Tuple<Q>> for Tuple<T> {
    #[inline]
    fn equals(&self, other: &Tuple<Q>) -> bool {
        self.0[..].equals(&other.0[..])
    }

    #[inline]
    fn same(&self, other: &Tuple<Q>) -> bool {
        self.0[..].same(&other.0[..])
    }
}

impl<T: Order> Order for Tuple<T> {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.0[..].order(&other.0[..])
    }
}

impl<K, T: Lookup<K>> Lookup<Tuple<K>> for Tuple<T> {
    #[inline]
    fn hash_as_key<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash_as_key(state);
    }

    #[inline]
    fn is_key(&self, key: &Tuple<K>) -> bool {
        self.0.is_key(&key.0)
    }
}

impl<T: Repr> Repr for Tuple<T> {
    fn write_repr(&self, out: &mut String) {
        sequence(out, '(', self.0.iter(), ')');
    }
}
