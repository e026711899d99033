//! Which objects are one and the same: what shares a list on the one side has to share it on the other.

use std::collections::HashMap;

use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyDict, PyFrozenSet, PyList, PySet};

use super::{Place, instances, is_deque};

/// The partners found so far, by address. Whoever compares keeps both sides alive.
#[derive(Default)]
pub(super) struct Identities<'py> {
    by_expected: HashMap<usize, (usize, Option<Place<'py>>)>,
    by_found: HashMap<usize, (usize, Option<Place<'py>>)>,
}

/// What is known of a pair of objects.
pub(super) enum Met {
    /// Nothing yet.
    New,
    /// They are partners, and compared already.
    Before,
    /// One of them has another partner: how.
    Otherwise(String),
}

impl<'py> Identities<'py> {
    /// Makes two objects partners, if neither has another one.
    pub(super) fn meet(
        &mut self,
        expected: &Bound<'py, PyAny>,
        found: &Bound<'py, PyAny>,
        place: Option<&Place<'py>>,
    ) -> PyResult<Met> {
        if !may_change(expected)? {
            return Ok(Met::New);
        }
        let (a, b) = (expected.as_ptr().addr(), found.as_ptr().addr());
        let at =
            |place: &Option<Place<'py>>| place.as_ref().map_or_else(|| "the whole".to_owned(), Place::shown);
        match (self.by_expected.get(&a), self.by_found.get(&b)) {
            (None, None) => {
                self.by_expected.insert(a, (b, place.cloned()));
                self.by_found.insert(b, (a, place.cloned()));
                Ok(Met::New)
            }
            (Some((partner, _)), Some(_)) if *partner == b => Ok(Met::Before),
            (Some((_, other)), _) => Ok(Met::Otherwise(format!(
                "expected the very object that is at {}, found another one",
                at(other)
            ))),
            (None, Some((_, other))) => Ok(Met::Otherwise(format!(
                "expected an object of its own, found the one that is at {}",
                at(other)
            ))),
        }
    }
}

/// Whether it matters which object this is: whether anybody can change it.
fn may_change(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if object.is_instance_of::<PyFrozenSet>() {
        return Ok(false);
    }
    let contains = object.is_instance_of::<PyList>()
        || object.is_instance_of::<PyDict>()
        || object.is_instance_of::<PySet>()
        || object.is_instance_of::<PyByteArray>();
    if contains || is_deque(object)? {
        return Ok(true);
    }
    match object.getattr_opt("__dataclass_params__")? {
        Some(parameters) => Ok(!parameters.getattr("frozen")?.is_truthy()?),
        None => instances::is_plain(object),
    }
}
