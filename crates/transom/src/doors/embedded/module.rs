//! The engine's Python module: its contract, its functions, and what `transom` mounts them with.

use pyo3::exceptions::{PyImportError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::{PyCFunction, PyDict, PyTuple};

use super::answer::Failure;
use super::moved::{self, Mode};
#[cfg(feature = "columns")]
use super::table;
use super::{decode, object, quiet, raise};
use crate::engine::Engine;
use crate::entry::Entry;
use crate::fault::Fault;

/// Fills a module: `contract()`, `bind(function, original, mode, report)`, and each function by its name.
///
/// `overflow` adds one to the greatest number, compiled as the engine is.
///
/// # Errors
/// `ImportError` where the engine was built so that it could answer wrongly.
pub fn fill(module: &Bound<'_, PyModule>, engine: &'static Engine, overflow: fn() -> i64) -> PyResult<()> {
    let py = module.py();
    quiet::install();
    let is_exact = engine.contract().functions.iter().any(|function| function.exact);
    quiet::check(name_of(engine), is_exact, overflow)?;
    if !object::agrees(py)? {
        return Err(PyImportError::new_err(format!(
            "the engine `{}` reads whole numbers otherwise than this Python keeps them: build it for this Python, \
             with transom build",
            name_of(engine)
        )));
    }
    let version = py.version_info();
    transom_semantics::set_python_version(version.major.into(), version.minor.into());
    decode::prepare(py)?;
    let contract = serde_json::to_string(engine.contract());
    let contract = contract.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    add(module, c"contract", c"The engine's contract as JSON.", move |_, _| Ok(contract.clone()))?;
    add(module, c"bind", BIND_DOC, move |arguments, _| bind(arguments, engine))?;
    #[cfg(feature = "columns")]
    add(module, c"map", table::DOC, move |arguments, _| table::map(arguments, engine))?;
    for entry in engine.entries() {
        let function = moved::new(py, name_of(engine), entry, None, Mode::On, None)?;
        function.setattr("__name__", entry.name())?;
        function.setattr("__qualname__", entry.name())?;
        function.setattr("__module__", module.name()?)?;
        function.setattr("__doc__", &entry.description.doc)?;
        module.add(entry.name(), function)?;
    }
    let all = engine.entries().iter().map(Entry::name);
    let all: Vec<_> = all.collect();
    module.add("__version__", &engine.contract().version)?;
    // Set last: what is added to a module is put into its list of names, too.
    module.setattr("__all__", all)
}

const BIND_DOC: &std::ffi::CStr = c"bind(function, original, mode, report) -> Moved

Put a function of the engine in the place of a Python original: mode is off, shadow or on. In shadow,
report(input, expected, found) is called with each differing input that is smaller than all before it.
TypeError where the original takes other arguments.";

fn add<T>(
    module: &Bound<'_, PyModule>,
    name: &'static std::ffi::CStr,
    doc: &'static std::ffi::CStr,
    body: impl Fn(&Bound<'_, PyTuple>, Option<&Bound<'_, PyDict>>) -> PyResult<T> + Send + Sync + 'static,
) -> PyResult<()>
where
    for<'py> T: IntoPyObject<'py>,
{
    module.add_function(PyCFunction::new_closure(module.py(), Some(name), Some(doc), body)?)
}

fn bind(arguments: &Bound<'_, PyTuple>, engine: &'static Engine) -> PyResult<Py<PyAny>> {
    let py = arguments.py();
    let (function, original, mode, report): (String, Bound<'_, PyAny>, String, Option<Bound<'_, PyAny>>) =
        arguments.extract()?;
    let entry = find(py, engine, &function)?;
    moved::new(py, name_of(engine), entry, Some(original), Mode::parse(&mode)?, report).map(Bound::unbind)
}

/// The function of this name, or the exception that there is none.
pub(super) fn find(py: Python<'_>, engine: &'static Engine, function: &str) -> PyResult<&'static Entry> {
    engine.entry(function).ok_or_else(|| {
        let fault = Fault::UnknownFunction { name: function.to_owned(), nearest: None };
        raise::exception(py, name_of(engine), function, Failure::Fault(fault))
    })
}

/// The engine's name.
pub(super) fn name_of(engine: &'static Engine) -> &'static str {
    &engine.contract().engine
}
