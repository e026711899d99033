//! A moved function whose engine is not in this process: switched off, or served elsewhere.
//!
//! The same to its users as the `Moved` that an engine makes, which answers without leaving the process.

mod guard;

use std::collections::BTreeMap;

use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple, PyType};
use transom::doors::embedded::counts::Counts;
use transom::doors::embedded::plain;
use transom::doors::embedded::shadow::{self, Beside, Inputs};

use self::guard::Guard;

/// Why a call that Python would refuse is left to the original.
const MISFIT: &str = "arguments that do not fit the signature";

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Off,
    Shadow,
    On,
}

/// What the name of a Python function stands for.
#[pyclass(frozen, dict, weakref, module = "transom._transom")]
pub(crate) struct Moved {
    name: String,
    original: Py<PyAny>,
    mode: Mode,
    report: Option<Py<PyAny>>,
    route: Option<Py<PyAny>>,
    /// The original's `inspect.Signature`.
    signature: PyOnceLock<Py<PyAny>>,
    guard: PyOnceLock<Guard>,
    counts: Counts,
}

/// Puts something in the place of a Python original: `mode` is off, shadow or on; `report(input, expected, found)` is
/// called with differing inputs; `route(arguments)` asks the served engine, whose contract is `route.contract()`.
#[pyfunction]
#[pyo3(signature = (function, original, mode, report=None, route=None))]
pub(crate) fn bind(
    function: String,
    original: Py<PyAny>,
    mode: &str,
    report: Option<Py<PyAny>>,
    route: Option<Py<PyAny>>,
) -> PyResult<Moved> {
    let mode = match mode {
        "off" => Mode::Off,
        "shadow" => Mode::Shadow,
        "on" => Mode::On,
        other => {
            return Err(PyValueError::new_err(format!("expected the mode off, shadow or on, found {other}")));
        }
    };
    if route.is_none() && mode != Mode::Off {
        return Err(PyValueError::new_err(format!("`{function}` has no route to an engine")));
    }
    let (signature, guard, counts) = (PyOnceLock::new(), PyOnceLock::new(), Counts::default());
    Ok(Moved { name: function, original, mode, report, route, signature, guard, counts })
}

#[pymethods]
impl Moved {
    #[pyo3(signature = (*args, **kwargs))]
    fn __call__<'py>(
        &self,
        py: Python<'py>,
        args: &Bound<'py, PyTuple>,
        kwargs: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.counts.call();
        let original = || self.original.bind(py).call(args, kwargs);
        let Some(route) = self.route.as_ref().filter(|_| self.mode != Mode::Off) else { return original() };
        let Some(named) = self.named(py, args, kwargs)? else {
            self.counts.declined(MISFIT);
            return original();
        };
        if self.mode == Mode::Shadow {
            return self.beside(&named, route.bind(py), original);
        }
        match self.ask(&named, route.bind(py))? {
            Beside::Answered(answer) => {
                self.counts.answered();
                Ok(answer)
            }
            Beside::Declined(reason) => {
                self.counts.declined(&reason);
                original()
            }
            Beside::Raised(error) | Beside::Exception(error) => Err(error),
        }
    }

    fn __get__<'py>(
        slf: &Bound<'py, Self>,
        instance: Option<&Bound<'py, PyAny>>,
        _owner: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        static METHOD: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        match instance {
            None => Ok(slf.clone().into_any()),
            Some(instance) => METHOD.import(slf.py(), "types", "MethodType")?.call1((slf, instance)),
        }
    }

    fn __getattr__<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        self.original.bind(py).getattr(name)
    }

    /// The name, as functions are pickled.
    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        slf.getattr("__qualname__").map(Bound::unbind)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("<moved function {} ({})>", slf.getattr("__qualname__")?, slf.get().name))
    }

    /// What was counted: calls, engine, declined by reason, and what shadow compared.
    fn _count_rows(&self, calls: u64, answered: u64, declined: BTreeMap<String, u64>) {
        self.counts.rows(calls, answered, &declined);
    }

    fn stats<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.counts.as_dict(py)
    }
}

impl Moved {
    /// The arguments by name, the original's defaults among them; `None` where they do not fit its signature.
    fn named<'py>(
        &self,
        py: Python<'py>,
        args: &Bound<'py, PyTuple>,
        kwargs: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Option<Bound<'py, PyDict>>> {
        let make =
            || Ok::<_, PyErr>(py.import("inspect")?.call_method1("signature", (&self.original,))?.unbind());
        let signature = self.signature.get_or_try_init(py, make)?.bind(py);
        let Ok(bound) = signature.getattr("bind")?.call(args, kwargs) else { return Ok(None) };
        bound.call_method0("apply_defaults")?;
        Ok(Some(bound.getattr("arguments")?.cast_into::<PyDict>()?))
    }

    /// Asks the engine; what an exact function must not answer, and what nobody answers for it, is declined.
    fn ask<'py>(&self, named: &Bound<'py, PyDict>, route: &Bound<'py, PyAny>) -> PyResult<Beside<'py>> {
        let py = route.py();
        let guard = self.guard.get_or_try_init(py, || Guard::new(&self.name, route));
        let asked = match &guard {
            Ok(guard) if !guard.admits(&plain::value(named)) => {
                return Ok(Beside::Declined("arguments of other types".to_owned()));
            }
            Ok(_) => route.call1((named,)),
            Err(error) => Err(error.clone_ref(py)),
        };
        let error = match asked {
            Ok(answer) => return Ok(Beside::Answered(answer)),
            Err(error) => error,
        };
        let is = |class: &str| {
            Ok::<_, PyErr>(error.is_instance(py, &py.import("transom._internal.errors")?.getattr(class)?))
        };
        if is("Declined")? {
            return Ok(Beside::Declined(error.value(py).to_string()));
        }
        // What is not known to be exact may be: nobody was there to ask.
        if is("Unavailable")? && guard.map_or(true, Guard::is_exact) {
            return Ok(Beside::Declined("unavailable".to_owned()));
        }
        Ok(Beside::Raised(error))
    }

    /// The original's answer, with the engine asked first: it sees the arguments as the caller passed them.
    fn beside<'py>(
        &self,
        named: &Bound<'py, PyDict>,
        route: &Bound<'py, PyAny>,
        original: impl FnOnce() -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = route.py();
        let before = plain::json(named);
        let engine = self.ask(named, route).unwrap_or_else(Beside::Raised);
        let original = original();
        if original.as_ref().is_err_and(|error| !error.is_instance_of::<PyException>(py)) {
            // Somebody ends the program.
            return original;
        }
        let inputs = Inputs::unchanged(before, plain::json(named));
        let report = self.report.as_ref().map(|report| report.bind(py));
        shadow::judge(py, &self.counts, engine, original.as_ref(), inputs, report);
        original
    }
}
