//! [`Array1`] and [`Array2`]: what loops see of NumPy's contiguous arrays of `float64` and `int64`.
//!
//! NumPy's integers wrap around where these panic, and its floats divide by zero where these panic: both decline. What a
//! loop takes out of an array is a `numpy.float64` or `numpy.int64` there; a function that answers one must say so.
//! Whole-array operations are not here: the order in which NumPy adds up depends on the machine.

use std::ops::{Deref, DerefMut};

use crate::index::position;
use crate::{Index, Len};

/// An array of one dimension. It is read and changed as a slice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array1<T>(Vec<T>);

impl<T> Array1<T> {
    /// The items as a list.
    pub fn into_list(self) -> Vec<T> {
        self.0
    }

    /// `a.shape`.
    #[inline]
    pub fn shape(&self) -> (i64,) {
        (self.0.size(),)
    }

    /// The items, by value.
    #[inline]
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, T>>
    where
        T: Copy,
    {
        self.0.iter().copied()
    }
}

impl<T> Deref for Array1<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for Array1<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for Array1<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> FromIterator<T> for Array1<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for Array1<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T: Copy> IntoIterator for &'a Array1<T> {
    type Item = T;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// An array of two dimensions, row after row.
#[derive(Clone, Debug, PartialEq)]
pub struct Array2<T> {
    items: Vec<T>,
    rows: usize,
    columns: usize,
}

impl<T> Array2<T> {
    /// An array of these items, row after row. As many are needed as the shape has; else this panics.
    pub fn new(items: Vec<T>, rows: usize, columns: usize) -> Self {
        assert!(rows.checked_mul(columns) == Some(items.len()), "the items do not fill the shape");
        Self { items, rows, columns }
    }

    /// The items as a list, row after row.
    pub fn into_list(self) -> Vec<T> {
        self.items
    }

    /// The items, row after row.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// `a.shape`.
    #[inline]
    pub fn shape(&self) -> (i64, i64) {
        (self.rows as i64, self.columns as i64)
    }

    /// `a.size`: how many items there are; [`Len::size`] is `len(a)`, the number of rows.
    #[inline]
    pub fn total(&self) -> i64 {
        self.items.size()
    }

    /// `a[row, column]`. Out of range panics.
    #[inline]
    #[track_caller]
    pub fn at(&self, row: i64, column: i64) -> T
    where
        T: Copy,
    {
        self.items[self.place(row, column)]
    }

    /// `a[row, column] = …`. Out of range panics.
    #[inline]
    #[track_caller]
    pub fn at_mut(&mut self, row: i64, column: i64) -> &mut T {
        let place = self.place(row, column);
        &mut self.items[place]
    }

    /// `a[row]`, to be read. Out of range panics.
    #[inline]
    #[track_caller]
    pub fn row(&self, row: i64) -> &[T] {
        let start = self.start(row);
        &self.items[start..start + self.columns]
    }

    /// `a[row]`, to be changed. Out of range panics.
    #[inline]
    #[track_caller]
    pub fn row_mut(&mut self, row: i64) -> &mut [T] {
        let start = self.start(row);
        &mut self.items[start..start + self.columns]
    }

    /// The rows, as iteration gives them.
    #[inline]
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &[T]> + ExactSizeIterator {
        (0..self.rows).map(|row| &self.items[row * self.columns..(row + 1) * self.columns])
    }

    #[inline]
    #[track_caller]
    fn start(&self, row: i64) -> usize {
        let row = position(row, self.rows);
        assert!(row < self.rows, "array index out of range");
        row * self.columns
    }

    #[inline]
    #[track_caller]
    fn place(&self, row: i64, column: i64) -> usize {
        let column = position(column, self.columns);
        assert!(column < self.columns, "array index out of range");
        self.start(row) + column
    }
}

impl<T> Len for Array2<T> {
    #[inline]
    fn size(&self) -> i64 {
        self.rows as i64
    }
}

/// `a[i]` of an array is what it is of a slice.
impl<T> Index for Array1<T> {
    type Item = T;

    #[inline]
    #[track_caller]
    fn at(&self, index: i64) -> &T {
        self.0.at(index)
    }

    #[inline]
    #[track_caller]
    fn at_mut(&mut self, index: i64) -> &mut T {
        self.0.at_mut(index)
    }
}
