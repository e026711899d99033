//! The type of an item or a slice.

use super::Infer;
use super::expr::{self_place, tuple_slice, whole};
use crate::model::ClassKind;
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// Gives every name inside a module path its meaning first: they are no variables.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn subscript(&mut self, expr: &'a Expr, value: &'a Expr, index: &'a Expr) -> Ty {
        let ty = self.expr(value);
        let ty = ty.some().clone();
        if let ExprKind::Slice { lower, upper, step } = &index.kind {
            for part in [lower, upper, step].into_iter().flatten() {
                let part_ty = self.expr(part);
                if !matches!(part_ty.some(), Ty::Int | Ty::Bool | Ty::Never | Ty::None) {
                    self.no(Why::of(Code::TypeMismatch, format!("a slice by {part_ty}")), part.span);
                }
            }
            return self.slice(&ty, expr, step.is_some());
        }
        if let (Ty::Array2(item), ExprKind::Tuple { elts }) = (&ty, &index.kind) {
            for elt in elts {
                self.expr(elt);
            }
            return (**item).clone();
        }
        let index_ty = self.expr(index);
        match &ty {
            Ty::Never => Ty::Never,
            Ty::Tuple(items) => self.tuple_item(items, index, expr),
            Ty::List(_)
            | Ty::VarTuple(_)
            | Ty::Deque(_)
            | Ty::Bytes
            | Ty::ByteArray
            | Ty::Array1(_)
            | Ty::Array2(_)
            | Ty::Range
            | Ty::Char
            | Ty::Letter
            | Ty::Text
            | Ty::Str => {
                if !matches!(index_ty.some(), Ty::Int | Ty::Bool | Ty::Never) {
                    self.no(Why::of(Code::TypeMismatch, format!("an index of type {index_ty}")), index.span);
                }
                ty.item().unwrap_or(Ty::Never)
            }
            Ty::Match(regex) if regex.index(index).is_some() => {
                regex.index(index).and_then(|at| regex.group(at)).unwrap_or(Ty::Never)
            }
            Ty::Class(name) => {
                let class = self.class_named(name);
                let key = match &index.kind {
                    ExprKind::Str(Some(key)) => Some(key.clone()),
                    _ => None,
                };
                if let (Some(fields), Some(at)) = (self.program.named_tuple(&ty), whole(index)) {
                    let at = if at < 0 { at + i64::try_from(fields.len()).unwrap_or(i64::MAX) } else { at };
                    if let Some((_, item)) = usize::try_from(at).ok().and_then(|at| fields.get(at)) {
                        return item.clone();
                    }
                }
                match (class, key) {
                    (Some(class), Some(key)) if self.program.classes[class].kind == ClassKind::TypedDict => {
                        self.field(class, &key, expr)
                    }
                    _ => {
                        self.no(Why::of(Code::TypeMismatch, format!("an index into {ty}")), expr.span);
                        Ty::Never
                    }
                }
            }
            _ => {
                if let Some((key, value)) = ty.entry() {
                    let numbers = key.is_number() && index_ty.is_number() && key != &Ty::Bool;
                    if key.join(&index_ty).clash().is_some() && !numbers {
                        self.no(
                            Why::of(Code::TypeMismatch, format!("a key of type {index_ty} in {ty}")),
                            index.span,
                        );
                    }
                    let value = value.clone();
                    self.flow_key(self_place(expr), &index_ty);
                    value
                } else {
                    self.no(
                        Why::of(Code::TypeMismatch, format!("an index into a value of type {ty}")),
                        expr.span,
                    );
                    Ty::Never
                }
            }
        }
    }

    pub(super) fn slice(&mut self, ty: &Ty, expr: &'a Expr, stepped: bool) -> Ty {
        match ty {
            Ty::Never | Ty::List(_) | Ty::VarTuple(_) | Ty::Bytes => ty.clone(),
            Ty::Char | Ty::Letter | Ty::Str => Ty::Str,
            Ty::Text => {
                if stepped {
                    Ty::Str
                } else {
                    Ty::Text
                }
            }
            Ty::Tuple(items) => {
                if let Some(places) = tuple_slice(expr, items.len()) {
                    Ty::Tuple(places.into_iter().map(|at| items[at].clone()).collect())
                } else {
                    let why = "a slice of a tuple of a known length, with bounds that are not written out";
                    self.no(Why::of(Code::NotDrafted, why), expr.span);
                    Ty::VarTuple(Box::new(ty.item().unwrap_or(Ty::Never)))
                }
            }
            _ => {
                self.no(Why::of(Code::TypeMismatch, format!("a slice of a value of type {ty}")), expr.span);
                Ty::Never
            }
        }
    }

    pub(super) fn tuple_item(&mut self, items: &[Ty], index: &'a Expr, expr: &'a Expr) -> Ty {
        if let Some(at) = whole(index) {
            let at = if at < 0 { at + i64::try_from(items.len()).unwrap_or(i64::MAX) } else { at };
            return if let Some(item) = usize::try_from(at).ok().and_then(|at| items.get(at)) {
                item.clone()
            } else {
                self.no(Why::of(Code::TypeMismatch, "an index beyond the tuple's end"), expr.span);
                Ty::Never
            };
        }
        let joined = items.iter().fold(Ty::Never, |all, item| all.join(item));
        if joined.clash().is_some() || items.iter().any(|item| *item != joined) {
            self.no(
                Why::of(Code::TypeMismatch, "a tuple of several types is indexed by a variable"),
                expr.span,
            );
        }
        joined
    }
}
