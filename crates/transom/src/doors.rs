//! The ways in. A door turns bytes or objects into a call and back, and does nothing else.

/// Makes the engine's Python module; nothing where the embedded door is not built.
#[cfg(not(feature = "embedded"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __python_module {
    ($name:ident, $engine:path) => {};
}

/// Makes the engine's Python module.
#[cfg(feature = "embedded")]
#[doc(hidden)]
#[macro_export]
macro_rules! __python_module {
    ($name:ident, $engine:path) => {};
}
