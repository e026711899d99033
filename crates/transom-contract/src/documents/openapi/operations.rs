//! What every service has besides its functions: the addresses for people and machines that run it, and the headers
//! of a call.

use super::super::json::Object;

/// An address of the service: what it is called, what it answers, and in which format.
struct Operation {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    format: &'static str,
    /// Whether it also says "not now".
    may_be_unready: bool,
}

const fn operation(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    format: &'static str,
) -> Operation {
    Operation { path, id, summary, format, may_be_unready: false }
}

const OPERATIONS: [Operation; 6] = [
    operation("/contract.json", "transom_contract", "The contract as plain data", "application/json"),
    operation("/openapi.json", "transom_openapi", "This document", "application/json"),
    operation("/docs", "transom_docs", "This document as a page to try functions on", "text/html"),
    operation("/healthz", "transom_healthz", "Whether the process lives", "text/plain"),
    Operation {
        may_be_unready: true,
        ..operation(
            "/readyz",
            "transom_readyz",
            "Whether calls are taken; not while shutting down",
            "text/plain",
        )
    },
    operation("/metrics", "transom_metrics", "Counts and times in Prometheus' text format", "text/plain"),
];

pub(super) fn add(paths: &mut Object) {
    for operation in &OPERATIONS {
        let content = Object::new().with(operation.format, Object::new());
        let good = Object::new().with("description", operation.summary).with("content", content);
        let mut responses = Object::new().with("200", good);
        if operation.may_be_unready {
            responses.set("503", Object::new().with("description", "Calls are not taken"));
        }
        let get = Object::new()
            .with("operationId", operation.id)
            .with("tags", vec!["operations"])
            .with("summary", operation.summary)
            .with("responses", responses);
        paths.set(operation.path, Object::new().with("get", get));
    }
}

pub(super) fn tags() -> Vec<Object> {
    let tag = |name: &str, doc| Object::new().with("name", name).with("description", doc);
    vec![tag("functions", "The engine's functions"), tag("operations", "What runs and watches the service")]
}

/// The headers that a call may have.
pub(super) fn parameters() -> Object {
    let header = |name: &str, doc, schema: Object| {
        Object::new()
            .with("name", name)
            .with("in", "header")
            .with("description", doc)
            .with("required", false)
            .with("schema", schema)
    };
    let digest = Object::new().with("type", "string");
    let milliseconds = Object::new().with("type", "integer").with("minimum", 1_usize);
    let contract = header(
        "transom-contract",
        "The contract that the caller was made for; another one is refused",
        digest,
    );
    let timeout = header(
        "transom-timeout-ms",
        "How long the caller waits for the answer, in milliseconds",
        milliseconds,
    );
    Object::new().with("contract", contract).with("timeout", timeout)
}

/// References to these headers.
pub(super) fn headers() -> Vec<Object> {
    let reference = |name| Object::new().with("$ref", format!("#/components/parameters/{name}"));
    vec![reference("contract"), reference("timeout")]
}
