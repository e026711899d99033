//! The Rust client.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use serde_json::json;
use transom::client::Client;

use super::service::Service;

const TIMEOUT: Duration = Duration::from_secs(5);

fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(work)
}

#[test]
fn calls_and_reads_the_contract() {
    let service = Service::start("");
    wait(async {
        let client = Client::connect(&service.url(), TIMEOUT).await.expect("it serves");
        assert_eq!(client.contract(), super::engine().contract());
        for number in 0..100_i64 {
            let sum: i64 = client.call("add", &json!({"a": number, "b": 1})).await.expect("it adds");
            assert_eq!(sum, number + 1);
        }
        // All of them went over one connection; the question about it goes over another.
        let one = || service.ask("GET", "/metrics", "", b"").body.contains("transom_connections 2\n");
        assert!((0..100).any(|_| one()));
    });
}

#[test]
fn hands_on_what_the_service_says() {
    let service = Service::start("");
    wait(async {
        let client = Client::connect(&service.url(), TIMEOUT).await.expect("it serves");
        let invalid = client.call::<_, i64>("add", &json!({"a": "x"})).await.expect_err("no number");
        assert_eq!(invalid.slug, "invalid");
        assert_eq!(invalid.errors.as_ref().map(Vec::len), Some(2));
        let domain = client.call::<_, i64>("divide", &json!({"dividend": 1, "divisor": 0})).await;
        let domain = domain.expect_err("a declared error");
        assert_eq!((domain.code.as_deref(), domain.message.as_deref()), (Some("zero"), Some("1 by zero")));
        let unknown = client.call::<_, i64>("ad", &json!({})).await.expect_err("no function");
        assert_eq!(unknown.detail, "there is no function `ad`; did you mean `add`?");
    });
}

#[test]
fn says_where_nobody_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    drop(listener);
    wait(async {
        let problem = Client::connect(&url, TIMEOUT).await.err().expect("nobody is there");
        assert_eq!(problem.slug, "unavailable");
        assert!(problem.detail.starts_with(&format!("cannot connect to {url}: ")), "{problem}");
        let problem = Client::connect("ftp://somewhere", TIMEOUT).await.err().expect("no address");
        assert_eq!(
            problem.detail,
            "expected an address such as http://127.0.0.1:8080, found ftp://somewhere"
        );
    });
}

#[test]
fn gives_up_at_its_timeout() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", silent.local_addr().expect("it is bound"));
    wait(async {
        let problem = Client::connect(&url, Duration::from_millis(100)).await.err().expect("nobody answers");
        assert_eq!(problem.slug, "deadline_exceeded");
    });
}

#[test]
fn finds_another_connection_when_the_service_closed_one() {
    let service = Service::start("--idle-timeout-ms 100");
    wait(async {
        let client = Client::connect(&service.url(), TIMEOUT).await.expect("it serves");
        for _ in 0..3 {
            let sum: i64 = client.call("add", &json!({"a": 1, "b": 1})).await.expect("it adds");
            assert_eq!(sum, 2);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    });
}

/// A service whose contract changes after it was read for the first time: refuses callers of the old one.
fn redeployed(contracts: [String; 2]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    thread::spawn(move || {
        let mut reads = contracts.into_iter();
        for stream in listener.incoming().map_while(Result::ok) {
            let mut stream = BufReader::new(stream);
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") && stream.read_line(&mut head).is_ok_and(|read| read > 0) {}
            let answer = if head.starts_with("GET") {
                let contract = reads.next().expect("it is read twice at most");
                format!("200 OK\r\ntransom-contract: {}\r\n{}", reads.len(), with_body(&contract))
            } else if head.contains("transom-contract: 0") {
                format!("200 OK\r\n{}", with_body("3"))
            } else {
                let problem = json!({"type": "contract_mismatch", "title": "", "detail": "another contract"});
                format!("409 Conflict\r\n{}", with_body(&problem.to_string()))
            };
            let _ = write!(stream.get_mut(), "HTTP/1.1 {answer}");
        }
    });
    url
}

fn with_body(body: &str) -> String {
    format!("connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn follows_a_contract_that_leaves_the_function_as_it_was() {
    let contract = super::engine().contract();
    let mut newer = contract.clone();
    newer.functions.retain(|function| function.name != "busy");
    let url = redeployed([contract, &newer].map(|contract| json!(contract).to_string()));
    wait(async {
        let client = Client::connect(&url, TIMEOUT).await.expect("it serves");
        let sum: i64 = client.call("add", &json!({"a": 1, "b": 2})).await.expect("it adds as before");
        assert_eq!(sum, 3);
    });
}

#[test]
fn does_not_follow_a_contract_that_changes_the_function() {
    let contract = super::engine().contract();
    let mut newer = contract.clone();
    newer.functions.iter_mut().for_each(|function| function.input.fields.clear());
    let url = redeployed([contract, &newer].map(|contract| json!(contract).to_string()));
    wait(async {
        let client = Client::connect(&url, TIMEOUT).await.expect("it serves");
        let refused = client.call::<_, i64>("add", &json!({"a": 1, "b": 2})).await.expect_err("it changed");
        assert_eq!(refused.slug, "contract_mismatch");
    });
}
