//! Constraints: does the new one leave less, more, or something else?

use std::cmp::Ordering;

use serde_json::Number;

use super::rules::Rule;
use crate::shape::Constraints;

/// A limit that changed: the rule, what it was, what it is.
pub(super) type Found = (Rule, String, String);

/// Every limit that changed.
pub(super) fn diff(old: &Constraints, new: &Constraints) -> Vec<Found> {
    let low = |limits: &Constraints| bound(limits.ge.as_ref(), limits.gt.as_ref(), Ordering::Greater);
    let high = |limits: &Constraints| bound(limits.le.as_ref(), limits.lt.as_ref(), Ordering::Less);
    let mut found = Vec::new();
    found.extend(ordered(low(old), low(new), tighter_below, |bound| sign(bound, "≥", ">")));
    found.extend(ordered(
        high(old),
        high(new),
        |old, new| tighter_below(old, new).reverse(),
        |bound| sign(bound, "≤", "<"),
    ));
    found.extend(ordered(old.min_len, new.min_len, usize::cmp, |least| format!("length ≥ {least}")));
    found.extend(ordered(
        old.max_len,
        new.max_len,
        |old, new| new.cmp(old),
        |most| format!("length ≤ {most}"),
    ));
    found.extend(multiples(old.multiple_of.as_ref(), new.multiple_of.as_ref()));
    found.extend(replaced(old.pattern.as_deref(), new.pattern.as_deref(), "pattern"));
    found.extend(flag(old.unique, new.unique, "unique"));
    found.extend(flag(old.finite, new.finite, "finite"));
    found
}

/// A limit on one side, and whether the limit itself is left out.
type Bound = (Number, bool);

/// The stricter of the two limits on a side; `stricter` is how a stricter number compares.
fn bound(with: Option<&Number>, without: Option<&Number>, stricter: Ordering) -> Option<Bound> {
    match (with, without) {
        (Some(with), Some(without)) if compare(with, without) == stricter => Some((with.clone(), false)),
        (_, Some(without)) => Some((without.clone(), true)),
        (Some(with), None) => Some((with.clone(), false)),
        (None, None) => None,
    }
}

/// Whether a bound from below moved up (the new one is tighter: `Less`), as `old.cmp(new)` says.
fn tighter_below(old: &Bound, new: &Bound) -> Ordering {
    compare(&old.0, &new.0).then(old.1.cmp(&new.1))
}

fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().unwrap_or(f64::NAN).total_cmp(&b.as_f64().unwrap_or(f64::NAN)),
    }
}

fn sign(bound: &Bound, with: &str, without: &str) -> String {
    format!("{} {}", if bound.1 { without } else { with }, bound.0)
}

/// A limit where a greater one is tighter, as `order` says.
fn ordered<T>(
    old: Option<T>,
    new: Option<T>,
    order: impl Fn(&T, &T) -> Ordering,
    show: impl Fn(&T) -> String,
) -> Option<Found> {
    let rule = match (&old, &new) {
        (None, None) => return None,
        (None, Some(_)) => Rule::LimitTightened,
        (Some(_), None) => Rule::LimitLoosened,
        (Some(old), Some(new)) => match order(old, new) {
            Ordering::Less => Rule::LimitTightened,
            Ordering::Equal => return None,
            Ordering::Greater => Rule::LimitLoosened,
        },
    };
    let show = |limit: &Option<T>| limit.as_ref().map_or_else(none, &show);
    Some((rule, show(&old), show(&new)))
}

fn multiples(old: Option<&Number>, new: Option<&Number>) -> Option<Found> {
    let show = |of: Option<&Number>| of.map_or_else(none, |of| format!("multiple of {of}"));
    let rule = match (old, new) {
        (None, Some(_)) => Rule::LimitTightened,
        (Some(_), None) => Rule::LimitLoosened,
        (Some(old), Some(new)) if compare(old, new) != Ordering::Equal => {
            match (old.as_i128(), new.as_i128()) {
                (Some(old), Some(new)) if new.checked_rem(old) == Some(0) => Rule::LimitTightened,
                (Some(old), Some(new)) if old.checked_rem(new) == Some(0) => Rule::LimitLoosened,
                _ => Rule::LimitChanged,
            }
        }
        _ => return None,
    };
    Some((rule, show(old), show(new)))
}

fn replaced(old: Option<&str>, new: Option<&str>, word: &str) -> Option<Found> {
    let rule = match (old, new) {
        (None, Some(_)) => Rule::LimitTightened,
        (Some(_), None) => Rule::LimitLoosened,
        (Some(old), Some(new)) if old != new => Rule::LimitChanged,
        _ => return None,
    };
    let show = |limit: Option<&str>| limit.map_or_else(none, |limit| format!("{word} {limit}"));
    Some((rule, show(old), show(new)))
}

fn flag(old: bool, new: bool, word: &str) -> Option<Found> {
    let show = |set: bool| if set { word.to_owned() } else { none() };
    let rule = if new { Rule::LimitTightened } else { Rule::LimitLoosened };
    (old != new).then(|| (rule, show(old), show(new)))
}

fn none() -> String {
    "no limit".to_owned()
}
