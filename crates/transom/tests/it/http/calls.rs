//! Calls that are answered.

use std::io::Write;

use super::service::{Answer, Service, read_all};

const JSON: &str = "content-type: application/json\r\n";

#[test]
fn answers_sync_and_async_functions() {
    let service = Service::start("");
    let total =
        service.call("total", r#"{"lines": [{"sku": "a", "quantity": 2, "price": 1.5}], "shipping": 4}"#);
    assert_eq!((total.status, total.body.as_str()), (200, "7.0"));
    assert!(total.head.contains("content-type: application/json"), "{}", total.head);
    let echo = service.call("echo", r#"{"text": "gr\u00fc\u00df dich"}"#);
    assert_eq!((echo.status, echo.body.as_str()), (200, "\"grüß dich\""));
}

#[test]
fn answers_whichever_thread_a_function_runs_on() {
    let service = Service::start("--threads 1");
    // The first call goes to the compute pool; when it proves to be light, the others stay on the I/O thread.
    for number in 0..50 {
        let answer = service.call("divide", &format!(r#"{{"dividend": {number}, "divisor": 1}}"#));
        assert_eq!(answer.body, number.to_string());
    }
}

#[test]
fn takes_content_types_with_parameters() {
    let service = Service::start("");
    let answer =
        service.ask("POST", "/add", "Content-Type: APPLICATION/JSON; charset=utf-8\r\n", br#"{"a":1,"b":2}"#);
    assert_eq!(answer.body, "3");
}

#[test]
fn answers_pipelined_requests_in_order() {
    let service = Service::start("");
    let requests = (0..20).map(|number| {
        let body = format!(r#"{{"dividend": {number}, "divisor": 1}}"#);
        let close = if number == 19 { "connection: close\r\n" } else { "" };
        let length = body.len();
        format!("POST /divide HTTP/1.1\r\nhost: test\r\n{close}{JSON}content-length: {length}\r\n\r\n{body}")
    });
    let text = service.raw(requests.collect::<String>().as_bytes());
    let bodies: Vec<_> =
        text.split("HTTP/1.1 200 OK").skip(1).map(|rest| rest.split("\r\n\r\n").last()).collect();
    let expected: Vec<_> = (0..20).map(|number| number.to_string()).collect();
    assert_eq!(bodies, expected.iter().map(|body| Some(body.as_str())).collect::<Vec<_>>());
}

#[test]
fn takes_chunked_bodies() {
    let service = Service::start("");
    let text = service.raw(
        format!(
            "POST /add HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{JSON}transfer-encoding: chunked\r\n\r\n\
             6\r\n{{\"a\":1\r\n7\r\n,\"b\":2}}\r\n0\r\n\r\n"
        )
        .as_bytes(),
    );
    assert_eq!(Answer::parse(&text).body, "3");
}

#[test]
fn takes_a_body_that_comes_in_pieces() {
    let service = Service::start("");
    let mut stream = service.connect();
    let body = r#"{"text": "in pieces"}"#;
    write!(
        stream,
        "POST /echo HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{JSON}content-length: {}\r\n\r\n",
        body.len()
    )
    .expect("it listens");
    for piece in body.as_bytes().chunks(5) {
        stream.write_all(piece).expect("it listens");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(Answer::parse(&read_all(&mut stream)).body, "\"in pieces\"");
}

#[test]
fn takes_and_gives_large_bodies() {
    let service = Service::start("");
    let text = "x".repeat(1_000_000);
    let answer = service.call("echo", &format!(r#"{{"text": "{text}"}}"#));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body.len(), text.len() + 2);
}
