//! Functions of the standard library that the tables cannot tell by their arguments' types alone.

use super::form::prec;
use super::iter::{Walk, one};
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// Those with a form of their own; nothing: they are looked for elsewhere.
    pub(super) fn library(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        want: &Ty,
    ) -> Option<Code> {
        if let Some(name) = path.strip_prefix("re.") {
            return self.pattern_function(name, args, keywords);
        }
        match (path, args) {
            ("int", [value]) if matches!(self.ty(value), Ty::Enum(_)) => Some(self.value(value, &Ty::Int)),
            ("format", [value, rest @ ..]) if rest.len() < 2 => Some(self.format_call(value, rest.first())),
            ("typing.cast", [_, value]) => Some(self.own(value)),
            ("math.gcd" | "math.lcm", [Expr { kind: ExprKind::Starred { value }, .. }]) => {
                let name = path.strip_prefix("math.")?;
                let empty = if name == "gcd" { "0" } else { "1" };
                let items = self.walk_owned(value, &Ty::Int);
                Some(Code::value(format!("{items}.fold({empty}, rt::int::{name})"), Ty::Int))
            }
            ("math.hypot", [Expr { kind: ExprKind::Starred { value }, .. }]) => {
                let list = self.walk_owned(value, &Ty::Float);
                Some(Code::value(format!("rt::math::hypot_of(&{list}.collect::<Vec<_>>())"), Ty::Float))
            }
            ("dict.fromkeys", [keys, rest @ ..]) => {
                let ty = self.ty(expr);
                let ty = if want.some().entry().is_some() { want.some().clone() } else { ty };
                let (key, held) = ty.entry().map(|(key, held)| (key.clone(), held.clone()))?;
                let keys = self.walk_owned(keys, &key);
                let Some(value) = rest.first() else {
                    let none = if held == Ty::None { "()" } else { "None" };
                    return Some(Code::value(
                        format!("{keys}.map(|key| (key, {none})).collect::<Dict<_, _>>()"),
                        ty,
                    ));
                };
                if [args.first()?, value].iter().any(|arg| self.alias.events.disturbs(arg.span)) {
                    let why = Why::of(Reason::NotDrafted, "`dict.fromkeys` of what changes something");
                    self.no(why.mended("give the value a name of its own first"), expr.span);
                }
                let value = self.value(value, &held);
                let copy = if held.is_copy() { "" } else { ".clone()" };
                let name = self.unused("value");
                let text = format!(
                    "{{ let {name} = {}; {keys}.map(|key| (key, {name}{copy})).collect::<Dict<_, _>>() }}",
                    value.text
                );
                Some(Code::new(text, prec::LOW, Form::Value, ty))
            }
            _ => None,
        }
    }

    /// Those that give an iterator.
    pub(super) fn library_walk(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Walk> {
        match (path, args) {
            ("zip", [Expr { kind: ExprKind::Starred { value }, .. }])
                if keywords.is_empty() && !self.ty(value).some().item().is_some_and(|row| row.is_text()) =>
            {
                let item = self.ty(expr).item()?;
                let held = self.ty(value).some().clone();
                let rows = match (&held, held.item()?) {
                    (Ty::List(_), Ty::List(_) | Ty::VarTuple(_)) => self.reference(value, &held).text,
                    (_, row @ (Ty::List(_) | Ty::VarTuple(_))) => {
                        format!("&{}.collect::<Vec<_>>()", self.walk_owned(value, &row))
                    }
                    _ => format!("&{}.collect::<Vec<_>>()", self.walk_owned(value, &item)),
                };
                let text = format!("rt::itertools::transposed({rows}).map(rt::Tuple::from)");
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.chain", [Expr { kind: ExprKind::Starred { value }, .. }]) => {
                self.flattened(expr, value)
            }
            ("itertools.product", [items]) if crate::ops::repeat(keywords).is_none() => {
                let item = self.ty(expr).item()?;
                let Ty::VarTuple(held) = &item else { return None };
                let [Keyword { value, .. }] = keywords else { return None };
                let list = self.items_owned(items, held);
                let times = self.value(value, &Ty::Int);
                let text =
                    format!("rt::itertools::product_repeat({list}, {}).map(rt::Tuple::from)", times.text);
                Some(Walk::new(text, one(item, Form::Value)))
            }
            _ => None,
        }
    }
}
