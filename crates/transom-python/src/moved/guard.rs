//! Whether a served exact function may be asked: JSON carries less than Python's objects do.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use transom_contract::{Contract, Definition, Record, Root, Schema, Shape, Strictness, Value, validate};

/// What is known of a served function.
pub(crate) struct Guard {
    /// The schema of an exact function's arguments.
    exact: Option<Schema>,
}

impl Guard {
    /// Asks the route for the engine's contract.
    pub(crate) fn new(name: &str, route: &Bound<'_, PyAny>) -> PyResult<Self> {
        let contract: String = route.call_method0("contract")?.extract()?;
        let contract = Contract::from_json(contract.as_bytes());
        let contract = contract.map_err(PyValueError::new_err)?;
        let function = name.split_once('.').and_then(|(_, function)| contract.function(function));
        let exact = function.filter(|function| function.exact);
        Ok(Self { exact: exact.map(|function| contract.input_schema(function)) })
    }

    pub(crate) fn is_exact(&self) -> bool {
        self.exact.is_some()
    }

    /// Whether these named arguments may be sent: for an exact function, only what arrives as it was.
    pub(crate) fn admits(&self, named: &Value) -> bool {
        let Some(schema) = &self.exact else { return true };
        let Root::Record(record) = &schema.root else { return false };
        arrives_in(named, record, schema) && validate(named, schema, Strictness::Python).is_empty()
    }
}

fn arrives_in(value: &Value, record: &Record, schema: &Schema) -> bool {
    record
        .fields
        .iter()
        .all(|field| value.get(&field.name).is_none_or(|value| arrives(value, &field.shape, schema)))
}

/// Whether the value reaches the engine as it is: an integer would stand for a float, a time would lose its zone.
fn arrives(value: &Value, shape: &Shape, schema: &Schema) -> bool {
    match (shape, value) {
        (Shape::Float(width), Value::Float(number)) => width.round(*number).to_bits() == number.to_bits(),
        (Shape::Float(_) | Shape::Timestamp | Shape::Decimal, _) => false,
        (Shape::Option(_), Value::Null) => true,
        (Shape::Option(inner), _) => arrives(value, inner, schema),
        (Shape::List(item) | Shape::Array(item, _), Value::List(items)) => {
            items.iter().all(|value| arrives(value, item, schema))
        }
        (Shape::Tuple(shapes), Value::Tuple(items)) => {
            items.iter().zip(shapes).all(|(value, shape)| arrives(value, shape, schema))
        }
        (Shape::Map(_, item), Value::Map(entries)) => {
            entries.iter().all(|(_, value)| arrives(value, item, schema))
        }
        (Shape::Ref(name), _) => match schema.definitions.resolve(name) {
            Definition::Record(record) => arrives_in(value, record, schema),
            Definition::Union(union) => {
                union.cases.iter().all(|case| arrives_in(value, &case.record, schema))
            }
            Definition::Enum(_) => true,
        },
        _ => true,
    }
}
