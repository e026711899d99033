//! Bytes that are no JSON: a clear reason with its place, and no process dies of them.

use transom_contract::wires::json::{Rejection, decode_value};

fn check(body: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(decode_value(body.as_ref()), Err(Rejection::Malformed(expected.to_owned())));
}

#[test]
fn says_what_is_wrong_and_where() {
    check("", "the document is empty at line 1 column 0");
    check(" \n ", "the document is empty at line 2 column 1");
    check("[1, 2", "EOF while parsing a list at line 1 column 5");
    check("[1, 2,]", "trailing comma at line 1 column 7");
    check("{\"a\": 1}\n x", "trailing characters at line 2 column 2");
    check("{a: 1}", "key must be a string at line 1 column 2");
    check("[1e400]", "number out of range at line 1 column 6");
    check("[01]", "invalid number at line 1 column 3");
}

#[test]
fn explains_python_notation() {
    check(
        "[NaN]",
        "JSON has no such number, write it as text: \"NaN\", \"Infinity\", \"-Infinity\" at line 1 column 2",
    );
    check(
        "{\"a\": None}",
        "this is Python's notation, JSON writes null, true, false and \"text\" at line 1 column 7",
    );
    check(
        "{\"a\":\n'b'}",
        "this is Python's notation, JSON writes null, true, false and \"text\" at line 2 column 1",
    );
}

#[test]
fn explains_encodings() {
    check(b"\xef\xbb\xbf{}", "a byte order mark is not part of JSON, leave it out at line 1 column 1");
    check(b"{\0}\0", "the text is not UTF-8, JSON always is at line 1 column 1");
    check(b"[1,\n \"\xff\"]", "the text is not UTF-8, JSON always is at line 2 column 3");
    check(
        r#"["\ud800"]"#,
        "an escape names half a surrogate pair, which is no Unicode text at line 1 column 9",
    );
    check(
        r#"["\udc00 "]"#,
        "an escape names half a surrogate pair, which is no Unicode text at line 1 column 8",
    );
}

#[test]
fn refuses_deep_nesting() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    check(deep, "nested deeper than 127 lists and objects at line 1 column 128");
    let deep = "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000);
    check(deep, "nested deeper than 127 lists and objects at line 1 column 636");
    assert!(decode_value(("[".repeat(127) + &"]".repeat(127)).as_bytes()).is_ok());
}
