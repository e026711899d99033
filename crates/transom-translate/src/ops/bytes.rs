//! `bytes` and `bytearray`: how they are made, and their methods.

use super::keyed::Named;
use super::{Op, Take};
use crate::types::Ty;

fn int() -> Take {
    Take::Value(Ty::Int)
}

fn is_bytes(ty: &Ty) -> bool {
    matches!(ty, Ty::Bytes | Ty::ByteArray)
}

/// An operation whose Rust gives a `Vec<u8>`, as what the operation gives.
pub(super) fn made(op: Op) -> Op {
    let class = if op.gives == Ty::ByteArray { "ByteArray" } else { "Bytes" };
    Op { rust: format!("rt::{class}::from({})", op.rust), ..op }
}

fn taken(ty: &Ty) -> Take {
    Take::Ref(ty.clone())
}

pub(super) fn function(path: &str, args: &[Ty]) -> Option<Op> {
    let whole = |ty: &Ty| matches!(ty, Ty::Int | Ty::Bool);
    let gives = match path {
        "bytes" | "bytes.fromhex" => Ty::Bytes,
        "bytearray" | "bytearray.fromhex" => Ty::ByteArray,
        "int.from_bytes" => return from_bytes(&Named::read(&["bytes", "byteorder", "signed"], args, &[])?),
        _ => return None,
    };
    Some(made(match (path, args) {
        ("bytes" | "bytearray", []) => Op::new("Vec::new()", vec![], gives),
        ("bytes" | "bytearray", [ty]) if whole(ty) => Op::new("rt::bytes::zeros({0})", vec![int()], gives),
        ("bytes" | "bytearray", [ty]) if is_bytes(ty) => Op::new("{0}.to_vec()", vec![Take::Dot], gives),
        ("bytes" | "bytearray", [ty, encoding]) if ty.is_text() && encoding.is_text() => {
            Op::new("rt::bytes::encode_as({0}, {1})", vec![Take::Text, Take::Text], gives)
        }
        ("bytes" | "bytearray", [ty]) if ty.item() == Some(Ty::Int) => {
            Op::new("rt::bytes::from_ints({0})", vec![Take::Iter(Ty::Int)], gives)
        }
        ("bytes.fromhex" | "bytearray.fromhex", [ty]) if ty.is_text() => {
            Op::new("rt::bytes::fromhex({0})", vec![Take::Text], gives)
        }
        _ => return None,
    }))
}

/// `int.from_bytes(…)`.
pub(super) fn from_bytes(call: &Named<'_>) -> Option<Op> {
    let (bytes, order) = (call.ty(0)?.clone(), call.ty(1).cloned());
    let fits = is_bytes(&bytes)
        && order.as_ref().is_none_or(Ty::is_text)
        && call.ty(2).is_none_or(|signed| *signed == Ty::Bool);
    let rust =
        format!("rt::bytes::to_int({}, {}, {})", call.hole(0)?, call.or(1, "\"big\""), call.or(2, "false"));
    let take = |param| match param {
        0 => Take::Ref(bytes.clone()),
        1 => Take::Text,
        _ => Take::Value(Ty::Bool),
    };
    // Before 3.11 the order of the bytes had to be given.
    (fits && order.is_some()).then(|| Op::new(rust, call.takes(take), Ty::Int))
}

/// `n.to_bytes(…)`.
pub(super) fn to_bytes(call: &Named<'_>) -> Option<Op> {
    let fits = *call.ty(0)? == Ty::Int
        && call.ty(1)?.is_text()
        && call.ty(2).is_none_or(|signed| *signed == Ty::Bool);
    let rust = format!(
        "rt::bytes::from_int({{self}}, {}, {}, {})",
        call.hole(0)?,
        call.hole(1)?,
        call.or(2, "false")
    );
    let take = |param| match param {
        0 => Take::Value(Ty::Int),
        1 => Take::Text,
        _ => Take::Value(Ty::Bool),
    };
    fits.then(|| made(Op::new(rust, call.takes(take), Ty::Bytes).receiver(Take::Value(Ty::Int))))
}

pub(super) fn method(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    if *receiver == Ty::ByteArray
        && let Some(op) = changing(name, args)
    {
        return Some(op);
    }
    asked(receiver, name, args).or_else(|| derived(receiver, name, args))
}

/// What does not give bytes.
fn asked(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let this = || taken(receiver);
    let call = |takes: Vec<Take>, gives| {
        let list: String = (0..takes.len()).map(|at| format!(", {{{at}}}")).collect();
        Op::new(format!("rt::bytes::{name}({{self}}{list})"), takes, gives).receiver(this())
    };
    Some(match (name, args) {
        ("hex", []) => call(vec![], Ty::Str),
        ("decode", []) => call(vec![], Ty::Str),
        ("decode", [encoding]) if encoding.is_text() => {
            Op::new("rt::bytes::decode_as({self}, {0})", vec![Take::Text], Ty::Str).receiver(this())
        }
        ("startswith" | "endswith", [other]) if is_bytes(other) => call(vec![taken(other)], Ty::Bool),
        ("find" | "rfind" | "index" | "rindex" | "count", [other]) if is_bytes(other) => {
            call(vec![taken(other)], Ty::Int)
        }
        ("isdigit" | "isalpha" | "isalnum" | "isspace" | "isupper" | "islower", []) => call(vec![], Ty::Bool),
        _ => return None,
    })
}

/// What gives bytes of the same class.
fn derived(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let this = || taken(receiver);
    let call = |takes: Vec<Take>| {
        let list: String = (0..takes.len()).map(|at| format!(", {{{at}}}")).collect();
        let op = Op::new(format!("rt::bytes::{name}({{self}}{list})"), takes, receiver.clone());
        made(op.receiver(this()))
    };
    Some(match (name, args) {
        ("upper" | "lower" | "strip" | "lstrip" | "rstrip", []) => call(vec![]),
        ("replace", [a, b]) if is_bytes(a) && is_bytes(b) => call(vec![taken(a), taken(b)]),
        ("removeprefix" | "removesuffix", [end]) if is_bytes(end) => call(vec![taken(end)]),
        ("join", [items]) if items.item().as_ref() == Some(receiver) => {
            call(vec![Take::Iter(receiver.clone())])
        }
        ("split", [by]) if is_bytes(by) && *receiver == Ty::Bytes => {
            let rust = "rt::bytes::split({self}, {0}).map(rt::Bytes::from).collect::<Vec<_>>()";
            Op::new(rust, vec![taken(by)], Ty::list(Ty::Bytes)).receiver(this())
        }
        _ => return None,
    })
}

/// What changes a `bytearray`.
fn changing(name: &str, args: &[Ty]) -> Option<Op> {
    let change = |rust: &str, takes| Op::new(rust, takes, Ty::None).mutates();
    Some(match (name, args) {
        ("append", [Ty::Int | Ty::Bool]) => change("{self}.push(rt::bytes::byte({0}))", vec![int()]),
        ("extend", [other]) if is_bytes(other) => change("{self}.extend_from_slice({0})", vec![taken(other)]),
        ("extend", [items]) if items.item() == Some(Ty::Int) => {
            change("{self}.extend(rt::bytes::from_ints({0}))", vec![Take::Iter(Ty::Int)])
        }
        ("pop", []) => {
            Op::new("i64::from(rt::list::pop({self}))", vec![], Ty::Int).receiver(Take::Mut).mutates()
        }
        ("reverse" | "clear", []) => change(&format!("{{self}}.{name}()"), vec![]),
        _ => return None,
    })
}
