//! Upper and lower case. Outside ASCII, what Python's versions see differently panics, and so does a sigma.

use super::class::{Case, case};
use super::unicode::{cased, folded, titled};

/// `s.upper()`.
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { cased(text).to_uppercase() }
}

/// `s.lower()`.
pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { cased(text).to_lowercase() }
}

/// `s.casefold()`.
pub fn casefold(text: &str) -> String {
    lower(folded(text))
}

/// `s.capitalize()`.
pub fn capitalize(text: &str) -> String {
    let mut letters = cased(text).chars();
    let Some(first) = letters.next() else { return String::new() };
    titled(first).to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// `s.swapcase()`.
pub fn swapcase(text: &str) -> String {
    let mut swapped = String::with_capacity(text.len());
    for letter in cased(text).chars() {
        match case(letter) {
            Case::Upper => swapped.extend(letter.to_lowercase()),
            Case::Lower => swapped.extend(letter.to_uppercase()),
            Case::Title | Case::None => swapped.push(letter),
        }
    }
    swapped
}

/// `s.title()`.
pub fn title(text: &str) -> String {
    let (mut titled_text, mut inside) = (String::with_capacity(text.len()), false);
    for letter in cased(text).chars() {
        if inside {
            titled_text.extend(letter.to_lowercase());
        } else {
            titled_text.extend(titled(letter).to_uppercase());
        }
        inside = case(letter) != Case::None;
    }
    titled_text
}
