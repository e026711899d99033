//! Floats as text: `repr`, `float("…")`, and rounding to digits.

use std::fmt::Write as _;

use crate::Raised;

/// Powers of ten that are floats.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// `round(x, digits)`: the float nearest to the decimal rounding of its exact value. A result beyond floats panics.
pub fn round_to(value: f64, digits: i64) -> f64 {
    if !value.is_finite() || digits > 323 {
        return value;
    }
    if digits < -308 {
        return 0.0 * value;
    }
    let places = usize::try_from(digits).unwrap_or(usize::MAX);
    match round_quickly(value, places) {
        // Both are exact, so their quotient is the float nearest to the decimal.
        Some(whole) => whole / TENS[places],
        None => round_exactly(value, digits),
    }
}

/// A float times a power of ten, rounded to a whole number, where the product leaves no doubt which one is nearest.
#[inline]
pub(crate) fn round_quickly(value: f64, digits: usize) -> Option<f64> {
    let scaled = value * TENS.get(digits)?;
    let whole = scaled.round_ties_even();
    let from_half = 0.5 - (scaled - whole).abs();
    // The product is off by half a unit in its last place at most; four of them are left.
    let sure = scaled.abs() < 1e15 && from_half > scaled.abs() * (4.0 * f64::EPSILON);
    sure.then_some(whole)
}

fn round_exactly(value: f64, digits: i64) -> f64 {
    let rounded = if let Ok(digits) = usize::try_from(digits) {
        format!("{value:.digits$}")
    } else {
        round_left(value, digits.unsigned_abs() as usize)
    };
    let rounded: f64 = rounded.parse().expect("a decimal number");
    assert!(rounded.is_finite(), "rounded value too large to represent");
    rounded
}

/// Rounds to a power of ten, ties to even, as a decimal text.
fn round_left(value: f64, zeros: usize) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let whole = format!("{:.0}", value.trunc().abs());
    let fraction = value.fract() != 0.0;
    if whole.len() < zeros {
        return format!("{sign}0");
    }
    let (kept, dropped) = whole.split_at(whole.len() - zeros);
    let half = format!("5{}", "0".repeat(zeros - 1));
    let odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let up = match dropped.cmp(&half) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => fraction || odd,
        std::cmp::Ordering::Greater => true,
    };
    let kept = if up { increment(kept) } else { kept.to_owned() };
    format!("{sign}0{kept}e{zeros}")
}

/// The next whole number in decimal digits.
fn increment(digits: &str) -> String {
    let nines = digits.bytes().rev().take_while(|digit| *digit == b'9').count();
    let (kept, _) = digits.split_at(digits.len() - nines);
    let zeros = "0".repeat(nines);
    match kept.as_bytes().split_last() {
        Some((last, first)) => {
            let first = std::str::from_utf8(first).expect("digits are ASCII");
            format!("{first}{}{zeros}", char::from(last + 1))
        }
        None => format!("1{zeros}"),
    }
}

/// The shortest digits that read back as this float, and where the decimal point stands among them: `0.d₁d₂… ×
/// 10^point`. The float is finite and not negative.
pub(crate) fn shortest(value: f64) -> (String, i32) {
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(value);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let begun = all.trim_start_matches('0');
    let digits = begun.trim_end_matches('0');
    if digits.is_empty() {
        return ("0".to_owned(), 1);
    }
    let zeros = all.len() - begun.len();
    (digits.to_owned(), whole.len() as i32 - zeros as i32 + exponent)
}

/// `repr(x)`.
pub fn repr(value: f64) -> String {
    let mut out = String::new();
    write_repr(&mut out, value);
    out
}

pub(crate) fn write_repr(out: &mut String, value: f64) {
    let size = value.abs();
    if value.is_nan() {
        out.push_str("nan");
    } else if value.is_infinite() {
        out.push_str(if value < 0.0 { "-inf" } else { "inf" });
    } else if size == 0.0 || (1e-4..1e16).contains(&size) {
        // Without an exponent in this range, as Python has it.
        out.push_str(zmij::Buffer::new().format_finite(value));
    } else {
        let (digits, point) = shortest(size);
        if value < 0.0 {
            out.push('-');
        }
        let (first, rest) = digits.split_at(1);
        let mark = if rest.is_empty() { "" } else { "." };
        let sign = if point < 1 { '-' } else { '+' };
        write!(out, "{first}{mark}{rest}e{sign}{:02}", (point - 1).abs()).expect("a string takes everything");
    }
}

/// `float(text)`. What is no number panics.
pub fn parse(text: &str) -> f64 {
    read(text).unwrap_or_else(|| crate::Raised::implicit("ValueError", "could not convert string to float"))
}

/// `float(text)`, for a `try` that catches its `ValueError`.
pub fn try_parse(text: &str) -> Result<f64, Raised> {
    read(text).ok_or_else(|| {
        let text = crate::repr(text);
        Raised::value_error(format!("could not convert string to float: {text}"))
    })
}

/// The float that a text is; nothing if Python finds none there. Digits outside ASCII panic.
fn read(text: &str) -> Option<f64> {
    let text = crate::text::strip_number(text);
    if !text.contains('_') {
        return text.parse().ok();
    }
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    let fits = (0..bytes.len()).filter(|&at| bytes[at] == b'_').all(between);
    if fits { text.replace('_', "").parse().ok() } else { None }
}
