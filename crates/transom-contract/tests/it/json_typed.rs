//! Typed JSON: what is read, what is refused with which issues, and that the dynamic codec says the same.

use transom_contract::wires::json::{self, Rejection, Spare, dynamic};
use transom_contract::{Definitions, Model, Root, Schema, Value, to_value};

use crate::sample::{Lenient, Limited, Nested, Payment, Plain, Tree};

const LIMITED: &str = r#"{"quantity":1,"ratio":0.5,"quarter":0.25,"five":10,"code":"abc","tags":[1,2.5],
    "bytes":"YQ==","by_name":{"a":1},"price":"0.5","maybe":0}"#;

fn schema<T: Model>() -> Schema {
    let mut definitions = Definitions::default();
    let root = Root::Shape(T::shape(&mut definitions));
    Schema { root, definitions }
}

fn encode(value: &impl serde::Serialize) -> String {
    let mut json = Vec::new();
    json::encode(value, &mut json).expect("a model has no strange keys");
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// Reads `body` as the model and answers it as text, or every issue as `loc: slug`.
macro_rules! check {
    ($model:ty, $body:expr, $expected:expr) => {{
        let (schema, spare) = (schema::<$model>(), Spare::default());
        let read = json::decode::<$model>($body.as_bytes(), &spare, &schema);
        let dynamic = dynamic::decode($body.as_bytes(), &schema);
        let found = match (&read, dynamic) {
            (Ok(typed), Ok(dynamic)) => {
                assert_eq!(encode(typed), encode(&dynamic));
                assert_eq!(
                    dynamic::encode(&to_value(typed).expect("a model"), &schema),
                    dynamic::encode(&dynamic, &schema)
                );
                encode(typed)
            }
            (Err(Rejection::Invalid(issues)), Err(Rejection::Invalid(same))) => {
                assert_eq!(*issues, same);
                let line = |issue: &transom_contract::Issue| {
                    let loc: Vec<_> = issue.loc.iter().map(ToString::to_string).collect();
                    format!("{}: {}", loc.join("."), issue.slug)
                };
                issues.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            (typed, dynamic) => panic!("{typed:?}, but {dynamic:?}"),
        };
        assert_eq!(found, $expected);
    }};
}

#[test]
fn fills_defaults() {
    check!(Lenient, r#"{"other":[1,{"x":"y"}]}"#, r#"{"known":7,"other-name":null}"#);
}

#[test]
fn reads_text_with_escapes_that_a_field_borrows() {
    let body = LIMITED.replace("\"maybe\":0", r#""currency":"\u20ac","maybe":null"#);
    let expected = r#"{"quantity":1,"ratio":0.5,"quarter":0.25,"five":10,"code":"abc","tags":[1.0,2.5],"bytes":"YQ==","by_name":{"a":1},"price":"0.5","currency":"€","maybe":null}"#;
    check!(Limited<'_>, body, expected);
}

#[test]
fn counts_a_key_that_stands_twice_once() {
    let body = LIMITED.replace(r#"{"a":1}"#, r#"{"a":1,"a":2,"b":3}"#);
    let expected = r#"{"quantity":1,"ratio":0.5,"quarter":0.25,"five":10,"code":"abc","tags":[1.0,2.5],"bytes":"YQ==","by_name":{"a":2,"b":3},"price":"0.5","currency":"EUR","maybe":0}"#;
    check!(Limited<'_>, body, expected);
}

#[test]
fn reads_a_tag_that_does_not_come_first() {
    check!(Payment, r#"{"number":"1","kind":"card"}"#, r#"{"kind":"card","number":"1","expires":null}"#);
}

#[test]
fn reads_every_kind() {
    let plain = include_str!("../../../../fuzz/seeds/json/0-0");
    let (schema, spare) = (schema::<Plain>(), Spare::default());
    let typed = json::decode::<Plain>(&plain.as_bytes()[1..], &spare, &schema).expect("a seed is valid");
    assert_eq!(Some(&Value::Date(typed.date)), to_value(&typed).expect("a model").get("date"));
    let nested = include_str!("../../../../fuzz/seeds/json/1-0");
    let schema = self::schema::<Nested>();
    let typed = json::decode::<Nested>(&nested.as_bytes()[1..], &spare, &schema).expect("a seed is valid");
    assert!(typed.floats[1].is_nan());
}

#[test]
fn collects_every_issue() {
    let body = r#"{"quantity":0,"ratio":"NaN","quarter":0.3,"five":4,"code":"ABC","tags":[1,1.0],"bytes":"YWJj",
        "by_name":{"a":1,"b":2,"c":3},"price":"0.1","currency":1,"maybe":-1,"surplus":0}"#;
    let expected = "quantity: greater_than_equal\nratio: finite_number\nquarter: multiple_of\nfive: multiple_of\n\
        code: string_pattern_mismatch\ntags: unique_items\nbytes: bytes_too_long\nby_name: too_long\n\
        price: greater_than_equal\ncurrency: string_type\nmaybe: greater_than_equal\nsurplus: extra_forbidden";
    check!(Limited<'_>, body, expected);
}

#[test]
fn refuses_recursion_beyond_the_limit() {
    let deep = r#"{"label":1,"children":["#.repeat(64) + &"]}".repeat(64);
    let (schema, spare) = (schema::<Tree>(), Spare::default());
    let refused = json::decode::<Tree>(deep.as_bytes(), &spare, &schema);
    let expected = "nested deeper than 127 lists and objects at line 1 column 1472";
    assert_eq!(refused, Err(Rejection::Malformed(expected.to_owned())));
}
