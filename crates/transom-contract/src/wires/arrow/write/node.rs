//! The buffers of a column and of all columns inside it.

use arrow_buffer::BooleanBufferBuilder;
use serde::ser::Error;

use super::WriteError;
use crate::shape::{Definition, Definitions, FloatWidth, IntWidth, Record, Root, Schema, Shape};

/// One column.
#[derive(Debug)]
pub(super) struct Node {
    /// Which rows have a value; none until one has not.
    pub(super) nulls: Option<BooleanBufferBuilder>,
    pub(super) kind: Kind,
}

/// Its values, one for each row.
#[derive(Debug)]
pub(super) enum Kind {
    Null(usize),
    Bool(BooleanBufferBuilder),
    I8(Vec<i8>),
    I16(Vec<i16>),
    /// Dates, too.
    I32(Vec<i32>),
    /// Times, instants and spans, too.
    I64(Vec<i64>),
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    U64(Vec<u64>),
    F32(Vec<f32>),
    F64(Vec<f64>),
    /// Text, cases' names and decimals.
    Text(Bytes),
    Bytes(Bytes),
    Uuid(Vec<[u8; 16]>),
    List(Places, Box<Node>),
    Array {
        count: usize,
        rows: usize,
        item: Box<Node>,
    },
    Map(Places, Box<[Node; 2]>),
    /// A record, or a tuple.
    Record(Fields),
    Union(Box<Cases>),
}

/// Bytes of all rows, side by side.
#[derive(Debug)]
pub(super) struct Bytes {
    pub(super) places: Places,
    pub(super) all: Vec<u8>,
}

/// Where each row's bytes or items begin, and the last one's end.
#[derive(Debug)]
pub(super) struct Places(pub(super) Vec<i32>);

#[derive(Debug)]
pub(super) struct Fields {
    pub(super) names: Vec<String>,
    pub(super) columns: Vec<Node>,
    pub(super) rows: usize,
}

#[derive(Debug)]
pub(super) struct Cases {
    pub(super) tag_name: String,
    pub(super) tag: Node,
    pub(super) names: Vec<String>,
    /// Each case's fields, where it has any.
    pub(super) fields: Vec<Option<Node>>,
}

impl Places {
    fn new(capacity: usize) -> Self {
        let mut places = Vec::with_capacity(capacity + 1);
        places.push(0);
        Self(places)
    }

    pub(super) fn rows(&self) -> usize {
        self.0.len() - 1
    }

    fn last(&self) -> i32 {
        *self.0.last().expect("the first place is always there")
    }

    /// Ends a row here.
    #[inline]
    pub(super) fn end(&mut self, place: usize) -> Result<(), WriteError> {
        match i32::try_from(place) {
            Ok(place) => {
                self.0.push(place);
                Ok(())
            }
            Err(_) => Err(too_large()),
        }
    }

    /// Drops all but the first rows; answers where they end.
    fn truncate(&mut self, rows: usize) -> usize {
        self.0.truncate(rows + 1);
        usize::try_from(self.last()).expect("places are never below zero")
    }
}

#[cold]
fn too_large() -> WriteError {
    WriteError::custom("the answers of a batch hold more than 2^31 bytes or items in one column")
}

impl Bytes {
    fn new(capacity: usize) -> Self {
        Self { places: Places::new(capacity), all: Vec::new() }
    }

    #[inline]
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.all.extend_from_slice(bytes);
        self.places.end(self.all.len())
    }
}

impl Node {
    pub(super) fn of_root(schema: &Schema, capacity: usize) -> Self {
        let definitions = &schema.definitions;
        match &schema.root {
            Root::Record(record) => Self::record(record, definitions, capacity),
            Root::Shape(shape) => Self::of(shape, definitions, capacity),
        }
    }

    fn new(kind: Kind) -> Self {
        Self { nulls: None, kind }
    }

    /// The shape has an Arrow form, so that this comes to an end.
    fn of(shape: &Shape, definitions: &Definitions, capacity: usize) -> Self {
        let item = |shape| Self::of(shape, definitions, 0);
        Self::new(match shape {
            Shape::Option(inner) | Shape::As(_, inner) => return Self::of(inner, definitions, capacity),
            Shape::Ref(name) => return Self::model(name, definitions, capacity),
            Shape::Unit => Kind::Null(0),
            Shape::Bool => Kind::Bool(BooleanBufferBuilder::new(capacity)),
            Shape::Int(IntWidth::I8) => Kind::I8(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::I16) => Kind::I16(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::I32) | Shape::Date => Kind::I32(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::I64)
            | Shape::Time
            | Shape::DateTime
            | Shape::Timestamp
            | Shape::Duration => Kind::I64(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::U8) => Kind::U8(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::U16) => Kind::U16(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::U32) => Kind::U32(Vec::with_capacity(capacity)),
            Shape::Int(IntWidth::U64) => Kind::U64(Vec::with_capacity(capacity)),
            Shape::Float(FloatWidth::F32) => Kind::F32(Vec::with_capacity(capacity)),
            Shape::Float(FloatWidth::F64) => Kind::F64(Vec::with_capacity(capacity)),
            Shape::String | Shape::Decimal => Kind::Text(Bytes::new(capacity)),
            Shape::Bytes => Kind::Bytes(Bytes::new(capacity)),
            Shape::Uuid => Kind::Uuid(Vec::with_capacity(capacity)),
            Shape::List(inner) => Kind::List(Places::new(capacity), Box::new(item(inner))),
            Shape::Array(inner, count) => Kind::Array { count: *count, rows: 0, item: Box::new(item(inner)) },
            Shape::Map(key, value) => Kind::Map(Places::new(capacity), Box::new([item(key), item(value)])),
            Shape::Tuple(shapes) => {
                let columns = shapes.iter().map(|shape| Self::of(shape, definitions, capacity));
                let names = (0..shapes.len()).map(|at| at.to_string()).collect();
                Kind::Record(Fields { names, columns: columns.collect(), rows: 0 })
            }
        })
    }

    fn model(name: &str, definitions: &Definitions, capacity: usize) -> Self {
        match definitions.resolve(name) {
            Definition::Enum(_) => Self::new(Kind::Text(Bytes::new(capacity))),
            Definition::Record(record) => Self::record(record, definitions, capacity),
            Definition::Union(union) => {
                let fields = |record: &Record| {
                    (!record.fields.is_empty()).then(|| Self::record(record, definitions, capacity))
                };
                Self::new(Kind::Union(Box::new(Cases {
                    tag_name: union.tag.clone(),
                    tag: Self::new(Kind::Text(Bytes::new(capacity))),
                    names: union.cases.iter().map(|case| case.name.clone()).collect(),
                    fields: union.cases.iter().map(|case| fields(&case.record)).collect(),
                })))
            }
        }
    }

    fn record(record: &Record, definitions: &Definitions, capacity: usize) -> Self {
        let fields = record.fields.iter();
        Self::new(Kind::Record(Fields {
            names: fields.clone().map(|field| field.name.clone()).collect(),
            columns: fields.map(|field| Self::of(&field.shape, definitions, capacity)).collect(),
            rows: 0,
        }))
    }

    /// Notes that the next row has a value.
    #[inline]
    pub(super) fn mark(&mut self) {
        if self.nulls.is_some() {
            self.mark_beside_null();
        }
    }

    #[inline(never)]
    fn mark_beside_null(&mut self) {
        if let Some(nulls) = &mut self.nulls {
            nulls.append(true);
        }
    }

    pub(super) fn push_null(&mut self) {
        let rows = self.kind.rows();
        let nulls = self.nulls.get_or_insert_with(|| {
            let mut nulls = BooleanBufferBuilder::new(rows + 1);
            nulls.append_n(rows, true);
            nulls
        });
        nulls.append(false);
        self.kind.push_nothing();
    }

    /// What stands below a row that has no value itself.
    fn push_nothing(&mut self) {
        self.mark();
        self.kind.push_nothing();
    }

    pub(super) fn truncate(&mut self, rows: usize) {
        if let Some(nulls) = &mut self.nulls {
            nulls.truncate(rows);
        }
        self.kind.truncate(rows);
    }
}

/// Does the same to every kind of number.
macro_rules! numbers {
    ($kind:expr, $values:ident => $body:expr, $($pattern:pat => $otherwise:expr),* $(,)?) => {
        match $kind {
            Kind::I8($values) => $body,
            Kind::I16($values) => $body,
            Kind::I32($values) => $body,
            Kind::I64($values) => $body,
            Kind::U8($values) => $body,
            Kind::U16($values) => $body,
            Kind::U32($values) => $body,
            Kind::U64($values) => $body,
            Kind::F32($values) => $body,
            Kind::F64($values) => $body,
            Kind::Uuid($values) => $body,
            $($pattern => $otherwise),*
        }
    };
}

impl Kind {
    pub(super) fn rows(&self) -> usize {
        numbers! { self, values => values.len(),
            Self::Null(rows) | Self::Array { rows, .. } | Self::Record(Fields { rows, .. }) => *rows,
            Self::Bool(flags) => flags.len(),
            Self::Text(bytes) | Self::Bytes(bytes) => bytes.places.rows(),
            Self::List(places, _) | Self::Map(places, _) => places.rows(),
            Self::Union(cases) => cases.tag.kind.rows(),
        }
    }

    fn push_nothing(&mut self) {
        numbers! { self, values => values.push(Default::default()),
            Self::Null(rows) => *rows += 1,
            Self::Bool(flags) => flags.append(false),
            Self::Text(Bytes { places, .. }) | Self::Bytes(Bytes { places, .. })
            | Self::List(places, _) | Self::Map(places, _) => places.0.push(places.last()),
            Self::Array { count, rows, item } => {
                *rows += 1;
                (0..*count).for_each(|_| item.push_nothing());
            },
            Self::Record(fields) => {
                fields.rows += 1;
                fields.columns.iter_mut().for_each(Node::push_nothing);
            },
            Self::Union(cases) => {
                cases.tag.push_nothing();
                cases.fields.iter_mut().flatten().for_each(Node::push_null);
            },
        }
    }

    fn truncate(&mut self, rows: usize) {
        numbers! { self, values => values.truncate(rows),
            Self::Null(own) => *own = rows,
            Self::Bool(flags) => flags.truncate(rows),
            Self::Text(bytes) | Self::Bytes(bytes) => bytes.all.truncate(bytes.places.truncate(rows)),
            Self::List(places, item) => item.truncate(places.truncate(rows)),
            Self::Map(places, both) => {
                let entries = places.truncate(rows);
                both.iter_mut().for_each(|column| column.truncate(entries));
            },
            Self::Array { count, rows: own, item } => {
                *own = rows;
                item.truncate(rows * *count);
            },
            Self::Record(fields) => {
                fields.rows = rows;
                fields.columns.iter_mut().for_each(|column| column.truncate(rows));
            },
            Self::Union(cases) => {
                cases.tag.truncate(rows);
                cases.fields.iter_mut().flatten().for_each(|column| column.truncate(rows));
            },
        }
    }
}
