//! NumPy's arrays through the buffer protocol: of `float64` or `int64`, contiguous row after row, of one dimension or
//! two. NumPy itself is imported only where an array is answered, and looked up where one comes in.

use std::ffi::{CStr, c_char, c_int};

use pyo3::exceptions::PyBufferError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

use super::encode::Numbers;
use super::object::{self, Lent};

/// What an array holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Float,
    Int,
}

impl Element {
    /// How the buffer protocol spells it; NumPy's own `float64` and `int64`, and no other type as wide.
    fn format(self) -> &'static CStr {
        match self {
            Self::Float => c"d",
            Self::Int if cfg!(windows) => c"q",
            Self::Int => c"l",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Float => "float64",
            Self::Int => "int64",
        }
    }
}

/// An array's memory; whoever has this keeps it where it is.
pub(super) struct View(Box<ffi::Py_buffer>);

impl View {
    /// The memory of an exact `ndarray` of these elements and so many dimensions.
    pub(super) fn of(object: Lent<'_>, element: Element, dimensions: usize, to_write: bool) -> Option<Self> {
        if !object.get_type().is(class(object.py())?) {
            return None;
        }
        let view = Self::any(object, to_write)?;
        // SAFETY: a format was asked for, which is text.
        let format = unsafe { CStr::from_ptr(view.0.format.cast::<c_char>()) };
        let fits = format == element.format()
            && view.0.itemsize == 8
            && view.0.ndim == c_int::try_from(dimensions).ok()?;
        fits.then_some(view)
    }

    /// The memory of anything that is contiguous.
    fn any(object: Lent<'_>, to_write: bool) -> Option<Self> {
        let write = if to_write { ffi::PyBUF_WRITABLE } else { 0 };
        let flags = ffi::PyBUF_C_CONTIGUOUS | ffi::PyBUF_FORMAT | write;
        // SAFETY: the view is filled in where 0 comes back, and released by its own `drop`.
        unsafe {
            let mut view = Box::new(std::mem::zeroed());
            let done =
                object::uncollected(|| ffi::PyObject_GetBuffer(object.as_ptr(), &raw mut *view, flags));
            if done == 0 {
                return Some(Self(view));
            }
            ffi::PyErr_Clear();
            None
        }
    }

    /// Rows and columns; one column where there is one dimension.
    pub(super) fn shape(&self) -> (usize, usize) {
        // SAFETY: the view has a shape, since it was asked for as contiguous.
        let shape = unsafe { std::slice::from_raw_parts(self.0.shape, self.0.ndim.unsigned_abs() as usize) };
        (shape[0].unsigned_abs(), shape.get(1).map_or(1, |columns| columns.unsigned_abs()))
    }

    /// From where to where it goes.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        let start = self.0.buf.addr();
        start..start + self.0.len.unsigned_abs()
    }

    /// The bytes. Nobody writes to them meanwhile, since no Python code runs.
    pub(super) fn bytes(&self) -> &[u8] {
        match self.0.len.unsigned_abs() {
            0 => &[],
            // SAFETY: the view is alive, and its memory is contiguous and so long.
            length => unsafe { std::slice::from_raw_parts(self.0.buf.cast::<u8>(), length) },
        }
    }

    /// Copies bytes of another array of this shape in; the view was asked for to write.
    pub(super) fn fill(&mut self, bytes: &[u8]) {
        assert_eq!(bytes.len(), self.0.len.unsigned_abs(), "both arrays are of one shape");
        // SAFETY: the memory is as long, may be written to, and no Python code runs meanwhile.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), self.0.buf.cast::<u8>(), bytes.len()) };
    }
}

impl Drop for View {
    fn drop(&mut self) {
        // SAFETY: the view was filled in, and the GIL is held.
        unsafe { ffi::PyBuffer_Release(&raw mut *self.0) };
    }
}

/// `numpy.ndarray`; none while nobody has imported NumPy, so that there are no arrays either.
fn class(py: Python<'_>) -> Option<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    if let Some(class) = CLASS.get(py) {
        return Some(class.bind(py));
    }
    let modules = py.import("sys").ok()?.getattr("modules").ok()?;
    let class = modules.get_item("numpy").ok()?.getattr("ndarray").ok()?.cast_into::<PyType>().ok()?;
    Some(CLASS.get_or_init(py, || class.unbind()).bind(py))
}

/// A new array of these numbers.
pub(super) fn array<'py>(
    py: Python<'py>,
    numbers: &Numbers,
    element: Element,
    dimensions: usize,
) -> PyResult<Bound<'py, PyAny>> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let count = numbers.bytes.len() / size_of::<f64>();
    let rows = if dimensions == 1 { count } else { numbers.lists.saturating_sub(1) };
    let columns = count.checked_div(rows).unwrap_or_default();
    let shape = if dimensions == 1 { PyTuple::new(py, [rows])? } else { PyTuple::new(py, [rows, columns])? };
    let made = MAKE.import(py, "numpy", "empty")?.call1((shape, element.name()))?;
    let view = View::any(made.as_borrowed(), true).filter(|view| view.range().len() == numbers.bytes.len());
    let mut view =
        view.ok_or_else(|| PyBufferError::new_err("numpy.empty makes another array than asked for"))?;
    view.fill(&numbers.bytes);
    drop(view);
    Ok(made)
}

/// Copies an array into the memory of another; whether they fit was seen before.
pub(super) fn copy(from: &Bound<'_, PyAny>, to: &Bound<'_, PyAny>) -> PyResult<()> {
    let (from, to) = (View::any(from.as_borrowed(), false), View::any(to.as_borrowed(), true));
    let (Some(from), Some(mut to)) = (from, to) else {
        return Err(PyBufferError::new_err("an array that cannot be written to"));
    };
    to.fill(from.bytes());
    Ok(())
}

/// Whether an array can be written to, and has as many bytes as another.
pub(super) fn fits(from: &Bound<'_, PyAny>, to: &Bound<'_, PyAny>) -> bool {
    let (from, to) = (View::any(from.as_borrowed(), false), View::any(to.as_borrowed(), true));
    from.zip(to).is_some_and(|(from, to)| from.range().len() == to.range().len())
}

/// Where the memory of an array is.
pub(super) fn range(object: Lent<'_>) -> Option<std::ops::Range<usize>> {
    View::any(object, false).map(|view| view.range())
}
