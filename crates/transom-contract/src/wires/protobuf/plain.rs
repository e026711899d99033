//! Any well-formed message as a plain value, by the description alone: what explains a refusal, and what clients
//! without a Rust type read.
//!
//! It takes all that proto3 allows: fields in any order, lists in pieces, the last of several values, messages in
//! parts. What the schema does not allow (a number beyond its width, an unknown case, a field that is not listed)
//! becomes a value that [`fn@crate::validate`] finds its issue with.

mod pieces;
mod scalar;

use self::pieces::{Piece, Pieces};
use self::scalar::{default, scalar, unknown};
use super::malformed::{At, explain};
use super::reader::Reader;
use crate::protobuf::{Field, Kind, Label, Message, Protobuf, Role};
use crate::shape::Extra;
use crate::validate::DEPTH_MAX;
use crate::value::Value;

/// Reads the whole message. No more than `values_max` values are made of it: an absent field takes no bytes, so that
/// the input's length alone is no limit.
pub(super) fn read(
    body: &[u8],
    protobuf: &Protobuf,
    message: usize,
    values_max: usize,
) -> Result<Value, String> {
    let mut plain = Plain { protobuf, body, values_left: values_max };
    plain.message(&protobuf.messages[message], &[body], 0)
}

struct Plain<'a> {
    protobuf: &'a Protobuf,
    body: &'a [u8],
    values_left: usize,
}

impl<'a> Plain<'a> {
    /// A message that stands in these parts, which is as if they were one.
    fn message(&mut self, message: &'a Message, parts: &[&'a [u8]], depth: usize) -> Result<Value, String> {
        match message.role {
            Role::Value => self.wrapper(message, parts, depth),
            // Too deep to be looked at: the issue needs no more than the kind.
            Role::Tuple if depth >= DEPTH_MAX => Ok(Value::List(Vec::new())),
            _ if depth >= DEPTH_MAX => Ok(Value::Map(Vec::new())),
            Role::Record => self.record(message, parts, depth + 1).map(Value::Map),
            Role::Union => self.union(message, parts, depth + 1),
            Role::Tuple | Role::Entry => self.tuple(message, parts, depth + 1).map(Value::List),
        }
    }

    fn record(
        &mut self,
        message: &'a Message,
        parts: &[&'a [u8]],
        depth: usize,
    ) -> Result<Vec<(Value, Value)>, String> {
        let pieces = Pieces::gather(self.body, message, parts)?;
        let mut entries = Vec::with_capacity(message.fields.len());
        for (field, found) in message.fields.iter().zip(&pieces.known) {
            if let Some(value) = self.field(field, found, depth)? {
                entries.push((Value::from(field.name.as_str()), value));
            }
        }
        if message.extra == Extra::Forbid {
            for piece in &pieces.unknown {
                entries.push((Value::String(format!("field {}", piece.number)), unknown(piece)));
            }
        }
        Ok(entries)
    }

    /// The last case stands, with all that was said of it since another one did.
    fn union(&mut self, message: &'a Message, parts: &[&'a [u8]], depth: usize) -> Result<Value, String> {
        let pieces = Pieces::gather(self.body, message, parts)?;
        let all = || pieces.known.iter().flatten().chain(&pieces.unknown);
        let Some(last) = all().max_by_key(|piece| piece.order) else { return Ok(Value::Map(Vec::new())) };
        let tag = Value::from(message.tag.as_str());
        let case = message.fields.iter().zip(&pieces.known).find(|(field, _)| field.number == last.number);
        let Some((Field { name, kind: Kind::Message(record), .. }, found)) = case else {
            let case = Value::String(format!("field {}", last.number));
            return Ok(Value::Map(vec![(tag, case)]));
        };
        let others = all().filter(|piece| piece.number != last.number);
        let before = others.map(|piece| piece.order).max();
        let since = found.iter().filter(|piece| before.is_none_or(|before| piece.order > before));
        let parts: Vec<&[u8]> = since.map(|piece| piece.bytes).collect();
        let mut entries = self.record(&self.protobuf.messages[*record], &parts, depth)?;
        entries.insert(0, (tag, Value::from(name.as_str())));
        Ok(Value::Map(entries))
    }

    /// The values of every field, by place; a missing one is nothing.
    fn tuple(
        &mut self,
        message: &'a Message,
        parts: &[&'a [u8]],
        depth: usize,
    ) -> Result<Vec<Value>, String> {
        let pieces = self.listed(message, parts)?;
        let mut items = Vec::with_capacity(message.fields.len());
        for (field, found) in message.fields.iter().zip(&pieces.known) {
            items.push(self.field(field, found, depth)?.unwrap_or(Value::Null));
        }
        Ok(items)
    }

    fn wrapper(&mut self, message: &'a Message, parts: &[&'a [u8]], depth: usize) -> Result<Value, String> {
        let pieces = self.listed(message, parts)?;
        match (message.fields.first(), pieces.known.first()) {
            (Some(field), Some(found)) => Ok(self.field(field, found, depth)?.unwrap_or(Value::Null)),
            _ => Ok(Value::Null),
        }
    }

    /// The pieces of a message whose fields have no names, and so nowhere to put one that is not listed.
    fn listed(&self, message: &'a Message, parts: &[&'a [u8]]) -> Result<Pieces<'a>, String> {
        let pieces = Pieces::gather(self.body, message, parts)?;
        match pieces.unknown.first() {
            None => Ok(pieces),
            Some(Piece { number, at, .. }) => {
                Err(At(self.body, at).say(&format!("`{}` has no field {number}", message.name)))
            }
        }
    }

    /// A field's value; `None` where it is missing.
    fn field(
        &mut self,
        field: &'a Field,
        found: &[Piece<'a>],
        depth: usize,
    ) -> Result<Option<Value>, String> {
        let last = found.last().filter(|last| !(is_enum(field.kind) && last.varint == 0));
        match (field.label, last) {
            (Label::Repeated, _) => self.list(field, found, depth).map(Some),
            (Label::Singular, None) if field.kind.has_zero() => self.count(default(field.kind)).map(Some),
            (_, None) => Ok(None),
            (_, Some(last)) => self.value(field, found, last, depth).map(Some),
        }
    }

    /// One value out of all that was said of it: of messages every part counts, else only the last.
    fn value(
        &mut self,
        field: &'a Field,
        found: &[Piece<'a>],
        last: &Piece<'a>,
        depth: usize,
    ) -> Result<Value, String> {
        let parts = || found.iter().map(|piece| piece.bytes).collect::<Vec<_>>();
        let value = match field.kind {
            Kind::Message(at) => self.message(&self.protobuf.messages[at], &parts(), depth)?,
            Kind::Timestamp | Kind::Duration => scalar::moment(self.body, field.kind, &parts())?,
            _ => scalar(self.body, self.protobuf, field, last)?,
        };
        self.count(value)
    }

    fn list(&mut self, field: &'a Field, found: &[Piece<'a>], depth: usize) -> Result<Value, String> {
        let entry = match field.kind {
            Kind::Message(at) => Some(&self.protobuf.messages[at]).filter(|entry| entry.role == Role::Entry),
            _ => None,
        };
        if depth >= DEPTH_MAX {
            return Ok(if entry.is_some() { Value::Map(Vec::new()) } else { Value::List(Vec::new()) });
        }
        if let Some(entry) = entry {
            let entries = found.iter().map(|piece| self.entry(entry, piece, depth + 1));
            return entries.collect::<Result<_, _>>().map(Value::Map);
        }
        let mut items = Vec::new();
        for piece in found {
            if !piece.is_packed(field) {
                let one = std::slice::from_ref(piece);
                items.push(self.value(field, one, piece, depth + 1)?);
                continue;
            }
            let mut run = Reader(piece.bytes);
            while !run.is_empty() {
                let at = run;
                let item = Piece::read(&mut run, field.number, field.kind.wire_type())
                    .map_err(|flaw| explain(self.body, &at, flaw))?;
                items.push(self.value(field, &[], &item, depth + 1)?);
            }
        }
        Ok(Value::List(items))
    }

    /// A map's entry; an absent key or value is zero or empty.
    fn entry(
        &mut self,
        entry: &'a Message,
        piece: &Piece<'a>,
        depth: usize,
    ) -> Result<(Value, Value), String> {
        let pieces = self.listed(entry, &[piece.bytes])?;
        let mut parts =
            entry.fields.iter().zip(&pieces.known).map(|(field, found)| match (found.last(), field.kind) {
                (Some(last), _) => self.value(field, found, last, depth),
                (None, Kind::Message(at)) => self.message(&self.protobuf.messages[at], &[], depth),
                (None, kind) => self.count(default(kind)),
            });
        match (parts.next(), parts.next()) {
            (Some(key), Some(value)) => Ok((key?, value?)),
            _ => Ok((Value::Null, Value::Null)),
        }
    }

    /// Counts a value that was made.
    fn count(&mut self, value: Value) -> Result<Value, String> {
        match self.values_left.checked_sub(1) {
            Some(left) => self.values_left = left,
            None => {
                return Err("most of its fields are absent, too many to say which one is wrong".to_owned());
            }
        }
        Ok(value)
    }
}

fn is_enum(kind: Kind) -> bool {
    matches!(kind, Kind::Enum(_))
}
