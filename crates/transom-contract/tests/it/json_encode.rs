//! The JSON encoder against `serde_json`'s reader, and where the two writers differ.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use transom_contract::wires::json;

fn encode(value: &(impl Serialize + ?Sized)) -> String {
    let mut json = Vec::new();
    json::encode(value, &mut json).expect("a plain value");
    String::from_utf8(json).expect("JSON is UTF-8")
}

fn check(value: &(impl Serialize + ?Sized), expected: &str) {
    assert_eq!(encode(value), expected);
}

#[derive(Serialize)]
struct Line<'a> {
    sku: &'a str,
    quantity: u32,
    price: f64,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Empty {}

#[test]
fn writes_records() {
    let line = Line { sku: "A-1", quantity: 2, price: 9.5, note: None };
    check(&line, r#"{"sku":"A-1","quantity":2,"price":9.5,"note":null}"#);
    check(&[line], r#"[{"sku":"A-1","quantity":2,"price":9.5,"note":null}]"#);
}

#[test]
fn writes_empty_containers() {
    check(&Empty {}, "{}");
    check(&Vec::<u8>::new(), "[]");
    check(&[Vec::<u8>::new(), vec![1]], "[[],[1]]");
    check(&BTreeMap::<String, u8>::new(), "{}");
}

#[test]
fn names_floats_that_json_has_no_number_for() {
    check(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY], r#"["NaN","Infinity","-Infinity"]"#);
    check(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY], r#"["NaN","Infinity","-Infinity"]"#);
}

#[test]
fn puts_keys_in_quotes() {
    check(&BTreeMap::from([(-1, 'a'), (2, 'b')]), r#"{"-1":"a","2":"b"}"#);
    check(&BTreeMap::from([(false, 1), (true, 2)]), r#"{"false":1,"true":2}"#);
    check(&BTreeMap::from([("a\"b", 1)]), r#"{"a\"b":1}"#);
}

#[test]
fn refuses_keys_that_are_no_text_and_leaves_the_buffer_as_it_was() {
    let mut json = b"before".to_vec();
    let error = json::encode(&BTreeMap::from([(vec![1], 1)]), &mut json).expect_err("a list is no key");
    assert_eq!(error.to_string(), "a key of a JSON object is text, a whole number or a boolean, not a list");
    assert_eq!(json, b"before");
}

#[test]
fn escapes_what_json_must_escape() {
    check("a\"b\\c\n\r\t\u{8}\u{c}\u{1}é", r#""a\"b\\c\n\r\t\b\f\u0001é""#);
}

proptest! {
    #[test]
    fn writes_text_as_serde_json_does(text in any::<String>()) {
        prop_assert_eq!(encode(text.as_str()), serde_json::to_string(&text).expect("text"));
    }

    #[test]
    fn writes_floats_as_serde_json_does(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO) {
        prop_assert_eq!(encode(&value), serde_json::to_string(&value).expect("finite"));
    }

    #[test]
    fn writes_whole_numbers_as_serde_json_does(small in any::<i8>(), great in any::<u64>(), least in any::<i64>()) {
        prop_assert_eq!(encode(&(small, great, least)), serde_json::to_string(&(small, great, least)).expect("ints"));
    }
}
