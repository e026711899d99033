//! `bytes` and `bytearray`, which are `&[u8]` and `Vec<u8>`.

use crate::index::{item, item_mut};

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

/// `b.find(other)`: -1 where it is not.
pub fn find(bytes: &[u8], other: &[u8]) -> i64 {
    if other.is_empty() {
        return 0;
    }
    bytes.windows(other.len()).position(|window| window == other).map_or(-1, |at| at as i64)
}

/// `int.from_bytes(b, 'big')`. Beyond 64 bits panics.
pub fn to_int_big(bytes: &[u8], signed: bool) -> i64 {
    to_int(bytes.iter().copied(), bytes.first().copied(), signed)
}

/// `int.from_bytes(b, 'little')`. Beyond 64 bits panics.
pub fn to_int_little(bytes: &[u8], signed: bool) -> i64 {
    to_int(bytes.iter().rev().copied(), bytes.last().copied(), signed)
}

fn to_int(bytes: impl Iterator<Item = u8>, highest: Option<u8>, signed: bool) -> i64 {
    let negative = signed && highest.is_some_and(|highest| highest >= 128);
    let start = if negative { -1_i128 } else { 0 };
    let value = bytes.fold(start, |value, byte| {
        assert!(value.unsigned_abs() <= 1 << 64, "int.from_bytes() beyond 64 bits");
        value << 8 | i128::from(byte)
    });
    i64::try_from(value).expect("int.from_bytes() beyond 64 bits")
}

/// `a.to_bytes(length, 'big')`. What does not fit panics.
pub fn from_int_big(value: i64, length: i64, signed: bool) -> Vec<u8> {
    let mut bytes = from_int_little(value, length, signed);
    bytes.reverse();
    bytes
}

/// `a.to_bytes(length, 'little')`. What does not fit panics.
pub fn from_int_little(value: i64, length: i64, signed: bool) -> Vec<u8> {
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
