//! [`FrozenSet`]: a set that does not change, and so can be a key.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hasher};
use std::ops::Deref;

use crate::{Equal, Key, Lookup, Repr, Set};

/// `frozenset`. It is asked as a [`Set`].
#[derive(Clone, Debug)]
pub struct FrozenSet<T>(Set<T>);

impl<T> FrozenSet<T> {
    /// The elements as a set that may change.
    pub fn into_set(self) -> Set<T> {
        self.0
    }
}

/// What is joined of a frozen set is frozen, too; the other may be either.
impl<T: Key + Clone> FrozenSet<T> {
    /// `s | other`.
    #[must_use]
    pub fn union(&self, other: &Set<T>) -> Self {
        Self(self.0.union(other))
    }

    /// `s & other`.
    #[must_use]
    pub fn intersection(&self, other: &Set<T>) -> Self {
        Self(self.0.intersection(other))
    }

    /// `s - other`.
    #[must_use]
    pub fn difference(&self, other: &Set<T>) -> Self {
        Self(self.0.difference(other))
    }

    /// `s ^ other`.
    #[must_use]
    pub fn symmetric_difference(&self, other: &Set<T>) -> Self {
        Self(self.0.symmetric_difference(other))
    }
}

impl<T> Default for FrozenSet<T> {
    fn default() -> Self {
        Self(Set::new())
    }
}

impl<T> Deref for FrozenSet<T> {
    type Target = Set<T>;

    #[inline]
    fn deref(&self) -> &Set<T> {
        &self.0
    }
}

impl<T> From<Set<T>> for FrozenSet<T> {
    fn from(set: Set<T>) -> Self {
        Self(set)
    }
}

impl<T: Key> FromIterator<T> for FrozenSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Key> PartialEq for FrozenSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Key> Equal for FrozenSet<T> {
    fn equals(&self, other: &Self) -> bool {
        self.0.equals(&other.0)
    }
}

impl<T: Key> Lookup<FrozenSet<T>> for FrozenSet<T> {
    /// The same in whatever order the elements stand.
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        let each = BuildHasherDefault::<DefaultHasher>::default();
        let hashes = self.0.unordered().map(|item| {
            let mut own = each.build_hasher();
            <T as Lookup<T>>::hash_as_key(item, &mut own);
            own.finish()
        });
        state.write_u64(hashes.fold(0, u64::wrapping_add));
    }

    fn is_key(&self, key: &Self) -> bool {
        self == key
    }
}

/// The order of two elements or more depends on hashes: that panics.
impl<T: Repr> Repr for FrozenSet<T> {
    fn write_repr(&self, out: &mut String) {
        out.push_str("frozenset(");
        if !self.0.is_empty() {
            self.0.write_repr(out);
        }
        out.push(')');
    }
}
