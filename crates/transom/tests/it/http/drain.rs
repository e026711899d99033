//! The end of a service: nothing that was taken in is lost.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::service::Service;

#[test]
fn finishes_what_runs_and_says_no_meanwhile() {
    let service = Service::start("--drain-delay-ms 400");
    thread::scope(|scope| {
        let call = scope.spawn(|| service.call("busy", r#"{"millis": 800}"#));
        thread::sleep(Duration::from_millis(100));
        service.signal("-TERM");
        thread::sleep(Duration::from_millis(100));
        let ready = service.ask("GET", "/readyz", "", b"");
        assert_eq!((ready.status, ready.problem().0.as_str()), (503, "draining"));
        assert!(ready.head.contains("retry-after: 1"), "{}", ready.head);
        assert_eq!(call.join().expect("no panic").body, "800");
    });
    assert!(TcpStream::connect(service.address).is_err());
    assert!(service.wait());
}

#[test]
fn tells_calls_that_outlast_the_limit() {
    let service = Service::start("--drain-delay-ms 0 --drain-timeout-ms 200");
    thread::scope(|scope| {
        let call = scope.spawn(|| service.call("busy", r#"{"millis": 3000}"#));
        thread::sleep(Duration::from_millis(100));
        service.signal("-TERM");
        let answer = call.join().expect("no panic");
        assert_eq!((answer.status, answer.problem().0.as_str()), (503, "draining"));
    });
    assert!(service.wait());
}

#[test]
fn stops_at_once_when_told_twice() {
    let service = Service::start("");
    let _held = service.connect();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut stream = service.connect();
            let body = r#"{"millis": 5000}"#;
            let head = "POST /busy HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n";
            write!(stream, "{head}{body}").expect("it listens");
        });
    });
    thread::sleep(Duration::from_millis(50));
    let began = Instant::now();
    service.signal("-INT");
    thread::sleep(Duration::from_millis(50));
    service.signal("-INT");
    assert!(service.wait());
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

/// Calls on one connection after another; a connection that the service says is closed is replaced.
fn load(service: &Service, stop: &AtomicBool, answered: &AtomicUsize) -> Result<(), String> {
    let body = r#"{"a": 1, "b": 2}"#;
    let request = format!(
        "POST /add HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    while !stop.load(Ordering::Relaxed) {
        // Refused connections are nobody's loss.
        let Ok(mut stream) = TcpStream::connect(service.address) else { return Ok(()) };
        loop {
            stream.write_all(request.as_bytes()).map_err(|error| format!("writing: {error}"))?;
            let mut buffer = [0; 1024];
            let read = stream.read(&mut buffer).map_err(|error| format!("reading: {error}"))?;
            let answer = String::from_utf8_lossy(&buffer[..read]);
            if !answer.starts_with("HTTP/1.1 200") {
                return Err(format!("lost: {answer:?}"));
            }
            answered.fetch_add(1, Ordering::Relaxed);
            if answer.contains("connection: close") {
                break;
            }
        }
    }
    Ok(())
}

#[test]
fn loses_no_call_under_load() {
    let rounds = std::env::var("TRANSOM_DRAINS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    for _ in 0..rounds {
        let service = Service::start("");
        let (stop, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
        thread::scope(|scope| {
            let callers: Vec<_> = (0..16).map(|_| scope.spawn(|| load(&service, &stop, &answered))).collect();
            thread::sleep(Duration::from_millis(150));
            service.signal("-TERM");
            for caller in callers {
                assert_eq!(caller.join().expect("no panic"), Ok(()));
            }
            stop.store(true, Ordering::Relaxed);
        });
        assert!(answered.load(Ordering::Relaxed) > 100);
        assert!(service.wait());
    }
}
