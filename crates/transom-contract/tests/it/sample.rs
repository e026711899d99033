//! Models that have one of everything a contract can say.

use std::collections::BTreeMap;

use transom::{Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};

/// One of every plain kind.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    pub(crate) flag: bool,
    pub(crate) tiny: i8,
    pub(crate) short: i16,
    pub(crate) whole: i32,
    pub(crate) long: i64,
    pub(crate) octet: u8,
    pub(crate) word: u16,
    pub(crate) count: u32,
    pub(crate) great: u64,
    pub(crate) single: f32,
    pub(crate) double: f64,
    pub(crate) text: String,
    pub(crate) bytes: Bytes,
    pub(crate) date: Date,
    pub(crate) time: Time,
    pub(crate) wall_clock: DateTime,
    pub(crate) instant: Timestamp,
    pub(crate) span: Duration,
    pub(crate) price: Decimal,
    pub(crate) id: Uuid,
}

/// A choice.
#[transom::model]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Colour {
    Red,
    Green,
    #[transom(alias = "sky-blue")]
    Blue,
}

/// How to pay.
#[transom::model(tag = "kind")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Payment {
    Card { number: String, expires: Option<Date> },
    Transfer { iban: String, amount: Decimal, tree: Option<Box<Tree>> },
    Cash,
}

/// Contains itself.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    pub(crate) label: i64,
    pub(crate) children: Vec<Tree>,
}

/// Containers in containers.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Nested {
    pub(crate) maybe: Option<i32>,
    pub(crate) maybe_text: Option<String>,
    pub(crate) maybe_colour: Option<Colour>,
    pub(crate) maybe_plain: Option<Box<Plain>>,
    pub(crate) maybe_list: Option<Vec<i64>>,
    pub(crate) maybe_map: Option<BTreeMap<String, i64>>,
    pub(crate) numbers: Vec<i32>,
    pub(crate) floats: Vec<f64>,
    pub(crate) flags: Vec<bool>,
    pub(crate) colours: Vec<Colour>,
    pub(crate) texts: Vec<String>,
    pub(crate) dates: Vec<Date>,
    pub(crate) instants: Vec<Timestamp>,
    pub(crate) ids: Vec<Uuid>,
    pub(crate) holes: Vec<Option<i64>>,
    pub(crate) grid: Vec<Vec<f64>>,
    pub(crate) point: [f64; 3],
    pub(crate) pair: (i32, String),
    pub(crate) pairs: Vec<(Colour, Option<Date>)>,
    pub(crate) by_name: BTreeMap<String, i64>,
    pub(crate) by_number: BTreeMap<i32, Tree>,
    pub(crate) by_flag: BTreeMap<bool, Vec<i32>>,
    pub(crate) by_colour: BTreeMap<Colour, Payment>,
    pub(crate) by_date: BTreeMap<Date, Option<f64>>,
    pub(crate) colour: Colour,
    pub(crate) payment: Payment,
    pub(crate) payments: Vec<Payment>,
    pub(crate) tree: Tree,
}

/// Every constraint.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Limited<'a> {
    #[transom(ge = 1, le = 999)]
    pub(crate) quantity: u32,
    #[transom(gt = -1.5, lt = 1.5, finite)]
    pub(crate) ratio: f64,
    #[transom(multiple_of = 0.25)]
    pub(crate) quarter: f64,
    #[transom(multiple_of = 5)]
    pub(crate) five: i64,
    #[transom(min_len = 2, max_len = 4, pattern = "^[a-z]*$")]
    pub(crate) code: &'a str,
    #[transom(min_len = 1, max_len = 3, unique)]
    pub(crate) tags: Vec<f64>,
    #[transom(max_len = 2)]
    pub(crate) bytes: Bytes,
    #[transom(max_len = 2)]
    pub(crate) by_name: BTreeMap<String, i64>,
    #[transom(ge = 0.5, le = 10)]
    pub(crate) price: Decimal,
    #[transom(default = "EUR")]
    pub(crate) currency: &'a str,
    #[transom(ge = 0)]
    pub(crate) maybe: Option<i64>,
}

/// Passes over what it does not know.
#[transom::model(extra = "ignore")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lenient {
    #[transom(default = 7)]
    pub(crate) known: i64,
    #[transom(alias = "other-name")]
    pub(crate) renamed: Option<bool>,
}
