//! The bytes of a message, written forwards: a length is filled in when what it counts is there.

use crate::protobuf::WireType;

use super::reader::VARINT_BYTES_MAX;
use super::special::Moment;

#[inline]
pub(super) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(low_bits(value) | 0x80);
        value >>= 7;
    }
    out.push(low_bits(value));
}

#[inline]
fn low_bits(value: u64) -> u8 {
    value.to_le_bytes()[0] & 0x7f
}

#[inline]
pub(super) fn tag(out: &mut Vec<u8>, number: u32, wire: WireType) {
    varint(out, u64::from(number) << 3 | wire as u64);
}

/// A length and the bytes.
#[inline]
pub(super) fn run(out: &mut Vec<u8>, bytes: &[u8]) {
    varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Begins a run whose length is not known yet.
#[inline]
pub(super) fn open(out: &mut Vec<u8>) -> usize {
    out.push(0);
    out.len()
}

/// Ends the run that began at `start`. A byte was left for its length; where that needs more, the run makes way.
#[inline]
pub(super) fn close(out: &mut Vec<u8>, start: usize) {
    let length = out.len() - start;
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out[start - 1] = short,
        _ => close_long(out, start, length),
    }
}

#[inline(never)]
fn close_long(out: &mut Vec<u8>, start: usize, length: usize) {
    let (first, end) = (start - 1, out.len());
    // Written behind the run, then taken to the front of it.
    varint(out, length as u64);
    let mut digits = [0; VARINT_BYTES_MAX];
    let count = out.len() - end;
    digits[..count].copy_from_slice(&out[end..]);
    out.copy_within(start..end, first + count);
    out[first..first + count].copy_from_slice(&digits[..count]);
    out.truncate(first + count + length);
}

/// `google.protobuf.Timestamp` or `google.protobuf.Duration`.
pub(super) fn moment(out: &mut Vec<u8>, moment: Moment) {
    let start = open(out);
    for (number, part) in [(1, moment.seconds), (2, moment.nanos)] {
        if part != 0 {
            tag(out, number, WireType::Varint);
            varint(out, part.cast_unsigned());
        }
    }
    close(out, start);
}
