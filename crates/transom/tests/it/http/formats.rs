//! Bodies as Protobuf messages: the same calls, the same refusals.

use transom::contract::Value;
use transom::contract::protobuf::Protobuf;
use transom::contract::wires::protobuf::dynamic;

use super::service::{Service, read_all_bytes};

const PROTOBUF: &str = "content-type: application/x-protobuf\r\n";

/// Calls with a message; the status, the content-type and the body's bytes.
fn call(service: &Service, function: &str, message: &[u8]) -> (u16, String, Vec<u8>) {
    use std::io::Write;
    let mut stream = service.connect();
    let length = message.len();
    write!(
        stream,
        "POST /{function} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{PROTOBUF}content-length: {length}\r\n\r\n"
    )
    .and_then(|()| stream.write_all(message))
    .expect("it listens");
    let answer = read_all_bytes(&mut stream);
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
    let head = String::from_utf8(answer[..end].to_vec()).expect("heads are text");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let format = head.lines().find_map(|line| line.strip_prefix("content-type: ")).expect("a format");
    (status, format.to_owned(), answer[end..].to_vec())
}

fn arguments(names: &[(&str, Value)]) -> Value {
    Value::Map(names.iter().map(|(name, value)| (Value::from(*name), value.clone())).collect())
}

#[test]
fn takes_and_gives_messages() {
    let service = Service::start("");
    let entry = super::engine().entry("echo").expect("it is there");
    let described = Protobuf::of(super::engine().contract());
    let method = described.method("echo").expect("it is there");
    let asked = arguments(&[("text", Value::from("grüß dich"))]);
    let message = dynamic::encode(&asked, &described, method.request, &entry.input).expect("it fits");
    let (status, format, answer) = call(&service, "echo", &message);
    assert_eq!((status, format.as_str()), (200, "application/x-protobuf"));
    let answer = dynamic::decode(&answer, &described, method.response, &entry.output);
    assert_eq!(answer, Ok(Value::from("grüß dich")));
}

#[test]
fn refuses_what_is_no_message() {
    let service = Service::start("");
    let (status, format, problem) = call(&service, "add", b"\xff\xff");
    assert_eq!((status, format.as_str()), (400, "application/problem+json"));
    assert!(String::from_utf8_lossy(&problem).contains("\"type\":\"malformed\""));
    assert!(service.is_alive());
}
