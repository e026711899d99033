//! `set`, where its order cannot be seen.
//!
//! Python's order of a set depends on hashes; nothing here shows it. [`Set::sorted`] and [`Set::unordered`] are the
//! ways to its elements: the first for any use, the second for what comes out alike in every order.

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::{Key, Lookup, Order};

/// `set` and `frozenset`.
#[derive(Clone)]
pub struct Set<T> {
    table: HashTable<T>,
    hasher: DefaultHashBuilder,
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Set<T> {
    /// `set()`.
    #[inline]
    pub fn new() -> Self {
        Self { table: HashTable::new(), hasher: DefaultHashBuilder::default() }
    }

    /// `set()`, with room for so many elements.
    pub fn with_capacity(capacity: usize) -> Self {
        Self { table: HashTable::with_capacity(capacity), hasher: DefaultHashBuilder::default() }
    }

    /// How many elements there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The elements in an order that means nothing: for what comes out alike in every order.
    #[inline]
    pub fn unordered(&self) -> impl ExactSizeIterator<Item = &T> + Clone {
        self.table.iter()
    }

    /// `sorted(s)`.
    pub fn sorted(&self) -> Vec<T>
    where
        T: Order + Clone,
    {
        let mut sorted: Vec<T> = self.table.iter().cloned().collect();
        sorted.sort_unstable_by(Order::order);
        sorted
    }

    /// `s.clear()`.
    pub fn clear(&mut self) {
        self.table.clear();
    }

    /// `s.copy()`.
    #[must_use]
    pub fn copy(&self) -> Self
    where
        T: Clone,
    {
        self.clone()
    }

    /// `s.pop()` where there is only one element to choose. Any other number panics.
    pub fn pop_only(&mut self) -> T {
        assert!(self.count() == 1, "which element pop() takes depends on hashes");
        self.table.drain().next().expect("there is one element")
    }
}

impl<T: Key> Set<T> {
    #[inline]
    fn hash<Q: Lookup<T> + ?Sized>(&self, item: &Q) -> u64 {
        hash(&self.hasher, item)
    }

    /// `item in s`.
    #[inline]
    pub fn contains<Q: Lookup<T> + ?Sized>(&self, item: &Q) -> bool {
        self.table.find(self.hash(item), |other| item.is_key(other)).is_some()
    }

    /// `s.add(item)`; whether it was new.
    #[inline]
    pub fn add(&mut self, item: T) -> bool {
        let hash = self.hash(&item);
        let hasher = &self.hasher;
        let entry = self.table.entry(hash, |other| item.is_key(other), |other| self::hash(hasher, other));
        match entry {
            hashbrown::hash_table::Entry::Occupied(_) => false,
            hashbrown::hash_table::Entry::Vacant(vacant) => {
                vacant.insert(item);
                true
            }
        }
    }

    /// `s.discard(item)`; whether it was there.
    #[inline]
    pub fn discard<Q: Lookup<T> + ?Sized>(&mut self, item: &Q) -> bool {
        let hash = self.hash(item);
        match self.table.find_entry(hash, |other| item.is_key(other)) {
            Ok(found) => {
                found.remove();
                true
            }
            Err(_) => false,
        }
    }

    /// `s.remove(item)`. A missing element panics.
    #[inline]
    pub fn remove<Q: Lookup<T> + ?Sized>(&mut self, item: &Q) {
        assert!(self.discard(item), "the element is not in the set");
    }

    /// `s.update(items)`.
    pub fn update(&mut self, items: impl IntoIterator<Item = T>) {
        for item in items {
            self.add(item);
        }
    }

    /// `s |= other`, of another set.
    pub fn extend_from(&mut self, other: &Self)
    where
        T: Clone,
    {
        self.update(other.unordered().cloned());
    }

    /// `s - other` in place.
    pub fn difference_update(&mut self, other: &Self) {
        if other.count() < self.count() {
            for item in other.unordered() {
                self.discard(item);
            }
        } else {
            self.table.retain(|item| !other.contains(item));
        }
    }

    /// `s & other` in place.
    pub fn intersection_update(&mut self, other: &Self)
    where
        T: Clone,
    {
        *self = self.intersection(other);
    }

    /// `s ^ other` in place.
    pub fn symmetric_difference_update(&mut self, other: &Self)
    where
        T: Clone,
    {
        for item in other.unordered() {
            if !self.discard(item) {
                self.add(item.clone());
            }
        }
    }

    /// `s | other`.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self
    where
        T: Clone,
    {
        let mut union = self.clone();
        union.extend_from(other);
        union
    }

    /// `s & other`.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self
    where
        T: Clone,
    {
        // Of elements that are equal, such as 0.0 and -0.0, Python keeps those of the set that it walks over.
        let (small, large) = if other.count() <= self.count() { (other, self) } else { (self, other) };
        small.unordered().filter(|item| large.contains(*item)).cloned().collect()
    }

    /// `s - other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self
    where
        T: Clone,
    {
        self.unordered().filter(|item| !other.contains(*item)).cloned().collect()
    }

    /// `s ^ other`.
    #[must_use]
    pub fn symmetric_difference(&self, other: &Self) -> Self
    where
        T: Clone,
    {
        let mut result = self.clone();
        result.symmetric_difference_update(other);
        result
    }

    /// `s <= other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.count() <= other.count() && self.unordered().all(|item| other.contains(item))
    }

    /// `s >= other`.
    pub fn is_superset(&self, other: &Self) -> bool {
        other.is_subset(self)
    }

    /// `s < other`.
    pub fn is_proper_subset(&self, other: &Self) -> bool {
        self.count() < other.count() && self.is_subset(other)
    }

    /// `s > other`.
    pub fn is_proper_superset(&self, other: &Self) -> bool {
        other.is_proper_subset(self)
    }

    /// `s.isdisjoint(other)`.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        let (small, large) = if self.count() <= other.count() { (self, other) } else { (other, self) };
        !small.unordered().any(|item| large.contains(item))
    }
}

#[inline]
fn hash<T, Q: Lookup<T> + ?Sized>(hasher: &DefaultHashBuilder, item: &Q) -> u64 {
    let mut state = hasher.build_hasher();
    item.hash_as_key(&mut state);
    state.finish()
}

impl<T: Key> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        set.update(items);
        set
    }
}

impl<T: Key, const N: usize> From<[T; N]> for Set<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Key> PartialEq for Set<T> {
    fn eq(&self, other: &Self) -> bool {
        self.count() == other.count() && self.is_subset(other)
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Set<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(&self.table).finish()
    }
}
