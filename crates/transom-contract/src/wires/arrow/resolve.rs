//! The columns of a batch matched with a schema, once for many rows: which column is which field, in which form.

mod scalar;

use std::fmt;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::{DataType, SchemaRef};

use super::column::{Cases, Column, Fields, Kind, Special};
use super::offsets::Offsets;
use super::schema;
use crate::shape::{self, Definition, Definitions, Extra, Root, Schema, Shape};

/// Why a table does not fit a function's arguments, before any of its rows is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// The schema has no Arrow form.
    Unsupported(schema::Unsupported),
    /// A column is not there; its name and the type that is expected.
    Missing(String, String),
    /// A column is none of the arguments; its name and theirs.
    Extra(String, String),
    /// A column's name stands twice.
    Twice(String),
    /// A column is of another type.
    Type {
        /// Where it is, nested fields behind dots.
        column: String,
        /// The type that a writer of ours would give it.
        expected: String,
        /// The type that it has.
        found: String,
    },
    /// A column says that it holds text, and does not.
    NotText(String),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported(why) => why.fmt(f),
            Self::Missing(column, expected) => {
                write!(
                    f,
                    "column `{column}` is missing: expected {expected}; add it, or rename the one that is it"
                )
            }
            Self::Extra(column, names) => {
                write!(f, "column `{column}` is not expected here; leave it out: select {names}")
            }
            Self::Twice(column) => write!(f, "column `{column}` stands twice; rename one of them"),
            Self::Type { column, expected, found } => {
                write!(f, "column `{column}`: expected {expected}, found {found}; cast it to {expected}")
            }
            Self::NotText(column) => {
                write!(f, "column `{column}` holds bytes that are not UTF-8; make it binary, or decode it")
            }
        }
    }
}

impl std::error::Error for Misfit {}

/// The rows of a batch, ready to be read as a function's arguments.
#[derive(Debug, Clone)]
pub struct Rows {
    pub(super) fields: Fields,
    count: usize,
}

impl Rows {
    /// Says whether a table of this schema fits at all.
    ///
    /// # Errors
    /// Everything that does not fit.
    pub fn check(schema: &Schema, columns: &SchemaRef) -> Result<(), Vec<Misfit>> {
        schema::data_type(schema).map_err(|why| vec![Misfit::Unsupported(why)])?;
        Self::of(schema, &RecordBatch::new_empty(columns.clone())).map(drop)
    }

    /// Finds each field's column.
    ///
    /// # Errors
    /// Everything that does not fit.
    pub fn of(schema: &Schema, batch: &RecordBatch) -> Result<Self, Vec<Misfit>> {
        let mut walk = Walk { definitions: &schema.definitions, path: Vec::new(), misfits: Vec::new() };
        let whole = StructArray::from(batch.clone());
        let fields = match &schema.root {
            Root::Record(record) => walk.fields(record, &whole),
            Root::Shape(shape) => match walk.column(shape, &(Arc::new(whole) as ArrayRef)).kind {
                Kind::Record(fields) => fields,
                _ => Fields { columns: Vec::new(), names: Vec::new(), places: None },
            },
        };
        if walk.misfits.is_empty() { Ok(Self { fields, count: batch.num_rows() }) } else { Err(walk.misfits) }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.count
    }
}

struct Walk<'a> {
    definitions: &'a Definitions,
    path: Vec<String>,
    misfits: Vec<Misfit>,
}

impl Walk<'_> {
    fn column(&mut self, shape: &Shape, array: &ArrayRef) -> Column {
        if let Shape::Option(inner) = shape {
            return match array.data_type() {
                DataType::Null => Column::empty(array.len()),
                _ => self.column(inner, array),
            };
        }
        let kind = match shape {
            Shape::As(_, inner) => return self.column(inner, array),
            Shape::List(item) => self.list(item, array, None),
            Shape::Array(item, count) => self.list(item, array, Some(*count)),
            Shape::Tuple(shapes) => self.tuple(shapes, array),
            Shape::Map(key, value) => self.map(key, value, array),
            Shape::Ref(name) => self.model(name, array),
            scalar => scalar::resolve(scalar, array).unwrap_or_else(|problem| {
                if problem == scalar::Problem::NotText {
                    self.misfits.push(Misfit::NotText(self.path.join(".")));
                }
                (problem == scalar::Problem::NotText).then_some(Kind::Null)
            }),
        };
        let Some(kind) = kind else {
            self.wrong_type(shape, array);
            return Column::empty(0);
        };
        if matches!(kind, Kind::Null) {
            return Column::empty(array.len());
        }
        let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
        Column { nulls, kind, special: special(shape) }
    }

    fn wrong_type(&mut self, shape: &Shape, array: &ArrayRef) {
        let expected = schema::of_shape(shape, self.definitions);
        let expected = expected.map_or_else(|why| why.to_string(), |data_type| data_type.to_string());
        let found = array.data_type().to_string();
        self.misfits.push(Misfit::Type { column: self.path.join("."), expected, found });
    }

    fn inside<T>(&mut self, name: &str, walk: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(name.to_owned());
        let done = walk(self);
        self.path.pop();
        done
    }

    /// A list's items; a fixed array's where there is a count.
    fn list(&mut self, item: &Shape, array: &ArrayRef, count: Option<usize>) -> Option<Kind> {
        let (offsets, items) = items(array)?;
        if let (Some(count), Offsets::Fixed(found)) = (count, &offsets)
            && count != *found
        {
            return None;
        }
        let item = self.inside(schema::ITEM, |walk| walk.column(item, &items));
        Some(Kind::List(offsets, Box::new(item)))
    }

    fn tuple(&mut self, shapes: &[Shape], array: &ArrayRef) -> Option<Kind> {
        let places = array.as_struct_opt().filter(|places| places.num_columns() == shapes.len())?;
        let columns = shapes.iter().zip(places.columns()).enumerate();
        let columns = columns
            .map(|(at, (shape, array))| self.inside(&at.to_string(), |walk| walk.column(shape, array)));
        Some(Kind::Tuple(columns.collect()))
    }

    fn map(&mut self, key: &Shape, value: &Shape, array: &ArrayRef) -> Option<Kind> {
        let (offsets, entries) = items(array)?;
        let entries = entries.as_struct_opt().filter(|entries| entries.num_columns() == 2)?;
        let [_, key_name, value_name] = schema::ENTRIES;
        let key = self.inside(key_name, |walk| walk.column(key, entries.column(0)));
        let value = self.inside(value_name, |walk| walk.column(value, entries.column(1)));
        Some(Kind::Map(offsets, Box::new([key, value])))
    }

    fn model(&mut self, name: &str, array: &ArrayRef) -> Option<Kind> {
        let definitions = self.definitions;
        match definitions.resolve(name) {
            Definition::Enum(_) => Some(self.column(&Shape::String, array).kind),
            Definition::Record(record) => Some(Kind::Record(self.fields(record, array.as_struct_opt()?))),
            Definition::Union(union) => Some(self.union(union, array.as_struct_opt()?)),
        }
    }

    fn fields(&mut self, record: &shape::Record, array: &StructArray) -> Fields {
        self.surplus(
            array,
            record.extra,
            |name| record.fields.iter().any(|field| field.name == name),
            || record.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", "),
        );
        let (mut columns, mut names, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (place, field) in (0..).zip(&record.fields) {
            match array.column_by_name(&field.name) {
                Some(own) => {
                    columns.push(self.inside(&field.name, |walk| walk.column(&field.shape, own)));
                    names.push(field.name.clone());
                    places.push(place);
                }
                None if field.required => self.missing(&field.name, &field.shape),
                None => {}
            }
        }
        let places = (places.len() < record.fields.len()).then_some(places);
        Fields { columns, names, places }
    }

    fn missing(&mut self, name: &str, shape: &Shape) {
        let expected = schema::of_shape(shape, self.definitions);
        let expected = expected.map_or_else(|why| why.to_string(), |data_type| data_type.to_string());
        let column = self.inside(name, |walk| walk.path.join("."));
        self.misfits.push(Misfit::Missing(column, expected));
    }

    /// Columns that no field has, and names that stand twice.
    fn surplus(
        &mut self,
        array: &StructArray,
        extra: Extra,
        known: impl Fn(&str) -> bool,
        all: impl Fn() -> String,
    ) {
        for (at, name) in array.column_names().into_iter().enumerate() {
            let column = self.inside(name, |walk| walk.path.join("."));
            if array.column_names()[..at].contains(&name) {
                self.misfits.push(Misfit::Twice(column));
            } else if extra == Extra::Forbid && !known(name) {
                self.misfits.push(Misfit::Extra(column, all()));
            }
        }
    }

    fn union(&mut self, union: &shape::Union, array: &StructArray) -> Kind {
        let cases = || union.cases.iter().filter(|case| !case.record.fields.is_empty());
        let known = |name: &str| name == union.tag || cases().any(|case| case.name == name);
        self.surplus(array, Extra::Forbid, known, || {
            let names = std::iter::once(union.tag.as_str()).chain(cases().map(|case| case.name.as_str()));
            names.collect::<Vec<_>>().join(", ")
        });
        let Some(tag) = array.column_by_name(&union.tag) else {
            self.missing(&union.tag, &Shape::String);
            return Kind::Null;
        };
        let tag = self.inside(&union.tag, |walk| walk.column(&Shape::String, tag));
        let mut found = Vec::new();
        for case in &union.cases {
            // A case that no row is of may have no column.
            let column = array.column_by_name(&case.name).filter(|_| !case.record.fields.is_empty());
            let column = column.map(|own| self.inside(&case.name, |walk| walk.case(&case.record, own)));
            found.push((case.name.clone(), column));
        }
        Kind::Union(Box::new(Cases { tag_name: union.tag.clone(), tag, all: found }))
    }

    fn case(&mut self, record: &shape::Record, array: &ArrayRef) -> Column {
        let Some(fields) = array.as_struct_opt() else {
            if *array.data_type() != DataType::Null {
                let (column, found) = (self.path.join("."), array.data_type().to_string());
                self.misfits.push(Misfit::Type { column, expected: "Struct".to_owned(), found });
            }
            return Column::empty(array.len());
        };
        let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
        Column { nulls, kind: Kind::Record(self.fields(record, fields)), special: None }
    }
}

/// The items of a list's rows, of whichever kind of list.
fn items(array: &ArrayRef) -> Option<(Offsets, ArrayRef)> {
    if let Some(list) = array.as_list_opt::<i32>() {
        let places = list.offsets().inner().clone();
        let (first, last) = (places[0], places[list.len()]);
        let items = part(list.values(), first.try_into().ok()?, last.try_into().ok()?)?;
        return Some((Offsets::Small(places, first), items));
    }
    if let Some(list) = array.as_list_opt::<i64>() {
        let places = list.offsets().inner().clone();
        let (first, last) = (places[0], places[list.len()]);
        let items = part(list.values(), first.try_into().ok()?, last.try_into().ok()?)?;
        return Some((Offsets::Large(places, first), items));
    }
    if let Some(map) = array.as_map_opt() {
        let places = map.offsets().inner().clone();
        let (first, last) = (places[0], places[map.len()]);
        let entries = Arc::new(map.entries().clone()) as ArrayRef;
        return Some((
            Offsets::Small(places, first),
            part(&entries, first.try_into().ok()?, last.try_into().ok()?)?,
        ));
    }
    let list = array.as_fixed_size_list_opt()?;
    Some((Offsets::Fixed(list.value_length().try_into().ok()?), list.values().clone()))
}

fn part(items: &ArrayRef, first: usize, last: usize) -> Option<ArrayRef> {
    (first <= last && last <= items.len()).then(|| items.slice(first, last - first))
}

fn special(shape: &Shape) -> Option<Special> {
    Some(match shape {
        Shape::Time => Special::Time,
        Shape::DateTime => Special::DateTime,
        Shape::Timestamp => Special::Timestamp,
        Shape::Duration => Special::Duration,
        Shape::Decimal => Special::Decimal,
        Shape::Uuid => Special::Uuid,
        _ => return None,
    })
}
