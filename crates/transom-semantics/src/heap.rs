//! `heapq`: with CPython's own steps, because how the list looks afterwards can be seen.

use crate::Order;

/// `heapq.heappush(heap, item)`.
#[inline]
pub fn heappush<T: Order>(heap: &mut Vec<T>, item: T) {
    heap.push(item);
    let last = heap.len() - 1;
    rise(heap, 0, last);
}

/// `heapq.heappop(heap)`. Nothing to take panics.
#[inline]
pub fn heappop<T: Order>(heap: &mut Vec<T>) -> T {
    let last = heap.pop().unwrap_or_else(|| crate::Raised::implicit("IndexError", "pop from an empty heap"));
    if heap.is_empty() { last } else { heapreplace(heap, last) }
}

/// `heapq.heapreplace(heap, item)`. Nothing to take panics.
#[inline]
pub fn heapreplace<T: Order>(heap: &mut [T], item: T) -> T {
    let first = std::mem::replace(heap.first_mut().expect("heapreplace() of an empty heap"), item);
    sink(heap, 0);
    first
}

/// `heapq.heappushpop(heap, item)`.
#[inline]
pub fn heappushpop<T: Order>(heap: &mut [T], item: T) -> T {
    match heap.first() {
        Some(first) if first.before(&item) => heapreplace(heap, item),
        _ => item,
    }
}

/// `heapq.heapify(heap)`.
pub fn heapify<T: Order>(heap: &mut [T]) {
    for at in (0..heap.len() / 2).rev() {
        sink(heap, at);
    }
}

/// Lets an element rise as far as `top`, past those that it comes before.
#[inline]
fn rise<T: Order>(heap: &mut [T], top: usize, mut at: usize) {
    while at > top {
        let parent = (at - 1) / 2;
        if !heap[at].before(&heap[parent]) {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
}

/// Lets an element sink to a leaf past its smaller children, and rise from there to its place.
#[inline]
fn sink<T: Order>(heap: &mut [T], top: usize) {
    let (mut at, end) = (top, heap.len());
    while 2 * at + 2 < end {
        let left = 2 * at + 1;
        // Which one it is cannot be foreseen: a number costs less than a jump.
        let child = left + usize::from(!heap[left].before(&heap[left + 1]));
        heap.swap(at, child);
        at = child;
    }
    if 2 * at + 1 < end {
        heap.swap(at, 2 * at + 1);
        at = 2 * at + 1;
    }
    rise(heap, top, at);
}

/// `heapq.nsmallest(n, items)`.
pub fn nsmallest<T: Order>(n: i64, items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = crate::list::sorted(items);
    list.truncate(n.max(0) as usize);
    list
}

/// `heapq.nlargest(n, items)`.
pub fn nlargest<T: Order>(n: i64, items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = crate::list::sorted_reverse(items);
    list.truncate(n.max(0) as usize);
    list
}

/// `heapq.nsmallest(n, items, key)`.
pub fn nsmallest_by_key<T, K: Order>(
    n: i64,
    items: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    let mut list = crate::list::sorted_by_key(items, key);
    list.truncate(n.max(0) as usize);
    list
}

/// `heapq.nlargest(n, items, key)`.
pub fn nlargest_by_key<T, K: Order>(
    n: i64,
    items: impl IntoIterator<Item = T>,
    key: impl FnMut(&T) -> K,
) -> Vec<T> {
    let mut list = crate::list::sorted_by_key_reverse(items, key);
    list.truncate(n.max(0) as usize);
    list
}

/// `heapq.merge(*lists)`: always the smallest of the next ones, the earlier list's among equals.
pub fn merge<T: Order, I: IntoIterator<Item = T>>(
    lists: impl IntoIterator<Item = I>,
) -> impl Iterator<Item = T> {
    let mut rest: Vec<_> = lists.into_iter().map(|list| list.into_iter().peekable()).collect();
    std::iter::from_fn(move || {
        let mut first: Option<usize> = None;
        for at in 0..rest.len() {
            let (before, here) = rest.split_at_mut(at);
            let Some(item) = here[0].peek() else { continue };
            let smaller = match first {
                Some(first) => before[first].peek().is_some_and(|best| item.before(best)),
                None => true,
            };
            if smaller {
                first = Some(at);
            }
        }
        rest[first?].next()
    })
}
