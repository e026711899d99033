//! A moved function: what the name of a Python function stands for once its work is done by an engine.
//!
//! A heap type with the vectorcall protocol, since a Python class would take longer than the call itself. It is
//! called, bound as methods are, pickled by its name and weakly referred to as a function is; what it does not have
//! itself is asked of the original.

mod compare;
mod slots;
mod stats;

use pyo3::exceptions::PyValueError;
use pyo3::ffi;
use pyo3::prelude::*;

use self::stats::Counts;
use super::answer::{Answer, Failure};
use super::arguments::Arguments;
use super::raise;
use crate::entry::Entry;
use crate::fault::Fault;

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The original.
    Off,
    /// The original; the engine runs beside it and is compared.
    Shadow,
    /// The engine; the original where the engine declines.
    On,
}

/// The object itself. What Python's own slots look into stands first.
#[repr(C)]
struct Moved {
    head: ffi::PyObject,
    vectorcall: ffi::vectorcallfunc,
    attributes: *mut ffi::PyObject,
    weak_references: *mut ffi::PyObject,
    /// The Python function; null for a function of the engine alone.
    original: *mut ffi::PyObject,
    state: *mut State,
}

/// What is Rust's own of a moved function.
struct State {
    engine: &'static str,
    entry: &'static Entry,
    counts: Counts,
}

impl Mode {
    pub(super) fn parse(text: &str) -> PyResult<Self> {
        match text {
            "off" => Ok(Self::Off),
            "shadow" => Ok(Self::Shadow),
            "on" => Ok(Self::On),
            other => {
                Err(PyValueError::new_err(format!("expected the mode off, shadow or on, found {other}")))
            }
        }
    }

    fn call(self) -> ffi::vectorcallfunc {
        match self {
            Self::Off => call_original,
            Self::Shadow => call_both,
            Self::On => call_engine,
        }
    }
}

/// Makes a moved function.
pub(super) fn new<'py>(
    py: Python<'py>,
    engine: &'static str,
    entry: &'static Entry,
    original: Option<Bound<'py, PyAny>>,
    mode: Mode,
) -> PyResult<Bound<'py, PyAny>> {
    if original.is_none() && mode != Mode::On {
        return Err(PyValueError::new_err(format!("{engine}.{} has no original to answer", entry.name())));
    }
    let state = Box::new(State { engine, entry, counts: Counts::default() });
    slots::allocate(py, mode.call(), original, state)
}

/// What the vectorcall protocol passes besides the callable.
#[derive(Clone, Copy)]
struct Passed {
    first: *const *mut ffi::PyObject,
    /// How many are positional, and a flag of the protocol's own.
    count: usize,
    names: *mut ffi::PyObject,
}

/// # Safety
/// Only as the vectorcall protocol calls it, on a [`Moved`].
unsafe extern "C" fn call_original(
    callable: *mut ffi::PyObject,
    first: *const *mut ffi::PyObject,
    count: usize,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: as the protocol calls.
    unsafe {
        let moved = callable.cast::<Moved>();
        (*(*moved).state).counts.call();
        ask_original(moved, Passed { first, count, names })
    }
}

/// # Safety
/// As [`call_original`].
unsafe extern "C" fn call_engine(
    callable: *mut ffi::PyObject,
    first: *const *mut ffi::PyObject,
    count: usize,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: as the protocol calls: the thread is attached, and the callable alive.
    unsafe {
        let moved = callable.cast::<Moved>();
        let state = &*(*moved).state;
        state.counts.call();
        let passed = Passed { first, count, names };
        match ask_engine(state, passed) {
            Ok(answer) => {
                state.counts.answered();
                answer.into_ptr()
            }
            Err(failure) => failed(moved, passed, failure),
        }
    }
}

/// # Safety
/// As [`call_original`].
unsafe extern "C" fn call_both(
    callable: *mut ffi::PyObject,
    first: *const *mut ffi::PyObject,
    count: usize,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject {
    // SAFETY: as the protocol calls: the thread is attached, and the callable alive.
    unsafe {
        let moved = callable.cast::<Moved>();
        let state = &*(*moved).state;
        let passed = Passed { first, count, names };
        state.counts.call();
        let answer = ask_original(moved, passed);
        if !answer.is_null() {
            Python::attach(|py| {
                let expected = Bound::from_borrowed_ptr(py, answer);
                compare(state, passed, &expected);
            });
        }
        answer
    }
}

/// # Safety
/// `passed` is what the vectorcall protocol passed, on this thread, in the call that goes on.
#[inline]
unsafe fn ask_engine<'py>(state: &State, passed: Passed) -> Answer<'py> {
    // SAFETY: the protocol's callers are attached, and keep the arguments alive until the call is over.
    let arguments = unsafe {
        let count = ffi::PyVectorcall_NARGS(passed.count).cast_unsigned();
        Arguments::new(Python::assume_attached(), passed.first, count, passed.names)
    };
    (state.entry.python)(state.entry, &arguments)
}

/// # Safety
/// `moved` is alive, `passed` is what the vectorcall protocol passed.
unsafe fn ask_original(moved: *mut Moved, passed: Passed) -> *mut ffi::PyObject {
    // SAFETY: as the caller says; the flag about the place before the first argument is not passed on.
    unsafe {
        let count = ffi::PyVectorcall_NARGS(passed.count).cast_unsigned();
        ffi::PyObject_Vectorcall((*moved).original, passed.first, count, passed.names)
    }
}

/// The original answers what the engine declines; everything else is raised.
///
/// # Safety
/// As [`ask_original`].
#[cold]
unsafe fn failed(moved: *mut Moved, passed: Passed, failure: Box<Failure>) -> *mut ffi::PyObject {
    // SAFETY: as the caller says.
    unsafe {
        let state = &*(*moved).state;
        let reason = match &*failure {
            Failure::Fault(Fault::Declined(reason)) => Some(reason.as_str()),
            // The original says it in Python's words.
            Failure::Arguments(_) => Some("arguments that do not fit the signature"),
            _ => None,
        };
        match reason {
            Some(reason) if !(*moved).original.is_null() => {
                state.counts.declined(reason);
                ask_original(moved, passed)
            }
            _ => Python::attach(|py| {
                raise::exception(py, state.engine, state.entry.name(), *failure).restore(py);
                std::ptr::null_mut()
            }),
        }
    }
}

/// Runs the engine beside the original's answer and notes where they differ. Nothing of it reaches the caller.
fn compare(state: &State, passed: Passed, expected: &Bound<'_, PyAny>) {
    let py = expected.py();
    // SAFETY: the call that passed the arguments goes on.
    let found = unsafe { ask_engine(state, passed) };
    let found = match found {
        Ok(found) if compare::same(expected, &found) => return state.counts.compared(None),
        Ok(found) => compare::shown(&found),
        Err(failure) => match *failure {
            Failure::Fault(Fault::Declined(reason)) => return state.counts.declined(&reason),
            failure => raise::exception(py, state.engine, state.entry.name(), failure).to_string(),
        },
    };
    // SAFETY: as above.
    let input = unsafe {
        let count = ffi::PyVectorcall_NARGS(passed.count).cast_unsigned();
        Arguments::new(py, passed.first, count, passed.names).shown()
    };
    let expected = compare::shown(expected);
    state.counts.compared(Some(stats::Mismatch { input, expected, found }));
}
