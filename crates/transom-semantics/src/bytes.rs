//! `bytes` and `bytearray`, which are `&[u8]` and `Vec<u8>`.

mod parts;

use std::fmt::Write as _;

use crate::index::{item, item_mut};
pub use parts::{
    count, endswith, find, index, join, lstrip, removeprefix, removesuffix, replace, rfind, rindex, rstrip,
    split, startswith, strip,
};

/// `b[index]`, an integer. Out of range panics.
#[inline]
pub fn at(bytes: &[u8], index: i64) -> i64 {
    i64::from(*item(bytes, index))
}

/// `b[index] = value`. Out of range panics, and so does what is no byte.
#[inline]
pub fn set(bytes: &mut [u8], index: i64, value: i64) {
    *item_mut(bytes, index) = byte(value);
}

/// A byte of an integer. What is none panics.
#[inline]
pub fn byte(value: i64) -> u8 {
    u8::try_from(value).expect("byte must be in range(0, 256)")
}

/// `bytes(numbers)`. What is no byte panics.
pub fn from_ints(numbers: impl IntoIterator<Item = i64>) -> Vec<u8> {
    numbers.into_iter().map(byte).collect()
}

/// `bytes(length)`. A negative length panics, and so does what does not fit into memory.
pub fn zeros(length: i64) -> Vec<u8> {
    assert!(length >= 0, "negative count");
    crate::list::filled(0, length)
}

/// The bytes as integers, as iteration gives them.
#[inline]
pub fn ints(bytes: &[u8]) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator {
    bytes.iter().map(|byte| i64::from(*byte))
}

/// `b.hex()`.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).expect("four bits are a digit");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Appends `repr(b)`.
pub fn write_repr(bytes: &[u8], out: &mut String) {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.push('b');
    out.push(quote);
    for byte in bytes {
        match char::from(*byte) {
            letter if letter == quote || letter == '\\' => out.extend(['\\', letter]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            letter @ ' '..='~' => out.push(letter),
            _ => write!(out, "\\x{byte:02x}").expect("a string takes everything"),
        }
    }
    out.push(quote);
}

/// `bytes.fromhex(text)`. What is not hexadecimal panics.
pub fn fromhex(text: &str) -> Vec<u8> {
    let digit = |letter: char| letter.to_digit(16).expect("non-hexadecimal number found in fromhex()") as u8;
    let mut letters = text.chars();
    let mut bytes = Vec::new();
    while let Some(letter) = letters.find(|letter| !(letter.is_ascii_whitespace() || *letter == '\x0b')) {
        let second = letters.next().expect("non-hexadecimal number found in fromhex()");
        bytes.push(digit(letter) << 4 | digit(second));
    }
    bytes
}

/// `b.decode()`: UTF-8. What is none panics.
pub fn decode(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).expect("the bytes are not UTF-8").to_owned()
}

/// `s.encode()`: UTF-8.
pub fn encode(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// `b.decode(encoding)`: UTF-8, ASCII or Latin-1. What is none panics.
pub fn decode_as(bytes: &[u8], encoding: &str) -> String {
    match known(encoding) {
        Encoding::Utf8 => decode(bytes),
        Encoding::Ascii => {
            assert!(bytes.is_ascii(), "the bytes are not ASCII");
            decode(bytes)
        }
        Encoding::Latin1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// `s.encode(encoding)`: UTF-8, ASCII or Latin-1. What does not fit panics.
pub fn encode_as(text: &str, encoding: &str) -> Vec<u8> {
    match known(encoding) {
        Encoding::Utf8 => encode(text),
        Encoding::Ascii => {
            assert!(text.is_ascii(), "the text is not ASCII");
            encode(text)
        }
        Encoding::Latin1 => {
            let byte = |letter| u8::try_from(u32::from(letter)).expect("the text is not Latin-1");
            text.chars().map(byte).collect()
        }
    }
}

enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

fn known(encoding: &str) -> Encoding {
    match encoding.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf-8" | "utf8" => Encoding::Utf8,
        "ascii" | "us-ascii" => Encoding::Ascii,
        "latin-1" | "latin1" | "iso-8859-1" => Encoding::Latin1,
        _ => panic!("an encoding that is not known here"),
    }
}

/// `b.upper()`: ASCII letters.
pub fn upper(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_uppercase()
}

/// `b.lower()`: ASCII letters.
pub fn lower(bytes: &[u8]) -> Vec<u8> {
    bytes.to_ascii_lowercase()
}

/// `b.isdigit()`.
pub fn isdigit(bytes: &[u8]) -> bool {
    every(bytes, |byte| byte.is_ascii_digit())
}

/// `b.isalpha()`.
pub fn isalpha(bytes: &[u8]) -> bool {
    every(bytes, |byte| byte.is_ascii_alphabetic())
}

/// `b.isalnum()`.
pub fn isalnum(bytes: &[u8]) -> bool {
    every(bytes, |byte| byte.is_ascii_alphanumeric())
}

/// `b.isspace()`.
pub fn isspace(bytes: &[u8]) -> bool {
    every(bytes, parts::is_space)
}

/// `b.isupper()`: there are letters, and none of them is small.
pub fn isupper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `b.islower()`: there are letters, and none of them is a capital.
pub fn islower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

fn every(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| test(*byte))
}

/// `int.from_bytes(b, order, signed=…)`. Beyond 64 bits panics, and so does an order that is none.
pub fn to_int(bytes: &[u8], order: &str, signed: bool) -> i64 {
    match order {
        "big" => number(bytes.iter().copied(), bytes.first().copied(), signed),
        "little" => number(bytes.iter().rev().copied(), bytes.last().copied(), signed),
        _ => panic!("byteorder must be either 'little' or 'big'"),
    }
}

fn number(bytes: impl Iterator<Item = u8>, highest: Option<u8>, signed: bool) -> i64 {
    let negative = signed && highest.is_some_and(|highest| highest >= 128);
    let start = if negative { -1_i128 } else { 0 };
    let value = bytes.fold(start, |value, byte| {
        assert!(value.unsigned_abs() <= 1 << 64, "int.from_bytes() beyond 64 bits");
        value << 8 | i128::from(byte)
    });
    i64::try_from(value).expect("int.from_bytes() beyond 64 bits")
}

/// `a.to_bytes(length, order, signed=…)`. What does not fit panics, and so does an order that is none.
pub fn from_int(value: i64, length: i64, order: &str, signed: bool) -> Vec<u8> {
    let mut bytes = little(value, length, signed);
    match order {
        "big" => bytes.reverse(),
        "little" => {}
        _ => panic!("byteorder must be either 'little' or 'big'"),
    }
    bytes
}

fn little(value: i64, length: i64, signed: bool) -> Vec<u8> {
    assert!(length >= 0, "length argument must be non-negative");
    assert!(signed || value >= 0, "can't convert negative int to unsigned");
    let fill = if value < 0 { 255 } else { 0 };
    let mut bytes = value.to_le_bytes().to_vec();
    let length = length as usize;
    let dropped = bytes.get(length..).unwrap_or(&[]);
    let fits = dropped.iter().all(|byte| *byte == fill);
    let sign = length == 0 || !signed || length > 8 || (bytes[length - 1] >= 128) == (value < 0);
    assert!(fits && sign && (length > 0 || value == 0), "int too big to convert");
    bytes.resize(length, fill);
    bytes
}
