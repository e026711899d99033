//! Statements.

use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::model::VarId;
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;
use crate::why::Why;
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

    pub(super) fn assignment(&mut self, targets: &'a [Expr], value: &'a Expr) {
        if let [target] = targets {
            return self.assign_one(target, value);
        }
        // `a = b = value`: worked out once, given to each.
        let ty = targets.iter().fold(self.ty(value), |all, target| {
            let own = self.var(target).map_or(Ty::Never, |var| self.program.vars[var].ty.clone());
            all.join(&own)
        });
        let ty = if ty.clash().is_some() { self.ty(value) } else { ty };
        if self.program.can_change(&ty) {
            let key = self.key(value);
            if self.alias.changes(key) {
                self.no(
                    Why::of(Reason::SharedContainer, "several names for one container that is changed"),
                    value.span,
                );
            }
        }
        if is_scalar(value) {
            for target in targets {
                self.assign_one(target, value);
            }
            return;
        }
        if let Some((first, rest)) = targets.split_first()
            && let Some(var) = self.plain_number(first, &ty)
        {
            self.assign_one(first, value);
            let code = Code::new(self.var_name(var), prec::ATOM, Form::Place, ty);
            for target in rest {
                self.assign_code(target, code.clone());
            }
            return;
        }
        let code = self.value(value, &ty);
        let name = self.temp("value");
        self.line(format!("let {name} = {};", code.text));
        for (at, target) in targets.iter().enumerate() {
            let movable = at + 1 == targets.len();
            let code = Code { movable, ..Code::new(name.clone(), prec::ATOM, Form::Place, ty.clone()) };
            self.assign_code(target, code);
        }
    }

    /// The variable of a target whose value can be read again: a number in a variable of this function.
    fn plain_number(&self, target: &'a Expr, ty: &Ty) -> Option<VarId> {
        let var = self.var(target)?;
        let info = &self.program.vars[var];
        let plain = matches!(target.kind, ExprKind::Name(_)) && info.read && info.func == self.func;
        (plain && ty.is_copy() && info.ty == *ty && self.mode(var) == Mode::Value).then_some(var)
    }

    pub(super) fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) {
        match &target.kind {
            ExprKind::Name(_) => {
                let Some(var) = self.var(target) else { return };
                let ty = self.program.vars[var].ty.clone();
                if matches!(ty, Ty::Function(_)) {
                    return self.let_closure(var, value);
                }
                let mode = self.mode(var);
                if !self.program.vars[var].read && !self.is_total(value) {
                    let code = if self.is_quiet(value) { self.expr(value) } else { self.own(value) };
                    let annotation = if needs_annotation(&code.text, &code.ty) {
                        format!(": {}", self.rust_type(&code.ty))
                    } else {
                        String::new()
                    };
                    self.line(format!("let _{annotation} = {};", code.text));
                    return;
                }
                if !self.program.vars[var].read {
                    return;
                }
                let text = match mode {
                    Mode::Ref => self.reference(value, &ty).text,
                    Mode::RefMut => self.borrow_mut(value),
                    _ => self.value(value, &ty).text,
                };
                if let Some(text) = self.compound(var, value, &text) {
                    return self.line(text);
                }
                let text = self.store(var, Code::value(text, ty));
                let text = self.with_room(var, text);
                self.line(text);
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => self.unpack(target, elts, value),
            ExprKind::Subscript { value: container, index } => {
                if let ExprKind::Slice { .. } = index.kind {
                    return self.assign_slice(container, index, value);
                }
                if let Some(text) = self.counted(target, value) {
                    return self.line(text);
                }
                if let Some(text) = self.direct_store(target, value) {
                    return self.line(text);
                }
                let code = self.own_for(target, value);
                let name = self.temp("value");
                self.line(format!("let {name} = {};", code.text));
                let code = Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, code.ty) };
                let text = self.store_item(target, code);
                self.line(text);
            }
            ExprKind::Attribute { .. } => self.set_attribute(target, value),
            _ => self.no(Why::of(Reason::MutableInstance, "an attribute is assigned"), target.span),
        }
    }

    /// `x = x + y` as `x += y`.
    fn compound(&mut self, var: VarId, value: &'a Expr, text: &str) -> Option<String> {
        let ExprKind::BinOp { left, op, .. } = &value.kind else { return None };
        let info = &self.program.vars[var];
        let number = matches!(info.ty, Ty::Int | Ty::Float) && self.ty(value) == info.ty;
        let here = self.declared.contains(&var) || info.is_param;
        if !number || !here || self.var(left) != Some(var) || !matches!(left.kind, ExprKind::Name(_)) {
            return None;
        }
        let place = if self.captured_by_reference(var) {
            format!("*{}", self.var_name(var))
        } else {
            self.var_name(var)
        };
        let right = text.strip_prefix(&format!("{place} {} ", op.text()))?;
        Some(format!("{place} {}= {};", op.text(), without_parentheses(right)))
    }

    /// `d[k] = d.get(k, 0) + n`: one look-up instead of two.
    pub(super) fn counted(&mut self, target: &'a Expr, value: &'a Expr) -> Option<String> {
        let ExprKind::Subscript { value: dict, index } = &target.kind else { return None };
        let ExprKind::BinOp { left, op: op @ (BinOp::Add | BinOp::Sub | BinOp::Mult), right } = &value.kind
        else {
            return None;
        };
        let ExprKind::Call { func, args, keywords } = &left.kind else { return None };
        let ExprKind::Attribute { value: asked, attr, .. } = &func.kind else { return None };
        let [key, default] = args.as_slice() else { return None };
        let held = self.ty(dict).some().clone();
        let (Ty::Dict(at, item) | Ty::OrderedDict(at, item)) = &held else { return None };
        let dict_var = self.var(dict)?;
        let same = self.var(asked) == Some(dict_var)
            && self.is_same_place(key, index)
            && attr == "get"
            && keywords.is_empty();
        let number =
            matches!(**item, Ty::Int | Ty::Float) && self.ty(value) == **item && self.ty(left) == **item;
        let plain = matches!(dict.kind, ExprKind::Name(_)) && !self.names_in(index).contains(&dict_var);
        if !same
            || !number
            || !plain
            || self.has_call(right)
            || self.names_in(right).contains(&dict_var)
            || !self.is_quiet(default)
        {
            return None;
        }
        let owner = self.place_mut(dict);
        let step = self.value(right, item).text;
        let default = self.value(default, item).text;
        let own = self.ty(index);
        let place = if own == **at || (own == Ty::Text && **at == Ty::Str) {
            format!("{owner}.entry({}).or_insert({default})", self.lookup(index, at))
        } else if at.is_copy() {
            format!("{owner}.entry_or({}, || {default})", self.value(index, at).text)
        } else {
            let look = self.lookup(index, at);
            let code = self.expr_as(index, at);
            let own = self.coerce(Code { movable: false, ..code }, at).text;
            format!("{owner}.entry_or_with({look}, || {own}, || {default})")
        };
        Some(format!("*{place} {}= {step};", op.text()))
    }

    /// Whether both are one variable, or one field of one.
    fn is_same_place(&self, one: &Expr, other: &Expr) -> bool {
        match (&one.kind, &other.kind) {
            (ExprKind::Name(_), ExprKind::Name(_)) => {
                self.var(one).is_some_and(|var| self.var(other) == Some(var))
            }
            (
                ExprKind::Attribute { value: one, attr, .. },
                ExprKind::Attribute { value: other, attr: name, .. },
            ) => attr == name && matches!(self.ty(one), Ty::Class(_)) && self.is_same_place(one, other),
            _ => false,
        }
    }

    pub(super) fn own_for(&mut self, target: &'a Expr, value: &'a Expr) -> Code {
        let ty = self.ty(target);
        self.value(value, &ty)
    }

    /// `container[index] = value` in one statement, where nothing gets in its way.
    pub(super) fn direct_store(&mut self, target: &'a Expr, value: &'a Expr) -> Option<String> {
        let ExprKind::Subscript { value: container, index } = &target.kind else { return None };
        let held = self.ty(container);
        let is_dict = held.some().entry().is_some();
        let root = crate::place::root(self.program, self.module, container);
        let reads = root.is_some_and(|root| self.names_in(value).contains(&root));
        let nested = !matches!(container.kind, ExprKind::Name(_));
        let effects = self.has_call(value) && (self.has_call(index) || nested);
        // A dict's method takes the value while the dict is borrowed; a list's assignment works the value out first.
        let reads_place = root.is_some_and(|root| self.names_in(index).contains(&root));
        if effects || (reads_place && reads) || (is_dict && reads && (nested || self.has_call(value))) {
            return None;
        }
        let code = self.own_for(target, value);
        Some(self.store_item(target, code))
    }

    pub(super) fn has_call(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Call { .. })
            || names::children(expr).into_iter().any(|child| self.has_call(child))
    }

    /// `let f = |x| …;`
    pub(super) fn let_closure(&mut self, var: VarId, value: &'a Expr) {
        let ExprKind::Lambda { params, .. } = &value.kind else {
            let code = self.expr(value);
            let name = self.var_name(var);
            return self.line(format!("let {name} = {};", code.text));
        };
        let later = self.names_in(value).into_iter().find(|read| {
            let info = &self.program.vars[*read];
            info.stores > 1 || info.mutated
        });
        if later.is_some() {
            let why = Why::of(
                Reason::NotDrafted,
                "a function made here reads a variable that is assigned or changed elsewhere",
            );
            return self.no(why.mended("hand it over as an argument"), value.span);
        }
        let mut items = Vec::new();
        for param in params.iter() {
            let key = (self.func, names::span_key(param.name_span));
            let ty =
                self.program.unnumbered.get(&key).map_or(Ty::Never, |var| self.program.vars[*var].ty.clone());
            items.push((ty, Form::Value));
        }
        let closure = self.closure(value, &items, &Ty::Never, false).unwrap_or_default();
        let name = self.var_name(var);
        self.declared.push(var);
        self.line(format!("let {name} = {closure};"));
    }

    /// A value into a variable: `let` where it lives from here on.
    pub(super) fn store(&mut self, var: VarId, value: Code) -> String {
        let name = self.var_name(var);
        let maybe = self.program.may_be_unbound(var);
        let value = if maybe { Code { text: format!("Some({})", value.text), ..value } } else { value };
        let here = self.homes.last().is_some_and(|(home, _)| *home == self.program.vars[var].home);
        let info = &self.program.vars[var];
        let own = info.func == self.func;
        if own && here && !self.declared.contains(&var) && !info.is_param {
            self.declared.push(var);
            if self.mode(var) == Mode::RefMut {
                return format!("let {name} = {};", value.text);
            }
            if maybe {
                return format!("let mut {name} = {};", value.text);
            }
            let mutable = if self.needs_mut(var) { "mut " } else { "" };
            if self.mode(var) == Mode::Chars {
                return format!("let {name} = Chars::new({});", value.text);
            }
            let ty = self.program.vars[var].ty.clone();
            let collected = collected(&value, &ty);
            let annotation = if collected.is_some() || needs_annotation(&value.text, &ty) {
                format!(": {}", self.rust_type(&ty))
            } else {
                String::new()
            };
            return format!("let {mutable}{name}{annotation} = {};", collected.unwrap_or(value.text));
        }
        let place = if self.captured_by_reference(var) { format!("*{name}") } else { name };
        format!("{place} = {};", value.text)
    }

    pub(super) fn assign_slice(&mut self, container: &'a Expr, index: &'a Expr, value: &'a Expr) {
        let ExprKind::Slice { lower, upper, step } = &index.kind else { return };
        let held = self.ty(container);
        let item = held.some().item().unwrap_or(Ty::Never);
        if self.assign_own_reversed(container, index, value, &item) {
            return;
        }
        let list = self.walk_owned(value, &item);
        let name = self.temp("items");
        self.line(format!("let {name} = {list}.collect::<Vec<_>>();"));
        let mut bounds = Vec::new();
        for bound in [lower, upper, step] {
            bounds.push(match bound {
                Some(bound) => format!("Some({})", self.value(bound, &Ty::Int).text),
                None => "None".to_owned(),
            });
        }
        let place = self.borrow_mut(container);
        self.line(format!("rt::list::assign_slice({place}, {}, {name});", bounds.join(", ")));
    }

    /// `xs[a:b] = xs[c:d:-1]`: a part is turned around where it stands.
    fn assign_own_reversed(
        &mut self,
        container: &'a Expr,
        index: &'a Expr,
        value: &'a Expr,
        item: &Ty,
    ) -> bool {
        let ExprKind::Slice { lower, upper, step: None } = &index.kind else { return false };
        let ExprKind::Subscript { value: source, index: part } = &value.kind else { return false };
        let ExprKind::Slice { lower: from, upper: to, step: Some(step) } = &part.kind else { return false };
        let bounds = [lower, upper, from, to];
        let same = matches!(container.kind, ExprKind::Name(_)) && self.is_same_place(container, source);
        let calm = bounds.into_iter().flatten().all(|bound| self.is_settled(bound));
        if !same
            || !calm
            || !item.is_copy()
            || crate::infer_whole(step) != Some(-1)
            || !matches!(self.ty(container), Ty::List(_))
        {
            return false;
        }
        let bounds = bounds.map(|bound| match bound {
            Some(bound) => format!("Some({})", self.value(bound, &Ty::Int).text),
            None => "None".to_owned(),
        });
        let [lower, upper, from, to] = bounds;
        let place = self.borrow_mut(container);
        self.line(format!("rt::list::assign_reversed({place}, ({lower}, {upper}), ({from}, {to}));"));
        true
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

/// The text without parentheses around all of it.
fn without_parentheses(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return text };
    let mut depth = 0_i32;
    let apart = inner.chars().any(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0
    });
    if apart || inner.contains(['"', '\'']) { text } else { inner }
}

/// A literal that is as well worked out twice.
fn is_scalar(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::None => true,
        ExprKind::UnaryOp { operand, .. } => is_scalar(operand),
        _ => false,
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

/// Whether Rust cannot see the type from the value.
fn needs_annotation(text: &str, ty: &Ty) -> bool {
    let bare = text.trim_start_matches('-');
    let integer = *ty == Ty::Int && !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    let container = (text.contains("::new()") && text != "String::new()")
        || text.contains("vec![")
        || text.contains("Vec::from");
    integer
        || container
        || text == "None"
        || text.contains("collect()")
        || text.starts_with("Some(")
        || matches!(ty, Ty::Int) && text.starts_with("if ")
        || text.contains("filled(")
        || text.contains("::from([")
}
