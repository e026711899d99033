//! `math`: an answer beyond what Rust's numbers hold declines.

use super::{Op, Take};
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

pub(super) fn function(name: &str, args: &[Ty]) -> Option<Op> {
    let numbers = args.iter().all(Ty::is_number);
    Some(match (name, args) {
        (
            "sin" | "cos" | "tan" | "asin" | "acos" | "atan" | "sinh" | "cosh" | "tanh" | "asinh" | "acosh"
            | "atanh" | "exp" | "expm1" | "log1p" | "log2" | "log10" | "sqrt" | "fabs" | "gamma" | "lgamma"
            | "erf" | "erfc" | "degrees" | "radians" | "cbrt" | "exp2",
            [_],
        ) if numbers => Op::new(format!("rt::math::{name}({{0}})"), vec![float()], Ty::Float),
        ("log", [_]) if numbers => Op::new("rt::math::log({0})", vec![float()], Ty::Float),
        ("log", [_, _]) if numbers => {
            Op::new("rt::math::log_base({0}, {1})", vec![float(), float()], Ty::Float)
        }
        ("pow" | "atan2" | "fmod" | "copysign" | "remainder" | "nextafter", [_, _]) if numbers => {
            Op::new(format!("rt::math::{name}({{0}}, {{1}})"), vec![float(), float()], Ty::Float)
        }
        ("hypot", [_]) if numbers => Op::new("rt::math::fabs({0})", vec![float()], Ty::Float),
        ("hypot", [_, _]) if numbers => {
            Op::new("rt::math::hypot({0}, {1})", vec![float(), float()], Ty::Float)
        }
        ("hypot", [_, _, _, ..]) if numbers => {
            let list: Vec<String> = (0..args.len()).map(|at| format!("{{{at}}}")).collect();
            Op::new(
                format!("rt::math::hypot_of(&[{}])", list.join(", ")),
                vec![float(); args.len()],
                Ty::Float,
            )
        }
        ("ulp", [_]) if numbers => Op::new("rt::math::ulp({0})", vec![float()], Ty::Float),
        ("dist", [_, _]) => {
            let points = || Take::Slice(Ty::Float);
            Op::new("rt::math::dist({0}, {1})", vec![points(), points()], Ty::Float)
        }
        ("floor" | "ceil" | "trunc", [ty]) if whole(ty) => Op::new("{0}", vec![int()], Ty::Int),
        ("floor" | "ceil" | "trunc", [Ty::Float]) => {
            Op::new(format!("rt::math::{name}({{0}})"), vec![float()], Ty::Int)
        }
        ("isnan" | "isinf" | "isfinite", [_]) if numbers => {
            Op::new(format!("rt::math::{name}({{0}})"), vec![float()], Ty::Bool)
        }
        ("isclose", [_, _]) if numbers => {
            Op::new("rt::math::isclose({0}, {1}, 1e-9, 0.0)", vec![float(), float()], Ty::Bool)
        }
        ("modf", [_]) if numbers => {
            Op::new("rt::math::modf({0})", vec![float()], Ty::Tuple(vec![Ty::Float, Ty::Float]))
        }
        ("frexp", [_]) if numbers => {
            Op::new("rt::math::frexp({0})", vec![float()], Ty::Tuple(vec![Ty::Float, Ty::Int]))
        }
        ("ldexp", [_, Ty::Int]) if numbers => {
            Op::new("rt::math::ldexp({0}, {1})", vec![float(), int()], Ty::Float)
        }
        _ => return whole_numbers(name, args).or_else(|| of_items(name, args)),
    })
}

fn whole_numbers(name: &str, args: &[Ty]) -> Option<Op> {
    if !args.iter().all(whole) {
        return None;
    }
    Some(match (name, args) {
        ("perm", [_]) => Op::new("rt::int::factorial({0})", vec![int()], Ty::Int),
        ("gcd" | "lcm", [_]) => Op::new("rt::int::abs({0})", vec![int()], Ty::Int),
        ("gcd" | "lcm", [_, _]) => {
            Op::new(format!("rt::int::{name}({{0}}, {{1}})"), vec![int(), int()], Ty::Int)
        }
        ("gcd" | "lcm", [_, _, _, ..]) => {
            let nested =
                (1..args.len()).fold("{0}".to_owned(), |all, at| format!("rt::int::{name}({all}, {{{at}}})"));
            Op::new(nested, vec![int(); args.len()], Ty::Int)
        }
        ("isqrt" | "factorial", [_]) => Op::new(format!("rt::int::{name}({{0}})"), vec![int()], Ty::Int),
        ("comb" | "perm", [_, _]) => {
            Op::new(format!("rt::int::{name}({{0}}, {{1}})"), vec![int(), int()], Ty::Int)
        }
        _ => return None,
    })
}

fn of_items(name: &str, args: &[Ty]) -> Option<Op> {
    Some(match (name, args) {
        ("fsum", [items]) if items.item() == Some(Ty::Float) => {
            Op::new("rt::float::fsum({0})", vec![Take::Iter(Ty::Float)], Ty::Float)
        }
        ("prod", [items]) if items.item() == Some(Ty::Int) => {
            Op::new("rt::math::prod_ints({0})", vec![Take::Iter(Ty::Int)], Ty::Int)
        }
        // The product of no floats is an integer: that declines.
        ("prod", [items]) if items.item() == Some(Ty::Float) => {
            Op::new("rt::math::prod_floats({0})", vec![Take::Iter(Ty::Float)], Ty::Float)
        }
        ("sumprod", [a, b]) if a.item() == Some(Ty::Int) && b.item() == Some(Ty::Int) => Op::new(
            "rt::math::sumprod_ints({0}, {1})",
            vec![Take::Iter(Ty::Int), Take::Iter(Ty::Int)],
            Ty::Int,
        ),
        _ => return None,
    })
}
