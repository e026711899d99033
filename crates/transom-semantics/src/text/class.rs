//! What kind of characters a text has. Outside ASCII, what Python's versions see differently panics.

use super::unicode::{Kind, kind};

/// A text or a single character, to be asked what kind it is.
pub trait Letters {
    /// Whether it has characters and all are of a kind.
    fn every(&self, kind: impl Fn(char) -> bool) -> bool;

    /// The characters one by one.
    fn each(&self, see: impl FnMut(char));
}

impl Letters for str {
    #[inline]
    fn every(&self, kind: impl Fn(char) -> bool) -> bool {
        !self.is_empty() && self.chars().all(kind)
    }

    #[inline]
    fn each(&self, see: impl FnMut(char)) {
        self.chars().for_each(see);
    }
}

impl Letters for String {
    #[inline]
    fn every(&self, kind: impl Fn(char) -> bool) -> bool {
        self.as_str().every(kind)
    }

    #[inline]
    fn each(&self, see: impl FnMut(char)) {
        self.as_str().each(see);
    }
}

impl Letters for crate::Chars<'_> {
    #[inline]
    fn every(&self, kind: impl Fn(char) -> bool) -> bool {
        self.as_str().every(kind)
    }

    #[inline]
    fn each(&self, see: impl FnMut(char)) {
        self.as_str().each(see);
    }
}

impl Letters for char {
    #[inline]
    fn every(&self, kind: impl Fn(char) -> bool) -> bool {
        kind(*self)
    }

    #[inline]
    fn each(&self, mut see: impl FnMut(char)) {
        see(*self);
    }
}

impl<T: Letters + ?Sized> Letters for &T {
    #[inline]
    fn every(&self, kind: impl Fn(char) -> bool) -> bool {
        (**self).every(kind)
    }

    #[inline]
    fn each(&self, see: impl FnMut(char)) {
        (**self).each(see);
    }
}

macro_rules! kinds {
    ($($name:ident: $ascii:expr, $kind:expr;)*) => {
        $(
            #[doc = concat!("`s.", stringify!($name), "()`.")]
            #[inline]
            pub fn $name(text: impl Letters) -> bool {
                let (of_ascii, of_kind) = ($ascii, $kind);
                text.every(|letter| if letter.is_ascii() { of_ascii(&letter) } else { of_kind(kind(letter)) })
            }
        )*
    };
}

kinds! {
    isalpha: char::is_ascii_alphabetic, Kind::is_letter;
    isalnum: char::is_ascii_alphanumeric, |kind: Kind| kind.is_letter() || kind.is_numeric();
    isdigit: char::is_ascii_digit, Kind::is_digit;
    isdecimal: char::is_ascii_digit, |kind: Kind| kind == Kind::Decimal;
    isnumeric: char::is_ascii_digit, Kind::is_numeric;
}

/// The case of a character, as Python asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    None,
    Upper,
    Lower,
    Title,
}

#[inline]
pub(super) fn case(letter: char) -> Case {
    if !letter.is_ascii() && kind(letter) == Kind::Title {
        Case::Title
    } else if letter.is_uppercase() {
        Case::Upper
    } else if letter.is_lowercase() {
        Case::Lower
    } else {
        Case::None
    }
}

/// `s.isspace()`, for all of Unicode.
#[inline]
pub fn isspace(text: impl Letters) -> bool {
    text.every(is_space)
}

/// `s.isascii()`, for all of Unicode: true of nothing, too.
#[inline]
pub fn isascii(text: impl Letters) -> bool {
    let mut ascii = true;
    text.each(|letter| ascii &= letter.is_ascii());
    ascii
}

/// `s.isprintable()`: true of nothing, too.
#[inline]
pub fn isprintable(text: impl Letters) -> bool {
    let mut printable = true;
    text.each(|letter| {
        printable &=
            if letter.is_ascii() { (' '..='~').contains(&letter) } else { kind(letter) != Kind::Hidden };
    });
    printable
}

/// `s.isupper()`.
#[inline]
pub fn isupper(text: impl Letters) -> bool {
    cased(text, Case::Upper)
}

/// `s.islower()`.
#[inline]
pub fn islower(text: impl Letters) -> bool {
    cased(text, Case::Lower)
}

/// Whether there are cased letters, and all are of one case.
#[inline]
fn cased(text: impl Letters, wanted: Case) -> bool {
    let (mut any, mut all) = (false, true);
    text.each(|letter| {
        let case = case(letter);
        any |= case == wanted;
        all &= case == wanted || case == Case::None;
    });
    any && all
}

/// `s.istitle()`.
pub fn istitle(text: impl Letters) -> bool {
    let (mut any, mut all, mut inside) = (false, true, false);
    text.each(|letter| {
        let case = case(letter);
        if case != Case::None {
            any = true;
            all &= (case == Case::Lower) == inside;
        }
        inside = case != Case::None;
    });
    any && all
}

/// `s.isidentifier()`. A character outside ASCII panics.
pub fn isidentifier(text: impl Letters) -> bool {
    let (mut first, mut all) = (true, true);
    text.each(|letter| {
        assert!(letter.is_ascii(), "what a name may have outside ASCII depends on Python's version");
        let begins = letter == '_' || letter.is_ascii_alphabetic();
        all &= begins || (!first && letter.is_ascii_digit());
        first = false;
    });
    all && !first
}

/// What Python takes for white space.
#[inline]
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || ('\x1c'..='\x1f').contains(&letter)
}
