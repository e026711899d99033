//! A moved function: what the name of a Python function stands for once its work is done by an engine.
//!
//! A heap type with the vectorcall protocol, since a Python class would take longer than the call itself. It is
//! called, bound as methods are, pickled by its name and weakly referred to as a function is; what it does not have
//! itself is asked of the original.

mod probe;
mod slots;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::exceptions::{PyException, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::{Borrowed, ffi};
use transom_contract::{Form, Shape};
use transom_semantics::Raised;

use super::answer::{Answer, Failure};
use super::arguments::Arguments;
use super::changes::Kept;
use super::compare;
use super::counts::Counts;
use super::shadow::{self, Beside, Inputs};
use super::signature::Signature;
use super::{plain, raise};
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

/// Why a call that Python would refuse is left to the original.
const MISFIT: &str = "arguments that do not fit the signature";

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
    signature: Signature,
    counts: Counts,
    /// Told of differing inputs.
    report: Option<Py<PyAny>>,
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

/// Makes a moved function, or a function of the engine alone, whose mode is `On`.
pub(super) fn new<'py>(
    py: Python<'py>,
    engine: &'static str,
    entry: &'static Entry,
    original: Option<Bound<'py, PyAny>>,
    mode: Mode,
    report: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let signature = match &original {
        Some(original) => Signature::of_original(original, entry.arguments)?,
        None => Signature::of_contract(entry.arguments.len()),
    };
    let report = report.map(Bound::unbind);
    let state = Box::new(State { engine, entry, signature, counts: Counts::default(), report });
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
        state.counts.call();
        if is_lazy(state) {
            // Looking at its items would take them from the caller.
            return ask_original(moved, Passed { first, count, names });
        }
        handed(|py| beside(py, moved, Passed { first, count, names }))
    }
}

/// The original's answer, with the engine asked first: it sees the arguments as the caller passed them.
///
/// # Safety
/// As [`ask_original`].
unsafe fn beside(py: Python<'_>, moved: *mut Moved, passed: Passed) -> PyResult<Bound<'_, PyAny>> {
    // SAFETY: as the caller says.
    let (state, mut arguments) = unsafe { (&*(*moved).state, arguments(py, &*(*moved).state, passed)) };
    arguments.kept = Some(Kept::default());
    let before = Snapshot::of(state.entry, &arguments);
    let engine = match (state.entry.python)(state.entry, &arguments) {
        Ok(answer) => Beside::Answered(answer),
        Err(failure) => match *failure {
            Failure::Fault(Fault::Declined(reason)) => Beside::Declined(reason),
            Failure::Arguments(_) => Beside::Declined(MISFIT.to_owned()),
            failure @ Failure::Exception(_) => {
                Beside::Exception(raise::exception(py, state.engine, state.entry.name(), failure))
            }
            failure => Beside::Raised(raise::exception(py, state.engine, state.entry.name(), failure)),
        },
    };
    // SAFETY: as the caller says.
    let original = unsafe { Bound::from_owned_ptr_or_err(py, ask_original(moved, passed)) };
    if original.as_ref().is_err_and(|error| !error.is_instance_of::<PyException>(py)) {
        // Somebody ends the program.
        return original;
    }
    let inputs = before.inputs(state.entry, &arguments);
    let report = state.report.as_ref().map(|report| report.bind(py));
    shadow::judge(py, &state.counts, engine, original.as_ref(), inputs, report);
    original
}

/// The arguments before the original ran, as JSON: all of them, and those that the engine does not change.
struct Snapshot {
    all: Option<String>,
    rest: Option<String>,
}

impl Snapshot {
    fn of(entry: &Entry, arguments: &Arguments<'_>) -> Self {
        let all = arguments.dict(entry.arguments).ok().and_then(|named| plain::json(&named));
        let rest =
            if entry.description.changes.is_empty() { all.clone() } else { Self::rest(entry, arguments) };
        Self { all, rest }
    }

    fn rest(entry: &Entry, arguments: &Arguments<'_>) -> Option<String> {
        let named = arguments.dict(entry.arguments).ok()?;
        let mut changed = entry.description.changes.iter();
        changed
            .try_for_each(|name| if named.contains(name)? { named.del_item(name) } else { Ok(()) })
            .ok()?;
        plain::json(&named)
    }

    /// What the original made of the arguments, beside what the engine would have made of them.
    fn inputs(self, entry: &Entry, arguments: &Arguments<'_>) -> Inputs {
        let mut inputs = Inputs::unchanged(self.rest, Self::rest(entry, arguments));
        inputs.before = self.all;
        for (place, found) in arguments.kept.as_ref().map(Kept::take).unwrap_or_default() {
            let name = entry.arguments[place];
            let Some(expected) = arguments.at(place, entry.arguments) else { continue };
            let same = compare::same(&expected, &found).unwrap_or(false);
            if inputs.difference.is_none() && !same {
                let shown = |object: &Bound<'_, PyAny>| format!("{name} becomes {}", compare::shown(object));
                inputs.difference = Some((shown(&expected), shown(&found)));
            }
        }
        inputs
    }
}

/// # Safety
/// `passed` is what the vectorcall protocol passed, on this thread, in the call that goes on.
#[inline]
unsafe fn ask_engine(state: &State, passed: Passed) -> Answer<'_> {
    // SAFETY: the protocol's callers are attached; the rest is as the caller says.
    let arguments = unsafe { arguments(Python::assume_attached(), state, passed) };
    (state.entry.python)(state.entry, &arguments)
}

/// # Safety
/// As [`ask_engine`]; the state lives as long as the call.
#[inline]
unsafe fn arguments<'py>(py: Python<'py>, state: &'py State, passed: Passed) -> Arguments<'py> {
    // SAFETY: the protocol's callers keep the arguments and the callable, which owns the state, alive until the call
    // is over.
    unsafe {
        let count = ffi::PyVectorcall_NARGS(passed.count).cast_unsigned();
        Arguments::new(py, passed.first, count, passed.names, &state.signature)
    }
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
            Failure::Arguments(_) => Some(MISFIT),
            _ => None,
        };
        match (reason, &*failure) {
            (Some(reason), _) if !(*moved).original.is_null() => {
                state.counts.declined(reason);
                ask_original(moved, passed)
            }
            (_, Failure::Exception(raised)) if !(*moved).original.is_null() => {
                raised_by_original(moved, passed, raised)
            }
            _ => handed(|py| Err(raise::exception(py, state.engine, state.entry.name(), *failure))),
        }
    }
}

/// The original raises what the engine means to be raised, as itself and from its own lines. Where it answers after
/// all, the two differ: that is counted, and its answer holds.
///
/// # Safety
/// As [`ask_original`].
unsafe fn raised_by_original(moved: *mut Moved, passed: Passed, raised: &Raised) -> *mut ffi::PyObject {
    // SAFETY: as the caller says.
    let (state, answer) = unsafe { (&*(*moved).state, ask_original(moved, passed)) };
    state.counts.raised();
    // A generator raises when it is asked for its items.
    if !answer.is_null() && !is_lazy(state) {
        Python::attach(|py| {
            // SAFETY: as the caller says; the answer is alive.
            let (arguments, answer) =
                unsafe { (arguments(py, state, passed), Borrowed::from_ptr(py, answer)) };
            let input = || plain::json(arguments.dict(state.entry.arguments).ok()?.as_any());
            let found = format!("raises {}: {raised}", raised.class());
            state.counts.answered_instead(input, compare::shown(&answer), found);
        });
    }
    answer
}

/// Whether the original is a generator function.
fn is_lazy(state: &State) -> bool {
    matches!(state.entry.description.output, Shape::As(Form::Iterator, _))
}

/// Hands an object or an exception to Python. A panic becomes an exception, too: none may go through C.
fn handed(make: impl for<'py> FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>>) -> *mut ffi::PyObject {
    Python::attach(|py| {
        let result = catch_unwind(AssertUnwindSafe(|| make(py)));
        let result =
            result.unwrap_or_else(|_| Err(PyRuntimeError::new_err("a bug in Transom: see what it printed")));
        match result {
            Ok(object) => object.into_ptr(),
            Err(error) => {
                error.restore(py);
                std::ptr::null_mut()
            }
        }
    })
}
