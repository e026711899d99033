//! A value from JSON, typed as Python types it: dates are dates, tuples tuples, missing fields have their defaults.

use indexmap::IndexMap;

use super::{Value, special};
use crate::shape::{Definition, Definitions, Field, Form, Record, Root, Schema, Shape};
use crate::types::Decimal;

/// Types a value that has passed validation against `schema`.
pub(crate) fn typed(value: Value, schema: &Schema) -> Value {
    let typing = Typing(&schema.definitions);
    match &schema.root {
        Root::Record(record) => typing.record(value, record, None),
        Root::Shape(shape) => typing.shape(value, shape),
    }
}

/// Turns what JSON has into what the shape says. The value has passed validation, so what does not fit the shape
/// cannot stand there; it would be left as it is.
pub(crate) struct Typing<'a>(pub(crate) &'a Definitions);

impl Typing<'_> {
    pub(crate) fn shape(&self, value: Value, shape: &Shape) -> Value {
        match (shape, value) {
            (Shape::Option(_), Value::Null) => Value::Null,
            (Shape::Option(inner), value) => self.shape(value, inner),
            (Shape::Ref(name), value) => self.definition(value, name),
            (Shape::As(Form::Number, _), value) => value,
            (Shape::As(form, inner), value) => match (form, self.shape(value, inner)) {
                (Form::Tuple, Value::List(items)) => Value::Tuple(items),
                (_, value) => value,
            },
            (Shape::List(item) | Shape::Array(item, _), Value::List(items)) => {
                Value::List(items.into_iter().map(|value| self.shape(value, item)).collect())
            }
            (Shape::Tuple(shapes), Value::List(items)) => Value::Tuple(
                items.into_iter().zip(shapes).map(|(value, shape)| self.shape(value, shape)).collect(),
            ),
            (Shape::Map(key, item), Value::Map(entries)) => {
                let typed = |(name, value)| (typed_key(name, key), self.shape(value, item));
                Value::Map(last_of_each_key(entries.into_iter().map(typed)))
            }
            (scalar, value) => typed_scalar(value, scalar),
        }
    }

    fn definition(&self, value: Value, name: &str) -> Value {
        match self.0.resolve(name) {
            Definition::Record(record) => self.record(value, record, None),
            Definition::Enum(_) => value,
            Definition::Union(union) => {
                let found = value.get(&union.tag);
                match union.cases.iter().find(|case| found.is_some_and(|tag| tag.is_text(&case.name))) {
                    Some(case) => self.record(value, &case.record, Some((&union.tag, &case.name))),
                    None => value,
                }
            }
        }
    }

    fn record(&self, value: Value, record: &Record, tag: Option<(&str, &str)>) -> Value {
        let Value::Map(mut entries) = value else { return value };
        let fields = record.fields.iter().filter_map(|field| {
            let at = entries.iter().position(|(key, _)| key.is_text(&field.name));
            let value = match at {
                Some(at) => entries.swap_remove(at).1,
                None => absent(field)?,
            };
            Some((Value::from(field.name.as_str()), self.shape(value, &field.shape)))
        });
        let tag = tag.map(|(key, case)| (Value::from(key), Value::from(case)));
        Value::Map(tag.into_iter().chain(fields).collect())
    }
}

/// The value of a field that is not there.
fn absent(field: &Field) -> Option<Value> {
    match &field.default {
        Some(default) => serde_json::from_value(default.clone()).ok(),
        None => matches!(field.shape, Shape::Option(_)).then_some(Value::Null),
    }
}

/// Wires may name a key twice; the last one stands, as in Python.
fn last_of_each_key(entries: impl Iterator<Item = (Value, Value)>) -> Vec<(Value, Value)> {
    let by_name: IndexMap<_, _> = entries.map(|entry| (entry.0.to_string(), entry)).collect();
    by_name.into_values().collect()
}

fn typed_key(key: Value, shape: &Shape) -> Value {
    match (key, shape) {
        (Value::String(text), Shape::Int(_)) => text.parse().map_or(Value::String(text), Value::Int),
        (Value::String(text), Shape::Bool) => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        (key, shape) => typed_scalar(key, shape),
    }
}

fn typed_scalar(value: Value, shape: &Shape) -> Value {
    match (shape, value) {
        #[expect(clippy::cast_precision_loss, reason = "an int where a float is allowed becomes that float")]
        (Shape::Float(width), Value::Int(number)) => Value::Float(width.round(number as f64)),
        (Shape::Float(width), Value::Float(number)) => Value::Float(width.round(number)),
        (Shape::Float(width), Value::BigInt(digits)) => match digits.parse() {
            Ok(number) => Value::Float(width.round(number)),
            Err(_) => Value::BigInt(digits),
        },
        (Shape::Decimal, number @ (Value::Int(_) | Value::Float(_))) => decimal(number.to_string()),
        (Shape::Decimal, Value::String(text) | Value::Decimal(text)) => decimal(text),
        (shape, Value::String(text)) => match special(&text, shape) {
            Some(Ok(special)) => special,
            _ => Value::String(text),
        },
        (_, value) => value,
    }
}

/// The digits as we write them: `01.` and `1e0` are both `1`.
fn decimal(text: String) -> Value {
    Value::Decimal(text.parse().map_or(text, |number: Decimal| number.to_string()))
}
