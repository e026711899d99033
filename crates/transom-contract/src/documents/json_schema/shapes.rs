//! Each shape as a schema.

use std::collections::HashMap;

use super::scalars::{decimal, float, int, string, typed};
use super::text;
use crate::contract::{Contract, Function};
use crate::documents::json::{Json, Object};
use crate::protobuf::{Names, camel, ident};
use crate::shape::{Constraints, Definition, Enum, Extra, Field, Form, Record, Shape, Union};

/// Where schemas stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// In `$defs` of a JSON Schema.
    JsonSchema,
    /// In `components.schemas` of an `OpenAPI` document, which has words for discriminators.
    OpenApi,
}

/// A contract's schemas, each under a name of its own.
pub(crate) struct Schemas<'a> {
    contract: &'a Contract,
    dialect: Dialect,
    names: Names,
    models: HashMap<&'a str, String>,
    cases: HashMap<&'a str, Vec<String>>,
    functions: Vec<[String; 2]>,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(contract: &'a Contract, dialect: Dialect) -> Self {
        let mut names = Names::default();
        let definitions = &contract.definitions.0;
        let models = definitions.keys().map(|name| (name.as_str(), names.claim(&ident(name), "_"))).collect();
        let mut cases = HashMap::new();
        for (name, definition) in definitions {
            let Definition::Union(union) = definition else { continue };
            let own = union.cases.iter();
            let own = own.map(|case| names.claim(&format!("{}{}", ident(name), camel(&case.name)), "Case"));
            cases.insert(name.as_str(), own.collect());
        }
        let mut claim =
            |function: &Function, word| names.claim(&format!("{}{word}", camel(&function.name)), "_");
        let functions = contract.functions.iter().map(|f| [claim(f, "Input"), claim(f, "Output")]).collect();
        Self { contract, dialect, names, models, cases, functions }
    }

    /// A name that no schema has yet.
    pub(crate) fn claim(&mut self, wanted: &str, suffix: &str) -> String {
        self.names.claim(wanted, suffix)
    }

    /// Every function's input and output, then every model.
    pub(crate) fn all(&self) -> Object {
        let mut all = Object::new();
        for (function, [input, output]) in self.contract.functions.iter().zip(&self.functions) {
            all.set(input, self.record(&function.input, None));
            all.set(output, self.shape(&function.output, &Constraints::default()));
        }
        for (name, definition) in &self.contract.definitions.0 {
            let own = &self.models[name.as_str()];
            match definition {
                Definition::Record(record) => all.set(own, self.record(record, None)),
                Definition::Enum(cases) => all.set(own, choice(cases)),
                Definition::Union(union) => {
                    let cases = &self.cases[name.as_str()];
                    all.set(own, self.union(union, cases));
                    for (name, case) in cases.iter().zip(&union.cases) {
                        all.set(name, self.record(&case.record, Some((&union.tag, &case.name))));
                    }
                }
            }
        }
        all
    }

    /// References to the input and output of the function at this place.
    pub(crate) fn of_function(&self, at: usize) -> [Object; 2] {
        self.functions[at].each_ref().map(|name| self.reference(name))
    }

    fn reference(&self, name: &str) -> Object {
        Object::new().with("$ref", self.place(name))
    }

    fn place(&self, name: &str) -> String {
        match self.dialect {
            Dialect::JsonSchema => format!("#/$defs/{name}"),
            Dialect::OpenApi => format!("#/components/schemas/{name}"),
        }
    }

    fn shape(&self, shape: &Shape, limits: &Constraints) -> Object {
        match shape {
            Shape::Unit => typed("null"),
            Shape::Bool => typed("boolean"),
            Shape::Int(width) => int(*width, limits),
            Shape::Float(width) => float(*width, limits),
            Shape::String => string(limits),
            Shape::Bytes => {
                typed("string").with("contentEncoding", "base64").with("pattern", text::base64(limits))
            }
            Shape::Date => typed("string").with("format", "date").with("pattern", text::date()),
            Shape::Time => typed("string")
                .with("pattern", text::time())
                .described("A time of day without a zone, such as 13:45:00.5."),
            Shape::DateTime => typed("string")
                .with("pattern", text::date_time())
                .described("A date and time without a zone, such as 2026-01-31T13:45:00.5."),
            Shape::Timestamp => {
                typed("string").with("format", "date-time").with("pattern", text::timestamp())
            }
            Shape::Duration => typed("string")
                .with("pattern", text::duration())
                .described("A span of time in ISO 8601, such as P1DT2.5S; negative with a minus before it."),
            Shape::Decimal => decimal(limits),
            Shape::Uuid => typed("string").with("format", "uuid").with("pattern", text::uuid()),
            Shape::Option(inner) => optional(self.shape(inner, limits)),
            Shape::List(item) => self.list(item, limits),
            Shape::Array(item, count) => {
                let limits = Constraints { min_len: Some(*count), max_len: Some(*count), ..limits.clone() };
                self.list(item, &limits)
            }
            Shape::Tuple(items) => {
                let none = Constraints::default();
                let places: Vec<Object> = items.iter().map(|item| self.shape(item, &none)).collect();
                typed("array")
                    .with("minItems", items.len())
                    .with("maxItems", items.len())
                    .with("prefixItems", places)
                    .with("items", false)
            }
            Shape::Map(key, item) => self.map(key, item, limits),
            Shape::As(Form::Char, inner) => {
                let limits = Constraints { min_len: Some(1), max_len: Some(1), ..limits.clone() };
                self.shape(inner, &limits)
            }
            Shape::As(Form::Set | Form::FrozenSet, inner) => {
                self.shape(inner, &Constraints { unique: true, ..limits.clone() })
            }
            Shape::As(_, inner) => self.shape(inner, limits),
            Shape::Ref(name) => self.reference(&self.models[name.as_str()]),
        }
    }

    fn list(&self, item: &Shape, limits: &Constraints) -> Object {
        typed("array")
            .with("items", self.shape(item, &Constraints::default()))
            .with_some("minItems", limits.min_len)
            .with_some("maxItems", limits.max_len)
            .with_some("uniqueItems", limits.unique.then_some(true))
    }

    fn map(&self, key: &Shape, item: &Shape, limits: &Constraints) -> Object {
        let names = self.key(key);
        typed("object")
            .with_some("propertyNames", (!names.is_empty()).then_some(names))
            .with("additionalProperties", self.shape(item, &Constraints::default()))
            .with_some("minProperties", limits.min_len)
            .with_some("maxProperties", limits.max_len)
    }

    /// What an object's keys are: text that stands for the shape.
    fn key(&self, shape: &Shape) -> Object {
        match shape {
            Shape::Bool => Object::new().with("enum", vec!["true", "false"]),
            Shape::Int(_) => Object::new().with("pattern", text::INT_KEY),
            Shape::Decimal => Object::new().with("pattern", text::DECIMAL),
            Shape::Option(inner) => self.key(inner),
            // Text needs no words; JSON has none for the others, which are for callers in the same process.
            Shape::String
            | Shape::Unit
            | Shape::Float(_)
            | Shape::Tuple(_)
            | Shape::Array(..)
            | Shape::As(Form::Number | Form::Tuple | Form::FrozenSet, _) => Object::new(),
            other => self.shape(other, &Constraints::default()),
        }
    }

    pub(crate) fn record(&self, record: &Record, tag: Option<(&str, &str)>) -> Object {
        let mut properties = Object::new();
        let mut required: Vec<&str> = Vec::new();
        if let Some((tag, case)) = tag {
            properties.set(tag, Object::new().with("const", case));
            required.push(tag);
        }
        for field in &record.fields {
            properties.set(&field.name, self.field(field));
            required.extend(field.required.then_some(field.name.as_str()));
        }
        let mut object = typed("object").described(&record.doc);
        if !properties.is_empty() {
            object.set("properties", properties);
        }
        if !required.is_empty() {
            object.set("required", required);
        }
        if record.extra == Extra::Forbid {
            object.set("additionalProperties", false);
        }
        object
    }

    fn field(&self, field: &Field) -> Object {
        self.shape(&field.shape, &field.constraints)
            .described(&field.doc)
            .with_some("default", field.default.clone())
    }

    fn union(&self, union: &Union, names: &[String]) -> Object {
        let cases: Vec<Object> = names.iter().map(|name| self.reference(name)).collect();
        let object = Object::new().described(&union.doc).with("oneOf", cases);
        if self.dialect == Dialect::JsonSchema {
            return object;
        }
        let mut mapping = Object::new();
        for (case, name) in union.cases.iter().zip(names) {
            mapping.set(&case.name, self.place(name));
        }
        let discriminator = Object::new().with("propertyName", union.tag.as_str()).with("mapping", mapping);
        object.with("discriminator", discriminator)
    }
}

/// The same, or nothing.
fn optional(mut object: Object) -> Object {
    let null = Json::from(typed("null"));
    let mut ways = match object.remove("anyOf") {
        Some(Json::List(ways)) => ways,
        _ => vec![std::mem::take(&mut object).into()],
    };
    if !ways.contains(&null) {
        ways.push(null);
    }
    object.with("anyOf", ways)
}

fn choice(choice: &Enum) -> Object {
    let names: Vec<&str> = choice.cases.iter().map(|case| case.name.as_str()).collect();
    let told = choice.cases.iter().filter(|case| !case.doc.is_empty());
    let told: Vec<String> = told.map(|case| format!("- `{}`: {}", case.name, case.doc)).collect();
    let doc = [choice.doc.clone(), told.join("\n")];
    let doc: Vec<String> = doc.into_iter().filter(|part| !part.is_empty()).collect();
    typed("string").described(&doc.join("\n\n")).with("enum", names)
}
