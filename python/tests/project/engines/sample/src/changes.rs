//! Exact functions that change their caller's objects, or answer one of them.

use indexmap::IndexMap;

/// Sorts a list in place.
#[transom::function(exact)]
pub fn arrange(items: &mut [i64]) {
    items.sort_unstable();
}

/// Adds a number to every other; answers how many there were. It declines a negative length.
#[transom::function(exact)]
pub fn raise_all(items: &mut [i64], by: i64) -> usize {
    for item in items.iter_mut() {
        *item += by;
    }
    items.len()
}

/// Turns a grid's rows around.
#[transom::function(exact, returns = grid)]
pub fn mirror(grid: &mut [Vec<i64>]) {
    for row in grid.iter_mut() {
        row.reverse();
    }
}

/// Moves what stands in one list to another.
#[transom::function(exact)]
pub fn pour(source: &mut Vec<String>, to: &mut Vec<String>) {
    to.append(source);
}

/// Takes the first row away, which leaves it unclear which row is which.
#[transom::function(exact)]
pub fn drop_first(grid: &mut Vec<Vec<i64>>) {
    grid.remove(0);
}

/// Counts words into what was counted before.
#[transom::function(exact, returns = counts)]
pub fn count_into(counts: &mut IndexMap<String, i64>, words: &[&str]) {
    for word in words {
        *counts.entry((*word).to_owned()).or_default() += 1;
    }
}

/// Adds an edge both ways.
#[transom::function(exact)]
pub fn connect(graph: &mut IndexMap<String, Vec<i64>>, name: &str, number: i64) {
    graph.entry(name.to_owned()).or_default().push(number);
}

/// Answers its argument itself.
#[transom::function(exact, returns = items)]
pub fn unchanged(items: &[i64]) {
    assert!(!items.is_empty(), "nothing in it");
}
