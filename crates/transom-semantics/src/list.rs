//! What lists do, beyond what `Vec` does alike: Python's indexes, slices, stable sorting and repetition.
//!
//! `xs.push(x)`, `xs.len()`, `xs.clear()`, `xs.clone()` and iteration are Rust's own.

use crate::index::within;
use crate::order::sorting;
use crate::slice::{Bounds, between, bounds, clamp};
use crate::{Equal, Order, Slice};

/// `xs.append(item)`, where it is a float: `push` by itself would make it wait in memory, and a sum with it all the
/// time that it is added up, since growing the list is a call.
#[inline]
pub fn append<T>(list: &mut Vec<T>, item: T) {
    if list.len() == list.capacity() {
        return append_growing(list, item);
    }
    list.push(item);
}

#[cold]
#[inline(never)]
fn append_growing<T>(list: &mut Vec<T>, item: T) {
    list.push(item);
}

/// How much room is made at once for what a loop over a range appends.
#[inline]
pub fn room(count: i64) -> usize {
    count.clamp(0, ROOM_MAX) as usize
}

const ROOM_MAX: i64 = 1 << 12;

/// `xs.insert(index, item)`.
#[inline]
pub fn insert<T>(list: &mut Vec<T>, index: i64, item: T) {
    list.insert(clamp(index, list.len()), item);
}

/// `xs.pop()`. Nothing to take panics.
#[inline]
pub fn pop<T>(list: &mut Vec<T>) -> T {
    list.pop().unwrap_or_else(|| crate::Raised::implicit("IndexError", "pop from an empty list"))
}

/// `xs.pop(index)`. Out of range panics.
#[inline]
pub fn pop_at<T>(list: &mut Vec<T>, index: i64) -> T {
    list.remove(within(index, list.len()))
}

/// `xs.remove(item)`. A missing element panics.
#[inline]
pub fn remove<T: Equal<Q>, Q: ?Sized>(list: &mut Vec<T>, item: &Q) {
    let at = list
        .iter()
        .position(|other| other.same(item))
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "the element is not in the list"));
    list.remove(at);
}

/// `xs.index(item)`. A missing element panics.
#[inline]
pub fn index<T: Equal<Q>, Q: ?Sized>(list: &[T], item: &Q) -> i64 {
    list.iter()
        .position(|other| other.same(item))
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "the element is not in the list")) as i64
}

/// `xs.index(item, start, stop)`. A missing element panics.
pub fn index_in<T: Equal<Q>, Q: ?Sized>(list: &[T], item: &Q, start: i64, stop: Option<i64>) -> i64 {
    let range = between(list.len(), start, stop.unwrap_or(i64::MAX));
    range.start as i64 + index(&list[range], item)
}

/// `xs.count(item)`.
#[inline]
pub fn count<T: Equal<Q>, Q: ?Sized>(list: &[T], item: &Q) -> i64 {
    list.iter().filter(|&other| other.same(item)).count() as i64
}

/// `item in xs`.
#[inline]
pub fn contains<T: Equal<Q>, Q: ?Sized>(list: &[T], item: &Q) -> bool {
    list.iter().any(|other| other.same(item))
}

/// `xs.extend(other)`, of another list.
#[inline]
pub fn extend_from<T: Clone>(list: &mut Vec<T>, other: &[T]) {
    list.extend_from_slice(other);
}

/// `del xs[index]`. Out of range panics.
#[inline]
pub fn delete<T>(list: &mut Vec<T>, index: i64) {
    pop_at(list, index);
}

/// `del xs[start:stop:step]`.
pub fn delete_slice<T>(list: &mut Vec<T>, start: Option<i64>, stop: Option<i64>, step: Option<i64>) {
    let Bounds { start, step, count, .. } = bounds(list.len(), start, stop, step);
    if step == 1 {
        list.drain(start as usize..start as usize + count);
    } else if count > 0 {
        let last = start + step * (count as i64 - 1);
        let (low, high, stride) = (start.min(last), start.max(last), step.saturating_abs());
        let mut at = -1;
        list.retain(|_| {
            at += 1;
            !(low..=high).contains(&at) || (at - low) % stride != 0
        });
    }
}

/// `xs[start:stop:step] = items`. With a step, as many items are needed as the slice has; else it panics.
pub fn assign_slice<T>(
    list: &mut Vec<T>,
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
    items: impl IntoIterator<Item = T>,
) {
    let Bounds { start, stop, step, count } = bounds(list.len(), start, stop, step);
    if step == 1 {
        list.splice(start as usize..stop.max(start) as usize, items);
        return;
    }
    let items: Vec<T> = items.into_iter().collect();
    assert!(items.len() == count, "as many items are needed as the extended slice has");
    let mut at = start;
    for item in items {
        list[at as usize] = item;
        // Saturates only behind the last element.
        at = at.saturating_add(step);
    }
}

/// `xs[start:stop] = xs[from:to:-1]`.
#[inline]
pub fn assign_reversed<T: Copy>(
    list: &mut Vec<T>,
    (start, stop): (Option<i64>, Option<i64>),
    (from, to): (Option<i64>, Option<i64>),
) {
    let length = list.len();
    let source = bounds(length, from, to, Some(-1));
    let range = between(length, start.unwrap_or(0), stop.unwrap_or(i64::MAX));
    if source.count == range.len() && (source.start + 1) as usize == range.end {
        return list[range].reverse();
    }
    let items = list.part(from, to, Some(-1));
    list.splice(range, items);
}

/// `xs * times`. What does not fit into memory panics.
pub fn repeat<T: Clone>(list: &[T], times: i64) -> Vec<T> {
    let times = times.max(0) as usize;
    let mut repeated = try_list(list.len().checked_mul(times).expect("a list beyond memory") as i64);
    for _ in 0..times {
        repeated.extend_from_slice(list);
    }
    repeated
}

/// `[item] * times`. What does not fit into memory panics.
pub fn filled<T: Clone>(item: T, times: i64) -> Vec<T> {
    let times = times.max(0);
    let mut list = try_list(times);
    list.resize(times as usize, item);
    list
}

/// An empty list with room for so many elements. What does not fit into memory panics, where Rust would end the
/// process.
pub fn try_list<T>(room: i64) -> Vec<T> {
    let mut list = Vec::new();
    let reserved = list.try_reserve_exact(room.max(0) as usize);
    assert!(reserved.is_ok(), "a list beyond memory");
    list
}

/// `xs + ys`.
pub fn concat<T: Clone>(list: &[T], other: &[T]) -> Vec<T> {
    [list, other].concat()
}

/// `xs.reverse()`.
#[inline]
pub fn reverse<T>(list: &mut [T]) {
    list.reverse();
}

/// `list(reversed(xs))`.
#[inline]
pub fn reversed<T: Clone>(list: &[T]) -> Vec<T> {
    list.iter().rev().cloned().collect()
}

/// `xs[i], xs[j] = xs[j], xs[i]`. Out of range panics.
#[inline]
pub fn swap<T>(list: &mut [T], one: i64, other: i64) {
    list.swap(within(one, list.len()), within(other, list.len()));
}

/// `xs.sort()`: stable. A NaN panics.
#[inline]
pub fn sort<T: Order>(list: &mut [T]) {
    list.sort_by(sorting);
}

/// `xs.sort(reverse=True)`: equals stay in their order. A NaN panics.
#[inline]
pub fn sort_reverse<T: Order>(list: &mut [T]) {
    list.sort_by(|one, other| sorting(other, one));
}

/// `xs.sort(key=…)`: stable; the key is asked for once per element, in order.
pub fn sort_by_key<T, K: Order>(list: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    keyed(list, key, sorting);
}

/// `xs.sort(key=…, reverse=True)`: equals stay in their order; the key is asked for once per element, in order.
pub fn sort_by_key_reverse<T, K: Order>(list: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    keyed(list, key, |one, other| sorting(other, one));
}

fn keyed<T, K>(
    list: &mut Vec<T>,
    mut key: impl FnMut(&T) -> K,
    order: impl Fn(&K, &K) -> std::cmp::Ordering,
) {
    let mut keyed: Vec<(K, T)> = list.drain(..).map(|item| (key(&item), item)).collect();
    keyed.sort_by(|one, other| order(&one.0, &other.0));
    list.extend(keyed.into_iter().map(|(_, item)| item));
}

/// `xs.sort(reverse=…)`. A NaN panics.
pub fn sort_either<T: Order>(list: &mut [T], reverse: bool) {
    if reverse { sort_reverse(list) } else { sort(list) }
}

/// `xs.sort(key=…, reverse=…)`.
pub fn sort_by_key_either<T, K: Order>(list: &mut Vec<T>, key: impl FnMut(&T) -> K, reverse: bool) {
    if reverse { sort_by_key_reverse(list, key) } else { sort_by_key(list, key) }
}

/// `sorted(xs, reverse=…)`. A NaN panics.
pub fn sorted_either<T: Order>(items: impl IntoIterator<Item = T>, reverse: bool) -> Vec<T> {
    if reverse { sorted_reverse(items) } else { sorted(items) }
}

/// `sorted(xs, key=…, reverse=…)`.
pub fn sorted_by_key_either<T, K: Order>(
    items: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
    reverse: bool,
) -> Vec<T> {
    if reverse { sorted_by_key_reverse(items, key) } else { sorted_by_key(items, key) }
}

/// `sorted(xs)`. A NaN panics.
pub fn sorted<T: Order>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    sort(&mut list);
    list
}

/// `sorted(xs, reverse=True)`. A NaN panics.
pub fn sorted_reverse<T: Order>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    sort_reverse(&mut list);
    list
}

/// `sorted(xs, key=…)`.
pub fn sorted_by_key<T, K: Order>(items: impl IntoIterator<Item = T>, key: impl FnMut(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    sort_by_key(&mut list, key);
    list
}

/// `sorted(xs, key=…, reverse=True)`.
pub fn sorted_by_key_reverse<T, K: Order>(
    items: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    sort_by_key_reverse(&mut list, key);
    list
}
