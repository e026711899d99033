//! One number, text or special type as a plain value; what its type does not hold stays what it is.

use super::pieces::Piece;
use crate::protobuf::{Field, Kind, Protobuf, WireType};
use crate::types::{Bytes, Date, DateTime, Duration, Time, Timestamp};
use crate::validate::FINER;
use crate::value::Value;
use crate::wires::protobuf::malformed::{At, explain};
use crate::wires::protobuf::reader::Reader;
use crate::wires::protobuf::special::{Moment, Unfit};

/// The value of a piece; `body` is for saying where it is malformed.
pub(super) fn scalar(
    body: &[u8],
    protobuf: &Protobuf,
    field: &Field,
    piece: &Piece<'_>,
) -> Result<Value, String> {
    let signed = piece.varint.cast_signed();
    let number = Value::Int(signed.into());
    Ok(match field.kind {
        Kind::Bool => Value::Bool(piece.varint != 0),
        Kind::Int32 | Kind::Int64 => number,
        Kind::Uint32 | Kind::Uint64 => Value::Int(piece.varint.into()),
        Kind::Float => Value::Float(f32::from_bits(low_half(piece.varint)).into()),
        Kind::Double => Value::Float(f64::from_bits(piece.varint)),
        Kind::Date => {
            let days = i32::try_from(signed).ok();
            days.and_then(Date::from_wire).map_or(number, Value::Date)
        }
        Kind::Time => Time::from_wire(signed).map_or(number, Value::Time),
        Kind::DateTime => DateTime::from_wire(signed).map_or(number, Value::DateTime),
        Kind::Enum(at) => {
            let case = protobuf.enums[at].values.iter().find(|case| u64::from(case.number) == piece.varint);
            case.map_or(number, |case| Value::from(case.name.as_str()))
        }
        Kind::Bytes => Value::Bytes(Bytes(piece.bytes.to_vec())),
        Kind::String => Value::String(text(body, field, piece)?),
        Kind::Decimal => Value::Decimal(text(body, field, piece)?),
        Kind::Uuid => {
            let text = text(body, field, piece)?;
            text.parse().map_or(Value::String(text), Value::Uuid)
        }
        Kind::Unit if piece.bytes.is_empty() => Value::Null,
        Kind::Unit => return Err(At(body, &piece.at).say("`google.protobuf.Empty` has no fields")),
        Kind::Timestamp | Kind::Duration | Kind::Message(_) => {
            return Err(At(body, &piece.at).say("expected a single value"));
        }
    })
}

fn low_half(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).expect("32 bits were kept")
}

fn text(body: &[u8], field: &Field, piece: &Piece<'_>) -> Result<String, String> {
    match str::from_utf8(piece.bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let bad = Reader(&piece.bytes[error.valid_up_to()..]);
            Err(At(body, &bad)
                .say(&format!("the text of field {} (`{}`) is not UTF-8", field.number, field.name)))
        }
    }
}

/// An instant or a span, in parts.
pub(super) fn moment(body: &[u8], kind: Kind, parts: &[&[u8]]) -> Result<Value, String> {
    let mut moment = Moment::default();
    for part in parts {
        let mut reader = Reader(part);
        let merged = moment.merge(&mut reader).map_err(|flaw| explain(body, &reader, flaw))?;
        merged.ok_or_else(|| {
            At(body, &reader)
                .say("a timestamp and a duration have the varints `seconds = 1` and `nanos = 2` only")
        })?;
    }
    let read = match kind {
        Kind::Timestamp => moment.instant().map(|micros| Timestamp::from_wire(micros).map(Value::Timestamp)),
        _ => moment.span().map(|micros| Duration::from_wire(micros).map(Value::Duration)),
    };
    let Moment { seconds, nanos } = moment;
    let text = || format!("seconds: {seconds}, nanos: {nanos}");
    Ok(match read {
        Ok(Some(value)) => value,
        Ok(None) | Err(Unfit::OutOfRange) => Value::Other { kind: "out of range".to_owned(), text: text() },
        Err(Unfit::Finer) => Value::Other { kind: FINER.to_owned(), text: text() },
    })
}

/// What an absent value is: zero, empty.
pub(super) fn default(kind: Kind) -> Value {
    match kind {
        Kind::Bool => Value::Bool(false),
        Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64 | Kind::Enum(_) => Value::Int(0),
        Kind::Float | Kind::Double => Value::Float(0.0),
        Kind::String | Kind::Decimal | Kind::Uuid => Value::from(""),
        Kind::Bytes => Value::Bytes(Bytes::default()),
        Kind::Date => Date::from_wire(0).map_or(Value::Null, Value::Date),
        Kind::Time => Time::from_wire(0).map_or(Value::Null, Value::Time),
        Kind::DateTime => DateTime::from_wire(0).map_or(Value::Null, Value::DateTime),
        Kind::Timestamp => Timestamp::from_wire(0).map_or(Value::Null, Value::Timestamp),
        Kind::Duration => Duration::from_wire(0).map_or(Value::Null, Value::Duration),
        Kind::Unit | Kind::Message(_) => Value::Null,
    }
}

/// A value of a field that is not listed: as text, if it reads as such.
pub(super) fn unknown(piece: &Piece<'_>) -> Value {
    match piece.wire {
        WireType::Len => match str::from_utf8(piece.bytes) {
            Ok(text) => Value::from(text),
            Err(_) => Value::Bytes(Bytes(piece.bytes.to_vec())),
        },
        _ => Value::Int(piece.varint.into()),
    }
}
