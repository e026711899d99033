//! Exact functions whose models stand for classes of `sample_models.py`: what goes in comes out.

/// A frozen dataclass.
#[transom::model(python = "sample_models:Point")]
#[derive(Clone, Copy)]
pub struct Point {
    pub x: i64,
    pub y: f64,
}

/// A dataclass with slots, which holds others.
#[transom::model(python = "sample_models:Path")]
pub struct Path {
    pub name: String,
    pub points: Vec<Point>,
    pub colour: Option<Colour>,
}

/// An enum.
#[transom::model(python = "sample_models:Colour")]
pub enum Colour {
    #[transom(alias = "RED")]
    Red,
    #[transom(alias = "BLUE")]
    Blue,
}

/// An enum of numbers.
#[transom::model(python = "sample_models:Level")]
pub enum Level {
    #[transom(alias = "LOW")]
    Low,
    #[transom(alias = "HIGH")]
    High,
}

/// A named tuple.
#[transom::model(python = "sample_models:Pair")]
pub struct Pair {
    pub left: i64,
    pub right: String,
}

/// A dict with these keys.
#[transom::model(python = "sample_models:Row")]
pub struct Row {
    pub id: i64,
    pub note: Option<String>,
}

/// A Pydantic model.
#[transom::model(python = "sample_models:Offer")]
pub struct Offer {
    pub sku: String,
    pub quantity: i64,
    pub path: Option<Path>,
}

/// What models cannot stand for.
#[transom::model(python = "sample_models:Odd")]
pub struct Odd {
    pub number: i64,
}

/// A class that is not there.
#[transom::model(python = "sample_models:Missing")]
pub struct Missing {
    pub number: i64,
}

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
    same_point(Point);
    same_path(Path);
    same_colour(Colour);
    same_level(Level);
    same_pair(Pair);
    same_row(Row);
    same_offer(Offer);
    same_odd(Odd);
    same_missing(Missing);
}

/// Moves a point.
#[transom::function(exact)]
pub fn shifted(point: &Point, by: i64) -> Point {
    Point { x: point.x + by, ..*point }
}
