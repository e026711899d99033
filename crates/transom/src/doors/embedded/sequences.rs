//! Fixed arrays are lists in Python, tuples are tuples, but serde asks for a tuple for both: which of them is meant.

use std::collections::HashSet;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use transom_contract::{Definition, Definitions, Record, Root, Schema, Shape};

/// What serde's tuples are in one schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sequences {
    /// Fixed arrays, all of them.
    Lists,
    /// Tuples, all of them.
    Tuples,
    /// Both are there: only the schema tells.
    Both,
}

impl Sequences {
    /// Looks through all that a schema reaches.
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut search =
            Search { definitions: &schema.definitions, seen: HashSet::new(), lists: false, tuples: false };
        match &schema.root {
            Root::Record(record) => search.record(record),
            Root::Shape(shape) => search.shape(shape),
        }
        match (search.lists, search.tuples) {
            (true, true) => Self::Both,
            (true, false) => Self::Lists,
            (false, _) => Self::Tuples,
        }
    }
}

struct Search<'a> {
    definitions: &'a Definitions,
    seen: HashSet<&'a str>,
    lists: bool,
    tuples: bool,
}

impl<'a> Search<'a> {
    fn record(&mut self, record: &'a Record) {
        for field in &record.fields {
            self.shape(&field.shape);
        }
    }

    fn shape(&mut self, shape: &'a Shape) {
        match shape {
            Shape::Tuple(shapes) => {
                self.tuples = true;
                for shape in shapes {
                    self.shape(shape);
                }
            }
            Shape::Array(item, _) => {
                self.lists = true;
                self.shape(item);
            }
            Shape::Option(inner) | Shape::List(inner) | Shape::As(_, inner) => self.shape(inner),
            Shape::Map(key, value) => {
                self.shape(key);
                self.shape(value);
            }
            Shape::Ref(name) if self.seen.insert(name) => match self.definitions.resolve(name) {
                Definition::Record(record) => self.record(record),
                Definition::Union(union) => {
                    for case in &union.cases {
                        self.record(&case.record);
                    }
                }
                Definition::Enum(_) => {}
            },
            _ => {}
        }
    }
}

/// Puts lists where the schema has fixed arrays and the object has tuples.
pub(super) fn lists_in<'py>(object: Bound<'py, PyAny>, schema: &Schema) -> PyResult<Bound<'py, PyAny>> {
    match &schema.root {
        Root::Record(_) => Ok(object),
        Root::Shape(shape) => place(object, shape, &schema.definitions),
    }
}

fn place<'py>(object: Bound<'py, PyAny>, shape: &Shape, all: &Definitions) -> PyResult<Bound<'py, PyAny>> {
    let py = object.py();
    let each = |shape: &Shape| -> PyResult<Vec<_>> {
        object.try_iter()?.map(|item| place(item?, shape, all)).collect()
    };
    Ok(match shape {
        Shape::Option(inner) if !object.is_none() => place(object, inner, all)?,
        Shape::List(item) | Shape::Array(item, _) => PyList::new(py, each(item)?)?.into_any(),
        Shape::Tuple(shapes) => {
            let items = object.try_iter()?.zip(shapes).map(|(item, shape)| place(item?, shape, all));
            PyTuple::new(py, items.collect::<PyResult<Vec<_>>>()?)?.into_any()
        }
        Shape::Map(key, value) => {
            let dict = PyDict::new(py);
            for (own, item) in object.cast::<PyDict>()? {
                dict.set_item(place(own, key, all)?, place(item, value, all)?)?;
            }
            dict.into_any()
        }
        Shape::Ref(name) => match all.resolve(name) {
            Definition::Record(record) => fields(object, record, all)?,
            Definition::Union(union) => {
                let tag: String = object.get_item(&union.tag)?.extract()?;
                let case = union.cases.iter().find(|case| case.name == tag);
                case.map_or(Ok(object.clone()), |case| fields(object, &case.record, all))?
            }
            Definition::Enum(_) => object,
        },
        _ => object,
    })
}

fn fields<'py>(object: Bound<'py, PyAny>, record: &Record, all: &Definitions) -> PyResult<Bound<'py, PyAny>> {
    for field in &record.fields {
        let item = place(object.get_item(&field.name)?, &field.shape, all)?;
        object.set_item(&field.name, item)?;
    }
    Ok(object)
}
