//! Protobuf for whom no Rust type is at hand: values typed as Python types them, guided by the description.
//!
//! A client that knows a contract only as data uses it: [`encode`] for its arguments, [`decode`] for the answer.

use super::special::Moment;
use super::{Rejection, decode_value, writer};
use crate::issue::Issue;
use crate::protobuf::{Field, Kind, Label, Message, Protobuf, Role, WireType};
use crate::shape::Schema;
use crate::types::Decimal;
use crate::validate::{Strictness, validate};
use crate::value::{Value, typed};

/// Writes a value that came from Python as the message at this place in `protobuf`.
///
/// # Errors
/// When it is not what the schema says: every issue.
pub fn encode(
    value: &Value,
    protobuf: &Protobuf,
    message: usize,
    schema: &Schema,
) -> Result<Vec<u8>, Vec<Issue>> {
    let issues = validate(value, schema, Strictness::Python);
    if !issues.is_empty() {
        return Err(issues);
    }
    let mut writing = Writing { protobuf, out: Vec::with_capacity(128) };
    match writing.message(&protobuf.messages[message], value) {
        Some(()) => Ok(writing.out),
        None => Err(vec![Issue::unexplained("the message is another one than the schema's", value)]),
    }
}

/// Reads a message as a value typed as Python types it: dates are dates, tuples tuples, missing fields have their
/// defaults, and fields stand in the schema's order.
///
/// # Errors
/// When it is malformed, or not what the schema says.
pub fn decode(body: &[u8], protobuf: &Protobuf, message: usize, schema: &Schema) -> Result<Value, Rejection> {
    let value = decode_value(body, protobuf, message)?;
    let issues = validate(&value, schema, Strictness::Json);
    if !issues.is_empty() {
        return Err(Rejection::Invalid(issues));
    }
    Ok(typed(value, schema))
}

/// Writes valid values. Each method answers `None` where the value is not what the description says, which a value
/// of the schema that the description was made of always is.
struct Writing<'a> {
    protobuf: &'a Protobuf,
    out: Vec<u8>,
}

impl Writing<'_> {
    fn message(&mut self, message: &Message, value: &Value) -> Option<()> {
        match (message.role, value) {
            (Role::Value, _) => message.fields.iter().try_for_each(|field| self.field(field, Some(value))),
            (Role::Record, _) => {
                message.fields.iter().try_for_each(|field| self.field(field, value.get(&field.name)))
            }
            (Role::Union, _) => {
                let tag = value.get(&message.tag)?;
                let case = message.fields.iter().find(|case| tag.is_text(&case.name))?;
                self.given(case, value)
            }
            (Role::Tuple, Value::List(items) | Value::Tuple(items)) => {
                message.fields.iter().zip(items).try_for_each(|(field, item)| self.field(field, Some(item)))
            }
            (Role::Tuple | Role::Entry, _) => None,
        }
    }

    fn field(&mut self, field: &Field, value: Option<&Value>) -> Option<()> {
        let Some(value) = value else { return Some(()) };
        match (field.label, value) {
            (Label::Repeated, Value::List(items) | Value::Tuple(items)) => self.items(field, items),
            (Label::Repeated, Value::Map(entries)) => {
                entries.iter().try_for_each(|(key, value)| self.entry(field, key, value))
            }
            (Label::Repeated, _) => None,
            (Label::Optional, Value::Null) if !self.wraps_option(field) => Some(()),
            (Label::Optional, _) => self.given(field, value),
            (Label::Singular, _) => self.unless_zero(field, value),
        }
    }

    fn items(&mut self, field: &Field, items: &[Value]) -> Option<()> {
        if !field.kind.is_packed() {
            return items.iter().try_for_each(|item| self.given(field, item));
        }
        if !items.is_empty() {
            let start = self.open(field);
            items.iter().try_for_each(|item| self.value(field.kind, item))?;
            writer::close(&mut self.out, start);
        }
        Some(())
    }

    fn entry(&mut self, field: &Field, key: &Value, value: &Value) -> Option<()> {
        let Kind::Message(at) = field.kind else { return None };
        let start = self.open(field);
        let parts = self.protobuf.messages[at].fields.iter().zip([key, value]);
        for (part, value) in parts {
            self.unless_zero(part, value)?;
        }
        writer::close(&mut self.out, start);
        Some(())
    }

    fn open(&mut self, field: &Field) -> usize {
        writer::tag(&mut self.out, field.number, WireType::Len);
        writer::open(&mut self.out)
    }

    /// Writes a value that goes without saying where it is zero or empty: then its bytes are.
    fn unless_zero(&mut self, field: &Field, value: &Value) -> Option<()> {
        let before = self.out.len();
        writer::tag(&mut self.out, field.number, field.kind.wire_type());
        let start = self.out.len();
        self.value(field.kind, value)?;
        if field.kind.has_zero() && self.out[start..].iter().all(|byte| *byte == 0) {
            self.out.truncate(before);
        }
        Some(())
    }

    /// Writes a value whatever it is.
    fn given(&mut self, field: &Field, value: &Value) -> Option<()> {
        writer::tag(&mut self.out, field.number, field.kind.wire_type());
        self.value(field.kind, value)
    }

    /// Writes what follows a tag.
    fn value(&mut self, kind: Kind, value: &Value) -> Option<()> {
        let out = &mut self.out;
        match (kind, value) {
            (Kind::Bool, Value::Bool(value)) => writer::varint(out, u64::from(*value)),
            (Kind::Int32 | Kind::Int64, Value::Int(number)) => {
                writer::varint(out, i64::try_from(*number).ok()?.cast_unsigned());
            }
            (Kind::Uint32 | Kind::Uint64, Value::Int(number)) => {
                writer::varint(out, u64::try_from(*number).ok()?);
            }
            (Kind::Float, _) => out.extend_from_slice(&single(value)?.to_le_bytes()),
            (Kind::Double, _) => out.extend_from_slice(&double(value)?.to_le_bytes()),
            (Kind::String, Value::String(text)) => writer::run(out, text.as_bytes()),
            (Kind::Bytes, Value::Bytes(bytes)) => writer::run(out, bytes),
            (Kind::Date, Value::Date(date)) => {
                writer::varint(out, i64::from(date.to_wire()).cast_unsigned());
            }
            (Kind::Time, Value::Time(time)) => writer::varint(out, time.to_wire().cast_unsigned()),
            (Kind::DateTime, Value::DateTime(time)) => writer::varint(out, time.to_wire().cast_unsigned()),
            (Kind::Timestamp, Value::Timestamp(time)) => {
                writer::moment(out, Moment::of_instant(time.to_wire()));
            }
            (Kind::Duration, Value::Duration(span)) => writer::moment(out, Moment::of_span(span.to_wire())),
            (Kind::Decimal, Value::Decimal(text)) => {
                writer::run(out, text.parse::<Decimal>().ok()?.to_string().as_bytes());
            }
            (Kind::Uuid, Value::Uuid(id)) => writer::run(out, id.to_string().as_bytes()),
            (Kind::Unit, Value::Null) => writer::run(out, &[]),
            (Kind::Enum(at), Value::String(name)) => {
                let case = self.protobuf.enums[at].values.iter().find(|case| case.name == *name)?;
                writer::varint(out, case.number.into());
            }
            (Kind::Message(at), _) => {
                let start = writer::open(out);
                self.message(&self.protobuf.messages[at], value)?;
                writer::close(&mut self.out, start);
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the field's message says itself whether there is a value.
    fn wraps_option(&self, field: &Field) -> bool {
        let Kind::Message(at) = field.kind else { return false };
        let Message { role, fields, .. } = &self.protobuf.messages[at];
        *role == Role::Value && matches!(fields.as_slice(), [field] if field.label == Label::Optional)
    }
}

#[expect(clippy::cast_precision_loss, reason = "an int where a float is allowed becomes that float")]
fn double(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Int(number) => Some(*number as f64),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounding to the width is the purpose")]
fn single(value: &Value) -> Option<f32> {
    double(value).map(|number| number as f32)
}
