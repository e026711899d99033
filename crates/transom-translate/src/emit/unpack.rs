//! Unpacking: `a, b = pair`, `first, *rest = items`.

use super::form::{BOUND, prec};
use super::statement::comma;
use super::{Code, Emit, Form, Mode};
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// Unpacking: `a, b = b, a + b`; `x, y = pair`; `first, *rest = items`.
    pub(super) fn unpack(&mut self, target: &'a Expr, elts: &'a [Expr], value: &'a Expr) {
        if let ExprKind::Tuple { elts: values } | ExprKind::List { elts: values } = &value.kind
            && values.len() == elts.len()
            && !elts.iter().chain(values).any(|elt| matches!(elt.kind, ExprKind::Starred { .. }))
        {
            return self.unpack_pairwise(elts, values);
        }
        let ty = self.ty(value);
        let starred = elts.iter().position(|elt| matches!(elt.kind, ExprKind::Starred { .. }));
        match (ty.some().clone(), starred) {
            (Ty::Tuple(types), None) => {
                let whole = self.own(value);
                let held = match &whole.ty {
                    Ty::Tuple(types) => types.clone(),
                    _ => types,
                };
                let names: Vec<String> = (0..elts.len()).map(|_| self.temp("part")).collect();
                if let Some(line) = self.plain_unpack(elts, &held, &whole.text) {
                    return self.line(line);
                }
                self.line(format!("let ({}) = {};", comma(&names), whole.text));
                for ((target, name), ty) in elts.iter().zip(names).zip(held) {
                    let code = Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, ty) };
                    self.assign_code(target, code);
                }
            }
            (other, None) if self.program.named_tuple(&other).is_some() => {
                let fields = self.program.named_tuple(&other).unwrap_or_default();
                let whole = self.reference(value, &other);
                let name = self.temp("whole");
                self.line(format!("let {name} = {};", whole.text));
                for (target, (field, ty)) in elts.iter().zip(fields) {
                    let text = format!("{name}.{}", super::item::field(&field));
                    self.assign_code(target, Code::new(text, prec::ATOM, Form::Place, ty));
                }
            }
            (other, starred) => {
                let item = other.item().unwrap_or(Ty::Never);
                let want = Ty::list(item.clone());
                let list = if let Ty::List(_) = &other {
                    self.own(value)
                } else {
                    let list = self.walk_owned(value, &item);
                    Code::value(format!("{list}.collect::<Vec<_>>()"), want)
                };
                let name = self.temp("parts");
                self.line(format!("let {name} = {};", list.text));
                self.unpack_list(target, elts, &name, &item, starred);
            }
        }
    }

    pub(super) fn unpack_list(
        &mut self,
        target: &'a Expr,
        elts: &'a [Expr],
        name: &str,
        item: &Ty,
        starred: Option<usize>,
    ) {
        let _ = target;
        match starred {
            None => self
                .line(format!("assert_eq!({name}.len(), {}, \"not as many items as names\");", elts.len())),
            Some(_) => {
                self.line(format!("assert!({name}.len() >= {}, \"not enough items\");", elts.len() - 1));
            }
        }
        for (at, target) in elts.iter().enumerate() {
            let code = match starred {
                Some(star) if at == star => {
                    let after = elts.len() - 1 - star;
                    Code::value(
                        format!("{name}[{at}..{name}.len() - {after}].to_vec()"),
                        Ty::list(item.clone()),
                    )
                }
                Some(star) if at > star => Code::new(
                    format!("{name}[{name}.len() - {}]", elts.len() - at),
                    prec::ATOM,
                    Form::Place,
                    item.clone(),
                ),
                _ => Code::new(format!("{name}[{at}]"), prec::ATOM, Form::Place, item.clone()),
            };
            let target = match &target.kind {
                ExprKind::Starred { value } => value,
                _ => target,
            };
            self.assign_code(target, code);
        }
    }

    /// `let (a, b) = pair;` where both begin here with the pair's own types.
    pub(super) fn plain_unpack(&mut self, elts: &'a [Expr], types: &[Ty], whole: &str) -> Option<String> {
        let mut names = Vec::new();
        let home = self.homes.last()?.0;
        for (target, ty) in elts.iter().zip(types) {
            let var = self.var(target)?;
            let info = &self.program.vars[var];
            let fits = info.home == home
                && info.func == self.func
                && !info.is_param
                && !self.declared.contains(&var)
                && !self.program.may_be_unbound(var);
            if !fits || info.ty != *ty || self.mode(var) == Mode::Chars {
                return None;
            }
            let mutable = if self.needs_mut(var) { "mut " } else { "" };
            names.push(if self.program.vars[var].read {
                format!("{mutable}{}", self.var_name(var))
            } else {
                "_".to_owned()
            });
        }
        for target in elts {
            let var = self.var(target)?;
            self.modes.insert(var, Mode::Value);
            self.declared.push(var);
        }
        Some(format!("let ({}) = {whole};", comma(&names)))
    }

    /// `xs[i], xs[j] = xs[j], xs[i]`.
    fn swapped(&mut self, elts: &'a [Expr], values: &'a [Expr]) -> Option<String> {
        let ([first, second], [other, one]) = (elts, values) else { return None };
        let (ExprKind::Subscript { value, index: i }, ExprKind::Subscript { value: held, index: j }) =
            (&first.kind, &second.kind)
        else {
            return None;
        };
        let same = |emit: &Self, a: &Expr, b: &Expr| emit.source(a.span) == emit.source(b.span);
        let Ty::List(item) = self.ty(value) else { return None };
        let root = crate::place::root(self.program, self.module, value)?;
        let settled = [&**value, i, j].into_iter().all(|expr| self.is_settled(expr));
        let apart = [i, j].into_iter().all(|index| {
            !matches!(index.kind, ExprKind::Slice { .. }) && !self.names_in(index).contains(&root)
        });
        if !same(self, first, one)
            || !same(self, second, other)
            || !same(self, value, held)
            || !settled
            || !apart
            || self.program.can_change(&item)
        {
            return None;
        }
        let place = self.borrow_mut(value);
        let (i, j) = (self.value(i, &Ty::Int).text, self.value(j, &Ty::Int).text);
        Some(format!("rt::list::swap({place}, {i}, {j});"))
    }

    pub(super) fn unpack_pairwise(&mut self, elts: &'a [Expr], values: &'a [Expr]) {
        if let Some(line) = self.swapped(elts, values) {
            return self.line(line);
        }
        let types: Vec<Ty> = elts
            .iter()
            .map(|target| match self.var(target) {
                Some(var) if matches!(target.kind, ExprKind::Name(_)) => self.program.vars[var].ty.clone(),
                _ => self.ty(target),
            })
            .collect();
        let mut codes = Vec::new();
        for (value, ty) in values.iter().zip(&types) {
            codes.push(if *ty == Ty::Never { self.own(value) } else { self.value(value, ty) });
        }
        let texts: Vec<String> = codes.iter().map(|code| code.text.clone()).collect();
        let simple = elts.iter().all(|target| matches!(target.kind, ExprKind::Name(_)));
        if simple && let Some(line) = self.plain_unpack(elts, &types, &format!("({})", comma(&texts))) {
            return self.line(line);
        }
        let assigned = elts.iter().all(|target| {
            self.var(target)
                .filter(|var| !self.program.may_be_unbound(*var))
                .is_some_and(|var| self.declared.contains(&var) || self.program.vars[var].is_param)
                && matches!(target.kind, ExprKind::Name(_))
        });
        if assigned {
            let places: Vec<String> = elts.iter().map(|target| self.stored_place(target)).collect();
            return self.line(format!("({}) = ({});", comma(&places), comma(&texts)));
        }
        let names: Vec<String> = elts.iter().map(|_| self.temp("part")).collect();
        self.line(format!("let ({}) = ({});", comma(&names), comma(&texts)));
        for ((target, name), code) in elts.iter().zip(names).zip(codes) {
            let code = Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, code.ty) };
            self.assign_code(target, code);
        }
    }

    pub(super) fn stored_place(&mut self, target: &'a Expr) -> String {
        let Some(var) = self.var(target) else { return "_".to_owned() };
        let name = self.var_name(var);
        if self.program.may_be_unbound(var) {
            return format!("*{name}.as_mut().{BOUND}");
        }
        if self.captured_by_reference(var) { format!("*{name}") } else { name }
    }

    pub(super) fn assign_code(&mut self, target: &'a Expr, code: Code) {
        match &target.kind {
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                let Ty::Tuple(types) = code.ty.clone() else {
                    let item = code.ty.item().unwrap_or(Ty::Never);
                    let name = code.text;
                    return self.unpack_list(target, elts, &name, &item, None);
                };
                for (at, (target, ty)) in elts.iter().zip(types).enumerate() {
                    let part = Code::new(format!("{}.{at}", code.text), prec::ATOM, Form::Place, ty);
                    self.assign_code(target, part);
                }
            }
            _ => {
                let text = self.bind_new(target, code);
                self.line(text);
            }
        }
    }
}
