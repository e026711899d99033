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

/// Why an index declines: in the same words for every length, so that reasons can be counted.
#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn out_of_range() -> ! {
    crate::Raised::implicit("IndexError", "index out of range")
}

/// The item at an index.
#[inline]
#[track_caller]
pub(crate) fn item<T>(items: &[T], index: i64) -> &T {
    match items.get(position(index, items.len())) {
        Some(item) => item,
        None => out_of_range(),
    }
}

/// The item at an index, to be changed.
#[inline]
#[track_caller]
pub(crate) fn item_mut<T>(items: &mut [T], index: i64) -> &mut T {
    let position = position(index, items.len());
    match items.get_mut(position) {
        Some(item) => item,
        None => out_of_range(),
    }
}

/// The position of an index that is in range.
#[inline]
#[track_caller]
pub(crate) fn within(index: i64, len: usize) -> usize {
    let position = position(index, len);
    if position >= len {
        out_of_range();
    }
    position
}

impl<T> Index for [T] {
    type Item = T;

    #[inline]
    #[track_caller]
    fn at(&self, index: i64) -> &T {
        item(self, index)
    }

    #[inline]
    #[track_caller]
    fn at_mut(&mut self, index: i64) -> &mut T {
        item_mut(self, index)
    }
}
