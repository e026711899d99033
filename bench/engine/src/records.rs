//! Long lists, taken in and counted.

use std::hint::black_box;

/// One reading of a weather station.
#[transom::model]
pub struct Reading<'a> {
    pub id: i64,
    pub station: &'a str,
    pub temperature: f64,
    pub valid: bool,
    pub hour: u32,
}

/// Takes a long list of floats.
#[transom::function]
pub fn floats_in(values: Vec<f64>) -> u64 {
    black_box(&values).len() as u64
}

/// Takes a long list of records.
#[transom::function]
pub fn records_in(readings: Vec<Reading<'_>>) -> u64 {
    black_box(&readings).len() as u64
}
