//! Where a text has another; positions are code points.

use super::range;

/// `t in s`.
#[inline]
pub fn contains(text: &str, other: &str) -> bool {
    text.contains(other)
}

/// `s.startswith(t)`.
#[inline]
pub fn startswith(text: &str, other: &str) -> bool {
    text.starts_with(other)
}

/// `s.endswith(t)`.
#[inline]
pub fn endswith(text: &str, other: &str) -> bool {
    text.ends_with(other)
}

/// `s.startswith(t, start, stop)`.
pub fn startswith_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> bool {
    window(text, start, stop).is_some_and(|(_, window)| window.starts_with(other))
}

/// `s.endswith(t, start, stop)`.
pub fn endswith_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> bool {
    window(text, start, stop).is_some_and(|(_, window)| window.ends_with(other))
}

/// `s.find(t)`: -1 where it is not.
#[inline]
pub fn find(text: &str, other: &str) -> i64 {
    text.find(other).map_or(-1, |at| text[..at].chars().count() as i64)
}

/// `s.rfind(t)`: -1 where it is not.
#[inline]
pub fn rfind(text: &str, other: &str) -> i64 {
    text.rfind(other).map_or(-1, |at| text[..at].chars().count() as i64)
}

/// `s.find(t, start, stop)`: -1 where it is not.
pub fn find_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    within(text, start, stop, |window| find(window, other))
}

/// `s.rfind(t, start, stop)`: -1 where it is not.
pub fn rfind_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    within(text, start, stop, |window| rfind(window, other))
}

/// `s.index(t)`. Where it is not, this panics.
#[inline]
pub fn index(text: &str, other: &str) -> i64 {
    found(find(text, other))
}

/// `s.rindex(t)`. Where it is not, this panics.
#[inline]
pub fn rindex(text: &str, other: &str) -> i64 {
    found(rfind(text, other))
}

/// `s.index(t, start, stop)`. Where it is not, this panics.
pub fn index_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    found(find_in(text, other, start, stop))
}

/// `s.rindex(t, start, stop)`. Where it is not, this panics.
pub fn rindex_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    found(rfind_in(text, other, start, stop))
}

/// `s.count(t)`: without overlaps.
pub fn count(text: &str, other: &str) -> i64 {
    text.matches(other).count() as i64
}

/// `s.count(t, start, stop)`: without overlaps.
pub fn count_in(text: &str, other: &str, start: Option<i64>, stop: Option<i64>) -> i64 {
    window(text, start, stop).map_or(0, |(_, window)| count(window, other))
}

/// `s.replace(old, new)`.
pub fn replace(text: &str, old: &str, new: &str) -> String {
    text.replace(old, new)
}

/// `s.replace(old, new, count)`: a negative count is no limit.
pub fn replace_count(text: &str, old: &str, new: &str, count: i64) -> String {
    usize::try_from(count).map_or_else(|_| text.replace(old, new), |count| text.replacen(old, new, count))
}

fn found(at: i64) -> i64 {
    assert!(at >= 0, "substring not found");
    at
}

fn within(text: &str, start: Option<i64>, stop: Option<i64>, find: impl FnOnce(&str) -> i64) -> i64 {
    window(text, start, stop).map_or(-1, |(start, window)| {
        let at = find(window);
        if at < 0 { -1 } else { start + at }
    })
}

/// The part that is searched, and where it begins; nothing, not even the empty text, is in a part that begins behind
/// the end or behind its own stop.
fn window(text: &str, start: Option<i64>, stop: Option<i64>) -> Option<(i64, &str)> {
    let length = text.chars().count() as i64;
    let from = |at: i64| if at < 0 { at.saturating_add(length).max(0) } else { at };
    let (start, stop) = (from(start.unwrap_or(0)), from(stop.unwrap_or(length)).min(length));
    (start <= stop).then(|| (start, range(text, Some(start), Some(stop))))
}
