//! Smaller values that are still valid: what a mismatch is minimised with.

use crate::shape::Schema;
use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp, Uuid};
use crate::validate::{Strictness, validate};
use crate::value::Value;

/// Text and bytes lose or change single places only up to this length.
const PLACES_MAX: usize = 64;

type Steps<'a> = Box<dyn Iterator<Item = Value> + 'a>;

/// Valid values that are smaller, the boldest steps first. Following them always comes to an end, since every one
/// weighs less than `value`.
pub fn shrink<'a>(value: &'a Value, schema: &'a Schema) -> impl Iterator<Item = Value> + 'a {
    let heavy = weight(value);
    steps(value)
        .filter(move |smaller| weight(smaller) < heavy)
        .filter(|smaller| validate(smaller, schema, Strictness::Python).is_empty())
}

/// The smallest value that still `keeps` what matters, as far as single steps lead; after `steps_max` looks at most.
pub fn smallest(
    value: Value,
    schema: &Schema,
    steps_max: usize,
    mut keeps: impl FnMut(&Value) -> bool,
) -> Value {
    let (mut value, mut left) = (value, steps_max);
    loop {
        let found = shrink(&value, schema).take(left).find(|smaller| {
            left -= 1;
            keeps(smaller)
        });
        match found {
            Some(smaller) => value = smaller,
            None => return value,
        }
    }
}

/// Values that may be smaller and valid.
fn steps(value: &Value) -> Steps<'_> {
    let nothing = std::iter::once(Value::Null);
    match value {
        Value::List(items) => {
            Box::new(nothing.chain(fewer(items).map(Value::List)).chain(each(items).map(Value::List)))
        }
        Value::Tuple(items) => Box::new(nothing.chain(each(items).map(Value::Tuple))),
        Value::Map(entries) => {
            Box::new(nothing.chain(fewer(entries).map(Value::Map)).chain(smaller_values(entries)))
        }
        scalar => Box::new(nothing.chain(scalar_steps(scalar))),
    }
}

/// Nothing, either half, and all but one.
fn fewer<T: Clone>(items: &[T]) -> impl Iterator<Item = Vec<T>> + '_ {
    let (first, second) = items.split_at(items.len() / 2);
    let bold = [Vec::new(), first.to_vec(), second.to_vec()];
    let all_but_one = (0..items.len()).map(|at| [&items[..at], &items[at + 1..]].concat());
    bold.into_iter().chain(all_but_one)
}

/// The items with one of them smaller.
fn each(items: &[Value]) -> impl Iterator<Item = Vec<Value>> + '_ {
    (0..items.len()).flat_map(move |at| {
        steps(&items[at]).map(move |smaller| {
            let mut items = items.to_vec();
            items[at] = smaller;
            items
        })
    })
}

/// The entries with one value smaller.
fn smaller_values(entries: &[(Value, Value)]) -> impl Iterator<Item = Value> + '_ {
    (0..entries.len()).flat_map(move |at| {
        steps(&entries[at].1).map(move |smaller| {
            let mut entries = entries.to_vec();
            entries[at].1 = smaller;
            Value::Map(entries)
        })
    })
}

fn scalar_steps(value: &Value) -> Vec<Value> {
    fn wire<T>(steps: Vec<i64>, read: impl Fn(i64) -> Option<T>, make: fn(T) -> Value) -> Vec<Value> {
        steps.into_iter().filter_map(|step| read(step).map(make)).collect()
    }
    match value {
        Value::Bool(true) => vec![Value::Bool(false)],
        Value::Int(number) => {
            [0, number / 2, number - number.signum(), number.saturating_neg()].map(Value::Int).into()
        }
        Value::Float(number) => float_steps(*number),
        Value::String(text) => {
            let chars: Vec<char> = text.chars().collect();
            places(&chars, 'a').into_iter().map(|chars| Value::String(chars.into_iter().collect())).collect()
        }
        Value::Bytes(bytes) => places(bytes, 0).into_iter().map(|bytes| Value::Bytes(Bytes(bytes))).collect(),
        Value::Date(date) => wire(
            toward_zero(date.to_wire().into()),
            |days| Date::from_wire(i32::try_from(days).ok()?),
            Value::Date,
        ),
        Value::Time(time) => wire(toward_zero(time.to_wire()), Time::from_wire, Value::Time),
        Value::DateTime(time) => wire(toward_zero(time.to_wire()), DateTime::from_wire, Value::DateTime),
        Value::Timestamp(time) => wire(toward_zero(time.to_wire()), Timestamp::from_wire, Value::Timestamp),
        Value::Duration(span) => wire(toward_zero(span.to_wire()), Duration::from_wire, Value::Duration),
        Value::Decimal(text) => decimal_steps(text),
        Value::Uuid(_) => vec![Value::Uuid(Uuid(uuid::Uuid::nil()))],
        _ => Vec::new(),
    }
}

/// Zero, the whole days and seconds below, half, one less.
fn toward_zero(wire: i64) -> Vec<i64> {
    const SECOND: i64 = 1_000_000;
    const DAY: i64 = 86_400 * SECOND;
    vec![0, wire - wire % DAY, wire - wire % SECOND, wire / 2, wire - wire.signum()]
}

fn float_steps(number: f64) -> Vec<Value> {
    if !number.is_finite() {
        return vec![Value::Float(0.0), Value::Float(1.0)];
    }
    let rounded = (number * 100.0).round() / 100.0;
    [0.0, 1.0, -number, number.trunc(), rounded, number / 2.0, number - number.signum()]
        .map(Value::Float)
        .into()
}

fn decimal_steps(text: &str) -> Vec<Value> {
    let whole = text.split(['.', 'e', 'E']).next().unwrap_or(text);
    let positive = text.trim_start_matches('-');
    let shorter = text.char_indices().next_back().map_or("", |(at, _)| &text[..at]);
    let steps = ["0", "1", whole, positive, shorter.trim_end_matches('.')];
    steps.into_iter().filter(|step| !step.is_empty()).map(|step| Value::Decimal(step.to_owned())).collect()
}

/// Fewer places, and plainer ones.
fn places<T: Copy + PartialEq>(places: &[T], plain: T) -> Vec<Vec<T>> {
    if places.len() > PLACES_MAX {
        return fewer(places).take(3).collect();
    }
    let plainer = (0..places.len()).filter(|at| places[*at] != plain).map(|at| {
        let mut places = places.to_vec();
        places[at] = plain;
        places
    });
    fewer(places).chain(plainer).collect()
}

/// How far a value is from the smallest one.
fn weight(value: &Value) -> u128 {
    let sum = |weights: &mut dyn Iterator<Item = u128>| weights.fold(1, u128::saturating_add);
    let wire = |wire: i64| time_weight(wire);
    match value {
        Value::Null => 0,
        Value::Bool(yes) => 1 + u128::from(*yes),
        Value::Int(number) => int_weight(*number),
        Value::Float(number) => float_weight(*number),
        Value::Bytes(bytes) => sum(&mut bytes.iter().map(|byte| 1 + u128::from(*byte))),
        Value::Date(date) => wire(date.to_wire().into()),
        Value::Time(time) => wire(time.to_wire()),
        Value::DateTime(time) => wire(time.to_wire()),
        Value::Timestamp(time) => wire(time.to_wire()),
        Value::Duration(span) => wire(span.to_wire()),
        Value::String(text) | Value::Decimal(text) | Value::BigInt(text) => {
            sum(&mut text.chars().map(char_weight))
        }
        Value::Uuid(uuid) => 1 + u128::from(!uuid.0.is_nil()),
        Value::List(items) | Value::Tuple(items) => sum(&mut items.iter().map(weight)),
        Value::Map(entries) => sum(&mut entries.iter().map(|(key, value)| 1 + weight(key) + weight(value))),
        Value::Other { .. } => u128::MAX,
    }
}

fn int_weight(number: i128) -> u128 {
    number.unsigned_abs().saturating_mul(2).saturating_add(1 + u128::from(number < 0))
}

/// A time with a fraction of a second weighs more than any without.
fn time_weight(wire: i64) -> u128 {
    let fraction = u128::from(wire % 1_000_000 != 0) << 66;
    fraction + int_weight(wire.into())
}

fn char_weight(c: char) -> u128 {
    match c {
        'a' | '0' => 1,
        '1'..='9' | 'b'..='z' => 2,
        _ => 3 + u128::from(u32::from(c)),
    }
}

/// Whole numbers first, then those with two decimals, then all others, then what is not finite.
fn float_weight(number: f64) -> u128 {
    let class: u128 = if number.is_nan() || number.is_infinite() {
        3
    } else if number.fract() == 0.0 {
        u128::from(number == 0.0 && number.is_sign_negative())
    } else if (number * 100.0).fract() == 0.0 {
        1
    } else {
        2
    };
    // The bits of a positive float order as the float does.
    let magnitude = u128::from(number.abs().to_bits());
    (class << 70) + magnitude * 2 + u128::from(number.is_sign_negative()) + 1
}
