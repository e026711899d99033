//! Models as types, and shapes as annotations.

use super::names::{Names, is_variable};
use super::{docstring, quoted};
use crate::contract::Contract;
use crate::shape::{Definition, Definitions, Enum, Field, Form, Record, Shape, Union};

/// Every model.
pub(super) fn all(contract: &Contract, names: &Names) -> Vec<String> {
    let mut types = Vec::new();
    let own = contract.definitions.0.iter().filter(|(_, definition)| definition.class().is_none());
    for (name, definition) in own {
        match definition {
            Definition::Record(model) => types.push(record(names.model(name), model, None, names)),
            Definition::Enum(model) => types.push(choice(names.model(name), model, names)),
            Definition::Union(model) => {
                for case in &model.cases {
                    let tag = Some((model.tag.as_str(), case.name.as_str()));
                    types.push(record(names.case(name, &case.name), &case.record, tag, names));
                }
                types.push(union(name, model, names));
            }
        }
    }
    types
}

fn alias(name: &str, doc: &str, ty: &str, names: &Names) -> String {
    let alias = format!("{name}: {}.TypeAlias = {ty}\n", names.module("typing"));
    if doc.is_empty() { alias } else { format!("{alias}{}\n", docstring("", doc)) }
}

fn choice(name: &str, choice: &Enum, names: &Names) -> String {
    let literals: Vec<String> = choice.cases.iter().map(|case| quoted(&case.name)).collect();
    let told = choice.cases.iter().filter(|case| !case.doc.is_empty());
    let told: Vec<String> = told.map(|case| format!("- {}: {}", quoted(&case.name), case.doc)).collect();
    let parts = [choice.doc.clone(), told.join("\n")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let ty = format!("{}.Literal[{}]", names.module("typing"), literals.join(", "));
    alias(name, &parts.join("\n\n"), &ty, names)
}

fn union(name: &str, union: &Union, names: &Names) -> String {
    let cases: Vec<&str> = union.cases.iter().map(|case| names.case(name, &case.name)).collect();
    alias(names.model(name), &union.doc, &cases.join(" | "), names)
}

/// A `TypedDict`; with the tag first where it is a union's case.
fn record(name: &str, record: &Record, tag: Option<(&str, &str)>, names: &Names) -> String {
    let tag =
        tag.map(|(tag, case)| (tag, "", format!("{}.Literal[{}]", names.module("typing"), quoted(case))));
    let fields =
        record.fields.iter().map(|field| (field.name.as_str(), field.doc.as_str(), item(field, names)));
    let fields: Vec<(&str, &str, String)> = tag.into_iter().chain(fields).collect();
    let plain = |name: &str| is_variable(name) && !name.starts_with("__") && !names.hides(name);
    let base = format!("{}.TypedDict", names.module("typing_extensions"));
    if fields.iter().all(|(name, ..)| plain(name)) {
        class(&format!("class {name}({base}):\n"), &record.doc, &fields)
    } else {
        // These names cannot be written in a class, or would hide its annotations.
        let line = |(name, doc, ty): &(&str, &str, String)| {
            format!("{}        {}: {ty},\n", comment("        ", doc), quoted(name))
        };
        let lines: String = fields.iter().map(line).collect();
        let doc = comment("", &record.doc);
        format!("{doc}{name} = {base}(\n    {},\n    {{\n{lines}    }},\n)\n", quoted(name))
    }
}

fn class(head: &str, doc: &str, fields: &[(&str, &str, String)]) -> String {
    let mut text = head.to_owned();
    if !doc.is_empty() {
        text.push_str(&docstring("    ", doc));
        text.push('\n');
    }
    if fields.is_empty() && doc.is_empty() {
        text.push_str("    ...\n");
    }
    for (at, (name, doc, ty)) in fields.iter().enumerate() {
        let gap = if at == 0 && !text.ends_with(":\n") { "\n" } else { "" };
        let words = if doc.is_empty() { String::new() } else { format!("{}\n", docstring("    ", doc)) };
        text.push_str(&[gap, "    ", name, ": ", ty, "\n", &words].concat());
    }
    text
}

fn comment(indent: &str, doc: &str) -> String {
    let lines = doc.lines().map(|line| format!("{indent}# {line}").trim_end().to_owned());
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}

/// A field's annotation.
fn item(field: &Field, names: &Names) -> String {
    let ty = annotation(&field.shape, names);
    if field.required { ty } else { format!("{}.NotRequired[{ty}]", names.module("typing_extensions")) }
}

/// The Python type of a shape.
pub(super) fn annotation(shape: &Shape, names: &Names) -> String {
    let of = |shape: &Shape| annotation(shape, names);
    match shape {
        Shape::Unit => "None".to_owned(),
        Shape::Bool => names.builtin("bool"),
        Shape::Int(_) => names.builtin("int"),
        Shape::Float(_) => names.builtin("float"),
        Shape::String => names.builtin("str"),
        Shape::Bytes => names.builtin("bytes"),
        Shape::Date => format!("{}.date", names.module("datetime")),
        Shape::Time => format!("{}.time", names.module("datetime")),
        Shape::DateTime | Shape::Timestamp => format!("{}.datetime", names.module("datetime")),
        Shape::Duration => format!("{}.timedelta", names.module("datetime")),
        Shape::Decimal => format!("{}.Decimal", names.module("decimal")),
        Shape::Uuid => format!("{}.UUID", names.module("uuid")),
        Shape::Option(inner) => {
            let inner = of(inner);
            if inner.ends_with("None") { inner } else { format!("{inner} | None") }
        }
        Shape::List(item) | Shape::Array(item, _) => format!("{}[{}]", names.builtin("list"), of(item)),
        Shape::Tuple(items) => {
            let items: Vec<String> = items.iter().map(of).collect();
            format!("{}[{}]", names.builtin("tuple"), items.join(", "))
        }
        Shape::Map(key, item) => format!("{}[{}, {}]", names.builtin("dict"), of(key), of(item)),
        Shape::Ref(name) => names.model(name).to_owned(),
        Shape::As(form, inner) => formed(*form, inner, names),
    }
}

/// The Python type of a shape in a class of its own.
fn formed(form: Form, inner: &Shape, names: &Names) -> String {
    let item = |shape: &Shape| match shape {
        Shape::List(item) => annotation(item, names),
        other => annotation(other, names),
    };
    let of = |shape: &Shape| annotation(shape, names);
    let key = |shape: &Shape| if let Shape::Map(key, _) = shape { of(key) } else { of(shape) };
    let entry = |shape: &Shape| match shape {
        Shape::Map(key, value) => format!("{}, {}", of(key), of(value)),
        other => of(other),
    };
    match form {
        Form::Char => names.builtin("str"),
        Form::Number => format!("{} | {}", names.builtin("int"), names.builtin("float")),
        Form::Tuple => format!("{}[{}, ...]", names.builtin("tuple"), item(inner)),
        Form::Set => format!("{}[{}]", names.builtin("set"), item(inner)),
        Form::FrozenSet => format!("{}[{}]", names.builtin("frozenset"), item(inner)),
        Form::Deque => format!("{}.deque[{}]", names.module("collections"), item(inner)),
        Form::ByteArray => names.builtin("bytearray"),
        // Whoever has no NumPy reads the stubs, too.
        Form::Array1 | Form::Array2 => format!("{}.Any", names.module("typing")),
        Form::Iterator => format!("{}.Iterator[{}]", names.module("typing"), item(inner)),
        Form::Counter => format!("{}.Counter[{}]", names.module("collections"), key(inner)),
        Form::OrderedDict => format!("{}.OrderedDict[{}]", names.module("collections"), entry(inner)),
        Form::DefaultDict => format!("{}.defaultdict[{}]", names.module("collections"), entry(inner)),
    }
}

/// The Python type of a shape that came out of JSON, as an error's data does.
pub(super) fn as_json(shape: &Shape, definitions: &Definitions) -> &'static str {
    match shape {
        Shape::Unit => "None",
        Shape::Bool => "bool",
        Shape::Int(_) => "int",
        Shape::Float(_) => "float",
        Shape::Option(inner) | Shape::As(_, inner) => as_json(inner, definitions),
        Shape::List(_) | Shape::Array(..) | Shape::Tuple(_) => "list",
        Shape::Map(..) => "dict",
        Shape::Ref(name) => match definitions.resolve(name) {
            Definition::Enum(_) => "str",
            Definition::Record(_) | Definition::Union(_) => "dict",
        },
        _ => "str",
    }
}
