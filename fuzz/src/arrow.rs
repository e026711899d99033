//! Arrow columns: the typed walk takes exactly the rows that the slow path finds no issue with, whichever of the types
//! that stand for a shape a column has; and what was read is written and read again.

mod columns;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use serde::Deserialize;
use transom_contract::wires::arrow::{Rows, Writer, schema};
use transom_contract::{Model, Strictness, to_value, validate};

use self::columns::{Choices, column};
use crate::sample::{Lenient, Limited, Plain};
use crate::schema;

/// So many rows show whatever one shows, and what stands between two.
const ROWS: usize = 3;

/// A record of containers.
#[transom::model]
struct Containers {
    maybe: Option<i32>,
    holes: Vec<Option<i64>>,
    grid: Vec<Vec<f64>>,
    point: [f32; 2],
    pair: (i16, String),
    by_name: std::collections::BTreeMap<String, u8>,
    choice: crate::sample::Colour,
    union: Union,
    nothing: (),
}

/// A union.
#[transom::model(tag = "kind")]
enum Union {
    Card { number: String, expires: Option<transom::Date> },
    Cash,
}

/// Builds columns for a model out of `data` and reads them.
pub fn arrow(data: &[u8]) {
    let mut choices = Choices(data);
    macro_rules! check {
        ($($number:literal => $type:ty),*) => {
            match choices.below(4) {
                $($number => {
                    let schema = schema::<$type>();
                    let data_type = schema::data_type(&schema).expect("none contains itself");
                    let array = column(&data_type, ROWS, &mut choices);
                    let Some(columns) = array.as_struct_opt().filter(|columns| columns.null_count() == 0) else {
                        return;
                    };
                    let batch = RecordBatch::from(columns.clone());
                    let Ok(rows) = Rows::of(&schema, &batch) else { return };
                    let mut written = Writer::new(&schema, 0).expect("it has a form");
                    let mut shown = Vec::new();
                    for row in 0..rows.count() {
                        let plain = rows.value(row);
                        let issues = validate(&plain, &schema, Strictness::Python);
                        let exact = <$type>::deserialize(rows.row::<true>(row));
                        let flat = rows.flat().map(|flat| <$type>::deserialize(flat.row(row)).is_ok());
                        match <$type>::deserialize(rows.row::<false>(row)) {
                            Ok(typed) if typed.holds() => {
                                assert_eq!(issues, []);
                                written.append(&typed).expect("it is small");
                                shown.push(format!("{:?}", to_value(&typed)));
                            }
                            refused => {
                                assert!(refused.is_ok() || (exact.is_err() && flat != Some(true)));
                                let after_all = <$type>::deserialize(&plain).is_ok_and(|typed| typed.holds());
                                assert!(!issues.is_empty() || after_all, "unexplained: {plain}");
                            }
                        }
                    }
                    let columns = written.finish();
                    let again = Rows::of(&schema, &RecordBatch::from(columns.as_struct().clone()));
                    let again = again.expect("what we wrote we read");
                    for (row, shown) in shown.iter().enumerate() {
                        let typed = <$type>::deserialize(again.row::<true>(row)).expect("what we wrote we read");
                        assert_eq!(*shown, format!("{:?}", to_value(&typed)));
                    }
                })*
                _ => unreachable!("the choice is below four"),
            }
        };
    }
    check!(0 => Plain, 1 => Containers, 2 => Limited<'_>, 3 => Lenient);
}
