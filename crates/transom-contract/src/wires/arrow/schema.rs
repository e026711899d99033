//! The Arrow schema of a function's arguments and of its answer.

use std::fmt;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, TimeUnit};

use crate::shape::{Definition, Definitions, FloatWidth, IntWidth, Record, Root, Schema, Shape, Union};

/// A column's type has no more nested types than these.
pub const TYPES_MAX: usize = 10_000;

/// Why a schema has no Arrow form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// A model contains itself; its name.
    Recursive(String),
    /// There are more than [`TYPES_MAX`] nested types.
    TooLarge,
    /// A case of this union is called as its tag is; the union's name.
    CaseNamedAsTag(String),
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recursive(name) => write!(f, "`{name}` contains itself, which a column cannot"),
            Self::TooLarge => write!(f, "there are more than {TYPES_MAX} nested types"),
            Self::CaseNamedAsTag(name) => write!(f, "a case of `{name}` is called as its tag is"),
        }
    }
}

impl std::error::Error for Unsupported {}

/// The type of a column that holds a value of the schema: a struct of the arguments, or the answer's own type.
///
/// # Errors
/// When a model contains itself, for one.
pub fn data_type(schema: &Schema) -> Result<DataType, Unsupported> {
    let mut walk = Walk { definitions: &schema.definitions, open: Vec::new(), types: 0 };
    match &schema.root {
        Root::Record(record) => Ok(DataType::Struct(walk.record(record)?)),
        Root::Shape(shape) => walk.shape(shape),
    }
}

/// The type of one shape, for words about what is expected.
pub(super) fn of_shape(shape: &Shape, definitions: &Definitions) -> Result<DataType, Unsupported> {
    Walk { definitions, open: Vec::new(), types: 0 }.shape(shape)
}

pub(super) fn of_int(width: IntWidth) -> DataType {
    match width {
        IntWidth::I8 => DataType::Int8,
        IntWidth::I16 => DataType::Int16,
        IntWidth::I32 => DataType::Int32,
        IntWidth::I64 => DataType::Int64,
        IntWidth::U8 => DataType::UInt8,
        IntWidth::U16 => DataType::UInt16,
        IntWidth::U32 => DataType::UInt32,
        IntWidth::U64 => DataType::UInt64,
    }
}

/// The field of a place of a tuple, of an item, of a record: nullable where the shape is an option.
fn field(name: &str, shape: &Shape, data_type: DataType) -> Field {
    Field::new(name, data_type, matches!(shape, Shape::Option(_) | Shape::Unit))
}

/// The name that Arrow's own libraries give a list's items.
pub(super) const ITEM: &str = "item";
/// The names inside a map.
pub(super) const ENTRIES: [&str; 3] = ["entries", "key", "value"];
/// The zone of instants.
pub(super) const UTC: &str = "UTC";
/// Bytes of an identifier.
pub(super) const UUID_BYTES: i32 = 16;

struct Walk<'a> {
    definitions: &'a Definitions,
    /// The models that the walk is inside of.
    open: Vec<&'a str>,
    types: usize,
}

impl<'a> Walk<'a> {
    fn shape(&mut self, shape: &'a Shape) -> Result<DataType, Unsupported> {
        self.types += 1;
        if self.types > TYPES_MAX {
            return Err(Unsupported::TooLarge);
        }
        Ok(match shape {
            Shape::Unit => DataType::Null,
            Shape::Bool => DataType::Boolean,
            Shape::Int(width) => of_int(*width),
            Shape::Float(FloatWidth::F32) => DataType::Float32,
            Shape::Float(FloatWidth::F64) => DataType::Float64,
            Shape::String | Shape::Decimal => DataType::Utf8,
            Shape::Bytes => DataType::Binary,
            Shape::Date => DataType::Date32,
            Shape::Time => DataType::Time64(TimeUnit::Microsecond),
            Shape::DateTime => DataType::Timestamp(TimeUnit::Microsecond, None),
            Shape::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, Some(UTC.into())),
            Shape::Duration => DataType::Duration(TimeUnit::Microsecond),
            Shape::Uuid => DataType::FixedSizeBinary(UUID_BYTES),
            Shape::Option(inner) | Shape::As(_, inner) => self.shape(inner)?,
            Shape::List(item) => DataType::List(self.item(item)?),
            Shape::Array(item, count) => {
                let count = i32::try_from(*count).map_err(|_| Unsupported::TooLarge)?;
                DataType::FixedSizeList(self.item(item)?, count)
            }
            Shape::Tuple(shapes) => {
                let places = shapes.iter().enumerate();
                let fields = places.map(|(at, shape)| Ok(field(&at.to_string(), shape, self.shape(shape)?)));
                DataType::Struct(fields.collect::<Result<_, _>>()?)
            }
            Shape::Map(key, value) => {
                let [entries, key_name, value_name] = ENTRIES;
                let key = Field::new(key_name, self.shape(key)?, false);
                let value = field(value_name, value, self.shape(value)?);
                let both = DataType::Struct(Fields::from(vec![key, value]));
                DataType::Map(Arc::new(Field::new(entries, both, false)), false)
            }
            Shape::Ref(name) => self.model(name)?,
        })
    }

    fn item(&mut self, item: &'a Shape) -> Result<Arc<Field>, Unsupported> {
        Ok(Arc::new(field(ITEM, item, self.shape(item)?)))
    }

    fn model(&mut self, name: &'a str) -> Result<DataType, Unsupported> {
        if self.open.contains(&name) {
            return Err(Unsupported::Recursive(name.to_owned()));
        }
        self.open.push(name);
        let data_type = match self.definitions.resolve(name) {
            Definition::Record(record) => DataType::Struct(self.record(record)?),
            Definition::Enum(_) => DataType::Utf8,
            Definition::Union(union) => DataType::Struct(self.union(name, union)?),
        };
        self.open.pop();
        Ok(data_type)
    }

    fn record(&mut self, record: &'a Record) -> Result<Fields, Unsupported> {
        let fields = &record.fields;
        fields.iter().map(|own| Ok(field(&own.name, &own.shape, self.shape(&own.shape)?))).collect()
    }

    fn union(&mut self, name: &str, union: &'a Union) -> Result<Fields, Unsupported> {
        if union.cases.iter().any(|case| case.name == union.tag) {
            return Err(Unsupported::CaseNamedAsTag(name.to_owned()));
        }
        let mut fields = vec![Field::new(&union.tag, DataType::Utf8, false)];
        for case in union.cases.iter().filter(|case| !case.record.fields.is_empty()) {
            fields.push(Field::new(&case.name, DataType::Struct(self.record(&case.record)?), true));
        }
        Ok(fields.into())
    }
}
