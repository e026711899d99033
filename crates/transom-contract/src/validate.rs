//! The slow path: a plain value against a schema, collecting every issue in Pydantic's words.

mod limits;
mod scalars;

use std::collections::HashSet;

use crate::issue::{Issue, Loc};
use crate::shape::{
    Constraints, Definition, Definitions, Enum, Extra, Form, IntWidth, Record, Root, Schema, Shape, Union,
};
use crate::value::Value;

/// No more issues than these are collected for one input.
pub const ISSUES_MAX: usize = 100;
/// Values may nest this deep, as `serde_json` allows.
pub const DEPTH_MAX: usize = 128;

/// What kind of [`Value::Other`] an instant or a span is that has more than microseconds.
pub(crate) const FINER: &str = "finer than a microsecond";

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
    let mut walk =
        Walk { definitions: &schema.definitions, strictness, loc: Vec::new(), depth: 0, issues: Vec::new() };
    match &schema.root {
        Root::Record(record) => walk.nested(value, |walk| walk.record(value, record, None, None)),
        Root::Shape(shape) => walk.shape(value, shape, &Constraints::default()),
    }
    walk.issues
}

struct Walk<'a> {
    definitions: &'a Definitions,
    strictness: Strictness,
    loc: Vec<Loc>,
    depth: usize,
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
            let (loc, msg, input) = (self.loc.clone(), msg.into(), input.clone());
            self.issues.push(Issue { slug, loc, msg, input, ctx });
        }
    }

    fn at(&mut self, loc: Loc, walk: impl FnOnce(&mut Self)) {
        self.loc.push(loc);
        walk(self);
        self.loc.pop();
    }

    /// Walks what stands inside `value`, one level down.
    fn nested(&mut self, value: &Value, walk: impl FnOnce(&mut Self)) {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            let found = Value::from(value.kind());
            self.issue("recursion_loop", format!("Input should nest at most {DEPTH_MAX} deep"), &found);
        } else {
            walk(self);
        }
        self.depth -= 1;
    }

    fn shape(&mut self, value: &Value, shape: &Shape, limits: &Constraints) {
        match (shape, value) {
            (Shape::Option(_), Value::Null) => {}
            (Shape::Option(inner), _) => self.shape(value, inner, limits),
            (Shape::As(form, inner), _) => self.form(value, *form, inner, limits),
            (Shape::Ref(name), _) => self.nested(value, |walk| walk.definition(value, name)),
            (Shape::List(item), Value::List(items)) => {
                self.nested(value, |walk| walk.list(value, items, item, limits));
            }
            (Shape::Array(item, count), Value::List(items) | Value::Tuple(items)) => {
                let limits = Constraints { min_len: Some(*count), max_len: Some(*count), ..limits.clone() };
                self.nested(value, |walk| walk.list(value, items, item, &limits));
            }
            (Shape::List(_) | Shape::Array(..), _) => {
                self.container("list_type", ["a valid array", "a valid list"], value);
            }
            (Shape::Tuple(shapes), Value::Tuple(items)) => {
                self.nested(value, |walk| walk.tuple(value, items, shapes));
            }
            (Shape::Tuple(shapes), Value::List(items)) if self.strictness == Strictness::Json => {
                self.nested(value, |walk| walk.tuple(value, items, shapes));
            }
            (Shape::Tuple(_), _) => self.container("tuple_type", ["a valid array", "a valid tuple"], value),
            (Shape::Map(key, item), Value::Map(entries)) => {
                self.nested(value, |walk| walk.map(value, entries, (key, item), limits));
            }
            (Shape::Map(..), _) => self.container("dict_type", OBJECT, value),
            (scalar, _) => self.scalar(value, scalar, limits),
        }
    }

    /// A shape that Python holds in a class of its own.
    fn form(&mut self, value: &Value, form: Form, inner: &Shape, limits: &Constraints) {
        match (form, value) {
            (Form::Char, _) => {
                let limits = Constraints { min_len: Some(1), max_len: Some(1), ..limits.clone() };
                self.shape(value, inner, &limits);
            }
            (Form::Number, Value::Int(number)) => {
                self.scalar(&Value::Int(*number), &Shape::Int(IntWidth::I64), limits);
            }
            (Form::Set | Form::FrozenSet, _) => {
                self.shape(value, inner, &Constraints { unique: true, ..limits.clone() });
            }
            (Form::Tuple, Value::Tuple(items)) => {
                self.shape(&Value::List(items.clone()), inner, limits);
            }
            _ => self.shape(value, inner, limits),
        }
    }

    /// A container was expected: its name in JSON and in Python.
    fn container(&mut self, slug: &'static str, [json, python]: [&str; 2], value: &Value) {
        let expected = if self.strictness == Strictness::Json { json } else { python };
        self.issue(slug, format!("Input should be {expected}"), value);
    }

    /// Too many items are one issue; each item's own go before too few.
    fn list(&mut self, value: &Value, items: &[Value], shape: &Shape, limits: &Constraints) {
        let (before, most) = (self.issues.len(), limits.max_len.unwrap_or(usize::MAX));
        if items.len() <= most {
            for (index, item) in items.iter().enumerate() {
                self.at(index.into(), |walk| walk.shape(item, shape, &Constraints::default()));
            }
        }
        if self.issues.len() == before && self.length(value, items.len(), limits, "List", "item") {
            self.unique(value, items, shape, limits);
        }
    }

    fn tuple(&mut self, value: &Value, items: &[Value], shapes: &[Shape]) {
        let exact = Constraints { max_len: Some(shapes.len()), ..Constraints::default() };
        if !self.length(value, items.len(), &exact, "Tuple", "item") {
            return;
        }
        for (index, shape) in shapes.iter().enumerate() {
            self.at(index.into(), |walk| match items.get(index) {
                Some(item) => walk.shape(item, shape, &Constraints::default()),
                None => walk.issue("missing", "Field required", value),
            });
        }
    }

    fn map(
        &mut self,
        value: &Value,
        entries: &[(Value, Value)],
        (key_shape, item_shape): (&Shape, &Shape),
        limits: &Constraints,
    ) {
        let before = self.issues.len();
        for (key, item) in entries {
            self.at(key_step(key), |walk| {
                walk.at(Loc::Name("[key]".to_owned()), |walk| match key {
                    Value::String(text) if walk.strictness == Strictness::Json => {
                        walk.text_key(key, text, key_shape);
                    }
                    _ => walk.shape(key, key_shape, &Constraints::default()),
                });
                walk.shape(item, item_shape, &Constraints::default());
            });
        }
        if self.issues.len() == before && (limits.min_len.is_some() || limits.max_len.is_some()) {
            self.length(value, distinct(entries), limits, "Dictionary", "item");
        }
    }

    fn definition(&mut self, value: &Value, name: &str) {
        let definitions = self.definitions;
        match definitions.resolve(name) {
            Definition::Record(record) => self.record(value, record, Some(name), None),
            Definition::Union(union) => self.union(value, union),
            Definition::Enum(choice) => self.choice(value, choice),
        }
    }

    fn choice(&mut self, value: &Value, choice: &Enum) {
        if !choice.cases.iter().any(|case| value.is_text(&case.name)) {
            let expected = limits::alternatives(choice.cases.iter().map(|case| case.name.as_str()));
            let msg = format!("Input should be {expected}");
            self.issue_with("literal_error", msg, value, vec![("expected", expected.into())]);
        }
    }

    fn union(&mut self, value: &Value, union: &Union) {
        let Value::Map(_) = value else { return self.no_union(value) };
        let quoted = format!("'{}'", union.tag);
        let Some(found) = value.get(&union.tag) else {
            let msg = format!("Unable to extract tag using discriminator {quoted}");
            return self.issue_with(
                "union_tag_not_found",
                msg,
                value,
                vec![("discriminator", quoted.into())],
            );
        };
        if let Some(case) = union.cases.iter().find(|case| found.is_text(&case.name)) {
            let tag = Some(union.tag.as_str());
            return self.at(Loc::Name(case.name.clone()), |walk| walk.record(value, &case.record, None, tag));
        }
        let tags: Vec<_> = union.cases.iter().map(|case| format!("'{}'", case.name)).collect();
        let (found, tags) = (key_name(found), tags.join(", "));
        let msg = format!(
            "Input tag '{found}' found using {quoted} does not match any of the expected tags: {tags}"
        );
        let ctx =
            vec![("discriminator", quoted.into()), ("tag", found.into()), ("expected_tags", tags.into())];
        self.issue_with("union_tag_invalid", msg, value, ctx);
    }

    fn no_union(&mut self, value: &Value) {
        match self.strictness {
            Strictness::Json => self.container("dict_type", OBJECT, value),
            Strictness::Python => {
                let msg = "Input should be a valid dictionary or object to extract fields from";
                self.issue("model_attributes_type", msg, value);
            }
        }
    }

    fn record(&mut self, value: &Value, record: &Record, name: Option<&str>, tag: Option<&str>) {
        let Value::Map(entries) = value else { return self.no_record(value, name) };
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

    fn no_record(&mut self, value: &Value, name: Option<&str>) {
        let Some(name) = name else { return self.container("dict_type", OBJECT, value) };
        let ctx = vec![("class_name", name.into())];
        let msg = match self.strictness {
            Strictness::Json => "Input should be an object".to_owned(),
            Strictness::Python => format!("Input should be a valid dictionary or instance of {name}"),
        };
        self.issue_with("model_type", msg, value, ctx);
    }

    fn extra(&mut self, entries: &[(Value, Value)], record: &Record, tag: Option<&str>) {
        for (key, item) in entries {
            match key {
                Value::String(name)
                    if tag == Some(name) || record.fields.iter().any(|field| field.name == *name) => {}
                Value::String(name) => self.at(Loc::Name(name.clone()), |walk| {
                    walk.issue("extra_forbidden", "Extra inputs are not permitted", item);
                }),
                other => self.at(key_step(other), |walk| {
                    walk.issue("invalid_key", "Keys should be strings", other);
                }),
            }
        }
    }
}

/// What a record, a union or a map is, in JSON and in Python.
const OBJECT: [&str; 2] = ["an object", "a valid dictionary"];

/// How many keys there are: wires may name one twice, and the last one stands.
fn distinct(entries: &[(Value, Value)]) -> usize {
    entries.iter().map(|(key, _)| key.to_string()).collect::<HashSet<_>>().len()
}

/// A key as a location shows it.
fn key_step(key: &Value) -> Loc {
    match key {
        Value::Int(number) => {
            i64::try_from(*number).map_or_else(|_| Loc::Name(number.to_string()), Loc::Index)
        }
        other => Loc::Name(key_name(other)),
    }
}

/// A key or a tag in words, Python's for what has words of its own there.
fn key_name(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        other => other.to_string().trim_matches('"').to_owned(),
    }
}
