//! The entries of a [`Dict`] in the order of insertion, from either end.

use std::iter::FusedIterator;

use super::{Dict, Slot};

impl<K, V> Dict<K, V> {
    /// `d.keys()`.
    #[inline]
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys(self.items())
    }

    /// `d.values()`.
    #[inline]
    pub fn values(&self) -> Values<'_, K, V> {
        Values(self.items())
    }

    /// `d.items()`.
    #[inline]
    pub fn items(&self) -> Items<'_, K, V> {
        Items { slots: self.slots[self.first..].iter(), left: self.count() }
    }

    /// `d.values()`, to be changed.
    #[inline]
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> {
        self.slots.iter_mut().filter_map(|slot| slot.entry.as_mut().map(|(_, value)| value))
    }

    /// `d.items()`, with values to be changed.
    #[inline]
    pub fn items_mut(&mut self) -> impl DoubleEndedIterator<Item = (&K, &mut V)> {
        self.slots.iter_mut().filter_map(|slot| slot.entry.as_mut().map(|(key, value)| (&*key, value)))
    }

    /// The keys, which become the caller's own.
    #[inline]
    pub fn into_keys(self) -> impl DoubleEndedIterator<Item = K> {
        self.into_iter().map(|(key, _)| key)
    }

    /// The values, which become the caller's own.
    #[inline]
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }
}

/// `d.items()`.
#[derive(Debug)]
pub struct Items<'a, K, V> {
    slots: std::slice::Iter<'a, Slot<K, V>>,
    left: usize,
}

impl<K, V> Clone for Items<'_, K, V> {
    fn clone(&self) -> Self {
        Self { slots: self.slots.clone(), left: self.left }
    }
}

impl<'a, K, V> Iterator for Items<'a, K, V> {
    type Item = (&'a K, &'a V);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.slots.find_map(|slot| slot.entry.as_ref())?;
        self.left -= 1;
        Some((key, value))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<K, V> DoubleEndedIterator for Items<'_, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.slots.by_ref().rev().find_map(|slot| slot.entry.as_ref())?;
        self.left -= 1;
        Some((key, value))
    }
}

impl<K, V> ExactSizeIterator for Items<'_, K, V> {}
impl<K, V> FusedIterator for Items<'_, K, V> {}

macro_rules! halves {
    ($($(#[$doc:meta])* $name:ident: $item:ident, |$key:ident, $value:ident| $half:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $name<'a, K, V>(Items<'a, K, V>);

            impl<K, V> Clone for $name<'_, K, V> {
                fn clone(&self) -> Self {
                    Self(self.0.clone())
                }
            }

            impl<'a, K, V> Iterator for $name<'a, K, V> {
                type Item = &'a $item;

                #[inline]
                fn next(&mut self) -> Option<Self::Item> {
                    self.0.next().map(|($key, $value)| $half)
                }

                #[inline]
                fn size_hint(&self) -> (usize, Option<usize>) {
                    self.0.size_hint()
                }
            }

            impl<K, V> DoubleEndedIterator for $name<'_, K, V> {
                #[inline]
                fn next_back(&mut self) -> Option<Self::Item> {
                    self.0.next_back().map(|($key, $value)| $half)
                }
            }

            impl<K, V> ExactSizeIterator for $name<'_, K, V> {}
            impl<K, V> FusedIterator for $name<'_, K, V> {}
        )*
    };
}

halves! {
    /// `d.keys()`.
    Keys: K, |key, _value| key;
    /// `d.values()`.
    Values: V, |_key, value| value;
}

/// The entries, which become the caller's own.
#[derive(Debug)]
pub struct IntoItems<K, V>(std::vec::IntoIter<Slot<K, V>>);

impl<K, V> Iterator for IntoItems<K, V> {
    type Item = (K, V);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.find_map(|slot| slot.entry)
    }
}

impl<K, V> DoubleEndedIterator for IntoItems<K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.by_ref().rev().find_map(|slot| slot.entry)
    }
}

impl<K, V> IntoIterator for Dict<K, V> {
    type Item = (K, V);
    type IntoIter = IntoItems<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        IntoItems(self.slots.into_iter())
    }
}
