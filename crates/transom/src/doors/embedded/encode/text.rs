//! Texts as Python strings. Short ones come again and again (a kind, a symbol, a key): the last ones are kept, and the
//! same string is handed out again, as Python does with the texts of a program.

use std::cell::UnsafeCell;

use pyo3::ffi;
use pyo3::prelude::*;

use super::{Encoded, owned};

/// The greatest character of ASCII text.
const ASCII_MAX: ffi::Py_UCS4 = 127;
/// How many strings are kept.
const PLACES: usize = 512;
/// Longer ones are not.
const KEPT_BYTES_MAX: usize = 16;

/// A text of 2 to 16 bytes as two numbers, which overlap where it is shorter than both: with the length they tell it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Short {
    low: u64,
    high: u64,
    length: usize,
}

#[derive(Clone, Copy)]
struct Kept {
    text: Short,
    string: *mut ffi::PyObject,
}

struct Strings(UnsafeCell<[Kept; PLACES]>);

// SAFETY: it is touched by the thread that holds Python's lock only.
unsafe impl Sync for Strings {}

const NOTHING: Kept = Kept { text: Short { low: 0, high: 0, length: 0 }, string: std::ptr::null_mut() };
static STRINGS: Strings = Strings(UnsafeCell::new([NOTHING; PLACES]));

/// The string of a text.
#[inline]
pub(super) fn object<'py>(py: Python<'py>, text: &str) -> Encoded<'py> {
    match text.len() {
        2..=KEPT_BYTES_MAX => short(py, text),
        // Python has the shortest texts at hand.
        0 | 1 => decoded(py, text),
        _ if text.is_ascii() => ascii(py, text),
        _ => decoded(py, text),
    }
}

#[inline]
fn short<'py>(py: Python<'py>, text: &str) -> Encoded<'py> {
    let own = Short::of(text.as_bytes());
    if !own.is_ascii() {
        return decoded(py, text);
    }
    // SAFETY: the thread holds Python's lock, and nothing below runs Python code while the place is looked at: a
    // string that goes has no code of its own.
    unsafe {
        let place = &raw mut (*STRINGS.0.get())[own.place()];
        if (*place).text == own {
            ffi::Py_INCREF((*place).string);
            return owned(py, (*place).string);
        }
        let made = ascii(py, text)?;
        ffi::Py_INCREF(made.as_ptr());
        let before = std::mem::replace(&mut *place, Kept { text: own, string: made.as_ptr() });
        ffi::Py_XDECREF(before.string);
        Ok(made)
    }
}

fn decoded<'py>(py: Python<'py>, text: &str) -> Encoded<'py> {
    // SAFETY: the text is UTF-8 of this length.
    unsafe { owned(py, ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len().cast_signed())) }
}

/// A new string of a text that is ASCII, and not empty.
#[inline]
fn ascii<'py>(py: Python<'py>, text: &str) -> Encoded<'py> {
    // SAFETY: a new text of so many characters of one byte each is filled before anybody sees it.
    unsafe {
        let made = owned(py, ffi::PyUnicode_New(text.len().cast_signed(), ASCII_MAX))?;
        let place = ffi::PyUnicode_1BYTE_DATA(made.as_ptr());
        std::ptr::copy_nonoverlapping(text.as_ptr(), place, text.len());
        Ok(made)
    }
}

impl Short {
    /// Reads up to 16 bytes, two at least, in pieces that overlap.
    #[inline]
    fn of(bytes: &[u8]) -> Self {
        let length = bytes.len();
        let word = |at: usize| {
            let piece: [u8; 8] = bytes[at..at + 8].try_into().expect("it is as long");
            u64::from_le_bytes(piece)
        };
        let half = |at: usize| {
            let piece: [u8; 4] = bytes[at..at + 4].try_into().expect("it is as long");
            u64::from(u32::from_le_bytes(piece))
        };
        let (low, high) = match length {
            8.. => (word(0), word(length - 8)),
            4.. => (half(0), half(length - 4)),
            _ => (u64::from(bytes[0]) | u64::from(bytes[1]) << 8, u64::from(bytes[length - 1])),
        };
        Self { low, high, length }
    }

    #[inline]
    fn is_ascii(self) -> bool {
        (self.low | self.high) & 0x8080_8080_8080_8080 == 0
    }

    #[inline]
    fn place(self) -> usize {
        let mixed = (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((mixed >> 32) as usize ^ self.length) % PLACES
    }
}
