//! The JSON Schema (draft 2020-12): what the JSON wire takes and gives.
//!
//! One document for the whole engine. Everything lies in `$defs`: `<Function>Input` and `<Function>Output` for each
//! function, and every model under its own name, so that a validator is pointed at
//! `shop.schema.json#/$defs/QuoteInput`.
//!
//! The schema says what the decoder takes, its leniencies included: a timestamp may have a blank for its `T`, base64
//! may lack its padding. A value that the decoder takes is never refused. Where JSON Schema has no word for a limit
//! it is looser, and the description says what it leaves out:
//!
//! | what | the schema |
//! |---|---|
//! | a whole number written as `1.0` | takes it: to JSON Schema it is the number 1 |
//! | limits of a decimal number in text | describes them |
//! | text that is out of a type's range: the 31st of February, 29 digits, a key beyond its width | takes it |
//! | a pattern with word boundaries or line anchors | describes it |
//! | an object's key that stands twice, depth beyond 128 | does not see them |
//! | `multiple_of` of a float, which has a tolerance of a billionth | is stricter: it has none |
//! | `unique` with NaN, which differs from itself | is stricter: `"NaN"` stands once |

mod pattern;
mod scalars;
mod shapes;
mod text;

use super::json::Object;
use crate::contract::Contract;

pub(super) use shapes::{Dialect, Schemas};

/// The document.
pub fn render(contract: &Contract) -> String {
    document(contract).render()
}

/// The document as data, to be put into another one.
pub fn value(contract: &Contract) -> serde_json::Value {
    document(contract).into_value()
}

fn document(contract: &Contract) -> Object {
    let schemas = Schemas::new(contract, Dialect::JsonSchema);
    Object::new()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", format!("{} {}", contract.engine, contract.version))
        .with_some("description", (!contract.doc.is_empty()).then_some(contract.doc.as_str()))
        .with("$defs", schemas.all())
}
