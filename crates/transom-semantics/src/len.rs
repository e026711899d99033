//! `len(x)`.

use crate::{Chars, Deque, Dict, Set};

/// What has a length in Python's sense: elements, or code points of text.
pub trait Len {
    /// `len(x)`.
    fn size(&self) -> i64;
}

impl<T> Len for [T] {
    #[inline]
    fn size(&self) -> i64 {
        self.len() as i64
    }
}

impl Len for str {
    #[inline]
    fn size(&self) -> i64 {
        crate::text::size(self)
    }
}

impl<K, V> Len for Dict<K, V> {
    #[inline]
    fn size(&self) -> i64 {
        self.count() as i64
    }
}

impl<T> Len for Set<T> {
    #[inline]
    fn size(&self) -> i64 {
        self.count() as i64
    }
}

impl<T> Len for Deque<T> {
    #[inline]
    fn size(&self) -> i64 {
        self.iter().len() as i64
    }
}

impl Len for Chars<'_> {
    #[inline]
    fn size(&self) -> i64 {
        self.count() as i64
    }
}
