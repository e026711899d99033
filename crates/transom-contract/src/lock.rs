//! The lock file of field numbers: `contract.lock` beside an engine's `Cargo.toml`.
//!
//! A number is a promise to callers on the Protobuf wire. A name keeps its number for ever; the number of a name that
//! is gone is never used again; a new name gets the next number that never was used. One name stands in a line, so
//! that version control shows and merges what changed.

mod apply;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use crate::contract::Contract;

/// The file's name.
pub const FILE: &str = "contract.lock";
/// Protobuf has no greater field number.
pub const NUMBER_MAX: u32 = (1 << 29) - 1;
/// Protobuf keeps these for itself.
pub const PROTOBUFS_OWN: std::ops::RangeInclusive<u32> = 19_000..=19_999;

/// What numbers are unique in: one message or enum of the Protobuf wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A function's arguments.
    Function(String),
    /// The fields of a record.
    Record(String),
    /// The cases of a union.
    Union(String),
    /// The fields of one case of a union.
    Case(String, String),
    /// The names of a choice.
    Enum(String),
    /// What a declared error tells, by its code.
    Error(String),
}

/// A number that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    /// Nobody bears the name any more, and nobody will bear the number.
    gone: bool,
}

/// Every number that an engine ever gave out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    scopes: BTreeMap<Scope, BTreeMap<u32, Entry>>,
}

/// What is wrong with a lock file, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
    /// What was expected, what was found, and what to do.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FILE}:{}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

impl Lock {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When a line is not what it should be, or a number cannot be a promise.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        text::parse(text)
    }

    /// The file's text.
    pub fn render(&self, engine: &str) -> String {
        text::render(self, engine)
    }

    /// What a newer lock has that this one has not, a line each: `record Line: 7 weight`.
    pub fn changes(&self, newer: &Self) -> Vec<String> {
        text::changes(self, newer)
    }

    /// Takes in the contract as it is now: names that are new get the next unused number, and the numbers of names
    /// that are gone stay taken. A message or enum that is altogether new keeps the numbers that it has.
    pub fn update(&mut self, contract: &Contract) {
        apply::update(self, contract);
    }
}

impl Contract {
    /// The contract with the numbers that the lock promises.
    #[must_use]
    pub fn locked(mut self, lock: &Lock) -> Self {
        let mut lock = lock.clone();
        lock.update(&self);
        apply::number(&mut self, &lock);
        self
    }
}
