//! The types that the translator knows: what a Python value is, and which Rust type holds it.
//!
//! They form a lattice: [`Ty::join`] is the least type that holds both. Where there is none, the two stay
//! [`Ty::Clash`] and the function is refused.

use std::fmt;

use crate::patterns::Regex;

/// A type of more parts than this holds itself: it would grow for ever.
const PARTS_MAX: usize = 120;
/// How much of such a type is told.
const TOLD_DEPTH_MAX: usize = 2;

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Ty {
    /// Nothing is known yet: the element of `[]`.
    Never,
    /// `None`.
    None,
    /// `bool`.
    Bool,
    /// `int`, in 64 bits.
    Int,
    /// `float`.
    Float,
    /// `int` or `float`, known only at run time.
    Number,
    /// A `str` of one code point that stands in the source: a `Char`, or `Text` where text is wanted.
    Letter,
    /// A `str` of exactly one code point.
    Char,
    /// A `str` that is lent by the arguments or stands in the source.
    Text,
    /// A `str` that was made.
    Str,
    /// `bytes`.
    Bytes,
    /// `bytearray`.
    ByteArray,
    /// `list`.
    List(Box<Ty>),
    /// `tuple` of a known length.
    Tuple(Vec<Ty>),
    /// `tuple` of any length.
    VarTuple(Box<Ty>),
    /// `dict`.
    Dict(Box<Ty>, Box<Ty>),
    /// `collections.defaultdict`, with the value that is made.
    DefaultDict(Box<Ty>, Box<Ty>),
    /// `collections.OrderedDict`.
    OrderedDict(Box<Ty>, Box<Ty>),
    /// `collections.Counter`.
    Counter(Box<Ty>),
    /// `set`.
    Set(Box<Ty>),
    /// `frozenset`.
    FrozenSet(Box<Ty>),
    /// `collections.deque`.
    Deque(Box<Ty>),
    /// The value, or `None`.
    Optional(Box<Ty>),
    /// `range(…)`.
    Range,
    /// What is walked once: a generator expression, `zip(…)`, `reversed(…)`.
    Iter(Box<Ty>),
    /// An instance of a class that became a model, by its name in the draft.
    Class(String),
    /// A reference to an instance that others may have, too, and change: by its class's name in the draft.
    Object(String),
    /// A member of an enumeration, by its name in the draft.
    Enum(String),
    /// `datetime.date`, `datetime.datetime`, `datetime.timedelta`, `decimal.Decimal`: by Rust path.
    Other(&'static str),
    /// A one-dimensional NumPy array of `float64` or `int64`.
    Array1(Box<Ty>),
    /// A two-dimensional NumPy array of `float64` or `int64`.
    Array2(Box<Ty>),
    /// A compiled pattern of `re`.
    Pattern(Regex),
    /// A match of a pattern.
    Match(Regex),
    /// A function or a lambda: its number among the callables of the draft.
    Function(usize),
    /// Two kinds of values that no Rust type here holds.
    Clash(Box<Ty>, Box<Ty>),
}

impl Ty {
    pub(crate) fn list(element: Ty) -> Ty {
        Ty::List(Box::new(element))
    }

    pub(crate) fn set(element: Ty) -> Ty {
        Ty::Set(Box::new(element))
    }

    pub(crate) fn iter(element: Ty) -> Ty {
        Ty::Iter(Box::new(element))
    }

    pub(crate) fn dict(key: Ty, value: Ty) -> Ty {
        Ty::Dict(Box::new(key), Box::new(value))
    }

    /// The value or `None`; never an option of an option.
    pub(crate) fn optional(inner: Ty) -> Ty {
        match inner {
            Ty::None | Ty::Never | Ty::Optional(_) => inner,
            inner => Ty::Optional(Box::new(inner)),
        }
    }

    /// What is left when `None` is ruled out.
    pub(crate) fn some(&self) -> &Ty {
        match self {
            Ty::Optional(inner) => inner,
            other => other,
        }
    }

    /// The least type that holds values of both.
    #[must_use]
    pub(crate) fn join(&self, other: &Ty) -> Ty {
        let joined = self.joined(other);
        let mut left = PARTS_MAX;
        if joined.fits(&mut left) {
            return joined;
        }
        Ty::Clash(Box::new(self.told(TOLD_DEPTH_MAX)), Box::new(other.told(TOLD_DEPTH_MAX + 1)))
    }

    /// Whether it has no more parts than are left.
    fn fits(&self, left: &mut usize) -> bool {
        *left = left.saturating_sub(1);
        *left > 0 && self.parts().into_iter().all(|part| part.fits(left))
    }

    /// The outside of a type; what is further inside is left open.
    fn told(&self, depth: usize) -> Ty {
        if depth == 0 { Ty::Never } else { self.map(&mut |part| part.told(depth - 1)) }
    }

    fn joined(&self, other: &Ty) -> Ty {
        use Ty::{
            Char, Clash, Counter, DefaultDict, Deque, Dict, Float, FrozenSet, Int, Iter, Letter, List, Never,
            None, Number, Optional, OrderedDict, Set, Str, Text, Tuple, VarTuple,
        };
        let pair = |make: fn(Box<Ty>, Box<Ty>) -> Ty, a: &Ty, b: &Ty, c: &Ty, d: &Ty| {
            make(Box::new(a.join(c)), Box::new(b.join(d)))
        };
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Never, known) | (known, Never) => known.clone(),
            (Clash(..), _) => self.clone(),
            (_, Clash(..)) => other.clone(),
            (None, Optional(_)) => other.clone(),
            (Optional(_), None) => self.clone(),
            (None, some) | (some, None) => Ty::optional(some.clone()),
            (Optional(a), Optional(b)) => Ty::optional(a.join(b)).or_clash(self, other),
            (Optional(a), b) | (b, Optional(a)) => Ty::optional(a.join(b)).or_clash(self, other),
            (Int | Float | Number, Int | Float | Number) => Number,
            (Letter, Char) | (Char, Letter) => Char,
            (Letter, Text) | (Text, Letter) => Text,
            (Letter | Char | Text | Str, Letter | Char | Text | Str) => Str,
            (List(a), List(b)) => Ty::list(a.join(b)).or_clash(self, other),
            (Iter(a), Iter(b)) => Ty::iter(a.join(b)).or_clash(self, other),
            (Set(a), Set(b)) => Ty::set(a.join(b)).or_clash(self, other),
            (FrozenSet(a), FrozenSet(b)) => FrozenSet(Box::new(a.join(b))).or_clash(self, other),
            (Deque(a), Deque(b)) => Deque(Box::new(a.join(b))).or_clash(self, other),
            (Counter(a), Counter(b)) => Counter(Box::new(a.join(b))).or_clash(self, other),
            (VarTuple(a), VarTuple(b)) => VarTuple(Box::new(a.join(b))).or_clash(self, other),
            (Dict(a, b), Dict(c, d)) => pair(Dict, a, b, c, d).or_clash(self, other),
            (DefaultDict(a, b), DefaultDict(c, d)) => pair(DefaultDict, a, b, c, d).or_clash(self, other),
            (OrderedDict(a, b), OrderedDict(c, d)) => pair(OrderedDict, a, b, c, d).or_clash(self, other),
            (Tuple(a), Tuple(b)) if a.len() == b.len() => {
                Tuple(a.iter().zip(b).map(|(a, b)| a.join(b)).collect()).or_clash(self, other)
            }
            (VarTuple(a), Tuple(items)) | (Tuple(items), VarTuple(a)) => {
                VarTuple(Box::new(items.iter().fold((**a).clone(), |all, item| all.join(item))))
                    .or_clash(self, other)
            }
            (Tuple(a), Tuple(b)) => {
                let element = a.iter().chain(b).fold(Never, |all, item| all.join(item));
                VarTuple(Box::new(element)).or_clash(self, other)
            }
            _ => Clash(Box::new(self.clone()), Box::new(other.clone())),
        }
    }

    fn or_clash(self, left: &Ty, right: &Ty) -> Ty {
        if self.clash().is_some() { Ty::Clash(Box::new(left.clone()), Box::new(right.clone())) } else { self }
    }

    /// Whether it is or holds a reference to an instance.
    pub(crate) fn has_object(&self) -> bool {
        matches!(self, Ty::Object(_)) || self.parts().into_iter().any(Ty::has_object)
    }

    /// The class of an instance, by its name in the draft.
    pub(crate) fn class(&self) -> Option<&str> {
        match self.some() {
            Ty::Class(name) | Ty::Object(name) => Some(name),
            _ => None,
        }
    }

    /// The parts of a composed type.
    pub(crate) fn parts(&self) -> Vec<&Ty> {
        match self {
            Ty::List(a)
            | Ty::VarTuple(a)
            | Ty::Counter(a)
            | Ty::Set(a)
            | Ty::FrozenSet(a)
            | Ty::Deque(a)
            | Ty::Optional(a)
            | Ty::Iter(a)
            | Ty::Array1(a)
            | Ty::Array2(a) => vec![a],
            Ty::Tuple(items) => items.iter().collect(),
            Ty::Dict(a, b) | Ty::DefaultDict(a, b) | Ty::OrderedDict(a, b) => vec![a, b],
            _ => Vec::new(),
        }
    }

    /// The same type with its parts changed.
    #[must_use]
    pub(crate) fn map(&self, change: &mut dyn FnMut(&Ty) -> Ty) -> Ty {
        let mut boxed = |ty: &Ty| Box::new(change(ty));
        match self {
            Ty::List(a) => Ty::List(boxed(a)),
            Ty::VarTuple(a) => Ty::VarTuple(boxed(a)),
            Ty::Counter(a) => Ty::Counter(boxed(a)),
            Ty::Set(a) => Ty::Set(boxed(a)),
            Ty::FrozenSet(a) => Ty::FrozenSet(boxed(a)),
            Ty::Deque(a) => Ty::Deque(boxed(a)),
            Ty::Optional(a) => Ty::Optional(boxed(a)),
            Ty::Iter(a) => Ty::Iter(boxed(a)),
            Ty::Array1(a) => Ty::Array1(boxed(a)),
            Ty::Array2(a) => Ty::Array2(boxed(a)),
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(change).collect()),
            Ty::Dict(a, b) => Ty::Dict(boxed(a), boxed(b)),
            Ty::DefaultDict(a, b) => Ty::DefaultDict(boxed(a), boxed(b)),
            Ty::OrderedDict(a, b) => Ty::OrderedDict(boxed(a), boxed(b)),
            other => other.clone(),
        }
    }

    /// The first clash inside, if there is one.
    pub(crate) fn clash(&self) -> Option<(&Ty, &Ty)> {
        match self {
            Ty::Clash(a, b) => Some((a, b)),
            other => other.parts().into_iter().find_map(Ty::clash),
        }
    }

    /// Whether a part is still unknown.
    pub(crate) fn is_open(&self) -> bool {
        *self == Ty::Never || self.parts().into_iter().any(Ty::is_open)
    }

    /// Whether Rust copies it without a word.
    pub(crate) fn is_copy(&self) -> bool {
        match self {
            Ty::None
            | Ty::Bool
            | Ty::Int
            | Ty::Float
            | Ty::Number
            | Ty::Letter
            | Ty::Char
            | Ty::Text
            | Ty::Enum(_)
            | Ty::Pattern(_)
            | Ty::Object(_)
            | Ty::Never
            | Ty::Function(_) => true,
            Ty::Optional(inner) => inner.is_copy(),
            Ty::Tuple(items) => items.iter().all(Ty::is_copy),
            Ty::Other(path) => !matches!(*path, "rt::Bytes" | "rt::Table"),
            _ => false,
        }
    }

    /// Whether two names of one value can see a change of it: a list, a dict, or what holds one.
    pub(crate) fn is_mutable(&self) -> bool {
        match self {
            Ty::List(_)
            | Ty::Dict(..)
            | Ty::DefaultDict(..)
            | Ty::OrderedDict(..)
            | Ty::Counter(_)
            | Ty::Set(_)
            | Ty::Deque(_)
            | Ty::ByteArray
            | Ty::Array1(_)
            | Ty::Array2(_) => true,
            Ty::Optional(_) | Ty::Tuple(_) | Ty::VarTuple(_) | Ty::Iter(_) => {
                self.parts().into_iter().any(Ty::is_mutable)
            }
            _ => false,
        }
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Ty::Letter | Ty::Char | Ty::Text | Ty::Str)
    }

    pub(crate) fn is_char(&self) -> bool {
        matches!(self, Ty::Letter | Ty::Char)
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Ty::Bool | Ty::Int | Ty::Float | Ty::Number)
    }

    /// Key and value, for every kind of dict.
    pub(crate) fn entry(&self) -> Option<(&Ty, &Ty)> {
        match self {
            Ty::Dict(key, value) | Ty::DefaultDict(key, value) | Ty::OrderedDict(key, value) => {
                Some((key, value))
            }
            Ty::Counter(key) => Some((key, &Ty::Int)),
            _ => None,
        }
    }

    /// What a `for` loop over it gives.
    pub(crate) fn item(&self) -> Option<Ty> {
        match self {
            Ty::List(a)
            | Ty::VarTuple(a)
            | Ty::Set(a)
            | Ty::FrozenSet(a)
            | Ty::Deque(a)
            | Ty::Iter(a)
            | Ty::Array1(a)
            | Ty::Counter(a) => Some((**a).clone()),
            Ty::Array2(a) => Some(Ty::Array1(a.clone())),
            Ty::Tuple(items) => Some(items.iter().fold(Ty::Never, |all, item| all.join(item))),
            Ty::Dict(key, _) | Ty::DefaultDict(key, _) | Ty::OrderedDict(key, _) => Some((**key).clone()),
            Ty::Range | Ty::Bytes | Ty::ByteArray => Some(Ty::Int),
            Ty::Letter | Ty::Char | Ty::Text | Ty::Str => Some(Ty::Char),
            Ty::Never => Some(Ty::Never),
            _ => None,
        }
    }

    /// The type that outlives the call: lent text becomes text of its own.
    #[must_use]
    pub(crate) fn owned(&self) -> Ty {
        match self {
            Ty::Text => Ty::Str,
            Ty::Letter => Ty::Char,
            other => other.map(&mut Ty::owned),
        }
    }

    /// The Rust type, owned.
    pub(crate) fn rust(&self) -> String {
        match self {
            Ty::Never | Ty::None | Ty::Clash(..) => "()".into(),
            Ty::Bool => "bool".into(),
            Ty::Int => "i64".into(),
            Ty::Float => "f64".into(),
            Ty::Number => "Number".into(),
            Ty::Letter | Ty::Char => "char".into(),
            Ty::Text => "&str".into(),
            Ty::Str => "String".into(),
            Ty::Bytes => "rt::Bytes".into(),
            Ty::ByteArray => "rt::ByteArray".into(),
            Ty::List(item) => format!("Vec<{}>", item.rust()),
            Ty::Tuple(items) if items.len() == 1 => format!("({},)", items[0].rust()),
            Ty::Tuple(items) => {
                format!("({})", items.iter().map(Ty::rust).collect::<Vec<_>>().join(", "))
            }
            Ty::VarTuple(item) => format!("rt::Tuple<{}>", item.rust()),
            Ty::Dict(key, value) => format!("Dict<{}, {}>", key.rust(), value.rust()),
            Ty::DefaultDict(key, value) => format!("DefaultDict<{}, {}>", key.rust(), value.rust()),
            Ty::OrderedDict(key, value) => format!("OrderedDict<{}, {}>", key.rust(), value.rust()),
            Ty::Counter(item) => format!("Counter<{}>", item.rust()),
            Ty::Set(item) => format!("Set<{}>", item.rust()),
            Ty::FrozenSet(item) => format!("FrozenSet<{}>", item.rust()),
            Ty::Deque(item) => format!("Deque<{}>", item.rust()),
            Ty::Optional(inner) => format!("Option<{}>", inner.rust()),
            Ty::Range => "rt::Range".into(),
            Ty::Iter(item) => format!("Vec<{}>", item.rust()),
            Ty::Class(name) | Ty::Object(name) | Ty::Enum(name) => name.clone(),
            Ty::Other(path) => (*path).into(),
            Ty::Array1(item) => format!("rt::Array1<{}>", item.rust()),
            Ty::Array2(item) => format!("rt::Array2<{}>", item.rust()),
            Ty::Pattern(_) => "&'static rt::Pattern".into(),
            Ty::Match(_) => "rt::Match".into(),
            Ty::Function(_) => "_".into(),
        }
    }
}

/// As a Python annotation says it.
impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Never => f.write_str("?"),
            Ty::None => f.write_str("None"),
            Ty::Bool => f.write_str("bool"),
            Ty::Int => f.write_str("int"),
            Ty::Float => f.write_str("float"),
            Ty::Number => f.write_str("int | float"),
            Ty::Letter | Ty::Char | Ty::Text | Ty::Str => f.write_str("str"),
            Ty::Bytes => f.write_str("bytes"),
            Ty::ByteArray => f.write_str("bytearray"),
            Ty::List(item) => write!(f, "list[{item}]"),
            Ty::Tuple(items) => {
                f.write_str("tuple[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Ty::VarTuple(item) => write!(f, "tuple[{item}, ...]"),
            Ty::Dict(key, value) => write!(f, "dict[{key}, {value}]"),
            Ty::DefaultDict(key, value) => write!(f, "defaultdict[{key}, {value}]"),
            Ty::OrderedDict(key, value) => write!(f, "OrderedDict[{key}, {value}]"),
            Ty::Counter(item) => write!(f, "Counter[{item}]"),
            Ty::Set(item) => write!(f, "set[{item}]"),
            Ty::FrozenSet(item) => write!(f, "frozenset[{item}]"),
            Ty::Deque(item) => write!(f, "deque[{item}]"),
            Ty::Optional(inner) => write!(f, "{inner} | None"),
            Ty::Range => f.write_str("range"),
            Ty::Iter(item) => write!(f, "Iterator[{item}]"),
            Ty::Class(name) | Ty::Object(name) | Ty::Enum(name) => f.write_str(name),
            Ty::Other(path) => f.write_str(path.rsplit("::").next().unwrap_or(path)),
            Ty::Array1(item) => write!(f, "numpy array of {item}, 1-D"),
            Ty::Array2(item) => write!(f, "numpy array of {item}, 2-D"),
            Ty::Pattern(_) => f.write_str("re.Pattern"),
            Ty::Match(_) => f.write_str("re.Match"),
            Ty::Function(_) => f.write_str("function"),
            Ty::Clash(a, b) => write!(f, "{a} and {b}"),
        }
    }
}
