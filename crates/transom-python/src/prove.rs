//! What `transom prove` is made of: inputs by the contract, smaller ones, and exact comparison. The calls, the
//! counting and the words are Python's, in `transom._internal.prove`.

pub(crate) mod difference;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use transom_contract::generate::{self, Values};
use transom_contract::wires::json::{self, Rejection, dynamic};
use transom_contract::{Contract, Root, Schema, Shape, Value};

use transom::doors::embedded::plain;

/// The inputs of one function: made from its contract, or read by it.
#[pyclass(frozen, module = "transom._transom")]
#[derive(Clone)]
pub(crate) struct Inputs {
    schema: Schema,
    /// Arguments that the original has no default for: none is left out.
    required: Vec<String>,
}

/// The named arguments of one call. Each time they are asked for they are new objects, so that no call sees what
/// another one did to them.
#[pyclass(frozen, module = "transom._transom")]
pub(crate) struct Input(Value);

/// Endless inputs.
#[pyclass(module = "transom._transom")]
pub(crate) struct Generated {
    values: Values,
    inputs: Inputs,
}

#[pymethods]
impl Inputs {
    /// The inputs of a function of this contract, which is given as JSON; each has the `required` arguments.
    #[new]
    fn new(contract: &str, function: &str, required: Vec<String>) -> PyResult<Self> {
        let contract = Contract::from_json(contract.as_bytes()).map_err(refused)?;
        let found = contract.function(function);
        let found = found.ok_or_else(|| refused(format_args!("there is no function `{function}`")))?;
        Ok(Self { schema: contract.input_schema(found), required })
    }

    /// Valid inputs, boundary values first; the same from the same seed.
    fn generate(&self, seed: u64) -> Generated {
        Generated { values: generate::values(&self.schema, seed), inputs: self.clone() }
    }

    /// Reads a recorded call: a JSON object of named arguments, typed as the contract says. What does not keep the
    /// contract is passed on as JSON has it. `ValueError` where it is no JSON object.
    fn read(&self, json: &str) -> PyResult<Input> {
        let given = json::decode_value(json.as_bytes()).map_err(malformed)?;
        let Value::Map(names) = &given else {
            return Err(refused("expected an object of named arguments"));
        };
        match dynamic::decode(json.as_bytes(), &self.schema) {
            Ok(Value::Map(typed)) => {
                // What the record leaves out each side fills in by itself.
                let is_given = |name: &Value| names.iter().any(|(given, _)| given == name);
                let given = typed.into_iter().filter(|(name, _)| is_given(name) || self.requires(name));
                Ok(Input(Value::Map(given.collect())))
            }
            Ok(_) | Err(Rejection::Invalid(_)) => Ok(Input(given)),
            Err(malformed @ Rejection::Malformed(_)) => Err(self::malformed(malformed)),
        }
    }

    /// Reads a row of a table: its values by column, typed as the contract says.
    fn row(&self, row: &Bound<'_, PyDict>) -> PyResult<Input> {
        let Value::Map(mut entries) = plain::value(row) else {
            return Err(refused("expected a row"));
        };
        // A table has no other word for an argument that is left out.
        entries.retain(|(name, value)| *value != Value::Null || self.may_be_nothing(name));
        self.read(&Value::Map(entries).to_string())
    }

    /// The smallest valid input that still `differs`, after so many looks at most.
    fn smallest(
        &self,
        py: Python<'_>,
        input: &Input,
        looks: usize,
        differs: &Bound<'_, PyAny>,
    ) -> PyResult<Input> {
        let mut raised = None;
        let ask = |value: &Value| -> PyResult<bool> {
            differs.call1((Py::new(py, self.complete(value.clone()))?,))?.is_truthy()
        };
        let smallest = generate::smallest(input.0.clone(), &self.schema, looks, |value| {
            raised.is_none()
                && ask(value).unwrap_or_else(|error| {
                    raised = Some(error);
                    false
                })
        });
        match raised {
            Some(error) => Err(error),
            None => Ok(self.complete(smallest)),
        }
    }
}

impl Inputs {
    fn requires(&self, name: &Value) -> bool {
        self.required.iter().any(|required| name.is_text(required))
    }

    /// The input with the arguments that the original requires: nothing, or the contract's default.
    fn complete(&self, value: Value) -> Input {
        let is_complete = self.required.iter().all(|name| value.get(name).is_some());
        match (value, is_complete) {
            (Value::Map(mut entries), false) => {
                let json = Value::Map(entries.clone()).to_string();
                if let Ok(Value::Map(filled)) = dynamic::decode(json.as_bytes(), &self.schema) {
                    let is_there = |name: &Value| entries.iter().any(|(there, _)| there == name);
                    let missing: Vec<_> = filled
                        .into_iter()
                        .filter(|(name, _)| self.requires(name) && !is_there(name))
                        .collect();
                    entries.extend(missing);
                }
                Input(Value::Map(entries))
            }
            (value, _) => Input(value),
        }
    }

    fn may_be_nothing(&self, name: &Value) -> bool {
        let Root::Record(arguments) = &self.schema.root else { return false };
        let argument = arguments.fields.iter().find(|field| name.is_text(&field.name));
        argument.is_some_and(|field| matches!(field.shape, Shape::Option(_) | Shape::Unit))
    }
}

#[pymethods]
impl Input {
    /// The arguments by name.
    fn arguments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain::object(py, &self.0)
    }

    /// As a line of a recording.
    fn json(&self) -> String {
        self.0.to_string()
    }
}

#[pymethods]
impl Generated {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self) -> Option<Input> {
        let Self { values, inputs } = self;
        values.next().map(|value| inputs.complete(value))
    }
}

fn refused(what: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(what.to_string())
}

fn malformed(rejection: Rejection) -> PyErr {
    match rejection {
        Rejection::Malformed(what) => refused(what),
        Rejection::Invalid(issues) => refused(format_args!("{issues:?}")),
    }
}
