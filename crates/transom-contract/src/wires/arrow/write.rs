//! Typed answers as columns: a serde format that appends to buffers laid out by the shape.
//!
//! A row that fails half-way leaves nothing behind: every buffer is cut back to the rows before it.

mod containers;
mod encode;
mod finish;
mod kept;
mod node;
mod plain;

use std::fmt;

use arrow_array::ArrayRef;
use arrow_schema::DataType;
use serde::{Serialize, ser};

use self::kept::kept;
use self::node::Node;
use super::schema::{self, Unsupported};
use crate::shape::Schema;
use crate::value::{Value, typed};

/// Why a value was not appended; one word wide, so that it costs nothing where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a text's own three words would be copied through memory")]
pub struct WriteError(Box<String>);

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WriteError {}

impl ser::Error for WriteError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Box::new(message.to_string()))
    }
}

/// A column that grows by one value a row.
#[derive(Debug)]
pub struct Writer<'a> {
    schema: &'a Schema,
    data_type: DataType,
    root: Node,
    rows: usize,
}

impl<'a> Writer<'a> {
    /// An empty column for values of the schema, with room for so many.
    ///
    /// # Errors
    /// When the schema has no Arrow form.
    pub fn new(schema: &'a Schema, capacity: usize) -> Result<Self, Unsupported> {
        let data_type = schema::data_type(schema)?;
        let root = Node::of_root(schema, capacity);
        Ok(Self { schema, data_type, root, rows: 0 })
    }

    /// The column's type.
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Appends a value of the type that the schema is of.
    ///
    /// # Errors
    /// When the column would hold more than 2 GiB of text, or 2^31 items.
    #[inline]
    pub fn append<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), WriteError> {
        match value.serialize(&mut self.root) {
            Ok(()) => {
                self.rows += 1;
                Ok(())
            }
            Err(error) => Err(self.undo(error)),
        }
    }

    #[cold]
    fn undo(&mut self, error: WriteError) -> WriteError {
        self.truncate(self.rows);
        error
    }

    /// Appends a plain value that has passed validation against the schema.
    ///
    /// # Errors
    /// As [`Self::append`]; also when a number would be rounded.
    pub fn append_value(&mut self, value: &Value) -> Result<(), WriteError> {
        let given = value;
        let value = typed(value.clone(), self.schema);
        if !kept(given, &value) {
            return Err(ser::Error::custom("a number has more digits than the column's type"));
        }
        plain::append(&mut self.root, &value).inspect_err(|_| self.root.truncate(self.rows))?;
        self.rows += 1;
        Ok(())
    }

    /// Appends a row without a value.
    pub fn append_null(&mut self) {
        self.root.push_null();
        self.rows += 1;
    }

    /// Drops all but the first rows, and what a row that failed left behind them.
    pub fn truncate(&mut self, rows: usize) {
        self.root.truncate(rows);
        self.rows = rows;
    }

    /// The column.
    pub fn finish(self) -> ArrayRef {
        arrow_array::make_array(self.root.finish(&self.data_type))
    }
}
