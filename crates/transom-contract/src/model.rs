//! What makes a Rust type part of a contract: its shape, and whether a value keeps its limits.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use indexmap::IndexMap;
use transom_semantics::{Array1, Array2, Chars, Deque, Dict, FrozenSet, Number, Set, Tuple};

use crate::shape::{Definitions, FloatWidth, Form, IntWidth, Shape};
use crate::types::{ByteArray, Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};

/// A type that a contract can describe. `#[transom::model]` implements it; so do the standard types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a contract",
    label = "no model",
    note = "write `#[transom::model]` above its definition, or use a type that every wire knows: bool, i8 to i64, \
            u8 to u64, f32, f64, char, String, &str, Vec, [T; N], tuples, maps, Option, and transom's Bytes, Date, Time, \
            DateTime, Timestamp, Duration, Decimal, Uuid"
)]
pub trait Model {
    /// What a value may be; named models are put into `definitions`.
    fn shape(definitions: &mut Definitions) -> Shape;

    /// Whether the value keeps every constraint below it. The walk over types has already happened; this is the
    /// fast path's last step and says only yes or no.
    fn holds(&self) -> bool {
        true
    }
}

macro_rules! plain {
    ($($type:ty => $shape:expr),* $(,)?) => {$(
        impl Model for $type {
            fn shape(_: &mut Definitions) -> Shape {
                $shape
            }
        }
    )*};
}

plain! {
    () => Shape::Unit,
    bool => Shape::Bool,
    i8 => Shape::Int(IntWidth::I8),
    i16 => Shape::Int(IntWidth::I16),
    i32 => Shape::Int(IntWidth::I32),
    i64 => Shape::Int(IntWidth::I64),
    isize => Shape::Int(IntWidth::I64),
    u8 => Shape::Int(IntWidth::U8),
    u16 => Shape::Int(IntWidth::U16),
    u32 => Shape::Int(IntWidth::U32),
    u64 => Shape::Int(IntWidth::U64),
    usize => Shape::Int(IntWidth::U64),
    f32 => Shape::Float(FloatWidth::F32),
    f64 => Shape::Float(FloatWidth::F64),
    String => Shape::String,
    str => Shape::String,
    Bytes => Shape::Bytes,
    Date => Shape::Date,
    Time => Shape::Time,
    DateTime => Shape::DateTime,
    Timestamp => Shape::Timestamp,
    Duration => Shape::Duration,
    Decimal => Shape::Decimal,
    Uuid => Shape::Uuid,
    ByteArray => Shape::As(Form::ByteArray, Box::new(Shape::Bytes)),
    Number => Shape::As(Form::Number, Box::new(Shape::Float(FloatWidth::F64))),
    char => Shape::As(Form::Char, Box::new(Shape::String)),
}

macro_rules! forwarded {
    ($([$($generics:tt)*] $type:ty => $inner:ty),* $(,)?) => {$(
        impl<$($generics)*> Model for $type {
            fn shape(definitions: &mut Definitions) -> Shape {
                <$inner>::shape(definitions)
            }

            fn holds(&self) -> bool {
                <$inner>::holds(self)
            }
        }
    )*};
}

forwarded! {
    ['a, T: Model + ?Sized] &'a T => T,
    [T: Model + ?Sized] Box<T> => T,
    ['a, T: Model + ToOwned + ?Sized] Cow<'a, T> => T,
}

impl Model for Chars<'_> {
    fn shape(_: &mut Definitions) -> Shape {
        Shape::String
    }
}

impl<T: Model> Model for Option<T> {
    fn shape(definitions: &mut Definitions) -> Shape {
        Shape::Option(Box::new(T::shape(definitions)))
    }

    fn holds(&self) -> bool {
        self.as_ref().is_none_or(Model::holds)
    }
}

impl<T: Model> Model for Vec<T> {
    fn shape(definitions: &mut Definitions) -> Shape {
        Shape::List(Box::new(T::shape(definitions)))
    }

    fn holds(&self) -> bool {
        self.iter().all(Model::holds)
    }
}

impl<T: Model, const N: usize> Model for [T; N] {
    fn shape(definitions: &mut Definitions) -> Shape {
        Shape::Array(Box::new(T::shape(definitions)), N)
    }

    fn holds(&self) -> bool {
        self.iter().all(Model::holds)
    }
}

macro_rules! maps {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => {$(
        impl<K: Model, V: Model, $($generics)*> Model for $type {
            fn shape(definitions: &mut Definitions) -> Shape {
                Shape::Map(Box::new(K::shape(definitions)), Box::new(V::shape(definitions)))
            }

            fn holds(&self) -> bool {
                self.iter().all(|(key, value)| key.holds() && value.holds())
            }
        }
    )*};
}

maps! {
    [] BTreeMap<K, V>,
    [S: BuildHasher] HashMap<K, V, S>,
    [S: BuildHasher] IndexMap<K, V, S>,
}

/// A list that Python holds in a class of its own.
macro_rules! formed {
    ($($type:ident<T> as $form:ident: |$own:ident| $items:expr;)*) => {$(
        impl<T: Model> Model for $type<T> {
            fn shape(definitions: &mut Definitions) -> Shape {
                Shape::As(Form::$form, Box::new(Shape::List(Box::new(T::shape(definitions)))))
            }

            fn holds(&self) -> bool {
                let $own = self;
                $items.all(Model::holds)
            }
        }
    )*};
}

formed! {
    Tuple<T> as Tuple: |own| own.iter();
    Set<T> as Set: |own| own.unordered();
    FrozenSet<T> as FrozenSet: |own| own.unordered();
    Deque<T> as Deque: |own| own.iter();
}

macro_rules! arrays {
    ($($element:ty),*) => {$(
        impl Model for Array1<$element> {
            fn shape(definitions: &mut Definitions) -> Shape {
                Shape::As(Form::Array1, Box::new(<Vec<$element>>::shape(definitions)))
            }
        }

        impl Model for Array2<$element> {
            fn shape(definitions: &mut Definitions) -> Shape {
                Shape::As(Form::Array2, Box::new(<Vec<Vec<$element>>>::shape(definitions)))
            }
        }
    )*};
}

arrays! { i64, f64 }

impl<K: Model, V: Model> Model for Dict<K, V> {
    fn shape(definitions: &mut Definitions) -> Shape {
        Shape::Map(Box::new(K::shape(definitions)), Box::new(V::shape(definitions)))
    }

    fn holds(&self) -> bool {
        self.items().all(|(key, value)| key.holds() && value.holds())
    }
}

macro_rules! tuples {
    ($(($($name:ident)+)),*) => {$(
        impl<$($name: Model),+> Model for ($($name,)+) {
            fn shape(definitions: &mut Definitions) -> Shape {
                Shape::Tuple(vec![$($name::shape(definitions)),+])
            }

            #[expect(non_snake_case, reason = "a tuple's places are named after their types")]
            fn holds(&self) -> bool {
                let ($($name,)+) = self;
                true $(&& $name.holds())+
            }
        }
    )*};
}

tuples! {
    (A), (A B), (A B C), (A B C D), (A B C D E), (A B C D E F), (A B C D E F G), (A B C D E F G H),
    (A B C D E F G H I), (A B C D E F G H I J), (A B C D E F G H I J K), (A B C D E F G H I J K L)
}
