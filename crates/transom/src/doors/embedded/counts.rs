//! What a moved function counts. Python's lock guards the numbers; what is rarer has a lock of its own, which nobody
//! holds while Python code may run.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// More reasons than these are counted as one.
const REASONS_MAX: usize = 64;
/// Characters of a reason.
const REASON_CHARS_MAX: usize = 160;
const OTHER_REASONS: &str = "other reasons";

/// The numbers of one moved function.
#[derive(Default)]
pub struct Counts {
    calls: Number,
    answered: Number,
    rare: Mutex<Rare>,
}

/// A number that only threads with Python's lock change: no locked instruction is needed.
#[derive(Default)]
struct Number(AtomicU64);

impl Number {
    #[inline]
    fn increment(&self) {
        self.add(1);
    }

    #[inline]
    fn add(&self, more: u64) {
        self.0.store(self.0.load(Ordering::Relaxed) + more, Ordering::Relaxed);
    }

    fn value(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Default, Clone)]
struct Rare {
    declined: BTreeMap<String, u64>,
    raised: u64,
    compared: u64,
    mismatches: u64,
    smallest: Option<Mismatch>,
}

/// An input for which engine and original differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The named arguments as JSON.
    pub input: String,
    /// How large the input is, in bytes of JSON; the greatest number where it is not kept.
    pub size: usize,
    /// What the original did.
    pub expected: String,
    /// What the engine did.
    pub found: String,
}

impl Counts {
    /// Counts a call.
    #[inline]
    pub fn call(&self) {
        self.calls.increment();
    }

    /// Counts an answer of the engine.
    #[inline]
    pub fn answered(&self) {
        self.answered.increment();
    }

    /// Counts a call that the engine left to the original.
    pub fn declined(&self, reason: &str) {
        self.declined_times(reason, 1);
    }

    fn declined_times(&self, reason: &str, times: u64) {
        let reason = folded(reason);
        let declined = &mut self.rare().declined;
        let known = declined.contains_key(&reason) || declined.len() < REASONS_MAX;
        let reason = if known { reason } else { OTHER_REASONS.to_owned() };
        *declined.entry(reason).or_default() += times;
    }

    /// Counts the rows of a table: how many there were, how many the engine answered, how many it left to the
    /// original by reason.
    pub fn rows(&self, calls: u64, answered: u64, declined: &BTreeMap<String, u64>) {
        self.calls.add(calls);
        self.answered.add(answered);
        for (reason, times) in declined {
            self.declined_times(reason, *times);
        }
    }

    /// Counts a call for which the engine means an exception to be raised, so that the original is asked to.
    pub fn raised(&self) {
        self.rare().raised += 1;
    }

    /// Counts a call for which the original answered where the engine means an exception to be raised.
    pub fn answered_instead(&self, input: impl FnOnce() -> Option<String>, expected: String, found: String) {
        let input = input();
        let size = input.as_ref().map_or(usize::MAX, String::len);
        let mut rare = self.rare();
        rare.mismatches += 1;
        if rare.smallest.as_ref().is_none_or(|smallest| size < smallest.size) {
            let input = input.unwrap_or_else(|| "(too large to keep)".to_owned());
            rare.smallest = Some(Mismatch { input, size, expected, found });
        }
    }

    /// Counts a comparison that found no difference.
    pub fn compared(&self) {
        self.rare().compared += 1;
    }

    /// Counts a comparison that found one; says whether its input of this size is smaller than all before.
    pub fn differed(&self, size: usize) -> bool {
        let mut rare = self.rare();
        rare.compared += 1;
        rare.mismatches += 1;
        rare.smallest.as_ref().is_none_or(|smallest| size < smallest.size)
    }

    /// Keeps the smallest differing input.
    pub fn keep(&self, mismatch: Mismatch) {
        self.rare().smallest = Some(mismatch);
    }

    fn rare(&self) -> std::sync::MutexGuard<'_, Rare> {
        self.rare.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All of it, as `transom.stats()` shows it.
    ///
    /// # Errors
    /// When Python raises, for want of memory most likely.
    pub fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let rare = self.rare().clone();
        let dict = PyDict::new(py);
        dict.set_item("calls", self.calls.value())?;
        dict.set_item("engine", self.answered.value())?;
        dict.set_item("declined", rare.declined)?;
        dict.set_item("raised", rare.raised)?;
        dict.set_item("compared", rare.compared)?;
        dict.set_item("mismatches", rare.mismatches)?;
        let smallest = rare.smallest.map(|mismatch| {
            let shown = PyDict::new(py);
            shown.set_item("input", mismatch.input)?;
            shown.set_item("expected", mismatch.expected)?;
            shown.set_item("found", mismatch.found)?;
            Ok::<_, PyErr>(shown)
        });
        dict.set_item("smallest_mismatch", smallest.transpose()?)?;
        Ok(dict)
    }
}

/// A reason without its numbers: "the len is 3 but the index is 7" would be one reason for each length.
fn folded(reason: &str) -> String {
    let mut folded = String::with_capacity(reason.len());
    let mut in_number = false;
    for letter in reason.chars().take(REASON_CHARS_MAX) {
        let digit = letter.is_ascii_digit()
            && (in_number || !folded.ends_with(|before: char| before.is_alphanumeric()));
        if !digit {
            folded.push(letter);
        } else if !in_number {
            folded.push('N');
        }
        in_number = digit;
    }
    folded
}
