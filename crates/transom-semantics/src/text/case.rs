//! Upper and lower case. Letters outside ASCII panic.

use super::class::ascii;

fn of_ascii(text: &str) -> &str {
    assert!(text.is_ascii(), "cases of letters outside ASCII depend on Python's version");
    text
}

/// `s.upper()`.
pub fn upper(text: &str) -> String {
    of_ascii(text).to_ascii_uppercase()
}

/// `s.lower()`.
pub fn lower(text: &str) -> String {
    of_ascii(text).to_ascii_lowercase()
}

/// `s.casefold()`.
pub fn casefold(text: &str) -> String {
    lower(text)
}

/// `s.capitalize()`.
pub fn capitalize(text: &str) -> String {
    let mut text = lower(text);
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// `s.swapcase()`.
pub fn swapcase(text: &str) -> String {
    let swap = |letter: char| {
        if ascii(letter).is_ascii_uppercase() {
            letter.to_ascii_lowercase()
        } else {
            letter.to_ascii_uppercase()
        }
    };
    text.chars().map(swap).collect()
}

/// `s.title()`.
pub fn title(text: &str) -> String {
    let mut inside = false;
    let letter = |letter: char| {
        let cased = ascii(letter).is_ascii_alphabetic();
        let titled = if inside { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() };
        inside = cased;
        titled
    };
    text.chars().map(letter).collect()
}
