//! Where each row's items stand in the column of all items.

use std::ops::Range;

use arrow_buffer::ScalarBuffer;

/// Where the items of each row begin and end.
#[derive(Debug, Clone)]
pub(super) enum Offsets {
    /// From one 32-bit place to the next; the first of all items is this one.
    Small(ScalarBuffer<i32>, i32),
    /// The same in 64 bits.
    Large(ScalarBuffer<i64>, i64),
    /// So many items in each row.
    Fixed(usize),
}

impl Offsets {
    /// The items of a row: an empty range where the offsets are not what Arrow asks for.
    #[inline]
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        match self {
            Self::Small(places, first) => {
                let place = |at: usize| usize::try_from(places[at] - first).unwrap_or_default();
                place(row)..place(row + 1)
            }
            Self::Large(places, first) => {
                let place = |at: usize| usize::try_from(places[at] - first).unwrap_or_default();
                place(row)..place(row + 1)
            }
            Self::Fixed(count) => row * count..(row + 1) * count,
        }
    }
}
