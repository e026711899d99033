//! Python's `==`, where it differs from Rust's: numbers of different types, text of different types, and a NaN
//! inside a container, which Python finds equal to itself by identity.

use crate::{Chars, Deque, Dict, Key, Number, Set};

/// What Python compares with `==`.
pub trait Equal<Other: ?Sized = Self> {
    /// `self == other`.
    fn equals(&self, other: &Other) -> bool;

    /// Whether Python takes one for the other inside a container, where identity counts before `==`.
    ///
    /// Two NaNs may be one object or not, which cannot be seen here: they panic.
    #[inline]
    fn same(&self, other: &Other) -> bool {
        self.equals(other)
    }
}

/// `a == b`.
#[inline]
pub fn equal<A: Equal<B> + ?Sized, B: ?Sized>(one: &A, other: &B) -> bool {
    one.equals(other)
}

macro_rules! equals {
    ($($one:ty, $other:ty: |$a:ident, $b:ident| $same:expr;)*) => {
        $(impl Equal<$other> for $one {
            #[inline]
            fn equals(&self, other: &$other) -> bool {
                let ($a, $b) = (self, other);
                $same
            }
        })*
    };
}

equals! {
    i64, i64: |a, b| a == b;
    // Rust's own choice for literals that nothing else settles.
    i32, i32: |a, b| a == b;
    u8, u8: |a, b| a == b;
    bool, bool: |a, b| a == b;
    bool, i64: |a, b| i64::from(*a) == *b;
    i64, bool: |a, b| *a == i64::from(*b);
    bool, f64: |a, b| f64::from(*a) == *b;
    f64, bool: |a, b| *a == f64::from(*b);
    i64, f64: |a, b| crate::float::eq_int(*b, *a);
    f64, i64: |a, b| crate::float::eq_int(*a, *b);
    i64, Number: |a, b| a == b;
    Number, i64: |a, b| a == b;
    f64, Number: |a, b| a == b;
    Number, f64: |a, b| a == b;
    char, char: |a, b| a == b;
    char, str: |a, b| is_char(b, *a);
    str, char: |a, b| is_char(a, *b);
    char, String: |a, b| is_char(b, *a);
    String, char: |a, b| is_char(a, *b);
    str, str: |a, b| a == b;
    str, String: |a, b| a == b.as_str();
    String, str: |a, b| a.as_str() == b;
    String, String: |a, b| a == b;
    (), (): |_a, _b| true;
}

impl Equal for f64 {
    #[inline]
    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    #[inline]
    fn same(&self, other: &Self) -> bool {
        assert!(!self.is_nan() || !other.is_nan(), "whether two NaNs are one object cannot be seen");
        self == other
    }
}

impl Equal for Number {
    #[inline]
    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    #[inline]
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Float(one), Self::Float(other)) => one.same(other),
            _ => self == other,
        }
    }
}

macro_rules! lent {
    ($($one:ty, $other:ty;)*) => {
        $(impl<'a> Equal<$other> for $one {
            #[inline]
            fn equals(&self, other: &$other) -> bool {
                AsRef::<str>::as_ref(self) == AsRef::<str>::as_ref(other)
            }
        })*
    };
}

lent! {
    &'a str, str;
    &'a str, String;
    String, &'a str;
    str, &'a str;
}

impl Equal<char> for &str {
    #[inline]
    fn equals(&self, other: &char) -> bool {
        is_char(self, *other)
    }
}

impl Equal<&str> for char {
    #[inline]
    fn equals(&self, other: &&str) -> bool {
        is_char(other, *self)
    }
}

impl Equal for Chars<'_> {
    fn equals(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl<A: Equal<B> + ?Sized, B: ?Sized> Equal<&B> for &A {
    #[inline]
    fn equals(&self, other: &&B) -> bool {
        (**self).equals(*other)
    }

    #[inline]
    fn same(&self, other: &&B) -> bool {
        (**self).same(*other)
    }
}

impl<A: Equal<B>, B> Equal<Option<B>> for Option<A> {
    #[inline]
    fn equals(&self, other: &Option<B>) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.equals(other),
            (None, None) => true,
            _ => false,
        }
    }

    #[inline]
    fn same(&self, other: &Option<B>) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<A: Equal<B>, B> Equal<[B]> for [A] {
    #[inline]
    fn equals(&self, other: &[B]) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.same(other))
    }
}

impl<T: Equal<Q>, Q> Equal<Vec<Q>> for Vec<T> {
    #[inline]
    fn equals(&self, other: &Vec<Q>) -> bool {
        self.as_slice().equals(other.as_slice())
    }
}

impl<T: Equal<Q>, Q> Equal<[Q]> for Vec<T> {
    #[inline]
    fn equals(&self, other: &[Q]) -> bool {
        self.as_slice().equals(other)
    }
}

impl<A: Equal<B>, B> Equal<Vec<B>> for [A] {
    #[inline]
    fn equals(&self, other: &Vec<B>) -> bool {
        self.equals(other.as_slice())
    }
}

impl<A: Equal<B>, B, const N: usize, const M: usize> Equal<[B; M]> for [A; N] {
    #[inline]
    fn equals(&self, other: &[B; M]) -> bool {
        self.as_slice().equals(other.as_slice())
    }
}

impl<K: Key, V: Equal> Equal for Dict<K, V> {
    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Key> Equal for Set<T> {
    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}

impl<T: Equal> Equal for Deque<T> {
    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}

macro_rules! tuples {
    ($(($($name:ident $other:ident $at:tt),*))*) => {
        $(impl<$($name: Equal<$other>, $other),*> Equal<($($other,)*)> for ($($name,)*) {
            #[inline]
            fn equals(&self, other: &($($other,)*)) -> bool {
                $(self.$at.same(&other.$at))&&*
            }
        })*
    };
}

tuples! {
    (A OA 0)
    (A OA 0, B OB 1)
    (A OA 0, B OB 1, C OC 2)
    (A OA 0, B OB 1, C OC 2, D OD 3)
    (A OA 0, B OB 1, C OC 2, D OD 3, E OE 4)
    (A OA 0, B OB 1, C OC 2, D OD 3, E OE 4, F OF 5)
    (A OA 0, B OB 1, C OC 2, D OD 3, E OE 4, F OF 5, G OG 6)
    (A OA 0, B OB 1, C OC 2, D OD 3, E OE 4, F OF 5, G OG 6, H OH 7)
}

#[inline]
fn is_char(text: &str, letter: char) -> bool {
    // One letter of ASCII is one byte: no text is taken apart for it.
    match text.as_bytes() {
        &[byte] => char::from(byte) == letter,
        _ => text.len() == letter.len_utf8() && text.starts_with(letter),
    }
}
