//! Numbers under a specification.

use super::spec::{Align, Spec};
use crate::Repr;
use crate::float::{round_quickly, shortest};

/// As many as a number that is rounded quickly may need.
const ZEROS: &str = "00000000000000000000000";

/// An integer under a specification for integers.
pub(super) fn int(value: i64, spec: &Spec) -> String {
    assert!(spec.precision.is_none(), "precision not allowed in integer format specifier");
    assert!(!spec.no_negative_zero, "negative zero coercion (z) not allowed in integer format specifier");
    let size = value.unsigned_abs();
    let (prefix, digits, group) = match spec.kind {
        None | Some('d') => ("", crate::repr(&value).trim_start_matches('-').to_owned(), 3),
        Some('b') => ("0b", format!("{size:b}"), 4),
        Some('o') => ("0o", format!("{size:o}"), 4),
        Some('x') => ("0x", format!("{size:x}"), 4),
        Some('X') => ("0X", format!("{size:X}"), 4),
        Some('c') => return character(value, spec),
        _ => panic!("unknown format code for an int"),
    };
    assert!(group == 3 || spec.grouping != Some(','), "cannot specify ',' with this type");
    let prefix = if spec.alternate { prefix } else { "" };
    let sign = [sign(value < 0, spec), prefix].concat();
    finish(spec, &sign, &digits, "", group)
}

fn character(value: i64, spec: &Spec) -> String {
    assert!(spec.sign.is_none() && !spec.alternate && spec.grouping.is_none(), "not allowed with code 'c'");
    spec.pad("", crate::text::chr(value).encode_utf8(&mut [0; 4]), "", Align::Right)
}

/// A float under a specification.
pub(super) fn float(value: f64, spec: &Spec) -> String {
    let kind = spec.kind.unwrap_or('r');
    let lower = kind.to_ascii_lowercase();
    assert!("eEfFgG%r".contains(kind), "unknown format code for a float");
    let scaled = if kind == '%' { value * 100.0 } else { value };
    let size = scaled.abs();
    let mut body = if size.is_nan() {
        "nan".to_owned()
    } else if size.is_infinite() {
        "inf".to_owned()
    } else {
        match (lower, spec.precision) {
            ('f' | '%', precision) => fixed(size, precision.unwrap_or(6), spec.alternate),
            ('e', precision) => scientific(size, precision.unwrap_or(6), spec.alternate),
            ('g', precision) => general(size, precision.unwrap_or(6), spec.alternate, false),
            ('r', Some(precision)) => general(size, precision, spec.alternate, true),
            ('r', None) => representation(size, spec.alternate),
            _ => unreachable!("the kinds are checked above"),
        }
    };
    if kind.is_ascii_uppercase() {
        body.make_ascii_uppercase();
    }
    if kind == '%' {
        body.push('%');
    }
    let zero =
        spec.no_negative_zero && !body.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) && size.is_finite();
    // A NaN shows no sign.
    let negative = scaled.is_sign_negative() && !scaled.is_nan() && !zero;
    let end = body.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(body.len());
    let (whole, rest) = body.split_at(end);
    finish(spec, sign(negative, spec), whole, rest, 3)
}

/// Digits behind the point, as many as asked for.
pub(super) fn fixed(size: f64, precision: usize, alternate: bool) -> String {
    if let Some(whole) = round_quickly(size, precision)
        && precision > 0
    {
        let mut digits = String::with_capacity(20);
        (whole as i64).write_repr(&mut digits);
        if digits.len() <= precision {
            digits.insert_str(0, &ZEROS[..=precision - digits.len()]);
        }
        digits.insert(digits.len() - precision, '.');
        return digits;
    }
    let point = if alternate && precision == 0 { "." } else { "" };
    format!("{size:.precision$}{point}")
}

/// One digit before the point, and an exponent of two digits at least.
pub(super) fn scientific(size: f64, precision: usize, alternate: bool) -> String {
    let text = format!("{size:.precision$e}");
    let (digits, exponent) = text.split_once('e').expect("it was asked for");
    let point = if alternate && precision == 0 { "." } else { "" };
    with_exponent(&format!("{digits}{point}"), exponent.parse().expect("an exponent is a number"))
}

fn with_exponent(digits: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// So many significant digits, with an exponent where the number is very large or small. As the type of no letter it
/// always shows a digit behind the point.
pub(super) fn general(size: f64, precision: usize, alternate: bool, point: bool) -> String {
    let precision = precision.max(1);
    let text = format!("{size:.*e}", precision - 1);
    let (digits, exponent) = text.split_once('e').expect("it was asked for");
    let exponent: i32 = exponent.parse().expect("an exponent is a number");
    let mut digits = digits.replace('.', "");
    if !alternate {
        digits.truncate(digits.trim_end_matches('0').len().max(1));
    }
    let most = precision as i32 - i32::from(point);
    place(&digits, exponent + 1, !(-4..most).contains(&exponent), alternate, point)
}

/// As `repr`, with the point kept if it is asked for.
fn representation(size: f64, alternate: bool) -> String {
    let (digits, decimal) = shortest(size);
    place(&digits, decimal, !(-3..=16).contains(&decimal), alternate, true)
}

/// Puts the point among the digits, `0.d₁d₂… × 10^decimal`.
fn place(digits: &str, decimal: i32, exponent: bool, alternate: bool, point: bool) -> String {
    if exponent {
        let (first, rest) = digits.split_at(1);
        let mark = if !rest.is_empty() || alternate { "." } else { "" };
        return with_exponent(&format!("{first}{mark}{rest}"), decimal - 1);
    }
    let count = digits.len() as i32;
    if decimal <= 0 {
        return format!("0.{}{digits}", "0".repeat(-decimal as usize));
    }
    if decimal < count {
        let (whole, fraction) = digits.split_at(decimal as usize);
        return format!("{whole}.{fraction}");
    }
    let zeros = "0".repeat((decimal - count) as usize);
    let end = if point {
        ".0"
    } else if alternate {
        "."
    } else {
        ""
    };
    format!("{digits}{zeros}{end}")
}

fn sign(negative: bool, spec: &Spec) -> &'static str {
    match spec.sign {
        _ if negative => "-",
        Some('+') => "+",
        Some(' ') => " ",
        _ => "",
    }
}

/// Groups the digits before the point, and fills up to the width; zeros in front are grouped along.
fn finish(spec: &Spec, sign: &str, whole: &str, rest: &str, group: usize) -> String {
    let Some(mark) = spec.grouping.filter(|_| !whole.is_empty()) else {
        return spec.pad(sign, whole, rest, Align::Right);
    };
    let mut grouped = String::with_capacity(whole.len() * 2);
    let mut zeros = 0;
    if spec.fill == '0' && spec.align == Some(Align::Sign) {
        let room = spec.width.saturating_sub(sign.len() + rest.len());
        // The marks take their part of the width; none stands in front.
        let (full, part) = (room / (group + 1), room % (group + 1));
        let needed = full * group + if room == 0 { 0 } else { part.max(1) };
        zeros = needed.saturating_sub(whole.len());
    }
    let count = zeros + whole.len();
    for (nth, digit) in std::iter::repeat_n('0', zeros).chain(whole.chars()).enumerate() {
        if nth > 0 && (count - nth).is_multiple_of(group) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    spec.pad(sign, &grouped, rest, Align::Right)
}
