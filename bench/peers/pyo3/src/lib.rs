//! The peer of the embedded rows: a bare PyO3 extension, built against one version of Python.
//!
//! PyO3's own derive takes the dicts apart and builds the answer; the constraints are checked by hand, and the first
//! one that does not hold is an error. Unlike the other sides it lets unknown keys pass: the derive has no word for them.

mod cart;
mod columns;
mod records;

use pyo3::prelude::*;

/// Three scalars in, one out: the least that a call from Python into Rust can cost.
#[pyfunction]
fn fare(distance: f64, rate: f64, seats: i64) -> f64 {
    bench_work::fare(distance, rate, seats)
}

#[pymodule(gil_used = true)]
mod peer_pyo3 {
    #[pymodule_export]
    use super::cart::quote;
    #[pymodule_export]
    use super::columns::trip_costs;
    #[pymodule_export]
    use super::fare;
    #[pymodule_export]
    use super::records::{floats_in, records_in};

    /// Whether this is a build worth timing.
    #[pymodule_export]
    const OPTIMISED: bool = !cfg!(debug_assertions);
}
