//! A contract from outside: out of a file, or from a served engine.

use std::collections::HashSet;

use crate::contract::Contract;
use crate::shape::{Definition, Record, Shape};

impl Contract {
    /// Reads a contract's JSON. What refers to a model refers to one that is there, and no name stands twice, so that
    /// no walk goes astray.
    ///
    /// # Errors
    /// When it is no contract: what was expected, and where.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        let contract: Self = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if let Some(name) = contract.undefined() {
            return Err(format!("a model `{name}` is referred to, but `definitions` has none of this name"));
        }
        match contract.twice() {
            Some(name) => Err(format!("the name `{name}` stands twice where names are told apart")),
            None => Ok(contract),
        }
    }

    /// The first name that stands twice among functions, errors, fields or cases.
    fn twice(&self) -> Option<&str> {
        let mut groups: Vec<Vec<&str>> = vec![self.functions.iter().map(|f| f.name.as_str()).collect()];
        for function in &self.functions {
            groups.push(field_names(&function.input));
            groups.push(function.errors.iter().map(|case| case.code.as_str()).collect());
            groups.extend(function.errors.iter().map(|case| field_names(&case.data)));
        }
        for definition in self.definitions.0.values() {
            match definition {
                Definition::Record(record) => groups.push(field_names(record)),
                Definition::Enum(choice) => {
                    groups.push(choice.cases.iter().map(|case| case.name.as_str()).collect());
                }
                Definition::Union(union) => {
                    groups.push(union.cases.iter().map(|case| case.name.as_str()).collect());
                    groups.extend(union.cases.iter().map(|case| field_names(&case.record)));
                }
            }
        }
        groups.into_iter().find_map(|names| {
            let mut seen = HashSet::new();
            names.into_iter().find(|name| !seen.insert(*name))
        })
    }

    /// The first model that is referred to and not there.
    fn undefined(&self) -> Option<&str> {
        let functions = self.functions.iter().find_map(|function| {
            let errors = || function.errors.iter().find_map(|case| self.in_record(&case.data));
            self.in_record(&function.input).or_else(|| self.in_shape(&function.output)).or_else(errors)
        });
        functions.or_else(|| {
            self.definitions.0.values().find_map(|definition| match definition {
                Definition::Record(record) => self.in_record(record),
                Definition::Union(union) => union.cases.iter().find_map(|case| self.in_record(&case.record)),
                Definition::Enum(_) => None,
            })
        })
    }

    fn in_record<'a>(&self, record: &'a Record) -> Option<&'a str> {
        record.fields.iter().find_map(|field| self.in_shape(&field.shape))
    }

    fn in_shape<'a>(&self, shape: &'a Shape) -> Option<&'a str> {
        match shape {
            Shape::Option(inner) | Shape::List(inner) | Shape::Array(inner, _) | Shape::As(_, inner) => {
                self.in_shape(inner)
            }
            Shape::Tuple(items) => items.iter().find_map(|item| self.in_shape(item)),
            Shape::Map(key, item) => self.in_shape(key).or_else(|| self.in_shape(item)),
            Shape::Ref(name) => (!self.definitions.0.contains_key(name)).then_some(name),
            _ => None,
        }
    }
}

fn field_names(record: &Record) -> Vec<&str> {
    record.fields.iter().map(|field| field.name.as_str()).collect()
}
