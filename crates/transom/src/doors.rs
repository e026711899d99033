//! The ways in. A door turns bytes or objects into a call and back, and does nothing else.

#[cfg(all(feature = "columns", feature = "embedded", not(Py_LIMITED_API)))]
pub(crate) mod columns;
#[cfg(feature = "embedded")]
pub mod embedded;

#[cfg(feature = "serve")]
pub(crate) mod http;

/// Makes the engine's Python module; nothing where the embedded door is not built.
#[cfg(not(all(feature = "embedded", not(Py_LIMITED_API))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __python_module {
    ($name:ident, $engine:path) => {};
}
