//! `d.entry(key)`: one look-up for what is read and written under a key.

use super::Dict;
use crate::key::{Key, Lookup};

/// What can be looked up and made a key of type `K` where it is new.
pub trait Own<K>: Lookup<K> {
    /// A key of its own.
    fn own(&self) -> K;
}

impl Own<String> for str {
    #[inline]
    fn own(&self) -> String {
        self.to_owned()
    }
}

impl<K: Key + Clone> Own<K> for K {
    #[inline]
    fn own(&self) -> K {
        self.clone()
    }
}

/// The place of a key in a dict, there or not.
#[must_use]
pub struct Entry<'a, K, V, Q: ?Sized> {
    dict: &'a mut Dict<K, V>,
    key: &'a Q,
}

impl<'a, K: Key, V, Q: Own<K> + ?Sized> Entry<'a, K, V, Q> {
    /// The value under the key; this one where there was none.
    #[inline]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.dict.entry_or_with(self.key, || self.key.own(), || default)
    }
}

impl<K: Key, V> Dict<K, V> {
    /// The place of a key: `*d.entry(key).or_insert(0) += 1` is `d[key] = d.get(key, 0) + 1`.
    #[inline]
    pub fn entry<'a, Q: Own<K> + ?Sized>(&'a mut self, key: &'a Q) -> Entry<'a, K, V, Q> {
        Entry { dict: self, key }
    }
}
