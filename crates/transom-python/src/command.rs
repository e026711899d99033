//! The command line in the wheel.

use pyo3::prelude::*;

/// Runs the command line and answers its exit status.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<String>) -> u8 {
    // Commands wait for cargo and for services: let other threads run.
    py.detach(|| transom_cli::run(arguments.into_iter().map(Into::into)))
}
