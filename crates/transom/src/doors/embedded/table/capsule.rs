//! Tables in and columns out through Arrow's PyCapsule interface.

use std::collections::BTreeMap;
use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, from_ffi};
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::{PyMemoryError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";
const STREAM: &CStr = c"arrow_array_stream";

/// What reads a table's batches.
pub(super) type Reader = Box<dyn RecordBatchReader + Send>;

/// Takes over a table's batches; the inner error says what is wrong with the table.
pub(super) fn reader(table: &Bound<'_, PyAny>) -> PyResult<Result<Reader, String>> {
    let reader = if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: a capsule of this name holds a stream, which is moved out: what is left in its place is released.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
        ArrowArrayStreamReader::try_new(stream).map(|reader| Box::new(reader) as Reader)
    } else if table.hasattr("__arrow_c_array__")? {
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
            table.call_method0("__arrow_c_array__")?.extract()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: capsules of these names hold them, the schema for as long as its capsule lives; the array is moved
        // out, and what is left in its place is released.
        unsafe { one_batch(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) }
    } else {
        let class = table.get_type().name()?;
        return Err(PyTypeError::new_err(format!("expected a table that speaks Arrow, found {class}")));
    };
    Ok(reader.map_err(|error| format!("expected a table with named columns: {error}")))
}

/// # Safety
/// The array is one of this schema.
unsafe fn one_batch(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<Reader, ArrowError> {
    // SAFETY: as the caller says.
    let data = unsafe { from_ffi(array, schema)? };
    if !matches!(data.data_type(), DataType::Struct(_)) {
        return Err(ArrowError::SchemaError(format!("found one column of {}", data.data_type())));
    }
    let batch = RecordBatch::from(StructArray::from(data));
    let schema = batch.schema();
    Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)))
}

/// The answers as one named column.
#[pyclass(frozen, module = "transom", name = "Column")]
pub(crate) struct Column {
    schema: SchemaRef,
    parts: Vec<ArrayRef>,
    counted: Counted,
}

/// Who answered how many rows.
pub(super) struct Counted {
    pub(super) rows: usize,
    /// The engine.
    pub(super) answered: usize,
    /// The original, by reason.
    pub(super) declined: BTreeMap<String, u64>,
}

impl Column {
    pub(super) fn new(name: &str, data_type: DataType, parts: Vec<ArrayRef>, counted: Counted) -> Self {
        let schema = Arc::new(Schema::new(vec![Field::new(name, data_type, true)]));
        Self { schema, parts, counted }
    }
}

#[pymethods]
impl Column {
    /// Every batch of the column; another schema than its own is not made.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let schema = Arc::clone(&self.schema);
        let batches: Vec<_> = self
            .parts
            .iter()
            .map(|part| RecordBatch::try_new(Arc::clone(&schema), vec![Arc::clone(part)]))
            .collect();
        let batches = RecordBatchIterator::new(batches, schema);
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), STREAM)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema);
        let schema = schema.map_err(|error| PyMemoryError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    fn __len__(&self) -> usize {
        self.counted.rows
    }

    /// How many rows the engine answered.
    #[getter]
    fn answered(&self) -> usize {
        self.counted.answered
    }

    /// How many rows the original answered, by reason.
    #[getter]
    fn declined(&self) -> BTreeMap<String, u64> {
        self.counted.declined.clone()
    }
}
