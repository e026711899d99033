//! Membership: `item in container`.

use super::compare::holds_float;
use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form};
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// A test whose left side has a name, where one side changes something and Rust may have the right one first.
    pub(super) fn left_first(
        &mut self,
        left: &'a Expr,
        right: &'a Expr,
        test: impl FnOnce(&mut Self) -> Code,
    ) -> Option<Code> {
        let disturbed = [left, right].iter().any(|side| self.alias.events.disturbs(side.span));
        let key = self.key(left);
        if !disturbed || crate::infer_whole(left).is_some() || self.replaced.contains_key(&key) {
            return None;
        }
        let item = self.own(left);
        let name = self.temp("item");
        self.replaced.insert(key, Code::new(name.clone(), prec::ATOM, Form::Place, item.ty));
        let test = test(self);
        self.replaced.remove(&key);
        let text = format!("{{ let {name} = {}; {} }}", item.text, test.text);
        Some(Code::new(text, prec::LOW, Form::Value, Ty::Bool))
    }

    /// No use of these variables in the expression is the last one.
    fn keep_read(&mut self, expr: &Expr, vars: &[usize]) {
        if self.var(expr).is_some_and(|var| vars.contains(&var)) {
            let key = self.key(expr);
            self.last_uses.remove(&key);
        }
        for child in crate::names::children(expr) {
            self.keep_read(child, vars);
        }
    }

    /// `item in container`.
    pub(super) fn member(&mut self, left: &'a Expr, right: &'a Expr) -> Code {
        if let Some(code) = self.left_first(left, right, |emit| emit.member(left, right)) {
            return code;
        }
        // Rust has the container first: what the item reads must still be there.
        let read = self.names_in(left);
        self.keep_read(right, &read);
        let (item, container) = (self.ty(left), self.ty(right).some().clone());
        if container.is_text() {
            let whole = self.text(right);
            if item.is_char() {
                let item = self.value(left, &Ty::Char);
                return Code::value(format!("{}.contains({})", whole.at(prec::ATOM), item.text), Ty::Bool);
            }
            let item = self.text(left);
            return Code::value(format!("rt::text::contains({}, {})", whole.text, item.text), Ty::Bool);
        }
        if let ExprKind::List { elts } | ExprKind::Tuple { elts } | ExprKind::Set { elts } = &right.kind
            && !elts.is_empty()
            && let Some(code) = self.one_of(left, elts)
        {
            return code;
        }
        let held = container.item().unwrap_or(Ty::Never);
        if let Some((array, held)) = self.array_constant(right)
            && let Some(item) = self.plainly_equal(left, &held)
        {
            return Code::value(format!("{array}.contains({item})"), Ty::Bool);
        }
        match &container {
            Ty::Set(_) | Ty::FrozenSet(_) => {
                let owner = self.expr(right);
                let owner = self.unwrapped(owner);
                let key = self.lookup(left, &held);
                Code::value(format!("{}.contains({key})", dotted(&owner)), Ty::Bool)
            }
            Ty::Range => {
                let item = self.value(left, &Ty::Int);
                let range = self.expr(right);
                Code::value(format!("{}.contains({})", range.at(prec::ATOM), item.text), Ty::Bool)
            }
            _ if container.entry().is_some() => {
                let owner = self.expr(right);
                let owner = self.unwrapped(owner);
                let key = self.lookup(left, &held);
                Code::value(format!("{}.contains({key})", dotted(&owner)), Ty::Bool)
            }
            Ty::Iter(_) => {
                let items = self.items_owned(right, &held);
                let item = self.value(left, &held);
                let name = self.unused("item");
                Code::value(format!("{items}.any(|{name}| {name} == {})", item.at(prec::ADD)), Ty::Bool)
            }
            Ty::Deque(_) => {
                let owner = self.expr(right);
                let item = self.reference(left, &held);
                Code::value(format!("{}.contains({})", dotted(&owner), item.text), Ty::Bool)
            }
            _ => self.listed(left, right, &container, &held),
        }
    }

    /// `item in` a list, or a tuple as one.
    fn listed(&mut self, left: &'a Expr, right: &'a Expr, container: &Ty, held: &Ty) -> Code {
        let list = match container {
            Ty::Tuple(items) => self.tuple_as_list(right, items, held),
            _ => self.reference(right, container).text,
        };
        let optional = matches!(self.ty(left), Ty::Optional(_)) && !matches!(held, Ty::Optional(_));
        let item = if optional {
            self.operand_optional(left)
        } else if *held == Ty::Text {
            let text = self.text(left);
            format!("&{}", text.at(prec::ATOM))
        } else {
            self.lookup(left, held)
        };
        Code::value(format!("rt::list::contains({list}, {item})"), Ty::Bool)
    }

    /// A tuple to be looked through.
    fn tuple_as_list(&mut self, tuple: &'a Expr, items: &[Ty], held: &Ty) -> String {
        if held.is_copy() && items.iter().all(|item| item == held) {
            let names: Vec<String> = (0..items.len()).map(|at| format!("item_{at}")).collect();
            let (names, tuple) = (names.join(", "), self.own(tuple));
            return format!("&{{ let ({names},) = {}; [{names}] }}", tuple.text);
        }
        let tuple = self.value(tuple, &Ty::VarTuple(Box::new(held.clone())));
        format!("&{}", tuple.at(prec::UNARY))
    }

    /// A reference to an item, where Rust's own `==` finds it as Python's does.
    fn plainly_equal(&mut self, left: &'a Expr, held: &Ty) -> Option<String> {
        let item = self.ty(left);
        let same = item == *held || (item.is_char() && held.is_char());
        match held {
            Ty::Text if matches!(item, Ty::Text | Ty::Str) => {
                let code = self.expr(left);
                let lent = code.ty == Ty::Text || code.form == Form::Ref;
                let text = if lent { code.at(prec::UNARY) } else { format!("{}.as_str()", dotted(&code)) };
                Some(format!("&{text}"))
            }
            _ if same && held.is_copy() && !holds_float(held) && !matches!(held, Ty::Float | Ty::Number) => {
                let held = if held.is_char() { Ty::Char } else { held.clone() };
                Some(self.reference(left, &held).text)
            }
            _ => None,
        }
    }

    fn operand_optional(&mut self, left: &'a Expr) -> String {
        let code = self.expr(left);
        let code = self.unwrapped(code);
        let ty = code.ty.clone();
        self.as_ref(code, &ty).text
    }

    /// `x in ("a", "b")` as `matches!`.
    fn one_of(&mut self, left: &'a Expr, elts: &'a [Expr]) -> Option<Code> {
        let item = self.ty(left);
        let patterns: Option<Vec<String>> = elts
            .iter()
            .map(|elt| match (&elt.kind, &item) {
                (ExprKind::Int(value), Ty::Int) => Some(value.to_string()),
                (ExprKind::Str(Some(text)), Ty::Text | Ty::Str) => Some(super::expr::quote(text)),
                (ExprKind::Str(Some(text)), Ty::Char) if text.chars().count() == 1 => {
                    text.chars().next().map(|only| format!("{only:?}"))
                }
                _ => None,
            })
            .collect();
        let patterns = patterns?;
        let mut distinct: Vec<String> = Vec::new();
        for pattern in patterns {
            if !distinct.contains(&pattern) {
                distinct.push(pattern);
            }
        }
        let subject = match item {
            Ty::Text | Ty::Str => self.text(left).text,
            _ => {
                let code = self.expr(left);
                self.plain(code).text
            }
        };
        let subject = subject.strip_prefix('&').map_or(subject.clone(), |inner| format!("{inner}.as_str()"));
        Some(Code::value(format!("matches!({subject}, {})", distinct.join(" | ")), Ty::Bool))
    }
}
