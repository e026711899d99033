//! `map(name, table, threads, original, mode)`: a whole table through a function, for `transom.map`.
//!
//! Tables come and go through Arrow's PyCapsule interface ([`capsule`]); the work is the columns door's. The GIL is
//! released meanwhile, and taken to read a table that Python makes and to ask originals.

mod capsule;

use std::num::NonZero;

use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use transom_contract::Value;

use self::capsule::{Column, Counted};
use super::answer::Failure;
use super::moved::Mode;
use super::{module, plain, raise};
use crate::doors::columns::{self, Caller, Failed, Role, Stop};
use crate::engine::Engine;
use crate::fault::Fault;

pub(super) const DOC: &std::ffi::CStr = c"map(function, table, threads, original, mode) -> (column, faults)

Answer each row of a table; all by the original, unless mode is on. faults are pairs of a row and what went wrong: a
dict as on the HTTP wire, or what the original raised.";

/// More threads than these help no table.
const THREADS_MAX: usize = 1024;

/// A row without an answer, and why.
type RowFault = (usize, Py<PyAny>);

/// What Python passes.
type Arguments<'py> = (String, Bound<'py, PyAny>, Option<usize>, Option<Py<PyAny>>, String);

/// Answers each row of a table.
pub(super) fn map(
    arguments: &Bound<'_, PyTuple>,
    engine: &'static Engine,
) -> PyResult<(Py<Column>, Vec<RowFault>)> {
    let py = arguments.py();
    let (function, table, threads, original, mode): Arguments<'_> = arguments.extract()?;
    let entry = module::find(py, engine, &function)?;
    let threads = thread_count(threads)?;
    let raised = |fault| raise::exception(py, module::name_of(engine), &function, Failure::Fault(fault));
    let mut reader = capsule::reader(&table)?.map_err(|what| raised(Fault::Malformed(what)))?;
    let mut caller = Original { function: original, answers_all: Mode::parse(&mode)? != Mode::On };
    let answers = py.detach(|| columns::run(entry, &mut *reader, threads, &mut caller));
    // Freed without the GIL, a table that Python made takes it by itself.
    py.detach(|| drop(reader));
    let answers = answers.map_err(|stop| match stop {
        Stop::Fault(fault) => raised(fault),
        Stop::Raised(error) => error,
    })?;
    let faults = answers.failed.into_iter().map(|(row, failed)| Ok((row, as_object(py, failed)?)));
    let faults = faults.collect::<PyResult<_>>()?;
    let column = Column::new(
        entry.name(),
        answers.data_type,
        answers.columns,
        Counted { rows: answers.rows, answered: answers.answered, declined: answers.declined },
    );
    Ok((Py::new(py, column)?, faults))
}

fn thread_count(asked: Option<usize>) -> PyResult<usize> {
    match asked {
        None => Ok(std::thread::available_parallelism().map_or(1, NonZero::get).min(THREADS_MAX)),
        Some(threads) if (1..=THREADS_MAX).contains(&threads) => Ok(threads),
        Some(threads) => {
            Err(PyValueError::new_err(format!("expected 1 to {THREADS_MAX} threads, found {threads}")))
        }
    }
}

fn as_object(py: Python<'_>, failed: Failed<PyErr>) -> PyResult<Py<PyAny>> {
    match failed {
        Failed::Fault(fault) => Ok(raise::as_dict(py, &fault)?.into_any().unbind()),
        Failed::Raised(error) => Ok(error.into_value(py).into_any()),
    }
}

/// The calling thread, with the original of the function where there is one.
struct Original {
    function: Option<Py<PyAny>>,
    answers_all: bool,
}

impl Caller for Original {
    type Raised = PyErr;

    fn role(&self) -> Role {
        match self.function {
            None => Role::None,
            Some(_) if self.answers_all => Role::All,
            Some(_) => Role::Declined,
        }
    }

    fn originals(&mut self, inputs: &[Value]) -> Result<Vec<Result<Value, Failed<PyErr>>>, PyErr> {
        Python::attach(|py| inputs.iter().map(|input| self.ask(py, input)).collect())
    }

    fn interrupted(&mut self) -> Result<(), PyErr> {
        Python::attach(|py| -> PyResult<()> {
            py.check_signals()?;
            Ok(())
        })
    }
}

impl Original {
    /// Asks for one row. What is no `Exception` is meant for the whole program: an interrupt, an exit.
    fn ask(&self, py: Python<'_>, input: &Value) -> Result<Result<Value, Failed<PyErr>>, PyErr> {
        match self.call(py, input) {
            Ok(answer) => Ok(Ok(answer)),
            Err(error) if error.is_instance_of::<PyException>(py) => Ok(Err(Failed::Raised(error))),
            Err(error) => Err(error),
        }
    }

    fn call(&self, py: Python<'_>, input: &Value) -> PyResult<Value> {
        let Some(original) = &self.function else { return Ok(Value::Null) };
        let arguments = plain::object(py, input)?.cast_into::<PyDict>()?;
        let answer = original.bind(py).call((), Some(&arguments))?;
        Ok(plain::value(&answer))
    }
}
