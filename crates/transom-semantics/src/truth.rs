//! What is true in an `if`.

use crate::{Chars, Deque, Dict, FrozenSet, Number, Set, Tuple};

/// A value whose truth Python asks for.
pub trait Truth {
    /// `bool(x)`.
    fn truth(&self) -> bool;
}

/// `bool(x)`.
#[inline]
pub fn truth<T: Truth + ?Sized>(value: &T) -> bool {
    value.truth()
}

macro_rules! truths {
    ($(($($generic:tt)*) $type:ty: $value:ident => $truth:expr;)*) => {
        $(impl<$($generic)*> Truth for $type {
            #[inline]
            fn truth(&self) -> bool {
                let $value = self;
                $truth
            }
        })*
    };
}

truths! {
    () bool: value => *value;
    () i64: value => *value != 0;
    () f64: value => *value != 0.0;
    () Number: value => match value { Number::Int(value) => value.truth(), Number::Float(value) => value.truth() };
    () char: _value => true;
    () str: value => !value.is_empty();
    () String: value => !value.is_empty();
    () (): _value => false;
    ('a) Chars<'a>: value => !value.as_str().is_empty();
    (T) [T]: value => !value.is_empty();
    (T) Vec<T>: value => !value.is_empty();
    (T: Truth) Option<T>: value => value.as_ref().is_some_and(Truth::truth);
    (K, V) Dict<K, V>: value => value.count() != 0;
    (T) Set<T>: value => value.count() != 0;
    (T) FrozenSet<T>: value => value.count() != 0;
    (T) Tuple<T>: value => !value.is_empty();
    (T) Deque<T>: value => value.iter().len() != 0;
    (T: Truth + ?Sized) &T: value => (**value).truth();
    (T: Truth + ?Sized) &mut T: value => (**value).truth();
    (T: Truth + ?Sized) Box<T>: value => (**value).truth();
}
