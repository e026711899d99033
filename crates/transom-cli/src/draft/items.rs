//! A Rust file as its items, each with the comments above it, so that one can be replaced and the others stay.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Item, Visibility};

/// A file in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pieces {
    /// What stands before the first item: inner comments and attributes.
    pub(crate) head: String,
    pub(crate) items: Vec<Piece>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What the item is, the same for every version of it: `fn quote`.
    pub(crate) key: String,
    pub(crate) kind: Kind,
    /// Its name, if it has one.
    pub(crate) name: String,
    /// Its lines, without blank ones around them.
    pub(crate) text: String,
}

/// How an item is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Use,
    /// Called or named from elsewhere.
    Public,
    Private,
}

/// Takes a file apart; `None` where it is no Rust.
pub(crate) fn split(text: &str) -> Option<Pieces> {
    let file = syn::parse_file(text).ok()?;
    let mut end = file.attrs.iter().map(|attribute| attribute.span().byte_range().end).max().unwrap_or(0);
    let head_end = end;
    let mut items = Vec::new();
    for item in &file.items {
        let range = item.span().byte_range();
        let from = if items.is_empty() { after_line(text, head_end) } else { end };
        end = after_line(text, range.end);
        let (kind, key, name) = describe(item);
        items.push(Piece { key, kind, name, text: trim(&text[from..end]).to_owned() });
    }
    // The places of this text are needed no more.
    proc_macro2::extra::invalidate_current_thread_spans();
    let head = trim(&text[..after_line(text, head_end)]).to_owned();
    let head = if head_end == 0 { String::new() } else { head };
    let rest = trim(&text[end.max(after_line(text, head_end))..]);
    // Comments behind the last item belong to it: nothing of a file is lost.
    if let Some(last) = items.last_mut().filter(|_| !rest.is_empty()) {
        last.text = format!("{}\n\n{rest}", last.text);
    }
    Some(Pieces { head, items })
}

/// Puts a file together.
pub(crate) fn join(pieces: &Pieces) -> String {
    let mut text = pieces.head.clone();
    let mut before: Option<Kind> = None;
    for item in &pieces.items {
        let close = before == Some(Kind::Use) && item.kind == Kind::Use && !item.text.contains("\n//");
        if !text.is_empty() {
            text.push_str(if close { "\n" } else { "\n\n" });
        }
        text.push_str(&item.text);
        before = Some(item.kind);
    }
    text.push('\n');
    text
}

/// The end of the line, if nothing but a comment follows.
fn after_line(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let rest = &text[at..];
    let line = rest.split('\n').next().unwrap_or_default();
    let only_comment = line.trim().is_empty() || line.trim_start().starts_with("//");
    if only_comment { at + line.len() } else { at }
}

/// Without blank lines before and after.
fn trim(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    &text[blank..]
}

fn describe(item: &Item) -> (Kind, String, String) {
    let named = |visibility: &Visibility, word: &str, name: &syn::Ident| {
        let kind = if matches!(visibility, Visibility::Inherited) { Kind::Private } else { Kind::Public };
        (kind, format!("{word} {name}"), name.to_string())
    };
    match item {
        Item::Fn(item) => named(&item.vis, "fn", &item.sig.ident),
        // What holds values of one name replaces another kind of it.
        Item::Struct(item) => named(&item.vis, "type", &item.ident),
        Item::Enum(item) => named(&item.vis, "type", &item.ident),
        Item::Type(item) => named(&item.vis, "type", &item.ident),
        Item::Const(item) => named(&item.vis, "value", &item.ident),
        Item::Static(item) => named(&item.vis, "value", &item.ident),
        Item::Mod(item) => named(&item.vis, "mod", &item.ident),
        Item::Use(item) => (Kind::Use, format!("use {}", words(item.tree.to_token_stream())), String::new()),
        Item::Impl(item) => {
            let of = item.trait_.as_ref().map(|(_, path, _)| words(path.to_token_stream()));
            let this = words(item.self_ty.to_token_stream());
            (Kind::Private, format!("impl {} for {this}", of.unwrap_or_default()), this)
        }
        other => (Kind::Private, words(other.to_token_stream()), String::new()),
    }
}

fn words(tokens: TokenStream) -> String {
    tokens.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "//! Doc.\n\nuse a::b;\nuse c::d;\n\n/// Quote.\n#[transom::function(exact)]\npub fn quote() {}\n\n\
                        // Why it is.\nconst A: i64 = 1; // one\n\nimpl T for S {\n    fn f() {}\n}\n\n// The end.\n";

    #[test]
    fn a_file_comes_apart_and_together() {
        let pieces = split(FILE).expect("it is Rust");
        let keys: Vec<_> = pieces.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(keys, ["use a :: b", "use c :: d", "fn quote", "value A", "impl T for S"]);
        assert_eq!(pieces.items[3].text, "// Why it is.\nconst A: i64 = 1; // one");
        assert_eq!(join(&pieces), FILE);
    }

    #[test]
    fn a_file_without_a_head_keeps_its_first_comment() {
        let file = "// First.\nfn f() {}\n";
        assert_eq!(join(&split(file).expect("it is Rust")), file);
        assert_eq!(split("fn f( {"), None);
    }
}
