//! A schema made ready for drawing: scalars have their boundary values at hand, and every model knows how deep its
//! shallowest value is, so that drawing a recursive one comes to an end.

use std::collections::HashMap;

use super::scalar::Scalar;
use crate::shape::{Constraints, Definition, Form, Record, Root, Schema, Shape};
use crate::value::Value;

/// Boundary values are gone through once, but no more often than this.
const PASSES_MAX: usize = 64;
/// A depth that no value has: the model contains itself without a way out.
pub(super) const ENDLESS: usize = usize::MAX;

/// A schema's plan.
#[derive(Debug)]
pub(super) struct Plans {
    pub(super) root: Plan,
    pub(super) models: HashMap<String, Model>,
}

/// A model's plan, and the depth of its shallowest value.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) plan: Plan,
    pub(super) depth: usize,
}

/// How to draw one value.
#[derive(Debug)]
pub(super) enum Plan {
    Scalar(Box<Scalar>),
    /// One of these values.
    OneOf(Vec<Value>),
    Option(Box<Plan>),
    List {
        item: Box<Plan>,
        counts: Counts,
        unique: bool,
    },
    Tuple(Vec<Plan>),
    Map {
        key: Box<Plan>,
        value: Box<Plan>,
        counts: Counts,
    },
    Record(Fields),
    Union(Vec<Fields>),
    Model(String),
}

/// How many items there may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// A record's fields.
#[derive(Debug)]
pub(super) struct Fields {
    pub(super) tag: Option<(String, String)>,
    pub(super) fields: Vec<FieldPlan>,
}

/// One field.
#[derive(Debug)]
pub(super) struct FieldPlan {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) plan: Plan,
}

/// Makes the plan.
pub(super) fn compile(schema: &Schema) -> Plans {
    let models = schema.definitions.0.iter();
    let models =
        models.map(|(name, model)| (name.clone(), Model { plan: definition(model), depth: ENDLESS }));
    let root = match &schema.root {
        Root::Record(record) => Plan::Record(fields(record, None)),
        Root::Shape(shape) => plan(shape, &Constraints::default()),
    };
    let mut plans = Plans { root, models: models.collect() };
    plans.measure();
    plans
}

impl Plans {
    /// How many values it takes to go through all boundary values.
    pub(super) fn passes(&self) -> usize {
        let models = self.models.values().map(|model| model.plan.corners());
        models.chain([self.root.corners()]).max().unwrap_or(0).min(PASSES_MAX)
    }

    /// Finds each model's depth, from the shallowest models up.
    fn measure(&mut self) {
        loop {
            let deeper = |(name, model): (&String, &Model)| {
                let depth = self.depth(&model.plan);
                (depth < model.depth).then(|| (name.clone(), depth))
            };
            let found: Vec<(String, usize)> = self.models.iter().filter_map(deeper).collect();
            if found.is_empty() {
                return;
            }
            for (name, depth) in found {
                if let Some(model) = self.models.get_mut(&name) {
                    model.depth = depth;
                }
            }
        }
    }

    /// The depth of the shallowest value.
    pub(super) fn depth(&self, plan: &Plan) -> usize {
        match plan {
            Plan::Scalar(_) | Plan::OneOf(_) | Plan::Option(_) => 0,
            Plan::List { counts, .. } | Plan::Map { counts, .. } if counts.least == 0 => 0,
            Plan::List { item, .. } => self.depth(item),
            Plan::Map { key, value, .. } => self.depth(key).max(self.depth(value)),
            Plan::Tuple(items) => items.iter().map(|item| self.depth(item)).max().unwrap_or(0),
            Plan::Record(fields) => self.fields_depth(fields),
            Plan::Union(cases) => cases.iter().map(|case| self.fields_depth(case)).min().unwrap_or(ENDLESS),
            Plan::Model(name) => self.models[name].depth.saturating_add(1),
        }
    }

    /// The depth of the shallowest record with these fields.
    pub(super) fn fields_depth(&self, fields: &Fields) -> usize {
        let required = fields.fields.iter().filter(|field| field.required);
        required.map(|field| self.depth(&field.plan)).max().unwrap_or(0)
    }
}

impl Plan {
    fn corners(&self) -> usize {
        let of_fields = |fields: &Fields| fields.fields.iter().map(|field| field.plan.corners()).max();
        match self {
            Self::Scalar(scalar) => scalar.corners.len(),
            Self::OneOf(values) => values.len(),
            Self::Option(inner) => inner.corners() + 1,
            Self::List { item, .. } => item.corners().max(4),
            Self::Map { key, value, .. } => key.corners().max(value.corners()).max(4),
            Self::Tuple(items) => items.iter().map(Self::corners).max().unwrap_or(0),
            Self::Record(fields) => of_fields(fields).unwrap_or(1),
            Self::Union(cases) => cases.iter().filter_map(of_fields).max().unwrap_or(0).max(cases.len()),
            Self::Model(_) => 0,
        }
    }
}

fn definition(definition: &Definition) -> Plan {
    match definition {
        Definition::Record(record) => Plan::Record(fields(record, None)),
        Definition::Enum(choice) => {
            Plan::OneOf(choice.cases.iter().map(|case| Value::from(case.name.as_str())).collect())
        }
        Definition::Union(union) => {
            let case = |case: &crate::shape::UnionCase| {
                fields(&case.record, Some((union.tag.clone(), case.name.clone())))
            };
            Plan::Union(union.cases.iter().map(case).collect())
        }
    }
}

fn fields(record: &Record, tag: Option<(String, String)>) -> Fields {
    let fields = record.fields.iter().map(|field| FieldPlan {
        name: field.name.clone(),
        required: field.required,
        plan: plan(&field.shape, &field.constraints),
    });
    Fields { tag, fields: fields.collect() }
}

fn plan(shape: &Shape, limits: &Constraints) -> Plan {
    let none = Constraints::default();
    let counts = Counts { least: limits.min_len.unwrap_or(0), most: limits.max_len.unwrap_or(usize::MAX) };
    match shape {
        Shape::Option(inner) => Plan::Option(Box::new(plan(inner, limits))),
        Shape::List(item) => Plan::List { item: Box::new(plan(item, &none)), counts, unique: limits.unique },
        Shape::Array(item, count) => {
            let counts = Counts { least: *count, most: *count };
            Plan::List { item: Box::new(plan(item, &none)), counts, unique: limits.unique }
        }
        Shape::Tuple(items) => Plan::Tuple(items.iter().map(|item| plan(item, &none)).collect()),
        Shape::Map(key, value) => {
            Plan::Map { key: Box::new(plan(key, &none)), value: Box::new(plan(value, &none)), counts }
        }
        Shape::Ref(name) => Plan::Model(name.clone()),
        Shape::As(form, inner) => {
            let mut limits = limits.clone();
            match form {
                Form::Char => (limits.min_len, limits.max_len) = (Some(1), Some(1)),
                Form::Set | Form::FrozenSet => limits.unique = true,
                _ => {}
            }
            plan(inner, &limits)
        }
        scalar => Plan::Scalar(Box::new(Scalar::new(scalar, limits))),
    }
}
