//! What it costs to cross alone: the arguments and answers of the engine `flights`, and no work between.
//!
//! Each function takes what its namesake takes and answers something as large as its answer. The demo times them, so
//! that its table can say how much of a call's time is the crossing.

use flights::{Flight, Match, PartOfDay, Planned, Rolling, Status, Verdict};
use indexmap::IndexMap;

/// A place and a clock twice; a float.
#[transom::function(exact)]
#[expect(clippy::too_many_arguments, reason = "they are its namesake's")]
pub fn block_speed(
    #[transom(ge = -90, le = 90)] latitude: f64,
    #[transom(ge = -180, le = 180)] longitude: f64,
    #[transom(ge = -24, le = 24)] zone: i64,
    #[transom(ge = -90, le = 90)] to_latitude: f64,
    #[transom(ge = -180, le = 180)] to_longitude: f64,
    #[transom(ge = -24, le = 24)] to_zone: i64,
    #[transom(ge = 0, le = 2400)] departed: Option<i64>,
    #[transom(ge = 0, le = 2400)] arrived: Option<i64>,
) -> Option<f64> {
    let _ = (longitude, zone, to_latitude, to_longitude, to_zone);
    departed.zip(arrived).map(|_| latitude)
}

/// A flight; a verdict.
#[transom::function(exact)]
pub fn classify(flight: &Flight) -> Verdict {
    Verdict {
        status: Status::OnTime,
        part_of_day: PartOfDay::Midday,
        weekend: false,
        made_up: flight.arr_delay,
        miles_per_hour: flight.air_time.map(|_| 1.0),
        plausible: true,
    }
}

/// Flights; a text for each.
#[transom::function(exact)]
pub fn tail_numbers(flights: Vec<Planned>) -> Vec<Option<String>> {
    flights.into_iter().map(|flight| flight.tailnum).collect()
}

/// Delays; four statistics for each.
#[transom::function(exact)]
pub fn rolling_delays(delays: &[Option<i64>], #[transom(default = 50)] window: usize) -> Rolling {
    let _ = window;
    let floats = vec![Some(0.5); delays.len()];
    Rolling {
        mean: floats.clone(),
        deviation: floats.clone(),
        ninth_decile: vec![Some(1_000); delays.len()],
        late_share: floats,
    }
}

/// Profiles; matches for each.
#[transom::function(exact, heavy)]
pub fn similar_routes(
    profiles: &IndexMap<String, IndexMap<String, u32>>,
    #[transom(default = 5)] most: usize,
) -> IndexMap<String, Vec<Match>> {
    let matches = |route: &String| (0..most).map(|_| Match { route: route.clone(), score: 0.5 }).collect();
    profiles.keys().map(|route| (route.clone(), matches(route))).collect()
}

transom::engine! { name: crossing, functions: [block_speed, classify, tail_numbers, rolling_delays, similar_routes] }
