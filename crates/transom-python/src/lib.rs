//! The native module `transom._transom`: the command line, the configuration, the client and the proof, in Rust.
//!
//! Thin: each submodule turns Python arguments into a call of another crate and back.

mod command;
mod config;
mod http;
mod moved;
mod prove;

use pyo3::prelude::*;

/// The native module of the Python package `transom`.
#[pymodule]
#[pyo3(name = "_transom")]
fn native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<config::Config>()?;
    module.add_class::<http::HttpClient>()?;
    module.add_class::<prove::Generated>()?;
    module.add_class::<prove::Input>()?;
    module.add_class::<prove::Inputs>()?;
    module.add_class::<moved::Moved>()?;
    module.add_function(wrap_pyfunction!(moved::bind, module)?)?;
    module.add_function(wrap_pyfunction!(command::run_command, module)?)?;
    module.add_function(wrap_pyfunction!(prove::difference::difference, module)?)?;
    Ok(())
}
