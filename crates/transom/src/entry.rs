//! One function of an engine with its type erased: plain data, and a handler per wire.
//!
//! A new wire is a generic function in its own module and one field here; the macros never hear of it.

use transom_contract::{Contract, Function as Description, Schema};

use crate::function::{Function, Weight};

/// One function of an engine, ready to be called through any door.
pub struct Entry {
    /// The function as plain data.
    pub description: Description,
    /// The schema of its arguments.
    pub input: Schema,
    /// The schema of its answer.
    pub output: Schema,
    /// The arguments' names, in order.
    pub arguments: &'static [&'static str],
    /// Whether the input lends text from the caller.
    pub borrows: bool,
    /// Where it runs.
    pub weight: Weight,
    /// Answers one call with JSON.
    #[cfg(feature = "serve")]
    pub(crate) json: crate::doors::http::Handler,
    /// Answers one call with a Protobuf message.
    #[cfg(feature = "serve")]
    pub(crate) protobuf: crate::doors::http::Handler,
    /// Answers one call with Python's objects.
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) python: crate::doors::embedded::Handler,
    /// What the walk's tuples are in the arguments, and in the answer.
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) sequences: crate::doors::embedded::Sequences,
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) answers: crate::doors::embedded::Sequences,
    /// The application's classes that models stand for.
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) classes: crate::doors::embedded::Classes,
    /// What may change among the arguments.
    #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) changes: crate::doors::embedded::Plan,
    /// Answers the rows of a batch.
    #[cfg(all(feature = "columns", feature = "embedded", not(Py_LIMITED_API)))]
    pub(crate) columns: crate::doors::columns::Handler,
}

impl Entry {
    pub(crate) fn new<F: Function>(contract: &Contract, description: &Description) -> Self {
        Self {
            description: description.clone(),
            input: contract.input_schema(description),
            output: contract.output_schema(description),
            arguments: F::ARGUMENTS,
            borrows: F::BORROWS,
            weight: F::WEIGHT,
            #[cfg(feature = "serve")]
            json: crate::doors::http::Handler::json::<F>(),
            #[cfg(feature = "serve")]
            protobuf: crate::doors::http::Handler::protobuf::<F>(),
            #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
            python: crate::doors::embedded::answer::<F>,
            #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
            sequences: crate::doors::embedded::Sequences::of(&contract.input_schema(description)),
            #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
            answers: crate::doors::embedded::Sequences::of(&contract.output_schema(description)),
            #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
            classes: crate::doors::embedded::Classes::of(contract, description),
            #[cfg(all(feature = "embedded", not(Py_LIMITED_API)))]
            changes: crate::doors::embedded::Plan::of(contract, description),
            #[cfg(all(feature = "columns", feature = "embedded", not(Py_LIMITED_API)))]
            columns: crate::doors::columns::answer::<F>,
        }
    }

    /// The name within the engine.
    pub fn name(&self) -> &str {
        &self.description.name
    }
}
