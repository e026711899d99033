//! Texts taken apart and put together.

use super::class::is_space;

/// `s.split()`: at white space.
#[inline]
pub fn split(text: &str) -> Vec<&str> {
    if !text.is_ascii() {
        return text.split(is_space).filter(|word| !word.is_empty()).collect();
    }
    let is_space = |byte: &u8| ASCII_SPACE[usize::from(byte & 127)];
    let (bytes, mut words, mut at) = (text.as_bytes(), few(text.len()), 0);
    loop {
        at += bytes[at..].iter().take_while(|byte| is_space(byte)).count();
        let length = bytes[at..].iter().position(is_space).unwrap_or(bytes.len() - at);
        if length == 0 {
            return words;
        }
        words.push(&text[at..at + length]);
        at += length;
    }
}

/// A list that has room for a few words at once, and is no burden if there is only one.
#[inline]
fn few<'a>(length: usize) -> Vec<&'a str> {
    Vec::with_capacity((length / 8).clamp(1, 64))
}

/// Which ASCII characters are white space.
const ASCII_SPACE: [bool; 128] = {
    let mut space = [false; 128];
    let mut code = 9;
    while code <= 32 {
        space[code] = code <= 13 || code >= 28;
        code += 1;
    }
    space
};

/// `s.split(None, most)`: at white space; a negative number is no limit.
pub fn split_max(text: &str, most: i64) -> Vec<&str> {
    let (mut words, mut rest) = (Vec::new(), lstrip(text));
    while !rest.is_empty() {
        if words.len() as i64 == most {
            words.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        words.push(&rest[..end]);
        rest = lstrip(&rest[end..]);
    }
    words
}

/// `s.split(by, most)`: a negative number is no limit. An empty separator panics.
#[inline]
pub fn split_by<'a>(text: &'a str, by: &str, most: i64) -> Vec<&'a str> {
    assert!(!by.is_empty(), "empty separator");
    match (usize::try_from(most), by.as_bytes()) {
        (Err(_), &[by]) => split_at_byte(text, by),
        (Err(_), _) => text.split(by).collect(),
        (Ok(most), _) => text.splitn(most.saturating_add(1), by).collect(),
    }
}

/// The same for a separator of one byte, which stands in no other character: parts are short, most often.
#[inline]
fn split_at_byte(text: &str, by: u8) -> Vec<&str> {
    let (bytes, mut parts, mut at) = (text.as_bytes(), few(text.len()), 0);
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == by) {
        parts.push(&text[at..at + length]);
        at += length + 1;
    }
    parts.push(&text[at..]);
    parts
}

/// `s.rsplit(None, most)`: at white space, from the right; a negative number is no limit.
pub fn rsplit(text: &str, most: i64) -> Vec<&str> {
    let (mut words, mut rest) = (Vec::new(), rstrip(text));
    while !rest.is_empty() {
        if words.len() as i64 == most {
            words.push(rest);
            break;
        }
        let begin = rest.char_indices().rev().find(|(_, letter)| is_space(*letter));
        let begin = begin.map_or(0, |(at, letter)| at + letter.len_utf8());
        words.push(&rest[begin..]);
        rest = rstrip(&rest[..begin]);
    }
    words.reverse();
    words
}

/// `s.rsplit(by, most)`: a negative number is no limit. An empty separator panics.
pub fn rsplit_by<'a>(text: &'a str, by: &str, most: i64) -> Vec<&'a str> {
    assert!(!by.is_empty(), "empty separator");
    let most = usize::try_from(most).map_or(usize::MAX, |most| most.saturating_add(1));
    let mut parts: Vec<&str> = text.rsplitn(most, by).collect();
    parts.reverse();
    parts
}

/// `s.splitlines()`.
pub fn splitlines(text: &str) -> Vec<&str> {
    lines(text, false)
}

/// `s.splitlines(keepends=True)`.
pub fn splitlines_keep(text: &str) -> Vec<&str> {
    lines(text, true)
}

fn lines(text: &str, keep: bool) -> Vec<&str> {
    let ends = |letter: char| {
        matches!(letter, '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    let (mut lines, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let Some((end, letter)) = rest.char_indices().find(|(_, letter)| ends(*letter)) else {
            lines.push(rest);
            break;
        };
        let next = if rest[end..].starts_with("\r\n") { end + 2 } else { end + letter.len_utf8() };
        lines.push(if keep { &rest[..next] } else { &rest[..end] });
        rest = &rest[next..];
    }
    lines
}

/// `s.strip()`.
#[inline]
pub fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `s.lstrip()`.
#[inline]
pub fn lstrip(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// `s.rstrip()`.
#[inline]
pub fn rstrip(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// `s.strip(letters)`.
#[inline]
pub fn strip_of<'a>(text: &'a str, letters: &str) -> &'a str {
    let letters = OneOf::new(letters);
    text.trim_matches(|letter| letters.has(letter))
}

/// `s.lstrip(letters)`.
#[inline]
pub fn lstrip_of<'a>(text: &'a str, letters: &str) -> &'a str {
    let letters = OneOf::new(letters);
    text.trim_start_matches(|letter| letters.has(letter))
}

/// `s.rstrip(letters)`.
#[inline]
pub fn rstrip_of<'a>(text: &'a str, letters: &str) -> &'a str {
    let letters = OneOf::new(letters);
    text.trim_end_matches(|letter| letters.has(letter))
}

/// Letters to be asked for one after the other: those of ASCII by one bit each.
struct OneOf<'a> {
    letters: &'a str,
    ascii: u128,
}

impl<'a> OneOf<'a> {
    #[inline]
    fn new(letters: &'a str) -> Self {
        let ascii = letters.bytes().filter(u8::is_ascii).fold(0, |ascii, byte| ascii | 1_u128 << byte);
        Self { letters, ascii }
    }

    #[inline]
    fn has(&self, letter: char) -> bool {
        if letter.is_ascii() { self.ascii >> (letter as u32) & 1 == 1 } else { self.letters.contains(letter) }
    }
}

/// `s.removeprefix(t)`.
#[inline]
pub fn removeprefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or(text)
}

/// `s.removesuffix(t)`.
#[inline]
pub fn removesuffix<'a>(text: &'a str, suffix: &str) -> &'a str {
    text.strip_suffix(suffix).unwrap_or(text)
}

/// `s.splitlines(keepends)`.
pub fn splitlines_as(text: &str, keepends: bool) -> Vec<&str> {
    if keepends { splitlines_keep(text) } else { splitlines(text) }
}

/// `s.partition(by)`. An empty separator panics.
pub fn partition<'a>(text: &'a str, by: &str) -> (&'a str, &'a str, &'a str) {
    assert!(!by.is_empty(), "empty separator");
    text.find(by).map_or((text, "", ""), |at| around(text, at, by.len()))
}

/// `s.rpartition(by)`. An empty separator panics.
pub fn rpartition<'a>(text: &'a str, by: &str) -> (&'a str, &'a str, &'a str) {
    assert!(!by.is_empty(), "empty separator");
    text.rfind(by).map_or(("", "", text), |at| around(text, at, by.len()))
}

fn around(text: &str, at: usize, length: usize) -> (&str, &str, &str) {
    (&text[..at], &text[at..at + length], &text[at + length..])
}

/// `between.join(parts)`, of texts or characters.
pub fn join<T: Part>(between: &str, parts: impl IntoIterator<Item = T>) -> String {
    let parts = parts.into_iter();
    let mut joined = String::with_capacity(parts.size_hint().0.min(ROOM_MAX).saturating_mul(T::ROOM));
    let mut first = true;
    for part in parts {
        if !first {
            joined.push_str(between);
        }
        first = false;
        part.push_to(&mut joined);
    }
    joined
}

/// For more parts no room is made before they are seen.
const ROOM_MAX: usize = 1 << 16;

/// What can be joined: a text or a character.
pub trait Part {
    /// How many bytes are made room for at once.
    const ROOM: usize;

    /// Appends itself to a text.
    fn push_to(&self, out: &mut String);
}

impl Part for char {
    const ROOM: usize = 1;

    #[inline]
    fn push_to(&self, out: &mut String) {
        out.push(*self);
    }
}

impl Part for str {
    const ROOM: usize = 8;

    #[inline]
    fn push_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for String {
    const ROOM: usize = 8;

    #[inline]
    fn push_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Part for crate::Chars<'_> {
    const ROOM: usize = 8;

    #[inline]
    fn push_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl<T: Part + ?Sized> Part for &T {
    const ROOM: usize = T::ROOM;

    #[inline]
    fn push_to(&self, out: &mut String) {
        (**self).push_to(out);
    }
}
