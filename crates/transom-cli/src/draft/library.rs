//! An engine's `lib.rs`: its modules and the list of its functions, added to without touching the rest.

use std::ops::Range;

use anyhow::{Context, bail};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Item, ItemMacro};
use transom_translate::Export;

use crate::project::Project;
use crate::scaffold;

/// The text of a new engine's `lib.rs`, without functions.
pub(crate) fn new(engine: &str) -> String {
    format!(
        "//! The engine `{engine}`: functions moved out of Python.\n\ntransom::engine! {{ name: {engine}, functions: [] }}\n"
    )
}

/// The paths of the functions that an engine lists already; none where it cannot be read.
pub(crate) fn listed(project: &Project, engine: &str) -> Vec<String> {
    let path = project.root.join(scaffold::folder(engine)).join("src/lib.rs");
    let file = std::fs::read_to_string(&path).ok().and_then(|text| syn::parse_file(&text).ok());
    file.and_then(|file| list(&file, "lib.rs").ok()).map(|list| list.functions).unwrap_or_default()
}

/// Adds modules and functions that are not there yet.
pub(crate) fn add(text: &str, modules: &[String], exports: &[Export], shown: &str) -> anyhow::Result<String> {
    let file = syn::parse_file(text)
        .with_context(|| format!("{shown} is no Rust as it is; mend it, then draft again"))?;
    let list = list(&file, shown)?;
    for export in exports {
        check_free(&list, export, shown)?;
    }
    let new: Vec<&str> = exports
        .iter()
        .map(|export| export.path.as_str())
        .filter(|path| !list.functions.iter().any(|known| known == path))
        .collect();
    let known: Vec<String> = file
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        })
        .collect();
    let missing: Vec<&String> = modules.iter().filter(|module| !known.contains(module)).collect();
    let mut text = text.to_owned();
    // From the end on, so that what stands before keeps its place.
    if !new.is_empty() {
        extend(&mut text, &list, &new);
    }
    if !missing.is_empty() {
        let lines: Vec<String> = missing.iter().map(|module| format!("mod {module};")).collect();
        let lines = lines.join("\n");
        let at = modules_end(&file).unwrap_or(list.start);
        let after_modules = modules_end(&file).is_some();
        text.insert_str(at, &if after_modules { format!("\n{lines}") } else { format!("{lines}\n\n") });
    }
    proc_macro2::extra::invalidate_current_thread_spans();
    Ok(text)
}

/// Adds functions to the list: in one line where they fit, else each in a line of its own.
fn extend(text: &mut String, list: &List, new: &[&str]) {
    let List { functions, open, close, item, .. } = list;
    let inside = text[*open..*close].trim_end().trim_end_matches(',').to_owned();
    let start = text[..*open].rfind('\n').map_or(0, |at| at + 1);
    let spaces = |line: &str| line.chars().take_while(|c| c.is_whitespace()).collect::<String>();
    let outer = spaces(&text[start..*open]);
    if inside.contains('\n') {
        // As the lines are indented that are there.
        let indent = spaces(inside.rsplit('\n').next().unwrap_or_default());
        let lines: Vec<String> = new.iter().map(|path| format!("\n{indent}{path},")).collect();
        return text.replace_range(*open..*close, &format!("{inside},{}\n{outer}", lines.concat()));
    }
    let all: Vec<&str> = functions.iter().map(String::as_str).chain(new.iter().copied()).collect();
    let one_line = all.join(", ");
    let rest = text[*close..].lines().next().unwrap_or_default();
    if text[start..*open].chars().count() + one_line.chars().count() + rest.chars().count() <= LINE_MAX {
        return text.replace_range(*open..*close, &one_line);
    }
    let lines =
        |indent: &str| all.iter().map(|path| format!("{indent}{path},\n")).collect::<Vec<_>>().concat();
    if text[item.clone()].contains('\n') {
        text.replace_range(*open..*close, &format!("\n{}{outer}", lines(&format!("{outer}    "))));
    } else {
        let (name, lines) = (&list.name, lines("        "));
        let whole = format!("transom::engine! {{\n    name: {name},\n    functions: [\n{lines}    ],\n}}");
        text.replace_range(item.clone(), &whole);
    }
}

/// As long as rustfmt lets a line be.
const LINE_MAX: usize = 100;

/// What `transom::engine!` lists.
struct List {
    name: String,
    functions: Vec<String>,
    /// Where the list begins and ends, without its brackets.
    open: usize,
    close: usize,
    /// Where the whole stands, without its comments.
    item: Range<usize>,
    /// Where its comments begin.
    start: usize,
}

fn list(file: &syn::File, shown: &str) -> anyhow::Result<List> {
    let found = file.items.iter().find_map(|item| match item {
        Item::Macro(item) if item.mac.path.segments.last().is_some_and(|name| name.ident == "engine") => {
            Some(item)
        }
        _ => None,
    });
    let item = found.with_context(|| {
        format!("{shown} has no `transom::engine! {{ … }}`; add it, such as\n\n    transom::engine! {{ name: NAME, functions: [] }}")
    })?;
    let name = item.mac.tokens.clone().into_iter().nth(2).map(|token| token.to_string()).unwrap_or_default();
    let mut tokens = item.mac.tokens.clone().into_iter();
    let group = tokens.find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => Some(group),
        _ => None,
    });
    let Some(group) = group else { bail!("`transom::engine!` in {shown} has no `functions: […]`") };
    let (open, close) = (group.span_open().byte_range().end, group.span_close().byte_range().start);
    let whole = item.mac.span().byte_range().start..item.span().byte_range().end;
    Ok(List { name, functions: paths(group.stream()), open, close, item: whole, start: start(item) })
}

/// Where an item begins, its comments included.
fn start(item: &ItemMacro) -> usize {
    item.attrs
        .iter()
        .map(Spanned::span)
        .chain([item.span()])
        .map(|span: Span| span.byte_range().start)
        .min()
        .unwrap_or(0)
}

/// Where the last `mod name;` ends.
fn modules_end(file: &syn::File) -> Option<usize> {
    let ends = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module.span().byte_range().end),
        _ => None,
    });
    ends.max()
}

fn paths(tokens: TokenStream) -> Vec<String> {
    let text = tokens.to_string().replace(' ', "");
    text.split(',').filter(|path| !path.is_empty()).map(ToOwned::to_owned).collect()
}

/// Another function of the engine may have the name already.
fn check_free(list: &List, export: &Export, shown: &str) -> anyhow::Result<()> {
    let same_name = |known: &&String| known.rsplit("::").next() == Some(export.name.as_str());
    match list.functions.iter().find(same_name) {
        Some(known) if *known != export.path => bail!(
            "the engine has a function `{}` already, `{known}` in {shown}; draft {} into another engine: --engine NAME",
            export.name,
            export.original
        ),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(name: &str, path: &str) -> Export {
        Export { name: name.to_owned(), path: path.to_owned(), original: format!("app:{name}") }
    }

    fn check(text: &str, modules: &[&str], exports: &[Export], expected: &str) {
        let modules: Vec<String> = modules.iter().map(|&module| module.to_owned()).collect();
        assert_eq!(add(text, &modules, exports, "lib.rs").expect("it can be added to"), expected);
    }

    #[test]
    fn a_new_engine_gets_its_modules_and_functions() {
        let expected = "//! The engine `shop`: functions moved out of Python.\n\nmod cart;\nmod tax;\n\n\
                        transom::engine! { name: shop, functions: [cart::total, tax::rate] }\n";
        let exports = [export("total", "cart::total"), export("rate", "tax::rate")];
        check(&new("shop"), &["cart", "tax"], &exports, expected);
        check(expected, &["cart", "tax"], &exports, expected);
    }

    #[test]
    fn what_a_team_wrote_stays() {
        let text = "use x::y;\nmod own;\n\n/// Own.\npub fn own() {}\n\ntransom::engine! {\n    name: shop,\n    functions: [own, own::b],\n}\n";
        let expected = "use x::y;\nmod own;\nmod cart;\n\n/// Own.\npub fn own() {}\n\ntransom::engine! {\n    name: shop,\n    functions: [own, own::b, cart::total],\n}\n";
        check(text, &["cart"], &[export("total", "cart::total")], expected);
    }

    #[test]
    fn a_name_that_is_taken_is_refused() {
        let text = "transom::engine! { name: shop, functions: [total] }";
        let said =
            add(text, &[], &[export("total", "cart::total")], "lib.rs").expect_err("it is taken").to_string();
        assert!(said.contains("has a function `total` already"), "{said}");
    }

    #[test]
    fn many_functions_stand_in_lines_of_their_own() {
        let exports: Vec<Export> =
            (0..12).map(|at| export(&format!("f{at}"), &format!("pricing::f{at}"))).collect();
        let text = add(&new("shop"), &[], &exports, "lib.rs").expect("it can be added to");
        assert!(
            text.contains(
                "! {\n    name: shop,\n    functions: [\n        pricing::f0,\n        pricing::f1,\n"
            ),
            "{text}"
        );
        assert!(text.ends_with("pricing::f11,\n    ],\n}\n"), "{text}");
        let more = add(&text, &[], &[export("g", "pricing::g")], "lib.rs").expect("it can be added to");
        assert!(more.ends_with("pricing::f11,\n        pricing::g,\n    ],\n}\n"), "{more}");
        assert_eq!(add(&text, &[], &exports, "lib.rs").expect("it can be added to"), text);
    }
}
