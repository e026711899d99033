//! How Rust holds each variable: as a value, as a reference to where the value stays, or as indexed text.

use super::Emit;
use crate::alias::Span32;
use crate::model::VarId;
use crate::syntax::{Expr, ExprKind, Span, Stmt, StmtKind};
use crate::types::Ty;
use crate::{names, place};

/// How a variable holds its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A value of its own.
    Value,
    /// `&T`; for a list `&[T]`.
    Ref,
    /// `&mut T`.
    RefMut,
    /// `rt::Chars`: text that is indexed.
    Chars,
}

impl<'a> Emit<'_, 'a> {
    /// Decides on every variable of a function and of those nested in it.
    pub(super) fn choose_modes(&mut self, func: usize) {
        let before = std::mem::replace(&mut self.func, func);
        for at in 0..self.program.funcs[func].params.len() {
            let var = self.program.funcs[func].params[at].var;
            let mode = self.param_mode(var);
            self.modes.insert(var, mode);
        }
        for var in 0..self.program.vars.len() {
            if self.program.vars[var].chars && self.program.vars[var].func == func {
                self.modes.insert(var, Mode::Chars);
            }
        }
        let body = &self.program.funcs[func].def.body;
        self.modes_of(body);
        let children: Vec<usize> =
            self.program.funcs[func].children.iter().map(|(_, child)| *child).collect();
        for child in children {
            self.choose_modes(child);
        }
        self.func = before;
    }

    fn param_mode(&self, var: VarId) -> Mode {
        let rebound = self.program.is_rebound(var);
        let var = &self.program.vars[var];
        if var.ty.is_copy() {
            return Mode::Value;
        }
        match (var.mutated, rebound) {
            (true, false) => Mode::RefMut,
            (false, false) => Mode::Ref,
            _ => Mode::Value,
        }
    }

    fn modes_of(&mut self, body: &'a [Stmt]) {
        for (at, stmt) in body.iter().enumerate() {
            let rest =
                Span { start: stmt.span.end, end: body.last().map_or(stmt.span.end, |last| last.span.end) };
            let _ = at;
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    if let [target] = targets.as_slice() {
                        self.alias_mode(target, value, body, rest);
                    }
                }
                StmtKind::For { target, iter, body: inner, .. } => {
                    let inside = Span {
                        start: inner.first().map_or(stmt.span.start, |first| first.span.start),
                        end: inner.last().map_or(stmt.span.end, |last| last.span.end),
                    };
                    self.loop_modes(target, iter, inner, inside);
                }
                _ => {}
            }
            for inner in names::bodies(stmt) {
                self.modes_of(inner);
            }
            for expr in names::expressions(stmt) {
                self.comprehension_modes(expr);
            }
        }
    }

    /// `row = grid[i]`: a reference where nothing gets in its way.
    fn alias_mode(&mut self, target: &'a Expr, value: &'a Expr, body: &'a [Stmt], rest: Span32) {
        let Some(var) = self.var(target) else { return };
        let info = &self.program.vars[var];
        let single =
            info.stores == 1 && !info.captured && !info.is_param && info.home == body.as_ptr() as usize;
        if !single || info.ty.is_copy() || info.ty != self.ty(value) {
            return;
        }
        if let (Ty::Str, Some(root)) = (&info.ty, self.lent_from(value)) {
            let rest = Span { start: rest.start, end: rest.end.min(self.alias.events.last(var) + 1) };
            if !info.mutated && !self.alias.events.mentions(root, rest) && !self.program.vars[root].captured {
                self.modes.insert(var, Mode::Ref);
            }
            return;
        }
        if !matches!(value.kind, ExprKind::Subscript { .. } | ExprKind::Attribute { .. })
            || !place::is_place(value)
        {
            return;
        }
        if self.is_class_member(value) {
            return;
        }
        let Some(root) = place::root(self.program, self.module, value) else { return };
        if self.through_default(value) {
            return;
        }
        let rest = Span { start: rest.start, end: rest.end.min(self.alias.events.last(var) + 1) };
        if info.mutated {
            if !self.alias.events.mentions(root, rest) && !self.program.vars[root].captured {
                self.modes.insert(var, Mode::RefMut);
            }
        } else if !self.alias.events.changes(root, rest) && !self.program.vars[root].captured {
            self.modes.insert(var, Mode::Ref);
        }
    }

    /// The variable whose text an expression gives a part of: `word.strip()`, `line[2:]`.
    fn lent_from(&self, value: &Expr) -> Option<VarId> {
        let owner = match &value.kind {
            ExprKind::Call { func, .. } => match &func.kind {
                ExprKind::Attribute { value, attr, .. }
                    if matches!(
                        attr.as_str(),
                        "strip" | "lstrip" | "rstrip" | "removeprefix" | "removesuffix"
                    ) =>
                {
                    value
                }
                _ => return None,
            },
            ExprKind::Subscript { value, index } => match &index.kind {
                ExprKind::Slice { step: None, .. } => value,
                _ => return None,
            },
            _ => return None,
        };
        let var = self.var(owner)?;
        let whole = matches!(owner.kind, ExprKind::Name(_)) && self.program.vars[var].ty == Ty::Str;
        (whole && self.program.vars[var].func == self.func).then_some(var)
    }

    /// A constant of an enumeration is no place.
    fn is_class_member(&self, value: &Expr) -> bool {
        matches!(&value.kind, ExprKind::Attribute { value, .. }
            if !matches!(self.ty(value).some(), Ty::Class(_)))
    }

    /// Whether a subscript on the way makes a default.
    fn through_default(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Subscript { value, .. } => {
                matches!(self.ty(value).some(), Ty::DefaultDict(..)) || self.through_default(value)
            }
            ExprKind::Attribute { value, .. } => self.through_default(value),
            _ => false,
        }
    }

    fn loop_modes(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt], inside: Span32) {
        let sources = self.loop_sources(iter);
        for (_, key) in names::target_names(target, self.program.scopes[self.module].base) {
            let crate::model::Binding::Var(var) = self.program.bindings[key] else { continue };
            let info = &self.program.vars[var];
            if info.ty.is_copy() || info.stores != 1 || info.captured {
                continue;
            }
            if !body.is_empty() && info.home != body.as_ptr() as usize && info.home != 0 {
                continue;
            }
            let busy = |emit: &Self, changes: bool| {
                sources.iter().any(|root| {
                    if changes {
                        emit.alias.events.mentions(*root, inside)
                    } else {
                        emit.alias.events.changes(*root, inside)
                    }
                })
            };
            if info.mutated {
                if !sources.is_empty() && !busy(self, true) {
                    self.modes.insert(var, Mode::RefMut);
                }
            } else if !busy(self, false) {
                self.modes.insert(var, Mode::Ref);
            }
        }
    }

    /// The variables that a loop walks over in place.
    pub(super) fn loop_sources(&self, iter: &Expr) -> Vec<VarId> {
        match &iter.kind {
            ExprKind::Call { func, args, .. } => match &func.kind {
                ExprKind::Name(name) if matches!(name.as_str(), "enumerate" | "zip" | "reversed") => {
                    args.iter().flat_map(|arg| self.loop_sources(arg)).collect()
                }
                ExprKind::Attribute { value, attr, .. }
                    if matches!(attr.as_str(), "items" | "values" | "keys") =>
                {
                    self.loop_sources(value)
                }
                _ => Vec::new(),
            },
            _ if place::is_place(iter) => place::root(self.program, self.module, iter).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn comprehension_modes(&mut self, expr: &'a Expr) {
        let generators = match &expr.kind {
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::GeneratorExp { generators, .. }
            | ExprKind::DictComp { generators, .. } => generators.as_slice(),
            _ => &[],
        };
        for generator in generators {
            for (_, key) in names::target_names(&generator.target, self.program.scopes[self.module].base) {
                let crate::model::Binding::Var(var) = self.program.bindings[key] else { continue };
                if !self.program.vars[var].ty.is_copy() && !self.program.vars[var].mutated {
                    self.modes.insert(var, Mode::Ref);
                }
            }
        }
        if let ExprKind::Lambda { params, .. } = &expr.kind {
            for param in params.iter() {
                let key = (self.func, names::span_key(param.name_span));
                if let Some(var) = self.program.unnumbered.get(&key).copied()
                    && !self.program.vars[var].ty.is_copy()
                {
                    self.modes.insert(var, Mode::Ref);
                }
            }
        }
        for child in names::children(expr) {
            self.comprehension_modes(child);
        }
    }
}
