//! Models that have one of everything a contract can say.

use std::collections::BTreeMap;

use transom::{Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};

/// One of every plain kind.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    pub flag: bool,
    pub tiny: i8,
    pub short: i16,
    pub whole: i32,
    pub long: i64,
    pub octet: u8,
    pub word: u16,
    pub count: u32,
    pub great: u64,
    pub single: f32,
    pub double: f64,
    pub text: String,
    pub bytes: Bytes,
    pub date: Date,
    pub time: Time,
    pub wall_clock: DateTime,
    pub instant: Timestamp,
    pub span: Duration,
    pub price: Decimal,
    pub id: Uuid,
}

/// A choice.
#[transom::model]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    Red,
    Green,
    #[transom(alias = "sky-blue")]
    Blue,
}

/// How to pay.
#[transom::model(tag = "kind")]
#[derive(Debug, Clone, PartialEq)]
pub enum Payment {
    Card { number: String, expires: Option<Date> },
    Transfer { iban: String, amount: Decimal, tree: Option<Box<Tree>> },
    Cash,
}

/// Contains itself.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    pub label: i64,
    pub children: Vec<Tree>,
}

/// Containers in containers.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub struct Nested {
    pub maybe: Option<i32>,
    pub maybe_text: Option<String>,
    pub maybe_colour: Option<Colour>,
    pub maybe_plain: Option<Box<Plain>>,
    pub maybe_list: Option<Vec<i64>>,
    pub maybe_map: Option<BTreeMap<String, i64>>,
    pub numbers: Vec<i32>,
    pub floats: Vec<f64>,
    pub flags: Vec<bool>,
    pub colours: Vec<Colour>,
    pub texts: Vec<String>,
    pub dates: Vec<Date>,
    pub instants: Vec<Timestamp>,
    pub ids: Vec<Uuid>,
    pub holes: Vec<Option<i64>>,
    pub grid: Vec<Vec<f64>>,
    pub point: [f64; 3],
    pub pair: (i32, String),
    pub pairs: Vec<(Colour, Option<Date>)>,
    pub by_name: BTreeMap<String, i64>,
    pub by_number: BTreeMap<i32, Tree>,
    pub by_flag: BTreeMap<bool, Vec<i32>>,
    pub by_colour: BTreeMap<Colour, Payment>,
    pub by_date: BTreeMap<Date, Option<f64>>,
    pub colour: Colour,
    pub payment: Payment,
    pub payments: Vec<Payment>,
    pub tree: Tree,
}

/// Every constraint.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
pub struct Limited<'a> {
    #[transom(ge = 1, le = 999)]
    pub quantity: u32,
    #[transom(gt = -1.5, lt = 1.5, finite)]
    pub ratio: f64,
    #[transom(multiple_of = 0.25)]
    pub quarter: f64,
    #[transom(multiple_of = 5)]
    pub five: i64,
    #[transom(min_len = 2, max_len = 4, pattern = "^[a-z]*$")]
    pub code: &'a str,
    #[transom(min_len = 1, max_len = 3, unique)]
    pub tags: Vec<f64>,
    #[transom(max_len = 2)]
    pub bytes: Bytes,
    #[transom(max_len = 2)]
    pub by_name: BTreeMap<String, i64>,
    #[transom(ge = 0.5, le = 10)]
    pub price: Decimal,
    #[transom(default = "EUR")]
    pub currency: &'a str,
    #[transom(ge = 0)]
    pub maybe: Option<i64>,
}

/// Passes over what it does not know.
#[transom::model(extra = "ignore")]
#[derive(Debug, Clone, PartialEq)]
pub struct Lenient {
    #[transom(default = 7)]
    pub known: i64,
    #[transom(alias = "other-name")]
    pub renamed: Option<bool>,
}
