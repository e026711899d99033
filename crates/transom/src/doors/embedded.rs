//! The embedded door: an engine inside the Python process, as an extension module built for one Python version.
//!
//! [`object`] reads Python's objects directly, [`decode`] and [`encode`] are the walk over them as a serde format,
//! [`answer`] is one call, [`moved`] what a moved function's name stands for, and [`fill`] makes the module. Python
//! decides what is on and where errors are classes; nothing of that is known here but the names to raise.

mod answer;
mod arguments;
mod classes;
mod decode;
mod encode;
mod module;
mod moved;
mod names;
mod object;
mod plain;
mod raise;
#[cfg(feature = "columns")]
mod table;

pub(crate) use answer::{Handler, answer, lists_as_tuples};
pub use module::fill;

/// Makes the engine's Python module.
#[doc(hidden)]
#[macro_export]
macro_rules! __python_module {
    ($name:ident, $engine:ident) => {
        #[allow(clippy::all, clippy::pedantic)]
        mod __python {
            use ::transom::__private::pyo3;
            use ::transom::__private::pyo3::prelude::*;

            #[::transom::__private::pyo3::pymodule(gil_used = true)]
            #[pyo3(crate = "::transom::__private::pyo3")]
            fn $name(module: &Bound<'_, PyModule>) -> PyResult<()> {
                ::transom::doors::embedded::fill(module, super::$engine())
            }
        }
    };
}
