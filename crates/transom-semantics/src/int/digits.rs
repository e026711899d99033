//! Integers as text: `int("…")`, `bin`, `oct`, `hex`.

use crate::Raised;

/// `int(text)`. What is no integer panics.
pub fn parse(text: &str) -> i64 {
    read(text, 10).unwrap_or_else(|| crate::Raised::implicit("ValueError", "invalid literal for int()"))
}

/// `int(text, base)`. What is no integer in that base panics.
pub fn parse_base(text: &str, base: i64) -> i64 {
    assert!(base == 0 || (2..=36).contains(&base), "int() base must be >= 2 and <= 36, or 0");
    read(text, base as u32)
        .unwrap_or_else(|| crate::Raised::implicit("ValueError", "invalid literal for int()"))
}

/// `int(text)`, for a `try` that catches its `ValueError`.
pub fn try_parse(text: &str) -> Result<i64, Raised> {
    read(text, 10).ok_or_else(|| {
        let text = crate::repr(text);
        Raised::value_error(format!("invalid literal for int() with base 10: {text}"))
    })
}

/// The integer that a text is; nothing if Python finds none there. What cannot be decided here panics: digits outside
/// ASCII, and integers beyond 64 bits.
fn read(text: &str, base: u32) -> Option<i64> {
    let text = crate::text::strip_number(text);
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (base, digits, prefixed) = prefix(digits, base);
    // One underscore may stand between two digits, or behind the prefix.
    let digits = if prefixed { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    if base == 10 && !prefixed && digits.len() < 19 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        let value = digits.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        return if digits.is_empty() { None } else { Some(if negative { -value } else { value }) };
    }
    let mut value: Option<i128> = Some(0);
    let mut between = false;
    for letter in digits.chars() {
        match letter.to_digit(base) {
            Some(digit) => {
                let next = value.map(|value| value * i128::from(base) + i128::from(digit));
                value = next.filter(|next| *next <= 1 << 64);
                between = true;
            }
            None if letter == '_' && between => between = false,
            None => return None,
        }
    }
    if !between {
        return None;
    }
    let value = value.expect("an integer beyond 64 bits");
    Some(i64::try_from(if negative { -value } else { value }).expect("an integer beyond 64 bits"))
}

/// The base that holds, and the digits without `0x`, `0o` or `0b`.
fn prefix(digits: &str, base: u32) -> (u32, &str, bool) {
    let bytes = digits.as_bytes();
    let named = match bytes {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if named != 0 && (base == named || base == 0) {
        return (named, &digits[2..], true);
    }
    if base == 0 {
        // Without a prefix only zeros may begin with a zero: with base 1 no other digit is one.
        let zeros = bytes.first() == Some(&b'0') && bytes.iter().any(|digit| !matches!(digit, b'0' | b'_'));
        return (if zeros { 1 } else { 10 }, digits, false);
    }
    (base, digits, false)
}

/// `bin(a)`.
pub fn bin(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{:#b}", value.unsigned_abs())
}

/// `oct(a)`.
pub fn oct(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{:#o}", value.unsigned_abs())
}

/// `hex(a)`.
pub fn hex(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{:#x}", value.unsigned_abs())
}

/// The digits of a number in a base from 2 to 36, small letters, with its sign and no prefix.
pub fn to_base(value: i64, base: i64) -> String {
    assert!((2..=36).contains(&base), "a base is from 2 to 36");
    let (mut rest, base) = (value.unsigned_abs(), base as u64);
    let mut digits = Vec::new();
    while rest > 0 || digits.is_empty() {
        digits.push(char::from_digit((rest % base) as u32, base as u32).expect("a rest is below the base"));
        rest /= base;
    }
    if value < 0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
}
