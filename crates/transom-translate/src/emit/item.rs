//! Models and enumerations of the types that functions use; names in Rust.

use crate::model::{Class, ClassKind, Program};
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;

/// A Python name as a Rust one.
pub(crate) fn ident(name: &str) -> String {
    const WORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
        "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static",
        "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where",
        "while", "yield",
    ];
    if WORDS.contains(&name) {
        return format!("r#{name}");
    }
    match name {
        "self" | "Self" | "super" | "crate" | "rt" => format!("{name}_"),
        _ => name.to_owned(),
    }
}

pub(super) fn field(name: &str) -> String {
    ident(name)
}

/// `RED_HOT` as `RedHot`.
pub(super) fn variant(name: &str) -> String {
    let shout = !name.chars().any(char::is_lowercase);
    if !shout && !name.contains('_') && name.starts_with(char::is_uppercase) {
        return name.to_owned();
    }
    name.split('_')
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
            first + &chars.as_str().to_lowercase()
        })
        .collect()
}

/// A value of the type, for a variable that is assigned before it is read.
pub(super) fn zero(ty: &Ty) -> String {
    match ty {
        Ty::Int => "0".into(),
        Ty::Float => "0.0".into(),
        Ty::Bool => "false".into(),
        Ty::Number => "Number::Int(0)".into(),
        Ty::Char | Ty::Letter => "'\\0'".into(),
        Ty::Text => "\"\"".into(),
        Ty::Str => "String::new()".into(),
        Ty::Optional(_) => "None".into(),
        Ty::List(_) | Ty::Iter(_) => "Vec::new()".into(),
        Ty::Set(_) | Ty::FrozenSet(_) => "Set::new()".into(),
        Ty::Deque(_) => "Deque::new()".into(),
        Ty::Tuple(items) => format!("({},)", items.iter().map(zero).collect::<Vec<_>>().join(", ")),
        _ if ty.entry().is_some() => "Dict::new()".into(),
        _ => "()".into(),
    }
}

/// The items that a class becomes.
pub(super) fn class(program: &Program<'_>, class: &Class<'_>) -> String {
    let module = &program.scopes[class.module].module.name;
    let path = format!("{module}:{}", class.def.name);
    let mut out = String::new();
    if let Some(docstring) = &class.def.docstring {
        for line in super::docs::comment(&docstring.text, "///") {
            out.push_str(&line);
            out.push('\n');
        }
    }
    if class.kind == ClassKind::Enum {
        return enumeration(class, &path, out);
    }
    if let ClassKind::Object { compares } = class.kind {
        return object(class, &path, compares, out);
    }
    let python =
        if class.kind == ClassKind::TypedDict { String::new() } else { format!("(python = {path:?})") };
    let copy = class.fields.iter().all(|field| field.ty.is_copy());
    let derive = if copy { "#[derive(Clone, Copy, PartialEq)]" } else { "#[derive(Clone, PartialEq)]" };
    out.push_str(&format!("#[transom::model{python}]\n{derive}\npub struct {} {{\n", class.rust));
    for held in &class.fields {
        let limits = constraints(program, class, held.annotation, held.default);
        if !limits.is_empty() {
            out.push_str(&format!("    #[transom({limits})]\n"));
        }
        out.push_str(&format!("    pub {}: {},\n", field(held.name), held.ty.rust()));
    }
    out.push_str("}\n\n");
    let fields: Vec<String> = class.fields.iter().map(|held| field(held.name)).collect();
    let shown = if class.rust == class.def.name { String::new() } else { format!(" {:?}", class.def.name) };
    let kind = if class.is_key(program) { "record" } else { "record_value" };
    if class.kind != ClassKind::TypedDict && class.kind != ClassKind::Pydantic {
        out.push_str(&format!("rt::{kind}!({}{shown} {{ {} }});\n", class.rust, fields.join(", ")));
    }
    out
}

/// A class whose instances are shared. An attribute whose type nothing tells is one that nothing reads.
fn object(class: &Class<'_>, path: &str, compares: bool, mut out: String) -> String {
    let compares = if compares { ", compares" } else { "" };
    out.push_str(&format!("#[transom::object(python = {path:?}{compares})]\npub struct {} {{\n", class.rust));
    for held in class.fields.iter().filter(|held| crate::objects::is_told(&held.ty)) {
        out.push_str(&format!("    pub {}: {},\n", field(held.name), held.ty.rust()));
    }
    out.push_str("}\n\n");
    out
}

fn enumeration(class: &Class<'_>, path: &str, mut out: String) -> String {
    out.push_str(&format!(
        "#[transom::model(python = {path:?})]\n#[derive(Clone, Copy, PartialEq, Eq, Hash)]\npub enum {} {{\n",
        class.rust
    ));
    for member in &class.fields {
        let name = variant(member.name);
        out.push_str(&format!("    #[transom(alias = {:?})]\n    {name},\n", member.name));
    }
    out.push_str("}\n\n");
    let value = match class.value_type() {
        Some(Ty::Int) => ": i64",
        Some(_) => ": &'static str",
        None => "",
    };
    let members: Vec<String> = class
        .fields
        .iter()
        .map(|member| {
            let held = match member.default.map(|held| &held.kind) {
                Some(ExprKind::Int(held)) if !value.is_empty() => format!(" = {held}"),
                Some(ExprKind::Str(Some(held))) if !value.is_empty() => format!(" = {held:?}"),
                _ => String::new(),
            };
            format!("{} {:?}{held}", variant(member.name), member.name)
        })
        .collect();
    out.push_str(&format!("rt::members!({}{value} {{ {} }});\n", class.rust, members.join(", ")));
    out
}

/// The limits of a Pydantic field.
fn constraints(
    program: &Program<'_>,
    class: &Class<'_>,
    annotation: Option<&Expr>,
    default: Option<&Expr>,
) -> String {
    if class.kind != ClassKind::Pydantic {
        return String::new();
    }
    let mut all = Vec::new();
    let mut read = |expr: &Expr| {
        if let ExprKind::Call { func, keywords, .. } = &expr.kind
            && crate::annotation::path(program, class.module, func)
                .is_some_and(|path| path.ends_with("Field"))
        {
            all.extend(keywords.iter().filter_map(limit));
        }
    };
    if let Some(annotation) = annotation
        && let ExprKind::Subscript { index, .. } = &annotation.kind
        && let ExprKind::Tuple { elts } = &index.kind
    {
        elts.iter().for_each(&mut read);
    }
    if let Some(default) = default {
        read(default);
    }
    all.join(", ")
}

fn limit(keyword: &Keyword) -> Option<String> {
    let name = match keyword.name.as_deref()? {
        "min_length" => "min_len",
        "max_length" => "max_len",
        name @ ("ge" | "gt" | "le" | "lt" | "multiple_of" | "pattern") => name,
        _ => return None,
    };
    let value = match &keyword.value.kind {
        ExprKind::Int(value) => value.to_string(),
        ExprKind::Float(value) => format!("{value:?}"),
        ExprKind::Str(Some(text)) => format!("{text:?}"),
        _ => return None,
    };
    Some(format!("{name} = {value}"))
}
