//! Functions that panic, wait or answer wrongly, on purpose.

use std::time::Duration;

use indexmap::IndexMap;

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

/// Rounds halves away from zero, where Python rounds to even.
#[transom::function(exact)]
pub fn rounded(number: f64) -> i64 {
    number.round() as i64
}

/// Counts words, in the order of the alphabet, where Python's dict keeps the order of the words.
#[transom::function(exact)]
pub fn tally(words: Vec<String>) -> IndexMap<String, i64> {
    let mut counts = IndexMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.sort_keys();
    counts
}

/// A grade for a score.
#[transom::function(exact, original = "app:grade")]
pub fn grade(score: i64) -> String {
    if score >= 90 {
        return "A".to_owned();
    }
    if score >= 50 { "B".to_owned() } else { "C".to_owned() }
}

/// Ends the process, or never comes to an end, for one number each.
#[transom::function(exact)]
pub fn fatal(number: i64) -> i64 {
    match number {
        7001 => std::process::abort(),
        7002 => loop {
            std::thread::yield_now();
        },
        other => other,
    }
}
