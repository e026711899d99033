//! Scalars: which of Arrow's types stand for a shape.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, TimeUnit};

use crate::shape::{FloatWidth, Shape};
use crate::wires::arrow::column::{Column, Decimals, Dictionary, Kind, Ticks, Unit};
use crate::wires::arrow::{schema, text};

/// Why a column does not stand for a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is called text and is none.
    NotText,
}

/// The column as what the shape asks for; none where its type is another.
pub(super) fn resolve(shape: &Shape, array: &ArrayRef) -> Result<Option<Kind>, Problem> {
    Ok(match shape {
        Shape::Unit => (*array.data_type() == DataType::Null).then_some(Kind::Null),
        Shape::Bool => array.as_boolean_opt().map(|flags| Kind::Bool(flags.values().clone())),
        Shape::Int(_) => int(array),
        Shape::Float(width) => float(*width, array).or_else(|| int(array)),
        Shape::String => return text_of(array),
        Shape::Bytes => bytes(array),
        Shape::Date => array.as_primitive_opt::<Date32Type>().map(|days| Kind::Days(days.values().clone())),
        Shape::Time => clock(array),
        Shape::DateTime | Shape::Timestamp | Shape::Duration => instant(shape, array),
        Shape::Decimal => match decimal(array) {
            None => return text_of(array),
            found => found,
        },
        Shape::Uuid => match bytes(array) {
            Some(Kind::FixedBytes(bytes)) if bytes.value_length() != schema::UUID_BYTES => None,
            None => return text_of(array),
            found => found,
        },
        _ => None,
    })
}

fn int(array: &ArrayRef) -> Option<Kind> {
    Some(match array.data_type() {
        DataType::Int8 => Kind::I8(array.as_primitive::<Int8Type>().values().clone()),
        DataType::Int16 => Kind::I16(array.as_primitive::<Int16Type>().values().clone()),
        DataType::Int32 => Kind::I32(array.as_primitive::<Int32Type>().values().clone()),
        DataType::Int64 => Kind::I64(array.as_primitive::<Int64Type>().values().clone()),
        DataType::UInt8 => Kind::U8(array.as_primitive::<UInt8Type>().values().clone()),
        DataType::UInt16 => Kind::U16(array.as_primitive::<UInt16Type>().values().clone()),
        DataType::UInt32 => Kind::U32(array.as_primitive::<UInt32Type>().values().clone()),
        DataType::UInt64 => Kind::U64(array.as_primitive::<UInt64Type>().values().clone()),
        _ => return None,
    })
}

/// A narrow float is not made of a wide one, which would round it without a sound.
fn float(width: FloatWidth, array: &ArrayRef) -> Option<Kind> {
    match (width, array.data_type()) {
        (_, DataType::Float32) => Some(Kind::F32(array.as_primitive::<Float32Type>().values().clone())),
        (FloatWidth::F64, DataType::Float64) => {
            Some(Kind::F64(array.as_primitive::<Float64Type>().values().clone()))
        }
        _ => None,
    }
}

fn text_of(array: &ArrayRef) -> Result<Option<Kind>, Problem> {
    let (sound, kind) = match array.data_type() {
        DataType::Utf8 => {
            let own = array.as_string::<i32>();
            (text::is_sound(own), Kind::Text(own.clone()))
        }
        DataType::LargeUtf8 => {
            let own = array.as_string::<i64>();
            (text::is_sound(own), Kind::LargeText(own.clone()))
        }
        DataType::Utf8View => {
            let own = array.as_string_view();
            (text::is_sound_view(own), Kind::TextView(own.clone()))
        }
        DataType::Dictionary(..) => return dictionary(array),
        _ => return Ok(None),
    };
    if sound { Ok(Some(kind)) } else { Err(Problem::NotText) }
}

fn dictionary(array: &ArrayRef) -> Result<Option<Kind>, Problem> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return Ok(None) };
    let values = dictionary.values();
    if matches!(values.data_type(), DataType::Dictionary(..)) {
        return Ok(None);
    }
    let keys: ArrayRef = arrow_array::make_array(dictionary.keys().to_data());
    let (Some(keys), Some(kind)) = (int(&keys), text_of(values)?) else { return Ok(None) };
    let nulls = values.logical_nulls();
    let values = Column { nulls, kind, special: None };
    Ok(Some(Kind::Dictionary(Box::new(Dictionary { keys, values }))))
}

fn bytes(array: &ArrayRef) -> Option<Kind> {
    Some(match array.data_type() {
        DataType::Binary => Kind::Bytes(array.as_binary::<i32>().clone()),
        DataType::LargeBinary => Kind::LargeBytes(array.as_binary::<i64>().clone()),
        DataType::BinaryView => Kind::BytesView(array.as_binary_view().clone()),
        DataType::FixedSizeBinary(_) => Kind::FixedBytes(array.as_fixed_size_binary().clone()),
        _ => return None,
    })
}

const SECOND: Unit = Unit::Micros(1_000_000);
const MILLISECOND: Unit = Unit::Micros(1_000);
const MICROSECOND: Unit = Unit::Micros(1);

fn clock(array: &ArrayRef) -> Option<Kind> {
    let widened = |values: &ScalarBuffer<i32>| values.iter().map(|value| i64::from(*value)).collect();
    let (values, unit) = match array.data_type() {
        DataType::Time32(TimeUnit::Second) => {
            (widened(array.as_primitive::<Time32SecondType>().values()), SECOND)
        }
        DataType::Time32(TimeUnit::Millisecond) => {
            (widened(array.as_primitive::<Time32MillisecondType>().values()), MILLISECOND)
        }
        DataType::Time64(TimeUnit::Microsecond) => (wide(array), MICROSECOND),
        DataType::Time64(TimeUnit::Nanosecond) => (wide(array), Unit::Nano),
        _ => return None,
    };
    Some(Kind::Ticks(Ticks { values, unit }))
}

fn instant(shape: &Shape, array: &ArrayRef) -> Option<Kind> {
    let ((Shape::DateTime, DataType::Timestamp(unit, None))
    | (Shape::Timestamp, DataType::Timestamp(unit, Some(_)))
    | (Shape::Duration, DataType::Duration(unit))) = (shape, array.data_type())
    else {
        return None;
    };
    let unit = match unit {
        TimeUnit::Second => SECOND,
        TimeUnit::Millisecond => MILLISECOND,
        TimeUnit::Microsecond => MICROSECOND,
        TimeUnit::Nanosecond => Unit::Nano,
    };
    Some(Kind::Ticks(Ticks { values: wide(array), unit }))
}

/// The numbers of a column of a 64-bit type, whichever it is.
fn wide(array: &ArrayRef) -> ScalarBuffer<i64> {
    let data = array.to_data();
    ScalarBuffer::new(data.buffers()[0].clone(), data.offset(), data.len())
}

fn decimal(array: &ArrayRef) -> Option<Kind> {
    let text = match array.data_type() {
        DataType::Decimal32(..) => written::<Decimal32Type>,
        DataType::Decimal64(..) => written::<Decimal64Type>,
        DataType::Decimal128(..) => written::<Decimal128Type>,
        DataType::Decimal256(..) => written::<Decimal256Type>,
        _ => return None,
    };
    Some(Kind::Decimal(Decimals { array: Arc::clone(array), text }))
}

fn written<T: DecimalType>(array: &ArrayRef, row: usize) -> String {
    let numbers: &PrimitiveArray<T> = array.as_primitive();
    T::format_decimal(numbers.value(row), T::MAX_PRECISION, numbers.scale())
}
