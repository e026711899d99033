//! Names of fields and cases as interned Python strings, made once for each name in the program.
//!
//! Names are constants of their types, so an address finds the strings. They are kept for the process's life: there
//! are as many as the engine's types have fields.

use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::object::{self, Lent};

/// Places of the cache that is asked first; names that share a place are found a little later.
const PLACES: usize = 512;

/// Where a name or a list of names stands in the program, and how long it is.
type Key = (usize, usize);

/// Some names and their strings, in order.
pub(super) struct Names {
    key: Key,
    texts: Box<[&'static str]>,
    strings: Box<[Py<PyString>]>,
}

static CACHE: [AtomicPtr<Names>; PLACES] = [const { AtomicPtr::new(std::ptr::null_mut()) }; PLACES];
static ALL: LazyLock<Mutex<HashMap<Key, &'static Names>>> = LazyLock::new(Mutex::default);

impl Names {
    /// A type's names.
    #[inline]
    pub(super) fn of(py: Python<'_>, list: &'static [&'static str]) -> &'static Self {
        let key = (list.as_ptr().addr(), list.len());
        Self::at(key, || Self::make(py, key, list))
    }

    #[inline]
    fn at(key: Key, make: impl FnOnce() -> Self) -> &'static Self {
        let cached = CACHE[place(key)].load(Ordering::Acquire);
        // SAFETY: what the cache holds was leaked, so that it is never freed.
        match unsafe { cached.as_ref() } {
            Some(names) if names.key == key => names,
            _ => find(key, make),
        }
    }

    fn make(py: Python<'_>, key: Key, texts: &[&'static str]) -> Self {
        let strings = texts.iter().map(|text| PyString::intern(py, text).unbind()).collect();
        Self { key, texts: texts.into(), strings }
    }

    /// The place of a key among the names; most likely it stands where it is `expected`.
    #[inline]
    pub(super) fn position(&self, key: Lent<'_>, expected: usize) -> Option<usize> {
        match self.strings.get(expected) {
            Some(string) if string.as_ptr() == key.as_ptr() => Some(expected),
            _ => self.search(key),
        }
    }

    fn search(&self, key: Lent<'_>) -> Option<usize> {
        let interned = self.strings.iter().position(|string| string.as_ptr() == key.as_ptr());
        interned.or_else(|| {
            let text = object::text(key)?;
            self.texts.iter().position(|name| *name == text)
        })
    }
}

/// The string of one name.
#[inline]
pub(super) fn string(py: Python<'_>, name: &'static str) -> &'static Py<PyString> {
    let key = (name.as_ptr().addr(), name.len());
    &Names::at(key, || Names::make(py, key, &[name])).strings[0]
}

#[inline]
fn place((address, length): Key) -> usize {
    (address ^ (address >> 9) ^ length) % PLACES
}

#[cold]
fn find(key: Key, make: impl FnOnce() -> Names) -> &'static Names {
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    let names = *all.entry(key).or_insert_with(|| Box::leak(Box::new(make())));
    CACHE[place(key)].store(std::ptr::from_ref(names).cast_mut(), Ordering::Release);
    names
}
