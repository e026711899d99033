//! An engine as Protobuf sees it: messages, enums and methods, made once from the contract.
//!
//! The `.proto` document prints this description and the Protobuf wire reads and writes by it, so that the two
//! cannot disagree. The mapping from shapes is the table in [`crate::documents::proto`]; the code that keeps to it
//! is `build.rs`. Nothing here knows bytes or text.

mod build;
mod names;

pub(crate) use names::{Names, camel, ident};

use crate::contract::Contract;
use crate::shape::Extra;

/// An engine's `.proto` file as plain data. Indices in [`Kind`] and [`Method`] point into its lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Protobuf {
    /// `transom.<engine>.v1`.
    pub package: String,
    /// The service's name within the package.
    pub service: String,
    /// The engine's doc.
    pub doc: String,
    /// One method per function, in the contract's order.
    pub methods: Vec<Method>,
    /// Every message that a method reaches.
    pub messages: Vec<Message>,
    /// Every enum that a method reaches.
    pub enums: Vec<Enumeration>,
}

/// One function.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// The function's name in the contract.
    pub function: String,
    /// The method's name in the service.
    pub rpc: String,
    /// The function's doc.
    pub doc: String,
    /// The message of its arguments; its role is [`Role::Record`].
    pub request: usize,
    /// The message of its answer; its role is [`Role::Record`] when the output is one, else [`Role::Value`].
    pub response: usize,
    /// The declared errors: code, and the message of what each tells besides.
    pub errors: Vec<(String, usize)>,
}

/// What a message stands for, and so how its fields meet the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A record: fields by name.
    Record,
    /// A tagged union: exactly one field is set; its name is the case's.
    Union,
    /// A tuple: fields by place.
    Tuple,
    /// A value that may not stand where it is needed, in its only field: an output that is no record, a list or a
    /// map within a list, an item that may be nothing. An output of `()` has no field at all.
    Value,
    /// One entry of a map: `key = 1`, `value = 2`. Absent ones are zero or empty, as Protobuf's `map` says.
    Entry,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The name within the package.
    pub name: String,
    /// What it is, in the author's words.
    pub doc: String,
    /// What it stands for.
    pub role: Role,
    /// The name of a union's tag field; the `oneof` bears it.
    pub tag: String,
    /// The fields, in declaration order.
    pub fields: Vec<Field>,
    /// What happens to numbers that are not listed here.
    pub extra: Extra,
    /// Numbers that once were used and never will be again.
    pub reserved: Vec<u32>,
}

/// One field of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name in the contract: a field's, or a union case's.
    pub name: String,
    /// The name in the `.proto` document.
    pub ident: String,
    /// What it is, in the author's words.
    pub doc: String,
    /// Its number.
    pub number: u32,
    /// How often it may stand.
    pub label: Label,
    /// What stands there, each time.
    pub kind: Kind,
}

/// How often a field may stand, and what it means when it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Once. Where it is absent, [`Kind::has_zero`] says whether it is zero (as proto3 has it) or missing.
    Singular,
    /// At most once; absent means nothing, or the default.
    Optional,
    /// Any number of times; none is the empty list. Numbers are packed.
    Repeated,
}

/// The type of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `bool`.
    Bool,
    /// `int32`: `i8`, `i16`, `i32`.
    Int32,
    /// `int64`: `i64`.
    Int64,
    /// `uint32`: `u8`, `u16`, `u32`.
    Uint32,
    /// `uint64`: `u64`.
    Uint64,
    /// `float`.
    Float,
    /// `double`.
    Double,
    /// `string`.
    String,
    /// `bytes`.
    Bytes,
    /// `int32`: days since 1970-01-01.
    Date,
    /// `int64`: microseconds since midnight.
    Time,
    /// `int64`: microseconds since 1970-01-01T00:00:00 on the same wall clock.
    DateTime,
    /// `google.protobuf.Timestamp`, in whole microseconds.
    Timestamp,
    /// `google.protobuf.Duration`, in whole microseconds.
    Duration,
    /// `string`: the digits.
    Decimal,
    /// `string`: hyphenated, lower case.
    Uuid,
    /// `google.protobuf.Empty`.
    Unit,
    /// An enum, by its place in [`Protobuf::enums`].
    Enum(usize),
    /// A message, by its place in [`Protobuf::messages`].
    Message(usize),
}

/// How a value's bytes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireType {
    /// A number of varying length.
    Varint = 0,
    /// Eight bytes.
    Fixed64 = 1,
    /// A length and so many bytes.
    Len = 2,
    /// Four bytes.
    Fixed32 = 5,
}

/// An enum. Its value 0 is "unspecified" and never stands for a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The name within the package.
    pub name: String,
    /// What the choice is about.
    pub doc: String,
    /// The name of the value 0.
    pub unspecified: String,
    /// The cases, in declaration order.
    pub values: Vec<EnumValue>,
    /// Numbers that once were used and never will be again.
    pub reserved: Vec<u32>,
}

/// One case of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The name in the contract.
    pub name: String,
    /// The name in the `.proto` document.
    pub ident: String,
    /// What it means.
    pub doc: String,
    /// Its number, from 1.
    pub number: u32,
}

impl Protobuf {
    /// Describes an engine.
    pub fn of(contract: &Contract) -> Self {
        build::build(contract)
    }

    /// The method of a function.
    pub fn method(&self, function: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.function == function)
    }

    /// Whether entries of this kind may be written as Protobuf's `map<…>`. The bytes are the same either way.
    pub fn is_map(&self, entry: &Message) -> bool {
        entry.role == Role::Entry && entry.fields.first().is_some_and(|key| key.kind.is_map_key())
    }
}

impl Kind {
    /// How one value's bytes are laid out.
    pub const fn wire_type(self) -> WireType {
        match self {
            Self::Float => WireType::Fixed32,
            Self::Double => WireType::Fixed64,
            Self::String
            | Self::Bytes
            | Self::Decimal
            | Self::Uuid
            | Self::Timestamp
            | Self::Duration
            | Self::Unit
            | Self::Message(_) => WireType::Len,
            _ => WireType::Varint,
        }
    }

    /// Whether repeated values stand packed in one run.
    pub const fn is_packed(self) -> bool {
        !matches!(self.wire_type(), WireType::Len)
    }

    /// Whether an absent singular value is zero or empty rather than missing.
    pub const fn has_zero(self) -> bool {
        !matches!(
            self,
            Self::Decimal | Self::Uuid | Self::Timestamp | Self::Duration | Self::Enum(_) | Self::Message(_)
        )
    }

    const fn is_map_key(self) -> bool {
        !matches!(
            self,
            Self::Float
                | Self::Double
                | Self::Bytes
                | Self::Timestamp
                | Self::Duration
                | Self::Unit
                | Self::Enum(_)
                | Self::Message(_)
        )
    }
}
