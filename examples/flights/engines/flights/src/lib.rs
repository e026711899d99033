//! The engine `flights`: what the application in `app/` moved out of Python. One file for each of its modules.
//!
//! Every function answers exactly as its Python original, to the last bit, or declines: a panic, or an argument of
//! another type, means that Python answers.

mod delays;
mod number;
mod punctuality;
mod similar;
mod speed;

pub use delays::{Rolling, rolling_delays};
pub use punctuality::{Flight, PartOfDay, Planned, Status, Verdict, classify, tail_numbers};
pub use similar::{Match, similar_routes};
pub use speed::block_speed;

transom::engine! {
    name: flights,
    functions: [block_speed, classify, tail_numbers, rolling_delays, similar_routes]
}
