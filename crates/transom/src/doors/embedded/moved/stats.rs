//! What a moved function counts. Python's lock guards the numbers; the reasons have one of their own.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// More reasons than these are counted as one, so that a reason with a number in it does not fill the memory.
const REASONS_MAX: usize = 64;
const OTHER_REASONS: &str = "other reasons";

#[derive(Default)]
pub(super) struct Counts {
    calls: Cell<u64>,
    answered: Cell<u64>,
    rare: Mutex<Rare>,
}

#[derive(Default)]
struct Rare {
    declined: BTreeMap<String, u64>,
    compared: u64,
    mismatches: u64,
    smallest: Option<Mismatch>,
}

/// An input for which engine and original differ, as all three show themselves.
pub(super) struct Mismatch {
    pub(super) input: String,
    pub(super) expected: String,
    pub(super) found: String,
}

impl Counts {
    #[inline]
    pub(super) fn call(&self) {
        self.calls.set(self.calls.get() + 1);
    }

    #[inline]
    pub(super) fn answered(&self) {
        self.answered.set(self.answered.get() + 1);
    }

    pub(super) fn declined(&self, reason: &str) {
        let mut rare = self.rare.lock().unwrap_or_else(PoisonError::into_inner);
        let known = rare.declined.contains_key(reason) || rare.declined.len() < REASONS_MAX;
        let reason = if known { reason } else { OTHER_REASONS };
        *rare.declined.entry(reason.to_owned()).or_default() += 1;
    }

    pub(super) fn compared(&self, mismatch: Option<Mismatch>) {
        let mut rare = self.rare.lock().unwrap_or_else(PoisonError::into_inner);
        rare.compared += 1;
        let Some(mismatch) = mismatch else { return };
        rare.mismatches += 1;
        if rare.smallest.as_ref().is_none_or(|smallest| mismatch.input.len() < smallest.input.len()) {
            rare.smallest = Some(mismatch);
        }
    }

    pub(super) fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let rare = self.rare.lock().unwrap_or_else(PoisonError::into_inner);
        let dict = PyDict::new(py);
        dict.set_item("calls", self.calls.get())?;
        dict.set_item("engine", self.answered.get())?;
        dict.set_item("declined", &rare.declined)?;
        dict.set_item("compared", rare.compared)?;
        dict.set_item("mismatches", rare.mismatches)?;
        let smallest = rare.smallest.as_ref().map(|mismatch| {
            let shown = PyDict::new(py);
            shown.set_item("input", &mismatch.input)?;
            shown.set_item("expected", &mismatch.expected)?;
            shown.set_item("found", &mismatch.found)?;
            Ok::<_, PyErr>(shown)
        });
        dict.set_item("smallest_mismatch", smallest.transpose()?)?;
        Ok(dict)
    }
}
