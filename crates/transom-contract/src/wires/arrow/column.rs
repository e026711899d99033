//! One column of a batch, resolved once: which buffer a field's value stands in, and in which form.

use arrow_array::{
    ArrayRef, BinaryArray, BinaryViewArray, FixedSizeBinaryArray, LargeBinaryArray, LargeStringArray,
    StringArray, StringViewArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};

use super::offsets::Offsets;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Which rows have no value; none where every row has one.
    pub(super) nulls: Option<NullBuffer>,
    pub(super) kind: Kind,
    /// What the bytes, text or numbers stand for.
    pub(super) special: Option<Special>,
}

/// What stands in a column, and where.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// No row has a value.
    Null,
    Bool(BooleanBuffer),
    I8(ScalarBuffer<i8>),
    I16(ScalarBuffer<i16>),
    I32(ScalarBuffer<i32>),
    I64(ScalarBuffer<i64>),
    U8(ScalarBuffer<u8>),
    U16(ScalarBuffer<u16>),
    U32(ScalarBuffer<u32>),
    U64(ScalarBuffer<u64>),
    F32(ScalarBuffer<f32>),
    F64(ScalarBuffer<f64>),
    /// Days since 1970-01-01.
    Days(ScalarBuffer<i32>),
    Ticks(Ticks),
    Text(StringArray),
    LargeText(LargeStringArray),
    TextView(StringViewArray),
    Dictionary(Box<Dictionary>),
    Bytes(BinaryArray),
    LargeBytes(LargeBinaryArray),
    BytesView(BinaryViewArray),
    FixedBytes(FixedSizeBinaryArray),
    Decimal(Decimals),
    List(Offsets, Box<Column>),
    Map(Offsets, Box<[Column; 2]>),
    Tuple(Vec<Column>),
    Record(Fields),
    Union(Box<Cases>),
}

/// Special types that share a form with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    Time,
    DateTime,
    Timestamp,
    Duration,
    Decimal,
    Uuid,
}

/// Whole numbers of a unit of time.
#[derive(Debug, Clone)]
pub(super) struct Ticks {
    pub(super) values: ScalarBuffer<i64>,
    pub(super) unit: Unit,
}

/// A unit of time beside the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many microseconds.
    Micros(i64),
    /// A thousandth of a microsecond.
    Nano,
}

/// Nanoseconds of a microsecond.
const MICRO_NANOS: i64 = 1_000;

impl Ticks {
    /// The row in microseconds; none where it is not a whole number of them.
    #[inline]
    pub(super) fn micros(&self, row: usize) -> Option<i64> {
        let ticks = self.values[row];
        match self.unit {
            Unit::Micros(micros) => ticks.checked_mul(micros),
            Unit::Nano => (ticks % MICRO_NANOS == 0).then_some(ticks / MICRO_NANOS),
        }
    }

    /// How the row shows itself.
    pub(super) fn shown(&self, row: usize) -> String {
        let ticks = self.values[row];
        match self.unit {
            Unit::Micros(1) => format!("{ticks} µs"),
            Unit::Micros(micros) => format!("{ticks} times {micros} µs"),
            Unit::Nano => format!("{ticks} ns"),
        }
    }
}

/// Text by number.
#[derive(Debug, Clone)]
pub(super) struct Dictionary {
    /// Each row's number, of any width of integer.
    pub(super) keys: Kind,
    pub(super) values: Column,
}

/// Decimal numbers of one of Arrow's widths.
#[derive(Debug, Clone)]
pub(super) struct Decimals {
    pub(super) array: ArrayRef,
    /// Writes the row's number.
    pub(super) text: fn(&ArrayRef, usize) -> String,
}

/// A record's columns, in the order of its fields.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) columns: Vec<Column>,
    pub(super) names: Vec<String>,
    /// Which of the fields the columns are, where some are missing.
    pub(super) places: Option<Vec<u64>>,
}

/// A union's columns.
#[derive(Debug, Clone)]
pub(super) struct Cases {
    pub(super) tag_name: String,
    pub(super) tag: Column,
    /// Each case's name, and its fields where it has any.
    pub(super) all: Vec<(String, Option<Column>)>,
}

impl Column {
    /// A column of so many rows without a value.
    pub(super) fn empty(rows: usize) -> Self {
        Self { nulls: Some(NullBuffer::new_null(rows)), kind: Kind::Null, special: None }
    }

    #[inline]
    pub(super) fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// The text of a row that has some.
    #[inline]
    pub(super) fn text(&self, row: usize) -> Option<&str> {
        match &self.kind {
            Kind::Text(array) => Some(array.value(row)),
            Kind::LargeText(array) => Some(array.value(row)),
            Kind::TextView(array) => Some(array.value(row)),
            Kind::Dictionary(dictionary) => {
                let key = usize::try_from(dictionary.keys.int(row)?).ok()?;
                if dictionary.values.is_null(key) { None } else { dictionary.values.text(key) }
            }
            _ => None,
        }
    }

    /// The bytes of a row that has some.
    #[inline]
    pub(super) fn bytes(&self, row: usize) -> Option<&[u8]> {
        match &self.kind {
            Kind::Bytes(array) => Some(array.value(row)),
            Kind::LargeBytes(array) => Some(array.value(row)),
            Kind::BytesView(array) => Some(array.value(row)),
            Kind::FixedBytes(array) => Some(array.value(row)),
            _ => None,
        }
    }
}

impl Kind {
    /// The whole number of a row.
    pub(super) fn int(&self, row: usize) -> Option<i128> {
        Some(match self {
            Self::I8(values) => values[row].into(),
            Self::I16(values) => values[row].into(),
            Self::I32(values) => values[row].into(),
            Self::I64(values) => values[row].into(),
            Self::U8(values) => values[row].into(),
            Self::U16(values) => values[row].into(),
            Self::U32(values) => values[row].into(),
            Self::U64(values) => values[row].into(),
            _ => return None,
        })
    }
}
