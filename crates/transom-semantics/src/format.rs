//! `format(x, spec)`, as f-strings and `str.format` use it, and the pieces of `%`.
//!
//! A specification is Python's own: `[[fill]align][sign][z][#][0][width][,|_][.precision][type]`. What Python refuses
//! panics, and so does type `n`, which depends on the locale.

mod number;
mod percent;
mod spec;

pub use percent::{percent_float, percent_int, percent_text};
use spec::{Align, Spec};

/// `format(a, spec)` of an integer.
pub fn int(value: i64, spec: &str) -> String {
    let spec = Spec::parse(spec, Align::Right);
    match spec.kind {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => number::float(value as f64, &spec),
        _ => number::int(value, &spec),
    }
}

/// `format(x, spec)` of a float.
pub fn float(value: f64, spec: &str) -> String {
    number::float(value, &Spec::parse(spec, Align::Right))
}

/// `format(x, spec)` of a number.
pub fn number(value: crate::Number, spec: &str) -> String {
    match value {
        crate::Number::Int(value) => int(value, spec),
        crate::Number::Float(value) => float(value, spec),
    }
}

/// `format(b, spec)` of a bool: its name without a specification, else an integer.
pub fn bool(value: bool, spec: &str) -> String {
    if spec.is_empty() { crate::str(&value) } else { int(i64::from(value), spec) }
}

/// `format(s, spec)` of a text.
pub fn text(value: &str, spec: &str) -> String {
    let spec = Spec::parse(spec, Align::Left);
    assert!(matches!(spec.kind, None | Some('s')), "unknown format code for a str");
    assert!(spec.plain(), "the format specification has no meaning for a str");
    let shown = match spec.precision {
        Some(precision) => crate::text::range(value, None, Some(precision as i64)),
        None => value,
    };
    spec.pad("", shown, "", Align::Left)
}
