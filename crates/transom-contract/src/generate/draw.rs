//! Values drawn from a plan: on the boundaries in turn, at random, or as an example for people.

use super::plan::{Counts, ENDLESS, Fields, Plan, Plans};
use super::random::Random;
use crate::types::Decimal;
use crate::value::Value;

/// Below this depth only what must be there is drawn.
const DEPTH_MAX: usize = 8;
/// The same once so many choices were made for one value: branching models grow fast.
const CHOICES_MAX: usize = 200;
/// Lists and maps have at most so many items, unless they must have more.
const ITEMS_MAX: usize = 6;
/// The same below the first levels: sizes multiply.
const ITEMS_MAX_DEEP: usize = 2;
/// Items that have to differ are tried so often.
const UNIQUE_TRIES: usize = 64;

/// A value: on boundaries where `pass` says which, else random.
pub(super) fn value(plans: &Plans, random: &mut Random, pass: Option<usize>) -> Option<Value> {
    let mode = pass.map_or(Mode::Random, Mode::Corners);
    Draw { plans, random, mode, made: 0, shift: 0, open: Vec::new() }.plan(&plans.root)
}

/// A plain value for people.
pub(super) fn example(plans: &Plans) -> Option<Value> {
    let mut random = Random::new(1);
    Draw { plans, random: &mut random, mode: Mode::Example, made: 0, shift: 0, open: Vec::new() }
        .plan(&plans.root)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    /// The n-th pass over the boundaries.
    Corners(usize),
    Random,
    Example,
}

struct Draw<'a, 'r> {
    plans: &'a Plans,
    random: &'r mut Random,
    mode: Mode,
    /// How many choices were made for this value.
    made: usize,
    /// Added to the pass, so that neighbours are on different boundaries.
    shift: usize,
    /// The models that are being drawn, from the outside in.
    open: Vec<&'a str>,
}

impl<'a> Draw<'a, '_> {
    /// One of so many choices; the first one is the plainest.
    fn choose(&mut self, choices: usize) -> usize {
        self.made += 1;
        match self.mode {
            Mode::Corners(pass) => (pass + self.shift) % choices,
            Mode::Random => self.random.below(choices),
            Mode::Example => 0,
        }
    }

    /// Draws within the part at this place.
    fn within<T>(&mut self, at: usize, draw: impl FnOnce(&mut Self) -> T) -> T {
        let shift = self.shift;
        self.shift += at;
        let drawn = draw(self);
        self.shift = shift;
        drawn
    }

    fn plan(&mut self, plan: &'a Plan) -> Option<Value> {
        match plan {
            Plan::Scalar(scalar) => {
                let on_corner = self.mode != Mode::Random || self.random.once_in(3);
                if !on_corner || scalar.corners.is_empty() {
                    return scalar.random(self.random);
                }
                let at = self.choose(scalar.corners.len());
                Some(scalar.corners[at].clone())
            }
            Plan::OneOf(values) if values.is_empty() => None,
            Plan::OneOf(values) => {
                let at = self.choose(values.len());
                Some(values[at].clone())
            }
            Plan::Option(inner) => self.option(inner),
            Plan::List { item, counts, unique } => self.list(item, *counts, *unique),
            Plan::Tuple(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(at, item)| self.within(at, |draw| draw.plan(item)))
                    .collect::<Option<_>>()
                    .map(Value::Tuple)
            }
            Plan::Map { key, value, counts } => self.map(key, value, *counts),
            Plan::Record(fields) => self.record(fields),
            Plan::Union(cases) => self.union(cases),
            Plan::Model(name) => {
                let model = &self.plans.models[name];
                if model.depth == ENDLESS {
                    return None;
                }
                self.open.push(name);
                let value = self.plan(&model.plan);
                self.open.pop();
                value
            }
        }
    }

    /// Whether only what must be there is drawn: deep down, and where an example would show a model within itself.
    fn is_enough(&self, inner: &Plan) -> bool {
        let again = matches!(inner, Plan::Model(name) if self.open.contains(&name.as_str()));
        self.open.len() >= DEPTH_MAX || self.made > CHOICES_MAX || (again && self.mode == Mode::Example)
    }

    /// Whether something that may be left out is: in this pass over the boundaries, or now and then.
    fn left_out(&mut self, inner: &Plan, pass: usize) -> bool {
        self.is_enough(inner)
            || match self.mode {
                Mode::Corners(now) => now == pass,
                Mode::Random => self.random.once_in(4),
                Mode::Example => false,
            }
    }

    fn option(&mut self, inner: &'a Plan) -> Option<Value> {
        if self.left_out(inner, 1) { Some(Value::Null) } else { self.plan(inner).or(Some(Value::Null)) }
    }

    fn count(&mut self, counts: Counts, item: &Plan) -> usize {
        let Counts { least, most } = counts;
        if self.is_enough(item) {
            return least;
        }
        let usual = if self.open.len() > 2 { ITEMS_MAX_DEEP } else { ITEMS_MAX };
        let most = most.min(usual.max(least));
        match self.mode {
            Mode::Random => least + self.random.below(most - least + 1),
            Mode::Corners(0) => least,
            Mode::Corners(1) => least.max(1).min(most),
            Mode::Corners(2) => most,
            Mode::Corners(_) | Mode::Example => least.max(2).min(most),
        }
    }

    fn list(&mut self, item: &'a Plan, counts: Counts, unique: bool) -> Option<Value> {
        let count = self.count(counts, item);
        let mut items: Vec<Value> = Vec::with_capacity(count);
        for at in 0..count.saturating_add(UNIQUE_TRIES) {
            if items.len() == count {
                break;
            }
            let twice = !unique && items.len() == 1 && self.mode == Mode::Random && self.random.once_in(4);
            let next = if twice { Some(items[0].clone()) } else { self.within(at, |draw| draw.plan(item)) };
            match next {
                Some(next) if unique && items.iter().any(|other| same(other, &next)) => {}
                Some(next) => items.push(next),
                None => break,
            }
        }
        (items.len() >= counts.least).then_some(Value::List(items))
    }

    fn map(&mut self, key: &'a Plan, value: &'a Plan, counts: Counts) -> Option<Value> {
        let count = self.count(counts, value);
        let mut entries: Vec<(Value, Value)> = Vec::with_capacity(count);
        for at in 0..count.saturating_add(UNIQUE_TRIES) {
            if entries.len() == count {
                break;
            }
            let entry = self.within(at, |draw| Some((draw.plan(key)?, draw.plan(value)?)));
            let Some((key, value)) = entry else { break };
            if !entries.iter().any(|(other, _)| same(other, &key)) {
                entries.push((key, value));
            }
        }
        (entries.len() >= counts.least).then_some(Value::Map(entries))
    }

    fn record(&mut self, fields: &'a Fields) -> Option<Value> {
        let mut entries = Vec::with_capacity(fields.fields.len() + 1);
        if let Some((tag, case)) = &fields.tag {
            entries.push((Value::from(tag.as_str()), Value::from(case.as_str())));
        }
        for (at, field) in fields.fields.iter().enumerate() {
            let left_out = !field.required && self.left_out(&field.plan, 0);
            let value = if left_out { None } else { self.within(at, |draw| draw.plan(&field.plan)) };
            match value {
                Some(value) => entries.push((Value::from(field.name.as_str()), value)),
                None if field.required => return None,
                None => {}
            }
        }
        Some(Value::Map(entries))
    }

    fn union(&mut self, cases: &'a [Fields]) -> Option<Value> {
        let plans = self.plans;
        let possible: Vec<&'a Fields> = if self.open.len() >= DEPTH_MAX {
            cases.iter().min_by_key(|case| plans.fields_depth(case)).into_iter().collect()
        } else {
            cases.iter().filter(|case| plans.fields_depth(case) < ENDLESS).collect()
        };
        if possible.is_empty() {
            return None;
        }
        let at = self.choose(possible.len());
        self.record(possible[at])
    }
}

/// Whether two items or keys would be one: decimals by their number, all else as it is.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Decimal(a), Value::Decimal(b)) => a.parse::<Decimal>().ok() == b.parse::<Decimal>().ok(),
        _ => a == b,
    }
}
