//! The methods of `dict`, `defaultdict`, `OrderedDict` and `Counter`.

use super::{Flow, Gives, Op, Take};
use crate::types::Ty;

pub(super) fn method(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let (key, value) = receiver.entry()?;
    let look = || Take::Key(key.clone());
    let pair = Ty::Tuple(vec![key.clone(), value.clone()]);
    Some(match (name, args) {
        ("get", [_]) => {
            Op::new("{self}.find({0})", vec![look()], Ty::optional(value.clone())).form(Gives::OptionRef)
        }
        ("keys", []) => Op::new("{self}.keys()", vec![], Ty::iter(key.clone())).form(Gives::IterRef),
        ("values", []) => Op::new("{self}.values()", vec![], Ty::iter(value.clone())).form(Gives::IterRef),
        ("items", []) => Op::new("{self}.items()", vec![], Ty::iter(pair)).form(Gives::IterRef),
        ("pop", [_]) => Op::new("{self}.pop({0})", vec![look()], value.clone()).mutates(),
        ("popitem", []) => Op::new("{self}.popitem()", vec![], pair).mutates(),
        ("clear", []) => Op::new("{self}.clear()", vec![], Ty::None).mutates(),
        ("copy", []) => Op::new("{self}.copy()", vec![], receiver.clone()),
        ("update", [other]) if !matches!(receiver, Ty::Counter(_)) => {
            let pairs =
                other.entry().is_some() || matches!(other.item(), Some(Ty::Tuple(items)) if items.len() == 2);
            if !pairs {
                return None;
            }
            Op::new("{self}.update({0})", vec![Take::Pairs(key.clone(), value.clone())], Ty::None)
                .mutates()
                .flow(Flow::Entries(0))
        }
        _ => return counter(receiver, name, args).or_else(|| ordered(receiver, name, args)),
    })
}

fn counter(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let Ty::Counter(key) = receiver else { return None };
    let pairs = Ty::list(Ty::Tuple(vec![(**key).clone(), Ty::Int]));
    let whole = || Take::Ref(receiver.clone());
    Some(match (name, args) {
        ("most_common", []) => {
            Op::new("rt::counter::most_common({self}, None)", vec![], pairs).receiver(whole())
        }
        ("most_common", [Ty::Int]) => {
            Op::new("rt::counter::most_common({self}, Some({0}))", vec![Take::Value(Ty::Int)], pairs)
                .receiver(whole())
        }
        ("total", []) => Op::new("rt::counter::total({self})", vec![], Ty::Int).receiver(whole()),
        ("elements", []) => Op::new("rt::counter::elements({self})", vec![], Ty::iter((**key).clone()))
            .receiver(whole())
            .form(Gives::IterRef),
        ("update" | "subtract", [other]) if other.entry().is_some() => {
            Op::new(format!("rt::counter::{name}_from({{self}}, {{0}})"), vec![whole()], Ty::None)
                .receiver(Take::Mut)
                .mutates()
                .flow(Flow::Entries(0))
        }
        ("update" | "subtract", [other]) => {
            other.item()?;
            Op::new(
                format!("rt::counter::{name}({{self}}, {{0}})"),
                vec![Take::Iter((**key).clone())],
                Ty::None,
            )
            .receiver(Take::Mut)
            .mutates()
            .flow(Flow::Elements(0))
        }
        _ => return None,
    })
}

fn ordered(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let Ty::OrderedDict(key, value) = receiver else { return None };
    let look = || Take::Key((**key).clone());
    let pair = Ty::Tuple(vec![(**key).clone(), (**value).clone()]);
    Some(match (name, args) {
        ("move_to_end", [_]) => Op::new("{self}.move_to_end({0})", vec![look()], Ty::None).mutates(),
        ("move_to_end", [_, Ty::Bool]) => Op::new(
            "if {1} { {self}.move_to_end({0}) } else { {self}.move_to_start({0}) }",
            vec![look(), Take::Value(Ty::Bool)],
            Ty::None,
        )
        .mutates(),
        ("popitem", [Ty::Bool]) => Op::new(
            "if {0} { {self}.popitem() } else { {self}.popitem_first() }",
            vec![Take::Value(Ty::Bool)],
            pair,
        )
        .mutates(),
        _ => return None,
    })
}
