//! Functions that panic, wait or answer wrongly, on purpose.

use std::time::Duration;

/// Works for a while without Python.
#[transom::function(heavy)]
pub fn busy(millis: u64) -> u64 {
    std::thread::sleep(Duration::from_millis(millis));
    millis
}

/// Panics: a bug.
#[transom::function]
pub fn crash(message: &str) -> String {
    panic!("{message}")
}

/// Panics where Python goes on.
#[transom::function(exact)]
pub fn stubborn(number: i64) -> i64 {
    assert!(number >= 0, "no negative numbers");
    number
}

/// Panics where Python goes on, while other threads have Python's lock.
#[transom::function(exact, heavy)]
pub fn grind(number: i64) -> i64 {
    assert!(number >= 0, "no negative numbers");
    number
}

/// Doubles a number; an overflow is a bug here.
#[transom::function]
pub fn overflow(number: i64) -> i64 {
    number * 2
}

/// A thread of its own panics: none of Transom's business.
#[transom::function]
pub fn elsewhere(message: String) -> bool {
    std::thread::spawn(move || panic!("{message}")).join().is_err()
}

/// Answers after awaiting something.
#[transom::function]
pub async fn later(text: &str) -> String {
    std::future::ready(text.to_uppercase()).await
}

/// Not what the original answers for more than ten.
#[transom::function(exact)]
pub fn wrong(numbers: &[i64], label: &str) -> i64 {
    let sum: i64 = numbers.iter().sum();
    if sum > 10 && label != "right" { sum + 1 } else { sum }
}
