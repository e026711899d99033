//! [`Number`]: an `int` or a `float`, known only at run time.

use std::cmp::Ordering;
use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::{float, int};

/// An `int` or a `float`.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An `int`.
    Int(i64),
    /// A `float`.
    Float(f64),
}

impl Number {
    /// The value as the `float` that it is. An `int` panics.
    #[inline]
    pub fn float(self) -> f64 {
        match self {
            Self::Float(value) => value,
            Self::Int(_) => panic!("the number is an int, not a float"),
        }
    }

    /// The value as the `int` that it is. A `float` panics.
    #[inline]
    pub fn int(self) -> i64 {
        match self {
            Self::Int(value) => value,
            Self::Float(_) => panic!("the number is a float, not an int"),
        }
    }

    /// `float(x)`. An integer that no float equals is rounded as Python rounds it.
    #[inline]
    pub fn to_float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// `int(x)`.
    #[inline]
    pub fn to_int(self) -> i64 {
        match self {
            Self::Int(value) => value,
            Self::Float(value) => int::from_float(value),
        }
    }

    /// `abs(x)`.
    #[must_use]
    #[inline]
    pub fn abs(self) -> Self {
        match self {
            Self::Int(value) => Self::Int(value.checked_abs().expect("abs() beyond 64 bits")),
            Self::Float(value) => Self::Float(value.abs()),
        }
    }

    /// `a / b`.
    #[inline]
    pub fn true_div(self, other: impl Into<Self>) -> f64 {
        match (self, other.into()) {
            (Self::Int(one), Self::Int(other)) => int::true_div(one, other),
            (one, other) => float::div(one.to_float(), other.to_float()),
        }
    }

    /// `a // b`.
    #[must_use]
    #[inline]
    pub fn floor_div(self, other: impl Into<Self>) -> Self {
        self.join(other.into(), int::floor_div, float::floor_div)
    }

    /// `a % b`.
    #[must_use]
    #[inline]
    pub fn floor_mod(self, other: impl Into<Self>) -> Self {
        self.join(other.into(), int::floor_mod, float::floor_mod)
    }

    /// `a ** b`. A negative exponent of integers gives a float in Python, and here.
    #[must_use]
    pub fn pow(self, other: impl Into<Self>) -> Self {
        match (self, other.into()) {
            (Self::Int(base), Self::Int(exponent)) if exponent < 0 => {
                Self::Float(float::pow(base as f64, exponent as f64))
            }
            (one, other) => one.join(other, int::pow, float::pow),
        }
    }

    /// `round(x)`.
    pub fn round(self) -> i64 {
        match self {
            Self::Int(value) => value,
            Self::Float(value) => float::round(value),
        }
    }

    #[inline]
    fn join(
        self,
        other: Self,
        ints: impl FnOnce(i64, i64) -> i64,
        floats: impl FnOnce(f64, f64) -> f64,
    ) -> Self {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => Self::Int(ints(one, other)),
            (one, other) => Self::Float(floats(one.to_float(), other.to_float())),
        }
    }
}

impl From<i64> for Number {
    #[inline]
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for Number {
    #[inline]
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

/// In arithmetic a `bool` is an `int`.
impl From<bool> for Number {
    #[inline]
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}

macro_rules! operators {
    ($($trait:ident $method:ident $assign:ident $assign_method:ident $ints:path, $floats:expr;)*) => {
        $(
            impl $trait for Number {
                type Output = Number;

                #[inline]
                fn $method(self, other: Number) -> Number {
                    let exact = |one, other| $ints(one, other).expect("arithmetic beyond 64 bits");
                    self.join(other, exact, $floats)
                }
            }

            operators!(mixed $trait $method i64);
            operators!(mixed $trait $method f64);

            impl<T: Into<Number>> $assign<T> for Number {
                #[inline]
                fn $assign_method(&mut self, other: T) {
                    *self = $trait::$method(*self, other.into());
                }
            }
        )*
    };
    (mixed $trait:ident $method:ident $other:ty) => {
        impl $trait<$other> for Number {
            type Output = Number;

            #[inline]
            fn $method(self, other: $other) -> Number {
                $trait::$method(self, Number::from(other))
            }
        }

        impl $trait<Number> for $other {
            type Output = Number;

            #[inline]
            fn $method(self, other: Number) -> Number {
                $trait::$method(Number::from(self), other)
            }
        }
    };
}

operators! {
    Add add AddAssign add_assign i64::checked_add, |one, other| one + other;
    Sub sub SubAssign sub_assign i64::checked_sub, |one, other| one - other;
    Mul mul MulAssign mul_assign i64::checked_mul, |one, other| one * other;
}

impl Neg for Number {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        match self {
            Self::Int(value) => Self::Int(value.checked_neg().expect("negation beyond 64 bits")),
            Self::Float(value) => Self::Float(-value),
        }
    }
}

/// `sum(xs)`: starts at the integer 0.
impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        float::sum_numbers(items)
    }
}

impl PartialEq for Number {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self, *other) {
            (Self::Int(one), Self::Int(other)) => Some(one.cmp(&other)),
            (Self::Float(one), Self::Float(other)) => one.partial_cmp(&other),
            (Self::Int(one), Self::Float(other)) => float::compare_int(other, one).map(Ordering::reverse),
            (Self::Float(one), Self::Int(other)) => float::compare_int(one, other),
        }
    }
}

macro_rules! comparisons {
    ($($other:ty),*) => {
        $(
            impl PartialEq<$other> for Number {
                #[inline]
                fn eq(&self, other: &$other) -> bool {
                    *self == Number::from(*other)
                }
            }

            impl PartialEq<Number> for $other {
                #[inline]
                fn eq(&self, other: &Number) -> bool {
                    Number::from(*self) == *other
                }
            }

            impl PartialOrd<$other> for Number {
                #[inline]
                fn partial_cmp(&self, other: &$other) -> Option<Ordering> {
                    self.partial_cmp(&Number::from(*other))
                }
            }

            impl PartialOrd<Number> for $other {
                #[inline]
                fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
                    Number::from(*self).partial_cmp(other)
                }
            }
        )*
    };
}

comparisons!(i64, f64);
