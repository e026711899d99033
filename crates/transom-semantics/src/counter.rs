//! `collections.Counter`: a [`Dict`] of counts, where what is missing counts as 0.

use crate::{Dict, Key, Lookup};

/// `collections.Counter`.
pub type Counter<K> = Dict<K, i64>;

/// `Counter(items)`.
pub fn of<K: Key>(items: impl IntoIterator<Item = K>) -> Counter<K> {
    let mut counts = Counter::new();
    update(&mut counts, items);
    counts
}

/// `c[key]`: 0 where it is missing.
#[inline]
pub fn at<K: Key, Q: Lookup<K> + ?Sized>(counts: &Counter<K>, key: &Q) -> i64 {
    counts.find(key).copied().unwrap_or(0)
}

/// `c.update(items)`: counts items.
pub fn update<K: Key>(counts: &mut Counter<K>, items: impl IntoIterator<Item = K>) {
    for item in items {
        add_to(counts, item, 1);
    }
}

/// `c.update(other)`: adds counts.
pub fn update_from<K: Key + Clone>(counts: &mut Counter<K>, other: &Counter<K>) {
    for (key, count) in other.items() {
        add_to(counts, key.clone(), *count);
    }
}

/// `c.subtract(items)`: counts items down.
pub fn subtract<K: Key>(counts: &mut Counter<K>, items: impl IntoIterator<Item = K>) {
    for item in items {
        add_to(counts, item, -1);
    }
}

/// `c.subtract(other)`: subtracts counts.
pub fn subtract_from<K: Key + Clone>(counts: &mut Counter<K>, other: &Counter<K>) {
    for (key, count) in other.items() {
        add_to(counts, key.clone(), count.checked_neg().expect("a count beyond 64 bits"));
    }
}

/// `c[key] += count`.
#[inline]
pub fn add_to<K: Key>(counts: &mut Counter<K>, key: K, count: i64) {
    let entry = counts.entry_or(key, || 0);
    *entry = entry.checked_add(count).expect("a count beyond 64 bits");
}

/// `c.total()`.
pub fn total<K: Key>(counts: &Counter<K>) -> i64 {
    crate::int::sum(counts.values().copied())
}

/// `c.most_common(n)`, or all of them: equal counts in the order of insertion.
pub fn most_common<K: Key + Clone>(counts: &Counter<K>, n: Option<i64>) -> Vec<(K, i64)> {
    let mut common: Vec<(&K, i64)> = counts.items().map(|(key, count)| (key, *count)).collect();
    common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    common.truncate(n.map_or(common.len(), |n| n.max(0) as usize));
    common.into_iter().map(|(key, count)| (key.clone(), count)).collect()
}

/// `c.elements()`.
pub fn elements<K: Key>(counts: &Counter<K>) -> impl Iterator<Item = &K> {
    counts.items().flat_map(|(key, count)| std::iter::repeat_n(key, (*count).max(0) as usize))
}

/// `a + b`: only what is above 0 stays.
pub fn add<K: Key + Clone>(one: &Counter<K>, other: &Counter<K>) -> Counter<K> {
    joined(one, other, |one, other| one.checked_add(other).expect("a count beyond 64 bits"))
}

/// `a - b`: only what is above 0 stays.
pub fn sub<K: Key + Clone>(one: &Counter<K>, other: &Counter<K>) -> Counter<K> {
    joined(one, other, |one, other| one.checked_sub(other).expect("a count beyond 64 bits"))
}

/// `a | b`: the larger counts; only what is above 0 stays.
pub fn or<K: Key + Clone>(one: &Counter<K>, other: &Counter<K>) -> Counter<K> {
    joined(one, other, i64::max)
}

/// `a & b`: the smaller counts; only what is above 0 stays.
pub fn and<K: Key + Clone>(one: &Counter<K>, other: &Counter<K>) -> Counter<K> {
    let counts = one.items().map(|(key, count)| (key, (*count).min(at(other, key))));
    counts.filter(|(_, count)| *count > 0).map(|(key, count)| (key.clone(), count)).collect()
}

/// `a == b`: what is missing counts as 0.
pub fn equal<K: Key>(one: &Counter<K>, other: &Counter<K>) -> bool {
    let within =
        |one: &Counter<K>, other: &Counter<K>| one.items().all(|(key, count)| at(other, key) == *count);
    within(one, other) && within(other, one)
}

fn joined<K: Key + Clone>(
    one: &Counter<K>,
    other: &Counter<K>,
    join: impl Fn(i64, i64) -> i64,
) -> Counter<K> {
    let first = one.items().map(|(key, count)| (key, join(*count, at(other, key))));
    let second =
        other.items().filter(|(key, _)| !one.contains(*key)).map(|(key, count)| (key, join(0, *count)));
    first.chain(second).filter(|(_, count)| *count > 0).map(|(key, count)| (key.clone(), count)).collect()
}
