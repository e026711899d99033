//! A typed value straight into a message: the description says where it goes and how.

mod containers;

use serde::ser::{Error, Impossible, Serialize, Serializer};

use self::containers::{Entries, Fields, Items, Runs, Sequence};
use super::special::Moment;
use super::writer;
use crate::protobuf::{Field, Kind, Label, Message, Protobuf, Role, WireType};
use crate::wires::EncodeError;

/// What a field is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// A value that is left out where it is zero.
    Singular,
    /// A value that may be nothing.
    Optional,
    /// A value that is written whatever it is.
    Given,
    /// A list or a map to come.
    Repeated,
    /// An item of a packed run.
    Packed,
    /// The whole message.
    Whole,
}

/// The place that one value is written to.
struct Slot<'a> {
    out: &'a mut Vec<u8>,
    protobuf: &'a Protobuf,
    number: u32,
    kind: Kind,
    mode: Mode,
}

/// Writes the whole message behind what the buffer holds.
#[inline]
pub(super) fn encode<T: Serialize + ?Sized>(
    value: &T,
    protobuf: &Protobuf,
    message: usize,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    value.serialize(Slot { out, protobuf, number: 0, kind: Kind::Message(message), mode: Mode::Whole })
}

#[cold]
fn misfit<T>(found: &str) -> Result<T, EncodeError> {
    Err(EncodeError::custom(format_args!("the message has no place for {found} here")))
}

impl<'a> Slot<'a> {
    #[inline]
    fn of(out: &'a mut Vec<u8>, protobuf: &'a Protobuf, field: &Field) -> Self {
        let mode = match field.label {
            Label::Singular => Mode::Singular,
            Label::Optional => Mode::Optional,
            Label::Repeated => Mode::Repeated,
        };
        Self { out, protobuf, number: field.number, kind: field.kind, mode }
    }

    /// The message that wraps the value, if one does.
    #[inline]
    fn wrapper(&self) -> Option<&'a Message> {
        match self.kind {
            Kind::Message(at) if self.mode != Mode::Repeated => {
                Some(&self.protobuf.messages[at]).filter(|message| message.role == Role::Value)
            }
            _ => None,
        }
    }

    /// The place within the messages that wrap the value, and those messages.
    #[inline]
    fn unwrapped(mut self) -> (Self, Runs) {
        let mut runs = Runs::default();
        if let Some(Message { fields, .. }) = self.wrapper()
            && let [field] = fields.as_slice()
        {
            runs.push(self.open());
            return (Self::of(self.out, self.protobuf, field), runs);
        }
        (self, runs)
    }

    /// Begins the message that this field is; the whole message has no length before it.
    #[inline]
    fn open(&mut self) -> Option<usize> {
        (self.mode != Mode::Whole).then(|| {
            writer::tag(self.out, self.number, WireType::Len);
            writer::open(self.out)
        })
    }

    /// The tag of a value that is not zero; not of a packed one.
    #[inline]
    fn tag(&mut self, wire: WireType) {
        if self.mode != Mode::Packed {
            writer::tag(self.out, self.number, wire);
        }
    }

    /// Whether a value goes without saying.
    #[inline]
    fn is_left_out(&self, is_zero: bool) -> bool {
        is_zero && self.mode == Mode::Singular && self.kind.has_zero()
    }

    #[inline]
    fn varint(mut self, value: u64) {
        if !self.is_left_out(value == 0) {
            self.tag(WireType::Varint);
            writer::varint(self.out, value);
        }
    }

    /// Writes a whole number, whatever it counts.
    #[inline]
    fn whole(self, value: i64) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Int32
            | Kind::Int64
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Date
            | Kind::Time
            | Kind::DateTime => self.varint(value.cast_unsigned()),
            Kind::Timestamp => self.moment(Moment::of_instant(value)),
            Kind::Duration => self.moment(Moment::of_span(value)),
            _ => return self.elsewhere("a whole number", |slot| slot.whole(value)),
        }
        Ok(())
    }

    fn moment(mut self, moment: Moment) {
        self.tag(WireType::Len);
        writer::moment(self.out, moment);
    }

    #[inline]
    fn run(mut self, bytes: &[u8]) {
        if !self.is_left_out(bytes.is_empty()) {
            self.tag(WireType::Len);
            writer::run(self.out, bytes);
        }
    }

    /// Writes into the message that wraps the value; where none does, the value is misplaced.
    fn elsewhere(
        self,
        found: &str,
        write: impl FnOnce(Slot<'_>) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        if self.wrapper().is_none() {
            return misfit(found);
        }
        let (slot, runs) = self.unwrapped();
        let Slot { out, protobuf, number, kind, mode } = slot;
        write(Slot { out, protobuf, number, kind, mode })?;
        runs.close(out);
        Ok(())
    }

    fn message(&self) -> Option<&'a Message> {
        match self.kind {
            Kind::Message(at) => Some(&self.protobuf.messages[at]),
            _ => None,
        }
    }

    #[inline]
    fn sequence(self) -> Result<Sequence<'a>, EncodeError> {
        let (mut slot, mut runs) = self.unwrapped();
        if slot.mode == Mode::Repeated {
            return Ok(Sequence::Items(Items::open(slot, runs)));
        }
        match slot.message() {
            Some(message) if message.role == Role::Tuple => {
                runs.push(slot.open());
                Ok(Sequence::Places(Fields::new(slot, &message.fields, runs)))
            }
            _ => misfit("a list"),
        }
    }
}

macro_rules! whole {
    ($($method:ident($type:ty)),*) => {$(
        #[inline]
        fn $method(self, value: $type) -> Result<(), EncodeError> {
            self.whole(i64::from(value))
        }
    )*};
}

impl<'a> Serializer for Slot<'a> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Sequence<'a>;
    type SerializeTuple = Sequence<'a>;
    type SerializeTupleStruct = Sequence<'a>;
    type SerializeTupleVariant = Impossible<(), EncodeError>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    fn is_human_readable(&self) -> bool {
        false
    }

    whole! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_u8(u8),
        serialize_u16(u16), serialize_u32(u32)
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result<(), EncodeError> {
        // Beyond 63 bits, too, the bytes are those of the two's complement.
        self.whole(value.cast_signed())
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Bool => {
                self.varint(u64::from(value));
                Ok(())
            }
            _ => self.elsewhere("a boolean", |slot| slot.serialize_bool(value)),
        }
    }

    #[inline]
    fn serialize_f32(mut self, value: f32) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Float => {
                // Minus zero is not zero.
                if !self.is_left_out(value.to_bits() == 0) {
                    self.tag(WireType::Fixed32);
                    self.out.extend_from_slice(&value.to_le_bytes());
                }
                Ok(())
            }
            _ => self.elsewhere("a float", |slot| slot.serialize_f32(value)),
        }
    }

    #[inline]
    fn serialize_f64(mut self, value: f64) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Double => {
                if !self.is_left_out(value.to_bits() == 0) {
                    self.tag(WireType::Fixed64);
                    self.out.extend_from_slice(&value.to_le_bytes());
                }
                Ok(())
            }
            _ => self.elsewhere("a float", |slot| slot.serialize_f64(value)),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        match self.kind {
            Kind::String | Kind::Decimal => {
                self.run(value.as_bytes());
                Ok(())
            }
            _ => self.elsewhere("text", |slot| slot.serialize_str(value)),
        }
    }

    #[inline]
    fn serialize_bytes(self, value: &[u8]) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Bytes => {
                self.run(value);
                Ok(())
            }
            Kind::Uuid => {
                let id = uuid::Uuid::from_slice(value).map_err(EncodeError::custom)?;
                let mut text = uuid::Uuid::encode_buffer();
                self.run(id.hyphenated().encode_lower(&mut text).as_bytes());
                Ok(())
            }
            _ => self.elsewhere("bytes", |slot| slot.serialize_bytes(value)),
        }
    }

    #[inline]
    fn serialize_none(self) -> Result<(), EncodeError> {
        match self.mode {
            // Where nothing stands for the default, an empty message says that there is nothing.
            Mode::Optional if self.wraps_option() => self.elsewhere("nothing", |slot| slot.serialize_none()),
            Mode::Optional => Ok(()),
            _ => self.elsewhere("nothing", |slot| slot.serialize_none()),
        }
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        if self.wraps_option() {
            self.elsewhere("an option", |slot| slot.serialize_some(value))
        } else if self.mode == Mode::Optional {
            value.serialize(Slot { mode: Mode::Given, ..self })
        } else {
            value.serialize(self)
        }
    }

    fn serialize_unit(mut self) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Unit => {
                self.run(&[]);
                Ok(())
            }
            // An output of nothing is a message without fields.
            _ if self.wrapper().is_some_and(|message| message.fields.is_empty()) => {
                if let Some(start) = self.open() {
                    writer::close(self.out, start);
                }
                Ok(())
            }
            _ => self.elsewhere("nothing", |slot| slot.serialize_unit()),
        }
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EncodeError> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, at: u32, case: &'static str) -> Result<(), EncodeError> {
        match self.kind {
            Kind::Enum(choice) => match self.protobuf.enums[choice].values.get(at as usize) {
                Some(value) => {
                    self.varint(u64::from(value.number));
                    Ok(())
                }
                None => misfit(case),
            },
            _ => self.elsewhere(case, |slot| slot.serialize_unit_variant("", at, case)),
        }
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: &T,
    ) -> Result<(), EncodeError> {
        misfit(case)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Sequence<'a>, EncodeError> {
        self.sequence()
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Sequence<'a>, EncodeError> {
        self.sequence()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Sequence<'a>, EncodeError> {
        self.sequence()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EncodeError> {
        misfit(case)
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, EncodeError> {
        let (slot, runs) = self.unwrapped();
        match slot.message().map(|message| (message.role, message.fields.as_slice())) {
            Some((Role::Entry, [key, value])) => Ok(Entries::new(slot, key, value, runs)),
            _ => misfit("a map"),
        }
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'a>, EncodeError> {
        let (mut slot, mut runs) = self.unwrapped();
        match slot.message() {
            Some(message) if message.role == Role::Record => {
                runs.push(slot.open());
                Ok(Fields::new(slot, &message.fields, runs))
            }
            _ => misfit(name),
        }
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        _: &'static str,
        at: u32,
        case: &'static str,
        _: usize,
    ) -> Result<Fields<'a>, EncodeError> {
        let (mut slot, mut runs) = self.unwrapped();
        let Some(message) = slot.message().filter(|message| message.role == Role::Union) else {
            return misfit(case);
        };
        runs.push(slot.open());
        let Some(field) = message.fields.get(at as usize) else { return misfit(case) };
        let mut slot = Slot { mode: Mode::Given, ..Slot::of(slot.out, slot.protobuf, field) };
        match slot.message() {
            Some(record) => {
                runs.push(slot.open());
                Ok(Fields::new(slot, &record.fields, runs))
            }
            None => misfit(case),
        }
    }
}

impl Slot<'_> {
    /// Whether the message that wraps the value says itself whether there is one.
    #[inline]
    fn wraps_option(&self) -> bool {
        let optional = |message: &Message| matches!(message.fields.as_slice(), [field] if field.label == Label::Optional);
        self.wrapper().is_some_and(optional)
    }
}
