//! A message's fields as they stand in the bytes.

use crate::protobuf::{Field, Label, Message, WireType};
use crate::wires::protobuf::malformed::{At, explain};
use crate::wires::protobuf::reader::{Flaw, Reader};

/// One value in the bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) number: u32,
    pub(super) wire: WireType,
    /// The number, where it is one.
    pub(super) varint: u64,
    /// The bytes, where it has some.
    pub(super) bytes: &'a [u8],
    /// What is left from its tag on.
    pub(super) at: Reader<'a>,
    /// Which of the message's values it is.
    pub(super) order: usize,
}

impl<'a> Piece<'a> {
    /// Reads what follows a tag.
    pub(super) fn read(reader: &mut Reader<'a>, number: u32, wire: WireType) -> Result<Self, Flaw> {
        let at = *reader;
        let mut piece = Self { number, wire, varint: 0, bytes: &[], at, order: 0 };
        match wire {
            WireType::Varint => piece.varint = reader.varint()?,
            WireType::Fixed64 => piece.varint = u64::from_le_bytes(reader.fixed()?),
            WireType::Fixed32 => piece.varint = u32::from_le_bytes(reader.fixed()?).into(),
            WireType::Len => piece.bytes = reader.run()?,
        }
        Ok(piece)
    }

    /// Whether it is a run of the field's values.
    pub(super) fn is_packed(&self, field: &Field) -> bool {
        self.wire != field.kind.wire_type()
    }
}

/// The values of a message, by field.
pub(super) struct Pieces<'a> {
    /// Of each field in the message's order.
    pub(super) known: Vec<Vec<Piece<'a>>>,
    /// Of numbers that the message does not list.
    pub(super) unknown: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    /// Reads all parts of a message; says what is malformed in `body`.
    pub(super) fn gather(body: &[u8], message: &Message, parts: &[&'a [u8]]) -> Result<Self, String> {
        let mut pieces = Self { known: vec![Vec::new(); message.fields.len()], unknown: Vec::new() };
        let mut order = 0;
        for part in parts {
            let mut reader = Reader(part);
            while !reader.is_empty() {
                let at = reader;
                let tag = reader.tag().map_err(|flaw| explain(body, &reader, flaw))?;
                let read = Piece::read(&mut reader, tag.number, tag.wire);
                let read = read.map_err(|flaw| explain(body, &reader, flaw))?;
                let piece = Piece { at, order, ..read };
                order += 1;
                match message.fields.iter().position(|field| field.number == tag.number) {
                    Some(place) => {
                        fits(body, &message.fields[place], &piece)?;
                        pieces.known[place].push(piece);
                    }
                    None => pieces.unknown.push(piece),
                }
            }
        }
        Ok(pieces)
    }
}

/// Whether the value is laid out as the field's are.
fn fits(body: &[u8], field: &Field, piece: &Piece<'_>) -> Result<(), String> {
    let expected = field.kind.wire_type();
    if piece.wire == expected || (piece.wire == WireType::Len && field.label == Label::Repeated) {
        return Ok(());
    }
    let (expected, found) = (words(expected), words(piece.wire));
    let what = format!("expected {expected} in field {} (`{}`), found {found}", field.number, field.name);
    Err(At(body, &piece.at).say(&what))
}

fn words(wire: WireType) -> &'static str {
    match wire {
        WireType::Varint => "a varint",
        WireType::Fixed64 => "8 bytes",
        WireType::Len => "a length and bytes",
        WireType::Fixed32 => "4 bytes",
    }
}
