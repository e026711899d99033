//! Slow clients: told where there is something to tell, closed in any case.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::service::{Answer, Service, read_all};

/// Sends text byte by byte until the other side has enough of it; what it said, and after how long.
fn trickle(mut stream: TcpStream, text: &str) -> (String, Duration) {
    let began = Instant::now();
    let mut sending = stream.try_clone().expect("a stream can be shared");
    let bytes = text.as_bytes().to_vec();
    thread::spawn(move || {
        for byte in bytes {
            if sending.write_all(&[byte]).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    });
    (read_all(&mut stream), began.elapsed())
}

#[test]
fn closes_connections_that_say_nothing() {
    let service = Service::start("--first-byte-timeout-ms 200");
    let began = Instant::now();
    assert_eq!(read_all(&mut service.connect()), "");
    assert!((150..5000).contains(&began.elapsed().as_millis()), "{:?}", began.elapsed());
    assert!(service.is_alive());
}

#[test]
fn tells_a_slow_head() {
    let service = Service::start("--head-timeout-ms 300");
    let (said, elapsed) = trickle(service.connect(), &format!("GET /{} HTTP/1.1\r\n", "x".repeat(1000)));
    let answer = Answer::parse(&said);
    assert_eq!(answer.status, 408);
    assert_eq!(
        answer.problem(),
        ("too_slow".to_owned(), "the input did not arrive within 300 ms".to_owned())
    );
    assert!((250..5000).contains(&elapsed.as_millis()), "{elapsed:?}");
    assert!(service.is_alive());
}

#[test]
fn tells_a_slow_body() {
    let service = Service::start("--body-timeout-ms 300");
    let mut stream = service.connect();
    write!(
        stream,
        "POST /echo HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n"
    )
    .expect("it listens");
    let (said, elapsed) = trickle(stream, &"x".repeat(1000));
    let answer = Answer::parse(&said);
    assert_eq!(answer.status, 408);
    assert_eq!(answer.problem().0, "too_slow");
    assert!((250..5000).contains(&elapsed.as_millis()), "{elapsed:?}");
    assert!(service.is_alive());
}

#[test]
fn closes_idle_connections() {
    let service = Service::start("--idle-timeout-ms 300");
    let mut stream = service.connect();
    write!(stream, "GET /healthz HTTP/1.1\r\nhost: test\r\n\r\n").expect("it listens");
    let began = Instant::now();
    assert!(read_all(&mut stream).ends_with("alive\n"));
    assert!((200..5000).contains(&began.elapsed().as_millis()), "{:?}", began.elapsed());
}

#[test]
fn goes_on_answering_while_many_are_slow() {
    let service = Service::start("--head-timeout-ms 4000");
    let mut slow: Vec<_> = (0..200).map(|_| service.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HT").expect("it listens");
    }
    let began = Instant::now();
    assert!((0..100).all(|_| service.is_alive()));
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert!(slow.iter_mut().all(|stream| read_all(stream).starts_with("HTTP/1.1 408")));
}
