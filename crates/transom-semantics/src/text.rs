//! `str`: its methods on `&str`, with code points for positions.
//!
//! Which letters there are and what their cases are depends on Python's Unicode version; where versions differ, such
//! questions panic. White space and line ends are the same in every version, and so answered in full.
//!
//! `s.startswith(t)`, `s.endswith(t)`, `t in s`, `s + t`, `==` and `<` are Rust's `starts_with`, `ends_with`,
//! `contains`, `push_str` and its operators.

mod case;
mod class;
mod letter;
mod pad;
mod search;
mod split;
mod translate;
mod unicode;

pub use case::{capitalize, casefold, lower, swapcase, title, upper};
pub use class::{
    Letters, isalnum, isalpha, isascii, isdecimal, isdigit, isidentifier, islower, isnumeric, isprintable,
    isspace, istitle, isupper,
};
pub use letter::of;
pub use pad::{center, center_with, expandtabs, ljust, ljust_with, rjust, rjust_with, zfill};
pub use search::{
    contains, count, count_in, endswith, endswith_in, find, find_in, index, index_in, replace, replace_count,
    rfind, rfind_in, rindex, rindex_in, startswith, startswith_in,
};
pub use split::{
    Part, join, lstrip, lstrip_of, partition, removeprefix, removesuffix, rpartition, rsplit, rsplit_by,
    rstrip, rstrip_of, split, split_by, split_max, splitlines, splitlines_as, splitlines_keep, strip,
    strip_of,
};
pub use translate::{Table, Translation, translate};
pub(crate) use unicode::{Kind, kind};

use crate::slice::{Bounds, between, bounds};

/// `len(s)`.
#[inline]
pub fn size(text: &str) -> i64 {
    length(text) as i64
}

/// How many code points there are: those of ASCII are bytes, and a glance tells.
#[inline]
pub(crate) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// `s[index]`; for many of them see [`crate::Chars`]. Out of range panics.
#[inline]
pub fn char_at(text: &str, index: i64) -> char {
    // As far as all is ASCII, code points are bytes.
    let bytes = text.as_bytes();
    let place = crate::index::position(index, bytes.len());
    let passed = if index < 0 { bytes.get(place..) } else { bytes.get(..=place) };
    if passed.is_some_and(<[u8]>::is_ascii) {
        return char::from(bytes[place]);
    }
    let found = if index >= 0 {
        text.chars().nth(index as usize)
    } else {
        text.chars().nth_back((index.unsigned_abs() - 1) as usize)
    };
    found.unwrap_or_else(|| crate::Raised::implicit("IndexError", "string index out of range"))
}

/// `s[start:stop]`, borrowed.
pub fn range(text: &str, start: Option<i64>, stop: Option<i64>) -> &str {
    if text.is_ascii() {
        return &text[between(text.len(), start.unwrap_or(0), stop.unwrap_or(i64::MAX))];
    }
    let Bounds { start, count, .. } = bounds(length(text), start, stop, None);
    let from = byte(text, start as usize);
    let rest = &text[from..];
    &rest[..byte(rest, count)]
}

/// `s[start:stop:step]`.
pub fn part(text: &str, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> String {
    if step.is_none_or(|step| step == 1) {
        return range(text, start, stop).to_owned();
    }
    crate::Chars::new(text).part(start, stop, step)
}

/// `s[::-1]`.
pub fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

/// `s * times`. What does not fit into memory panics.
pub fn repeat(text: &str, times: i64) -> String {
    let mut repeated = String::new();
    push_repeated(&mut repeated, text, times);
    repeated
}

/// `t += s * times`. What does not fit into memory panics.
#[inline]
pub fn push_repeated(out: &mut String, text: &str, times: i64) {
    let times = times.max(0) as usize;
    let length = text.len().checked_mul(times).expect("a text beyond memory");
    if length > out.capacity() - out.len() {
        let room = out.try_reserve(length);
        assert!(room.is_ok(), "a text beyond memory");
    }
    for _ in 0..times {
        out.push_str(text);
    }
}

/// `ord(s)`. What is not one character panics.
#[inline]
pub fn ord(text: &str) -> i64 {
    i64::from(u32::from(only(text)))
}

/// `ord(c)`.
#[inline]
pub const fn ord_of(letter: char) -> i64 {
    letter as i64
}

/// `chr(a)`. What is no code point panics, and so does half a surrogate pair.
#[inline]
pub fn chr(code: i64) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).expect("chr() arg not in range, or a surrogate")
}

/// The character of a text that has only one. Any other panics.
#[inline]
pub fn only(text: &str) -> char {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter,
        _ => panic!("a text of one character was expected"),
    }
}

/// What is left of a text that shall be a number. In ASCII Python takes fewer characters for white space here than
/// elsewhere. Digits outside ASCII panic.
pub(crate) fn strip_number(text: &str) -> &str {
    if text.is_ascii() {
        return text.trim_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r']);
    }
    let text = strip(text);
    assert!(text.is_ascii(), "digits outside ASCII");
    text
}

/// `list(s)`.
pub fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Where a code point begins in bytes; the end for the one behind the last.
#[inline]
fn byte(text: &str, place: usize) -> usize {
    if place == 0 {
        return 0;
    }
    text.char_indices().nth(place).map_or(text.len(), |(at, _)| at)
}
