//! The methods of `list`, `tuple` and `collections.deque`.

use super::{Flow, Op, Take};
use crate::types::Ty;

fn int() -> Take {
    Take::Value(Ty::Int)
}

pub(super) fn list(item: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let value = || Take::Value(item.clone());
    let look = |rust: &str, gives| {
        Op::new(rust, vec![Take::Ref(item.clone())], gives).receiver(Take::Ref(Ty::list(item.clone())))
    };
    let change = |rust: &str, takes| Op::new(rust, takes, Ty::None).receiver(Take::Mut).mutates();
    Some(match (name, args) {
        // `push` by itself would keep the loop's floats in memory all the time: growing the list is a call.
        ("append", [_]) if holds_float(item) => {
            change("rt::list::append({self}, {0})", vec![value()]).flow(Flow::Element(0))
        }
        ("append", [_]) => {
            Op::new("{self}.push({0})", vec![value()], Ty::None).mutates().flow(Flow::Element(0))
        }
        ("extend", [items]) => {
            items.item()?;
            Op::new("{self}.extend({0})", vec![Take::Iter(item.clone())], Ty::None)
                .mutates()
                .flow(Flow::Elements(0))
        }
        ("insert", [_, _]) => {
            change("rt::list::insert({self}, {0}, {1})", vec![int(), value()]).flow(Flow::Element(1))
        }
        ("pop", []) => Op::new("rt::list::pop({self})", vec![], item.clone()).receiver(Take::Mut).mutates(),
        ("pop", [_]) => {
            Op::new("rt::list::pop_at({self}, {0})", vec![int()], item.clone()).receiver(Take::Mut).mutates()
        }
        ("remove", [_]) => change("rt::list::remove({self}, {0})", vec![Take::Ref(item.clone())]),
        ("clear", []) => Op::new("{self}.clear()", vec![], Ty::None).mutates(),
        ("reverse", []) => Op::new("{self}.reverse()", vec![], Ty::None).mutates(),
        ("index", [_]) => look("rt::list::index({self}, {0})", Ty::Int),
        ("index", [_, _]) => Op::new(
            "rt::list::index_in({self}, {0}, {1}, None)",
            vec![Take::Ref(item.clone()), int()],
            Ty::Int,
        )
        .receiver(Take::Ref(Ty::list(item.clone()))),
        ("count", [_]) => look("rt::list::count({self}, {0})", Ty::Int),
        ("copy", []) => Op::new("{self}.to_vec()", vec![], Ty::list(item.clone())),
        _ => return None,
    })
}

pub(super) fn tuple(receiver: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let item = receiver.item()?;
    let rust = match (name, args) {
        ("index", [_]) => "rt::list::index({self}, {0})",
        ("count", [_]) => "rt::list::count({self}, {0})",
        _ => return None,
    };
    Some(Op::new(rust, vec![Take::Ref(item.clone())], Ty::Int).receiver(Take::Slice(item)))
}

pub(super) fn deque(item: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let value = || Take::Value(item.clone());
    let change = |rust: &str, takes| Op::new(rust, takes, Ty::None).mutates();
    Some(match (name, args) {
        ("append", [_]) => change("{self}.append({0})", vec![value()]).flow(Flow::Element(0)),
        ("appendleft", [_]) => change("{self}.append_left({0})", vec![value()]).flow(Flow::Element(0)),
        ("pop", []) => Op::new("{self}.pop()", vec![], item.clone()).mutates(),
        ("popleft", []) => Op::new("{self}.pop_left()", vec![], item.clone()).mutates(),
        ("extend", [_]) => {
            change("{self}.extend({0})", vec![Take::Iter(item.clone())]).flow(Flow::Elements(0))
        }
        ("extendleft", [_]) => {
            change("{self}.extend_left({0})", vec![Take::Iter(item.clone())]).flow(Flow::Elements(0))
        }
        ("rotate", []) => change("{self}.rotate(1)", vec![]),
        ("rotate", [_]) => change("{self}.rotate({0})", vec![int()]),
        ("insert", [_, _]) => change("{self}.insert({0}, {1})", vec![int(), value()]).flow(Flow::Element(1)),
        ("clear", []) => change("{self}.clear()", vec![]),
        ("reverse", []) => change("{self}.reverse()", vec![]),
        ("remove", [_]) => change("{self}.remove({0})", vec![Take::Ref(item.clone())]),
        ("count", [_]) => Op::new("{self}.count({0})", vec![Take::Ref(item.clone())], Ty::Int),
        ("index", [_]) => Op::new("{self}.index({0})", vec![Take::Ref(item.clone())], Ty::Int),
        ("copy", []) => Op::new("{self}.copy()", vec![], Ty::Deque(Box::new(item.clone()))),
        _ => return None,
    })
}

fn holds_float(item: &Ty) -> bool {
    match item {
        Ty::Float => true,
        Ty::Tuple(items) => items.iter().any(holds_float),
        _ => false,
    }
}
