//! The generator: always valid, boundaries first, the same from the same seed; smaller values stay valid.

use proptest::prelude::*;
use transom_contract::generate::{example, shrink, smallest, values};
use transom_contract::wires::json::dynamic;
use transom_contract::{Record, Root, Schema, Shape, Strictness, Value, validate};

use crate::shop;

/// The input and output of every function of the sample.
fn schemas() -> Vec<Schema> {
    let contract = shop::contract();
    let both = |function| [contract.input_schema(function), contract.output_schema(function)];
    contract.functions.iter().flat_map(both).collect()
}

/// The values of a field of `Every` in the first so many values.
fn seen(field: &str, count: usize) -> Vec<Option<Value>> {
    let contract = shop::contract();
    let schema = Schema { root: Root::Shape(shop::model("Every")), definitions: contract.definitions };
    values(&schema, 0).take(count).map(|value| value.get(field).cloned()).collect()
}

fn check_valid(value: &Value, schema: &Schema) {
    let issues = validate(value, schema, Strictness::Python);
    assert!(issues.is_empty(), "{value}: {issues:?}");
}

#[test]
fn goes_through_the_boundaries_first() {
    let has = |field: &str, wanted: &Value| {
        let found = seen(field, 64).into_iter().flatten().any(|found| found == *wanted);
        assert!(found, "`{field}` was never {wanted}");
    };
    for wanted in [0, 1, -1, i64::MIN.into(), i64::MAX.into(), (1 << 53) + 1] {
        has("i64", &Value::Int(wanted));
    }
    for wanted in [0.0, f64::INFINITY, f64::MAX, f64::from_bits(1)] {
        has("f64", &Value::Float(wanted));
    }
    for wanted in ["", "é", "😀"] {
        has("text", &Value::from(wanted));
    }
    has("u8", &Value::Int(255));
    has("floats", &Value::List(vec![]));
    has("maybe", &Value::Null);
    has("share", &Value::Float(1.0_f64.next_down()));
    assert!(seen("f64", 64).iter().flatten().any(|found| matches!(found, Value::Float(nan) if nan.is_nan())));
    assert!(seen("maybe", 64).contains(&None), "an optional field is left out, too");
}

#[test]
fn the_same_seed_gives_the_same_values() {
    for schema in schemas() {
        let texts = |seed| values(&schema, seed).take(100).map(|v| v.to_string()).collect::<Vec<_>>();
        assert_eq!(texts(7), texts(7));
    }
}

#[test]
fn examples_are_valid_and_plain() {
    for schema in schemas() {
        check_valid(&example(&schema).expect("the sample can be kept"), &schema);
    }
    let contract = shop::contract();
    let quote = example(&contract.input_schema(&contract.functions[0])).expect("the sample can be kept");
    let text = quote.to_string();
    assert!(text.len() < 300, "{text}");
}

#[test]
fn an_impossible_schema_gives_nothing() {
    let endless =
        Record { fields: vec![shop::field(1, "again", shop::model("Endless"))], ..Record::default() };
    let mut definitions = transom_contract::Definitions::default();
    definitions.define("Endless", "it::Endless", |_| transom_contract::Definition::Record(endless));
    let schema = Schema { root: Root::Shape(Shape::Ref("Endless".to_owned())), definitions };
    assert_eq!(values(&schema, 0).next(), None);
    assert_eq!(example(&schema), None);
}

#[test]
fn shrinks_to_the_smallest_that_still_shows_it() {
    let contract = shop::contract();
    let schema = contract.input_schema(&contract.functions[0]);
    let many = |value: &Value| {
        let Some(Value::List(lines)) = value.get("lines") else { return false };
        lines.iter().any(|line| line.get("quantity").is_some_and(|n| matches!(n, Value::Int(n) if *n > 10)))
    };
    let found = values(&schema, 3).find(|value| many(value)).expect("some cart has many of one");
    let smallest = smallest(found, &schema, 10_000, many);
    let Some(Value::List(lines)) = smallest.get("lines") else { panic!("a list") };
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].get("quantity"), Some(&Value::Int(11)));
    assert!(lines[0].get("note").is_none() && smallest.get("currency").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn every_value_is_valid(seed in any::<u64>()) {
        for schema in schemas() {
            for value in values(&schema, seed).take(60) {
                check_valid(&value, &schema);
            }
        }
    }

    #[test]
    fn every_value_survives_json(seed in any::<u64>()) {
        for schema in schemas() {
            for value in values(&schema, seed).take(60) {
                let json = dynamic::encode(&value, &schema).expect("it is valid");
                let back = dynamic::decode(&json, &schema);
                prop_assert!(back.is_ok(), "{} {:?}", value, back);
            }
        }
    }

    #[test]
    fn smaller_values_are_valid_and_come_to_an_end(seed in any::<u64>()) {
        for schema in schemas() {
            let Some(value) = values(&schema, seed).next() else { continue };
            for smaller in shrink(&value, &schema).take(10) {
                check_valid(&smaller, &schema);
            }
            let _ = smallest(value, &schema, 40, |_| true);
        }
    }
}
