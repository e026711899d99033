//! What kind of characters a text has. Outside ASCII these panic, but for white space.

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

/// An ASCII character; any other panics.
#[inline]
pub(super) fn ascii(letter: char) -> char {
    assert!(letter.is_ascii(), "kinds and cases of letters outside ASCII depend on Python's version");
    letter
}

macro_rules! kinds {
    ($($name:ident: $kind:expr;)*) => {
        $(
            #[doc = concat!("`s.", stringify!($name), "()`.")]
            #[inline]
            pub fn $name(text: impl Letters) -> bool {
                let kind = $kind;
                text.every(|letter| kind(&ascii(letter)))
            }
        )*
    };
}

kinds! {
    isalpha: char::is_ascii_alphabetic;
    isalnum: char::is_ascii_alphanumeric;
    isdigit: char::is_ascii_digit;
    isdecimal: char::is_ascii_digit;
    isnumeric: char::is_ascii_digit;
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
    text.each(|letter| printable &= (' '..='~').contains(&ascii(letter)));
    printable
}

/// `s.isupper()`.
#[inline]
pub fn isupper(text: impl Letters) -> bool {
    cased(text, |letter| letter.is_ascii_uppercase())
}

/// `s.islower()`.
#[inline]
pub fn islower(text: impl Letters) -> bool {
    cased(text, |letter| letter.is_ascii_lowercase())
}

/// Whether there are letters, and all are of one case.
#[inline]
fn cased(text: impl Letters, case: impl Fn(char) -> bool) -> bool {
    let (mut any, mut all) = (false, true);
    text.each(|letter| {
        if ascii(letter).is_ascii_alphabetic() {
            any = true;
            all &= case(letter);
        }
    });
    any && all
}

/// `s.istitle()`.
pub fn istitle(text: impl Letters) -> bool {
    let (mut any, mut all, mut inside) = (false, true, false);
    text.each(|letter| {
        let cased = ascii(letter).is_ascii_alphabetic();
        if cased {
            any = true;
            all &= letter.is_ascii_lowercase() == inside;
        }
        inside = cased;
    });
    any && all
}

/// `s.isidentifier()`.
pub fn isidentifier(text: impl Letters) -> bool {
    let (mut first, mut all) = (true, true);
    text.each(|letter| {
        let begins = letter == '_' || ascii(letter).is_ascii_alphabetic();
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
