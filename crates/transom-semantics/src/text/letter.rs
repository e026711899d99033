//! Texts of one character, which Python's `s[i]` is.

use std::cell::RefCell;

use crate::Dict;

/// The texts of ASCII, one after the other.
const ASCII: &str = match std::str::from_utf8(&BYTES) {
    Ok(text) => text,
    Err(_) => "",
};

const BYTES: [u8; 128] = {
    let mut bytes = [0; 128];
    let mut at = 0;
    while at < 128 {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

thread_local! {
    static OTHERS: RefCell<Dict<char, &'static str>> = RefCell::new(Dict::new());
}

/// The text that is this one character.
///
/// It lasts for ever, as Python's own one-letter texts do: one for each character that was ever asked for.
#[inline]
pub fn of(letter: char) -> &'static str {
    match ASCII.get(letter as usize..=letter as usize) {
        Some(text) => text,
        None => kept(letter),
    }
}

fn kept(letter: char) -> &'static str {
    OTHERS.with_borrow_mut(|others| {
        if let Some(text) = others.find(&letter) {
            return *text;
        }
        let text: &'static str = Box::leak(letter.to_string().into_boxed_str());
        others.set(letter, text);
        text
    })
}
