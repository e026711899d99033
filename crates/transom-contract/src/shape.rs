//! The shape of a value as plain data: what may be there, under which constraints, with which words to explain it.
//!
//! A shape holds no code. Models are named and live once in [`Definitions`], so shapes may be recursive.

use std::collections::HashMap;

pub(crate) mod words;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Nothing: Python's `None`, JSON's `null`.
    Unit,
    /// True or false.
    Bool,
    /// A whole number of a fixed width.
    Int(IntWidth),
    /// An IEEE 754 number.
    Float(FloatWidth),
    /// Unicode text without lone surrogates.
    String,
    /// Bytes; base64 in JSON.
    Bytes,
    /// A calendar date without a zone.
    Date,
    /// A time of day without a zone, in microseconds.
    Time,
    /// A date and time without a zone, in microseconds.
    DateTime,
    /// An instant (a date and time with a zone), in microseconds.
    Timestamp,
    /// A span of time, in microseconds.
    Duration,
    /// A decimal number of at most 28 digits.
    Decimal,
    /// A 128-bit identifier.
    Uuid,
    /// The value, or nothing.
    Option(Box<Shape>),
    /// Any number of values.
    List(Box<Shape>),
    /// Exactly this many values.
    Array(Box<Shape>, usize),
    /// One value of each shape, in order.
    Tuple(Vec<Shape>),
    /// Keys to values, in order.
    Map(Box<Shape>, Box<Shape>),
    /// A named model, kept in [`Definitions`].
    Ref(String),
    /// The shape on every wire, where Python holds it as an object of another class.
    As(Form, Box<Shape>),
}

impl Shape {
    /// The shape as every wire but Python's objects has it, on the outside.
    pub fn on_wires(&self) -> &Self {
        match self {
            Self::As(_, inner) => inner.on_wires(),
            plain => plain,
        }
    }
}

/// A class that Python holds a shape in, where the shape alone would be of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Text of exactly one character: a `str`.
    Char,
    /// A number that is an `int` or a `float`, whichever it is.
    Number,
    /// A list as a `tuple` of any length.
    Tuple,
    /// A list as a `set`: no item stands twice, in no order.
    Set,
    /// A list as a `frozenset`.
    FrozenSet,
    /// A list as a `collections.deque`.
    Deque,
    /// Bytes as a `bytearray`.
    ByteArray,
    /// A list as a NumPy array of one dimension.
    Array1,
    /// A list of lists as a NumPy array of two dimensions.
    Array2,
    /// A list as an iterator over it.
    Iterator,
    /// A map of counts as a `collections.Counter`.
    Counter,
    /// A map as a `collections.OrderedDict`.
    OrderedDict,
    /// A map as a `collections.defaultdict`, which makes what its values are.
    DefaultDict,
}

/// Width and sign of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are Rust's own")]
pub enum IntWidth {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntWidth {
    /// The least value.
    pub const fn min(self) -> i128 {
        match self {
            Self::I8 => i8::MIN as i128,
            Self::I16 => i16::MIN as i128,
            Self::I32 => i32::MIN as i128,
            Self::I64 => i64::MIN as i128,
            Self::U8 | Self::U16 | Self::U32 | Self::U64 => 0,
        }
    }

    /// The greatest value.
    pub const fn max(self) -> i128 {
        match self {
            Self::I8 => i8::MAX as i128,
            Self::I16 => i16::MAX as i128,
            Self::I32 => i32::MAX as i128,
            Self::I64 => i64::MAX as i128,
            Self::U8 => u8::MAX as i128,
            Self::U16 => u16::MAX as i128,
            Self::U32 => u32::MAX as i128,
            Self::U64 => u64::MAX as i128,
        }
    }
}

/// Width of an IEEE 754 number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are Rust's own")]
pub enum FloatWidth {
    F32,
    F64,
}

impl FloatWidth {
    /// The number of this width that is nearest.
    #[expect(clippy::cast_possible_truncation, reason = "rounding to the width is the purpose")]
    pub fn round(self, number: f64) -> f64 {
        match self {
            Self::F32 => f64::from(number as f32),
            Self::F64 => number,
        }
    }
}

/// Limits on one field's value; they reach through `Option`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Constraints {
    /// At least this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ge: Option<serde_json::Number>,
    /// More than this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gt: Option<serde_json::Number>,
    /// At most this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub le: Option<serde_json::Number>,
    /// Less than this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lt: Option<serde_json::Number>,
    /// A whole multiple of this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<serde_json::Number>,
    /// At least this many characters, bytes, items or entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_len: Option<usize>,
    /// At most this many characters, bytes, items or entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_len: Option<usize>,
    /// The text matches this regular expression somewhere (anchor it to match the whole).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// No item stands twice.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Neither NaN nor infinite.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub finite: bool,
}

impl Constraints {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One named value of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The name on every wire (the alias, where there is one).
    pub name: String,
    /// What the field is, in the author's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// What may be there.
    pub shape: Shape,
    /// Limits on the value.
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// The value when the field is missing, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    /// Whether the field must be there.
    pub required: bool,
    /// The field's number on the Protobuf wire, from 1. A promise: kept in the lock file.
    pub number: u32,
}

/// What happens to fields that a record does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extra {
    /// They are an error.
    #[default]
    Forbid,
    /// They are passed over.
    Ignore,
}

/// Named fields.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Record {
    /// What the record is, in the author's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The Python class whose instances it is in the Python process, as `module:name`; else it is a dict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The fields, in declaration order.
    pub fields: Vec<Field>,
    /// What happens to other fields.
    #[serde(default)]
    pub extra: Extra,
    /// Field numbers that once were used and never will be again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<u32>,
}

/// A choice between names: a string literal on text wires, a number on Protobuf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enum {
    /// What the choice is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The Python class whose members it is in the Python process, as `module:name`; else it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The names, in declaration order.
    pub cases: Vec<EnumCase>,
    /// Numbers that once were used and never will be again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<u32>,
}

/// One name of an [`Enum`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnumCase {
    /// The name on every text wire.
    pub name: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// Its number on the Protobuf wire, from 1 (0 is "unspecified").
    pub number: u32,
}

/// One of several records, told apart by a tag field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// What the choice is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The name of the field that says which case it is.
    pub tag: String,
    /// The cases, in declaration order.
    pub cases: Vec<UnionCase>,
    /// Numbers that once were used and never will be again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<u32>,
}

/// One case of a [`Union`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnionCase {
    /// The tag's value.
    pub name: String,
    /// The other fields.
    pub record: Record,
    /// Its field number in the Protobuf `oneof`, from 1.
    pub number: u32,
}

/// A named model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Definition {
    /// Named fields.
    Record(Record),
    /// A choice between names.
    Enum(Enum),
    /// A choice between records.
    Union(Union),
}

impl Definition {
    /// The Python class whose instances stand for it in the Python process, as `module:name`.
    pub fn class(&self) -> Option<&str> {
        match self {
            Self::Record(record) => record.class.as_deref(),
            Self::Enum(choice) => choice.class.as_deref(),
            Self::Union(_) => None,
        }
    }
}

/// The named models that shapes refer to, in order of first use.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Definitions(pub IndexMap<String, Definition>, #[serde(skip)] Origins);

/// Which Rust type claimed each name, as its path. Not part of the contract: equal whatever it holds.
#[derive(Debug, Clone, Default)]
struct Origins(HashMap<String, &'static str>);

impl PartialEq for Origins {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl FromIterator<(String, Definition)> for Definitions {
    fn from_iter<I: IntoIterator<Item = (String, Definition)>>(models: I) -> Self {
        Self(models.into_iter().collect(), Origins::default())
    }
}

impl Definitions {
    /// The model of this name.
    ///
    /// # Panics
    /// When the name is not defined: shapes are only made together with their definitions.
    pub fn resolve(&self, name: &str) -> &Definition {
        self.0.get(name).unwrap_or_else(|| panic!("model `{name}` is referred to but not defined"))
    }

    /// Defines `name` by `make` unless it is there already; recursion is fine. `origin` is the Rust type's path.
    ///
    /// # Panics
    /// When two different types claim one name.
    pub fn define(
        &mut self,
        name: &str,
        origin: &'static str,
        make: impl FnOnce(&mut Self) -> Definition,
    ) -> Shape {
        let claimed = *self.1.0.entry(name.to_owned()).or_insert(origin);
        assert!(
            claimed == origin,
            "two models of one engine are called `{name}`: {claimed} and {origin}; give one another name with \
             #[transom::model(name = \"…\")]"
        );
        if !self.0.contains_key(name) {
            // A placeholder ends the recursion of a model that contains itself.
            self.0.insert(name.to_owned(), Definition::Record(Record::default()));
            let definition = make(self);
            self.0.insert(name.to_owned(), definition);
        }
        Shape::Ref(name.to_owned())
    }
}

/// Where a walk starts: a record of arguments, or one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Root {
    /// The named arguments of a function.
    Record(Record),
    /// One value.
    Shape(Shape),
}

/// A root and all models that it refers to: enough to walk a value without any generated code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Where the walk starts.
    pub root: Root,
    /// The models.
    pub definitions: Definitions,
}
