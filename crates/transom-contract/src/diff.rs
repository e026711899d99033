//! Breaking changes between two contracts, wire by wire.
//!
//! What breaks depends on the direction. Callers that were made for the old contract *send* inputs to the new engine:
//! it must take everything that the old one took. They *read* its answers: it must answer with nothing that the old
//! one did not. So an optional argument that is new breaks nothing, and a new name of a choice breaks readers only.
//! [`Rule`] is the one table of it.

mod layout;
mod limits;
mod models;
mod rules;
mod walk;

use serde::Serialize;

pub use rules::{Rule, Wire};

use crate::contract::Contract;

/// Where a change stands: in what callers send, or in what they read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// In what callers send.
    Input,
    /// In what callers read.
    Answer,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The rule's code, such as `field-removed`.
    pub rule: &'static str,
    /// Where: `quote.input.cart.lines[].sku`.
    pub place: String,
    /// What was there.
    pub was: String,
    /// What is there now.
    pub is: String,
    /// Which way it goes.
    pub direction: Direction,
    /// The wires on which callers of the old contract break.
    pub breaks: &'static [Wire],
    /// What the change is.
    pub what: &'static str,
    /// What to do about it; empty where nothing breaks.
    pub mend: &'static str,
}

/// Every change from `old` to `new`, in the old contract's order.
pub fn diff(old: &Contract, new: &Contract) -> Vec<Change> {
    walk::diff(old, new)
}
