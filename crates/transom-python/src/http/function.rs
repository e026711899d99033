//! One function of a served engine: its arguments from Python as JSON, its answer from JSON.

use std::collections::HashMap;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use transom::Fault;
use transom_contract::wires::json::dynamic;
use transom_contract::{Contract, Schema, Value};

use transom::doors::embedded::plain;

/// A function as its contract describes it.
pub(super) struct Function {
    name: String,
    arguments: Vec<String>,
    exact: bool,
    input: Schema,
    output: Schema,
}

/// Why arguments do not become a call.
pub(super) enum Refused {
    /// They do not fit the signature: Python's `TypeError`.
    Misfit(PyErr),
    Fault(Fault),
}

impl Function {
    /// All functions of a contract by name.
    pub(super) fn all(contract: &Contract) -> HashMap<String, Self> {
        let functions = contract.functions.iter().map(|function| {
            let arguments = function.input.fields.iter().map(|field| field.name.clone()).collect();
            let function = Self {
                name: function.name.clone(),
                arguments,
                exact: function.exact,
                input: contract.input_schema(function),
                output: contract.output_schema(function),
            };
            (function.name.clone(), function)
        });
        functions.collect()
    }

    /// The arguments of a call as JSON. An exact function leaves what it was not made for to Python.
    pub(super) fn encode(
        &self,
        args: &Bound<'_, PyTuple>,
        kwargs: &Bound<'_, PyDict>,
    ) -> Result<Vec<u8>, Refused> {
        let json = self.record(args, kwargs).map_err(Refused::Misfit).and_then(|record| {
            dynamic::encode(&record, &self.input).map_err(|issues| Refused::Fault(Fault::Invalid(issues)))
        });
        json.map_err(|refused| {
            if self.exact {
                Refused::Fault(Fault::Declined("arguments of other types".to_owned()))
            } else {
                refused
            }
        })
    }

    /// The answer of a call.
    pub(super) fn decode(&self, answer: &[u8]) -> Result<Value, Fault> {
        dynamic::decode(answer, &self.output).map_err(|rejection| {
            Fault::Internal(format!("the answer does not keep the contract: {}", Fault::from(rejection)))
        })
    }

    fn record(&self, args: &Bound<'_, PyTuple>, kwargs: &Bound<'_, PyDict>) -> PyResult<Value> {
        let (function, given, most) = (&self.name, args.len(), self.arguments.len());
        if given > most {
            let s = if most == 1 { "" } else { "s" };
            let what = format!("{function}() takes at most {most} positional argument{s} ({given} given)");
            return Err(PyTypeError::new_err(what));
        }
        let named = self.arguments.iter().zip(args.iter());
        let mut entries: Vec<_> =
            named.map(|(name, item)| (Value::from(name.as_str()), plain::value(&item))).collect();
        for (key, item) in kwargs {
            let key: String = key.extract()?;
            let what = match self.arguments.iter().position(|name| *name == key) {
                None => format!("{function}() got an unexpected keyword argument '{key}'"),
                Some(at) if at < given => format!("{function}() got multiple values for argument '{key}'"),
                Some(_) => {
                    entries.push((Value::String(key), plain::value(&item)));
                    continue;
                }
            };
            return Err(PyTypeError::new_err(what));
        }
        Ok(Value::Map(entries))
    }
}
