//! Long lists into Rust values: floats, and dicts of five fields.

use std::hint::black_box;

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

#[derive(FromPyObject)]
#[pyo3(from_item_all)]
#[expect(dead_code, reason = "the row times the way in; nothing is computed")]
pub(crate) struct Reading {
    id: i64,
    station: PyBackedStr,
    temperature: f64,
    valid: bool,
    hour: u32,
}

#[pyfunction]
pub(crate) fn floats_in(values: Vec<f64>) -> usize {
    black_box(&values).len()
}

#[pyfunction]
pub(crate) fn records_in(readings: Vec<Reading>) -> usize {
    black_box(&readings).len()
}
