//! Arrow columns: every shape comes back as it went, other types that stand for it are read, and no row is guessed.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BinaryArray, Decimal128Array, DictionaryArray, Float32Array, Float64Array, Int64Array,
    LargeStringArray, ListArray, NullArray, RecordBatch, StringArray, StringViewArray, StructArray,
    Time64NanosecondArray, TimestampNanosecondArray, UInt8Array,
};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;
use serde::{Deserialize, Serialize};
use transom::{Bytes, Date, DateTime, Decimal, Time, Timestamp, Uuid};
use transom_contract::generate::values;
use transom_contract::wires::arrow::{Rows, Writer, schema};
use transom_contract::{Definitions, Model, Root, Schema, Strictness, Value, to_value, validate};

use crate::sample::{Colour, Lenient, Limited, Plain, Tree};

/// Containers in containers, without a model that contains itself.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
struct Flat {
    maybe: Option<i32>,
    maybe_text: Option<String>,
    maybe_colour: Option<Colour>,
    maybe_plain: Option<Box<Plain>>,
    maybe_list: Option<Vec<i64>>,
    maybe_map: Option<BTreeMap<String, i64>>,
    floats: Vec<f64>,
    flags: Vec<bool>,
    colours: Vec<Colour>,
    instants: Vec<Timestamp>,
    ids: Vec<Uuid>,
    holes: Vec<Option<i64>>,
    grid: Vec<Vec<f64>>,
    point: [f64; 3],
    points: Vec<[Option<u8>; 2]>,
    pair: (i32, String),
    pairs: Vec<(Colour, Option<Date>)>,
    by_name: BTreeMap<String, i64>,
    by_flag: BTreeMap<bool, Vec<i32>>,
    by_colour: BTreeMap<Colour, Payment>,
    by_date: BTreeMap<Date, Option<f64>>,
    payment: Payment,
    payments: Vec<Option<Payment>>,
    nothing: (),
}

/// How to pay.
#[transom::model(tag = "kind")]
#[derive(Debug, Clone, PartialEq)]
enum Payment {
    Card { number: String, expires: Option<Date> },
    Transfer { amount: Decimal, parts: Vec<Decimal> },
    Cash,
}

fn schema<T: Model>() -> Schema {
    let mut definitions = Definitions::default();
    let root = Root::Shape(T::shape(&mut definitions));
    Schema { root, definitions }
}

fn batch(column: &ArrayRef) -> RecordBatch {
    let columns = column.as_any().downcast_ref::<StructArray>().expect("a record is a struct");
    RecordBatch::from(columns)
}

/// Every generated value goes into columns and comes back, typed and plain.
fn check_round_trip<T>(seed: u64)
where
    T: Model + Serialize + for<'de> Deserialize<'de>,
{
    let schema = schema::<T>();
    let values: Vec<Value> = values(&schema, seed).take(300).collect();
    let mut plain = Writer::new(&schema, 0).expect("it has a form");
    let mut typed = Writer::new(&schema, 0).expect("it has a form");
    for value in &values {
        plain.append_value(value).expect("it is valid");
        let value = T::deserialize(value).expect("it is valid");
        typed.append(&value).expect("it is small");
    }
    assert_eq!(typed.data_type(), &schema::data_type(&schema).expect("it has a form"));
    for column in [plain.finish(), typed.finish()] {
        let rows = Rows::of(&schema, &batch(&column)).expect("it is its own schema's");
        for (row, value) in values.iter().enumerate() {
            let shown = |typed: T| format!("{:?}", to_value(&typed).expect("a model"));
            let expected = shown(T::deserialize(value).expect("it is valid"));
            let found = T::deserialize(rows.row::<false>(row)).expect("what we wrote we read");
            assert_eq!(shown(found), expected);
            let found = rows.value(row);
            assert_eq!(validate(&found, &schema, Strictness::Python), []);
            assert_eq!(shown(T::deserialize(&found).expect("it is valid")), expected);
        }
    }
}

#[test]
fn every_shape_comes_back() {
    for seed in 0..4 {
        check_round_trip::<Plain>(seed);
        check_round_trip::<Flat>(seed);
        check_round_trip::<Lenient>(seed);
    }
}

#[test]
fn a_model_that_contains_itself_has_no_form() {
    let refused = schema::data_type(&schema::<Tree>()).expect_err("a tree is endless");
    assert_eq!(refused.to_string(), "`Tree` contains itself, which a column cannot");
}

/// A record of one field of each type under test.
macro_rules! one {
    ($name:ident, $type:ty) => {
        #[transom::model]
        #[derive(Debug, PartialEq)]
        struct $name {
            x: $type,
        }
    };
}

one!(Small, i8);
one!(Large, u64);
one!(Real, f64);
one!(Single, f32);
one!(Text, String);
one!(Maybe, Option<String>);
one!(Choice, Colour);
one!(Octets, Bytes);
one!(Clock, Time);
one!(Local, DateTime);
one!(Money, Decimal);
one!(Id, Uuid);
one!(Triple, [i64; 3]);
one!(Floats, Vec<f64>);

fn column(values: impl arrow_array::Array + 'static) -> RecordBatch {
    RecordBatch::try_from_iter([("x", Arc::new(values) as ArrayRef)]).expect("one column")
}

/// What each row of a column `x` reads as: the typed value, or its first issue.
fn read<T, const EXACT: bool>(values: impl arrow_array::Array + 'static) -> Vec<String>
where
    T: Model + Serialize + for<'de> Deserialize<'de>,
{
    let (schema, batch) = (schema::<T>(), column(values));
    let rows = Rows::of(&schema, &batch).expect("the type stands for it");
    let read = |row| match T::deserialize(rows.row::<EXACT>(row)) {
        Ok(typed) => to_value(&typed).expect("a model").get("x").expect("the field").to_string(),
        Err(_) => match validate(&rows.value(row), &schema, Strictness::Python).first() {
            Some(issue) => issue.to_string(),
            None => "refused".to_owned(),
        },
    };
    (0..rows.count()).map(read).collect()
}

/// Why a column `x` does not stand for a field.
fn misfit<T: Model>(values: impl arrow_array::Array + 'static) -> String {
    let misfits = Rows::of(&schema::<T>(), &column(values)).expect_err("the type is another");
    misfits.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn integers_of_other_widths_are_checked_row_by_row() {
    let found = read::<Small, false>(Int64Array::from(vec![Some(-128), Some(128), None]));
    let expected = [
        "-128",
        "x: Input should be less than or equal to 127 [type=less_than_equal, input=128]",
        "x: Input should be a valid integer [type=int_type, input=null]",
    ];
    assert_eq!(found, expected);
    let found = read::<Large, true>(Int64Array::from(vec![i64::MAX, -1]));
    let below = "x: Input should be greater than or equal to 0 [type=greater_than_equal, input=-1]";
    assert_eq!(found, ["9223372036854775807", below]);
    assert_eq!(read::<Large, true>(UInt8Array::from(vec![7])), ["7"]);
}

#[test]
fn an_exact_float_is_not_made_of_an_integer() {
    assert_eq!(read::<Real, false>(Int64Array::from(vec![2])), ["2.0"]);
    assert_eq!(read::<Real, true>(Int64Array::from(vec![2])), ["refused"]);
    assert_eq!(read::<Real, true>(Float32Array::from(vec![0.5])), ["0.5"]);
}

#[test]
fn a_wide_float_is_not_narrowed() {
    let found = misfit::<Single>(Float64Array::from(vec![0.1]));
    assert_eq!(found, "column `x`: expected Float32, found Float64; cast it to Float32");
}

#[test]
fn text_comes_in_every_form() {
    let texts = || vec![Some("a"), Some("čau, a long text that no view holds itself"), None];
    let null = "x: Input should be a valid string [type=string_type, input=null]";
    let expected = ["\"a\"", "\"čau, a long text that no view holds itself\"", null];
    assert_eq!(read::<Text, true>(StringArray::from(texts())), expected);
    assert_eq!(read::<Text, true>(LargeStringArray::from(texts())), expected);
    assert_eq!(read::<Text, true>(StringViewArray::from(texts())), expected);
    let by_number: DictionaryArray<Int8Type> = texts().into_iter().collect();
    assert_eq!(read::<Text, true>(by_number.clone()), expected);
    assert_eq!(read::<Maybe, true>(by_number)[2], "null");
    assert_eq!(read::<Maybe, true>(NullArray::new(1)), ["null"]);
    assert_eq!(misfit::<Text>(NullArray::new(1)), "column `x`: expected Utf8, found Null; cast it to Utf8");
}

#[test]
fn a_choice_is_read_from_text() {
    let names: DictionaryArray<Int8Type> = vec!["sky-blue", "pink"].into_iter().collect();
    let none = "x: Input should be 'red', 'green' or 'sky-blue' [type=literal_error, input=\"pink\"]";
    assert_eq!(read::<Choice, true>(names), ["\"sky-blue\"", none]);
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let offsets = || OffsetBuffer::new(ScalarBuffer::from(vec![0, 1, 2]));
    let array = |bytes: &[u8]| {
        // SAFETY: none: this is what Python can hand in. Nothing reads it as text before it is checked.
        unsafe { StringArray::new_unchecked(offsets(), Buffer::from(bytes.to_vec()), None) }
    };
    let expected = "column `x` holds bytes that are not UTF-8; make it binary, or decode it";
    assert_eq!(misfit::<Text>(array(b"a\xff")), expected);
    // Whole, it is UTF-8; cut in two, it is not.
    assert_eq!(misfit::<Text>(array("é".as_bytes())), expected);
    assert_eq!(read::<Text, true>(array(b"ab")), ["\"a\"", "\"b\""]);
}

#[test]
fn times_of_other_units_are_read_whole() {
    let found = read::<Clock, true>(Time64NanosecondArray::from(vec![1_000, 1_001]));
    let refused = "x: Input should be a valid time [type=time_type, input=\"1001 ns\"]";
    assert_eq!(found, ["\"00:00:00.000001\"", refused]);
    let found = read::<Local, true>(TimestampNanosecondArray::from(vec![1_000_000_000]));
    assert_eq!(found, ["\"1970-01-01T00:00:01\""]);
    let zoned = TimestampNanosecondArray::from(vec![0]).with_timezone("Europe/Prague");
    let expected = "column `x`: expected Timestamp(µs), found Timestamp(ns, \"Europe/Prague\"); \
        cast it to Timestamp(µs)";
    assert_eq!(misfit::<Local>(zoned), expected);
}

#[test]
fn decimals_keep_their_digits() {
    let numbers = Decimal128Array::from(vec![150, -5]).with_precision_and_scale(10, 2).expect("they fit");
    assert_eq!(read::<Money, true>(numbers), ["\"1.50\"", "\"-0.05\""]);
    assert_eq!(read::<Money, true>(StringArray::from(vec!["1.500"])), ["\"1.500\""]);
    let expected = "column `x`: expected Utf8, found Float64; cast it to Utf8";
    assert_eq!(misfit::<Money>(Float64Array::from(vec![0.1])), expected);
}

#[test]
fn identifiers_are_read_from_bytes_and_text() {
    let id = "00000000-0000-0000-0000-0000000000ff";
    let mut bytes = [0; 16];
    bytes[15] = 0xff;
    assert_eq!(read::<Id, true>(BinaryArray::from(vec![&bytes[..]])), [format!("\"{id}\"")]);
    assert_eq!(read::<Id, true>(StringArray::from(vec![id])), [format!("\"{id}\"")]);
    let found = &read::<Id, true>(BinaryArray::from(vec![&b"short"[..]]))[0];
    assert!(found.contains("is_instance_of"), "{found}");
    assert_eq!(read::<Octets, true>(BinaryArray::from(vec![&b"short"[..]])), ["\"c2hvcnQ=\""]);
}

#[test]
fn an_array_may_come_as_a_list_of_its_length() {
    let lists = ListArray::from_iter_primitive::<arrow_array::types::Int64Type, _, _>([
        Some(vec![Some(1), Some(2), Some(3)]),
        Some(vec![Some(1)]),
    ]);
    let found = read::<Triple, true>(lists.clone());
    assert_eq!(found[0], "[1,2,3]");
    assert!(found[1].contains("too_short"), "{}", found[1]);
    // A part of a column begins in the middle of its items.
    assert!(read::<Triple, true>(lists.slice(1, 1))[0].contains("too_short"));
    assert_eq!(read::<Floats, false>(lists.slice(1, 1)), ["[1.0]"]);
    let found = misfit::<Floats>(StringArray::from(vec!["[]"]));
    assert_eq!(
        found,
        "column `x`: expected List(non-null Float64), found Utf8; cast it to List(non-null Float64)"
    );
}

#[test]
fn says_all_that_does_not_fit_at_once() {
    let number = Arc::new(Int64Array::from(vec![1])) as ArrayRef;
    let columns = ["ratio", "quarter", "five", "code", "tags", "five", "surplus"];
    let batch = RecordBatch::try_from_iter(columns.map(|name| (name, number.clone()))).expect("one row");
    let misfits = Rows::of(&schema::<Limited<'_>>(), &batch).expect_err("hardly anything fits");
    let found: Vec<String> = misfits.iter().map(ToString::to_string).collect();
    let names = "quantity, ratio, quarter, five, code, tags, bytes, by_name, price, currency, maybe";
    let expected = [
        "column `five` stands twice; rename one of them".to_owned(),
        format!("column `surplus` is not expected here; leave it out: select {names}"),
        "column `quantity` is missing: expected UInt32; add it, or rename the one that is it".to_owned(),
        "column `code`: expected Utf8, found Int64; cast it to Utf8".to_owned(),
        "column `tags`: expected List(non-null Float64), found Int64; cast it to List(non-null Float64)"
            .to_owned(),
        "column `bytes` is missing: expected Binary; add it, or rename the one that is it".to_owned(),
    ];
    assert_eq!(found[..6], expected);
    assert_eq!(found.len(), 8, "{found:?}");
}

#[test]
fn missing_columns_have_their_defaults() {
    let batch = column(NullArray::new(2)).project(&[]).expect("no column");
    let rows = Rows::of(&schema::<Lenient>(), &batch).expect("every field may be missing");
    let read = Lenient::deserialize(rows.row::<true>(1)).expect("there are defaults");
    assert_eq!(read, Lenient { known: 7, renamed: None });
}

#[test]
fn a_plain_number_is_not_rounded() {
    let (real, single) = (schema::<Real>(), schema::<Single>());
    let x = |value| Value::Map(vec![(Value::from("x"), value)]);
    let mut column = Writer::new(&real, 0).expect("it has a form");
    for whole in [0, -1, 1 << 53, 1 << 60, -(1 << 62)] {
        column.append_value(&x(Value::Int(whole))).expect("it is a float, too");
    }
    let refused = "a number has more digits than the column's type";
    let error = column.append_value(&x(Value::Int((1 << 53) + 1))).expect_err("there is no such float");
    assert_eq!(error.to_string(), refused);
    let mut column = Writer::new(&single, 0).expect("it has a form");
    column.append_value(&x(Value::Float(0.5))).expect("it is a narrow float");
    let error = column.append_value(&x(Value::Float(0.1))).expect_err("it is none");
    assert_eq!(error.to_string(), refused);
}

#[test]
fn a_row_that_fails_half_way_leaves_nothing_behind() {
    #[derive(Serialize)]
    struct Wrong {
        x: (Vec<i64>, String),
        y: bool,
    }
    #[transom::model]
    struct Right {
        x: (Vec<i64>, String),
        y: i64,
    }
    let schema = schema::<Right>();
    let mut writer = Writer::new(&schema, 0).expect("it has a form");
    let right = |y| Right { x: (vec![y, y], "text".to_owned()), y };
    writer.append(&right(1)).expect("it fits");
    writer.append(&Wrong { x: (vec![7], "no".to_owned()), y: true }).expect_err("the last field is another");
    writer.append_null();
    writer.append(&right(2)).expect("it fits");
    writer.truncate(3);
    let column = writer.finish();
    assert_eq!(column.len(), 3);
    assert!(column.is_null(1));
    let columns = StructArray::from(column.to_data());
    let rows = Rows::of(&schema, &RecordBatch::from(columns.slice(2, 1))).expect("its own schema's");
    assert_eq!(
        Right::deserialize(rows.row::<true>(0)).map(|right| (right.x.0, right.y)),
        Ok((vec![2, 2], 2))
    );
    assert!(matches!(column.data_type(), DataType::Struct(_)));
}

/// Numbers of every width.
#[transom::model]
#[derive(Debug, Clone, PartialEq)]
struct Numbers {
    tiny: i8,
    short: i16,
    whole: i32,
    long: i64,
    octet: u8,
    word: u16,
    count: u32,
    great: u64,
    single: f32,
    double: f64,
    maybe: Option<f64>,
}

#[test]
fn rows_of_numbers_alone_are_read_flat() {
    let schema = schema::<Numbers>();
    let full = |value: &Value| value.get("maybe").is_some_and(|maybe| *maybe != Value::Null);
    let values: Vec<Value> = values(&schema, 1).filter(full).take(200).collect();
    let mut writer = Writer::new(&schema, 0).expect("it has a form");
    for value in &values {
        writer.append_value(value).expect("it is valid");
    }
    let whole = batch(&writer.finish());
    let rows = Rows::of(&schema, &whole).expect("its own schema's");
    let flat = rows.flat().expect("there is no null");
    for row in 0..values.len() {
        let shown = |typed: Numbers| format!("{typed:?}");
        let expected = Numbers::deserialize(rows.row::<true>(row)).map(shown);
        assert!(expected.is_ok());
        assert_eq!(Numbers::deserialize(flat.row(row)).map(shown), expected);
    }
    assert!(Numbers::deserialize(flat.row(values.len())).is_err());
    let without = whole.project(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).expect("ten columns");
    assert!(Rows::of(&schema, &without).expect("one may be missing").flat().is_none());
    let schema = self::schema::<Maybe>();
    assert!(Rows::of(&schema, &column(NullArray::new(1))).expect("it may be null").flat().is_none());
    let wide = column(Int64Array::from(vec![1]));
    let rows = Rows::of(&self::schema::<Small>(), &wide).expect("each row is checked");
    assert!(Small::deserialize(rows.flat().expect("numbers").row(0)).is_err(), "the general walk reads it");
}
