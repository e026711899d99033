//! Typed Protobuf: what is written, what is read of it, and that the dynamic codec says the same.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use transom::Date;
use transom_contract::generate::values;
use transom_contract::wires::Rejection;
use transom_contract::wires::json::dynamic as json;
use transom_contract::{Model, Schema, Value};

use crate::protobuf::Guide;
use crate::sample::{Colour, Lenient, Nested, Payment, Plain, Tree};

/// Every message of the crate's samples, in hex: `08 01` and so on.
fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("two hex digits")).collect()
}

/// Generated values survive both codecs, typed and dynamic.
fn survives<T: Model + Serialize + DeserializeOwned>() {
    let guide = Guide::of::<T>();
    for value in values(&guide.schema, 1).take(400) {
        let written = guide.encode_value(&value).expect("a generated value is valid");
        let typed = guide.decode::<T>(&written).unwrap_or_else(|refused| panic!("{value}: {refused:?}"));
        let again = guide.encode(&typed);
        let same = guide.decode::<T>(&again).expect("what is written is read");
        assert_eq!(again, guide.encode(&same), "{value}");
        let (read, reread) = (guide.decode_value(&written), guide.decode_value(&again));
        let read = read.expect("both codecs accept");
        // A map that sorts its keys writes them in another order.
        assert_eq!(sorted(&read), sorted(&reread.expect("both codecs accept")), "{value}");
        if let Some(other) = through_json(&value, &guide.schema) {
            assert_eq!(format!("{other:?}"), format!("{read:?}"), "as on another wire");
        }
    }
}

/// The value as JSON carries it; `None` where its keys have no text.
fn through_json(value: &Value, schema: &Schema) -> Option<Value> {
    json::decode(&json::encode(value, schema).ok()?, schema).ok()
}

fn sorted(value: &Value) -> String {
    let mut letters: Vec<char> = value.to_string().chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[test]
fn every_generated_value_survives() {
    survives::<Plain>();
    survives::<Nested>();
    survives::<Lenient>();
    survives::<Payment>();
    survives::<Tree>();
    survives::<Option<Vec<Option<Vec<i64>>>>>();
    survives::<Vec<BTreeMap<(i64, Option<String>), Vec<f32>>>>();
    survives::<((), Date, [Colour; 2])>();
    survives::<Option<Colour>>();
    survives::<u64>();
    survives::<String>();
    survives::<()>();
}

#[test]
fn writes_as_every_proto3_writer_does() {
    let check = |hex: &str, written: Vec<u8>| assert_eq!(written, bytes(hex), "{written:02x?}");
    check("", Guide::of::<i64>().encode(&0_i64));
    check("08 96 01", Guide::of::<i64>().encode(&150_i64));
    check("08 ff ff ff ff ff ff ff ff ff 01", Guide::of::<i32>().encode(&-1_i32));
    check("", Guide::of::<f64>().encode(&0.0_f64));
    check("09 00 00 00 00 00 00 00 80", Guide::of::<f64>().encode(&-0.0_f64));
    check("08 00", Guide::of::<Option<i64>>().encode(&Some(0_i64)));
    check("", Guide::of::<Option<i64>>().encode(&None::<i64>));
    check("0a 03 00 01 02", Guide::of::<Vec<i32>>().encode(&vec![0, 1, 2]));
    check("", Guide::of::<Vec<i32>>().encode(&Vec::<i32>::new()));
    check("0a 01 61 0a 00", Guide::of::<Vec<String>>().encode(&vec!["a", ""]));
    check("0a 02 08 05 0a 00", Guide::of::<Vec<Option<i64>>>().encode(&vec![Some(5_i64), None]));
    check("0a 03 0a 01 61", Guide::of::<BTreeMap<String, i64>>().encode(&BTreeMap::from([("a", 0_i64)])));
    check("08 02", Guide::of::<Colour>().encode(&Colour::Green));
    check("0a 02 1a 00", Guide::of::<Payment>().encode(&Payment::Cash));
    check("", Guide::of::<()>().encode(&()));
    let long = "x".repeat(300);
    let mut expected = bytes("0a ac 02");
    expected.extend_from_slice(long.as_bytes());
    assert_eq!(Guide::of::<String>().encode(&long), expected);
}

/// Reads `hex` as the model by both paths; what comes of it as text.
fn read<T: Model + Serialize + DeserializeOwned>(hex: &str) -> String {
    Guide::of::<T>().outcome::<T>(&bytes(hex))
}

#[test]
fn the_last_of_several_stands() {
    assert_eq!(read::<i64>("08 01 08 02"), "2");
    assert_eq!(read::<Option<String>>("0a 01 61 0a 01 62"), r#""b""#);
    // Messages are merged: the label of the first, the children of both.
    let tree = r#"{"label":7,"children":[{"label":0,"children":[]},{"label":0,"children":[]}]}"#;
    assert_eq!(read::<Tree>("08 07 12 00 12 00"), tree);
    let nested = r#"{"label":2,"children":[{"label":1,"children":[]}]}"#;
    assert_eq!(read::<Vec<Tree>>("0a 06 12 02 08 01 08 02"), format!("[{nested}]"));
    assert_eq!(read::<Option<Tree>>("0a 04 12 02 08 01 0a 02 08 02"), nested);
    // Of a union the last case stands, with all that was said of it since.
    assert_eq!(read::<Payment>("0a 05 0a 03 0a 01 61 0a 02 1a 00"), r#"{"kind":"cash"}"#);
    let card = r#"{"kind":"card","number":"a","expires":"1970-01-02"}"#;
    assert_eq!(read::<Payment>("0a 05 0a 03 0a 01 61 0a 04 0a 02 10 01"), card);
    assert_eq!(read::<Payment>("0a 0b 0a 03 0a 01 61 1a 00 0a 02 10 01"), card.replace(r#""a""#, r#""""#));
    assert_eq!(read::<BTreeMap<i64, i64>>("0a 04 08 01 10 01 0a 04 08 01 10 02"), r#"{"1":2}"#);
}

#[test]
fn takes_lists_packed_unpacked_and_in_pieces() {
    for hex in [
        "0a 03 01 02 03",
        "08 01 08 02 08 03",
        "0a 02 01 02 08 03",
        "08 01 0a 02 02 03",
        "0a 00 0a 03 01 02 03",
    ] {
        assert_eq!(read::<Vec<i64>>(hex), "[1,2,3]", "{hex}");
        assert_eq!(read::<[i64; 3]>(hex), "[1,2,3]", "{hex}");
    }
    let pieces = r#"{"label":5,"children":[{"label":1,"children":[]},{"label":2,"children":[]}]}"#;
    assert_eq!(read::<Tree>("12 02 08 01 08 05 12 02 08 02"), pieces);
    assert_eq!(read::<[i64; 3]>("0a 02 01 02"), ": too_short");
    assert_eq!(read::<[i64; 3]>("0a 04 01 02 03 04"), ": too_long");
}

#[test]
fn what_is_absent_is_zero_or_missing() {
    assert_eq!(read::<(i64, String, Vec<i64>, Option<i64>)>("0a 00"), r#"[0,"",[],null]"#);
    assert_eq!(read::<BTreeMap<String, i64>>("0a 00"), r#"{"":0}"#);
    assert_eq!(read::<BTreeMap<i64, Tree>>("0a 00"), r#"{"0":{"label":0,"children":[]}}"#);
    assert_eq!(read::<BTreeMap<i64, i64>>("0a 04 10 02 08 01"), r#"{"1":2}"#);
    assert_eq!(read::<Lenient>(""), r#"{"known":7,"other-name":null}"#);
    assert_eq!(read::<Plain>(""), "instant: missing\nspan: missing\nprice: missing\nid: missing");
    assert_eq!(read::<Colour>(""), ": literal_error");
    assert_eq!(read::<Colour>("08 00"), ": literal_error");
    assert_eq!(read::<Option<Colour>>("08 00"), "null");
    assert_eq!(read::<Payment>("0a 00"), ": union_tag_not_found");
    assert_eq!(read::<Payment>(""), ": dict_type");
}

#[test]
fn numbers_are_not_cut() {
    assert_eq!(read::<i8>("08 80 01"), ": less_than_equal");
    assert_eq!(read::<u32>("08 80 80 80 80 10"), ": less_than_equal");
    assert_eq!(read::<i32>("08 ff ff ff ff 0f"), ": less_than_equal");
    assert_eq!(read::<u64>("08 ff ff ff ff ff ff ff ff ff 01"), "18446744073709551615");
    assert_eq!(read::<bool>("08 80 01"), "true");
    assert_eq!(read::<Colour>("08 04"), ": literal_error");
    assert_eq!(read::<Vec<Colour>>("0a 03 01 09 03"), "1: literal_error");
}

#[test]
fn special_types_say_what_they_are_not() {
    assert_eq!(read::<Date>("08 ff ff ff ff 07"), ": date_type");
    assert_eq!(read::<transom::Time>("08 80 b0 f7 e1 c1 13"), ": time_type");
    assert_eq!(read::<transom::Timestamp>("0a 02 08 01"), r#""1970-01-01T00:00:01Z""#);
    assert_eq!(read::<transom::Timestamp>("0a 02 10 01"), ": datetime_parsing");
    assert_eq!(read::<transom::Timestamp>("0a 06 10 80 94 eb dc 03"), ": datetime_type");
    assert_eq!(read::<transom::Duration>("0a 05 08 01 10 e8 07"), r#""P0DT1.000001S""#);
    assert_eq!(
        read::<transom::Duration>("0a 0d 08 01 10 98 f8 ff ff ff ff ff ff ff 01"),
        ": time_delta_type"
    );
    assert_eq!(read::<transom::Decimal>("0a 03 31 65 31"), r#""10""#);
    assert_eq!(read::<transom::Decimal>("0a 01 78"), ": decimal_parsing");
    assert_eq!(read::<transom::Uuid>("0a 01 78"), ": uuid_parsing");
}

#[test]
fn fields_that_are_not_listed_follow_the_record() {
    let unknown = "08 01 98 06 07 a2 06 01 61";
    assert_eq!(read::<Lenient>(unknown), r#"{"known":1,"other-name":null}"#);
    assert_eq!(read::<Tree>(unknown), "field 99: extra_forbidden\nfield 100: extra_forbidden");
    assert_eq!(read::<Payment>("0a 02 4a 00"), ": union_tag_invalid");
    assert_eq!(read::<(i64, i64)>("0a 02 18 01"), "`Int64Int64Tuple` has no field 3 at byte 2");
}

#[test]
fn an_option_whose_default_is_not_nothing_can_still_be_nothing() {
    /// A record.
    #[transom::model]
    struct Retry {
        #[transom(default = Some(3))]
        times: Option<i64>,
        #[transom(default = vec!["a".to_owned()])]
        names: Vec<String>,
    }

    assert_eq!(read::<Retry>(""), r#"{"times":3,"names":["a"]}"#);
    assert_eq!(read::<Retry>("0a 00 12 00"), r#"{"times":null,"names":[]}"#);
    assert_eq!(read::<Retry>("0a 02 08 05 12 03 0a 01 62"), r#"{"times":5,"names":["b"]}"#);
    let guide = Guide::of::<Retry>();
    assert_eq!(guide.encode(&Retry { times: None, names: vec![] }), bytes("0a 00 12 00"));
    survives::<Retry>();
}

#[test]
fn nests_as_deep_as_validation_looks_and_no_deeper() {
    let guide = Guide::of::<Tree>();
    let deep = |levels: usize| {
        let mut body = Vec::new();
        for _ in 1..levels {
            let mut outer = vec![0x12];
            let mut length = body.len();
            while length >= 0x80 {
                outer.push(u8::try_from(length & 0x7f).expect("seven bits") | 0x80);
                length >>= 7;
            }
            outer.push(u8::try_from(length).expect("seven bits"));
            outer.extend_from_slice(&body);
            body = outer;
        }
        guide.outcome::<Tree>(&body)
    };
    assert!(deep(64).starts_with(r#"{"label":0"#));
    assert!(deep(65).ends_with("recursion_loop"), "{}", deep(65));
    assert!(deep(5_000).ends_with("recursion_loop"));
}

#[test]
fn a_message_of_absent_fields_takes_no_memory_to_refuse() {
    let guide = Guide::of::<Vec<Plain>>();
    let body = [0x0a, 0x00].repeat(50_000);
    let expected = "most of its fields are absent, too many to say which one is wrong";
    assert_eq!(
        guide.decode::<Vec<Plain>>(&body).expect_err("fields are missing"),
        Rejection::Malformed(expected.to_owned())
    );
}
