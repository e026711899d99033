//! Exact functions of a few scalars.

/// The price of some seats over a distance.
#[transom::function(exact)]
pub fn fare(distance: f64, rate: f64, seats: i64) -> f64 {
    distance * rate * seats as f64
}

/// The sum; beyond 64 bits Python answers.
#[transom::function(exact)]
pub fn add(a: i64, b: i64) -> i64 {
    a + b
}

/// Python's `//`, for divisors above zero.
#[transom::function(exact)]
pub fn divide(a: i64, b: i64) -> i64 {
    assert!(b > 0, "a divisor of zero or less");
    a.div_euclid(b)
}

/// The item at a place from the front.
#[transom::function(exact)]
pub fn pick(items: &[i64], at: usize) -> i64 {
    items[at]
}

/// Greets somebody. The original has defaults of its own.
#[transom::function(exact)]
pub fn greet(name: &str, greeting: &str, times: i64) -> String {
    let one = format!("{greeting}, {name}!");
    vec![one; usize::try_from(times).expect("times is not negative")].join(" ")
}

/// Twice the number; `transom.toml` switches it off.
#[transom::function(exact)]
pub fn off(number: i64) -> i64 {
    number * 2
}

/// Twice the number; `transom.toml` has it in shadow.
#[transom::function(exact)]
pub fn shadowed(number: i64) -> i64 {
    number * 2
}
