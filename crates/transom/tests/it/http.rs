//! The HTTP door from the outside: a real process, on loopback.

mod bad_input;
mod calls;
mod client;
mod drain;
mod formats;
mod limits;
mod pages;
mod service;
mod slow;

use std::process::ExitCode;
use std::time::Duration;

/// Why there is no quotient.
#[transom::error]
enum DivideError {
    /// Nothing divides by zero.
    #[transom(message = "{dividend} by zero", http = 409)]
    Zero { dividend: i64 },
}

/// One line.
#[transom::model]
struct Line<'a> {
    #[transom(min_len = 1, max_len = 8)]
    sku: &'a str,
    #[transom(ge = 1, le = 999)]
    quantity: u32,
    #[transom(ge = 0, finite)]
    price: f64,
}

/// Adds up lines.
#[transom::function]
fn total(lines: Vec<Line<'_>>, #[transom(default = 0.0)] shipping: f64) -> f64 {
    lines.iter().map(|line| f64::from(line.quantity) * line.price).sum::<f64>() + shipping
}

/// The text, after awaiting something.
#[transom::function]
async fn echo(text: &str) -> String {
    tokio::task::yield_now().await;
    text.to_owned()
}

/// A quotient.
#[transom::function]
fn divide(dividend: i64, divisor: i64) -> Result<i64, DivideError> {
    if divisor == 0 { Err(DivideError::Zero { dividend }) } else { Ok(dividend / divisor) }
}

/// A sum; beyond 64 bits Python answers.
#[transom::function(exact)]
fn add(a: i64, b: i64) -> i64 {
    a + b
}

/// Takes its time.
#[transom::function(heavy)]
fn busy(millis: u64) -> u64 {
    std::thread::sleep(Duration::from_millis(millis));
    millis
}

/// Panics.
#[transom::function]
fn crash(secret: &str) -> bool {
    panic!("{secret}")
}

transom::engine! { name: desk, functions: [total, echo, divide, add, busy, crash] }

/// The process that the tests call: this program once more, with the flags in its environment.
#[test]
fn serves_the_other_tests() {
    let Ok(flags) = std::env::var(service::FLAGS) else { return };
    let flags = flags.split_whitespace().map(Into::into);
    assert_eq!(transom::serve_with(engine(), flags), ExitCode::SUCCESS);
}
