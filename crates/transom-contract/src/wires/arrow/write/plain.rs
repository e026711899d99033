//! A plain value appended: what a Python original answered, or what the generator made.

use serde::ser::{Error, Serializer};

use super::WriteError;
use super::containers::{Elements, EntriesOf};
use super::node::{Cases, Fields, Kind, Node};
use crate::types::Decimal;
use crate::value::Value;

fn misfit(value: &Value) -> WriteError {
    WriteError::custom(format_args!("{} is not what the column holds: {value}", value.kind()))
}

pub(super) fn append(node: &mut Node, value: &Value) -> Result<(), WriteError> {
    match value {
        Value::Null => node.serialize_none(),
        Value::Bool(value) => node.serialize_bool(*value),
        Value::Int(number) => int(node, *number).unwrap_or_else(|| Err(misfit(value))),
        Value::Float(number) => float(node, *number),
        Value::String(text) => node.serialize_str(text),
        Value::Decimal(text) => match text.parse::<Decimal>() {
            Ok(number) => node.serialize_str(&number.to_string()),
            Err(_) => Err(misfit(value)),
        },
        Value::Bytes(bytes) => node.serialize_bytes(bytes),
        Value::Uuid(id) => node.serialize_bytes(id.as_bytes()),
        Value::Date(date) => node.serialize_i32(date.to_wire()),
        Value::Time(time) => node.serialize_i64(time.to_wire()),
        Value::DateTime(time) => node.serialize_i64(time.to_wire()),
        Value::Timestamp(time) => node.serialize_i64(time.to_wire()),
        Value::Duration(span) => node.serialize_i64(span.to_wire()),
        Value::List(items) | Value::Tuple(items) => {
            let mut elements = Elements::of(node)?;
            items.iter().try_for_each(|item| append(elements.next()?, item))?;
            elements.finish()
        }
        Value::Map(entries) => {
            node.mark();
            match &mut node.kind {
                Kind::Map(places, both) => {
                    let both = EntriesOf { places, both };
                    for (key, item) in entries {
                        append(&mut both.both[0], key)?;
                        append(&mut both.both[1], item)?;
                    }
                    both.finish()
                }
                Kind::Record(fields) => record(fields, value),
                Kind::Union(cases) => case(cases, value),
                _ => Err(misfit(value)),
            }
        }
        Value::BigInt(_) | Value::Other { .. } => Err(misfit(value)),
    }
}

/// None where the number is out of the column's range.
fn int(node: &mut Node, number: i128) -> Option<Result<(), WriteError>> {
    Some(match node.kind {
        Kind::I8(_) => node.serialize_i8(number.try_into().ok()?),
        Kind::I16(_) => node.serialize_i16(number.try_into().ok()?),
        Kind::I32(_) => node.serialize_i32(number.try_into().ok()?),
        Kind::I64(_) => node.serialize_i64(number.try_into().ok()?),
        Kind::U8(_) => node.serialize_u8(number.try_into().ok()?),
        Kind::U16(_) => node.serialize_u16(number.try_into().ok()?),
        Kind::U32(_) => node.serialize_u32(number.try_into().ok()?),
        Kind::U64(_) => node.serialize_u64(number.try_into().ok()?),
        _ => return None,
    })
}

#[expect(clippy::cast_possible_truncation, reason = "typing has rounded the number to the column's width")]
fn float(node: &mut Node, number: f64) -> Result<(), WriteError> {
    match node.kind {
        Kind::F32(_) => node.serialize_f32(number as f32),
        _ => node.serialize_f64(number),
    }
}

fn record(fields: &mut Fields, value: &Value) -> Result<(), WriteError> {
    for (name, column) in fields.names.iter().zip(&mut fields.columns) {
        append(column, value.get(name).unwrap_or(&Value::Null))?;
    }
    fields.rows += 1;
    Ok(())
}

fn case(cases: &mut Cases, value: &Value) -> Result<(), WriteError> {
    let tag = value.get(&cases.tag_name).ok_or_else(|| misfit(value))?;
    let case = cases.names.iter().position(|name| tag.is_text(name)).ok_or_else(|| misfit(value))?;
    let name = cases.names[case].clone();
    cases.begin(case, &name)?;
    match &mut cases.fields[case] {
        Some(Node { kind: Kind::Record(fields), .. }) => record(fields, value),
        _ => Ok(()),
    }
}
