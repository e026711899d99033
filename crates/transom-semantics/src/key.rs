//! What can be a key of a dict or an element of a set, and what may be looked up in its place.
//!
//! As in Python, numbers that are equal are the same key: `1`, `1.0` and `True`. Text is one key whether it is owned,
//! borrowed or a single character. A NaN as a key panics.

use std::hash::Hasher;

use crate::Number;

/// A value that can be a key.
pub trait Key: Lookup<Self> + Sized {}

impl<K: Lookup<K>> Key for K {}

/// A value that can be looked up among keys of type `K`.
pub trait Lookup<K> {
    /// Hashes as an equal key of type `K` would.
    fn hash_as_key<H: Hasher>(&self, state: &mut H);

    /// Whether this is that key.
    fn is_key(&self, key: &K) -> bool;
}

impl<K, T: Lookup<K> + ?Sized> Lookup<K> for &T {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        (**self).hash_as_key(state);
    }

    #[inline]
    fn is_key(&self, key: &K) -> bool {
        (**self).is_key(key)
    }
}

macro_rules! lookups {
    ($($type:ty as $key:ty: |$value:ident, $state:ident| $hash:expr, |$own:ident, $other:ident| $same:expr;)*) => {
        $(impl Lookup<$key> for $type {
            #[inline]
            fn hash_as_key<H: Hasher>(&self, $state: &mut H) {
                let $value = self;
                $hash
            }

            #[inline]
            fn is_key(&self, $other: &$key) -> bool {
                let $own = self;
                $same
            }
        })*
    };
}

lookups! {
    i64 as i64: |value, state| state.write_i64(*value), |own, key| own == key;
    // Rust's own choice for literals that nothing else settles.
    i32 as i32: |value, state| state.write_i64(i64::from(*value)), |own, key| own == key;
    bool as bool: |value, state| state.write_i64(i64::from(*value)), |own, key| own == key;
    bool as i64: |value, state| state.write_i64(i64::from(*value)), |own, key| i64::from(*own) == *key;
    u8 as u8: |value, state| state.write_u8(*value), |own, key| own == key;
    char as char: |value, state| state.write_u32(u32::from(*value)), |own, key| own == key;
    str as char: |value, state| state.write_u32(single(value)), |own, key| single(own) == u32::from(*key);
    String as char: |value, state| state.write_u32(single(value)), |own, key| single(own) == u32::from(*key);
    str as String: |value, state| state.write(value.as_bytes()), |own, key| own == key;
    String as String: |value, state| state.write(value.as_bytes()), |own, key| own == key;
    char as String: |value, state| state.write(value.encode_utf8(&mut [0; 4]).as_bytes()), |own, key| is_char(key, *own);
    () as (): |_value, state| state.write_u8(0), |_own, _key| true;
    f64 as f64: |value, state| hash_float(*value, state), |own, key| own == key;
    i64 as f64: |value, state| state.write_i64(*value), |own, key| crate::float::eq_int(*key, *own);
    f64 as i64: |value, state| hash_float(*value, state), |own, key| crate::float::eq_int(*own, *key);
    Number as Number: |value, state| hash_number(*value, state), |own, key| own == key;
    i64 as Number: |value, state| state.write_i64(*value), |own, key| key == own;
    f64 as Number: |value, state| hash_float(*value, state), |own, key| key == own;
}

impl<'a> Lookup<&'a str> for str {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        state.write(self.as_bytes());
    }

    #[inline]
    fn is_key(&self, key: &&'a str) -> bool {
        self == *key
    }
}

impl<'a> Lookup<&'a str> for String {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        state.write(self.as_bytes());
    }

    #[inline]
    fn is_key(&self, key: &&'a str) -> bool {
        self == key
    }
}

impl<'a> Lookup<&'a str> for char {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        state.write(self.encode_utf8(&mut [0; 4]).as_bytes());
    }

    #[inline]
    fn is_key(&self, key: &&'a str) -> bool {
        is_char(key, *self)
    }
}

impl<K, T: Lookup<K>> Lookup<Option<K>> for Option<T> {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        match self {
            Some(value) => value.hash_as_key(state),
            None => state.write_u8(0),
        }
    }

    #[inline]
    fn is_key(&self, key: &Option<K>) -> bool {
        match (self, key) {
            (Some(value), Some(key)) => value.is_key(key),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<K, T: Lookup<K>, const N: usize> Lookup<[K; N]> for [T; N] {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        for item in self {
            item.hash_as_key(state);
        }
    }

    #[inline]
    fn is_key(&self, key: &[K; N]) -> bool {
        self.iter().zip(key).all(|(item, key)| item.is_key(key))
    }
}

/// A tuple of any length, `tuple[int, ...]`. (A list is not a key; whoever drafts sees to that.)
impl<K, T: Lookup<K>> Lookup<Vec<K>> for Vec<T> {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash_as_key(state);
    }

    #[inline]
    fn is_key(&self, key: &Vec<K>) -> bool {
        self.as_slice().is_key(key)
    }
}

impl<K, T: Lookup<K>> Lookup<Vec<K>> for [T] {
    #[inline]
    fn hash_as_key<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        for item in self {
            item.hash_as_key(state);
        }
    }

    #[inline]
    fn is_key(&self, key: &Vec<K>) -> bool {
        self.len() == key.len() && self.iter().zip(key).all(|(item, key)| item.is_key(key))
    }
}

macro_rules! tuples {
    ($(($($name:ident $key:ident $at:tt),*))*) => {
        $(impl<$($name: Lookup<$key>, $key),*> Lookup<($($key,)*)> for ($($name,)*) {
            #[inline]
            fn hash_as_key<HASHER: Hasher>(&self, state: &mut HASHER) {
                $(self.$at.hash_as_key(state);)*
            }

            #[inline]
            fn is_key(&self, key: &($($key,)*)) -> bool {
                $(self.$at.is_key(&key.$at))&&*
            }
        })*
    };
}

tuples! {
    (A KA 0)
    (A KA 0, B KB 1)
    (A KA 0, B KB 1, C KC 2)
    (A KA 0, B KB 1, C KC 2, D KD 3)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6)
    (A KA 0, B KB 1, C KC 2, D KD 3, E KE 4, F KF 5, G KG 6, H KH 7)
}

/// Makes a record of fields, each of which can be a key, a key: a frozen dataclass or a named tuple.
///
/// ```
/// # use transom_semantics as rt;
/// #[derive(Clone)]
/// struct Point { x: i64, y: i64 }
/// rt::record_key!(Point { x, y });
/// let mut seen = rt::Set::new();
/// seen.add(Point { x: 1, y: 2 });
/// assert!(seen.contains(&Point { x: 1, y: 2 }));
/// ```
#[macro_export]
macro_rules! record_key {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::Lookup<$name> for $name {
            #[inline]
            fn hash_as_key<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $($crate::key_hash(&self.$field, state);)*
            }

            #[inline]
            fn is_key(&self, key: &$name) -> bool {
                $($crate::key_same(&self.$field, &key.$field))&&*
            }
        }
    };
}

/// What [`record_key!`] expands to: the hash of one field.
#[doc(hidden)]
#[inline]
pub fn key_hash<K: Key, H: Hasher>(key: &K, state: &mut H) {
    <K as Lookup<K>>::hash_as_key(key, state);
}

/// What [`record_key!`] expands to: whether a field is the same.
#[doc(hidden)]
#[inline]
pub fn key_same<K: Key>(one: &K, other: &K) -> bool {
    <K as Lookup<K>>::is_key(one, other)
}

/// The one code point of a text, or a number that is no code point.
#[inline]
fn single(text: &str) -> u32 {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) => u32::from(letter),
        _ => u32::MAX,
    }
}

#[inline]
fn is_char(text: &str, letter: char) -> bool {
    match text.as_bytes() {
        &[byte] => char::from(byte) == letter,
        _ => text.len() == letter.len_utf8() && text.starts_with(letter),
    }
}

/// Equal numbers hash alike: a whole float as the integer that it equals.
#[inline]
fn hash_float<H: Hasher>(value: f64, state: &mut H) {
    assert!(!value.is_nan(), "a NaN as a key");
    let whole = value as i64;
    if whole as f64 == value { state.write_i64(whole) } else { state.write_u64(value.to_bits()) }
}

#[inline]
fn hash_number<H: Hasher>(value: Number, state: &mut H) {
    match value {
        Number::Int(value) => state.write_i64(value),
        Number::Float(value) => hash_float(value, state),
    }
}
