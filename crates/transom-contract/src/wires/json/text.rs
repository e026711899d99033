//! JSON text: quoting and escaping. Where nothing needs an escape, the text is copied whole.

use std::fmt;

/// Eight bytes with every byte's high bit set.
const HIGHS: u64 = 0x8080_8080_8080_8080;
/// Eight bytes of one.
const ONES: u64 = 0x0101_0101_0101_0101;

/// Writes `text` with quotes around it.
#[inline]
pub(super) fn write_quoted(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    write_escaped(out, text);
    out.push(b'"');
}

/// Writes `text` without quotes.
#[inline]
pub(super) fn write_escaped(out: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
    } else {
        escape(out, text.as_bytes());
    }
}

/// Whether nothing needs an escape.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (eights, rest) = bytes.as_chunks::<8>();
    eights.iter().all(|eight| is_plain_eight(u64::from_ne_bytes(*eight)))
        && rest.iter().all(|byte| !needs_escape(*byte))
}

/// [`is_plain`] for eight bytes at once. Each term marks the high bit of a byte that is below 0x20, a quote, or a
/// backslash (and perhaps of bytes after one, which does not matter here).
#[inline]
const fn is_plain_eight(eight: u64) -> bool {
    let below_space = eight.wrapping_sub(ONES * 0x20) & !eight;
    let (quote, backslash) = (eight ^ (ONES * 0x22), eight ^ (ONES * 0x5c));
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (below_space | quote | backslash) & HIGHS == 0
}

#[inline]
const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cold]
fn escape(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| needs_escape(*byte)) {
        out.extend_from_slice(&rest[..at]);
        match rest[at] {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            control => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                let digits = [HEX[usize::from(control >> 4)], HEX[usize::from(control & 15)]];
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&digits);
            }
        }
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// Takes formatted text and writes it escaped, so that it needs no string of its own.
pub(super) struct Escaping<'a>(pub(super) &'a mut Vec<u8>);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_escaped(self.0, text);
        Ok(())
    }
}
