//! Floats as text: `repr`, `float("…")`, and rounding to digits.

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
    let quick = usize::try_from(digits).ok().and_then(|digits| round_quickly(value, *TENS.get(digits)?));
    quick.unwrap_or_else(|| round_exactly(value, digits))
}

/// Rounds where the product with a power of ten leaves no doubt which whole number is nearest.
#[inline]
fn round_quickly(value: f64, ten: f64) -> Option<f64> {
    let scaled = value * ten;
    let whole = scaled.round_ties_even();
    let from_half = 0.5 - (scaled - whole).abs();
    // The product is off by half a unit in its last place at most; four of them are left.
    let sure = scaled.abs() < 1e15 && from_half > scaled.abs() * (4.0 * f64::EPSILON);
    // Both are exact, so their quotient is the float nearest to the decimal.
    sure.then(|| whole / ten)
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
    let text = scientific(value);
    let (digits, exponent) = text.split_once('e').expect("it was asked for");
    let digits = digits.replace('.', "");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    (digits, exponent + 1)
}

/// Whether a float may stand halfway between two texts that are as short as can be: Python takes the even one, Rust the
/// upper one. It has 18 digits at most then, and so 25 bits behind the point: 5²⁶ has more digits.
#[inline]
fn may_tie(value: f64) -> bool {
    value.abs() >= (1_u64 << 53) as f64 || (value * f64::from(1 << 25)).fract() == 0.0
}

/// The shortest digits, with an exponent.
fn scientific(value: f64) -> String {
    let text = format!("{value:e}");
    if !may_tie(value) {
        return text;
    }
    let length = text.find('e').expect("it was asked for") - usize::from(value.is_sign_negative());
    let even = format!("{value:.*e}", length.saturating_sub(2));
    if even.parse() == Ok(value) { even } else { text }
}

/// `repr(x)`.
pub fn repr(value: f64) -> String {
    let mut out = String::new();
    write_repr(&mut out, value);
    out
}

pub(crate) fn write_repr(out: &mut String, value: f64) {
    use std::fmt::Write as _;
    let size = value.abs();
    if value.is_nan() {
        out.push_str("nan");
    } else if value.is_infinite() {
        out.push_str(if value < 0.0 { "-inf" } else { "inf" });
    } else if size == 0.0 || (1e-4..1e16).contains(&size) {
        let start = out.len();
        write!(out, "{value:?}").expect("a string takes everything");
        if out.len() - start > 16 && may_tie(value) {
            let point = out[start..].find('.').expect("every float shows one");
            let even = format!("{value:.*}", out.len() - start - point - 1);
            if even.parse() == Ok(value) {
                out.replace_range(start.., &even);
            }
        }
    } else {
        let text = scientific(value);
        let (digits, exponent) = text.split_once('e').expect("it was asked for");
        let exponent: i32 = exponent.parse().expect("an exponent is a number");
        let sign = if exponent < 0 { '-' } else { '+' };
        write!(out, "{digits}e{sign}{:02}", exponent.abs()).expect("a string takes everything");
    }
}

/// `float(text)`. What is no number panics.
pub fn parse(text: &str) -> f64 {
    read(text).expect("could not convert string to float")
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
