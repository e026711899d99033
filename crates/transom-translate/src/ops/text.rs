//! The methods of `str`. Positions are code points.

use super::{Gives, Op, Take};
use crate::types::Ty;

/// A lent text stays lent when a part of it is taken.
fn part(receiver: &Ty) -> Ty {
    if *receiver == Ty::Text { Ty::Text } else { Ty::Str }
}

fn plain(rust: &str, takes: Vec<Take>, gives: Ty) -> Op {
    Op::new(rust, takes, gives).receiver(Take::Text)
}

pub(super) fn method(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    if receiver.is_char()
        && let Some(op) = char_test(name, args)
    {
        return Some(op);
    }
    changed(name, args)
        .or_else(|| tested(name, args))
        .or_else(|| placed(name, args))
        .or_else(|| parted(receiver, name, args))
        .or_else(|| joined(name, args))
}

/// Questions about a single character need no text.
fn char_test(name: &str, args: &[Ty]) -> Option<Op> {
    let known = ["isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "isdecimal", "isnumeric"];
    if args.is_empty() && known.contains(&name) {
        let rust = format!("rt::text::{name}({{self}})");
        return Some(Op::new(rust, vec![], Ty::Bool).receiver(Take::Value(Ty::Char)));
    }
    None
}

fn changed(name: &str, args: &[Ty]) -> Option<Op> {
    let call = |takes: Vec<Take>| {
        let list: String = (0..takes.len()).map(|at| format!(", {{{at}}}")).collect();
        Some(plain(&format!("rt::text::{name}({{self}}{list})"), takes, Ty::Str))
    };
    match (name, args) {
        ("upper" | "lower" | "title" | "capitalize" | "swapcase" | "casefold", []) => call(vec![]),
        ("replace", [a, b]) if a.is_text() && b.is_text() => call(vec![Take::Text, Take::Text]),
        ("replace", [a, b, Ty::Int]) if a.is_text() && b.is_text() => Some(plain(
            "rt::text::replace_count({self}, {0}, {1}, {2})",
            vec![Take::Text, Take::Text, Take::Value(Ty::Int)],
            Ty::Str,
        )),
        ("zfill", [Ty::Int]) => call(vec![Take::Value(Ty::Int)]),
        ("center" | "ljust" | "rjust", [Ty::Int]) => {
            Some(plain(&format!("rt::text::{name}({{self}}, {{0}})"), vec![Take::Value(Ty::Int)], Ty::Str))
        }
        ("center" | "ljust" | "rjust", [Ty::Int, fill]) if fill.is_char() => Some(plain(
            &format!("rt::text::{name}_with({{self}}, {{0}}, {{1}})"),
            vec![Take::Value(Ty::Int), Take::Value(Ty::Char)],
            Ty::Str,
        )),
        ("expandtabs", []) => Some(plain("rt::text::expandtabs({self}, 8)", vec![], Ty::Str)),
        ("expandtabs", [Ty::Int]) => call(vec![Take::Value(Ty::Int)]),
        ("encode", []) => Some(plain("rt::Bytes::from(rt::bytes::encode({self}))", vec![], Ty::Bytes)),
        ("encode", [encoding]) if encoding.is_text() => {
            Some(plain("rt::Bytes::from(rt::bytes::encode_as({self}, {0}))", vec![Take::Text], Ty::Bytes))
        }
        ("translate", [Ty::Other("rt::Table")]) => {
            Some(plain("{0}.translate({self})", vec![Take::Dot], Ty::Str))
        }
        ("translate", [table @ Ty::Dict(key, value)]) if **key == Ty::Int && translates(value) => {
            Some(plain("rt::text::translate({self}, {0})", vec![Take::Ref(table.clone())], Ty::Str))
        }
        _ => None,
    }
}

fn tested(name: &str, args: &[Ty]) -> Option<Op> {
    match (name, args) {
        (
            "isalpha" | "isdigit" | "isalnum" | "isspace" | "isupper" | "islower" | "isdecimal" | "isnumeric"
            | "isidentifier" | "istitle" | "isascii" | "isprintable",
            [],
        ) => Some(plain(&format!("rt::text::{name}({{self}})"), vec![], Ty::Bool)),
        ("startswith" | "endswith", [part]) if part.is_text() => {
            Some(plain(&format!("rt::text::{name}({{self}}, {{0}})"), vec![Take::Text], Ty::Bool))
        }
        ("startswith" | "endswith", [Ty::Tuple(parts)]) if parts.iter().all(Ty::is_text) => Some(plain(
            &format!("{{0}}.iter().any(|part| rt::text::{name}({{self}}, part))"),
            vec![Take::Texts],
            Ty::Bool,
        )),
        ("startswith" | "endswith", [part, Ty::Int]) if part.is_text() => Some(plain(
            &format!("rt::text::{name}_in({{self}}, {{0}}, Some({{1}}), None)"),
            vec![Take::Text, Take::Value(Ty::Int)],
            Ty::Bool,
        )),
        ("startswith" | "endswith", [part, Ty::Int, Ty::Int]) if part.is_text() => Some(plain(
            &format!("rt::text::{name}_in({{self}}, {{0}}, Some({{1}}), Some({{2}}))"),
            vec![Take::Text, Take::Value(Ty::Int), Take::Value(Ty::Int)],
            Ty::Bool,
        )),
        _ => None,
    }
}

fn placed(name: &str, args: &[Ty]) -> Option<Op> {
    let int = || Take::Value(Ty::Int);
    match (name, args) {
        ("find" | "rfind" | "index" | "rindex" | "count", [part]) if part.is_text() => {
            Some(plain(&format!("rt::text::{name}({{self}}, {{0}})"), vec![Take::Text], Ty::Int))
        }
        ("find" | "rfind" | "index" | "rindex" | "count", [part, Ty::Int]) if part.is_text() => Some(plain(
            &format!("rt::text::{name}_in({{self}}, {{0}}, Some({{1}}), None)"),
            vec![Take::Text, int()],
            Ty::Int,
        )),
        ("find" | "rfind" | "index" | "rindex" | "count", [part, Ty::Int, Ty::Int]) if part.is_text() => {
            Some(plain(
                &format!("rt::text::{name}_in({{self}}, {{0}}, Some({{1}}), Some({{2}}))"),
                vec![Take::Text, int(), int()],
                Ty::Int,
            ))
        }
        _ => None,
    }
}

fn parted(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let part = part(receiver);
    let lent = |rust: &str, takes, gives| Some(plain(rust, takes, gives).form(Gives::Ref));
    let parts = |rust: &str, takes| Some(plain(rust, takes, Ty::list(part.clone())).form(Gives::LentParts));
    match (name, args) {
        ("strip", []) => lent("rt::text::strip({self})", vec![], part.clone()),
        ("lstrip", []) => lent("rt::text::lstrip({self})", vec![], part.clone()),
        ("rstrip", []) => lent("rt::text::rstrip({self})", vec![], part.clone()),
        ("strip" | "lstrip" | "rstrip", [set]) if set.is_text() => {
            lent(&format!("rt::text::{name}_of({{self}}, {{0}})"), vec![Take::Text], part.clone())
        }
        ("removeprefix" | "removesuffix", [end]) if end.is_text() => {
            lent(&format!("rt::text::{name}({{self}}, {{0}})"), vec![Take::Text], part.clone())
        }
        ("split" | "rsplit", [] | [Ty::None]) => parts("rt::text::split({self})", vec![]),
        ("split", [sep]) if sep.is_text() => parts("rt::text::split_by({self}, {0}, -1)", vec![Take::Text]),
        ("rsplit", [sep]) if sep.is_text() => parts("rt::text::rsplit_by({self}, {0}, -1)", vec![Take::Text]),
        ("split", [Ty::None, Ty::Int]) => {
            parts("rt::text::split_max({self}, {1})", vec![Take::Value(Ty::None), Take::Value(Ty::Int)])
        }
        ("rsplit", [Ty::None, Ty::Int]) => {
            parts("rt::text::rsplit({self}, {1})", vec![Take::Value(Ty::None), Take::Value(Ty::Int)])
        }
        ("split" | "rsplit", [sep, Ty::Int]) if sep.is_text() => parts(
            &format!("rt::text::{name}_by({{self}}, {{0}}, {{1}})"),
            vec![Take::Text, Take::Value(Ty::Int)],
        ),
        ("splitlines", [Ty::Bool]) => {
            parts("rt::text::splitlines_as({self}, {0})", vec![Take::Value(Ty::Bool)])
        }
        ("splitlines", []) => parts("rt::text::splitlines({self})", vec![]),
        ("partition" | "rpartition", [sep]) if sep.is_text() => Some(
            plain(
                &format!("rt::text::{name}({{self}}, {{0}})"),
                vec![Take::Text],
                Ty::Tuple(vec![part.clone(), part.clone(), part]),
            )
            .form(Gives::LentParts),
        ),
        _ => None,
    }
}

fn joined(name: &str, args: &[Ty]) -> Option<Op> {
    match (name, args) {
        ("join", [items]) if items.item().is_some_and(|item| item.is_text() || item == Ty::Never) => {
            let item = items.item().unwrap_or(Ty::Str);
            Some(plain("rt::text::join({self}, {0})", vec![Take::Items(item)], Ty::Str))
        }
        _ => None,
    }
}

/// Whether a value can stand for a character in a table of translations.
fn translates(value: &Ty) -> bool {
    value.some().is_text() || matches!(value.some(), Ty::Int | Ty::None)
}

/// `str.maketrans(…)`.
pub(super) fn maketrans(args: &[Ty]) -> Option<Op> {
    let table = || Ty::Other("rt::Table");
    Some(match args {
        [from, to] if from.is_text() && to.is_text() => {
            Op::new("rt::Table::new({0}, {1}, \"\")", vec![Take::Text, Take::Text], table())
        }
        [from, to, gone] if from.is_text() && to.is_text() && gone.is_text() => {
            Op::new("rt::Table::new({0}, {1}, {2})", vec![Take::Text, Take::Text, Take::Text], table())
        }
        [Ty::Dict(key, value)] if key.is_text() && translates(value) && **value != Ty::None => {
            Op::new("rt::Table::of({0})", vec![Take::Pairs(Ty::Char, (**value).clone())], table())
        }
        _ => return None,
    })
}
