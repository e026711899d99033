//! [`Chars`]: text that is indexed, in constant time.

use std::borrow::Cow;
use std::ops::Deref;

use crate::index::item;
use crate::slice::{between, bounds, clamp};

/// A text with its code points at hand: an index costs the same whether the text is ASCII or not.
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    text: Cow<'a, str>,
    /// Where each code point begins, and the end; nothing for ASCII, where that is known.
    begins: Vec<u32>,
}

impl<'a> Chars<'a> {
    /// The view of a text, borrowed or owned. A text of four gigabytes panics.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let begins = if text.is_ascii() {
            Vec::new()
        } else {
            let end = u32::try_from(text.len()).expect("an indexed text is shorter than four gigabytes");
            text.char_indices().map(|(at, _)| at as u32).chain([end]).collect()
        };
        Self { text, begins }
    }

    /// How many code points there are.
    #[inline]
    pub fn count(&self) -> usize {
        if self.begins.is_empty() { self.text.len() } else { self.begins.len() - 1 }
    }

    /// `s[index]`. Out of range panics.
    #[expect(clippy::inline_always, reason = "a call for each character would take longer than reading it")]
    #[inline(always)]
    #[track_caller]
    pub fn at(&self, index: i64) -> char {
        if self.begins.is_empty() { char::from(*item(self.text.as_bytes(), index)) } else { self.wide(index) }
    }

    /// The same for a text that is not ASCII.
    #[inline(never)]
    #[track_caller]
    fn wide(&self, index: i64) -> char {
        let begin = *item(&self.begins[..self.begins.len() - 1], index);
        self.text[begin as usize..].chars().next().expect("no code point begins at the end")
    }

    /// `s[start:stop]`, borrowed.
    #[inline]
    pub fn range(&self, start: i64, stop: i64) -> &str {
        let range = between(self.count(), start, stop);
        &self.text[self.byte(range.start)..self.byte(range.end)]
    }

    /// `s[:stop]`, borrowed.
    #[inline]
    pub fn head(&self, stop: i64) -> &str {
        &self.text[..self.byte(clamp(stop, self.count()))]
    }

    /// `s[start:]`, borrowed.
    #[inline]
    pub fn tail(&self, start: i64) -> &str {
        &self.text[self.byte(clamp(start, self.count()))..]
    }

    /// `s[start:stop:step]`.
    pub fn part(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> String {
        let bounds = bounds(self.count(), start, stop, step);
        if bounds.step == 1 {
            return self.range(bounds.start, bounds.stop.max(bounds.start)).to_owned();
        }
        (0..bounds.count as i64).map(|nth| self.at(bounds.start + nth * bounds.step)).collect()
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, as the caller's own.
    pub fn into_string(self) -> String {
        self.text.into_owned()
    }

    /// The characters.
    #[inline]
    pub fn iter(&self) -> std::str::Chars<'_> {
        self.text.chars()
    }

    /// Where the code point with this number begins in bytes.
    #[inline]
    fn byte(&self, place: usize) -> usize {
        if self.begins.is_empty() { place } else { self.begins[place] as usize }
    }
}

impl<'a> From<&'a str> for Chars<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Chars<'_> {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Deref for Chars<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Chars<'_> {
    #[inline]
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<'b> IntoIterator for &'b Chars<'_> {
    type Item = char;
    type IntoIter = std::str::Chars<'b>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Chars<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl PartialEq<str> for Chars<'_> {
    fn eq(&self, other: &str) -> bool {
        *self.text == *other
    }
}

impl PartialEq<&str> for Chars<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self.text == **other
    }
}
