//! The pages about an engine.

use super::service::Service;

#[test]
fn gives_the_contract_with_its_digest() {
    let service = Service::start("");
    let answer = service.ask("GET", "/contract.json", "", b"");
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains(&format!("transom-contract: {}", super::engine().digest())));
    let contract: transom::contract::Contract = serde_json::from_str(&answer.body).expect("a contract");
    assert_eq!(&contract, super::engine().contract());
}

#[test]
fn gives_a_document_of_every_function() {
    let service = Service::start("");
    let document = service.ask("GET", "/openapi.json", "", b"").json();
    assert_eq!(document["openapi"], "3.1.0");
    for entry in super::engine().entries() {
        assert!(document["paths"][format!("/{}", entry.name())]["post"].is_object(), "{}", entry.name());
    }
}

#[test]
fn has_a_page_that_asks_nobody_else() {
    let service = Service::start("");
    let page = service.ask("GET", "/docs", "", b"");
    assert!(page.head.contains("content-type: text/html; charset=utf-8"));
    assert!(
        page.head.contains("content-security-policy: default-src 'none'; script-src 'sha256-"),
        "{}",
        page.head
    );
    assert!(!page.body.contains("http://") && !page.body.contains("https://"));
    assert!(service.ask("GET", "/", "", b"").head.contains("location: /docs"));
}

#[test]
fn says_that_it_is_alive_and_ready() {
    let service = Service::start("");
    for page in ["/healthz", "/readyz"] {
        assert_eq!(service.ask("GET", page, "", b"").status, 200);
        let head = service.ask("HEAD", page, "", b"");
        assert_eq!((head.status, head.body.as_str()), (200, ""));
    }
}

#[test]
fn counts_calls_faults_and_times() {
    let service = Service::start("");
    service.call("divide", r#"{"dividend": 6, "divisor": 2}"#);
    service.call("divide", r#"{"dividend": 6, "divisor": 0}"#);
    service.call("divide", "{}");
    let metrics = service.ask("GET", "/metrics", "", b"");
    assert!(metrics.head.contains("content-type: text/plain; charset=utf-8"));
    for line in [
        "transom_calls_total{function=\"divide\"} 3",
        "transom_faults_total{function=\"divide\",kind=\"domain\"} 1",
        "transom_faults_total{function=\"divide\",kind=\"invalid\"} 1",
        "transom_call_seconds_count{function=\"divide\"} 3",
        "transom_call_seconds_bucket{function=\"divide\",le=\"+Inf\"} 3",
        "transom_calls 0",
    ] {
        assert!(metrics.body.lines().any(|found| found == line), "{line} is missing in {}", metrics.body);
    }
}

#[test]
fn says_which_methods_there_are() {
    let service = Service::start("");
    for (page, methods) in [("/add", "POST, OPTIONS"), ("/healthz", "GET, HEAD, OPTIONS")] {
        let wrong = service.ask("DELETE", page, "", b"");
        assert_eq!((wrong.status, wrong.problem().0.as_str()), (405, "unsupported"));
        assert!(wrong.head.contains(&format!("allow: {}", methods.to_lowercase())), "{}", wrong.head);
        let options = service.ask("OPTIONS", page, "", b"");
        assert_eq!(options.status, 204);
        assert!(options.head.contains(&format!("allow: {}", methods.to_lowercase())), "{}", options.head);
    }
    assert_eq!(service.ask("GET", "/nothing/here", "", b"").status, 404);
}
