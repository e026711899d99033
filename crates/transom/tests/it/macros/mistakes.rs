//! Every mistake here is told at once, at its place.
#[transom::model]
struct Line {
    #[transom(min_len = 1)]
    quantity: u32,
    #[transom(pattern = "(")]
    sku: String,
    #[transom(minimum = 1)]
    price: f64,
}

#[transom::model]
struct Pair<T> {
    left: T,
}

#[transom::model(tag = "kind")]
enum Payment {
    Card { kind: String },
    Cash(String),
}

#[transom::model]
struct Twice {
    #[transom(alias = "id")]
    key: i64,
    id: i64,
}

#[transom::model(name = "not a name")]
enum Same {
    Basic,
    #[transom(alias = "basic")]
    Standard,
}

#[transom::error]
enum Wrong {
    #[transom(http = 500)]
    Broken,
}

#[transom::function(fast, original = "app.pricing")]
fn total(&self, (a, b): (i64, i64), lines: &mut Vec<f64>) -> f64 {
    0.0
}

fn main() {}

#[transom::function(exact, returns = rows)]
fn arrange(items: &mut Vec<&str>) -> i64 {
    0
}

#[transom::function(returns = items)]
fn same(items: &[i64]) {}
