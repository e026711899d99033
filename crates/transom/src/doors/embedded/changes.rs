//! One call of a function that changes its caller's own objects, or answers one of them.
//!
//! The function works on what was copied in. Only when it has succeeded and every new object is made are the changes
//! put into the objects that the caller passed ([`commit`]); a decline or an error leaves them as they were. Where one
//! object stands in two places Rust's copies would part ways, so that the call is declined ([`alone`]).

mod alone;
mod commit;

use std::cell::RefCell;

use pyo3::prelude::*;
use serde::Serialize;
use transom_contract::{Contract, Function as Description};

use self::alone::Reach;
use super::answer::{self, Answer, Failure};
use super::arguments::Arguments;
use super::encode::Encoder;
use super::sequences::Sequences;
use super::{object, quiet};
use crate::entry::Entry;
use crate::fault::Fault;
use crate::function::Function;

/// What is known of a function's arguments before any call.
pub(crate) struct Plan {
    /// What each argument may reach that can change; empty for a function that changes nothing.
    reaches: Vec<Reach>,
    /// Whether one object may stand in two places.
    looks: bool,
}

impl Plan {
    pub(crate) fn of(contract: &Contract, function: &Description) -> Self {
        if function.changes.is_empty() {
            return Self { reaches: Vec::new(), looks: false };
        }
        let reaches = function.input.fields.iter();
        let reaches: Vec<Reach> =
            reaches.map(|field| Reach::of(&field.shape, &contract.definitions)).collect();
        let some = reaches.iter().filter(|reach| **reach != Reach::Nothing).count();
        Self { looks: some > 1 || reaches.contains(&Reach::Within), reaches }
    }
}

/// What became of the arguments where the changes are not put into them: for a comparison with the original.
#[derive(Default)]
pub(super) struct Kept<'py>(RefCell<Vec<(usize, Bound<'py, PyAny>)>>);

impl<'py> Kept<'py> {
    /// The new objects by the places of the arguments.
    pub(super) fn take(&self) -> Vec<(usize, Bound<'py, PyAny>)> {
        self.0.take()
    }
}

/// Answers one call.
pub(super) fn answer<'py, F: Function>(
    entry: &Entry,
    arguments: &Arguments<'py>,
    input: F::Input<'_>,
) -> Answer<'py> {
    let py = arguments.py();
    // The input has borrowed from the arguments: nobody changes them while they are looked at.
    if entry.changes.looks && !object::uncollected(|| alone::check(entry, arguments, F::ARGUMENTS)) {
        return Err(declined("one object stands in two places, and one of them is changed").into());
    }
    let (output, changed) = quiet::exactly(|| F::change(input)).map_err(|error| answer::failed(&error))?;
    let lists = entry.sequences == Sequences::Lists;
    let changed =
        object::uncollected(|| changed.serialize(Encoder { py, lists })).map_err(answer::unwritten)?;
    let mut changed: Vec<Bound<'py, PyAny>> = match F::CHANGES {
        [] => Vec::new(),
        _ => changed.try_iter().and_then(Iterator::collect).map_err(Failure::Raised)?,
    };
    // What the caller left out nobody sees change.
    let own = |place: usize| arguments.at(place, F::ARGUMENTS);
    let answer = match (output, F::RETURNS) {
        (Some(output), _) => answer::write(py, entry, &output)?,
        (None, None) => unreachable!("only an argument that is named can be the answer"),
        (None, Some(place)) => match (own(place), F::CHANGES.iter().position(|changed| *changed == place)) {
            (Some(object), None) => object.to_owned(),
            (Some(object), Some(_)) if arguments.kept.is_none() => object.to_owned(),
            (_, Some(at)) => changed[at].clone(),
            (None, None) => return Err(declined("the argument that is the answer was left out").into()),
        },
    };
    if let Some(kept) = &arguments.kept {
        kept.0.replace(F::CHANGES.iter().copied().zip(changed.drain(..)).collect());
        return Ok(answer);
    }
    let pairs = F::CHANGES.iter().zip(&changed).filter_map(|(place, new)| {
        let shape = &entry.description.input.fields[*place].shape;
        own(*place).map(|old| commit::Change { old: old.to_owned(), new: new.clone(), shape })
    });
    let pairs: Vec<commit::Change<'_, 'py>> = pairs.collect();
    if !pairs.iter().all(|change| change.fits(&entry.input.definitions)) {
        return Err(declined("what holds lists or dicts was itself rearranged").into());
    }
    pairs.iter().try_for_each(|change| change.put(&entry.input.definitions)).map_err(Failure::Raised)?;
    Ok(answer)
}

#[cold]
fn declined(reason: &str) -> Failure {
    Failure::Fault(Fault::Declined(reason.to_owned()))
}
