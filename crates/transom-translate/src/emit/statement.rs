//! Statements.

use super::form::prec;
use super::iter::Item;
use super::{Code, Emit, Form, Loop, Mode};
use crate::infer_whole as whole;
use crate::model::VarId;
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Case, Expr, ExprKind, Pattern, PatternKind, Stmt, StmtKind};
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
            self.statement(stmt, last);
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
    fn comments_before(&mut self, stmt: &'a Stmt) {
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
    fn declare_ahead(&mut self, stmt: &'a Stmt, address: usize) {
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
    fn declares(&self, stmt: &'a Stmt) -> Vec<VarId> {
        match &stmt.kind {
            StmtKind::Assign { targets, .. } if targets.len() == 1 => self.plain_targets(&targets[0]),
            StmtKind::AnnAssign { target, .. } => self.plain_targets(target),
            _ => Vec::new(),
        }
    }

    fn plain_targets(&self, target: &'a Expr) -> Vec<VarId> {
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
    fn stored_in(&self, stmt: &'a Stmt) -> Vec<VarId> {
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

    fn walrus_targets(&self, expr: &Expr, found: &mut Vec<VarId>) {
        if let ExprKind::Named { target, .. } = &expr.kind {
            found.extend(self.var(target));
        }
        for child in names::children(expr) {
            self.walrus_targets(child, found);
        }
    }

    fn statement(&mut self, stmt: &'a Stmt, tail: bool) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => self.assignment(targets, value),
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.assignment(std::slice::from_ref(target), value);
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value),
            StmtKind::Expr { value } => self.expression_statement(value),
            StmtKind::Return { value } => self.leave(value.as_ref(), tail),
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
            StmtKind::Try { body, handlers, orelse, .. } => self.attempt(body, handlers, orelse, tail),
            _ => {}
        }
    }

    fn expression_statement(&mut self, value: &'a Expr) {
        if matches!(value.kind, ExprKind::Str(_) | ExprKind::Ellipsis) {
            return;
        }
        self.dropped = Some(self.key(value));
        let code = self.expr(value);
        self.dropped = None;
        let text = code.text.strip_prefix('&').unwrap_or(&code.text);
        let text = text.trim_end_matches(';');
        let is_unit = matches!(code.ty, Ty::None | Ty::Never);
        if is_unit || matches!(value.kind, ExprKind::Call { .. }) && !text.ends_with(')') {
            self.line(format!("{text};"));
        } else {
            let is_pop =
                text.starts_with("rt::list::pop") || text.contains(".pop") || text.contains("heappop");
            self.line(if is_pop { format!("{text};") } else { format!("let _ = {text};") });
        }
    }

    fn assignment(&mut self, targets: &'a [Expr], value: &'a Expr) {
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
        let code = self.value(value, &ty);
        let name = self.temp("value");
        self.line(format!("let {name} = {};", code.text));
        for (at, target) in targets.iter().enumerate() {
            let movable = at + 1 == targets.len();
            let code = Code { movable, ..Code::new(name.clone(), prec::ATOM, Form::Place, ty.clone()) };
            self.assign_code(target, code);
        }
    }

    fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) {
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
                let text = self.store(var, Code::value(text, ty));
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
            _ => self.no(Why::of(Reason::MutableInstance, "an attribute is assigned"), target.span),
        }
    }

    /// `d[k] = d.get(k, 0) + n`: one look-up instead of two.
    fn counted(&mut self, target: &'a Expr, value: &'a Expr) -> Option<String> {
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
        let (dict_var, key_var) = (self.var(dict)?, self.var(index)?);
        let same = self.var(asked) == Some(dict_var)
            && self.var(key) == Some(key_var)
            && attr == "get"
            && keywords.is_empty();
        let number =
            matches!(**item, Ty::Int | Ty::Float) && self.ty(value) == **item && self.ty(left) == **item;
        let plain = matches!(dict.kind, ExprKind::Name(_)) && matches!(index.kind, ExprKind::Name(_));
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
        let place = if at.is_copy() {
            format!("{owner}.entry_or({}, || {default})", self.value(index, at).text)
        } else {
            let look = self.lookup(index, at);
            let code = self.expr_as(index, at);
            let own = self.coerce(Code { movable: false, ..code }, at).text;
            format!("{owner}.entry_or_with({look}, || {own}, || {default})")
        };
        Some(format!("*{place} {}= {step};", op.text()))
    }

    fn own_for(&mut self, target: &'a Expr, value: &'a Expr) -> Code {
        let ty = self.ty(target);
        self.value(value, &ty)
    }

    /// `container[index] = value` in one statement, where nothing gets in its way.
    fn direct_store(&mut self, target: &'a Expr, value: &'a Expr) -> Option<String> {
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

    fn has_call(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Call { .. })
            || names::children(expr).into_iter().any(|child| self.has_call(child))
    }

    /// `let f = |x| …;`
    fn let_closure(&mut self, var: VarId, value: &'a Expr) {
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
        let here = self.homes.last().is_some_and(|(home, _)| *home == self.program.vars[var].home);
        let info = &self.program.vars[var];
        let own = info.func == self.func;
        if own && here && !self.declared.contains(&var) && !info.is_param {
            self.declared.push(var);
            if self.mode(var) == Mode::RefMut {
                return format!("let {name} = {};", value.text);
            }
            let mutable = if self.needs_mut(var) { "mut " } else { "" };
            if self.mode(var) == Mode::Chars {
                return format!("let {name} = Chars::new({});", value.text);
            }
            let ty = self.program.vars[var].ty.clone();
            let annotation = if needs_annotation(&value.text, &ty) {
                format!(": {}", self.rust_type(&ty))
            } else {
                String::new()
            };
            return format!("let {mutable}{name}{annotation} = {};", value.text);
        }
        let place = if self.captured_by_reference(var) { format!("*{name}") } else { name };
        format!("{place} = {};", value.text)
    }

    /// Unpacking: `a, b = b, a + b`; `x, y = pair`; `first, *rest = items`.
    fn unpack(&mut self, target: &'a Expr, elts: &'a [Expr], value: &'a Expr) {
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

    fn unpack_list(
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
    fn plain_unpack(&mut self, elts: &'a [Expr], types: &[Ty], whole: &str) -> Option<String> {
        let mut names = Vec::new();
        let home = self.homes.last()?.0;
        for (target, ty) in elts.iter().zip(types) {
            let var = self.var(target)?;
            let info = &self.program.vars[var];
            let fits = info.home == home
                && info.func == self.func
                && !info.is_param
                && !self.declared.contains(&var);
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

    fn unpack_pairwise(&mut self, elts: &'a [Expr], values: &'a [Expr]) {
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

    fn stored_place(&mut self, target: &'a Expr) -> String {
        let Some(var) = self.var(target) else { return "_".to_owned() };
        let name = self.var_name(var);
        if self.captured_by_reference(var) { format!("*{name}") } else { name }
    }

    fn assign_code(&mut self, target: &'a Expr, code: Code) {
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

    fn assign_slice(&mut self, container: &'a Expr, index: &'a Expr, value: &'a Expr) {
        let ExprKind::Slice { lower, upper, step } = &index.kind else { return };
        let held = self.ty(container);
        let item = held.some().item().unwrap_or(Ty::Never);
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

    fn augmented(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr) {
        let index = self.index_first(target);
        self.augment(target, op, value);
        if let Some(index) = index {
            self.replaced.remove(&index);
        }
    }

    /// `xs[f()] += …`: the index is worked out before the rest, and once.
    fn index_first(&mut self, target: &'a Expr) -> Option<usize> {
        let ExprKind::Subscript { index, .. } = &target.kind else { return None };
        if matches!(index.kind, ExprKind::Slice { .. }) || self.is_settled(index) {
            return None;
        }
        let code = self.own(index);
        let name = self.temp("at");
        self.line(format!("let {name} = {};", code.text));
        let key = self.key(index);
        self.replaced.insert(key, Code::new(name, prec::ATOM, Form::Place, code.ty));
        Some(key)
    }

    /// Whether an expression gives the same however often and whenever it is worked out.
    fn is_settled(&self, expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Call { func, .. } => {
                matches!(
                    self.path(func).as_deref(),
                    Some("len" | "min" | "max" | "abs" | "int" | "ord" | "str")
                )
            }
            ExprKind::Named { .. } => false,
            _ => true,
        };
        own && names::children(expr)
            .into_iter()
            .all(|child| matches!(child.kind, ExprKind::Attribute { .. }) || self.is_settled(child))
    }

    fn augment(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr) {
        let ty = self.ty(target);
        let held = match self.var(target) {
            Some(var) if matches!(target.kind, ExprKind::Name(_)) => self.program.vars[var].ty.clone(),
            _ => ty.clone(),
        };
        if let (Ty::List(item) | Ty::Deque(item), BinOp::Add) = (held.some(), op) {
            let item = (**item).clone();
            return self.extend(target, value, &item);
        }
        if let (Ty::Str, BinOp::Add) = (&held, op) {
            return self.push_text(target, value);
        }
        if let (Ty::Set(item), BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor) = (held.some(), op)
        {
            let item = (**item).clone();
            return self.change_set(target, op, value, &item);
        }
        if held.is_number() && self.ty(value).some().is_number() {
            return self.augment_number(target, op, value, &held);
        }
        // Anything else: a new value in the same place.
        let code = self.augmented_value(target, op, value, &held);
        self.assign_code(target, code);
    }

    fn augmented_value(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, held: &Ty) -> Code {
        let own = self.ty(value);
        match (held.some(), op) {
            (Ty::Str | Ty::Text, BinOp::Mult) => {
                let text = self.text(target);
                let times = self.value(value, &Ty::Int);
                Code::value(format!("rt::text::repeat({}, {})", text.text, times.text), Ty::Str)
            }
            (Ty::List(_), BinOp::Mult) => {
                let list = self.reference(target, held);
                let times = self.value(value, &Ty::Int);
                Code::value(format!("rt::list::repeat({}, {})", list.text, times.text), held.clone())
            }
            _ => {
                self.no(
                    Why::of(
                        Reason::TypeMismatch,
                        format!("{held} {}= {own} has no exact counterpart", op.text()),
                    ),
                    target.span.to(value.span),
                );
                Code::value("()", held.clone())
            }
        }
    }

    fn augment_number(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, held: &Ty) {
        let right_ty = self.ty(value).some().clone();
        let (common, simple) = match (held, &right_ty) {
            (Ty::Number, _) => (Ty::Number, matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mult)),
            (Ty::Float, _) => (Ty::Float, matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mult)),
            (Ty::Bool, _) => (Ty::Bool, matches!(op, BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor)),
            _ => (
                Ty::Int,
                matches!(
                    op,
                    BinOp::Add | BinOp::Sub | BinOp::Mult | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
                ),
            ),
        };
        let root = crate::place::root(self.program, self.module, target);
        if root.is_some_and(|root| self.alias.events.changes(root, value.span)) {
            return self.augment_in_order(target, op, value, &common);
        }
        let right = self.value(value, &common);
        let has_effect = self.has_call(value);
        let target_code = self.augment_place(target, &common);
        if simple {
            let right = if has_effect && target_code.contains("_mut(") {
                let name = self.temp("value");
                self.line(format!("let {name} = {};", right.text));
                name
            } else {
                right.text
            };
            if let (Some((counter, key)), BinOp::Add | BinOp::Sub) = (self.counter_place(target), op) {
                let minus = if op == BinOp::Sub { "-" } else { "" };
                return self.line(format!("rt::counter::add_to({counter}, {key}, {minus}{right});"));
            }
            return self.line(format!("{target_code} {}= {right};", op.text()));
        }
        let ty = match (op, &common) {
            (BinOp::Div, _) => Ty::Float,
            _ => common.clone(),
        };
        let left = self.value(target, &common);
        let code = self.combine(op, left, right, &common, &ty);
        self.assign_code(target, code);
    }

    /// Where the right side changes the place: Python has read it before.
    fn augment_in_order(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, common: &Ty) {
        let mut read = Vec::new();
        for (stem, expr) in [("before", target), ("value", value)] {
            let code = self.value(expr, common);
            let name = self.temp(stem);
            self.line(format!("let {name} = {};", code.text));
            read.push(Code::new(name, prec::ATOM, Form::Value, common.clone()));
        }
        let ty = if op == BinOp::Div { Ty::Float } else { common.clone() };
        let right = read.pop().expect("two were pushed");
        let left = read.pop().expect("two were pushed");
        let code = self.combine(op, left, right, common, &ty);
        self.assign_code(target, code);
    }

    fn counter_place(&mut self, target: &'a Expr) -> Option<(String, String)> {
        let ExprKind::Subscript { value, index } = &target.kind else { return None };
        let Ty::Counter(key) = self.ty(value).some().clone() else { return None };
        let place = self.borrow_mut(value);
        Some((place, self.value(index, &key).text))
    }

    /// The place of an augmented assignment.
    fn augment_place(&mut self, target: &'a Expr, _common: &Ty) -> String {
        match &target.kind {
            ExprKind::Subscript { value, index } => {
                let held = self.ty(value);
                if let (Ty::Array2(_), ExprKind::Tuple { elts }) = (held.some(), &index.kind) {
                    let owner = self.place_mut(value);
                    let (row, column) = (self.value(&elts[0], &Ty::Int), self.value(&elts[1], &Ty::Int));
                    return format!("*{owner}.at_mut({}, {})", row.text, column.text);
                }
                if let Ty::Counter(_) = held.some() {
                    return String::new();
                }
                format!("*{}", self.place_mut(target))
            }
            _ => self.stored_place(target),
        }
    }

    fn extend(&mut self, target: &'a Expr, value: &'a Expr, item: &Ty) {
        if let ExprKind::List { elts } = &value.kind
            && let [only] = elts.as_slice()
            && !matches!(only.kind, ExprKind::Starred { .. })
            && matches!(self.ty(target).some(), Ty::List(_))
        {
            let value = self.value(only, item);
            let place = self.place_mut(target);
            return self.line(format!("{place}.push({});", value.text));
        }
        let root = crate::place::root(self.program, self.module, target);
        let reads = root.is_some_and(|root| self.names_in(value).contains(&root));
        let items = self.items_owned(value, item);
        if reads {
            let name = self.temp("items");
            let list = self.walk_owned(value, item);
            self.line(format!("let {name} = {list}.collect::<Vec<_>>();"));
            let place = self.place_mut(target);
            return self.line(format!("{place}.extend({name});"));
        }
        let place = self.place_mut(target);
        self.line(format!("{place}.extend({items});"));
    }

    fn push_text(&mut self, target: &'a Expr, value: &'a Expr) {
        let place = match &target.kind {
            ExprKind::Name(_) => {
                let name = self.stored_place(target);
                name.strip_prefix('*').map_or(name.clone(), str::to_owned)
            }
            _ => self.place_mut(target),
        };
        let reads = self.var(target).is_some_and(|var| self.names_in(value).contains(&var));
        let simple = matches!(target.kind, ExprKind::Name(_)) && !reads && !self.has_call(value);
        if let (true, ExprKind::BinOp { op: BinOp::Add, left, right }) = (simple, &value.kind) {
            self.push_text(target, left);
            return self.push_text(target, right);
        }
        if self.ty(value).is_char() {
            let value = self.value(value, &Ty::Char);
            return self.line(format!("{place}.push({});", value.text));
        }
        let code = if reads || !matches!(target.kind, ExprKind::Name(_)) {
            self.value(value, &Ty::Str)
        } else {
            self.text(value)
        };
        let text = if reads || code.ty == Ty::Str {
            let name = self.temp("text");
            self.line(format!("let {name} = {};", code.text));
            format!("&{name}")
        } else {
            code.text
        };
        self.line(format!("{place}.push_str({text});"));
    }

    fn change_set(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, item: &Ty) {
        let ty = Ty::set(item.clone());
        let other = self.own(value);
        let name = self.temp("other");
        self.line(format!("let {name} = {};", other.text));
        let _ = ty;
        let place = self.place_mut(target);
        let method = match op {
            BinOp::BitOr => return self.line(format!("{place}.update({name});")),
            BinOp::BitAnd => "intersection_update",
            BinOp::Sub => "difference_update",
            _ => "symmetric_difference_update",
        };
        self.line(format!("{place}.{method}(&{name});"));
    }

    fn choose(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], tail: bool) {
        let tail = tail && (!orelse.is_empty() || self.returns_unit());
        let condition = self.condition(test);
        self.line(format!("if {} {{", brace_safe(&condition)));
        self.block(body, tail);
        let mut rest = orelse;
        loop {
            if let [Stmt { kind: StmtKind::If { test, body, orelse }, .. }] = rest {
                let lines = self.captured(|emit| {
                    let condition = emit.condition(test);
                    emit.line(format!("}} else if {} {{", brace_safe(&condition)));
                });
                // A condition that needs statements of its own stands in an inner block.
                if lines.len() == 1 && !self.declares_inside(rest) {
                    self.lines.extend(lines);
                    self.block(body, tail && self.has_else(orelse));
                    rest = orelse;
                    continue;
                }
            }
            break;
        }
        if !rest.is_empty() {
            self.line("} else {");
            self.block(rest, tail);
        }
        self.line("}");
    }

    fn has_else(&self, orelse: &[Stmt]) -> bool {
        !orelse.is_empty() || self.returns_unit()
    }

    /// Whether a variable's home is this `else` block itself: then it cannot become an `else if`.
    fn declares_inside(&self, rest: &'a [Stmt]) -> bool {
        let address = rest.as_ptr() as usize;
        rest.iter()
            .any(|stmt| self.stored_in(stmt).into_iter().any(|var| self.program.vars[var].home == address))
    }

    pub(super) fn returns_unit(&self) -> bool {
        self.attempts.is_empty()
            && matches!(self.program.funcs[self.func].ret, Ty::None | Ty::Never)
            && !self.program.funcs[self.func].raises
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], tail: bool) {
        let label = self.open_loop(orelse);
        let prefix = label.as_ref().map_or(String::new(), |label| format!("{label}: {{\n"));
        if !prefix.is_empty() {
            self.line(prefix.trim_end());
        }
        let endless = matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1));
        if endless {
            self.line("loop {");
        } else {
            let condition = self.condition(test);
            self.line(format!("while {} {{", brace_safe(&condition)));
        }
        self.loop_block(body);
        self.line("}");
        self.loops.pop();
        self.close_loop(label, orelse, tail);
    }

    fn loop_block(&mut self, body: &'a [Stmt]) {
        self.homes.push((body.as_ptr() as usize, true));
        self.indent += 1;
        self.statements(body, false);
        self.indent -= 1;
        self.homes.pop();
    }

    /// A loop with an `else` that a `break` skips stands in a labelled block.
    fn open_loop(&mut self, orelse: &'a [Stmt]) -> Option<String> {
        let label = (!orelse.is_empty()).then(|| {
            self.temps += 1;
            format!("'search_{}", self.temps)
        });
        self.loops.push(Loop { label: label.clone(), attempts: self.attempts.len() });
        label
    }

    fn close_loop(&mut self, label: Option<String>, orelse: &'a [Stmt], tail: bool) {
        if orelse.is_empty() {
            return;
        }
        let _ = tail;
        self.homes.push((orelse.as_ptr() as usize, false));
        self.statements(orelse, false);
        self.homes.pop();
        if label.is_some() {
            self.line("}");
        }
    }

    fn jump(&mut self, word: &str) {
        let Some(innermost) = self.loops.last() else { return };
        if innermost.attempts < self.attempts.len() {
            let leave = if word == "break" { "Break" } else { "Continue" };
            return self.line(format!("return Ok(rt::Leave::{leave});"));
        }
        match (&innermost.label, word) {
            (Some(label), "break") => {
                let label = label.clone();
                self.line(format!("break {label};"));
            }
            _ => self.line(format!("{word};")),
        }
    }

    fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        tail: bool,
    ) {
        let label = self.open_loop(orelse);
        if let Some(label) = &label {
            self.line(format!("{label}: {{"));
        }
        self.for_body(target, iter, body);
        self.loops.pop();
        self.close_loop(label, orelse, tail);
    }

    fn for_body(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt]) {
        let inside = Self::span_of(body);
        let sources = self.loop_sources(iter);
        let changed: Vec<VarId> =
            sources.into_iter().filter(|root| self.alias.events.changes(*root, inside)).collect();
        let home = body.as_ptr() as usize;
        let vars = self.plain_targets(target);
        let writing = vars.iter().any(|var| self.mode(*var) == Mode::RefMut);
        if !changed.is_empty() && !writing {
            return self.indexed_loop(target, iter, body, &changed);
        }
        let walk = self.walk(iter, writing);
        let (pattern, lets) = self.loop_pattern(target, &walk.item, home);
        self.line(format!("for {pattern} in {} {{", walk.text));
        self.indent += 1;
        for text in &lets {
            self.line(text);
        }
        self.indent -= 1;
        self.loop_block(body);
        self.line("}");
    }

    /// Names that live on after the loop are assigned inside it.
    fn loop_pattern(&mut self, target: &'a Expr, item: &Item, home: usize) -> (String, Vec<String>) {
        let vars = self.plain_targets(target);
        let outside: Vec<VarId> = vars
            .iter()
            .copied()
            .filter(|var| self.program.vars[*var].home != home || self.program.vars[*var].captured)
            .filter(|var| self.program.vars[*var].read || self.program.vars[*var].stores > 1)
            .collect();
        for var in &vars {
            if !outside.contains(var) {
                self.declared.push(*var);
            }
        }
        if outside.is_empty() {
            return self.closure_pattern(target, item);
        }
        let mut lets = Vec::new();
        let mut stores = Vec::new();
        for var in &outside {
            let name = self.var_name(*var);
            let next = format!("next_{}", name.trim_start_matches("r#"));
            self.renamed.insert(*var, next.clone());
            let place = if self.captured_by_reference(*var) { format!("*{name}") } else { name };
            stores.push(format!("{place} = {next};"));
        }
        let pattern = self.pattern_of(target, item, &mut lets);
        for var in &outside {
            self.renamed.remove(var);
        }
        lets.extend(stores);
        (pattern.replace("mut next_", "next_"), lets)
    }

    fn pattern_of(&mut self, target: &'a Expr, item: &Item, lets: &mut Vec<String>) -> String {
        let (pattern, more) = self.closure_pattern(target, item);
        lets.extend(more);
        pattern
    }

    /// A loop over a list that nothing changes, though its place may get another one meanwhile.
    fn loop_over_copy(&mut self, target: &'a Expr, list: &'a Expr, body: &'a [Stmt]) {
        let code = self.own(list);
        let name = self.temp("items");
        self.line(format!("let {name} = {};", code.text));
        let item = Item::One(code.ty.item().unwrap_or(Ty::Never), Form::Value);
        let (pattern, lets) = self.loop_pattern(target, &item, body.as_ptr() as usize);
        self.line(format!("for {pattern} in {name} {{"));
        self.indent += 1;
        lets.iter().for_each(|text| self.line(text));
        self.indent -= 1;
        self.loop_block(body);
        self.line("}");
    }

    /// A loop over a list that its body changes: by position, as Python's own iterator does it.
    fn indexed_loop(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt], changed: &[VarId]) {
        let home = body.as_ptr() as usize;
        let (list, counter, start) = match &iter.kind {
            ExprKind::Call { func, args, .. } if func.as_name() == Some("enumerate") && args.len() == 1 => {
                (&args[0], true, 0)
            }
            _ => (iter, false, 0),
        };
        let held = self.ty(list);
        let is_list = matches!(held, Ty::List(_)) && crate::place::is_place(list);
        let inside = Self::span_of(body);
        let is_kept = matches!(list.kind, ExprKind::Name(_))
            && changed.iter().all(|var| !self.alias.events.stores(*var, inside));
        if is_list && !is_kept && !counter && !self.alias.is_mutated(self.key(list)) {
            return self.loop_over_copy(target, list, body);
        }
        if !is_list || !is_kept || changed.len() != 1 {
            self.no(
                Why::of(Reason::ChangedWhileIterated, "what the loop walks over is changed in it"),
                iter.span,
            );
            return;
        }
        let item = held.item().unwrap_or(Ty::Never);
        if self.program.can_change(&item) {
            let key = self.key(list);
            if self.alias.changes(key) {
                self.no(
                    Why::of(Reason::ChangedWhileIterated, "what the loop walks over is changed in it"),
                    iter.span,
                );
            }
        }
        let _ = start;
        let place = self.expr(list);
        let place = super::expr::dotted(&place);
        let at = self.temp("at");
        self.line(format!("let mut {at} = 0;"));
        self.line(format!("while {at} < {place}.len() {{"));
        let code = Code::new(format!("{place}[{at}]"), prec::ATOM, Form::Place, item.clone());
        let value = self.owned(code);
        self.indent += 1;
        self.line(format!("let item_at = ({at} as i64, {});", value.text));
        self.line(format!("{at} += 1;"));
        let (item, text) =
            if counter { (Ty::Tuple(vec![Ty::Int, item]), "item_at") } else { (item, "item_at.1") };
        let vars = self.plain_targets(target);
        for var in vars {
            if self.mode(var) != Mode::Value {
                self.modes.insert(var, Mode::Value);
            }
        }
        self.homes.push((home, true));
        let code = Code { movable: true, ..Code::new(text, prec::ATOM, Form::Place, item) };
        self.assign_code(target, code);
        self.statements(body, false);
        self.homes.pop();
        self.indent -= 1;
        self.line("}");
    }

    fn leave(&mut self, value: Option<&'a Expr>, tail: bool) {
        let func = &self.program.funcs[self.func];
        let (raises, ret, returns) = (func.raises, func.ret.clone(), func.returns.is_some());
        let is_generator = func.def.is_generator;
        let text = match value {
            _ if is_generator => "yielded".to_owned(),
            _ if returns => "()".to_owned(),
            Some(value) => {
                self.in_return = self.names_in(value);
                let code = self.value(value, &ret);
                self.in_return.clear();
                code.text
            }
            None if matches!(ret, Ty::Optional(_)) => "None".to_owned(),
            None => "()".to_owned(),
        };
        if !self.attempts.is_empty() {
            self.leaves = true;
            return self.line(format!("return Ok(rt::Leave::Return({text}));"));
        }
        let text = if raises { format!("Ok({text})") } else { text };
        match (tail, text.as_str()) {
            (true, "()") => {}
            (true, _) => self.line(text),
            (false, "()") => self.line("return;"),
            (false, _) => self.line(format!("return {text};")),
        }
    }

    fn raise(&mut self, exc: Option<&'a Expr>, tail: bool) {
        let raised = match exc {
            Some(exc) => self.raised(exc),
            None => "raised".to_owned(),
        };
        self.line(if tail && self.attempts.is_empty() {
            format!("Err({raised})")
        } else {
            format!("return Err({raised});")
        });
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>) {
        let lines = self.captured(|emit| {
            let condition = emit.negated(test);
            emit.line(format!("if {} {{", brace_safe(&condition)));
        });
        self.lines.extend(lines);
        let args = match msg {
            Some(msg) => {
                let value = self.raised_value(msg);
                format!("[{value}]")
            }
            None => "[]".to_owned(),
        };
        self.indent += 1;
        self.line(format!("return Err(Raised::new(\"AssertionError\", {args}));"));
        self.indent -= 1;
        self.line("}");
    }

    fn delete(&mut self, target: &'a Expr) {
        let ExprKind::Subscript { value, index } = &target.kind else { return };
        let held = self.ty(value);
        if let ExprKind::Slice { lower, upper, step } = &index.kind {
            let mut bounds = Vec::new();
            for bound in [lower, upper, step] {
                bounds.push(match bound {
                    Some(bound) => format!("Some({})", self.value(bound, &Ty::Int).text),
                    None => "None".to_owned(),
                });
            }
            let place = self.borrow_mut(value);
            return self.line(format!("rt::list::delete_slice({place}, {});", bounds.join(", ")));
        }
        if let Some((key, _)) = held.some().entry() {
            let key = key.clone();
            let look = self.lookup(index, &key);
            let place = self.place_mut(value);
            return self.line(format!("{place}.remove({look});"));
        }
        let at = self.value(index, &Ty::Int);
        if let Ty::Deque(_) = held.some() {
            let place = self.place_mut(value);
            return self.line(format!("{place}.delete({});", at.text));
        }
        let name = self.temp("at");
        let at = if whole(index).is_some() {
            at.text
        } else {
            self.line(format!("let {name} = {};", at.text));
            name
        };
        let place = self.borrow_mut(value);
        self.line(format!("rt::list::delete({place}, {at});"));
    }

    /// `match` as a chain of tests.
    fn match_cases(&mut self, subject: &'a Expr, cases: &'a [Case], tail: bool) {
        let code = self.own(subject);
        let name = self.temp("subject");
        self.line(format!("let {name} = {};", code.text));
        let exhaustive = names::is_exhaustive(cases);
        let tail = tail && (exhaustive || self.returns_unit());
        for (at, case) in cases.iter().enumerate() {
            let place = Code::new(name.clone(), prec::ATOM, Form::Place, code.ty.clone());
            let mut tests = Vec::new();
            let mut binds = Vec::new();
            self.pattern_tests(&case.pattern, &place, &mut tests, &mut binds);
            let mut guard = String::new();
            if let Some(test) = &case.guard {
                if !binds.is_empty() {
                    self.no(
                        Why::of(Reason::MatchShape, "a guard on a name that the pattern binds"),
                        case.span,
                    );
                }
                guard = self.condition(test).at(prec::BOTH);
            }
            if !guard.is_empty() {
                tests.push(guard);
            }
            let word = if at == 0 { "" } else { "} else " };
            if tests.is_empty() {
                self.line(if at == 0 { "{".to_owned() } else { "} else {".to_owned() });
            } else {
                if tests.len() > 1 {
                    tests.iter_mut().filter(|test| test.contains(" || ")).for_each(|test| {
                        *test = format!("({test})");
                    });
                }
                self.line(format!("{word}if {} {{", tests.join(" && ")));
            }
            self.homes.push((case.body.as_ptr() as usize, false));
            self.indent += 1;
            for (var, value) in binds {
                let text = self.store(var, value);
                self.line(text);
            }
            self.statements(&case.body, tail);
            self.indent -= 1;
            self.homes.pop();
            if tests.is_empty() {
                break;
            }
        }
        self.line("}");
    }

    fn pattern_tests(
        &mut self,
        pattern: &'a Pattern,
        subject: &Code,
        tests: &mut Vec<String>,
        binds: &mut Vec<(VarId, Code)>,
    ) {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => {
                let test = self.equal_to(subject.clone(), value);
                tests.push(test.at(prec::BOTH));
            }
            PatternKind::Or(all) => {
                let mut any = Vec::new();
                for pattern in all {
                    let mut inner = Vec::new();
                    self.pattern_tests(pattern, subject, &mut inner, binds);
                    any.push(inner.join(" && "));
                }
                let any = any.join(" || ");
                // Alone, it needs no parentheses; a guard behind it puts them around.
                tests.push(any);
            }
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern_tests(inner, subject, tests, binds);
                }
                if let Some(name) = name {
                    let key = (self.func, names::span_key(name.span));
                    if let Some(var) = self.program.unnumbered.get(&key).copied() {
                        let value = self.owned(subject.clone());
                        binds.push((var, value));
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether the body's end is reached.
    pub(super) fn falls_through(body: &[Stmt]) -> bool {
        !ends::always_leaves(body)
    }
}

fn comma(parts: &[String]) -> String {
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

/// Whether Rust cannot see the type from the value.
fn needs_annotation(text: &str, ty: &Ty) -> bool {
    let bare = text.trim_start_matches('-');
    let integer = *ty == Ty::Int && !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit());
    let container = text.contains("::new()") || text.contains("vec![") || text.contains("Vec::from");
    integer
        || container
        || text == "None"
        || text.contains("collect()")
        || text.starts_with("Some(")
        || matches!(ty, Ty::Int) && text.starts_with("if ")
        || text.contains("filled(")
        || text.contains("::from([")
}
