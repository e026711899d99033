//! Constraints: what a value of the right type must keep besides. The first that does not hold is the issue.

use std::cmp::Ordering;

use serde_json::Number;

use super::Walk;
use crate::limit;
use crate::shape::{Constraints, FloatWidth, Shape};
use crate::types::Decimal;
use crate::value::{Typing, Value};

/// `1 item`, `2 items`.
pub(super) fn plural(count: usize, word: &str) -> String {
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

/// A limit as its issue shows it.
struct Shown {
    words: String,
    ctx: serde_json::Value,
}

impl Shown {
    fn number(limit: &Number) -> Self {
        Self { words: limit.to_string(), ctx: limit.clone().into() }
    }

    /// As a float: `2` in words, `2.0` in the context, as Pydantic has it.
    fn float(limit: &Number) -> Self {
        let float = limit.as_f64().unwrap_or(f64::NAN);
        Self { words: float.to_string(), ctx: float.into() }
    }

    fn decimal(limit: &Number) -> Self {
        Self { words: limit.to_string(), ctx: limit.to_string().into() }
    }
}

impl Walk<'_> {
    /// Whether the number keeps its limits; an issue if not.
    pub(super) fn int_limits(&mut self, value: &Value, number: i128, limits: &Constraints) -> bool {
        let compare = |limit: &Number| match limit.as_i128() {
            Some(limit) => Some(number.cmp(&limit)),
            None => float(number).partial_cmp(&limit.as_f64()?),
        };
        let multiple = |of: &Number| match of.as_i128() {
            // Beyond 127 bits only the sign is known, and the width refuses the number anyway.
            Some(_) if matches!(number, i128::MIN | i128::MAX) => true,
            Some(of) => number.checked_rem(of) == Some(0),
            None => of.as_f64().is_some_and(|of| limit::multiple_of_float(float(number), of)),
        };
        self.bounds(value, limits, Shown::number, compare, multiple)
    }

    /// A narrow float and its limits are compared as what they round to.
    pub(super) fn float_limits(
        &mut self,
        value: &Value,
        read: &Value,
        width: FloatWidth,
        limits: &Constraints,
    ) {
        let number = match read {
            Value::Int(number) => width.round(float(*number)),
            Value::Float(number) => width.round(*number),
            _ => return,
        };
        if limits.finite && !number.is_finite() {
            return self.issue("finite_number", "Input should be a finite number", value);
        }
        let rounded = |limit: &Number| limit.as_f64().map(|limit| width.round(limit));
        let compare = |limit: &Number| number.partial_cmp(&rounded(limit)?);
        let multiple = |of: &Number| rounded(of).is_some_and(|of| limit::multiple_of_float(number, of));
        self.bounds(value, limits, Shown::float, compare, multiple);
    }

    pub(super) fn decimal_limits(&mut self, value: &Value, text: &str, limits: &Constraints) {
        let Ok(number) = text.parse::<Decimal>() else { return };
        let exact = |limit: &Number| limit.to_string().parse::<Decimal>().ok();
        let compare = |limit: &Number| Some(number.cmp(&exact(limit)?));
        let multiple = |of: &Number| {
            exact(of).and_then(|of| number.checked_rem(of.0)).is_some_and(|rest| rest.is_zero())
        };
        self.bounds(value, limits, Shown::decimal, compare, multiple);
    }

    fn bounds(
        &mut self,
        value: &Value,
        limits: &Constraints,
        show: fn(&Number) -> Shown,
        compare: impl Fn(&Number) -> Option<Ordering>,
        multiple: impl Fn(&Number) -> bool,
    ) -> bool {
        type Holds = fn(Ordering) -> bool;
        if let Some(of) = limits.multiple_of.as_ref().filter(|of| !multiple(of)) {
            let Shown { words, ctx } = show(of);
            let msg = format!("Input should be a multiple of {words}");
            self.issue_with("multiple_of", msg, value, vec![("multiple_of", ctx)]);
            return false;
        }
        let bounds: [(&Option<Number>, Holds, &'static str, &'static str, &'static str); 4] = [
            (&limits.le, Ordering::is_le, "less_than_equal", "less than or equal to", "le"),
            (&limits.lt, Ordering::is_lt, "less_than", "less than", "lt"),
            (&limits.ge, Ordering::is_ge, "greater_than_equal", "greater than or equal to", "ge"),
            (&limits.gt, Ordering::is_gt, "greater_than", "greater than", "gt"),
        ];
        for (bound, holds, slug, relation, key) in bounds {
            let Some(bound) = bound else { continue };
            if !compare(bound).is_some_and(holds) {
                let Shown { words, ctx } = show(bound);
                self.issue_with(slug, format!("Input should be {relation} {words}"), value, vec![(key, ctx)]);
                return false;
            }
        }
        true
    }

    pub(super) fn text_limits(&mut self, value: &Value, text: &str, limits: &Constraints) {
        if limits.is_empty() || !self.length(value, text.chars().count(), limits, "String", "character") {
            return;
        }
        let Some(pattern) = &limits.pattern else { return };
        if !limit::matches_text(pattern, text) {
            let msg = format!("String should match pattern '{pattern}'");
            let ctx = vec![("pattern", pattern.as_str().into())];
            self.issue_with("string_pattern_mismatch", msg, value, ctx);
        }
    }

    /// No item stands twice; `1` and `1.0` are the same float, whatever they look like.
    pub(super) fn unique(&mut self, value: &Value, items: &[Value], shape: &Shape, limits: &Constraints) {
        if !limits.unique {
            return;
        }
        let typing = Typing(self.definitions);
        let typed: Vec<_> = items.iter().map(|item| typing.shape(item.clone(), shape)).collect();
        if !limit::unique(&typed) {
            self.issue("unique_items", "List should have no item twice", value);
        }
    }

    /// Whether the length keeps its limits; an issue if not.
    pub(super) fn length(
        &mut self,
        value: &Value,
        count: usize,
        limits: &Constraints,
        kind: &'static str,
        unit: &str,
    ) -> bool {
        let (side, bound, key, slugs) = match (limits.min_len, limits.max_len) {
            (Some(least), _) if count < least => {
                ("least", least, "min_length", ["string_too_short", "bytes_too_short", "too_short"])
            }
            (_, Some(most)) if count > most => {
                ("most", most, "max_length", ["string_too_long", "bytes_too_long", "too_long"])
            }
            _ => return true,
        };
        let [string, bytes, other] = slugs;
        let should = format!("{kind} should have at {side} {}", plural(bound, unit));
        match kind {
            "String" => self.issue_with(string, should, value, vec![(key, bound.into())]),
            "Data" => self.issue_with(bytes, should, value, vec![(key, bound.into())]),
            _ => {
                let msg = format!("{should} after validation, not {count}");
                let ctx =
                    vec![("field_type", kind.into()), (key, bound.into()), ("actual_length", count.into())];
                self.issue_with(other, msg, value, ctx);
            }
        }
        false
    }
}

#[expect(clippy::cast_precision_loss, reason = "an int where a float is allowed becomes that float")]
fn float(number: i128) -> f64 {
    number as f64
}
