//! `transom.toml` for Python.

use std::path::Path;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// What `transom.toml` says.
#[pyclass(frozen, module = "transom._transom")]
pub(crate) struct Config(transom_cli::config::Config);

#[pymethods]
impl Config {
    /// Reads the file; `ValueError` says what is wrong and where.
    #[staticmethod]
    fn load(path: &str) -> PyResult<Self> {
        let config = transom_cli::config::Config::load(Path::new(path));
        config.map(Self).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// What holds without a file.
    #[staticmethod]
    fn default() -> Self {
        Self(transom_cli::config::Config::default())
    }

    /// Who answers `engine.function` ("off", "shadow", "on"), and where its engine is.
    fn function(&self, name: &str) -> (&'static str, String) {
        let (mode, at) = self.0.function(name);
        (mode.name(), at.to_string())
    }

    /// The functions that the file names, each with its original as "module:name" if that is said.
    fn functions(&self) -> Vec<(String, Option<String>)> {
        self.0.functions.iter().map(|(name, own)| (name.clone(), own.original.clone())).collect()
    }
}
