//! `dict`: insertion-ordered, with deletion in constant time, as CPython's is made.
//!
//! Entries stand in a vector in the order of insertion; a hash table holds their positions. A deleted entry leaves a
//! gap, and gaps are closed when the vector would otherwise grow.

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::{Equal, Key, Lookup};

mod entry;
mod iterators;

pub use entry::{Entry, Own};
pub use iterators::{IntoItems, Items, Keys, Values};

/// `collections.OrderedDict`: a [`Dict`] with its `move_to_end` and `popitem_first`.
pub type OrderedDict<K, V> = Dict<K, V>;

/// `collections.defaultdict`: a [`Dict`] that is asked through [`Dict::entry_or`].
pub type DefaultDict<K, V> = Dict<K, V>;

/// `dict`.
#[derive(Clone)]
pub struct Dict<K, V> {
    slots: Vec<Slot<K, V>>,
    table: HashTable<u32>,
    /// No live entry stands before this position.
    first: usize,
    hasher: DefaultHashBuilder,
}

#[derive(Clone, Debug)]
struct Slot<K, V> {
    hash: u64,
    entry: Option<(K, V)>,
}

impl<K, V> Default for Dict<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Dict<K, V> {
    /// `{}`.
    #[inline]
    pub fn new() -> Self {
        Self { slots: Vec::new(), table: HashTable::new(), first: 0, hasher: DefaultHashBuilder::default() }
    }

    /// `{}`, with room for so many entries.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            slots: Vec::with_capacity(capacity),
            table: HashTable::with_capacity(capacity),
            first: 0,
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// How many entries there are.
    #[inline]
    pub fn count(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// `d.clear()`.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.table.clear();
        self.first = 0;
    }

    /// `d.copy()`.
    #[must_use]
    pub fn copy(&self) -> Self
    where
        K: Clone,
        V: Clone,
    {
        self.clone()
    }
}

impl<K: Key, V> Dict<K, V> {
    #[inline]
    fn hash<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> u64 {
        let mut state = self.hasher.build_hasher();
        key.hash_as_key(&mut state);
        state.finish()
    }

    #[inline]
    fn place<Q: Lookup<K> + ?Sized>(&self, hash: u64, key: &Q) -> Option<usize> {
        let slots = &self.slots;
        self.table.find(hash, |&at| holds(slots, at, key)).map(|&at| at as usize)
    }

    /// `key in d`.
    #[inline]
    pub fn contains<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> bool {
        self.place(self.hash(key), key).is_some()
    }

    /// `d[key]`. A missing key panics.
    #[inline]
    #[track_caller]
    pub fn at<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> &V {
        self.find(key).unwrap_or_else(|| crate::Raised::implicit("KeyError", "the key is not in the dict"))
    }

    /// `d[key]`, to be changed. A missing key panics.
    #[inline]
    #[track_caller]
    pub fn at_mut<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) -> &mut V {
        self.find_mut(key)
            .unwrap_or_else(|| crate::Raised::implicit("KeyError", "the key is not in the dict"))
    }

    /// `d.get(key)`.
    #[inline]
    pub fn find<Q: Lookup<K> + ?Sized>(&self, key: &Q) -> Option<&V> {
        let place = self.place(self.hash(key), key)?;
        self.slots[place].entry.as_ref().map(|(_, value)| value)
    }

    /// `d.get(key)`, to be changed.
    #[inline]
    pub fn find_mut<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) -> Option<&mut V> {
        let place = self.place(self.hash(key), key)?;
        self.slots[place].entry.as_mut().map(|(_, value)| value)
    }

    /// `d[key] = value`. A key that is there stays as it is, and where it is.
    #[inline]
    pub fn set(&mut self, key: K, value: V) {
        let hash = self.hash(&key);
        if let Some(place) = self.place(hash, &key) {
            let entry = self.slots[place].entry.as_mut().expect("the table points at live entries");
            entry.1 = value;
        } else {
            self.append(hash, key, value);
        }
    }

    /// As [`Dict::set`], making the key only where it is new.
    #[inline]
    pub fn set_with<Q: Lookup<K> + ?Sized>(&mut self, key: &Q, own: impl FnOnce() -> K, value: V) {
        let hash = self.hash(key);
        if let Some(place) = self.place(hash, key) {
            self.slots[place].entry.as_mut().expect("the table points at live entries").1 = value;
        } else {
            self.append(hash, own(), value);
        }
    }

    /// `d.setdefault(key, default())`, and what `defaultdict` does when it is asked.
    #[inline]
    pub fn entry_or(&mut self, key: K, default: impl FnOnce() -> V) -> &mut V {
        let hash = self.hash(&key);
        let place = match self.place(hash, &key) {
            Some(place) => place,
            None => self.append(hash, key, default()),
        };
        &mut self.slots[place].entry.as_mut().expect("the table points at live entries").1
    }

    /// As [`Dict::entry_or`], making the key only where it is new.
    #[inline]
    pub fn entry_or_with<Q: Lookup<K> + ?Sized>(
        &mut self,
        key: &Q,
        own: impl FnOnce() -> K,
        default: impl FnOnce() -> V,
    ) -> &mut V {
        let hash = self.hash(key);
        let place = match self.place(hash, key) {
            Some(place) => place,
            None => self.append(hash, own(), default()),
        };
        &mut self.slots[place].entry.as_mut().expect("the table points at live entries").1
    }

    /// `del d[key]`. A missing key panics.
    #[inline]
    pub fn remove<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) {
        self.pop(key);
    }

    /// `d.pop(key)`. A missing key panics.
    #[inline]
    pub fn pop<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) -> V {
        self.take(key).unwrap_or_else(|| crate::Raised::implicit("KeyError", "the key is not in the dict"))
    }

    /// `d.pop(key, default)`.
    #[inline]
    pub fn pop_or<Q: Lookup<K> + ?Sized>(&mut self, key: &Q, default: V) -> V {
        self.take(key).unwrap_or(default)
    }

    /// `d.pop(key, None)`.
    #[inline]
    pub fn take<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) -> Option<V> {
        let hash = self.hash(key);
        let slots = &self.slots;
        let found = self.table.find_entry(hash, |&at| holds(slots, at, key)).ok()?;
        let (at, _) = found.remove();
        Some(self.vacate(at as usize).1)
    }

    /// `d.popitem()`: the entry that was inserted last. Nothing to take panics.
    pub fn popitem(&mut self) -> (K, V) {
        let last =
            self.slots.iter().rposition(|slot| slot.entry.is_some()).expect("popitem(): the dict is empty");
        self.release(last)
    }

    /// `d.popitem(last=False)`: the entry that was inserted first. Nothing to take panics.
    pub fn popitem_first(&mut self) -> (K, V) {
        let live = self.slots[self.first..].iter().position(|slot| slot.entry.is_some());
        let first = self.first + live.expect("popitem(): the dict is empty");
        // The gaps that were passed over are not looked at again.
        self.first = first;
        self.release(first)
    }

    /// `d.move_to_end(key)`. A missing key panics.
    pub fn move_to_end<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) {
        let hash = self.hash(key);
        let place = self
            .place(hash, key)
            .unwrap_or_else(|| crate::Raised::implicit("KeyError", "the key is not in the dict"));
        if place + 1 == self.slots.len() {
            return;
        }
        if self.slots.len() == self.slots.capacity() {
            let (key, value) = self.release(place);
            self.append(hash, key, value);
            return;
        }
        // There is room: the entry moves, and the table is told.
        let at = u32::try_from(self.slots.len()).expect("a dict has fewer than four billion entries");
        let own = self.table.find_mut(hash, |&other| other as usize == place);
        *own.expect("a live entry is in the table") = at;
        let entry = self.slots[place].entry.take();
        if place == self.first {
            self.first += 1;
        }
        self.slots.push(Slot { hash, entry });
    }

    /// `d.move_to_end(key, last=False)`: takes time with the size of the dict. A missing key panics.
    pub fn move_to_start<Q: Lookup<K> + ?Sized>(&mut self, key: &Q) {
        let hash = self.hash(key);
        let place = self
            .place(hash, key)
            .unwrap_or_else(|| crate::Raised::implicit("KeyError", "the key is not in the dict"));
        let (key, value) = self.release(place);
        self.close();
        self.slots.insert(0, Slot { hash, entry: Some((key, value)) });
        self.table.iter_mut().for_each(|at| *at += 1);
        let slots = &self.slots;
        self.table.insert_unique(hash, 0, |&at| slots[at as usize].hash);
    }

    /// `d.update(other)`.
    pub fn update(&mut self, other: impl IntoIterator<Item = (K, V)>) {
        for (key, value) in other {
            self.set(key, value);
        }
    }

    /// `d | other`.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self
    where
        K: Clone,
        V: Clone,
    {
        let mut merged = self.clone();
        merged.update(other.items().map(|(key, value)| (key.clone(), value.clone())));
        merged
    }

    /// `dict.fromkeys(keys, value)`.
    pub fn from_keys(keys: impl IntoIterator<Item = K>, value: V) -> Self
    where
        V: Clone,
    {
        keys.into_iter().map(|key| (key, value.clone())).collect()
    }

    /// Puts a new entry last, and says where it stands.
    fn append(&mut self, hash: u64, key: K, value: V) -> usize {
        if self.slots.len() == self.slots.capacity()
            && self.count() * 2 <= self.slots.len()
            && !self.slots.is_empty()
        {
            self.close();
        }
        let place = self.slots.len();
        let at = u32::try_from(place).expect("a dict has fewer than four billion entries");
        let slots = &self.slots;
        self.table.insert_unique(hash, at, |&at| slots[at as usize].hash);
        self.slots.push(Slot { hash, entry: Some((key, value)) });
        place
    }

    /// Takes a live entry out of the table and the vector.
    fn release(&mut self, place: usize) -> (K, V) {
        let at = place as u32;
        let found = self.table.find_entry(self.slots[place].hash, |&other| other == at);
        found.expect("a live entry is in the table").remove();
        self.vacate(place)
    }

    /// Takes an entry out of the vector that is no longer in the table.
    fn vacate(&mut self, place: usize) -> (K, V) {
        let entry = self.slots[place].entry.take().expect("the table points at live entries");
        if place + 1 == self.slots.len() {
            // Behind the last entry there is no need of gaps; what they cost is paid by the deletions that made them.
            while self.slots.last().is_some_and(|slot| slot.entry.is_none()) {
                self.slots.pop();
            }
            self.first = self.first.min(self.slots.len());
        } else if place == self.first {
            self.first += 1;
        }
        entry
    }

    /// Closes the gaps in the vector, and tells the table.
    fn close(&mut self) {
        let mut kept = 0;
        let moved: Vec<u32> = self
            .slots
            .iter()
            .map(|slot| {
                let place = kept;
                kept += u32::from(slot.entry.is_some());
                place
            })
            .collect();
        self.slots.retain(|slot| slot.entry.is_some());
        self.table.iter_mut().for_each(|at| *at = moved[*at as usize]);
        self.first = 0;
    }
}

#[inline]
fn holds<K, V, Q: Lookup<K> + ?Sized>(slots: &[Slot<K, V>], at: u32, key: &Q) -> bool {
    slots[at as usize].entry.as_ref().is_some_and(|(other, _)| key.is_key(other))
}

impl<K: Key, V> FromIterator<(K, V)> for Dict<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let items = items.into_iter();
        let mut dict = Self::with_capacity(items.size_hint().0);
        dict.update(items);
        dict
    }
}

impl<K: Key, V, const N: usize> From<[(K, V); N]> for Dict<K, V> {
    fn from(items: [(K, V); N]) -> Self {
        items.into_iter().collect()
    }
}

impl<K: Key, V: Equal> PartialEq for Dict<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.count() == other.count()
            && self.items().all(|(key, value)| other.find(key).is_some_and(|there| value.same(there)))
    }
}

impl<K: std::fmt::Debug, V: std::fmt::Debug> std::fmt::Debug for Dict<K, V> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_map().entries(self.items()).finish()
    }
}
