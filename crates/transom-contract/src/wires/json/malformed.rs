//! What is wrong with bytes that are no JSON: what was found, where, and how to mend it.

use serde_json::error::Category;

/// Explains `error`, which `serde_json` met in `body`.
pub(super) fn explain(body: &[u8], error: &serde_json::Error) -> String {
    if body.starts_with(b"\xef\xbb\xbf") {
        return at("a byte order mark is not part of JSON, leave it out", 1, 1);
    }
    if matches!(body, [0, ..] | [_, 0, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return at("the text is not UTF-8, JSON always is", 1, 1);
    }
    if let Err(utf8) = std::str::from_utf8(body) {
        let (line, column) = position(body, utf8.valid_up_to());
        return at("the text is not UTF-8, JSON always is", line, column);
    }
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    let advice = match what {
        "recursion limit exceeded" => "nested deeper than 127 lists and objects",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "an escape names half a surrogate pair, which is no Unicode text"
        }
        "expected value" => advice(body, error),
        _ if error.classify() == Category::Eof && body.iter().all(u8::is_ascii_whitespace) => {
            "the document is empty"
        }
        other => other,
    };
    at(advice, error.line(), error.column())
}

/// Says what stands where a value was expected, for the slips that are common.
fn advice(body: &[u8], error: &serde_json::Error) -> &'static str {
    let line = body.split(|byte| *byte == b'\n').nth(error.line() - 1).unwrap_or_default();
    let rest = line.get(error.column().saturating_sub(1)..).unwrap_or_default();
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word.as_bytes()));
    if starts(&["NaN", "Infinity"]) {
        "JSON has no such number, write it as text: \"NaN\", \"Infinity\", \"-Infinity\""
    } else if starts(&["None", "True", "False", "'"]) {
        "this is Python's notation, JSON writes null, true, false and \"text\""
    } else {
        "expected a value"
    }
}

fn at(what: &str, line: usize, column: usize) -> String {
    format!("{what} at line {line} column {column}")
}

/// The line and column of a byte, from 1.
fn position(body: &[u8], offset: usize) -> (usize, usize) {
    let mut lines = body[..offset].split(|byte| *byte == b'\n');
    let last = lines.next_back().unwrap_or_default();
    (lines.count() + 1, last.len() + 1)
}
