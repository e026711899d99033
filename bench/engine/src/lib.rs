//! Our side of the benchmark: the functions of every row, as an engine's author writes them.

mod cart;
mod records;

pub use cart::{Cart, Currency, Line, Quote, quote};
pub use records::{Reading, floats_in, records_in};

/// The price of some seats over a distance.
#[transom::function(exact)]
pub fn fare(distance: f64, rate: f64, seats: i64) -> f64 {
    bench_work::fare(distance, rate, seats)
}

/// The price of a trip by distance and time.
#[transom::function]
pub fn trip_cost(distance: f64, minutes: f64, per_km: f64, per_minute: f64, base: f64, surge: f64) -> f64 {
    bench_work::trip_cost(distance, minutes, per_km, per_minute, base, surge)
}

/// Whether this is a build worth timing.
#[transom::function(light)]
pub fn optimised() -> bool {
    !cfg!(debug_assertions)
}

transom::engine! { name: bench, functions: [quote, fare, trip_cost, floats_in, records_in, optimised] }
