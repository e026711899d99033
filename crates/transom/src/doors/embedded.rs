//! The embedded door: an engine inside the Python process, as an extension module built for one Python version.
//!
//! [`object`] reads Python's objects directly, [`decode`] and [`encode`] are the walk over them as a serde format,
//! [`mod@answer`] is one call, [`moved`] what a moved function's name stands for, and [`fill`] makes the module. Python
//! decides what is on and where errors are classes; nothing of that is known here but the names to raise.
//!
//! [`plain`], [`issue`], [`compare`], [`counts`] and [`shadow`] do with what every version of Python has, since the package's own
//! module, which is built for all of them, shares them.

mod classes;
pub mod compare;
pub mod counts;
pub mod issue;
pub mod plain;
pub mod shadow;

#[cfg(not(Py_LIMITED_API))]
mod answer;
#[cfg(not(Py_LIMITED_API))]
mod arguments;
#[cfg(not(Py_LIMITED_API))]
mod arrays;
#[cfg(not(Py_LIMITED_API))]
mod changes;
#[cfg(not(Py_LIMITED_API))]
mod decode;
#[cfg(not(Py_LIMITED_API))]
mod encode;
#[cfg(not(Py_LIMITED_API))]
mod held;
#[cfg(not(Py_LIMITED_API))]
mod instances;
#[cfg(not(Py_LIMITED_API))]
mod module;
#[cfg(not(Py_LIMITED_API))]
mod moved;
#[cfg(not(Py_LIMITED_API))]
mod names;
#[cfg(not(Py_LIMITED_API))]
mod object;
#[cfg(not(Py_LIMITED_API))]
pub(crate) mod objects;
#[cfg(not(Py_LIMITED_API))]
mod quiet;
#[cfg(not(Py_LIMITED_API))]
mod raise;
#[cfg(not(Py_LIMITED_API))]
mod sequences;
#[cfg(not(Py_LIMITED_API))]
mod signature;
#[cfg(not(Py_LIMITED_API))]
mod stack;
#[cfg(all(feature = "columns", not(Py_LIMITED_API)))]
mod table;

#[cfg(not(Py_LIMITED_API))]
pub(crate) use answer::{Handler, answer};
#[cfg(not(Py_LIMITED_API))]
pub(crate) use changes::Plan;
#[cfg(not(Py_LIMITED_API))]
pub(crate) use instances::Classes;
#[cfg(not(Py_LIMITED_API))]
pub use module::fill;
#[cfg(all(feature = "columns", not(Py_LIMITED_API)))]
pub(crate) use quiet::exactly_detached;
#[cfg(not(Py_LIMITED_API))]
pub(crate) use sequences::Sequences;

/// Makes the engine's Python module.
#[cfg(not(Py_LIMITED_API))]
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
                // Compiled here, with the settings that the engine's own code has.
                let overflow = || ::std::hint::black_box(i64::MAX) + ::std::hint::black_box(1);
                ::transom::doors::embedded::fill(module, super::$engine(), overflow)
            }
        }
    };
}
