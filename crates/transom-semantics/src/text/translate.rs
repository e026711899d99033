//! `str.maketrans` and `translate`.

use crate::Dict;

/// What a character becomes: a text, a character, its code point, or nothing.
pub trait Translation {
    /// Appends it.
    fn append(&self, out: &mut String);
}

impl Translation for String {
    fn append(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Translation for &str {
    fn append(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Translation for char {
    fn append(&self, out: &mut String) {
        out.push(*self);
    }
}

impl Translation for i64 {
    fn append(&self, out: &mut String) {
        out.push(super::chr(*self));
    }
}

impl<T: Translation> Translation for Option<T> {
    fn append(&self, out: &mut String) {
        if let Some(translation) = self {
            translation.append(out);
        }
    }
}

/// What `str.maketrans` gives.
#[derive(Clone, Debug, Default)]
pub struct Table(Dict<char, String>);

impl Table {
    /// `str.maketrans(from, to, deleted)`. Texts of different lengths panic.
    pub fn new(from: &str, to: &str, deleted: &str) -> Self {
        let equal = super::size(from) == super::size(to);
        assert!(equal, "the first two maketrans arguments must have equal length");
        let mut table: Dict<char, String> = from.chars().zip(to.chars().map(String::from)).collect();
        table.update(deleted.chars().map(|letter| (letter, String::new())));
        Self(table)
    }

    /// `str.maketrans(dict)`. A key of more than one character panics.
    pub fn of<T: Translation>(entries: impl IntoIterator<Item = (char, T)>) -> Self {
        let written = |(letter, translation): (char, T)| {
            let mut text = String::new();
            translation.append(&mut text);
            (letter, text)
        };
        Self(entries.into_iter().map(written).collect())
    }

    /// `s.translate(table)`.
    pub fn translate(&self, text: &str) -> String {
        let mut translated = String::with_capacity(text.len());
        for letter in text.chars() {
            match self.0.find(&letter) {
                Some(part) => translated.push_str(part),
                None => translated.push(letter),
            }
        }
        translated
    }
}

/// `s.translate(table)` of a dict by code points.
pub fn translate<T: Translation>(text: &str, table: &Dict<i64, T>) -> String {
    let mut translated = String::with_capacity(text.len());
    for letter in text.chars() {
        match table.find(&i64::from(u32::from(letter))) {
            Some(part) => part.append(&mut translated),
            None => translated.push(letter),
        }
    }
    translated
}
