//! Assignments: one target or several, new names and places, slices.

use super::form::prec;
use super::statement::collected;
use super::{Code, Emit, Form, Mode};
use crate::model::VarId;
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
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
    pub(super) fn plain_number(&self, target: &'a Expr, ty: &Ty) -> Option<VarId> {
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
    pub(super) fn compound(&mut self, var: VarId, value: &'a Expr, text: &str) -> Option<String> {
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
    pub(super) fn is_same_place(&self, one: &Expr, other: &Expr) -> bool {
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
    pub(super) fn assign_own_reversed(
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
