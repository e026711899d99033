//! `collections.deque`.

use std::collections::VecDeque;

use crate::index::within;
use crate::{Equal, Index};

/// `collections.deque`, with its longest length if it has one.
#[derive(Clone, Debug)]
pub struct Deque<T> {
    items: VecDeque<T>,
    longest: Option<usize>,
}

impl<T> Default for Deque<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deque<T> {
    /// `deque()`.
    #[inline]
    pub fn new() -> Self {
        Self { items: VecDeque::new(), longest: None }
    }

    /// `deque(items, maxlen)`. A negative length panics.
    pub fn with_maxlen(items: impl IntoIterator<Item = T>, maxlen: Option<i64>) -> Self {
        let longest = maxlen.map(|longest| usize::try_from(longest).expect("maxlen must be non-negative"));
        let mut deque = Self { items: VecDeque::new(), longest };
        deque.extend(items);
        deque
    }

    /// `d.maxlen`.
    pub fn maxlen(&self) -> Option<i64> {
        self.longest.map(|longest| longest as i64)
    }

    /// `d.append(item)`.
    #[inline]
    pub fn append(&mut self, item: T) {
        self.items.push_back(item);
        if self.longest.is_some_and(|longest| self.items.len() > longest) {
            self.items.pop_front();
        }
    }

    /// `d.appendleft(item)`.
    #[inline]
    pub fn append_left(&mut self, item: T) {
        self.items.push_front(item);
        if self.longest.is_some_and(|longest| self.items.len() > longest) {
            self.items.pop_back();
        }
    }

    /// `d.pop()`. Nothing to take panics.
    #[inline]
    pub fn pop(&mut self) -> T {
        self.items
            .pop_back()
            .unwrap_or_else(|| crate::Raised::implicit("IndexError", "pop from an empty deque"))
    }

    /// `d.popleft()`. Nothing to take panics.
    #[inline]
    pub fn pop_left(&mut self) -> T {
        self.items
            .pop_front()
            .unwrap_or_else(|| crate::Raised::implicit("IndexError", "pop from an empty deque"))
    }

    /// `d.extend(items)`.
    pub fn extend(&mut self, items: impl IntoIterator<Item = T>) {
        for item in items {
            self.append(item);
        }
    }

    /// `d.extendleft(items)`: they end up in reverse.
    pub fn extend_left(&mut self, items: impl IntoIterator<Item = T>) {
        for item in items {
            self.append_left(item);
        }
    }

    /// `d.rotate(steps)`.
    pub fn rotate(&mut self, steps: i64) {
        if !self.items.is_empty() {
            let steps = crate::int::floor_mod(steps, self.items.len() as i64);
            self.items.rotate_right(steps as usize);
        }
    }

    /// `d.insert(index, item)`. A full deque panics.
    pub fn insert(&mut self, index: i64, item: T) {
        assert!(
            self.longest.is_none_or(|longest| self.items.len() < longest),
            "deque already at its maximum size"
        );
        self.items.insert(crate::slice::clamp(index, self.items.len()), item);
    }

    /// `del d[index]`. Out of range panics.
    pub fn delete(&mut self, index: i64) {
        let position = within(index, self.items.len());
        self.items.remove(position).expect("the index is in range");
    }

    /// `d.clear()`.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// `d.reverse()`.
    pub fn reverse(&mut self) {
        self.items.make_contiguous().reverse();
    }

    /// `d.copy()`.
    #[must_use]
    pub fn copy(&self) -> Self
    where
        T: Clone,
    {
        self.clone()
    }

    /// Whether there are no elements.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The elements from the left.
    #[inline]
    pub fn iter(&self) -> std::collections::vec_deque::Iter<'_, T> {
        self.items.iter()
    }

    /// The elements from the left, to be changed.
    #[inline]
    pub fn iter_mut(&mut self) -> std::collections::vec_deque::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// `list(d)`.
    pub fn to_list(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.items.iter().cloned().collect()
    }
}

impl<T: Equal> Deque<T> {
    /// `item in d`.
    pub fn contains(&self, item: &T) -> bool {
        self.items.iter().any(|other| other.same(item))
    }

    /// `d.count(item)`.
    pub fn count(&self, item: &T) -> i64 {
        self.items.iter().filter(|&other| other.same(item)).count() as i64
    }

    /// `d.index(item)`. A missing element panics.
    pub fn index(&self, item: &T) -> i64 {
        self.items
            .iter()
            .position(|other| other.same(item))
            .unwrap_or_else(|| crate::Raised::implicit("ValueError", "the element is not in the deque"))
            as i64
    }

    /// `d.remove(item)`. A missing element panics.
    pub fn remove(&mut self, item: &T) {
        let at = self.index(item);
        self.delete(at);
    }
}

impl<T> Index for Deque<T> {
    type Item = T;

    #[inline]
    #[track_caller]
    fn at(&self, index: i64) -> &T {
        &self.items[within(index, self.items.len())]
    }

    #[inline]
    #[track_caller]
    fn at_mut(&mut self, index: i64) -> &mut T {
        let position = within(index, self.items.len());
        &mut self.items[position]
    }
}

impl<T> FromIterator<T> for Deque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect(), longest: None }
    }
}

impl<T> From<Vec<T>> for Deque<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items: items.into(), longest: None }
    }
}

impl<T> IntoIterator for Deque<T> {
    type Item = T;
    type IntoIter = std::collections::vec_deque::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Deque<T> {
    type Item = &'a T;
    type IntoIter = std::collections::vec_deque::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Deque<T> {
    type Item = &'a mut T;
    type IntoIter = std::collections::vec_deque::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<T: Equal> PartialEq for Deque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items.len() == other.items.len()
            && self.items.iter().zip(&other.items).all(|(one, other)| one.same(other))
    }
}
