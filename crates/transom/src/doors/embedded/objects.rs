//! Objects that Python shares by reference, for the time of one call (`#[transom::object]`).
//!
//! Every object is met once, whatever refers to it: in a cycle, too. Its attributes are read when all arguments have
//! been, one object after the other, so that no length of a list and no depth of a tree exhausts the stack. When the
//! function has succeeded, what it answers is the very object that it was given, or a new instance; what it set is set
//! in the caller's objects, once every new value is made.

use std::cell::RefCell;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::{Borrowed, ffi};

use super::decode;
use super::encode::Encoder;
use super::instances::{self, class};
use super::object::Lent;
use super::sequences::Sequences;
use crate::object::Object;

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// What is known of the objects of one call.
#[derive(Default)]
struct Session {
    /// Met, and not read yet.
    unread: Vec<(usize, u32, Read)>,
    /// Made, and still without attributes.
    blank: Vec<(u32, Write)>,
    /// Keeps what the table knows by its address alive.
    kept: Vec<Py<PyAny>>,
    kinds: Vec<Kind>,
    /// What is written next.
    next: Option<Py<PyAny>>,
}

type Read = fn(Lent<'_>, u32, Sequences);
type Write = for<'py> fn(Encoder<'py>, u32, u64, &mut Vec<Set<'py>>) -> PyResult<()>;

/// A class of the call.
struct Kind {
    mark: &'static str,
    changed: fn() -> Vec<(u32, u64)>,
    write: Write,
}

/// An attribute that is going to be set.
struct Set<'py> {
    object: Bound<'py, PyAny>,
    class: &'static instances::Class,
    attribute: usize,
    value: Bound<'py, PyAny>,
}

/// The call's objects; they are forgotten when it is dropped.
pub(super) struct Open;

/// Begins a call; none where one goes on on this thread, whose objects must not be mixed with others.
pub(super) fn open() -> Option<Open> {
    SESSION.with_borrow_mut(|session| {
        if session.is_some() {
            return None;
        }
        *session = Some(Session::default());
        Some(Open)
    })
}

impl Drop for Open {
    fn drop(&mut self) {
        let over = SESSION.with_borrow_mut(Option::take);
        let Some(over) = over else { return };
        transom_semantics::forget();
        // What this lets go of may call another function: the session is over by then.
        drop(over);
    }
}

/// Ends a call that had no objects of the caller's: those that it made are forgotten.
#[inline]
pub(super) fn over() {
    if SESSION.with_borrow(Option::is_none) {
        transom_semantics::forget();
    }
}

fn of_session<T>(look: impl FnOnce(&mut Session) -> T) -> Option<T> {
    SESSION.with_borrow_mut(|session| session.as_mut().map(look))
}

fn know<T: Object>(session: &mut Session) {
    if !session.kinds.iter().any(|kind| std::ptr::eq(kind.mark, T::MARK) || kind.mark == T::MARK) {
        session.kinds.push(Kind { mark: T::MARK, changed: T::changed, write: write::<T> });
    }
}

/// The place of the object at this address, which the walk stands on.
pub(crate) fn met<T: Object>(address: usize) -> T {
    let (at, is_new) = T::met(address);
    if is_new {
        let py = attached();
        let object = std::ptr::with_exposed_provenance_mut::<ffi::PyObject>(address);
        // SAFETY: the walk stands on the object.
        let kept = unsafe { Borrowed::from_ptr(py, object) }.to_owned().unbind();
        of_session(|session| {
            know::<T>(session);
            session.kept.push(kept);
            session.unread.push((address, at, read::<T>));
        });
    }
    T::of(at)
}

/// Reads what was met, and what is met on the way.
pub(super) fn read_all(py: Python<'_>, sequences: Sequences) {
    while let Some(Some((address, at, read))) = of_session(|session| session.unread.pop()) {
        let object = std::ptr::with_exposed_provenance_mut::<ffi::PyObject>(address);
        // SAFETY: the session keeps it alive.
        read(unsafe { Borrowed::from_ptr(py, object) }, at, sequences);
    }
}

fn read<T: Object>(object: Lent<'_>, at: u32, sequences: Sequences) {
    let Some(class) = class(T::MARK) else { return };
    for attribute in 0..T::ATTRIBUTES.len() {
        if let Some(value) = class.field(object, attribute) {
            // One of another type has no value here: to read it declines.
            let _ = T::fill(at, attribute, decode::Object::<true>::new(value, sequences));
        }
    }
}

/// Makes ready what [`taken`] takes: the object at a place, a new one where the caller has none.
pub(crate) fn hand_over<T: Object>(at: u32) -> Result<(), String> {
    let py = attached();
    let object = match T::address(at) {
        0 => {
            let class = class(T::MARK).ok_or("the class was not found before the call")?;
            let made = class.empty(py).map_err(|error| error.to_string())?;
            T::set_address(at, made.as_ptr().expose_provenance());
            of_session(|session| {
                know::<T>(session);
                session.kept.push(made.clone().unbind());
                session.blank.push((at, write::<T>));
            });
            made.unbind()
        }
        address => {
            let object = std::ptr::with_exposed_provenance_mut::<ffi::PyObject>(address);
            // SAFETY: the session keeps it alive.
            unsafe { Borrowed::from_ptr(py, object) }.to_owned().unbind()
        }
    };
    of_session(|session| session.next = Some(object)).ok_or_else(|| "no call goes on".to_owned())
}

/// The object that was handed over last.
pub(super) fn taken(py: Python<'_>) -> Option<Bound<'_, PyAny>> {
    of_session(|session| session.next.take()).flatten().map(|object| object.into_bound(py))
}

/// Gives new objects their attributes, and the caller's objects their new values; whether that is all right: `alone`
/// says that the caller's objects must stay as they are.
pub(super) fn finish(encoder: Encoder<'_>, alone: bool) -> PyResult<bool> {
    let changed = of_session(|session| {
        let kinds = session.kinds.iter();
        kinds.map(|kind| ((kind.changed)(), kind.write)).collect::<Vec<_>>()
    });
    let mut sets = Vec::new();
    for (changed, write) in changed.unwrap_or_default() {
        if alone && !changed.is_empty() {
            return Ok(false);
        }
        for (at, attributes) in changed {
            write(encoder, at, attributes, &mut sets)?;
        }
    }
    while let Some(Some((at, write))) = of_session(|session| session.blank.pop()) {
        write(encoder, at, u64::MAX, &mut sets)?;
    }
    for Set { object, class, attribute, value } in sets {
        class.set(&object, attribute, &value)?;
    }
    Ok(true)
}

fn write<'py, T: Object>(
    encoder: Encoder<'py>,
    at: u32,
    attributes: u64,
    sets: &mut Vec<Set<'py>>,
) -> PyResult<()> {
    let class = class(T::MARK).ok_or_else(|| PyRuntimeError::new_err("the class was not found"))?;
    let object = std::ptr::with_exposed_provenance_mut::<ffi::PyObject>(T::address(at));
    // SAFETY: the session keeps it alive.
    let object = unsafe { Borrowed::from_ptr(encoder.py, object) }.to_owned();
    for attribute in (0..T::ATTRIBUTES.len()).filter(|attribute| attributes & (1 << attribute) != 0) {
        let value = T::write(at, attribute, encoder);
        let value = value.map_err(|error| match error {
            super::encode::EncodeError::Raised(error) => error,
            super::encode::EncodeError::Unsupported(what) => PyRuntimeError::new_err(what),
        })?;
        if let Some(value) = value {
            sets.push(Set { object: object.clone(), class, attribute, value });
        }
    }
    Ok(())
}

fn attached<'py>() -> Python<'py> {
    // SAFETY: objects are read and written on the thread that holds Python's lock: it is the walk that comes by here.
    unsafe { Python::assume_attached() }
}
