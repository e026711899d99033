//! JSON for whom no Rust type is at hand: values typed as Python types them, guided by a schema.
//!
//! A client that knows a contract only as data uses it: [`encode`] for its arguments, [`decode`] for the answer.

use super::{Rejection, decode_value};
use crate::issue::Issue;
use crate::shape::Schema;
use crate::validate::{Strictness, validate};
use crate::value::{Value, typed};

/// Writes a value that came from Python.
///
/// # Errors
/// When it is not what the schema says: every issue.
pub fn encode(value: &Value, schema: &Schema) -> Result<Vec<u8>, Vec<Issue>> {
    let issues = validate(value, schema, Strictness::Python);
    if !issues.is_empty() {
        return Err(issues);
    }
    let mut json = Vec::with_capacity(128);
    super::encode(value, &mut json).map_err(|error| vec![Issue::unexplained(&error.to_string(), value)])?;
    Ok(json)
}

/// Reads a document as a value typed as Python types it: dates are dates, tuples tuples, missing fields have their
/// defaults, and fields stand in the schema's order.
///
/// # Errors
/// When it is no JSON, or not what the schema says.
pub fn decode(body: &[u8], schema: &Schema) -> Result<Value, Rejection> {
    let value = decode_value(body)?;
    let issues = validate(&value, schema, Strictness::Json);
    if !issues.is_empty() {
        return Err(Rejection::Invalid(issues));
    }
    Ok(typed(value, schema))
}
