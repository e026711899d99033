//! The OpenAPI document (3.1): what the HTTP door answers, with `POST /<function>` for each function.
//!
//! The schemas are those of [`super::json_schema`]; each function shows an example of its input and answer. The
//! contract's fingerprint stands at the top as `x-transom-contract`, the same that the header of this name carries.

mod faults;
mod operations;

use super::json::{Json, Object};
use super::json_schema::{Dialect, Schemas};
use crate::contract::{Contract, Function};
use crate::generate::example;
use crate::shape::Schema;

/// The media type of requests and answers.
const JSON: &str = "application/json";
/// The same in the engine's Protobuf messages.
const PROTOBUF: &str = "application/x-protobuf";

/// The document.
pub fn render(contract: &Contract) -> String {
    document(contract).render()
}

/// The document as data.
pub fn value(contract: &Contract) -> serde_json::Value {
    document(contract).into_value()
}

fn document(contract: &Contract) -> Object {
    let mut page = Page::new(contract);
    let mut paths = Object::new();
    for (at, function) in contract.functions.iter().enumerate() {
        paths.set(&format!("/{}", function.name), Object::new().with("post", page.function(at, function)));
    }
    operations::add(&mut paths);
    let info = Object::new()
        .with("title", contract.engine.as_str())
        .with("version", contract.version.as_str())
        .with_some("description", (!contract.doc.is_empty()).then_some(contract.doc.as_str()));
    Object::new()
        .with("openapi", "3.1.0")
        .with("info", info)
        .with("x-transom-contract", contract.digest())
        .with("tags", operations::tags())
        .with("paths", paths)
        .with("components", page.components())
}

struct Page<'a> {
    contract: &'a Contract,
    schemas: Schemas<'a>,
    faults: faults::Faults,
}

impl<'a> Page<'a> {
    fn new(contract: &'a Contract) -> Self {
        let mut schemas = Schemas::new(contract, Dialect::OpenApi);
        let faults = faults::Faults::new(&mut schemas);
        Self { contract, schemas, faults }
    }

    fn function(&mut self, at: usize, function: &Function) -> Object {
        let [input, output] = self.schemas.of_function(at);
        let asked = content(input, &self.contract.input_schema(function));
        let answered = content(output, &self.contract.output_schema(function));
        let answer = Object::new().with("description", "The answer").with("content", answered);
        let mut responses = Object::new().with("200", answer);
        self.faults.add(&mut responses, function, &mut self.schemas);
        let summary = function.doc.lines().next().unwrap_or_default().trim_end_matches('.');
        Object::new()
            .with("operationId", function.name.as_str())
            .with("tags", vec!["functions"])
            .with_some("summary", (!summary.is_empty()).then_some(summary))
            .with_some("description", (!function.doc.is_empty()).then_some(function.doc.as_str()))
            .with("parameters", operations::headers())
            .with("requestBody", Object::new().with("required", true).with("content", asked))
            .with("responses", responses)
    }

    fn components(self) -> Object {
        let mut schemas = self.schemas.all();
        let responses = self.faults.components(&mut schemas);
        Object::new()
            .with("schemas", schemas)
            .with("responses", responses)
            .with("parameters", operations::parameters())
    }
}

/// A value as JSON with an example, and as Protobuf.
fn content(schema: Object, described: &Schema) -> Object {
    let json = Object::new().with("schema", schema).with_some("example", example(described).map(Json::from));
    Object::new().with(JSON, json).with(PROTOBUF, Object::new())
}
