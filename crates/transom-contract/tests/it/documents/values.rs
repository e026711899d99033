//! Values that keep the sample contract and values that do not, with what the decoder says of each. They are written
//! into `tmp/shop.values.jsonl` below cargo's target folder, one in a line: `python/tests/test_documents.py` has a
//! validator of JSON Schema agree with each.

use std::fmt::Write as _;

use serde_json::{Value, json};
use transom_contract::generate::values;
use transom_contract::wires::json::{Rejection, dynamic};
use transom_contract::{Contract, Schema};

use crate::shop;

/// So many values of each schema, and so many broken ones of each.
const VALUES: usize = 120;
const BROKEN: usize = 8;

/// What stands in for a part of a value: every kind of JSON, and text that nearly is something.
fn strangers() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(300),
        json!(10_u64.pow(19)),
        json!(""),
        json!("NaN"),
        json!("2026-02-03"),
        json!("2026-02-03 04:05"),
        json!("2026-02-03T04:05:06,789\u{2212}01:30"),
        json!("12:30"),
        json!("3 days, 12:30:00.25"),
        json!("-P1Y2M3W4DT5H6M7,5S"),
        json!("1d"),
        json!("P"),
        json!("36:00"),
        json!("YQ"),
        json!("-_-_YQ="),
        json!("YWJj"),
        json!("YR=="),
        json!("-1_000.50e-3"),
        json!("+.5"),
        json!("1."),
        json!("{0190f3a0-0000-7000-8000-000000000001}"),
        json!("urn:UUID:0190F3A0-0000-7000-8000-000000000001"),
        json!("0190f3a0000070008000000000000001"),
        json!("basic"),
        json!("AB12\u{c9}"),
        json!([]),
        json!([null, null]),
        json!([1, 1]),
        json!({}),
        json!({"type": "card"}),
        json!({"type": "cash"}),
        json!({"1": [], "+2": ["x"], "x": []}),
    ]
}

/// The value with the part that `at` comes to replaced, left out or joined by an unknown one.
fn broken(value: &Value, at: &mut usize, stranger: &Value) -> Option<Value> {
    if *at == 0 {
        return Some(stranger.clone());
    }
    *at -= 1;
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(item) = broken(item, at, stranger) {
                    let mut items = items.clone();
                    items[index] = item;
                    return Some(Value::Array(items));
                }
            }
            None
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                let found = broken(item, at, stranger);
                let mut entries = entries.clone();
                match found {
                    Some(item) => _ = entries.insert(key.clone(), item),
                    None if *at == 0 => _ = entries.remove(key),
                    None if *at == 1 => _ = entries.insert("surplus".to_owned(), stranger.clone()),
                    None => continue,
                }
                return Some(Value::Object(entries));
            }
            None
        }
        _ => None,
    }
}

/// The kinds of issues; none where the value is taken.
fn refusal(value: &Value, schema: &Schema) -> Vec<&'static str> {
    match dynamic::decode(value.to_string().as_bytes(), schema) {
        Ok(_) => Vec::new(),
        Err(Rejection::Invalid(issues)) => issues.iter().map(|issue| issue.slug).collect(),
        Err(Rejection::Malformed(what)) => panic!("{value}: {what}"),
    }
}

fn schemas(contract: &Contract) -> Vec<(String, Schema)> {
    let both = contract.functions.iter().flat_map(|function| {
        let name = function.name.split('_').map(|word| word[..1].to_ascii_uppercase() + &word[1..]);
        let name: String = name.collect();
        [
            (format!("{name}Input"), contract.input_schema(function)),
            (format!("{name}Output"), contract.output_schema(function)),
        ]
    });
    both.collect()
}

#[test]
fn values_for_a_validator() {
    let (mut lines, strangers) = (String::new(), strangers());
    let (mut taken, mut refused) = (0, 0);
    let mut add = |name: &str, value: &Value, refusal: &[&str]| {
        if refusal.is_empty() {
            taken += 1;
        } else {
            refused += 1;
        }
        writeln!(lines, "{}", json!({"schema": name, "value": value, "refused": refusal}))
            .expect("text grows");
    };
    for (name, schema) in schemas(&shop::contract()) {
        for (turn, value) in values(&schema, 11).take(VALUES).enumerate() {
            let json = dynamic::encode(&value, &schema).expect("generated values are valid");
            let json: Value = serde_json::from_slice(&json).expect("the encoder writes JSON");
            assert!(refusal(&json, &schema).is_empty(), "{json}");
            add(&name, &json, &[]);
            for nth in 0..BROKEN {
                let (mut at, stranger) =
                    ((turn * 7 + nth * 13) % 97, &strangers[(turn * BROKEN + nth) % strangers.len()]);
                let Some(other) = broken(&json, &mut at, stranger) else { continue };
                add(&name, &other, &refusal(&other, &schema));
            }
        }
    }
    assert!(taken > 1_000 && refused > 1_000, "{taken} taken, {refused} refused");
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("shop.values.jsonl");
    std::fs::write(file, lines).expect("cargo's own folder can be written to");
}
