//! Statements.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::model::VarId;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;
use crate::{ends, names};

impl<'a> Emit<'_, 'a> {
    /// A block's statements; `tail`: its end is the function's end.
    pub(super) fn block(&mut self, body: &'a [Stmt], tail: bool) {
        self.homes.push((body.as_ptr() as usize, false));
        self.indent += 1;
        self.statements(body, tail);
        self.indent -= 1;
        self.homes.pop();
    }

    pub(super) fn statements(&mut self, body: &'a [Stmt], tail: bool) {
        let address = body.as_ptr() as usize;
        for (at, stmt) in body.iter().enumerate() {
            self.comments_before(stmt);
            self.declare_ahead(stmt, address);
            let last = tail && body[at + 1..].iter().all(|rest| matches!(rest.kind, StmtKind::Pass));
            self.ahead = &body[at + 1..];
            let temps = self.temps.len();
            self.statement(stmt, last);
            self.temps.truncate(temps);
            if matches!(
                stmt.kind,
                StmtKind::Return { .. } | StmtKind::Raise { .. } | StmtKind::Break | StmtKind::Continue
            ) {
                // What follows is never reached.
                break;
            }
        }
    }

    /// Comments between statements are the author's: they come along.
    pub(super) fn comments_before(&mut self, stmt: &'a Stmt) {
        let module = self.program.scopes[self.module].module;
        let Some((start, _)) = self.comment_span else { return };
        let found: Vec<String> = module
            .comments
            .iter()
            .filter(|(span, _)| span.start >= start && span.end <= stmt.span.start)
            .map(|(_, text)| format!("//{}", text.trim_start_matches('#')))
            .collect();
        self.comment_span = Some((stmt.span.start.max(start), 0));
        for text in found {
            self.line(text);
        }
    }

    /// `let x;` for variables whose home is this block and which are first assigned further inside.
    pub(super) fn declare_ahead(&mut self, stmt: &'a Stmt, address: usize) {
        let inner: Vec<VarId> = self.stored_in(stmt);
        let direct = self.declares(stmt);
        for var in inner {
            let info = &self.program.vars[var];
            let here = info.home == address && info.func == self.func && !info.is_param;
            if !here || self.declared.contains(&var) || direct.contains(&var) {
                continue;
            }
            self.declared.push(var);
            let (name, ty) = (self.var_name(var), self.program.vars[var].ty.clone());
            if self.program.may_be_unbound(var) {
                self.line(format!("let mut {name}: Option<{}> = None;", self.rust_type(&ty)));
                continue;
            }
            if !self.program.vars[var].read && ty != Ty::Never {
                // Assigned and never read: each assignment is for its effects only.
            }
            let mutable = if self.needs_mut(var) { "mut " } else { "" };
            let in_attempt = matches!(stmt.kind, StmtKind::Try { .. });
            if self.program.vars[var].captured || in_attempt {
                let mutable = if in_attempt { "mut " } else { mutable };
                // An inner function may be called before the first assignment in source order.
                self.line(format!("let {mutable}{name}: {} = {};", ty.rust(), super::item::zero(&ty)));
            } else {
                self.line(format!("let {mutable}{name}: {};", self.rust_type(&ty)));
            }
        }
    }

    /// The variables that a statement declares by itself.
    pub(super) fn declares(&self, stmt: &'a Stmt) -> Vec<VarId> {
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => {
                targets.iter().flat_map(|target| self.plain_targets(target)).collect()
            }
            StmtKind::AnnAssign { target, .. } => self.plain_targets(target),
            _ => Vec::new(),
        }
    }

    pub(super) fn plain_targets(&self, target: &'a Expr) -> Vec<VarId> {
        match &target.kind {
            ExprKind::Name(_) => self.var(target).into_iter().collect(),
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                elts.iter().flat_map(|elt| self.plain_targets(elt)).collect()
            }
            ExprKind::Starred { value } => self.plain_targets(value),
            _ => Vec::new(),
        }
    }

    /// Every variable that is assigned in a statement, at any depth, loop targets included.
    pub(super) fn stored_in(&self, stmt: &'a Stmt) -> Vec<VarId> {
        let mut found = Vec::new();
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => {
                for target in targets {
                    found.extend(self.plain_targets(target));
                }
            }
            StmtKind::AnnAssign { target, value: Some(_), .. } | StmtKind::AugAssign { target, .. } => {
                found.extend(self.plain_targets(target));
            }
            StmtKind::For { target, .. } => found.extend(self.plain_targets(target)),
            StmtKind::Match { cases, .. } => {
                let names = cases.iter().flat_map(|case| names::pattern_names(&case.pattern));
                let keys = names.map(|name| (self.func, names::span_key(name.span)));
                found.extend(keys.filter_map(|key| self.program.unnumbered.get(&key).copied()));
            }
            _ => {}
        }
        for expr in names::expressions(stmt) {
            self.walrus_targets(expr, &mut found);
        }
        for body in names::bodies(stmt) {
            for inner in body {
                found.extend(self.stored_in(inner));
            }
        }
        found.dedup();
        found
    }

    pub(super) fn walrus_targets(&self, expr: &Expr, found: &mut Vec<VarId>) {
        if let ExprKind::Named { target, .. } = &expr.kind {
            found.extend(self.var(target));
        }
        for child in names::children(expr) {
            self.walrus_targets(child, found);
        }
    }

    pub(super) fn statement(&mut self, stmt: &'a Stmt, tail: bool) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => self.assignment(targets, value),
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.assignment(std::slice::from_ref(target), value);
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value),
            StmtKind::Expr { value } => self.expression_statement(value),
            StmtKind::Return { value } => self.leave(value.as_ref(), tail),
            StmtKind::If { .. } if self.filled(stmt) => {}
            StmtKind::If { test, body, orelse } => self.choose(test, body, orelse, tail),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, tail),
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.for_loop(target, iter, body, orelse, tail);
            }
            StmtKind::Break => self.jump("break"),
            StmtKind::Continue => self.jump("continue"),
            StmtKind::Raise { exc, .. } => self.raise(exc.as_ref(), tail),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref()),
            StmtKind::Delete { targets } => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Match { subject, cases } => self.match_cases(subject, cases, tail),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.attempt(body, handlers, orelse, finalbody);
            }
            _ => {}
        }
    }

    pub(super) fn expression_statement(&mut self, value: &'a Expr) {
        if matches!(value.kind, ExprKind::Str(_) | ExprKind::Ellipsis) {
            return;
        }
        self.dropped = Some(self.key(value));
        let code = self.expr(value);
        self.dropped = None;
        let text = code.text.strip_prefix('&').unwrap_or(&code.text);
        let mut text = text.trim_end_matches(';').to_owned();
        // What an argument needs first stands as statements of its own.
        if let Some(block) = text.strip_prefix("{\nlet ").and_then(|rest| rest.strip_suffix("\n}"))
            && let Some((lets, last)) = block.rsplit_once(";\n")
            && !lets.contains("\n}")
        {
            self.line(format!("let {lets};"));
            text = last.to_owned();
        }
        let text = text.as_str();
        let is_unit = matches!(code.ty, Ty::None | Ty::Never);
        if is_unit || matches!(value.kind, ExprKind::Call { .. }) && !text.ends_with(')') {
            self.line(format!("{text};"));
        } else {
            let is_pop =
                text.starts_with("rt::list::pop") || text.contains(".pop") || text.contains("heappop");
            self.line(if is_pop { format!("{text};") } else { format!("let _ = {text};") });
        }
    }

    pub(super) fn has_call(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Call { .. })
            || names::children(expr).into_iter().any(|child| self.has_call(child))
    }

    pub(super) fn returns_unit(&self) -> bool {
        self.attempts.is_empty()
            && matches!(self.program.funcs[self.func].ret, Ty::None | Ty::Never)
            && !self.program.funcs[self.func].raises
    }

    /// Whether the body's end is reached.
    pub(super) fn falls_through(body: &[Stmt]) -> bool {
        !ends::always_leaves(body)
    }
}

pub(super) fn comma(parts: &[String]) -> String {
    if parts.len() == 1 { format!("{},", parts[0]) } else { parts.join(", ") }
}

/// A condition with a struct or block in front needs parentheses.
pub(super) fn brace_safe(code: &Code) -> String {
    if code.text.starts_with('{') && !code.text.ends_with('}') {
        format!("({})", code.text)
    } else {
        code.text.clone()
    }
}

/// What ends in `.collect::<Vec<_>>()` without saying into what: the type stands where it goes.
pub(super) fn collected(code: &Code, ty: &Ty) -> Option<String> {
    let typed = format!(".collect::<{}>()", super::form::outer_rust(ty));
    let bare = code.text.strip_suffix(&typed)?;
    (code.prec == prec::ATOM && code.form == Form::Value && !bare.starts_with(['{', '|']))
        .then(|| format!("{bare}.collect()"))
}
