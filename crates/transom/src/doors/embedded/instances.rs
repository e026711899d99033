//! Instances of the application's own classes, which models stand for: read and made without running Python code.
//!
//! The name of such a type on the walk is [`walk::CLASS`] and the class, `:app.pricing:Quote`. Importing runs Python
//! code, so that every class which a function needs is found before the walk begins ([`Classes::find`]); on the walk
//! its name's address finds it again. What is made is made as the class itself keeps it, field by field: neither
//! `__init__` nor a validator runs, since they ran, or would have run, where the values were made.

mod class;
mod layout;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use pyo3::prelude::*;
use transom_contract::{Contract, Definition, Definitions, Extra, Function, Record, Shape, walk};

use self::class::By;
pub(super) use self::class::{Class, Kind};
pub(super) use self::layout::Stored;

/// Places of the cache that is asked first.
const PLACES: usize = 64;

/// The classes that a function's arguments and answers are instances of.
pub(crate) struct Classes {
    wanted: Vec<Wanted>,
    by_reference: bool,
    found: AtomicBool,
}

/// A class, and the names of its fields or members.
struct Wanted {
    path: String,
    names: Vec<String>,
    by: By,
}

static ALL: LazyLock<Mutex<HashMap<String, &'static Class>>> = LazyLock::new(Mutex::default);
static CACHE: [AtomicPtr<(usize, &'static Class)>; PLACES] =
    [const { AtomicPtr::new(std::ptr::null_mut()) }; PLACES];

impl Classes {
    pub(crate) fn of(contract: &Contract, function: &Function) -> Self {
        let mut reached = Reached { definitions: &contract.definitions, names: HashSet::new() };
        reached.record(&function.input);
        reached.shape(&function.output);
        let wanted = reached.names.iter().filter_map(|name| {
            let definition = contract.definitions.resolve(name);
            let path = definition.class()?.to_owned();
            let (names, by) = match definition {
                Definition::Record(record) => {
                    let by = if record.extra == Extra::Ignore { By::Reference } else { By::Value };
                    (record.fields.iter().map(|field| field.name.clone()).collect(), by)
                }
                Definition::Enum(choice) => {
                    (choice.cases.iter().map(|case| case.name.clone()).collect(), By::Member)
                }
                Definition::Union(_) => return None,
            };
            Some(Wanted { path, names, by })
        });
        let wanted: Vec<Wanted> = wanted.collect();
        let by_reference = wanted.iter().any(|wanted| wanted.by == By::Reference);
        Self { wanted, by_reference, found: AtomicBool::new(false) }
    }

    /// Whether some of their instances cross by reference.
    #[inline]
    pub(super) fn by_reference(&self) -> bool {
        self.by_reference
    }

    /// Finds the classes once; says why one cannot be used.
    #[inline]
    pub(super) fn find(&self, py: Python<'_>) -> Result<(), String> {
        if self.wanted.is_empty() || self.found.load(Ordering::Acquire) { Ok(()) } else { self.import(py) }
    }

    #[cold]
    fn import(&self, py: Python<'_>) -> Result<(), String> {
        for Wanted { path, names, by } in &self.wanted {
            let known = || ALL.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path);
            if known() {
                continue;
            }
            let class = Class::import(py, path, names, *by)
                .map_err(|error| format!("the class {path} cannot be imported: {error}"))?
                .map_err(|why| format!("the class {path} {why}"))?;
            // Importing may have come by here itself.
            if !known() {
                let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(path.clone(), Box::leak(Box::new(class)));
            }
        }
        self.found.store(true, Ordering::Release);
        Ok(())
    }
}

/// The models that a function's arguments and answer are made of.
struct Reached<'a> {
    definitions: &'a Definitions,
    names: HashSet<&'a str>,
}

impl<'a> Reached<'a> {
    fn record(&mut self, record: &'a Record) {
        record.fields.iter().for_each(|field| self.shape(&field.shape));
    }

    fn shape(&mut self, shape: &'a Shape) {
        match shape {
            Shape::Option(inner) | Shape::List(inner) | Shape::Array(inner, _) | Shape::As(_, inner) => {
                self.shape(inner);
            }
            Shape::Tuple(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Map(key, value) => {
                self.shape(key);
                self.shape(value);
            }
            Shape::Ref(name) if self.names.insert(name) => match self.definitions.resolve(name) {
                Definition::Record(record) => self.record(record),
                Definition::Union(union) => union.cases.iter().for_each(|case| self.record(&case.record)),
                Definition::Enum(_) => {}
            },
            _ => {}
        }
    }
}

/// Whether a type of this name stands for a class.
#[inline]
pub(super) fn is_class(name: &str) -> bool {
    name.starts_with(walk::CLASS)
}

/// The class of this name; none where it was not found before the walk.
#[inline]
pub(super) fn class(name: &'static str) -> Option<&'static Class> {
    let address = name.as_ptr().addr();
    let place = &CACHE[(address ^ (address >> 6)) % PLACES];
    // SAFETY: what the cache holds was leaked, so that it is never freed.
    match unsafe { place.load(Ordering::Acquire).as_ref() } {
        Some((own, class)) if *own == address => Some(class),
        _ => search(name, place),
    }
}

#[cold]
fn search(name: &'static str, place: &AtomicPtr<(usize, &'static Class)>) -> Option<&'static Class> {
    let all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    let class = *all.get(name.strip_prefix(walk::CLASS)?)?;
    // Once for each name in the program, or a few times more where two share a place.
    place.store(Box::leak(Box::new((name.as_ptr().addr(), class))), Ordering::Release);
    Some(class)
}
