//! The methods of `set` and `frozenset`. None shows an order.

use super::{Flow, Op, Take};
use crate::types::Ty;

pub(super) fn method(receiver: &Ty, item: &Ty, name: &str, args: &[Ty]) -> Option<Op> {
    let value = || Take::Value(item.clone());
    let key = || Take::Key(item.clone());
    let other = || Take::Ref(Ty::set(item.clone()));
    let change = |rust: &str, takes| Op::new(rust, takes, Ty::None).mutates();
    let is_set = |ty: &Ty| matches!(ty, Ty::Set(_) | Ty::FrozenSet(_));
    if matches!(receiver, Ty::Set(_)) {
        let op = match (name, args) {
            ("add", [_]) => Some(change("{self}.add({0})", vec![value()]).flow(Flow::Element(0)).quiet()),
            ("discard", [_]) => Some(change("{self}.discard({0})", vec![key()]).quiet()),
            ("remove", [_]) => Some(change("{self}.remove({0})", vec![key()])),
            ("clear", []) => Some(change("{self}.clear()", vec![])),
            ("update", [items]) => {
                items.item()?;
                Some(change("{self}.update({0})", vec![Take::Iter(item.clone())]).flow(Flow::Elements(0)))
            }
            ("difference_update" | "intersection_update", [set]) if is_set(set) => {
                Some(change(&format!("{{self}}.{name}({{0}})"), vec![other()]))
            }
            _ => None,
        };
        if op.is_some() {
            return op;
        }
    }
    Some(match (name, args) {
        ("union" | "intersection" | "difference" | "symmetric_difference", [set]) if is_set(set) => {
            Op::new(format!("{{self}}.{name}({{0}})"), vec![other()], receiver.clone())
        }
        ("union" | "intersection" | "difference", [items]) => {
            items.item()?;
            Op::new(
                format!("{{self}}.{name}(&Set::from_iter({{0}}))"),
                vec![Take::Iter(item.clone())],
                receiver.clone(),
            )
        }
        ("issubset", [set]) if is_set(set) => Op::new("{self}.is_subset({0})", vec![other()], Ty::Bool),
        ("issuperset", [set]) if is_set(set) => Op::new("{self}.is_superset({0})", vec![other()], Ty::Bool),
        ("isdisjoint", [set]) if is_set(set) => Op::new("{self}.is_disjoint({0})", vec![other()], Ty::Bool),
        ("copy", []) => Op::new("{self}.copy()", vec![], receiver.clone()),
        _ => return None,
    })
}
