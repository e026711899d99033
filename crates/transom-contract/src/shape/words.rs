//! Shapes in words.

use std::fmt;

use super::{FloatWidth, Form, IntWidth, Shape};

/// What a shape without parts is called.
pub(crate) const fn scalar(shape: &Shape) -> &'static str {
    match shape {
        Shape::Unit => "nothing",
        Shape::Bool => "bool",
        Shape::Int(IntWidth::I8) => "int8",
        Shape::Int(IntWidth::I16) => "int16",
        Shape::Int(IntWidth::I32) => "int32",
        Shape::Int(IntWidth::I64) => "int64",
        Shape::Int(IntWidth::U8) => "uint8",
        Shape::Int(IntWidth::U16) => "uint16",
        Shape::Int(IntWidth::U32) => "uint32",
        Shape::Int(IntWidth::U64) => "uint64",
        Shape::Float(FloatWidth::F32) => "float32",
        Shape::Float(FloatWidth::F64) => "float64",
        Shape::String => "text",
        Shape::Bytes => "bytes",
        Shape::Date => "date",
        Shape::Time => "time",
        Shape::DateTime => "date-time",
        Shape::Timestamp => "instant",
        Shape::Duration => "duration",
        Shape::Decimal => "decimal",
        Shape::Uuid => "uuid",
        Shape::Option(_) => "… or nothing",
        Shape::List(_) => "list of …",
        Shape::Array(..) => "*n* of …",
        Shape::Tuple(_) => "(…, …)",
        Shape::Map(..) => "map of … to …",
        Shape::Ref(_) => "a model",
        Shape::As(Form::Char, _) => "character",
        Shape::As(Form::Number, _) => "int64 or float64",
        Shape::As(Form::Tuple, _) => "tuple of …",
        Shape::As(Form::Set, _) => "set of …",
        Shape::As(Form::FrozenSet, _) => "frozen set of …",
        Shape::As(Form::Deque, _) => "deque of …",
        Shape::As(Form::ByteArray, _) => "changeable bytes",
        Shape::As(Form::Array1, _) => "array of …",
        Shape::As(Form::Array2, _) => "table of …",
        Shape::As(Form::Iterator, _) => "iterator over …",
        Shape::As(Form::Counter, _) => "counts",
        Shape::As(Form::OrderedDict, _) => "ordered map",
        Shape::As(Form::DefaultDict, _) => "map with a default",
    }
}

/// A shape in words; `model` says how a model is named.
pub(crate) fn words(shape: &Shape, model: &dyn Fn(&str) -> String) -> String {
    let of = |shape: &Shape| words(shape, model);
    match shape {
        Shape::Option(inner) => format!("{} or nothing", of(inner)),
        Shape::List(item) => format!("list of {}", of(item)),
        Shape::Array(item, count) => format!("{count} of {}", of(item)),
        Shape::Tuple(items) => format!("({})", items.iter().map(of).collect::<Vec<_>>().join(", ")),
        Shape::Map(key, item) => format!("map of {} to {}", of(key), of(item)),
        Shape::Ref(name) => model(name),
        Shape::As(_, inner) => match (scalar(shape).strip_suffix('…'), &**inner) {
            (Some(word), Shape::List(item)) => format!("{word}{}", of(item)),
            _ => scalar(shape).to_owned(),
        },
        plain => scalar(plain).to_owned(),
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words(self, &str::to_owned))
    }
}
