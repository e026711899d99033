//! `xs[i]` with Python's negative indexes.

/// A sequence that is indexed as in Python: `-1` is the last element, out of range panics.
pub trait Index {
    /// What stands at an index.
    type Item;

    /// `xs[i]`.
    fn at(&self, index: i64) -> &Self::Item;

    /// `xs[i] = …`.
    fn at_mut(&mut self, index: i64) -> &mut Self::Item;
}

/// The position that an index means, or one that is certainly out of range.
#[inline]
pub(crate) const fn position(index: i64, len: usize) -> usize {
    // Too negative wraps around to a number beyond every length.
    if index < 0 { (index as usize).wrapping_add(len) } else { index as usize }
}

impl<T> Index for [T] {
    type Item = T;

    #[inline]
    #[track_caller]
    fn at(&self, index: i64) -> &T {
        &self[position(index, self.len())]
    }

    #[inline]
    #[track_caller]
    fn at_mut(&mut self, index: i64) -> &mut T {
        let position = position(index, self.len());
        &mut self[position]
    }
}
