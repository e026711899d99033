//! Columns out of a fuzzer's choices: of a type, or of another that stands for it, or of one that does not.

use std::sync::Arc;

use arrow_array::types::*;
use arrow_array::*;
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields, TimeUnit};

/// Bytes that decide; zeros when there are none left.
pub(super) struct Choices<'a>(pub(super) &'a [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(super) fn below(&mut self, count: u8) -> u8 {
        self.byte() % count
    }

    /// A number: most often a small one or a boundary.
    fn number(&mut self) -> i64 {
        match self.below(4) {
            0 => i64::from(self.byte().cast_signed()),
            1 => [i64::MIN, i64::MAX, 1 << 53, -(1 << 31), 1 << 31, 255, 1_000_000, 86_400_000_000]
                [usize::from(self.below(8))],
            _ => i64::from_le_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    fn text(&mut self) -> String {
        const KNOWN: [&str; 10] = [
            "",
            "red",
            "sky-blue",
            "card",
            "cash",
            "abc",
            "EUR",
            "1.5",
            "é",
            "00000000-0000-0000-0000-0000000000ff",
        ];
        match usize::from(self.below(12)) {
            known if known < KNOWN.len() => KNOWN[known].to_owned(),
            _ => (0..self.below(20)).map(|_| char::from(self.byte())).collect(),
        }
    }

    fn bytes(&mut self) -> Vec<u8> {
        (0..self.below(18)).map(|_| self.byte()).collect()
    }

    fn many<T>(&mut self, rows: usize, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..rows).map(|_| make(self)).collect()
    }

    /// Which rows have a value; most often all have.
    fn nulls(&mut self, rows: usize) -> Option<NullBuffer> {
        (self.below(4) == 0).then(|| self.many(rows, |choices| choices.below(3) > 0).into())
    }
}

/// A column for a type.
pub(super) fn column(data_type: &DataType, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    match data_type {
        _ if choices.below(64) == 63 => Arc::new(NullArray::new(rows)),
        DataType::Null => Arc::new(NullArray::new(rows)),
        DataType::Boolean => {
            let flags = choices.many(rows, |choices| choices.below(2) == 1);
            Arc::new(BooleanArray::new(flags.into(), choices.nulls(rows)))
        }
        DataType::Float32 | DataType::Float64 => float(data_type, rows, choices),
        DataType::Utf8 => text(rows, choices),
        DataType::Binary | DataType::FixedSizeBinary(_) => bytes(data_type, rows, choices),
        DataType::List(item) => list(item, rows, choices),
        DataType::FixedSizeList(item, count) => fixed(item, *count, rows, choices),
        DataType::Map(entries, _) => list(entries, rows, choices),
        DataType::Struct(fields) => record(fields, rows, choices),
        other => number(other, rows, choices),
    }
}

fn numbers<T: ArrowPrimitiveType>(
    rows: usize,
    choices: &mut Choices<'_>,
    make: impl Fn(i64) -> T::Native,
) -> PrimitiveArray<T> {
    let values = choices.many(rows, |choices| make(choices.number()));
    PrimitiveArray::new(values.into(), choices.nulls(rows))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any number will do")]
fn number(data_type: &DataType, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    match (data_type, choices.below(8)) {
        (DataType::Date32, _) => Arc::new(numbers::<Date32Type>(rows, choices, |n| n as i32)),
        (DataType::Time64(_), 0) => Arc::new(numbers::<Time32SecondType>(rows, choices, |n| n as i32)),
        (DataType::Time64(_), 1) => Arc::new(numbers::<Time32MillisecondType>(rows, choices, |n| n as i32)),
        (DataType::Time64(_), 2) => Arc::new(numbers::<Time64NanosecondType>(rows, choices, |n| n)),
        (DataType::Time64(_), _) => Arc::new(numbers::<Time64MicrosecondType>(rows, choices, |n| n)),
        (DataType::Timestamp(_, zone), unit) => {
            let zone = zone.clone();
            match unit {
                0 => Arc::new(numbers::<TimestampSecondType>(rows, choices, |n| n).with_timezone_opt(zone)),
                1 => Arc::new(
                    numbers::<TimestampMillisecondType>(rows, choices, |n| n).with_timezone_opt(zone),
                ),
                2 => {
                    Arc::new(numbers::<TimestampNanosecondType>(rows, choices, |n| n).with_timezone_opt(zone))
                }
                _ => Arc::new(
                    numbers::<TimestampMicrosecondType>(rows, choices, |n| n).with_timezone_opt(zone),
                ),
            }
        }
        (DataType::Duration(TimeUnit::Microsecond), 0) => {
            Arc::new(numbers::<DurationSecondType>(rows, choices, |n| n))
        }
        (DataType::Duration(_), 1) => Arc::new(numbers::<DurationNanosecondType>(rows, choices, |n| n)),
        (DataType::Duration(_), _) => Arc::new(numbers::<DurationMicrosecondType>(rows, choices, |n| n)),
        (_, 0) => Arc::new(numbers::<Int8Type>(rows, choices, |n| n as i8)),
        (_, 1) => Arc::new(numbers::<Int16Type>(rows, choices, |n| n as i16)),
        (_, 2) => Arc::new(numbers::<Int32Type>(rows, choices, |n| n as i32)),
        (_, 3) => Arc::new(numbers::<Int64Type>(rows, choices, |n| n)),
        (_, 4) => Arc::new(numbers::<UInt8Type>(rows, choices, |n| n as u8)),
        (_, 5) => Arc::new(numbers::<UInt16Type>(rows, choices, |n| n as u16)),
        (_, 6) => Arc::new(numbers::<UInt32Type>(rows, choices, |n| n as u32)),
        (_, _) => Arc::new(numbers::<UInt64Type>(rows, choices, |n| n as u64)),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any number will do")]
fn float(data_type: &DataType, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    match choices.below(4) {
        0 => number(&DataType::Int64, rows, choices),
        1 => Arc::new(numbers::<Float32Type>(rows, choices, |n| f32::from_bits(n as u32))),
        _ if *data_type == DataType::Float32 => Arc::new(numbers::<Float32Type>(rows, choices, |n| n as f32)),
        2 => Arc::new(numbers::<Float64Type>(rows, choices, |n| f64::from_bits(n as u64))),
        _ => Arc::new(numbers::<Float64Type>(rows, choices, |n| n as f64 / 4.0)),
    }
}

fn text(rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    let form = choices.below(5);
    let (texts, nulls) = (choices.many(rows, Choices::text), choices.nulls(rows));
    let texts = texts.into_iter().enumerate();
    let texts =
        texts.map(|(row, text)| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)).then_some(text));
    match form {
        0 => Arc::new(texts.collect::<LargeStringArray>()),
        1 => Arc::new(texts.collect::<StringViewArray>()),
        2 => {
            let texts: Vec<_> = texts.collect();
            Arc::new(texts.iter().map(Option::as_deref).collect::<DictionaryArray<UInt16Type>>())
        }
        3 => Arc::new(
            numbers::<Decimal128Type>(rows, choices, i128::from).with_data_type(DataType::Decimal128(38, 3)),
        ),
        _ => Arc::new(texts.collect::<StringArray>()),
    }
}

fn bytes(data_type: &DataType, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    if let (DataType::FixedSizeBinary(size), 0..3) = (data_type, choices.below(4)) {
        let all = choices.many(rows * usize::try_from(*size).unwrap_or_default(), Choices::byte);
        return Arc::new(FixedSizeBinaryArray::new(*size, all.into(), choices.nulls(rows)));
    }
    let all = choices.many(rows, |choices| (choices.below(4) > 0).then(|| choices.bytes()));
    match choices.below(2) {
        0 => Arc::new(all.into_iter().collect::<LargeBinaryArray>()),
        _ => Arc::new(all.into_iter().collect::<BinaryArray>()),
    }
}

fn list(item: &Arc<Field>, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    let lengths = choices.many(rows, |choices| usize::from(choices.below(3)));
    let items = column(item.data_type(), lengths.iter().sum(), choices);
    let item = Arc::new(Field::new("item", items.data_type().clone(), true));
    let nulls = choices.nulls(rows);
    let whole: ArrayRef = match choices.below(2) {
        0 => Arc::new(LargeListArray::new(item, OffsetBuffer::from_lengths(lengths), items, nulls)),
        _ => Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(lengths), items, nulls)),
    };
    whole
}

fn fixed(item: &Arc<Field>, count: i32, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    if choices.below(3) == 0 {
        return list(item, rows, choices);
    }
    let items = column(item.data_type(), rows * usize::try_from(count).unwrap_or_default(), choices);
    let item = Arc::new(Field::new("item", items.data_type().clone(), true));
    Arc::new(FixedSizeListArray::new(item, count, items, choices.nulls(rows)))
}

/// A struct, maybe without one of its fields.
fn record(fields: &Fields, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    let without = usize::from(choices.byte());
    let kept = fields.iter().enumerate().filter(|(at, _)| *at != without);
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) = kept
        .map(|(_, field)| {
            let column = column(field.data_type(), rows, choices);
            (Field::new(field.name(), column.data_type().clone(), true), column)
        })
        .unzip();
    let nulls = choices.nulls(rows);
    Arc::new(
        StructArray::try_new_with_length(fields.into(), columns, nulls, rows).expect("as many rows in each"),
    )
}
