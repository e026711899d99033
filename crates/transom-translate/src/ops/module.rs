//! Builtins and functions of the standard library whose answer follows from the arguments' types alone.

use super::{Flow, Gives, Op, Take, bytes, temporal};
use crate::types::Ty;

fn int() -> Take {
    Take::Value(Ty::Int)
}

fn float() -> Take {
    Take::Value(Ty::Float)
}

fn whole(ty: &Ty) -> bool {
    matches!(ty, Ty::Int | Ty::Bool)
}

/// Constants of modules, and their Rust.
pub(super) fn constant(path: &str) -> Option<(Ty, &'static str)> {
    if let Some(constant) = temporal::constant(path) {
        return Some(constant);
    }
    Some(match path {
        "math.pi" => (Ty::Float, "std::f64::consts::PI"),
        "math.e" => (Ty::Float, "std::f64::consts::E"),
        "math.tau" => (Ty::Float, "std::f64::consts::TAU"),
        "math.inf" => (Ty::Float, "f64::INFINITY"),
        "math.nan" => (Ty::Float, "f64::NAN"),
        "sys.maxsize" => (Ty::Int, "i64::MAX"),
        "sys.float_info.epsilon" => (Ty::Float, "f64::EPSILON"),
        "sys.float_info.max" => (Ty::Float, "f64::MAX"),
        "string.ascii_lowercase" => (Ty::Text, "\"abcdefghijklmnopqrstuvwxyz\""),
        "string.ascii_uppercase" => (Ty::Text, "\"ABCDEFGHIJKLMNOPQRSTUVWXYZ\""),
        "string.ascii_letters" => (Ty::Text, "\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\""),
        "string.digits" => (Ty::Text, "\"0123456789\""),
        "string.hexdigits" => (Ty::Text, "\"0123456789abcdefABCDEF\""),
        "string.octdigits" => (Ty::Text, "\"01234567\""),
        "string.punctuation" => (Ty::Text, "r##\"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\"##"),
        "string.whitespace" => (Ty::Text, "\" \\t\\n\\r\\x0b\\x0c\""),
        _ => return None,
    })
}

pub(super) fn function(path: &str, args: &[Ty]) -> Option<Op> {
    if let Some(name) = path.strip_prefix("math.") {
        return super::math::function(name, args);
    }
    if let Some(name) = path.strip_prefix("heapq.") {
        return heap(name, args);
    }
    if let Some(name) = path.strip_prefix("bisect.") {
        return bisect(name, args);
    }
    if let Some(name) = path.strip_prefix("itertools.") {
        return itertools(name, args);
    }
    if let Some(name) = path.strip_prefix("statistics.") {
        return statistics(name, args);
    }
    if let Some(name) = path.strip_prefix("operator.") {
        return operator(name, args);
    }
    temporal::function(path, args).or_else(|| bytes::function(path, args)).or_else(|| builtin(path, args))
}

fn builtin(name: &str, args: &[Ty]) -> Option<Op> {
    let text = |rust: &str, gives| Op::new(rust, vec![Take::Text], gives);
    Some(match (name, args) {
        ("str.maketrans", _) => return super::text::maketrans(args),
        ("abs", [Ty::Int | Ty::Bool]) => Op::new("rt::int::abs({0})", vec![int()], Ty::Int),
        ("abs", [Ty::Float]) => Op::new("rt::math::fabs({0})", vec![float()], Ty::Float),
        ("abs", [Ty::Number]) => Op::new("{0}.abs()", vec![Take::Value(Ty::Number)], Ty::Number),
        ("int", []) => Op::new("0", vec![], Ty::Int),
        ("int", [ty]) if whole(ty) => Op::new("{0}", vec![int()], Ty::Int),
        ("int", [Ty::Float]) => Op::new("rt::int::from_float({0})", vec![float()], Ty::Int),
        ("int", [Ty::Number]) => Op::new("{0}.to_int()", vec![Take::Value(Ty::Number)], Ty::Int),
        ("int", [ty]) if ty.is_text() => text("rt::int::parse({0})", Ty::Int),
        ("int", [ty, Ty::Int]) if ty.is_text() => {
            Op::new("rt::int::parse_base({0}, {1})", vec![Take::Text, int()], Ty::Int)
        }
        ("float", []) => Op::new("0.0", vec![], Ty::Float),
        ("float", [ty]) if ty.is_number() && *ty != Ty::Number => Op::new("{0}", vec![float()], Ty::Float),
        ("float", [Ty::Number]) => Op::new("{0}.to_float()", vec![Take::Value(Ty::Number)], Ty::Float),
        ("float", [ty]) if ty.is_text() => text("rt::float::parse({0})", Ty::Float),
        ("bool", []) => Op::new("false", vec![], Ty::Bool),
        ("bool", [_]) => Op::new("{0}", vec![Take::Truth], Ty::Bool),
        ("str", []) => Op::new("String::new()", vec![], Ty::Str),
        ("str", [ty]) if ty.is_char() => Op::new("{0}", vec![Take::Value(Ty::Char)], Ty::Char),
        ("str", [Ty::Text]) => Op::new("{0}", vec![Take::Value(Ty::Text)], Ty::Text),
        ("str", [Ty::Str]) => text("{0}.to_string()", Ty::Str),
        ("str", [ty]) => Op::new("rt::str({0})", vec![Take::Ref(ty.clone())], Ty::Str),
        ("repr", [ty]) => Op::new("rt::repr({0})", vec![Take::Ref(ty.clone())], Ty::Str),
        ("ascii", [ty]) => Op::new("rt::ascii({0})", vec![Take::Ref(ty.clone())], Ty::Str),
        ("ord", [ty]) if ty.is_char() => {
            Op::new("i64::from(u32::from({0}))", vec![Take::Value(Ty::Char)], Ty::Int)
        }
        ("ord", [ty]) if ty.is_text() => text("rt::text::ord({0})", Ty::Int),
        ("chr", [ty]) if whole(ty) => Op::new("rt::text::chr({0})", vec![int()], Ty::Char),
        ("bin" | "oct" | "hex", [ty]) if whole(ty) => {
            Op::new(format!("rt::int::{name}({{0}})"), vec![int()], Ty::Str)
        }
        ("round", [ty]) if whole(ty) => Op::new("{0}", vec![int()], Ty::Int),
        ("round", [Ty::Float]) => Op::new("rt::float::round({0})", vec![float()], Ty::Int),
        ("round", [Ty::Number]) => Op::new("{0}.round()", vec![Take::Value(Ty::Number)], Ty::Int),
        ("round", [Ty::Float, Ty::Int]) => {
            Op::new("rt::float::round_to({0}, {1})", vec![float(), int()], Ty::Float)
        }
        ("round", [Ty::Int, Ty::Int]) => Op::new("rt::int::round_to({0}, {1})", vec![int(), int()], Ty::Int),
        ("divmod", [a, b]) if whole(a) && whole(b) => {
            Op::new("rt::int::divmod({0}, {1})", vec![int(), int()], Ty::Tuple(vec![Ty::Int, Ty::Int]))
        }
        ("divmod", [Ty::Float | Ty::Int, Ty::Float | Ty::Int]) => Op::new(
            "rt::float::divmod({0}, {1})",
            vec![float(), float()],
            Ty::Tuple(vec![Ty::Float, Ty::Float]),
        ),
        ("pow", [a, b]) if whole(a) && whole(b) => {
            Op::new("rt::int::pow({0}, {1})", vec![int(), int()], Ty::Int)
        }
        ("pow", [Ty::Float | Ty::Int, Ty::Float | Ty::Int]) => {
            Op::new("rt::float::pow({0}, {1})", vec![float(), float()], Ty::Float)
        }
        ("pow", [a, b, c]) if whole(a) && whole(b) && whole(c) => {
            Op::new("rt::int::pow_mod({0}, {1}, {2})", vec![int(), int(), int()], Ty::Int)
        }
        _ => return None,
    })
}

fn heap(name: &str, args: &[Ty]) -> Option<Op> {
    let item = args.first()?.item()?;
    if !matches!(args[0], Ty::List(_)) {
        return None;
    }
    Some(match (name, args) {
        ("heappush", [_, _]) => {
            Op::new("rt::heap::heappush({0}, {1})", vec![Take::Mut, Take::Value(item)], Ty::None)
                .mutates()
                .flow(Flow::Element(1))
        }
        ("heappop", [_]) => Op::new("rt::heap::heappop({0})", vec![Take::Mut], item).mutates(),
        ("heapify", [_]) => Op::new("rt::heap::heapify({0})", vec![Take::Mut], Ty::None).mutates(),
        ("heappushpop" | "heapreplace", [_, _]) => Op::new(
            format!("rt::heap::{name}({{0}}, {{1}})"),
            vec![Take::Mut, Take::Value(item.clone())],
            item,
        )
        .mutates()
        .flow(Flow::Element(1)),
        _ => return None,
    })
}

fn bisect(name: &str, args: &[Ty]) -> Option<Op> {
    let item = args.first()?.item()?;
    let side = if name.ends_with("left") { "left" } else { "right" };
    let list = || Take::Slice(item.clone());
    let made = item.is_text() && !item.is_char();
    let sought = || if made { Take::Value(item.clone()) } else { Take::Ref(item.clone()) };
    let by = if made { "&" } else { "" };
    Some(match (name, args) {
        ("bisect" | "bisect_left" | "bisect_right", [_, _]) => {
            Op::new(format!("rt::bisect::{side}({{0}}, {by}{{1}})"), vec![list(), sought()], Ty::Int)
        }
        ("bisect" | "bisect_left" | "bisect_right", [_, _, Ty::Int]) => Op::new(
            format!("rt::bisect::{side}_in({{0}}, {by}{{1}}, {{2}}, None)"),
            vec![list(), sought(), int()],
            Ty::Int,
        ),
        ("bisect" | "bisect_left" | "bisect_right", [_, _, Ty::Int, Ty::Int]) => Op::new(
            format!("rt::bisect::{side}_in({{0}}, {by}{{1}}, {{2}}, Some({{3}}))"),
            vec![list(), sought(), int(), int()],
            Ty::Int,
        ),
        ("insort" | "insort_left" | "insort_right", [Ty::List(_), _]) => Op::new(
            format!("rt::bisect::insort_{side}({{0}}, {{1}})"),
            vec![Take::Mut, Take::Value(item)],
            Ty::None,
        )
        .mutates()
        .flow(Flow::Element(1)),
        _ => return None,
    })
}

fn itertools(name: &str, args: &[Ty]) -> Option<Op> {
    let item = args.first()?.item();
    Some(match (name, args) {
        ("combinations" | "permutations" | "combinations_with_replacement", [_, Ty::Int]) => {
            let item = item?;
            let size = if name == "permutations" { "Some({1})" } else { "{1}" };
            Op::new(
                format!("rt::itertools::{name}({{0}}, {size})"),
                vec![Take::Iter(item.clone()), int()],
                Ty::iter(Ty::VarTuple(Box::new(item))),
            )
            .form(Gives::Iter)
        }
        ("pairwise", [_]) => {
            let item = item?;
            Op::new(
                "rt::itertools::pairwise({0})",
                vec![Take::Iter(item.clone())],
                Ty::iter(Ty::Tuple(vec![item.clone(), item])),
            )
            .form(Gives::Iter)
        }
        ("repeat", [ty, Ty::Int]) => Op::new(
            "rt::itertools::repeat({0}, {1})",
            vec![Take::Value(ty.clone()), int()],
            Ty::iter(ty.clone()),
        )
        .form(Gives::Iter),
        _ => return None,
    })
}

fn statistics(name: &str, args: &[Ty]) -> Option<Op> {
    let item = match args {
        [items] => items.item()?,
        _ => return None,
    };
    Some(match (name, item) {
        ("median_low" | "median_high", item @ (Ty::Int | Ty::Float)) => {
            Op::new(format!("rt::statistics::{name}({{0}})"), vec![Take::Slice(item.clone())], item)
        }
        ("mode", item @ (Ty::Int | Ty::Char | Ty::Text | Ty::Str)) => {
            Op::new("rt::statistics::mode({0})", vec![Take::Slice(item.clone())], item)
        }
        ("multimode", item @ (Ty::Int | Ty::Char | Ty::Text | Ty::Str)) => {
            Op::new("rt::statistics::multimode({0})", vec![Take::Slice(item.clone())], Ty::list(item))
        }
        ("mean", Ty::Float) => Op::new("rt::statistics::mean({0})", vec![Take::Slice(Ty::Float)], Ty::Float),
        ("fmean", Ty::Float) => {
            Op::new("rt::statistics::fmean({0})", vec![Take::Slice(Ty::Float)], Ty::Float)
        }
        ("mean", Ty::Int) => {
            Op::new("rt::statistics::mean_ints({0})", vec![Take::Slice(Ty::Int)], Ty::Number)
        }
        ("median", Ty::Int) => {
            Op::new("rt::statistics::median_ints({0})", vec![Take::Slice(Ty::Int)], Ty::Number)
        }
        ("fmean", Ty::Int) => {
            Op::new("rt::statistics::fmean(&{0}.collect::<Vec<_>>())", vec![Take::Iter(Ty::Float)], Ty::Float)
        }
        ("median", Ty::Float) => {
            Op::new("rt::statistics::median({0})", vec![Take::Slice(Ty::Float)], Ty::Float)
        }
        _ => return None,
    })
}

fn operator(name: &str, args: &[Ty]) -> Option<Op> {
    let all_whole = args.iter().all(whole);
    match (name, args) {
        ("neg", [Ty::Int]) => return Some(Op::new("-{0}", vec![int()], Ty::Int)),
        ("neg", [Ty::Float]) => return Some(Op::new("-{0}", vec![float()], Ty::Float)),
        ("truediv", [Ty::Int, Ty::Int]) => return builtin_div("rt::int::true_div", int(), Ty::Float),
        ("truediv", [Ty::Float, Ty::Float]) => return builtin_div("rt::float::div", float(), Ty::Float),
        ("floordiv", [Ty::Int, Ty::Int]) => return builtin_div("rt::int::floor_div", int(), Ty::Int),
        ("mod", [Ty::Int, Ty::Int]) => return builtin_div("rt::int::floor_mod", int(), Ty::Int),
        ("pow", [Ty::Int, Ty::Int]) => return builtin_div("rt::int::pow", int(), Ty::Int),
        _ => {}
    }
    let sign = match name {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "xor" => "^",
        "or_" => "|",
        "and_" => "&",
        _ => return None,
    };
    match args {
        [_, _] if all_whole => Some(Op::new(format!("{{0}} {sign} {{1}}"), vec![int(), int()], Ty::Int)),
        [Ty::Float, Ty::Float] if matches!(sign, "+" | "-" | "*") => {
            Some(Op::new(format!("{{0}} {sign} {{1}}"), vec![float(), float()], Ty::Float))
        }
        _ => None,
    }
}

fn builtin_div(rust: &str, take: Take, gives: Ty) -> Option<Op> {
    Some(Op::new(format!("{rust}({{0}}, {{1}})"), vec![take.clone(), take], gives))
}

/// The methods of numbers.
pub(super) fn number(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    Some(match (receiver, name, args) {
        (Ty::Int, "bit_length" | "bit_count", []) => {
            Op::new(format!("rt::int::{name}({{self}})"), vec![], Ty::Int).receiver(int())
        }
        (Ty::Float, "is_integer", []) => {
            Op::new("rt::float::is_integer({self})", vec![], Ty::Bool).receiver(float())
        }
        (Ty::Float, "hex", []) => Op::new("rt::float::hex({self})", vec![], Ty::Str).receiver(float()),
        (Ty::Float, "as_integer_ratio", []) => {
            Op::new("rt::float::as_integer_ratio({self})", vec![], Ty::Tuple(vec![Ty::Int, Ty::Int]))
                .receiver(float())
        }
        (Ty::Float, "conjugate", []) => Op::new("{self}", vec![], Ty::Float).receiver(float()),
        (Ty::Int, "to_bytes", [Ty::Int, order]) if order.is_text() => super::bytes::made(
            Op::new("rt::bytes::from_int({self}, {0}, {1}, false)", vec![int(), Take::Text], Ty::Bytes)
                .receiver(int()),
        ),
        _ => return None,
    })
}
