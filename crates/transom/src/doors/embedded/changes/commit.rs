//! Changes put into the objects that the caller passed: their content is replaced, they stay who they are.
//!
//! A list inside a list, too, stays who it is; which of them is which can be told as long as the outer one has as many
//! as before. [`Change::fits`] looks before anything is changed.

use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyDict, PyList, PySet};
use transom_contract::{Definitions, Form, Shape};

use super::super::arrays;
use super::alone::Reach;

/// An object of the caller's, and what it shall become.
pub(super) struct Change<'a, 'py> {
    pub(super) old: Bound<'py, PyAny>,
    pub(super) new: Bound<'py, PyAny>,
    pub(super) shape: &'a Shape,
}

impl<'a> Change<'a, '_> {
    /// Whether it is clear which inner object becomes which.
    pub(super) fn fits(&self, all: &Definitions) -> bool {
        match self.shape {
            Shape::Option(inner) => match (self.old.is_none(), self.new.is_none()) {
                (true, true) => true,
                (false, false) => self.by(inner).fits(all),
                _ => false,
            },
            Shape::List(item) if Reach::of(item, all) == Reach::Nothing => true,
            Shape::As(Form::Set, _) => true,
            Shape::As(Form::Array1 | Form::Array2, _) => arrays::fits(&self.new, &self.old),
            // One that somebody looks into keeps its length.
            Shape::As(Form::ByteArray, _) => self.old.len().ok() == self.new.len().ok() || self.is_free(),
            Shape::As(Form::Deque, items) => matches!(
                &**items, Shape::List(item) if Reach::of(item, all) == Reach::Nothing
            ),
            Shape::Map(_, value) if Reach::of(value, all) == Reach::Nothing => true,
            Shape::List(item) => {
                let inner = || self.old.try_iter().ok().zip(self.new.try_iter().ok());
                self.old.len().ok() == self.new.len().ok()
                    && inner().is_some_and(|(old, new)| {
                        old.zip(new).all(|pair| match pair {
                            (Ok(old), Ok(new)) => Change { old, new, shape: item }.fits(all),
                            _ => false,
                        })
                    })
            }
            Shape::Map(_, value) => self.entries(value).is_ok_and(|entries| {
                entries.is_some_and(|entries| entries.iter().all(|change| change.fits(all)))
            }),
            shape => Reach::of(shape, all) == Reach::Nothing && self.is_same(),
        }
    }

    /// Puts the change into the caller's object.
    pub(super) fn put(&self, all: &Definitions) -> PyResult<()> {
        match self.shape {
            Shape::Option(_) if self.old.is_none() => Ok(()),
            Shape::Option(inner) => self.by(inner).put(all),
            Shape::List(item) if Reach::of(item, all) == Reach::Nothing => {
                let old = self.old.cast::<PyList>()?;
                old.set_slice(0, old.len(), &self.new)
            }
            Shape::List(item) => self
                .old
                .try_iter()?
                .zip(self.new.try_iter()?)
                .try_for_each(|(old, new)| Change { old: old?, new: new?, shape: item }.put(all)),
            Shape::As(Form::Set, _) => self.members(),
            Shape::As(Form::Array1 | Form::Array2, _) => arrays::copy(&self.new, &self.old),
            Shape::As(Form::ByteArray, _) => {
                let (old, new) = (self.old.cast::<PyByteArray>()?, self.new.cast::<PyByteArray>()?);
                old.resize(new.len())?;
                // SAFETY: both are as long, and no Python code runs while one is copied into the other.
                unsafe { old.as_bytes_mut().copy_from_slice(new.as_bytes()) };
                Ok(())
            }
            Shape::As(Form::Deque, _) => {
                let py = self.old.py();
                self.old.call_method0(pyo3::intern!(py, "clear"))?;
                self.old.call_method1(pyo3::intern!(py, "extend"), (&self.new,)).map(|_| ())
            }
            Shape::Map(_, value) if Reach::of(value, all) == Reach::Nothing => {
                let old = self.old.cast::<PyDict>()?;
                old.clear();
                old.update(self.new.cast::<PyDict>()?.as_mapping())
            }
            Shape::Map(_, value) => {
                let entries = self.entries(value)?.unwrap_or_default();
                entries.iter().try_for_each(|change| change.put(all))?;
                self.rename_keys()
            }
            _ => Ok(()),
        }
    }

    /// Takes out the members that went, and adds those that came: what stays keeps its place.
    fn members(&self) -> PyResult<()> {
        let (old, new) = (self.old.cast::<PySet>()?, self.new.cast::<PySet>()?);
        for member in old.iter().collect::<Vec<_>>() {
            if !new.contains(&member)? {
                old.discard(member)?;
            }
        }
        new.iter().try_for_each(|member| old.add(member))
    }

    /// Whether a bytearray may become longer or shorter: nobody holds a view of it.
    fn is_free(&self) -> bool {
        let Ok(old) = self.old.cast::<PyByteArray>() else { return false };
        let length = old.len();
        // One byte more and back again: Python refuses while there is a view.
        old.resize(length + 1).and_then(|()| old.resize(length)).is_ok()
    }

    fn by(&self, shape: &'a Shape) -> Self {
        Change { old: self.old.clone(), new: self.new.clone(), shape }
    }

    /// The values that stay, in order; `None` where the keys were put into another order.
    fn entries(&self, value: &'a Shape) -> PyResult<Option<Vec<Self>>> {
        let (old, new) = (self.old.cast::<PyDict>()?, self.new.cast::<PyDict>()?);
        let (mut kept, mut of_new) = (Vec::new(), new.iter());
        for (key, inner) in old {
            if !new.contains(&key)? {
                continue;
            }
            match of_new.next() {
                Some((same, changed)) if same.eq(&key)? => {
                    kept.push(Change { old: inner, new: changed, shape: value });
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(kept))
    }

    /// Takes out the keys that went, and adds those that came.
    fn rename_keys(&self) -> PyResult<()> {
        let (old, new) = (self.old.cast::<PyDict>()?, self.new.cast::<PyDict>()?);
        for key in old.keys() {
            if !new.contains(&key)? {
                old.del_item(key)?;
            }
        }
        for (key, value) in new {
            if !old.contains(&key)? {
                old.set_item(key, value)?;
            }
        }
        Ok(())
    }

    /// What cannot change is what it was.
    fn is_same(&self) -> bool {
        super::super::compare::same(&self.old, &self.new).unwrap_or(false)
    }
}
