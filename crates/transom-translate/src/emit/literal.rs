//! Containers that are written out: lists, tuples, sets, dicts.

use super::form::{NOTHING, prec};
use super::{Code, Emit, Form};
use crate::place;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// One container twice in another: whoever gets it sees one object, not two.
    pub(super) fn each_once(&mut self, elts: &'a [Expr]) {
        for (at, elt) in elts.iter().enumerate() {
            let again = self.program.can_change(&self.ty(elt))
                && place::is_place(elt)
                && elts[at + 1..].iter().any(|other| self.source(other.span) == self.source(elt.span));
            if again {
                let why = Why::of(Reason::SharedContainer, "one container stands here twice");
                self.no(why, elt.span);
                return;
            }
        }
    }

    pub(super) fn list(&mut self, elts: &'a [Expr], ty: &Ty, want: &Ty) -> Code {
        self.each_once(elts);
        let (item, ty) = match want.some() {
            Ty::List(item) => ((**item).clone(), want.some().clone()),
            _ => (ty.item().unwrap_or(Ty::Never), ty.clone()),
        };
        if elts.is_empty() {
            // Where nothing says what it would hold, Rust has to be told.
            let text = if item == Ty::Never { NOTHING } else { "Vec::new()" };
            return Code::value(text, ty);
        }
        if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
            return Code::value(self.spread(elts, &item, "push", "extend", "Vec::new()"), ty);
        }
        let items: Vec<String> = elts.iter().map(|elt| self.value(elt, &item).text).collect();
        Code::value(format!("vec![{}]", items.join(", ")), ty)
    }

    /// `[*a, b]`.
    pub(super) fn spread(
        &mut self,
        elts: &'a [Expr],
        item: &Ty,
        push: &str,
        extend: &str,
        empty: &str,
    ) -> String {
        let name = self.temp("items");
        let mut text = format!("{{ let mut {name} = {empty};");
        for elt in elts {
            if let ExprKind::Starred { value } = &elt.kind {
                let items = self.items_owned(value, item);
                text.push_str(&format!(" {name}.{extend}({items});"));
            } else {
                let value = self.value(elt, item);
                text.push_str(&format!(" {name}.{push}({});", value.text));
            }
        }
        format!("{text} {name} }}")
    }

    pub(super) fn set(&mut self, elts: &'a [Expr], ty: &Ty, want: &Ty) -> Code {
        let ty = if let Ty::Set(_) = want.some() { want.some().clone() } else { ty.clone() };
        let item = ty.item().unwrap_or(Ty::Never);
        if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
            return Code::value(self.spread(elts, &item, "add", "update", "Set::new()"), ty);
        }
        let items: Vec<String> = elts.iter().map(|elt| self.value(elt, &item).text).collect();
        Code::value(format!("Set::from([{}])", items.join(", ")), ty)
    }

    pub(super) fn tuple(&mut self, elts: &'a [Expr], ty: &Ty, want: &Ty) -> Code {
        self.each_once(elts);
        let types = match (want.some(), ty) {
            (Ty::Tuple(items), _) if items.len() == elts.len() => items.clone(),
            (Ty::VarTuple(item), _) | (_, Ty::VarTuple(item)) => {
                let item = (**item).clone();
                let ty = Ty::VarTuple(Box::new(item.clone()));
                if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
                    let list = self.spread(elts, &item, "push", "extend", "Vec::new()");
                    return Code::value(format!("rt::Tuple::from({list})"), ty);
                }
                let items: Vec<String> = elts.iter().map(|elt| self.value(elt, &item).text).collect();
                return Code::value(format!("rt::Tuple::from(vec![{}])", items.join(", ")), ty);
            }
            (_, Ty::Tuple(items)) => items.clone(),
            _ => vec![Ty::Never; elts.len()],
        };
        let items: Vec<String> = elts.iter().zip(&types).map(|(elt, ty)| self.value(elt, ty).text).collect();
        let comma = if items.len() == 1 { "," } else { "" };
        let types = types.into_iter().map(|ty| if ty == Ty::Letter { Ty::Char } else { ty }).collect();
        Code::value(format!("({}{comma})", items.join(", ")), Ty::Tuple(types))
    }

    pub(super) fn dict(&mut self, items: &'a [(Option<Expr>, Expr)], ty: &Ty, want: &Ty) -> Code {
        let ty = if want.some().entry().is_some() { want.some().clone() } else { ty.clone() };
        let Some((key, value)) = ty.entry().map(|(key, value)| (key.clone(), value.clone())) else {
            return Code::value("Dict::new()", ty);
        };
        if items.is_empty() {
            return Code::value("Dict::new()", ty);
        }
        if items.iter().any(|(key, _)| key.is_none()) {
            let name = self.temp("items");
            let mut text = format!("{{ let mut {name} = Dict::new();");
            for (at, held) in items {
                if let Some(at) = at {
                    let (at, held) = (self.value(at, &key).text, self.value(held, &value).text);
                    text.push_str(&format!(" {name}.set({at}, {held});"));
                } else {
                    let pairs = self.pairs(held, &key, &value);
                    text.push_str(&format!(" {name}.update({pairs});"));
                }
            }
            return Code::new(format!("{text} {name} }}"), prec::LOW, Form::Value, ty);
        }
        let entries: Vec<String> = items
            .iter()
            .map(|(at, held)| {
                let at = at.as_ref().expect("`**` was looked for");
                format!("({}, {})", self.value(at, &key).text, self.value(held, &value).text)
            })
            .collect();
        Code::value(format!("Dict::from([{}])", entries.join(", ")), ty)
    }
}
