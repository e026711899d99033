//! `repr(x)` and `str(x)`: values as Python prints them.

use std::fmt::Write as _;

use crate::text::{Kind, kind};
use crate::{Deque, Dict, Number, Set, float};

/// A value that Python prints.
pub trait Repr {
    /// Appends `repr(x)`.
    fn write_repr(&self, out: &mut String);

    /// Appends `str(x)`, which differs for text only.
    #[inline]
    fn write_str(&self, out: &mut String) {
        self.write_repr(out);
    }
}

/// `repr(x)`.
pub fn repr<T: Repr + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    value.write_repr(&mut out);
    out
}

/// `str(x)`.
pub fn str<T: Repr + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    value.write_str(&mut out);
    out
}

/// `ascii(x)`.
pub fn ascii<T: Repr + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    for letter in repr(value).chars() {
        let written = match u32::from(letter) {
            0..=0x7f => {
                out.push(letter);
                Ok(())
            }
            code @ ..=0xff => write!(out, "\\x{code:02x}"),
            code @ ..=0xffff => write!(out, "\\u{code:04x}"),
            code => write!(out, "\\U{code:08x}"),
        };
        written.expect("a string takes everything");
    }
    out
}

impl Repr for i64 {
    fn write_repr(&self, out: &mut String) {
        // Twenty characters hold every 64-bit integer.
        let (mut digits, mut at, mut rest) = ([0_u8; 20], 20, self.unsigned_abs());
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if *self < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        out.push_str(std::str::from_utf8(&digits[at..]).expect("digits are ASCII"));
    }
}

/// Rust's own choice for literals that nothing else settles.
impl Repr for i32 {
    fn write_repr(&self, out: &mut String) {
        i64::from(*self).write_repr(out);
    }
}

impl Repr for u8 {
    fn write_repr(&self, out: &mut String) {
        i64::from(*self).write_repr(out);
    }
}

impl Repr for f64 {
    fn write_repr(&self, out: &mut String) {
        float::write_repr(out, *self);
    }
}

impl Repr for bool {
    fn write_repr(&self, out: &mut String) {
        out.push_str(if *self { "True" } else { "False" });
    }
}

impl Repr for () {
    fn write_repr(&self, out: &mut String) {
        out.push_str("None");
    }
}

impl Repr for Number {
    fn write_repr(&self, out: &mut String) {
        match self {
            Self::Int(value) => value.write_repr(out),
            Self::Float(value) => value.write_repr(out),
        }
    }
}

impl Repr for str {
    fn write_repr(&self, out: &mut String) {
        let quote = if self.contains('\'') && !self.contains('"') { '"' } else { '\'' };
        out.push(quote);
        for letter in self.chars() {
            write_letter(letter, quote, out);
        }
        out.push(quote);
    }

    fn write_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

/// One character between quotes. One that is printable in some versions of Python only panics.
fn write_letter(letter: char, quote: char, out: &mut String) {
    match letter {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if letter == quote => out.extend(['\\', letter]),
        ' '..='~' => out.push(letter),
        _ if !letter.is_ascii() && kind(letter) != Kind::Hidden => out.push(letter),
        _ => match u32::from(letter) {
            code @ ..=0xff => write!(out, "\\x{code:02x}"),
            code @ ..=0xffff => write!(out, "\\u{code:04x}"),
            code => write!(out, "\\U{code:08x}"),
        }
        .expect("a string takes everything"),
    }
}

impl Repr for String {
    fn write_repr(&self, out: &mut String) {
        self.as_str().write_repr(out);
    }

    fn write_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Repr for crate::Chars<'_> {
    fn write_repr(&self, out: &mut String) {
        self.as_str().write_repr(out);
    }

    fn write_str(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Repr for char {
    fn write_repr(&self, out: &mut String) {
        self.encode_utf8(&mut [0; 4]).write_repr(out);
    }

    fn write_str(&self, out: &mut String) {
        out.push(*self);
    }
}

impl<T: Repr> Repr for Option<T> {
    fn write_repr(&self, out: &mut String) {
        match self {
            Some(value) => value.write_repr(out),
            None => out.push_str("None"),
        }
    }

    fn write_str(&self, out: &mut String) {
        match self {
            Some(value) => value.write_str(out),
            None => out.push_str("None"),
        }
    }
}

impl<T: Repr + ?Sized> Repr for &T {
    fn write_repr(&self, out: &mut String) {
        (**self).write_repr(out);
    }

    fn write_str(&self, out: &mut String) {
        (**self).write_str(out);
    }
}

impl<T: Repr + ?Sized> Repr for Box<T> {
    fn write_repr(&self, out: &mut String) {
        (**self).write_repr(out);
    }

    fn write_str(&self, out: &mut String) {
        (**self).write_str(out);
    }
}

/// Appends items between brackets; of a tuple of one, the comma.
pub(crate) fn sequence<'a, T: Repr + 'a>(
    out: &mut String,
    open: char,
    items: impl Iterator<Item = &'a T>,
    close: char,
) {
    out.push(open);
    let mut written = 0;
    for item in items {
        if written > 0 {
            out.push_str(", ");
        }
        item.write_repr(out);
        written += 1;
    }
    if written == 1 && close == ')' {
        out.push(',');
    }
    out.push(close);
}

impl<T: Repr> Repr for [T] {
    fn write_repr(&self, out: &mut String) {
        sequence(out, '[', self.iter(), ']');
    }
}

impl<T: Repr> Repr for Vec<T> {
    fn write_repr(&self, out: &mut String) {
        sequence(out, '[', self.iter(), ']');
    }
}

/// An array stands for a tuple of that many alike.
impl<T: Repr, const N: usize> Repr for [T; N] {
    fn write_repr(&self, out: &mut String) {
        sequence(out, '(', self.iter(), ')');
    }
}

/// `repr` of a tuple of any length, which is kept as a list.
pub fn tuple<T: Repr>(items: &[T]) -> String {
    let mut out = String::new();
    sequence(&mut out, '(', items.iter(), ')');
    out
}

impl<T: Repr> Repr for Deque<T> {
    fn write_repr(&self, out: &mut String) {
        out.push_str("deque(");
        sequence(out, '[', self.iter(), ']');
        if let Some(longest) = self.maxlen() {
            out.push_str(", maxlen=");
            longest.write_repr(out);
        }
        out.push(')');
    }
}

impl<K: Repr, V: Repr> Repr for Dict<K, V> {
    fn write_repr(&self, out: &mut String) {
        out.push('{');
        for (nth, (key, value)) in self.items().enumerate() {
            if nth > 0 {
                out.push_str(", ");
            }
            key.write_repr(out);
            out.push_str(": ");
            value.write_repr(out);
        }
        out.push('}');
    }
}

/// The order of two elements or more depends on hashes: that panics.
impl<T: Repr> Repr for Set<T> {
    fn write_repr(&self, out: &mut String) {
        assert!(self.count() < 2, "the order of a set depends on hashes");
        if self.is_empty() {
            out.push_str("set()");
        } else {
            sequence(out, '{', self.unordered(), '}');
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),+))*) => {
        $(impl<$($name: Repr),+> Repr for ($($name,)+) {
            fn write_repr(&self, out: &mut String) {
                out.push('(');
                $(
                    if $at > 0 {
                        out.push_str(", ");
                    }
                    self.$at.write_repr(out);
                )+
                if [$($at),+].len() == 1 {
                    out.push(',');
                }
                out.push(')');
            }
        })*
    };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}
