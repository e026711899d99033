//! Functions: of the module, of a client, and to be awaited.

use serde_json::Value;

use super::names::{Names, is_keyword, is_variable};
use super::{docstring, quoted, types};
use crate::contract::{Contract, Function};
use crate::shape::{Field, Shape};

/// The module's own names and its functions.
pub(super) fn module(contract: &Contract, names: &Names) -> Vec<String> {
    let (text, list) = (names.builtin("str"), names.builtin("list"));
    let all: Vec<String> = contract.functions.iter().map(|function| quoted(&function.name)).collect();
    let own = format!("__version__: {text}\n__all__: {list}[{text}] = [{}]\n", all.join(", "));
    let contract_doc = docstring("    ", "The engine's contract as JSON.");
    let mut parts = vec![own, format!("def contract() -> {text}:\n{contract_doc}\n")];
    parts.extend(callable(contract).map(|function| definition("", "def", "", function, names)));
    parts
}

/// The functions as methods, each behind an empty line.
pub(super) fn methods(contract: &Contract, names: &Names, keyword: &str) -> String {
    let method = |function| format!("\n{}", definition("    ", keyword, "self", function, names));
    callable(contract).map(method).collect()
}

/// A function that is named as a word of Python's can be had by `getattr` only.
fn callable(contract: &Contract) -> impl Iterator<Item = &Function> {
    contract.functions.iter().filter(|function| !is_keyword(&function.name))
}

fn definition(indent: &str, keyword: &str, first: &str, function: &Function, names: &Names) -> String {
    let mut parameters: Vec<String> = if first.is_empty() { Vec::new() } else { vec![first.to_owned()] };
    let mut optional = false;
    let mut keyword_only = false;
    let (plain, strange): (Vec<&Field>, Vec<&Field>) =
        function.input.fields.iter().partition(|field| is_variable(&field.name));
    for field in plain {
        // Python has no argument that must be there behind one that need not, except by name.
        if field.required && optional && !keyword_only {
            parameters.push("*".to_owned());
            keyword_only = true;
        }
        optional |= !field.required;
        parameters.push(parameter(field, names));
    }
    if !strange.is_empty() {
        parameters.push(format!("**others: {}.Any", names.module("typing")));
    }
    let output = types::annotation(&function.output, names);
    let line = format!("{indent}{keyword} {}({}) -> {output}:", function.name, parameters.join(", "));
    let line = if line.len() <= 100 {
        line
    } else {
        let each = parameters.join(&format!(",\n{indent}    "));
        format!("{indent}{keyword} {}(\n{indent}    {each},\n{indent}) -> {output}:", function.name)
    };
    let doc = doc(function);
    if doc.is_empty() {
        format!("{line} ...\n")
    } else {
        format!("{line}\n{}\n", docstring(&format!("{indent}    "), &doc))
    }
}

fn parameter(field: &Field, names: &Names) -> String {
    let ty = types::annotation(&field.shape, names);
    if field.required {
        return format!("{}: {ty}", field.name);
    }
    let default = match &field.default {
        None => "None".to_owned(),
        Some(default) => literal(default, &field.shape),
    };
    format!("{}: {ty} = {default}", field.name)
}

/// A default as Python writes it; `...` where it is no literal.
fn literal(default: &Value, shape: &Shape) -> String {
    match (default, shape) {
        (Value::Null, Shape::Option(_) | Shape::Unit) => "None".to_owned(),
        (_, Shape::Option(inner)) => literal(default, inner),
        (Value::Bool(true), Shape::Bool) => "True".to_owned(),
        (Value::Bool(false), Shape::Bool) => "False".to_owned(),
        (Value::Number(number), Shape::Int(_) | Shape::Float(_)) => number.to_string(),
        (Value::String(text), Shape::String) => quoted(text),
        _ => "...".to_owned(),
    }
}

/// What the function does, its arguments, its errors.
fn doc(function: &Function) -> String {
    let told = function.input.fields.iter().filter(|field| !field.doc.is_empty());
    let arguments: Vec<String> =
        told.map(|field| format!("    {}: {}", field.name, hanging(&field.doc))).collect();
    let errors = function.errors.iter();
    let errors: Vec<String> = errors
        .map(|case| {
            let doc = if case.doc.is_empty() { &case.code } else { &case.doc };
            format!("    {}: {}", case.name, hanging(doc))
        })
        .collect();
    let section = |title: &str, lines: Vec<String>| {
        if lines.is_empty() { String::new() } else { format!("{title}:\n{}", lines.join("\n")) }
    };
    let parts = [function.doc.trim_end().to_owned(), section("Args", arguments), section("Raises", errors)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

fn hanging(doc: &str) -> String {
    doc.lines().map(str::trim_end).collect::<Vec<_>>().join("\n        ")
}
