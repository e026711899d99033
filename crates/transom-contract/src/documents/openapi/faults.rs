//! The answers that are no answer: what the door itself says, and each function's declared errors.

use super::super::json::{Json, Object};
use super::super::json_schema::Schemas;
use crate::contract::{ErrorCase, Function};

/// The media type of every fault.
const PROBLEM: &str = "application/problem+json";

/// What only an exact function says.
const DECLINED: &str = "declined";

/// A status of the door's own, and the faults that it carries.
struct Status {
    code: u16,
    slugs: &'static [&'static str],
    title: &'static str,
}

const fn status(code: u16, slugs: &'static [&'static str], title: &'static str) -> Status {
    Status { code, slugs, title }
}

/// What the fault table says, by status.
const DOOR: [Status; 12] = [
    status(400, &["malformed"], "The input is not well-formed"),
    status(404, &["unknown_function"], "There is no such function"),
    status(409, &["contract_mismatch"], "The caller was made for another contract"),
    status(408, &["too_slow"], "The input did not arrive in time"),
    status(413, &["too_large"], "The input is larger than the limit"),
    status(415, &["unsupported"], "The input's format is not supported"),
    status(422, &["invalid"], "The input does not keep the contract"),
    status(422, &[DECLINED], "The function leaves this input to Python"),
    status(429, &["overloaded"], "Too many calls at once"),
    status(500, &["internal"], "The function failed"),
    status(503, &["draining", "unavailable"], "The service, or what it depends on, cannot be reached"),
    status(504, &["deadline_exceeded"], "The deadline passed"),
];

/// The schemas of faults, and which declared errors have one already.
pub(super) struct Faults {
    issue: String,
    problems: Vec<String>,
    declared: Vec<(ErrorCase, String, Object)>,
}

impl Faults {
    pub(super) fn new(schemas: &mut Schemas<'_>) -> Self {
        let issue = schemas.claim("Issue", "Problem");
        let problem = |status: &Status| {
            let words = status.slugs[0].split('_').map(|word| word[..1].to_ascii_uppercase() + &word[1..]);
            format!("{}Problem", words.collect::<String>())
        };
        let problems = DOOR.iter().map(|status| schemas.claim(&problem(status), "_")).collect();
        Self { issue, problems, declared: Vec::new() }
    }

    /// Adds every response of a function but the good one.
    pub(super) fn add(&mut self, responses: &mut Object, function: &Function, schemas: &mut Schemas<'_>) {
        let door = |at: &usize| function.exact || DOOR[*at].slugs != [DECLINED];
        let door: Vec<usize> = (0..DOOR.len()).filter(door).collect();
        let mut codes: Vec<u16> = door.iter().map(|at| DOOR[*at].code).collect();
        codes.extend(function.errors.iter().map(|case| case.http));
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            let cases: Vec<&ErrorCase> = function.errors.iter().filter(|case| case.http == code).collect();
            let door: Vec<usize> = door.iter().copied().filter(|at| DOOR[*at].code == code).collect();
            responses.set(&code.to_string(), self.response(&door, &cases, schemas));
        }
    }

    fn response(&mut self, door: &[usize], cases: &[&ErrorCase], schemas: &mut Schemas<'_>) -> Object {
        if let ([at], []) = (door, cases) {
            return Object::new().with("$ref", format!("#/components/responses/{}", self.problems[*at]));
        }
        let mut ways: Vec<Object> =
            cases.iter().map(|case| reference(&self.declare(case, schemas))).collect();
        let mut told: Vec<String> = cases
            .iter()
            .map(|case| {
                format!("`{}`: {}", case.code, if case.doc.is_empty() { &case.name } else { &case.doc })
            })
            .collect();
        ways.extend(door.iter().map(|at| reference(&self.problems[*at])));
        told.extend(door.iter().map(|at| format!("{}.", DOOR[*at].title)));
        let schema = match ways.len() {
            1 => ways.swap_remove(0),
            _ => Object::new().with("oneOf", ways),
        };
        with_body(&told.join("\n\n"), schema)
    }

    /// The schema of a declared error; functions that share an error share it.
    fn declare(&mut self, case: &ErrorCase, schemas: &mut Schemas<'_>) -> String {
        if let Some((_, name, _)) = self.declared.iter().find(|(known, ..)| known == case) {
            return name.clone();
        }
        let name = schemas.claim(&format!("{}Error", case.name), "_");
        let data = schemas.record(&case.data, None);
        let schema = problem(&["domain"], &["code", "message", "data"], |properties| {
            properties.set("code", Object::new().with("const", case.code.as_str()));
            properties.set("message", text());
            properties.set("data", data);
        });
        self.declared.push((case.clone(), name.clone(), schema.described(&case.doc)));
        name
    }

    /// Puts the schemas in their place and answers the shared responses.
    pub(super) fn components(self, schemas: &mut Object) -> Object {
        let mut responses = Object::new();
        for (status, name) in DOOR.iter().zip(&self.problems) {
            let schema = match status.slugs[0] {
                "invalid" => problem(status.slugs, &["errors"], |properties| {
                    let issues = Object::new().with("type", "array").with("items", reference(&self.issue));
                    properties.set("errors", issues);
                }),
                "overloaded" => problem(status.slugs, &["retry_after"], |properties| {
                    properties
                        .set("retry_after", Object::new().with("type", "number").described("In seconds."));
                }),
                _ => problem(status.slugs, &[], |_| ()),
            };
            schemas.set(name, schema.described(&format!("{}.", status.title)));
            let response = with_body(status.title, reference(name));
            responses.set(
                name,
                if status.code == 429 { response.with("headers", retry_after()) } else { response },
            );
        }
        schemas.set(&self.issue, issue());
        for (_, name, schema) in self.declared {
            schemas.set(&name, schema);
        }
        responses
    }
}

fn reference(name: &str) -> Object {
    Object::new().with("$ref", format!("#/components/schemas/{name}"))
}

fn with_body(description: &str, schema: Object) -> Object {
    let body = Object::new().with(PROBLEM, Object::new().with("schema", schema));
    Object::new().with("description", description).with("content", body)
}

fn retry_after() -> Object {
    let seconds = Object::new().with("type", "integer").with("minimum", 0_usize);
    Object::new().with(
        "Retry-After",
        Object::new().with("description", "When to try again, in seconds.").with("schema", seconds),
    )
}

fn text() -> Object {
    Object::new().with("type", "string")
}

/// A fault as JSON: what all have, and what only these have.
fn problem(slugs: &[&str], more: &[&str], fill: impl FnOnce(&mut Object)) -> Object {
    let kind = match slugs {
        [slug] => Object::new().with("const", *slug),
        slugs => Object::new().with("enum", slugs.to_vec()),
    };
    let mut properties = Object::new().with("type", kind).with("title", text()).with("detail", text());
    fill(&mut properties);
    let required: Vec<&str> = ["type", "title", "detail"].into_iter().chain(more.iter().copied()).collect();
    Object::new().with("type", "object").with("properties", properties).with("required", required)
}

/// One thing wrong with an input, as Pydantic users know it.
fn issue() -> Object {
    let step = Object::new().with("type", vec!["string", "integer"]);
    let properties = Object::new()
        .with("type", text().described("The kind, such as `missing` or `greater_than_equal`."))
        .with(
            "loc",
            Object::new().with("type", "array").with("items", step).described("Where, from the outside in."),
        )
        .with("msg", text().described("What was expected."))
        .with("input", Object::new().described("What was found."))
        .with(
            "ctx",
            Object::new().with("type", "object").described("The limits that the message speaks of."),
        );
    Object::new()
        .described("One thing wrong with the input, in Pydantic's shape.")
        .with("type", "object")
        .with("properties", properties)
        .with("required", Json::from(vec!["type", "loc", "msg", "input"]))
}
