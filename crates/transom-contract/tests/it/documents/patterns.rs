//! Patterns in the JSON Schema: the author's own words where all engines of regular expressions read them alike.

use transom_contract::{Constraints, Field, Record, Shape, documents::json_schema};

use crate::shop;

#[track_caller]
fn check(pattern: &str, expected: Option<&str>) {
    let mut contract = shop::contract();
    let constraints = Constraints { pattern: Some(pattern.to_owned()), ..Constraints::default() };
    let field = Field { constraints, ..shop::field(1, "text", Shape::String) };
    contract.functions[0].input = Record { fields: vec![field], ..Record::default() };
    let schema = json_schema::value(&contract);
    let text = &schema["$defs"]["QuoteInput"]["properties"]["text"];
    assert_eq!(text["pattern"].as_str(), expected);
    assert_eq!(text["description"].is_string(), expected.is_none(), "what the schema leaves out is told");
}

#[test]
fn what_all_engines_share_stays() {
    for pattern in ["^[a-z0-9-]+$", "a|b(c|d)*", "^(?:x{2,}?)$", r"\.\n[^\\]", r"\x41é"] {
        check(pattern, Some(pattern));
    }
}

#[test]
fn what_is_rusts_own_is_written_out() {
    check("(?i)^ab$", Some("^[Aa][Bb]$"));
    check("a.c", Some("a[^\\n]c"));
    check(r"^(?P<year>[[:digit:]]{4})\z", Some("^([0-9]{4})$"));
    check(r"[\w&&[a-f]]{0,3}", Some("[a-f]{0,3}"));
    check(r"\-\#", Some("-#"));
    check(r"(?s).", Some(r"[\s\S]"));
    check(r"[a&&b]", Some(r"[^\s\S]"));
    check(
        r"\s",
        Some("[\\t-\\r \\u0085\u{a0}\u{1680}\u{2000}-\u{200a}\\u2028\\u2029\u{202f}\u{205f}\u{3000}]"),
    );
    check(r"(?:ab|.d)+e", Some("(ab|[^\\n]d)+e"));
    check("]}", Some(r"\]\}"));
}

#[test]
fn what_cannot_be_written_is_left_out() {
    check(r"\bword\b", None);
    check("(?m)^line$", None);
}
