//! The pieces of `"%…" % values`: one for each kind of conversion, with its flags and its own letter.

use super::number::{fixed, general, scientific};

/// What stands between `%` and the letter.
#[expect(clippy::struct_excessive_bools, reason = "there are as many flags")]
struct Flags {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    letter: char,
}

impl Flags {
    fn parse(piece: &str) -> Self {
        let piece = piece.strip_prefix('%').unwrap_or(piece);
        let end = piece.find(|letter| !"-+ #0".contains(letter)).unwrap_or(piece.len());
        let (flags, rest) = piece.split_at(end);
        let letter = rest.chars().next_back().expect("incomplete format");
        let (width, precision) = match rest[..rest.len() - letter.len_utf8()].split_once('.') {
            Some((width, precision)) => (width, Some(size(precision))),
            None => (&rest[..rest.len() - letter.len_utf8()], None),
        };
        Self {
            left: flags.contains('-'),
            plus: flags.contains('+'),
            space: flags.contains(' '),
            alternate: flags.contains('#'),
            zero: flags.contains('0'),
            width: size(width),
            precision,
            letter,
        }
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (.., true) => " ",
            _ => "",
        }
    }

    fn pad(&self, sign: &str, body: &str, zeros: bool) -> String {
        let space = self.width.saturating_sub(sign.chars().count() + body.chars().count());
        if self.left {
            format!("{sign}{body}{}", " ".repeat(space))
        } else if zeros && self.zero {
            format!("{sign}{}{body}", "0".repeat(space))
        } else {
            format!("{}{sign}{body}", " ".repeat(space))
        }
    }
}

fn size(digits: &str) -> usize {
    if digits.is_empty() { 0 } else { digits.parse().expect("a width or precision is a number") }
}

/// `"%5d" % a`, with `d i u x X o c`; also `s r` and the letters of floats.
pub fn percent_int(piece: &str, value: i64) -> String {
    let flags = Flags::parse(piece);
    let size = value.unsigned_abs();
    let (prefix, mut digits) = match flags.letter {
        'd' | 'i' | 'u' => ("", size.to_string()),
        'x' => ("0x", format!("{size:x}")),
        'X' => ("0X", format!("{size:X}")),
        'o' => ("0o", format!("{size:o}")),
        'c' => return flags.pad("", &crate::text::chr(value).to_string(), false),
        's' | 'r' | 'a' => return shown(&flags, &value.to_string()),
        _ => return percent_float(piece, value as f64),
    };
    if let Some(precision) = flags.precision {
        digits.insert_str(0, &"0".repeat(precision.saturating_sub(digits.len())));
    }
    let prefix = if flags.alternate { prefix } else { "" };
    flags.pad(&format!("{}{prefix}", flags.sign(value < 0)), &digits, true)
}

/// `"%.2f" % x`, with `e E f F g G`; also `d i u`, which cut off the fraction, and `s r`.
pub fn percent_float(piece: &str, value: f64) -> String {
    let flags = Flags::parse(piece);
    let precision = flags.precision.unwrap_or(6);
    let size = value.abs();
    let mut body = match flags.letter.to_ascii_lowercase() {
        's' | 'r' | 'a' if flags.letter.is_ascii_lowercase() => {
            return shown(&flags, &crate::float::repr(value));
        }
        'd' | 'i' | 'u' if flags.letter.is_ascii_lowercase() => {
            return percent_int(piece, crate::int::from_float(value));
        }
        'e' | 'f' | 'g' if size.is_nan() => "nan".to_owned(),
        'e' | 'f' | 'g' if size.is_infinite() => "inf".to_owned(),
        'f' => fixed(size, precision, flags.alternate),
        'e' => scientific(size, precision, flags.alternate),
        'g' => general(size, precision, flags.alternate, false),
        _ => panic!("unsupported format character"),
    };
    if flags.letter.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    flags.pad(flags.sign(value.is_sign_negative() && !value.is_nan()), &body, true)
}

/// `"%-10s" % s`, also with `r` and, of one character, `c`.
pub fn percent_text(piece: &str, value: &str) -> String {
    let flags = Flags::parse(piece);
    match flags.letter {
        's' => shown(&flags, value),
        'r' => shown(&flags, &crate::repr(value)),
        'c' => flags.pad("", &crate::text::only(value).to_string(), false),
        _ => panic!("a number is required, not str"),
    }
}

fn shown(flags: &Flags, text: &str) -> String {
    let shown = match flags.precision {
        Some(precision) => crate::text::range(text, None, Some(precision as i64)),
        None => text,
    };
    flags.pad("", shown, false)
}
