//! Two contracts side by side.

use std::collections::HashSet;

use super::rules::{Rule, Wire};
use super::{Change, Direction, layout, limits};
use crate::contract::{Contract, Function};
use crate::shape::{Constraints, Extra, Field, FloatWidth, IntWidth, Record, Shape};

pub(super) fn diff(old: &Contract, new: &Contract) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        direction: Direction::Input,
        place: Vec::new(),
        seen: HashSet::new(),
        changes: Vec::new(),
    };
    if old.engine != new.engine {
        walk.say(Rule::EngineRenamed, &old.engine, &new.engine);
    }
    for function in &old.functions {
        walk.at(&function.name, |walk| match new.function(&function.name) {
            Some(now) => walk.function(function, now),
            None => walk.say(Rule::FunctionRemoved, "a function", "nothing"),
        });
    }
    for function in new.functions.iter().filter(|function| old.function(&function.name).is_none()) {
        walk.at(&function.name, |walk| walk.say(Rule::FunctionAdded, "nothing", "a function"));
    }
    walk.changes
}

pub(super) struct Walk<'a> {
    pub(super) old: &'a Contract,
    pub(super) new: &'a Contract,
    direction: Direction,
    place: Vec<String>,
    /// Models that were compared already for this function and direction.
    pub(super) seen: HashSet<(&'a str, &'a str)>,
    changes: Vec<Change>,
}

impl<'a> Walk<'a> {
    pub(super) fn say(&mut self, rule: Rule, was: impl Into<String>, is: impl Into<String>) {
        let row = rule.row();
        let breaks = rule.breaks(self.direction);
        self.changes.push(Change {
            rule: row.code,
            place: self.place.concat(),
            was: was.into(),
            is: is.into(),
            direction: self.direction,
            breaks,
            what: row.what,
            mend: if breaks.is_empty() { "" } else { row.mend },
        });
    }

    pub(super) fn at(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        self.place.push(step.to_owned());
        walk(self);
        self.place.pop();
    }

    fn toward(&mut self, direction: Direction, step: &str, walk: impl FnOnce(&mut Self)) {
        self.direction = direction;
        self.seen.clear();
        self.at(step, walk);
        self.direction = Direction::Input;
    }

    fn function(&mut self, old: &'a Function, new: &'a Function) {
        match (old.exact, new.exact) {
            (true, false) => self.say(Rule::ExactRemoved, "exact", "not exact"),
            (false, true) => self.say(Rule::ExactAdded, "not exact", "exact"),
            _ => {}
        }
        self.toward(Direction::Input, ".input", |walk| {
            walk.record(&old.input, &new.input);
            walk.order(&old.input, &new.input);
        });
        self.toward(Direction::Answer, ".output", |walk| {
            walk.value(&output(&old.output), &output(&new.output), &old.output, &new.output);
        });
        self.toward(Direction::Answer, ".errors", |walk| walk.errors(old, new));
    }

    /// The first argument that Python callers pass by another place.
    fn order(&mut self, old: &Record, new: &Record) {
        let place = |fields: &[Field], name: &str| fields.iter().position(|field| field.name == name);
        for (was, field) in old.fields.iter().enumerate() {
            match place(&new.fields, &field.name) {
                Some(is) if is != was => {
                    let word = |at: usize| format!("argument {}", at + 1);
                    let step = format!(".{}", field.name);
                    return self.at(&step, |walk| walk.say(Rule::ArgumentMoved, word(was), word(is)));
                }
                _ => {}
            }
        }
    }

    fn errors(&mut self, old: &'a Function, new: &'a Function) {
        for case in &old.errors {
            self.at(&format!(".{}", case.code), |walk| {
                let Some(now) = new.errors.iter().find(|now| now.code == case.code) else {
                    return walk.say(Rule::ErrorRemoved, &case.name, "nothing");
                };
                if case.name != now.name {
                    walk.say(Rule::ErrorRenamed, &case.name, &now.name);
                }
                if case.http != now.http {
                    walk.say(Rule::ErrorStatusChanged, case.http.to_string(), now.http.to_string());
                }
                walk.record(&case.data, &now.data);
            });
        }
        for case in new.errors.iter().filter(|case| old.errors.iter().all(|was| was.code != case.code)) {
            self.at(&format!(".{}", case.code), |walk| walk.say(Rule::ErrorAdded, "nothing", &case.name));
        }
    }

    pub(super) fn record(&mut self, old: &'a Record, new: &'a Record) {
        match (old.extra, new.extra) {
            (Extra::Ignore, Extra::Forbid) => self.say(Rule::ExtraForbidden, "passed over", "an error"),
            (Extra::Forbid, Extra::Ignore) => self.say(Rule::ExtraIgnored, "an error", "passed over"),
            _ => {}
        }
        let named = |fields: &'a [Field], name: &str| fields.iter().find(|field| field.name == name);
        let mut renamed: Vec<&str> = Vec::new();
        for field in &old.fields {
            let same_number = |now: &&Field| {
                now.number == field.number
                    && now.shape == field.shape
                    && named(&old.fields, &now.name).is_none()
            };
            if let Some(now) = named(&new.fields, &field.name) {
                self.at(&format!(".{}", field.name), |walk| walk.field(field, now));
            } else if let Some(now) = new.fields.iter().find(same_number) {
                renamed.push(&now.name);
                self.at(&format!(".{}", field.name), |walk| {
                    walk.say(Rule::FieldRenamed, &field.name, &now.name);
                    walk.field(field, now);
                });
            } else {
                let rule = match (self.direction, new.extra) {
                    (Direction::Input, Extra::Ignore) => Rule::IgnoredFieldRemoved,
                    _ if field.required => Rule::FieldRemoved,
                    _ => Rule::OptionalFieldRemoved,
                };
                self.at(&format!(".{}", field.name), |walk| {
                    walk.say(rule, field.shape.to_string(), "nothing");
                });
            }
        }
        for field in new.fields.iter().filter(|field| named(&old.fields, &field.name).is_none()) {
            if !renamed.contains(&field.name.as_str()) {
                self.added(field, old.extra);
            }
        }
    }

    fn added(&mut self, field: &Field, extra: Extra) {
        let rule = match (self.direction, extra) {
            (Direction::Answer, Extra::Ignore) => Rule::IgnoredFieldAdded,
            _ if field.required => Rule::RequiredFieldAdded,
            _ => Rule::OptionalFieldAdded,
        };
        self.at(&format!(".{}", field.name), |walk| walk.say(rule, "nothing", field.shape.to_string()));
    }

    fn field(&mut self, old: &'a Field, new: &'a Field) {
        if old.number != new.number {
            self.say(Rule::NumberChanged, old.number.to_string(), new.number.to_string());
        }
        let option = |field: &Field| matches!(field.shape, Shape::Option(_));
        let required = |field: &Field| if field.required { "required" } else { "optional" };
        if option(old) == option(new) && old.required != new.required {
            let rule = if new.required { Rule::FieldRequired } else { Rule::FieldOptional };
            self.say(rule, required(old), required(new));
        } else if !old.required && !new.required && old.default != new.default {
            let default =
                |field: &Field| field.default.as_ref().map_or("null".to_owned(), ToString::to_string);
            self.say(Rule::DefaultChanged, default(old), default(new));
        }
        for (rule, was, is) in limits::diff(&old.constraints, &new.constraints) {
            self.say(rule, was, is);
        }
        self.value(old, new, &old.shape, &new.shape);
    }

    /// What stands in a field; how it is laid out only where nothing else broke that.
    fn value(&mut self, old: &Field, new: &Field, was: &'a Shape, is: &'a Shape) {
        let before = self.changes.len();
        self.shape(was, is);
        if self.changes[before..].iter().any(|change| change.breaks.contains(&Wire::Protobuf)) {
            return;
        }
        let (was, is) = (layout::of(self.old, old), layout::of(self.new, new));
        if was != is {
            self.say(Rule::LayoutChanged, was, is);
        }
    }

    fn shape(&mut self, old: &'a Shape, new: &'a Shape) {
        match (old, new) {
            (Shape::Option(old), Shape::Option(new)) => self.shape(old, new),
            (_, Shape::Option(inner)) => {
                self.say(Rule::NothingAllowed, old.to_string(), new.to_string());
                self.shape(old, inner);
            }
            (Shape::Option(inner), _) => {
                self.say(Rule::NothingRefused, old.to_string(), new.to_string());
                self.shape(inner, new);
            }
            (Shape::Int(was), Shape::Int(is)) => self.int(*was, *is, old, new),
            (Shape::Float(was), Shape::Float(is)) if was != is => {
                let rule = if *is == FloatWidth::F64 { Rule::FloatWidened } else { Rule::FloatNarrowed };
                self.say(rule, old.to_string(), new.to_string());
            }
            (Shape::Int(_), Shape::Float(_)) => self.say(Rule::IntToFloat, old.to_string(), new.to_string()),
            (Shape::List(was), Shape::List(is)) => self.at("[]", |walk| walk.shape(was, is)),
            (Shape::Array(was, m), Shape::Array(is, n)) if m == n => {
                self.at("[]", |walk| walk.shape(was, is));
            }
            (Shape::List(was), Shape::Array(is, _)) => {
                self.say(Rule::ListFixed, old.to_string(), new.to_string());
                self.at("[]", |walk| walk.shape(was, is));
            }
            (Shape::Array(was, _), Shape::List(is)) => {
                self.say(Rule::ListFreed, old.to_string(), new.to_string());
                self.at("[]", |walk| walk.shape(was, is));
            }
            (Shape::Tuple(was), Shape::Tuple(is)) if was.len() == is.len() => {
                for (at, (was, is)) in was.iter().zip(is).enumerate() {
                    self.at(&format!("[{at}]"), |walk| walk.shape(was, is));
                }
            }
            (Shape::Map(old_key, was), Shape::Map(new_key, is)) => {
                self.at("{key}", |walk| walk.shape(old_key, new_key));
                self.at("{}", |walk| walk.shape(was, is));
            }
            (Shape::Ref(was), Shape::Ref(is)) => self.model(was, is),
            (Shape::As(one, was), Shape::As(other, is)) if one == other => self.shape(was, is),
            _ if old == new => {}
            _ => self.say(Rule::TypeChanged, old.to_string(), new.to_string()),
        }
    }

    fn int(&mut self, was: IntWidth, is: IntWidth, old: &Shape, new: &Shape) {
        let rule = if was == is {
            return;
        } else if is.min() <= was.min() && is.max() >= was.max() {
            Rule::IntWidened
        } else if is.min() >= was.min() && is.max() <= was.max() {
            Rule::IntNarrowed
        } else {
            Rule::TypeChanged
        };
        self.say(rule, old.to_string(), new.to_string());
    }
}

/// An answer as a field, to be laid out as one.
fn output(shape: &Shape) -> Field {
    Field {
        name: "value".to_owned(),
        doc: String::new(),
        shape: shape.clone(),
        constraints: Constraints::default(),
        default: None,
        required: !matches!(shape, Shape::Option(_)),
        number: 1,
    }
}
