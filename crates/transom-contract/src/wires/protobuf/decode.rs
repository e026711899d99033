//! A typed value straight out of a message: the description says what stands where, the type only takes it.
//!
//! It takes what every writer writes: a field's values side by side, a field that is no list once, an entry's key
//! before its value. It refuses without a reason; [`super::plain`] reads again, takes what is well-formed besides,
//! and explains the rest.

mod containers;
mod record;

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

use self::containers::{Entries, Items, Places};
use self::record::{Case, Record, UnitCase};
use super::reader::{Flaw, Reader};
use super::special::Moment;
use crate::protobuf::{Field, Kind, Label, Message, Protobuf, Role, WireType};
use crate::validate::DEPTH_MAX;
use crate::walk;

/// The walk met something that it does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message does not fit the type")
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    // The defaults would write their words first.
    #[cold]
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    #[cold]
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    #[cold]
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
}

impl From<Flaw> for Refused {
    #[cold]
    fn from(_: Flaw) -> Self {
        Self
    }
}

/// What an absent value reads as: a zero of every kind, an empty text, an empty message.
const ZERO: &[u8] = &[0; 8];

/// How a slot's value lies at its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One value follows.
    One,
    /// A run of packed values follows.
    Packed,
    /// Nothing: the field is absent.
    Absent,
    /// All that is left is the message.
    Whole,
}

/// The place of one value: a field's, an item's, the whole message's.
struct Slot<'a, 'de> {
    protobuf: &'a Protobuf,
    reader: &'a mut Reader<'de>,
    label: Label,
    kind: Kind,
    number: u32,
    layout: Layout,
    /// How many containers are around it.
    depth: usize,
}

/// Reads the whole message.
#[inline]
pub(super) fn decode<'de, T: de::Deserialize<'de>>(
    body: &'de [u8],
    protobuf: &Protobuf,
    message: usize,
) -> Result<T, Refused> {
    T::deserialize(Slot {
        protobuf,
        reader: &mut Reader(body),
        label: Label::Singular,
        kind: Kind::Message(message),
        number: 0,
        layout: Layout::Whole,
        depth: 0,
    })
}

impl<'a, 'de> Slot<'a, 'de> {
    /// A field's message, and its bytes.
    #[inline]
    fn message(&mut self, at: usize) -> Result<(&'a Message, Reader<'de>), Refused> {
        let bytes = if self.layout == Layout::Whole {
            std::mem::replace(self.reader, Reader(&[]))
        } else {
            Reader(self.reader.run()?)
        };
        Ok((&self.protobuf.messages[at], bytes))
    }

    /// One container further in.
    #[inline]
    fn deeper(&self) -> Result<usize, Refused> {
        if self.depth < DEPTH_MAX { Ok(self.depth + 1) } else { Err(Refused) }
    }

    /// The only field of the message that wraps this value, if one does.
    #[inline]
    fn wrapper(&self) -> Option<&'a Message> {
        match self.kind {
            Kind::Message(at) if self.label != Label::Repeated => {
                Some(&self.protobuf.messages[at]).filter(|message| message.role == Role::Value)
            }
            _ => None,
        }
    }

    /// Reads the value, out of the message that wraps it where one does.
    #[inline]
    fn unwrapped<T>(self, read: impl FnOnce(Slot<'_, 'de>) -> Result<T, Refused>) -> Result<T, Refused> {
        match self.wrapper() {
            Some(message) => self.within(message, read),
            None => read(self),
        }
    }

    fn within<T>(
        mut self,
        wrapper: &Message,
        read: impl FnOnce(Slot<'_, 'de>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let Kind::Message(at) = self.kind else { return Err(Refused) };
        let (_, mut reader) = self.message(at)?;
        let (protobuf, depth) = (self.protobuf, self.depth);
        let Some(field) = wrapper.fields.first() else {
            let nothing = Slot {
                protobuf,
                reader: &mut reader,
                label: Label::Optional,
                layout: Layout::Absent,
                ..self
            };
            let value = read(nothing)?;
            return if reader.is_empty() { Ok(value) } else { Err(Refused) };
        };
        let layout = next_layout(&mut reader, field)?;
        if layout == Layout::Absent && is_missing_when_absent(field) {
            return Err(Refused);
        }
        let mut zeros = Reader(ZERO);
        let value = read(Slot {
            protobuf,
            reader: if layout == Layout::Absent { &mut zeros } else { &mut reader },
            label: field.label,
            kind: field.kind,
            number: field.number,
            layout,
            depth,
        })?;
        if reader.is_empty() { Ok(value) } else { Err(Refused) }
    }

    #[inline]
    fn text(&mut self) -> Result<&'de str, Refused> {
        match self.kind {
            Kind::String | Kind::Decimal => str::from_utf8(self.reader.run()?).map_err(|_| Refused),
            _ => Err(Refused),
        }
    }

    fn moment(&mut self) -> Result<Moment, Refused> {
        let mut moment = Moment::default();
        moment.merge(&mut Reader(self.reader.run()?))?.ok_or(Refused)?;
        Ok(moment)
    }

    /// Visits a special type in the form that the walk has for it.
    fn special<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        match self.kind {
            Kind::Date | Kind::Time | Kind::DateTime => {
                visitor.visit_i64(self.reader.varint()?.cast_signed())
            }
            Kind::Timestamp => visitor.visit_i64(self.moment()?.instant().map_err(|_| Refused)?),
            Kind::Duration => visitor.visit_i64(self.moment()?.span().map_err(|_| Refused)?),
            Kind::Decimal => visitor.visit_borrowed_str(self.text()?),
            Kind::Uuid => {
                let id = uuid::Uuid::try_parse_ascii(self.reader.run()?).map_err(|_| Refused)?;
                visitor.visit_bytes(id.as_bytes())
            }
            _ => Err(Refused),
        }
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let mut items = Items::new(self)?;
        let value = visitor.visit_seq(&mut items)?;
        items.finish()?;
        Ok(value)
    }

    fn tuple<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Refused> {
        let Kind::Message(at) = self.kind else { return Err(Refused) };
        let depth = self.deeper()?;
        let (message, reader) = self.message(at)?;
        if message.role != Role::Tuple {
            return Err(Refused);
        }
        let mut places = Places { protobuf: self.protobuf, fields: message.fields.iter(), reader, depth };
        let value = visitor.visit_seq(&mut places)?;
        if places.reader.is_empty() { Ok(value) } else { Err(Refused) }
    }

    fn record(mut self) -> Result<Record<'a, 'de>, Refused> {
        let Kind::Message(at) = self.kind else { return Err(Refused) };
        let depth = self.deeper()?;
        let (message, reader) = self.message(at)?;
        if message.role == Role::Record {
            Ok(Record::new(self.protobuf, message, reader, depth))
        } else {
            Err(Refused)
        }
    }

    fn union(mut self, at: usize) -> Result<Case<'a, 'de>, Refused> {
        let depth = self.deeper()?;
        let (message, mut reader) = self.message(at)?;
        if message.role != Role::Union {
            return Err(Refused);
        }
        let tag = reader.tag()?;
        let case = message.fields.iter().position(|field| field.number == tag.number).ok_or(Refused)?;
        let Kind::Message(record) = message.fields[case].kind else { return Err(Refused) };
        if tag.wire != WireType::Len {
            return Err(Refused);
        }
        let fields = Reader(reader.run()?);
        // A second case would win.
        if !reader.is_empty() {
            return Err(Refused);
        }
        let record = Record::new(self.protobuf, &self.protobuf.messages[record], fields, depth);
        Ok(Case { case, record })
    }
}

/// How the field's value lies, if the next tag is the field's own; otherwise it is absent, and nothing was read.
#[inline]
fn next_layout(reader: &mut Reader<'_>, field: &Field) -> Result<Layout, Refused> {
    if reader.is_empty() {
        return Ok(Layout::Absent);
    }
    let mut ahead = *reader;
    let tag = ahead.tag()?;
    if tag.number != field.number {
        return Ok(Layout::Absent);
    }
    *reader = ahead;
    layout(field, tag.wire)
}

/// Whether a field that is not there has no value, not even zero or nothing.
#[inline]
fn is_missing_when_absent(field: &Field) -> bool {
    field.label == Label::Singular && !field.kind.has_zero()
}

/// How a value of this wire type lies in the field; refused where the field has another.
#[inline]
fn layout(field: &Field, wire: WireType) -> Result<Layout, Refused> {
    if wire == field.kind.wire_type() {
        Ok(Layout::One)
    } else if wire == WireType::Len && field.label == Label::Repeated {
        // What is not packed has this wire type, so that it is a run.
        Ok(Layout::Packed)
    } else {
        Err(Refused)
    }
}

/// Numbers of the one kind that the type has; out of a wrapper where they stand in one.
macro_rules! numbers {
    ($($method:ident: $kind:ident => |$slot:ident, $visitor:ident| $visit:expr),* $(,)?) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value, Refused> {
            let $slot = self;
            if matches!($slot.kind, Kind::$kind) {
                return $visit;
            }
            match $slot.wrapper() {
                Some(wrapper) => $slot.within(wrapper, |slot| slot.$method($visitor)),
                None => Err(Refused),
            }
        }
    )*};
}

macro_rules! forward {
    ($how:ident: $($method:ident),*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            self.unwrapped(|slot| slot.$how(visitor))
        }
    )*};
}

macro_rules! refuse {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
            Err(Refused)
        }
    )*};
}

impl<'de> Deserializer<'de> for Slot<'_, 'de> {
    type Error = Refused;

    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        deserialize_bool: Bool => |slot, visitor| visitor.visit_bool(slot.reader.varint()? != 0),
        deserialize_i8: Int32 => |slot, visitor| visitor.visit_i64(slot.reader.varint()?.cast_signed()),
        deserialize_i16: Int32 => |slot, visitor| visitor.visit_i64(slot.reader.varint()?.cast_signed()),
        deserialize_i32: Int32 => |slot, visitor| visitor.visit_i64(slot.reader.varint()?.cast_signed()),
        deserialize_i64: Int64 => |slot, visitor| visitor.visit_i64(slot.reader.varint()?.cast_signed()),
        deserialize_u8: Uint32 => |slot, visitor| visitor.visit_u64(slot.reader.varint()?),
        deserialize_u16: Uint32 => |slot, visitor| visitor.visit_u64(slot.reader.varint()?),
        deserialize_u32: Uint32 => |slot, visitor| visitor.visit_u64(slot.reader.varint()?),
        deserialize_u64: Uint64 => |slot, visitor| visitor.visit_u64(slot.reader.varint()?),
        deserialize_f32: Float => |slot, visitor| visitor.visit_f32(f32::from_le_bytes(slot.reader.fixed()?)),
        deserialize_f64: Double => |slot, visitor| visitor.visit_f64(f64::from_le_bytes(slot.reader.fixed()?)),
    }

    forward! { list: deserialize_seq }

    refuse! {
        deserialize_any, deserialize_ignored_any, deserialize_identifier, deserialize_char, deserialize_i128,
        deserialize_u128
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.unwrapped(|mut slot| visitor.visit_borrowed_str(slot.text()?))
    }

    #[inline]
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.unwrapped(|slot| match slot.kind {
            Kind::Bytes => visitor.visit_borrowed_bytes(slot.reader.run()?),
            _ => Err(Refused),
        })
    }

    #[inline]
    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_bytes(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let wraps_option = |message: &&Message| matches!(message.fields.as_slice(), [field] if field.label == Label::Optional);
        if let Some(wrapper) = self.wrapper().filter(wraps_option) {
            return self.within(wrapper, |slot| slot.deserialize_option(visitor));
        }
        if self.label == Label::Optional {
            return if self.layout == Layout::Absent {
                visitor.visit_none()
            } else {
                visitor.visit_some(Slot { label: Label::Singular, ..self })
            };
        }
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.unwrapped(|slot| match (slot.kind, slot.layout) {
            (_, Layout::Absent) => visitor.visit_unit(),
            (Kind::Unit, _) if slot.reader.run()?.is_empty() => visitor.visit_unit(),
            _ => Err(Refused),
        })
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match name {
            walk::DATE
            | walk::TIME
            | walk::DATE_TIME
            | walk::TIMESTAMP
            | walk::DURATION
            | walk::DECIMAL
            | walk::UUID => self.unwrapped(|slot| slot.special(visitor)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    #[inline]
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        // An array is a list of which the type knows the length.
        self.unwrapped(|slot| match slot.label {
            Label::Repeated => slot.list(visitor),
            _ => slot.tuple(visitor),
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_tuple(len, visitor)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.unwrapped(|slot| {
            let mut entries = Entries::new(slot)?;
            visitor.visit_map(&mut entries)
        })
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.unwrapped(|slot| visitor.visit_map(slot.record()?))
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.unwrapped(|slot| match slot.kind {
            Kind::Enum(at) => {
                slot.deeper()?;
                visitor.visit_enum(UnitCase::read(&slot.protobuf.enums[at], slot.reader.varint()?)?)
            }
            Kind::Message(at) => visitor.visit_enum(slot.union(at)?),
            _ => Err(Refused),
        })
    }
}
