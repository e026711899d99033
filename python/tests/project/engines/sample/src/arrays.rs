//! Exact functions over NumPy's arrays.

use transom::rt::{self, prelude::*};

/// Declares functions that answer their argument.
macro_rules! same {
    ($($name:ident($type:ty);)*) => {$(
        /// Answers its argument.
        #[transom::function(exact)]
        pub fn $name(value: $type) -> $type {
            value
        }
    )*};
}

same! {
    same_floats(rt::Array1<f64>);
    same_ints(rt::Array1<i64>);
    same_table(rt::Array2<f64>);
    same_grid(rt::Array2<i64>);
}

/// The number of items above a limit.
#[transom::function(exact)]
pub fn above(items: &rt::Array1<f64>, limit: f64) -> i64 {
    items.iter().filter(|item| *item > limit).count().try_into().expect("a length fits")
}

/// Halves every number where it stands; declines what is negative.
#[transom::function(exact)]
pub fn halve(table: &mut rt::Array2<f64>) {
    let (rows, columns) = table.shape();
    for row in 0..rows {
        for column in 0..columns {
            assert!(table.at(row, column) >= 0.0, "a negative number");
            *table.at_mut(row, column) /= 2.0;
        }
    }
}

/// Adds one array to another.
#[transom::function(exact)]
pub fn add_to(into: &mut rt::Array1<i64>, source: &rt::Array1<i64>) {
    for (at, item) in source.iter().enumerate() {
        *into.at_mut(i64::try_from(at).expect("a length fits")) += item;
    }
}
