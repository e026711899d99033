//! Kinds and cases of characters outside ASCII, where every supported Python says the same; others panic.

mod table;

use table::{FOLDED, RUNS, TITLED};

/// What kind a character is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Not printable: `repr` escapes it.
    Hidden,
    /// Printable, and nothing of the following.
    Other,
    Letter,
    /// A letter in title case.
    Title,
    /// A decimal digit.
    Decimal,
    /// A digit that is not decimal, such as ².
    Digit,
    /// A number that is no digit, such as ½.
    Number,
    /// A letter that is a number, such as 三.
    LetterNumber,
}

impl Kind {
    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Letter | Self::Title | Self::LetterNumber)
    }

    pub(super) fn is_digit(self) -> bool {
        matches!(self, Self::Decimal | Self::Digit)
    }

    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Decimal | Self::Digit | Self::Number | Self::LetterNumber)
    }
}

/// The kind of a character outside ASCII.
pub(crate) fn kind(letter: char) -> Kind {
    let code = u32::from(letter);
    let run = RUNS.partition_point(|run| run >> 4 <= code).checked_sub(1).map_or(0, |at| RUNS[at] & 15);
    match run {
        1 => Kind::Hidden,
        2 => Kind::Other,
        3 => Kind::Letter,
        4 => Kind::Title,
        5 => Kind::Decimal,
        6 => Kind::Digit,
        7 => Kind::Number,
        8 => Kind::LetterNumber,
        _ => panic!("what this character is depends on Python's version"),
    }
}

/// A text whose cases are known. What becomes of a final sigma depends on what surrounds it: it panics.
pub(super) fn cased(text: &str) -> &str {
    for letter in text.chars().filter(|letter| !letter.is_ascii()) {
        assert!(letter != 'Σ', "the lower case of sigma depends on what surrounds it");
        kind(letter);
    }
    text
}

/// A character whose title case is its upper case; another panics.
pub(super) fn titled(letter: char) -> char {
    assert!(!is_within(letter, TITLED), "a title case of its own");
    letter
}

/// A text whose folded case is its lower case; another panics.
pub(super) fn folded(text: &str) -> &str {
    assert!(!text.chars().any(|letter| is_within(letter, FOLDED)), "a folded case of its own");
    text
}

fn is_within(letter: char, ranges: &[(u32, u32)]) -> bool {
    let code = u32::from(letter);
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&code))
}
