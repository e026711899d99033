//! Boundary values of each scalar: the numbers, texts and times that break programs. Not all of them keep the
//! limits; the caller sorts out.

use serde_json::Number;

use super::scalar::{DAY, DAYS, INSTANTS};
use crate::shape::{Constraints, FloatWidth, IntWidth, Shape};
use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp, Uuid};
use crate::value::Value;

/// Text and bytes of the greatest allowed length are tried up to this length.
const LENGTH_MAX: usize = 1_024;

/// The candidates, the plainest first.
pub(super) fn of(shape: &Shape, limits: &Constraints) -> Vec<Value> {
    match shape {
        Shape::Unit => vec![Value::Null],
        Shape::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Shape::Int(width) => ints(*width, limits).into_iter().map(Value::Int).collect(),
        Shape::Float(width) => floats(*width, limits).into_iter().map(Value::Float).collect(),
        Shape::String => texts(limits).into_iter().map(Value::String).collect(),
        Shape::Bytes => bytes(limits).into_iter().map(|bytes| Value::Bytes(Bytes(bytes))).collect(),
        Shape::Date => {
            let days = [20_454, 0, -1, 11_016, -25_509, DAYS.0, DAYS.1];
            days.into_iter().filter_map(Date::from_wire).map(Value::Date).collect()
        }
        Shape::Time => {
            let micros = [DAY / 2, 0, 1, DAY / 2 + 1, DAY - 1];
            micros.into_iter().filter_map(Time::from_wire).map(Value::Time).collect()
        }
        Shape::DateTime => instants().filter_map(DateTime::from_wire).map(Value::DateTime).collect(),
        Shape::Timestamp => instants().filter_map(Timestamp::from_wire).map(Value::Timestamp).collect(),
        Shape::Duration => {
            let micros = [90_000_000, 0, 1, -1, 999_999, DAY, -DAY, DAY + 1, 36_500 * DAY];
            micros.into_iter().filter_map(Duration::from_wire).map(Value::Duration).collect()
        }
        Shape::Decimal => decimals(limits).into_iter().map(Value::Decimal).collect(),
        Shape::Uuid => [0x0190_0000_0000_7000_8000_0000_0000_0001, 0, u128::MAX]
            .map(|bits| Value::Uuid(Uuid(uuid::Uuid::from_u128(bits))))
            .into(),
        other => unreachable!("{other:?} is no scalar"),
    }
}

/// Noon of a day of ours, the epoch and its neighbours, a leap day, the ends.
fn instants() -> impl Iterator<Item = i64> {
    let noon = 20_454 * DAY + DAY / 2;
    [noon, 0, -1, 1, noon + 1, 11_016 * DAY, 2_147_483_648_000_000, INSTANTS.0, INSTANTS.1].into_iter()
}

fn bounds(limits: &Constraints) -> impl Iterator<Item = &Number> {
    [&limits.ge, &limits.gt, &limits.le, &limits.lt].into_iter().flatten()
}

/// The least and greatest whole number that the limits allow, not looking at `multiple_of`.
pub(super) fn int_range(width: IntWidth, limits: &Constraints) -> (i128, i128) {
    let low = [(&limits.ge, 0), (&limits.gt, 1)];
    let high = [(&limits.le, 0), (&limits.lt, -1)];
    let whole = |(bound, shift): (&Option<Number>, i128)| Some(bound.as_ref()?.as_i128()? + shift);
    let low = low.into_iter().filter_map(whole).fold(width.min(), i128::max);
    let high = high.into_iter().filter_map(whole).fold(width.max(), i128::min);
    (low.min(high), high.max(low))
}

fn ints(width: IntWidth, limits: &Constraints) -> Vec<i128> {
    let (low, high) = int_range(width, limits);
    let exact = 1_i128 << 53;
    let mut ints = vec![1, 0, -1, 2, low, high, low + 1, high - 1, 10, 100, -7];
    ints.extend([exact - 1, exact, exact + 1, 1 - exact, -exact, -exact - 1]);
    ints.extend([i32::MAX.into(), i128::from(i32::MAX) + 1, i32::MIN.into(), u32::MAX.into()]);
    if let Some(of) = limits.multiple_of.as_ref().and_then(Number::as_i128).filter(|of| *of != 0) {
        let multiples: Vec<i128> = ints.iter().map(|int| int - int % of).chain([of, -of]).collect();
        ints.splice(0..0, multiples);
    }
    ints.retain(|int| (low..=high).contains(int));
    ints
}

/// The least and greatest float that the limits allow.
pub(super) fn float_range(limits: &Constraints) -> (f64, f64) {
    let low = [&limits.ge, &limits.gt].into_iter().flatten().filter_map(Number::as_f64);
    let high = [&limits.le, &limits.lt].into_iter().flatten().filter_map(Number::as_f64);
    (low.fold(f64::NEG_INFINITY, f64::max), high.fold(f64::INFINITY, f64::min))
}

fn floats(width: FloatWidth, limits: &Constraints) -> Vec<f64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let mut floats = vec![1.5, 0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 100.25, 1e16, 1e-7, 2.5, -2.5];
    for bound in bounds(limits).filter_map(Number::as_f64) {
        floats.extend([bound, next(bound, width, true), next(bound, width, false), bound + 1.0, bound - 1.0]);
    }
    if let Some(of) = limits.multiple_of.as_ref().and_then(Number::as_f64) {
        floats.splice(0..0, [of, of * 3.0, -of]);
    }
    floats.extend([EXACT - 1.0, EXACT, EXACT + 2.0, -EXACT]);
    floats.extend(match width {
        FloatWidth::F32 => [f32::MAX, f32::MIN, f32::MIN_POSITIVE, f32::from_bits(1)].map(f64::from),
        FloatWidth::F64 => [f64::MAX, f64::MIN, f64::MIN_POSITIVE, f64::from_bits(1)],
    });
    floats.extend([f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
    floats.into_iter().map(|float| fit_width(float, width)).collect()
}

/// The nearest float that the width can hold.
pub(super) fn fit_width(float: f64, width: FloatWidth) -> f64 {
    match width {
        FloatWidth::F64 => float,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "rounding to the narrower width is what is wanted"
        )]
        FloatWidth::F32 => f64::from(float as f32),
    }
}

fn next(float: f64, width: FloatWidth, up: bool) -> f64 {
    match (width, up) {
        (FloatWidth::F64, true) => float.next_up(),
        (FloatWidth::F64, false) => float.next_down(),
        #[expect(clippy::cast_possible_truncation, reason = "the neighbour within the narrower width")]
        (FloatWidth::F32, true) => f64::from((float as f32).next_up()),
        #[expect(clippy::cast_possible_truncation, reason = "the neighbour within the narrower width")]
        (FloatWidth::F32, false) => f64::from((float as f32).next_down()),
    }
}

fn decimals(limits: &Constraints) -> Vec<String> {
    let plain = ["9.95", "0", "1", "-1", "0.1", "-0.01", "1.10", "1000000"];
    let extreme =
        ["79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001"];
    let mut decimals: Vec<String> = plain.iter().chain(&extreme).map(|&text| text.to_owned()).collect();
    for number in bounds(limits).chain(&limits.multiple_of) {
        let Ok(bound) = number.to_string().parse::<crate::types::Decimal>() else { continue };
        let cent = rust_decimal::Decimal::new(1, 2);
        decimals.extend(
            [Some(bound.0), bound.0.checked_add(cent), bound.0.checked_sub(cent)]
                .into_iter()
                .flatten()
                .map(|near| near.to_string()),
        );
    }
    decimals
}

fn texts(limits: &Constraints) -> Vec<String> {
    let least = limits.min_len.unwrap_or(0);
    let most = limits.max_len.unwrap_or(usize::MAX);
    let plain = [
        "text",
        "",
        "a",
        "0",
        " ",
        "A",
        "é",
        "e\u{301}",
        "ß",
        "日本",
        "😀",
        "\n",
        "\"\\",
        "null",
        "\u{0}",
        "\u{feff}x",
        "İ",
    ];
    let fit = |text: &str| {
        let padded = text.chars().chain(std::iter::repeat_n('x', least.saturating_sub(text.chars().count())));
        padded.take(most).collect()
    };
    let mut texts: Vec<String> = plain.iter().map(|text| fit(text)).collect();
    if most <= LENGTH_MAX {
        texts.extend(["x".repeat(most), "é".repeat(most), "😀".repeat(most)]);
    }
    texts.extend(["x".repeat(least), "é".repeat(least)]);
    texts
}

fn bytes(limits: &Constraints) -> Vec<Vec<u8>> {
    let least = limits.min_len.unwrap_or(0);
    let most = limits.max_len.unwrap_or(LENGTH_MAX).min(LENGTH_MAX).max(least);
    vec![
        b"bytes".iter().copied().cycle().take(5.clamp(least, most)).collect(),
        vec![],
        vec![0; least],
        vec![0xff; least.max(1)],
        vec![0x80; most],
    ]
}
