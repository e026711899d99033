//! What no single type can see: names that stand twice, defaults that their own limits refuse.

use crate::contract::Contract;
use crate::shape::{Definition, Definitions, Field, Record, Root, Schema};
use crate::validate::{Strictness, validate};
use crate::value::Value;

impl Contract {
    /// Every mistake of the engine's author that shows only in the whole contract; none means that it is sound.
    pub fn mistakes(&self) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (at, function) in self.functions.iter().enumerate() {
            if self.functions[..at].iter().any(|earlier| earlier.name == function.name) {
                mistakes.push(format!("two functions are called `{}`", function.name));
            }
            let errors = function.errors.iter().map(|case| (case.code.as_str(), &case.data));
            mistakes.extend(record(&function.name, &function.input, &self.definitions));
            mistakes.extend(errors.flat_map(|(code, data)| record(code, data, &self.definitions)));
        }
        for (name, definition) in &self.definitions.0 {
            match definition {
                Definition::Record(own) => mistakes.extend(record(name, own, &self.definitions)),
                Definition::Union(union) => {
                    let cases =
                        union.cases.iter().map(|case| (format!("{name}.{}", case.name), &case.record));
                    mistakes.extend(cases.flat_map(|(place, own)| record(&place, own, &self.definitions)));
                }
                Definition::Enum(_) => {}
            }
        }
        mistakes
    }
}

fn record(place: &str, record: &Record, definitions: &Definitions) -> Vec<String> {
    record.fields.iter().filter_map(|field| default(place, field, definitions)).collect()
}

/// A default stands in for a value without being checked, so it is checked once here.
fn default(place: &str, field: &Field, definitions: &Definitions) -> Option<String> {
    let given = field.default.as_ref()?;
    let value = serde_json::from_value::<Value>(given.clone()).ok()?;
    let alone = Record { fields: vec![field.clone()], ..Record::default() };
    let schema = Schema { root: Root::Record(alone), definitions: definitions.clone() };
    let input = Value::Map(vec![(Value::from(field.name.as_str()), value)]);
    let issue = validate(&input, &schema, Strictness::Json).into_iter().next()?;
    Some(format!("the default {given} of `{place}.{}` does not fit: {}", field.name, issue.msg))
}
