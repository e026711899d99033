//! The slow path: a plain value against a schema, collecting every issue in Pydantic's words.

mod limits;
mod scalars;

use crate::issue::{Issue, Loc};
use crate::shape::{Constraints, Definition, Definitions, Extra, Record, Root, Schema, Shape, Union};
use crate::value::Value;

/// No more issues than these are collected for one input.
pub const ISSUES_MAX: usize = 100;
/// Values may nest this deep, as `serde_json` allows.
pub const DEPTH_MAX: usize = 128;

/// Which values may stand for special types, as in Pydantic's strict mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// From JSON: dates, bytes and the like are text, map keys are text.
    Json,
    /// From Python: only instances of the type itself.
    Python,
}

/// Every issue of `value`, at most [`ISSUES_MAX`]; none means that it fits.
pub fn validate(value: &Value, schema: &Schema, strictness: Strictness) -> Vec<Issue> {
    let mut walk = Walk { definitions: &schema.definitions, strictness, loc: Vec::new(), issues: Vec::new() };
    match &schema.root {
        Root::Record(record) => walk.record(value, record, None),
        Root::Shape(shape) => walk.shape(value, shape, &Constraints::default()),
    }
    walk.issues
}

struct Walk<'a> {
    definitions: &'a Definitions,
    strictness: Strictness,
    loc: Vec<Loc>,
    issues: Vec<Issue>,
}

impl Walk<'_> {
    fn issue(&mut self, slug: &'static str, msg: impl Into<String>, input: &Value) {
        self.issue_with(slug, msg, input, Vec::new());
    }

    fn issue_with(
        &mut self,
        slug: &'static str,
        msg: impl Into<String>,
        input: &Value,
        ctx: Vec<(&'static str, serde_json::Value)>,
    ) {
        if self.issues.len() < ISSUES_MAX {
            self.issues.push(Issue {
                slug,
                loc: self.loc.clone(),
                msg: msg.into(),
                input: input.clone(),
                ctx,
            });
        }
    }

    fn at(&mut self, loc: Loc, walk: impl FnOnce(&mut Self)) {
        self.loc.push(loc);
        walk(self);
        self.loc.pop();
    }

    fn shape(&mut self, value: &Value, shape: &Shape, limits: &Constraints) {
        if self.loc.len() > DEPTH_MAX {
            return self.issue(
                "recursion_loop",
                format!("Input should nest at most {DEPTH_MAX} deep"),
                &Value::Null,
            );
        }
        match (shape, value) {
            (Shape::Option(_), Value::Null) => return,
            (Shape::Option(inner), _) => return self.shape(value, inner, limits),
            (Shape::Ref(name), _) => self.definition(value, name),
            (Shape::List(item), Value::List(items)) => {
                self.items(items.iter().zip(std::iter::repeat(&**item)));
            }
            (Shape::List(_), _) => self.issue("list_type", "Input should be a valid list", value),
            (Shape::Array(item, count), Value::List(items)) => {
                self.count(value, items.len(), *count, "List");
                self.items(items.iter().zip(std::iter::repeat(&**item)));
            }
            (Shape::Array(..), _) => self.issue("list_type", "Input should be a valid list", value),
            (Shape::Tuple(shapes), _) => self.tuple(value, shapes),
            (Shape::Map(key, item), Value::Map(entries)) => self.entries(entries, key, item),
            (Shape::Map(..), _) => self.issue("dict_type", "Input should be a valid dictionary", value),
            (scalar, _) => return self.scalar(value, scalar, limits),
        }
        self.collection_limits(value, limits);
    }

    fn items<'v>(&mut self, pairs: impl Iterator<Item = (&'v Value, &'v Shape)>) {
        for (index, (item, shape)) in pairs.enumerate() {
            self.at(Loc::Index(index), |walk| walk.shape(item, shape, &Constraints::default()));
        }
    }

    fn tuple(&mut self, value: &Value, shapes: &[Shape]) {
        match (value, self.strictness) {
            (Value::Tuple(items), _) | (Value::List(items), Strictness::Json) => {
                self.count(value, items.len(), shapes.len(), "Tuple");
                self.items(items.iter().zip(shapes));
            }
            _ => self.issue("tuple_type", "Input should be a valid tuple", value),
        }
    }

    fn count(&mut self, value: &Value, found: usize, expected: usize, what: &str) {
        let (slug, bound, side) = match found.cmp(&expected) {
            std::cmp::Ordering::Less => ("too_short", "least", "min_length"),
            std::cmp::Ordering::Greater => ("too_long", "most", "max_length"),
            std::cmp::Ordering::Equal => return,
        };
        let msg = format!(
            "{what} should have at {bound} {} after validation, not {found}",
            limits::items(expected)
        );
        let ctx = vec![("field_type", what.into()), (side, expected.into()), ("actual_length", found.into())];
        self.issue_with(slug, msg, value, ctx);
    }

    fn entries(&mut self, entries: &[(Value, Value)], key_shape: &Shape, item: &Shape) {
        for (key, value) in entries {
            let name = key.to_string().trim_matches('"').to_owned();
            self.at(Loc::Name(name), |walk| {
                let fits = match (walk.strictness, key) {
                    (Strictness::Json, Value::String(text)) => scalars::key_fits(text, key_shape),
                    _ => false,
                };
                if !fits {
                    walk.at(Loc::Name("[key]".to_owned()), |walk| {
                        walk.shape(key, key_shape, &Constraints::default())
                    });
                }
                walk.shape(value, item, &Constraints::default());
            });
        }
    }

    fn definition(&mut self, value: &Value, name: &str) {
        let definitions = self.definitions;
        match definitions.resolve(name) {
            Definition::Record(record) => self.record(value, record, None),
            Definition::Union(union) => self.union(value, union),
            Definition::Enum(choice) => {
                let known = |text: &str| choice.cases.iter().any(|case| case.name == text);
                if !matches!(value, Value::String(text) if known(text)) {
                    let expected = limits::alternatives(choice.cases.iter().map(|case| case.name.as_str()));
                    let ctx = vec![("expected", expected.as_str().into())];
                    self.issue_with("literal_error", format!("Input should be {expected}"), value, ctx);
                }
            }
        }
    }

    fn union(&mut self, value: &Value, union: &Union) {
        let Value::Map(_) = value else {
            return self.issue("dict_type", "Input should be a valid dictionary", value);
        };
        let Some(found) = value.get(&union.tag) else {
            let msg = format!("Unable to extract tag using discriminator '{}'", union.tag);
            return self.issue_with(
                "union_tag_not_found",
                msg,
                value,
                vec![("discriminator", union.tag.as_str().into())],
            );
        };
        match union.cases.iter().find(|case| found.is_text(&case.name)) {
            Some(case) => self
                .at(Loc::Name(case.name.clone()), |walk| walk.record(value, &case.record, Some(&union.tag))),
            None => {
                let expected = limits::alternatives(union.cases.iter().map(|case| case.name.as_str()));
                let found = found.to_string();
                let found = found.trim_matches('"');
                let msg = format!(
                    "Input tag '{found}' found using '{}' does not match any of the expected tags: {expected}",
                    union.tag
                );
                let ctx = vec![
                    ("discriminator", union.tag.as_str().into()),
                    ("tag", found.into()),
                    ("expected_tags", expected.as_str().into()),
                ];
                self.issue_with("union_tag_invalid", msg, value, ctx);
            }
        }
    }

    fn record(&mut self, value: &Value, record: &Record, tag: Option<&str>) {
        let Value::Map(entries) = value else {
            return self.issue("dict_type", "Input should be a valid dictionary", value);
        };
        for field in &record.fields {
            let mut found = entries.iter().filter(|(key, _)| key.is_text(&field.name));
            let first = found.next();
            let again = found.next();
            self.at(Loc::Name(field.name.clone()), |walk| match (first, again) {
                (None, _) if field.required => walk.issue("missing", "Field required", value),
                (None, _) => {}
                (Some((_, item)), None) => walk.shape(item, &field.shape, &field.constraints),
                (Some(_), Some((_, item))) => walk.issue("duplicate_key", "Field stands twice", item),
            });
        }
        if record.extra == Extra::Forbid {
            self.extra(entries, record, tag);
        }
    }

    fn extra(&mut self, entries: &[(Value, Value)], record: &Record, tag: Option<&str>) {
        for (key, item) in entries {
            match key {
                Value::String(name)
                    if tag == Some(name) || record.fields.iter().any(|field| field.name == *name) => {}
                Value::String(name) => self.at(Loc::Name(name.clone()), |walk| {
                    walk.issue("extra_forbidden", "Extra inputs are not permitted", item);
                }),
                other => self.at(Loc::Name(other.to_string()), |walk| {
                    walk.issue("invalid_key", "Keys should be strings", other);
                }),
            }
        }
    }
}
