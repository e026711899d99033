//! Numbers and text under their limits.

use serde_json::Number;

use super::{pattern, text};
use crate::documents::json::{Json, Object};
use crate::shape::{Constraints, FloatWidth, IntWidth};

/// From here on a number rounds to a 32-bit infinity: the greatest finite one and half a step.
const F32_END: f64 = 340_282_356_779_733_661_637_539_395_458_142_568_448.0;

pub(super) fn typed(name: &str) -> Object {
    Object::new().with("type", name)
}

pub(super) fn int(width: IntWidth, limits: &Constraints) -> Object {
    let format = match width {
        IntWidth::I32 => Some("int32"),
        IntWidth::I64 => Some("int64"),
        _ => None,
    };
    let whole = |edge| Number::from_i128(edge).expect("no width is wider than 64 bits");
    let (least, most) = (whole(width.min()), whole(width.max()));
    let within = |limit: &Option<Number>| {
        limit.clone().filter(|limit| limit.as_f64() >= least.as_f64() && limit.as_f64() <= most.as_f64())
    };
    // The width's own bounds where the author has none.
    let (ge, gt, le, lt) = (within(&limits.ge), within(&limits.gt), within(&limits.le), within(&limits.lt));
    let own = Constraints {
        ge: ge.or_else(|| gt.is_none().then(|| least.clone())),
        gt,
        le: le.or_else(|| lt.is_none().then(|| most.clone())),
        lt,
        multiple_of: limits.multiple_of.clone(),
        ..Constraints::default()
    };
    bounded(typed("integer").with_some("format", format), &own)
}

/// A number, or the name of one that JSON has no number for.
pub(super) fn float(width: FloatWidth, limits: &Constraints) -> Object {
    let (format, limits) = match width {
        FloatWidth::F32 => ("float", widened(limits)),
        FloatWidth::F64 => ("double", limits.clone()),
    };
    let mut number = bounded(typed("number").with("format", format), &limits);
    if width == FloatWidth::F32 && limits.finite {
        let end = |sign: f64| Number::from_f64(sign * F32_END).expect("it is finite");
        if limits.le.is_none() && limits.lt.is_none() {
            number.set("exclusiveMaximum", end(1.0));
        }
        if limits.ge.is_none() && limits.gt.is_none() {
            number.set("exclusiveMinimum", end(-1.0));
        }
    }
    let names = names(&limits);
    if names.is_empty() {
        return number;
    }
    Object::new().with("anyOf", vec![number, Object::new().with("enum", names)])
}

/// The non-finite floats that the limits leave.
fn names(limits: &Constraints) -> Vec<&'static str> {
    let below = limits.ge.is_some() || limits.gt.is_some();
    let above = limits.le.is_some() || limits.lt.is_some();
    let any = !limits.finite && limits.multiple_of.is_none();
    [("NaN", any && !below && !above), ("Infinity", any && !above), ("-Infinity", any && !below)]
        .into_iter()
        .filter_map(|(name, taken)| taken.then_some(name))
        .collect()
}

/// A narrow float is compared with the limit as it is rounded, so both its spellings must pass.
fn widened(limits: &Constraints) -> Constraints {
    let nearer = |limit: &Option<Number>, pick: fn(f64, f64) -> f64| {
        let limit = limit.as_ref()?.as_f64()?;
        Number::from_f64(pick(limit, FloatWidth::F32.round(limit)))
    };
    Constraints { ge: nearer(&limits.ge, f64::min), le: nearer(&limits.le, f64::max), ..limits.clone() }
}

/// Text, so that no digit is lost; a number is taken, too.
pub(super) fn decimal(limits: &Constraints) -> Object {
    let words = [
        ("at least", &limits.ge),
        ("more than", &limits.gt),
        ("at most", &limits.le),
        ("less than", &limits.lt),
        ("a multiple of", &limits.multiple_of),
    ];
    let words = words.into_iter().filter_map(|(word, limit)| Some(format!("{word} {}", limit.as_ref()?)));
    let words: Vec<String> =
        std::iter::once("A decimal number of at most 28 digits".to_owned()).chain(words).collect();
    let digits = typed("string").with("pattern", text::DECIMAL);
    Object::new()
        .with("description", format!("{}.", words.join(", ")))
        .with("anyOf", vec![digits, bounded(typed("number"), limits)])
}

pub(super) fn string(limits: &Constraints) -> Object {
    let object =
        typed("string").with_some("minLength", limits.min_len).with_some("maxLength", limits.max_len);
    match &limits.pattern {
        None => object,
        Some(own) => match pattern::portable(own) {
            Some(pattern) => object.with("pattern", pattern),
            None => object.described(&format!("Matches the pattern `{own}`.")),
        },
    }
}

fn bounded(object: Object, limits: &Constraints) -> Object {
    let positive = |of: &Number| of.as_f64().is_some_and(|of| of > 0.0);
    let limit = |limit: &Option<Number>| limit.clone().map(Json::from);
    object
        .with_some("minimum", limit(&limits.ge))
        .with_some("exclusiveMinimum", limit(&limits.gt))
        .with_some("maximum", limit(&limits.le))
        .with_some("exclusiveMaximum", limit(&limits.lt))
        .with_some("multipleOf", limits.multiple_of.clone().filter(positive))
}
