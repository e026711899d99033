//! Augmented assignments: in place where Python changes in place.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn augmented(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr) {
        let index = self.index_first(target, value);
        self.augment(target, op, value);
        if let Some(index) = index {
            self.replaced.remove(&index);
        }
    }

    /// `xs[f()] += …`: the index is worked out before the rest, and once.
    pub(super) fn index_first(&mut self, target: &'a Expr, value: &'a Expr) -> Option<usize> {
        let ExprKind::Subscript { index, .. } = &target.kind else { return None };
        if matches!(index.kind, ExprKind::Slice { .. }) {
            return None;
        }
        let is_fixed = crate::infer_whole(index).is_some();
        if is_fixed || (self.is_settled(index) && !self.alias.events.disturbs(value.span)) {
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
    pub(super) fn is_settled(&self, expr: &Expr) -> bool {
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

    pub(super) fn augment(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr) {
        if let ExprKind::Attribute { value: owner, .. } = &target.kind {
            return self.augment_attribute(owner, target, op, value);
        }
        let ty = self.ty(target);
        let held = match self.var(target) {
            Some(var) if matches!(target.kind, ExprKind::Name(_)) => self.program.vars[var].ty.clone(),
            _ => ty.clone(),
        };
        if let (Ty::List(item) | Ty::Deque(item), BinOp::Add) = (held.some(), op) {
            let item = (**item).clone();
            return self.extend(target, value, &item);
        }
        if let (Ty::ByteArray, BinOp::Add) = (held.some(), op) {
            let own = self.ty(value).some().clone();
            let more = self.reference(value, &own);
            let place = self.place_mut(target);
            return self.line(format!("{place}.extend_from_slice({});", more.text));
        }
        if let (Ty::Str, BinOp::Add) = (&held, op) {
            return self.push_text(target, value);
        }
        if let (Ty::Set(item), BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor) = (held.some(), op)
        {
            let item = (**item).clone();
            return self.change_set(target, op, value, &item);
        }
        if held.is_number() && self.operand_type(value).is_number() {
            return self.augment_number(target, op, value, &held);
        }
        // Anything else: a new value in the same place.
        let code = self.augmented_value(target, op, value, &held);
        self.assign_code(target, code);
    }

    pub(super) fn augmented_value(
        &mut self,
        target: &'a Expr,
        op: BinOp,
        value: &'a Expr,
        held: &Ty,
    ) -> Code {
        let own = self.ty(value);
        match (held.some(), op) {
            (Ty::Str | Ty::Text, BinOp::Mult) => {
                let text = self.text(target);
                let times = self.value(value, &Ty::Int);
                Code::value(format!("rt::text::repeat({}, {})", text.text, times.text), Ty::Str)
            }
            (Ty::Other(_), _) if crate::ops::temporal(op.text(), held.some(), own.some()).is_some() => {
                self.temporal(target, op, value, held.some().clone())
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

    pub(super) fn augment_number(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, held: &Ty) {
        let right_ty = self.operand_type(value);
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
    pub(super) fn augment_in_order(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, common: &Ty) {
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

    pub(super) fn counter_place(&mut self, target: &'a Expr) -> Option<(String, String)> {
        let ExprKind::Subscript { value, index } = &target.kind else { return None };
        let Ty::Counter(key) = self.ty(value).some().clone() else { return None };
        let place = self.borrow_mut(value);
        Some((place, self.value(index, &key).text))
    }

    /// The place of an augmented assignment.
    pub(super) fn augment_place(&mut self, target: &'a Expr, _common: &Ty) -> String {
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

    pub(super) fn extend(&mut self, target: &'a Expr, value: &'a Expr, item: &Ty) {
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

    pub(super) fn push_text(&mut self, target: &'a Expr, value: &'a Expr) {
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
        if simple && let ExprKind::BinOp { op: BinOp::Mult, left, right } = &value.kind {
            let (text, times) = if self.ty(left).is_text() { (left, right) } else { (right, left) };
            let (text, times) = (self.text(text).text, self.value(times, &Ty::Int).text);
            return self.line(format!("rt::text::push_repeated(&mut {place}, {text}, {times});"));
        }
        let code = if reads || !matches!(target.kind, ExprKind::Name(_)) {
            let code = self.expr_as(value, &Ty::Str);
            self.coerce(Code { movable: code.movable && !reads, ..code }, &Ty::Str)
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

    pub(super) fn change_set(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr, item: &Ty) {
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
}
