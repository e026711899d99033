//! What types and constraints are called, and what they are on each wire.

use super::code;
use crate::contract::Contract;
use crate::shape::words::{scalar, words};
use crate::shape::{Constraints, Definition, FloatWidth, Form, IntWidth, Record, Shape};

/// A shape in words, with links to models.
pub(super) fn name(shape: &Shape) -> String {
    words(shape, &|model| format!("[{model}](#{})", anchor(model)))
}

/// Where a model is told.
pub(super) fn anchor(model: &str) -> String {
    format!("model-{}", crate::protobuf::ident(model).to_ascii_lowercase())
}

pub(super) fn constraints(limits: &Constraints) -> String {
    let numbers = [
        ("≥", &limits.ge),
        (">", &limits.gt),
        ("≤", &limits.le),
        ("<", &limits.lt),
        ("multiple of", &limits.multiple_of),
    ];
    let numbers = numbers.into_iter().filter_map(|(sign, limit)| Some(format!("{sign} {}", limit.as_ref()?)));
    let length = match (limits.min_len, limits.max_len) {
        (None, None) => None,
        (Some(least), None) => Some(format!("length ≥ {least}")),
        (None, Some(most)) => Some(format!("length ≤ {most}")),
        (Some(least), Some(most)) => Some(format!("length {least} to {most}")),
    };
    let pattern = limits.pattern.as_ref().map(|pattern| format!("matches {}", code(pattern)));
    let flags = [("no item twice", limits.unique), ("finite", limits.finite)];
    let flags = flags.into_iter().filter(|(_, set)| *set).map(|(word, _)| word.to_owned());
    let all: Vec<String> = numbers.chain(length).chain(pattern).chain(flags).collect();
    all.join(", ")
}

/// What a shape is in JSON, in Python and in Protobuf.
const fn wires(shape: &Shape) -> [&'static str; 3] {
    match shape {
        Shape::Unit => ["`null`", "`None`", "`google.protobuf.Empty`"],
        Shape::Bool => ["`true`, `false`", "`bool`", "`bool`"],
        Shape::Int(IntWidth::I8 | IntWidth::I16 | IntWidth::I32) => ["whole number", "`int`", "`int32`"],
        Shape::Int(IntWidth::I64) => ["whole number", "`int`", "`int64`"],
        Shape::Int(IntWidth::U8 | IntWidth::U16 | IntWidth::U32) => ["whole number", "`int`", "`uint32`"],
        Shape::Int(IntWidth::U64) => ["whole number", "`int`", "`uint64`"],
        Shape::Float(FloatWidth::F32) => {
            ["number; `\"NaN\"`, `\"Infinity\"`, `\"-Infinity\"`", "`float`, `int`", "`float`"]
        }
        Shape::Float(FloatWidth::F64) => {
            ["number; `\"NaN\"`, `\"Infinity\"`, `\"-Infinity\"`", "`float`, `int`", "`double`"]
        }
        Shape::String => ["string", "`str`", "`string`"],
        Shape::Bytes => ["string in base64", "`bytes`", "`bytes`"],
        Shape::Date => ["`\"2026-01-31\"`", "`date`", "`int32`: days since 1970-01-01"],
        Shape::Time => ["`\"13:45:00.5\"`", "`time`", "`int64`: microseconds since midnight"],
        Shape::DateTime => [
            "`\"2026-01-31T13:45:00.5\"`",
            "`datetime` without a zone",
            "`int64`: microseconds since 1970-01-01T00:00:00",
        ],
        Shape::Timestamp => {
            ["`\"2026-01-31T13:45:00.5Z\"`", "`datetime` with a zone", "`google.protobuf.Timestamp`"]
        }
        Shape::Duration => ["`\"P1DT2.5S\"`", "`timedelta`", "`google.protobuf.Duration`"],
        Shape::Decimal => ["`\"9.95\"`; a number is taken, too", "`Decimal`", "`string`"],
        Shape::Uuid => ["string with hyphens", "`UUID`", "`string`"],
        Shape::Option(_) => ["the value or `null`; need not be there", "the value or `None`", "`optional`"],
        Shape::List(_) => ["array", "`list`", "`repeated`"],
        Shape::Array(..) => ["array of *n*", "`list` of *n*", "`repeated`"],
        Shape::Tuple(_) => ["array", "`tuple`", "message with `item_1`, `item_2`, …"],
        Shape::Map(..) => ["object", "`dict`", "`map`, or `repeated` of `key` and `value`"],
        Shape::Ref(_) => {
            ["object, or string for a choice", "`dict`, or `str` for a choice", "message, or enum"]
        }
        Shape::As(form, inner) => {
            let [json, _, protobuf] = wires(inner);
            [json, python(*form), protobuf]
        }
    }
}

/// The class in Python.
const fn python(form: Form) -> &'static str {
    match form {
        Form::Char => "`str` of one character",
        Form::Number => "`int` or `float`",
        Form::Tuple => "`tuple`",
        Form::Set => "`set`",
        Form::FrozenSet => "`frozenset`",
        Form::Deque => "`collections.deque`",
        Form::ByteArray => "`bytearray`",
        Form::Array1 => "`numpy.ndarray` of one dimension",
        Form::Array2 => "`numpy.ndarray` of two dimensions",
        Form::Iterator => "iterator",
        Form::Counter => "`collections.Counter`",
        Form::OrderedDict => "`collections.OrderedDict`",
        Form::DefaultDict => "`collections.defaultdict`",
    }
}

/// The rows of all shapes that the contract has, each once.
pub(super) fn used(contract: &Contract) -> Vec<[&'static str; 4]> {
    let mut rows = Vec::new();
    for function in &contract.functions {
        of_record(&function.input, &mut rows);
        of_shape(&function.output, &mut rows);
        function.errors.iter().for_each(|case| of_record(&case.data, &mut rows));
    }
    for definition in contract.definitions.0.values() {
        match definition {
            Definition::Record(record) => of_record(record, &mut rows),
            Definition::Union(union) => {
                union.cases.iter().for_each(|case| of_record(&case.record, &mut rows));
            }
            Definition::Enum(_) => {}
        }
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn of_record(record: &Record, rows: &mut Vec<[&'static str; 4]>) {
    record.fields.iter().for_each(|field| of_shape(&field.shape, rows));
}

fn of_shape(shape: &Shape, rows: &mut Vec<[&'static str; 4]>) {
    let [json, python, protobuf] = wires(shape);
    rows.push([scalar(shape), json, python, protobuf]);
    match shape {
        Shape::Option(inner) | Shape::List(inner) | Shape::Array(inner, _) => of_shape(inner, rows),
        Shape::As(_, inner) => {
            if let Shape::List(item) | Shape::Map(_, item) = &**inner {
                of_shape(item, rows);
            }
        }
        Shape::Tuple(items) => items.iter().for_each(|item| of_shape(item, rows)),
        Shape::Map(key, item) => {
            of_shape(key, rows);
            of_shape(item, rows);
        }
        _ => {}
    }
}
