//! Input that is refused: each time with a kind, a place and a mend, and the process lives.

use super::service::Service;

/// What a call with this body gets: status, kind, detail.
fn refused(service: &Service, function: &str, body: &str) -> (u16, String, String) {
    let answer = service.call(function, body);
    let (kind, detail) = answer.problem();
    assert!(service.is_alive());
    (answer.status, kind, detail)
}

fn line(fields: &str) -> String {
    format!(r#"{{"lines": [{{{fields}}}]}}"#)
}

#[test]
fn says_where_json_breaks_off() {
    let service = Service::start("");
    let refused = |body: &str| {
        let (status, kind, detail) = refused(&service, "total", body);
        assert_eq!((status, kind.as_str()), (400, "malformed"), "{body}");
        detail
    };
    assert_eq!(refused(""), "the document is empty at line 1 column 0");
    assert_eq!(refused("{\"lines\": [}"), "expected a value at line 1 column 12");
    let surrogate = refused(&line(r#""sku": "\ud800", "quantity": 1, "price": 1"#));
    assert!(surrogate.starts_with("an escape names half a surrogate pair"), "{surrogate}");
    let nan = refused(&line(r#""sku": "a", "quantity": 1, "price": NaN"#));
    assert!(nan.starts_with("JSON has no such number, write it as text"), "{nan}");
    let deep = refused(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    assert!(deep.starts_with("nested deeper than 127 lists and objects"), "{deep}");
}

#[test]
fn refuses_what_is_not_utf8() {
    let service = Service::start("");
    let answer = service.ask("POST", "/echo", "content-type: application/json\r\n", b"{\"text\": \"\xff\"}");
    assert_eq!(answer.status, 400);
    assert_eq!(answer.problem().1, "the text is not UTF-8, JSON always is at line 1 column 11");
}

#[test]
fn tells_every_issue_with_its_place() {
    let service = Service::start("");
    let body = r#"{"lines": [{"sku": "", "quantity": 1000, "price": "NaN", "color": 1}, {"sku": 7, "price": -1}], "x": 0}"#;
    let answer = service.call("total", body);
    assert_eq!((answer.status, answer.problem().0.as_str()), (422, "invalid"));
    let errors = answer.json()["errors"].clone();
    let told: Vec<_> = errors
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| (error["type"].as_str().expect("text"), error["loc"].to_string()))
        .collect();
    let expected = [
        ("string_too_short", r#"["lines",0,"sku"]"#),
        ("less_than_equal", r#"["lines",0,"quantity"]"#),
        ("finite_number", r#"["lines",0,"price"]"#),
        ("extra_forbidden", r#"["lines",0,"color"]"#),
        ("string_type", r#"["lines",1,"sku"]"#),
        ("missing", r#"["lines",1,"quantity"]"#),
        ("greater_than_equal", r#"["lines",1,"price"]"#),
        ("extra_forbidden", r#"["x"]"#),
    ];
    assert_eq!(told, expected.map(|(kind, place)| (kind, place.to_owned())));
    assert!(service.is_alive());
}

#[test]
fn refuses_whole_numbers_out_of_range() {
    let service = Service::start("");
    for number in ["-1", "4294967296", "1e3", "123456789012345678901234567890123456789012345"] {
        let body = line(&format!(r#""sku": "a", "quantity": {number}, "price": 1"#));
        let (status, kind, detail) = refused(&service, "total", &body);
        assert_eq!((status, kind.as_str()), (422, "invalid"), "{number}: {detail}");
        assert!(detail.contains("lines.0.quantity"), "{detail}");
    }
}

#[test]
fn names_the_nearest_function() {
    let service = Service::start("");
    let (status, kind, detail) = refused(&service, "totl", "{}");
    assert_eq!((status, kind.as_str()), (404, "unknown_function"));
    assert_eq!(detail, "there is no function `totl`; did you mean `total`?");
}

#[test]
fn refuses_other_formats() {
    let service = Service::start("");
    let other = service.ask("POST", "/add", "content-type: text/plain\r\n", b"{}");
    assert_eq!((other.status, other.problem().0.as_str()), (415, "unsupported"));
    assert_eq!(
        other.problem().1,
        "expected content-type application/json or application/x-protobuf, found text/plain"
    );
    let none = service.ask("POST", "/add", "", b"{}");
    assert_eq!(
        (none.status, none.problem().1.as_str()),
        (415, "expected content-type application/json or application/x-protobuf, found none")
    );
}

#[test]
fn refuses_callers_of_another_contract() {
    let service = Service::start("");
    let answer = service.call_with("add", "transom-contract: 0123\r\n", r#"{"a": 1, "b": 2}"#);
    assert_eq!((answer.status, answer.problem().0.as_str()), (409, "contract_mismatch"));
    assert!(answer.head.contains(&format!("transom-contract: {}", super::engine().digest())));
    let own = format!("transom-contract: {}\r\n", super::engine().digest());
    assert_eq!(service.call_with("add", &own, r#"{"a": 1, "b": 2}"#).body, "3");
}

#[test]
fn keeps_a_panic_to_itself() {
    let service = Service::start("");
    let (status, kind, detail) = refused(&service, "crash", r#"{"secret": "password"}"#);
    assert_eq!((status, kind.as_str()), (500, "internal"));
    assert!(!detail.contains("password"), "{detail}");
}

#[test]
fn declines_what_exact_functions_leave_to_python() {
    let service = Service::start("");
    let (status, kind, detail) = refused(&service, "add", r#"{"a": 9223372036854775807, "b": 1}"#);
    assert_eq!((status, kind.as_str()), (422, "declined"));
    assert_eq!(detail, "attempt to add with overflow");
}

#[test]
fn gives_declared_errors_their_status_and_data() {
    let service = Service::start("");
    let answer = service.call("divide", r#"{"dividend": 7, "divisor": 0}"#);
    assert_eq!(answer.status, 409);
    let problem = answer.json();
    assert_eq!(problem["type"], "domain");
    assert_eq!(problem["code"], "zero");
    assert_eq!(problem["message"], "7 by zero");
    assert_eq!(problem["data"], serde_json::json!({"dividend": 7}));
}

#[test]
fn refuses_what_is_no_http() {
    let service = Service::start("");
    assert!(
        service
            .raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 what is this\r\n\r\n")
            .starts_with("HTTP/1.1 400")
    );
    let long = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(1_000_000));
    assert!(service.raw(long.as_bytes()).starts_with("HTTP/1.1 431"));
    assert!(service.is_alive());
}
