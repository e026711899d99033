//! The plain loop over slices that `transom.map` is measured against.

use bench_work::trip_cost;
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A computed column; its bytes are copied out only where answers are compared.
#[pyclass(frozen)]
pub(crate) struct Column(Vec<f64>);

#[pymethods]
impl Column {
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|value| value.to_ne_bytes()).collect();
        PyBytes::new(py, &bytes)
    }
}

#[pyfunction]
pub(crate) fn trip_costs(columns: [PyBuffer<f64>; 6]) -> PyResult<Column> {
    let mut slices: [&[f64]; 6] = [&[]; 6];
    for (slice, column) in slices.iter_mut().zip(&columns) {
        let values =
            column.as_slice_ptr().ok_or_else(|| PyValueError::new_err("expected contiguous columns"))?;
        // SAFETY: `columns` outlives the slice, and nothing writes to it meanwhile: the loop below holds the GIL.
        *slice = unsafe { values.as_ref() };
    }
    let rows = slices[0].len();
    if slices.iter().any(|slice| slice.len() != rows) {
        return Err(PyValueError::new_err("expected columns of one length"));
    }
    let [distance, minutes, per_km, per_minute, base, surge] = slices.map(|slice| &slice[..rows]);
    let cost =
        |row| trip_cost(distance[row], minutes[row], per_km[row], per_minute[row], base[row], surge[row]);
    Ok(Column((0..rows).map(cost).collect()))
}
