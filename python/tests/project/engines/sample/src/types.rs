//! One exact function for each type: what goes in comes out.

use indexmap::IndexMap;
use transom::{Bytes, Date, DateTime, Decimal, Duration, Time, Timestamp, Uuid};

/// Declares functions that answer their argument.
macro_rules! same {
    ($($name:ident($($type:tt)+);)*) => {$(
        /// Answers its argument.
        #[transom::function(exact)]
        pub fn $name(value: $($type)+) -> $($type)+ {
            value
        }
    )*};
}

same! {
    same_bool(bool);
    same_int(i64);
    same_small(u8);
    same_float(f64);
    same_single(f32);
    same_text(String);
    same_bytes(Bytes);
    same_date(Date);
    same_time(Time);
    same_naive(DateTime);
    same_instant(Timestamp);
    same_span(Duration);
    same_decimal(Decimal);
    same_uuid(Uuid);
    same_option(Option<i64>);
    same_list(Vec<f64>);
    same_array([i64; 3]);
    same_tuple((i64, String));
    same_map(IndexMap<String, i64>);
    same_record(Kinds);
    same_choice(Tier);
    same_union(Shape);
    same_tree(Tree);
}

/// A field of every type.
#[transom::model]
pub struct Kinds {
    pub flag: bool,
    pub whole: i64,
    pub real: f64,
    pub text: String,
    pub raw: Bytes,
    pub day: Date,
    pub clock: Time,
    pub local: DateTime,
    pub instant: Timestamp,
    pub span: Duration,
    pub money: Decimal,
    pub id: Uuid,
    pub maybe: Option<String>,
    pub list: Vec<i64>,
    pub triple: [f64; 3],
    pub map: IndexMap<String, f64>,
    pub tier: Tier,
    pub shape: Shape,
}

/// What the customer is.
#[transom::model]
pub enum Tier {
    Basic,
    #[transom(alias = "VIP")]
    Vip,
}

/// A figure.
#[transom::model]
pub enum Shape {
    Circle { radius: f64 },
    Rectangle { width: f64, height: f64 },
}

/// A tree of names.
#[transom::model]
pub struct Tree {
    pub name: String,
    pub children: Vec<Tree>,
}
