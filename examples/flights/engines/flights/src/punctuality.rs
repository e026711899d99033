//! What became of a flight, and which plane flew it.

use chrono::{Datelike, NaiveDate};

use crate::number::float;

/// From this many minutes on a flight counts as late, as the authorities count.
const LATE_MINUTES: i64 = 15;
const VERY_LATE_MINUTES: i64 = 120;
const DAY_MINUTES: i64 = 24 * 60;
/// A plane cannot fly slower than this for long: a longer time in the air is a mistake in the record.
const SLOWEST_MILES_PER_HOUR: f64 = 80.0;

/// What a verdict on a flight is made of. Clocks are local, as 517 for 5:17.
#[transom::model(extra = "ignore")]
pub struct Flight {
    #[transom(ge = 1, le = 9999)]
    pub year: i32,
    pub month: u32,
    pub day: u32,
    #[transom(ge = 0)]
    pub dep_time: Option<i64>,
    #[transom(ge = 0)]
    pub sched_dep_time: i64,
    pub dep_delay: Option<i64>,
    pub arr_delay: Option<i64>,
    pub air_time: Option<i64>,
    pub distance: i64,
}

/// What became of a flight, in a word.
#[transom::model]
#[derive(Clone, Copy)]
pub enum Status {
    Cancelled,
    Diverted,
    Early,
    OnTime,
    Late,
    VeryLate,
}

/// When it was to leave.
#[transom::model]
#[derive(Clone, Copy)]
pub enum PartOfDay {
    Night,
    Morning,
    Midday,
    Evening,
}

/// What became of a flight.
#[transom::model]
pub struct Verdict {
    pub status: Status,
    pub part_of_day: PartOfDay,
    pub weekend: bool,
    /// Minutes of delay that were made up on the way; negative where more were lost.
    pub made_up: Option<i64>,
    pub miles_per_hour: Option<f64>,
    /// Whether clocks, delays and times in the air fit together.
    pub plausible: bool,
}

/// Says what became of a flight.
#[transom::function(exact)]
pub fn classify(flight: &Flight) -> Verdict {
    let status = match (flight.dep_time, flight.arr_delay) {
        (None, _) => Status::Cancelled,
        (_, None) => Status::Diverted,
        (_, Some(delay)) if delay < 0 => Status::Early,
        (_, Some(delay)) if delay < LATE_MINUTES => Status::OnTime,
        (_, Some(delay)) if delay < VERY_LATE_MINUTES => Status::Late,
        _ => Status::VeryLate,
    };
    let part_of_day = match flight.sched_dep_time / 100 {
        ..6 => PartOfDay::Night,
        6..11 => PartOfDay::Morning,
        11..17 => PartOfDay::Midday,
        17.. => PartOfDay::Evening,
    };
    let date = NaiveDate::from_ymd_opt(flight.year, flight.month, flight.day);
    let weekday = date.expect("Python raises for a date that there is not").weekday();
    let made_up = flight.dep_delay.zip(flight.arr_delay).map(|(left, arrived)| left - arrived);
    let in_air = flight.air_time.filter(|minutes| *minutes > 0);
    let miles_per_hour = in_air.map(|minutes| float(flight.distance * 60) / float(minutes));
    Verdict {
        status,
        part_of_day,
        weekend: weekday.number_from_monday() > 5,
        made_up,
        miles_per_hour,
        plausible: clocks_agree(flight) && miles_per_hour.is_none_or(|speed| speed >= SLOWEST_MILES_PER_HOUR),
    }
}

/// Whether the flight left as late as is recorded; true where nothing is.
fn clocks_agree(flight: &Flight) -> bool {
    let minutes = |clock: i64| clock / 100 * 60 + clock % 100;
    let recorded = flight.dep_time.zip(flight.dep_delay);
    recorded.is_none_or(|(time, delay)| {
        (minutes(time) - minutes(flight.sched_dep_time) - delay).rem_euclid(DAY_MINUTES) == 0
    })
}

/// A flight as it was planned; only its plane is looked at.
#[transom::model(extra = "ignore")]
pub struct Planned {
    pub tailnum: Option<String>,
}

/// The tail number of each flight's plane.
#[transom::function(exact)]
pub fn tail_numbers(flights: Vec<Planned>) -> Vec<Option<String>> {
    flights.into_iter().map(|flight| flight.tailnum).collect()
}
