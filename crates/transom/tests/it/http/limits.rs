//! Limits: sizes, numbers, deadlines.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use super::service::{Answer, Service, read_all};

#[test]
fn refuses_bodies_over_the_limit() {
    let service = Service::start("--body-bytes-max 1000");
    let long = format!(r#"{{"text": "{}"}}"#, "x".repeat(100_000));
    let known = service.call("echo", &long);
    assert_eq!(known.status, 413);
    assert_eq!(known.problem(), ("too_large".to_owned(), "the input is larger than 1000 bytes".to_owned()));
    let chunked = format!(
        "POST /echo HTTP/1.1\r\nhost: test\r\nconnection: close\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n",
        long.len()
    );
    assert_eq!(Answer::parse(&service.raw(chunked.as_bytes())).status, 413);
    let fits = format!(r#"{{"text": "{}"}}"#, "x".repeat(1000 - 12));
    assert_eq!((fits.len(), service.call("echo", &fits).status), (1000, 200));
}

#[test]
fn refuses_a_large_body_before_it_is_sent() {
    let service = Service::start("--body-bytes-max 1000");
    let head = "POST /echo HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\
                expect: 100-continue\r\n\r\n";
    assert_eq!(Answer::parse(&service.raw(head.as_bytes())).status, 413);
}

#[test]
fn refuses_connections_over_the_limit() {
    let service = Service::start("--connections-max 3");
    let held: Vec<_> = (0..3).map(|_| service.connect()).collect();
    thread::sleep(Duration::from_millis(50));
    let refused = service.call("add", r#"{"a": 1, "b": 2}"#);
    assert_eq!((refused.status, refused.problem().0.as_str()), (429, "overloaded"));
    assert!(refused.head.contains("retry-after: 1"), "{}", refused.head);
    drop(held);
    thread::sleep(Duration::from_millis(50));
    assert!(service.is_alive());
}

#[test]
fn sheds_calls_over_the_limit_at_once() {
    let service = Service::start("--calls-max 2 --compute-threads 1");
    thread::scope(|scope| {
        let held: Vec<_> =
            (0..2).map(|_| scope.spawn(|| service.call("busy", r#"{"millis": 2000}"#).status)).collect();
        thread::sleep(Duration::from_millis(300));
        let began = Instant::now();
        let shed = service.call("busy", r#"{"millis": 2000}"#);
        assert_eq!((shed.status, shed.problem().0.as_str()), (429, "overloaded"));
        assert!(shed.head.contains("retry-after: "), "{}", shed.head);
        assert!(shed.json()["retry_after"].as_f64() > Some(0.0));
        assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
        assert!(held.into_iter().all(|call| call.join().expect("no panic") == 200));
    });
}

#[test]
fn refuses_calls_that_would_wait_past_their_deadline() {
    let service = Service::start("--compute-threads 1");
    assert_eq!(service.call("busy", r#"{"millis": 400}"#).status, 200);
    thread::scope(|scope| {
        let held: Vec<_> =
            (0..2).map(|_| scope.spawn(|| service.call("busy", r#"{"millis": 400}"#).status)).collect();
        thread::sleep(Duration::from_millis(100));
        let late = service.call_with("busy", "transom-timeout-ms: 200\r\n", r#"{"millis": 1}"#);
        assert_eq!((late.status, late.problem().0.as_str()), (429, "overloaded"));
        assert!(held.into_iter().all(|call| call.join().expect("no panic") == 200));
    });
}

#[test]
fn ends_calls_at_their_deadline() {
    let service = Service::start("--call-timeout-ms 300");
    let began = Instant::now();
    let own = service.call_with("busy", "transom-timeout-ms: 50\r\n", r#"{"millis": 2000}"#);
    assert_eq!((own.status, own.problem().0.as_str()), (504, "deadline_exceeded"));
    assert!(began.elapsed() < Duration::from_millis(1500), "{:?}", began.elapsed());
    let capped = service.call_with("busy", "transom-timeout-ms: 60000\r\n", r#"{"millis": 2000}"#);
    assert_eq!(capped.status, 504);
    let none = service.call_with("add", "transom-timeout-ms: 0\r\n", r#"{"a": 1, "b": 2}"#);
    assert_eq!(none.status, 504);
    let wrong = service.call_with("add", "transom-timeout-ms: soon\r\n", r#"{"a": 1, "b": 2}"#);
    assert_eq!(
        wrong.problem().1,
        "expected transom-timeout-ms as a whole number of milliseconds, found soon"
    );
}

#[test]
fn does_not_start_what_nobody_waits_for() {
    let service = Service::start("--compute-threads 1 --threads 1");
    let mut first = service.connect();
    let body = r#"{"millis": 300}"#;
    let request = format!(
        "POST /busy HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    first.write_all(request.as_bytes()).expect("it listens");
    thread::sleep(Duration::from_millis(50));
    let began = Instant::now();
    for _ in 0..20 {
        let mut gone = service.connect();
        gone.write_all(request.as_bytes()).expect("it listens");
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(Answer::parse(&read_all(&mut first)).body, "300");
    assert_eq!(service.call("busy", r#"{"millis": 1}"#).status, 200);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    let metrics = service.ask("GET", "/metrics", "", b"").body;
    assert!(metrics.contains("transom_dropped_total{function=\"busy\"} 20"), "{metrics}");
}
