//! The Python stub: what a type checker knows of an engine.
//!
//! It lies beside the extension module as `<engine>.pyi` and types its functions. Records are `TypedDict`s, choices
//! `Literal`s, tagged unions unions of `TypedDict`s. These names, and the protocol `Client` of what
//! `transom.connect` answers, exist for type checkers only:
//!
//! ```python
//! if TYPE_CHECKING:
//!     from transom_engines.shop import Client, Line
//!
//! client = cast("Client", transom.connect("http://127.0.0.1:8080"))
//! ```
//!
//! Types are those of the strict Python wire: a list is a `list`, bytes are `bytes`, a whole number may stand for a
//! float. Constraints are not types; the docstrings and the other documents tell them.

mod functions;
mod names;
mod types;

use names::Names;

use crate::contract::{Contract, ErrorCase};

/// The document.
pub fn render(contract: &Contract) -> String {
    let names = Names::new(contract);
    let parts = [types::all(contract, &names), functions::module(contract, &names), client(contract, &names)];
    let body = parts.concat().join("\n\n");
    format!("{}\n\n{}\n{body}", head(contract), names.imports(&body))
}

fn head(contract: &Contract) -> String {
    let doc = if contract.doc.is_empty() { "An engine of Transom." } else { &contract.doc };
    let text = format!(
        "{doc}\n\nThe engine ``{}`` {}: made by Transom from its contract, do not edit. Names that are no functions\n\
         exist for type checkers only: import them under ``if TYPE_CHECKING:``.\n",
        contract.engine, contract.version
    );
    docstring("", &text)
}

/// The protocols of a client, and the classes of declared errors.
fn client(contract: &Contract, names: &Names) -> Vec<String> {
    let typing = names.module("typing");
    let protocol = |name: &str, doc: &str, members: String| {
        format!("class {name}({typing}.Protocol):\n{}\n{members}", docstring("    ", doc))
    };
    let property = names.builtin("property");
    let members = format!(
        "\n    @{property}\n    def aio(self) -> {}: ...\n    @{property}\n    def errors(self) -> {}: ...\n{}",
        names.asynchronous,
        names.errors,
        functions::methods(contract, names, "def")
    );
    vec![
        errors(contract, names),
        protocol(
            &names.asynchronous,
            "The functions of a client, to be awaited.",
            functions::methods(contract, names, "async def"),
        ),
        protocol(&names.client, "What ``transom.connect`` answers for this engine.", members),
    ]
}

fn errors(contract: &Contract, names: &Names) -> String {
    let head = format!("class {}:\n{}\n", names.errors, docstring("    ", "The classes of declared errors."));
    let classes = distinct_errors(contract).into_iter().map(|case| error(contract, case, names));
    std::iter::once(head).chain(classes).collect::<Vec<_>>().join("\n")
}

fn error(contract: &Contract, case: &ErrorCase, names: &Names) -> String {
    let fields = case.data.fields.iter();
    let fields: Vec<String> = fields
        .map(|field| format!("``{}`` ({})", field.name, types::as_json(&field.shape, &contract.definitions)))
        .collect();
    let doc = if case.doc.is_empty() { format!("The error ``{}``.", case.code) } else { case.doc.clone() };
    let data =
        if fields.is_empty() { String::new() } else { format!("\n\n``data`` has {}.", fields.join(", ")) };
    let (name, base) = (names::python(&case.name), names.module("transom"));
    format!("    class {name}({base}.DomainError):\n{}\n", docstring("        ", &(doc + &data)))
}

/// Functions may share errors.
fn distinct_errors(contract: &Contract) -> Vec<&ErrorCase> {
    let mut distinct: Vec<&ErrorCase> = Vec::new();
    for case in contract.functions.iter().flat_map(|function| &function.errors) {
        if !distinct.iter().any(|known| known.name == case.name) {
            distinct.push(case);
        }
    }
    distinct
}

/// A docstring with its quotes, indented.
fn docstring(indent: &str, doc: &str) -> String {
    let doc = doc.trim_end().replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
    let lines: Vec<&str> = doc.lines().collect();
    // A quote at the end would run into the closing ones.
    let (several, end) = (lines.len() > 1, if doc.ends_with('"') { " " } else { "" });
    let body: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let quotes = if at == 0 { "\"\"\"" } else { "" };
            format!("{indent}{quotes}{line}").trim_end().to_owned()
        })
        .collect();
    let close = if several { format!("\n{indent}\"\"\"") } else { format!("{end}\"\"\"") };
    format!("{}{close}", body.join("\n"))
}

/// Text as a Python literal.
fn quoted(text: &str) -> String {
    // JSON's escapes are Python's, but for the pairs of surrogates, which `serde_json` does not write.
    serde_json::json!(text).to_string()
}
