//! `str.maketrans` and `translate`.

use super::split::Part;
use crate::Dict;

/// `str.maketrans(from, to)`. Texts of different lengths panic.
pub fn maketrans(from: &str, to: &str) -> Dict<char, String> {
    maketrans_delete(from, to, "")
}

/// `str.maketrans(from, to, deleted)`. Texts of different lengths panic.
pub fn maketrans_delete(from: &str, to: &str, deleted: &str) -> Dict<char, String> {
    assert!(super::size(from) == super::size(to), "the first two maketrans arguments must have equal length");
    let mut table: Dict<char, String> = from.chars().zip(to.chars().map(String::from)).collect();
    table.update(deleted.chars().map(|letter| (letter, String::new())));
    table
}

/// `s.translate(table)`: a character whose translation is empty is deleted.
pub fn translate<T: Part>(text: &str, table: &Dict<char, T>) -> String {
    let mut translated = String::with_capacity(text.len());
    for letter in text.chars() {
        match table.find(&letter) {
            Some(part) => part.push_to(&mut translated),
            None => translated.push(letter),
        }
    }
    translated
}
