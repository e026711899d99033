//! Constraints: what a value of the right type must keep besides.

use std::cmp::Ordering;

use serde_json::Number;

use super::Walk;
use crate::limit;
use crate::shape::Constraints;
use crate::types::Decimal;
use crate::value::{Value, non_finite};

/// `1 item`, `2 items`.
pub(super) fn items(count: usize) -> String {
    plural(count, "item")
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("{count} {word}") } else { format!("{count} {word}s") }
}

/// `'a', 'b' or 'c'`.
pub(super) fn alternatives<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
        None => String::new(),
    }
}

/// How a number stands to a limit; `None` where NaN is in play.
fn compare(value: &Value, limit: &Number) -> Option<Ordering> {
    match (value, limit.as_i128()) {
        (Value::Int(number), Some(limit)) => Some(number.cmp(&limit)),
        (Value::Decimal(text), _) => {
            let limit: Decimal = limit.to_string().parse().ok()?;
            Some(text.parse::<Decimal>().ok()?.cmp(&limit))
        }
        _ => as_float(value)?.partial_cmp(&limit.as_f64()?),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an int where a float is allowed becomes that float")]
fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::String(name) => non_finite(name),
        _ => None,
    }
}

fn is_multiple(value: &Value, of: &Number) -> bool {
    match (value, of.as_i128()) {
        (Value::Int(number), Some(of)) => number.checked_rem(of) == Some(0),
        (Value::Decimal(text), _) => match (text.parse::<Decimal>(), of.to_string().parse::<Decimal>()) {
            (Ok(number), Ok(of)) => number.checked_rem(of.0).is_some_and(|rest| rest.is_zero()),
            _ => false,
        },
        _ => match (as_float(value), of.as_f64()) {
            (Some(number), Some(of)) => limit::multiple_of_float(number, of),
            _ => false,
        },
    }
}

impl Walk<'_> {
    pub(super) fn scalar_limits(&mut self, value: &Value, limits: &Constraints) {
        if limits.is_empty() {
            return;
        }
        if limits.finite && as_float(value).is_some_and(|number| !number.is_finite()) {
            self.issue("finite_number", "Input should be a finite number", value);
        }
        self.bounds(value, limits);
        if let Value::String(text) = value {
            self.length(value, text.chars().count(), limits, "String", "character");
            self.pattern(value, text, limits);
        }
        if let Value::Bytes(bytes) = value {
            self.length(value, bytes.len(), limits, "Data", "byte");
        }
    }

    fn bounds(&mut self, value: &Value, limits: &Constraints) {
        type Holds = fn(Ordering) -> bool;
        let bounds: [(&Option<Number>, Holds, &'static str, &'static str, &'static str); 4] = [
            (&limits.ge, Ordering::is_ge, "greater_than_equal", "greater than or equal to", "ge"),
            (&limits.gt, Ordering::is_gt, "greater_than", "greater than", "gt"),
            (&limits.le, Ordering::is_le, "less_than_equal", "less than or equal to", "le"),
            (&limits.lt, Ordering::is_lt, "less_than", "less than", "lt"),
        ];
        for (bound, holds, slug, words, key) in bounds {
            let Some(bound) = bound else { continue };
            if !compare(value, bound).is_some_and(holds) {
                let ctx = vec![(key, bound.clone().into())];
                self.issue_with(slug, format!("Input should be {words} {bound}"), value, ctx);
            }
        }
        if let Some(of) = limits.multiple_of.as_ref().filter(|of| !is_multiple(value, of)) {
            let ctx = vec![("multiple_of", of.clone().into())];
            self.issue_with("multiple_of", format!("Input should be a multiple of {of}"), value, ctx);
        }
    }

    fn pattern(&mut self, value: &Value, text: &str, limits: &Constraints) {
        let Some(pattern) = &limits.pattern else { return };
        let matched = regex::Regex::new(pattern).is_ok_and(|regex| limit::matches(&regex, text));
        if !matched {
            let ctx = vec![("pattern", pattern.as_str().into())];
            self.issue_with(
                "string_pattern_mismatch",
                format!("String should match pattern '{pattern}'"),
                value,
                ctx,
            );
        }
    }

    pub(super) fn collection_limits(&mut self, value: &Value, limits: &Constraints) {
        if limits.is_empty() {
            return;
        }
        let (count, kind) = match value {
            Value::List(items) => (items.len(), "List"),
            Value::Tuple(items) => (items.len(), "Tuple"),
            Value::Map(entries) => (entries.len(), "Dictionary"),
            _ => return,
        };
        self.length(value, count, limits, kind, "item");
        if let Value::List(items) = value
            && limits.unique
            && !limit::unique(items)
        {
            self.issue("unique_items", "List should have no item twice", value);
        }
    }

    fn length(&mut self, value: &Value, count: usize, limits: &Constraints, kind: &'static str, unit: &str) {
        let text = matches!(kind, "String" | "Data");
        let outcome = match (limits.min_len, limits.max_len) {
            (Some(least), _) if count < least => {
                Some(("least", least, "min_length", ["string_too_short", "bytes_too_short", "too_short"]))
            }
            (_, Some(most)) if count > most => {
                Some(("most", most, "max_length", ["string_too_long", "bytes_too_long", "too_long"]))
            }
            _ => None,
        };
        let Some((side, bound, key, [string, bytes, list])) = outcome else { return };
        let slug = match kind {
            "String" => string,
            "Data" => bytes,
            _ => list,
        };
        let bound_words = plural(bound, unit);
        let (msg, ctx) = if text {
            (format!("{kind} should have at {side} {bound_words}"), vec![(key, bound.into())])
        } else {
            let msg = format!("{kind} should have at {side} {bound_words} after validation, not {count}");
            (msg, vec![("field_type", kind.into()), (key, bound.into()), ("actual_length", count.into())])
        };
        self.issue_with(slug, msg, value, ctx);
    }
}
