//! Classes of Python's standard library that special types are instances of, imported when first met.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident => $module:literal, $class:literal;)*) => {$(
        $(#[$doc])*
        pub(super) fn $name(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
            static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
            CLASS.import(py, $module, $class)
        }
    )*};
}

classes! {
    /// `decimal.Decimal`.
    decimal => "decimal", "Decimal";
    /// `uuid.UUID`.
    uuid => "uuid", "UUID";
    /// `datetime.date`.
    date => "datetime", "date";
    /// `datetime.time`.
    time => "datetime", "time";
    /// `datetime.datetime`.
    date_time => "datetime", "datetime";
    /// `datetime.timedelta`.
    delta => "datetime", "timedelta";
    #[cfg(not(Py_LIMITED_API))]
    /// `collections.deque`.
    deque => "collections", "deque";
    #[cfg(not(Py_LIMITED_API))]
    /// `collections.Counter`.
    counter => "collections", "Counter";
    #[cfg(not(Py_LIMITED_API))]
    /// `collections.OrderedDict`.
    ordered_dict => "collections", "OrderedDict";
    #[cfg(not(Py_LIMITED_API))]
    /// `collections.defaultdict`.
    default_dict => "collections", "defaultdict";
}
