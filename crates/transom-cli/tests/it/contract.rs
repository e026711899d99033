//! `contract show`, `diff` and `lock`, from contract files: run as a user would.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// The sample contract of the contract crate, as its own documents have it.
fn sample() -> Value {
    json!({
        "engine": "shop",
        "version": "1.2.0",
        "doc": "Prices carts.",
        "definitions": {
            "Line": {
                "kind": "record",
                "fields": [
                    {"name": "sku", "shape": "string", "required": true, "number": 1},
                    {"name": "quantity", "shape": {"int": "u32"}, "required": true, "number": 2},
                ],
            },
        },
        "functions": [{
            "name": "quote",
            "input": {"fields": [
                {"name": "lines", "shape": {"list": {"ref": "Line"}}, "required": true, "number": 1},
            ]},
            "output": {"float": "f64"},
        }],
    })
}

/// A folder with the contract in `old.json` and a changed one in `new.json`.
fn folder(change: impl FnOnce(&mut Value)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut contract = sample();
    fs::write(folder.path().join("old.json"), contract.to_string()).expect("it is writable");
    change(&mut contract);
    fs::write(folder.path().join("new.json"), contract.to_string()).expect("it is writable");
    folder
}

fn transom(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_transom"));
    command.arg("contract").args(arguments).current_dir(folder).output().expect("the command runs")
}

#[track_caller]
fn check(folder: &Path, arguments: &[&str], status: i32, expected: &[&str]) -> String {
    let output = transom(folder, arguments);
    let said =
        String::from_utf8_lossy(if status == 2 { &output.stderr } else { &output.stdout }).into_owned();
    assert_eq!(output.status.code(), Some(status), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for part in expected {
        assert!(said.contains(part), "`{part}` is missing in:\n{said}");
    }
    said
}

fn line(contract: &mut Value) -> &mut Vec<Value> {
    contract["definitions"]["Line"]["fields"].as_array_mut().expect("the sample has it")
}

#[test]
fn show_renders_every_document() {
    let folder = folder(|_| ());
    let documents = [
        ("json", "\"engine\": \"shop\""),
        ("json-schema", "https://json-schema.org/draft/2020-12/schema"),
        ("openapi", "\"openapi\": \"3.1.0\""),
        ("proto", "service ShopService {"),
        ("pyi", "def quote(lines: list[Line]) -> float: ..."),
        ("markdown", "# shop 1.2.0"),
    ];
    for (format, expected) in documents {
        check(folder.path(), &["show", "old.json", "--format", format], 0, &[expected]);
    }
    check(folder.path(), &["show", "old.json", "--format", "proto", "--output", "shop.proto"], 0, &[]);
    let written = fs::read_to_string(folder.path().join("shop.proto")).expect("it was written");
    assert!(written.contains("service ShopService {") && written.ends_with("}\n"), "{written}");
}

#[test]
fn show_says_what_is_no_contract_and_what_to_do() {
    let folder = folder(|contract| contract["functions"][0]["output"] = json!({"ref": "Lost"}));
    fs::write(folder.path().join("broken.json"), "{\"engine\": 1}").expect("it is writable");
    check(
        folder.path(),
        &["show", "none.json"],
        2,
        &["none.json cannot be read", "contract show --output none.json"],
    );
    check(
        folder.path(),
        &["show", "broken.json"],
        2,
        &["broken.json is no contract", "because invalid type"],
    );
    check(folder.path(), &["show", "new.json"], 2, &["a model `Lost` is referred to"]);
    let twice = sample().to_string().replace("\"quantity\"", "\"sku\"");
    fs::write(folder.path().join("twice.json"), twice).expect("it is writable");
    check(folder.path(), &["show", "twice.json"], 2, &["the name `sku` stands twice"]);
    check(folder.path(), &["show", "pricing"], 2, &["transom new pricing"]);
    check(folder.path(), &["show", "https://example.org"], 2, &["fetch its /contract.json"]);
    check(
        folder.path(),
        &["show", "http://127.0.0.1:1"],
        2,
        &["http://127.0.0.1:1/contract.json does not answer"],
    );
}

#[test]
fn diff_says_what_breaks_and_the_status_tells() {
    let same = folder(|_| ());
    check(same.path(), &["diff", "old.json", "new.json"], 0, &["shop 1.2.0 → shop 1.2.0: nothing changed"]);
    let folder = folder(|contract| {
        line(contract)[0]["name"] = json!("code");
        line(contract)
            .push(json!({"name": "gift", "shape": "bool", "required": false, "default": false, "number": 3}));
    });
    let expected = [
        "json python arrow  field-renamed         quote.input.lines[].sku   sku → code",
        "–                  optional-field-added  quote.input.lines[].gift  nothing → bool",
        "2 changes, 1 breaks callers",
        "  field-renamed: keep the name on the wires",
    ];
    check(folder.path(), &["diff", "old.json", "new.json"], 1, &expected);
    check(
        folder.path(),
        &["diff", "old.json", "new.json", "--wire", "protobuf"],
        0,
        &["none breaks callers"],
    );
    let json = check(folder.path(), &["diff", "old.json", "new.json", "--json"], 1, &[]);
    let result: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(result["breaking"], 1);
    assert_eq!(result["changes"][0]["breaks"], json!(["json", "python", "arrow"]));
    assert_eq!(result["changes"][0]["direction"], "input");
}

#[test]
fn rules_prints_the_table() {
    let folder = folder(|_| ());
    check(folder.path(), &["rules"], 0, &["breaks those who send it", "field-renamed", "json python arrow"]);
    let rules: Value =
        serde_json::from_str(&check(folder.path(), &["rules", "--json"], 0, &[])).expect("it is JSON");
    assert!(rules.as_array().is_some_and(|rules| rules.len() > 40), "{rules}");
}

#[test]
fn diff_reads_a_served_engine() {
    let folder = folder(|contract| _ = line(contract).pop());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    let served = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the command calls");
        let mut request = [0; 1024];
        let read = stream.read(&mut request).expect("the command asks");
        let body = sample().to_string();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .expect("the command reads");
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    check(
        folder.path(),
        &["diff", &address, "new.json"],
        1,
        &["field-removed", "quote.input.lines[].quantity"],
    );
    assert!(served.join().expect("it answered").starts_with("GET /contract.json "));
}

#[test]
fn lock_writes_the_numbers_and_check_says_when_they_lack() {
    let folder = folder(|contract| {
        line(contract).remove(0);
        line(contract).push(json!({"name": "gift", "shape": "bool", "required": true, "number": 2}));
    });
    let lock = |source: &str, more: &[&str], status, expected: &[&str]| {
        let arguments = [&["lock", source, "--file", "contract.lock"], more].concat();
        check(folder.path(), &arguments, status, expected)
    };
    lock("old.json", &["--check"], 1, &["contract.lock lacks 3 lines; run: transom contract lock shop"]);
    assert!(!folder.path().join("contract.lock").exists(), "a check writes nothing");
    lock("old.json", &[], 0, &["contract.lock has 3 new lines"]);
    lock("old.json", &["--check"], 0, &["contract.lock is up to date"]);
    let json = lock("new.json", &["--check", "--json"], 1, &[]);
    let result: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(result["changes"], json!(["record Line: 1 gone sku", "record Line: 3 gift"]));
    lock(
        "new.json",
        &[],
        0,
        &["contract.lock has 2 new lines", "  record Line: 1 gone sku", "  record Line: 3 gift"],
    );
    let text = fs::read_to_string(folder.path().join("contract.lock")).expect("it was written");
    assert!(text.starts_with("# The field numbers of the engine `shop`"), "{text}");
    assert!(text.ends_with("\nrecord Line\n  1 gone sku\n  2 quantity\n  3 gift\n"), "{text}");
}

#[test]
fn lock_says_where_the_file_is_broken_and_where_it_belongs() {
    let folder = folder(|_| ());
    fs::write(folder.path().join("contract.lock"), "record Line\n  0 sku\n").expect("it is writable");
    check(
        folder.path(),
        &["lock", "old.json", "--file", "contract.lock"],
        2,
        &["contract.lock:2: expected a number from 1", "found `0`"],
    );
    check(folder.path(), &["lock", "old.json"], 2, &["there is no engine at", "--file contract.lock"]);
    fs::create_dir_all(folder.path().join("engines/shop/src")).expect("it is writable");
    check(folder.path(), &["lock", "old.json"], 0, &["engines/shop/contract.lock has 3 new lines"]);
}
