//! Each kind of expression.

use super::form::{BOUND, prec};
use super::{Code, Emit, Form, Mode};
use crate::alias::Span32;
use crate::model::{Binding, VarId};
use crate::refusal::Code as Reason;
use crate::syntax::{BoolOp, Expr, ExprKind, UnaryOp};
use crate::types::Ty;
use crate::why::Why;
use crate::{ops, place};

impl<'a> Emit<'_, 'a> {
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Code {
        let ty = self.ty(expr);
        self.expr_as(expr, &ty)
    }

    /// An expression; where it makes something new, of the type that is wanted.
    pub(super) fn expr_as(&mut self, expr: &'a Expr, want: &Ty) -> Code {
        let ty = self.ty(expr);
        if let Some(code) = self.replaced.get(&self.key(expr)) {
            return code.clone();
        }
        match &expr.kind {
            ExprKind::None => {
                Code::value(if want == &Ty::None || *want == Ty::Never { "()" } else { "None" }, Ty::None)
            }
            ExprKind::Bool(value) => Code::value(value.to_string(), Ty::Bool),
            ExprKind::Int(_) => {
                let want = if *want.some() == Ty::Float { Ty::Float } else { Ty::Int };
                self.number_literal(expr, &want).expect("it is a literal")
            }
            ExprKind::Float(value) => Code { literal: true, ..Code::value(float_literal(*value), Ty::Float) },
            ExprKind::Str(Some(text)) => string_literal(text, want),
            ExprKind::Bytes(bytes) => {
                let list: Vec<String> = bytes.iter().map(ToString::to_string).collect();
                Code::value(format!("rt::Bytes::from(vec![{}])", list.join(", ")), Ty::Bytes)
            }
            ExprKind::Name(_) => self.name(expr),
            ExprKind::BinOp { left, op, right } => self.binary(expr, left, *op, right, want),
            ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, want),
            ExprKind::BoolOp { op, values } => self.either(*op, values, &ty, want),
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators),
            ExprKind::IfExp { test, body, orelse } => self.choice(test, body, orelse, &ty, want),
            ExprKind::List { elts } => self.list(elts, &ty, want),
            ExprKind::Set { elts } => self.set(elts, &ty, want),
            ExprKind::Tuple { elts } => self.tuple(elts, &ty, want),
            ExprKind::Dict { items } => self.dict(items, &ty, want),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr, &ty, want),
            ExprKind::Named { target, value } => self.walrus(target, value),
            ExprKind::FString { parts } => self.fstring(parts),
            ExprKind::Call { func, args, keywords } => self.call(expr, func, args, keywords, want),
            ExprKind::Attribute { value, attr, .. } => self.attribute(expr, value, attr),
            ExprKind::Subscript { value, index } => self.subscript(expr, value, index),
            ExprKind::Lambda { params, body } => self.lambda(params, body),
            ExprKind::Yield { value } => {
                let item = match &self.program.funcs[self.func].ret {
                    Ty::Iter(item) => (**item).clone(),
                    _ => Ty::None,
                };
                let value = match value {
                    Some(value) => self.value(value, &item).text,
                    None => "()".to_owned(),
                };
                Code::value(format!("{}.push({value})", self.unused("yielded")), Ty::None)
            }
            ExprKind::YieldFrom { value } => {
                let item = match &self.program.funcs[self.func].ret {
                    Ty::Iter(item) => (**item).clone(),
                    _ => Ty::None,
                };
                let items = self.items_owned(value, &item);
                Code::value(format!("{}.extend({items})", self.unused("yielded")), Ty::None)
            }
            _ => {
                self.no(Why::of(Reason::NotDrafted, "an expression of this form"), expr.span);
                Code::value("()", ty)
            }
        }
    }

    /// A variable, a constant or a function.
    pub(super) fn name(&mut self, expr: &'a Expr) -> Code {
        match self.program.binding(self.module, expr).clone() {
            Binding::Var(var) => self.variable(var, expr),
            Binding::Constant(constant) => {
                let code = self.constant(constant);
                // Whoever gets the module's own container may change it.
                let shared = self.program.can_change(&code.ty).then_some(expr.span);
                Code { shared, ..code }
            }
            Binding::Func(func) => Code::value(self.function_path(func), Ty::Function(0)),
            Binding::Path(path) => match ops::constant_rust(&path) {
                Some(rust) => Code::value(rust, ops::constant(&path).expect("it has a text")),
                None => Code::value(path, Ty::Function(0)),
            },
            _ => Code::value("()", Ty::Never),
        }
    }

    pub(super) fn variable(&mut self, var: VarId, expr: &'a Expr) -> Code {
        let name = self.var_name(var);
        let ty = self.program.vars[var].ty.clone();
        let ty = if ty == Ty::Letter { Ty::Char } else { ty };
        if self.program.may_be_unbound(var) {
            let (method, form) = match &ty {
                ty if ty.is_copy() => ("", Form::Value),
                Ty::Str => (".as_deref()", Form::Ref),
                _ => (".as_ref()", Form::Ref),
            };
            return Code::new(format!("{name}{method}.{BOUND}"), prec::ATOM, form, ty);
        }
        if self.captured_by_reference(var) {
            let copy = ty.is_copy();
            return match (self.program.vars[var].stores > 1 || self.program.vars[var].mutated, copy) {
                (true, true) => Code::new(format!("*{name}"), prec::UNARY, Form::Place, ty),
                (false, true) => Code::new(name, prec::ATOM, Form::Place, ty),
                (true, false) if ty == Ty::Str => {
                    Code::new(format!("{name}.as_str()"), prec::ATOM, Form::Value, Ty::Text)
                }
                _ => self.with_sharing(Code::new(name, prec::ATOM, Form::Ref, ty), expr),
            };
        }
        let form = match self.mode(var) {
            Mode::Value => Form::Place,
            // Rust reborrows by itself only where it knows which type is wanted.
            Mode::RefMut if ty == Ty::Str => {
                return Code::new(format!("{name}.as_str()"), prec::ATOM, Form::Value, Ty::Text);
            }
            Mode::Ref | Mode::RefMut => Form::Ref,
            Mode::Chars => {
                return Code::new(format!("{name}.as_str()"), prec::ATOM, Form::Value, Ty::Text);
            }
        };
        let movable = form == Form::Place && self.is_last_use(var, expr);
        let code = Code { movable, ..Code::new(name, prec::ATOM, form, ty) };
        self.with_sharing(code, expr)
    }

    /// Notes whether someone changes what the place holds.
    pub(super) fn with_sharing(&mut self, code: Code, expr: &'a Expr) -> Code {
        let changed = self.program.can_change(&code.ty) && self.alias.changes(self.key(expr));
        Code { shared: changed.then_some(expr.span), ..code }
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &'a Expr, want: &Ty) -> Code {
        if op == UnaryOp::Not {
            return self.negated(operand);
        }
        let want = if op == UnaryOp::Invert { &Ty::Int } else { want };
        let code = self.expr_as(operand, want);
        let code = self.unwrapped(code);
        let code = self.plain(code);
        let code = if code.ty == Ty::Bool { self.coerce(code, &Ty::Int) } else { code };
        let (sign, ty) = match op {
            UnaryOp::Minus => ("-", code.ty.clone()),
            UnaryOp::Invert => ("!", Ty::Int),
            _ => return code,
        };
        if op == UnaryOp::Minus && matches!(operand.kind, ExprKind::Int(0)) {
            // The integer has no sign, not even where a float is wanted.
            return code;
        }
        let literal = code.literal && op == UnaryOp::Minus;
        let operand = if code.literal { code.text.clone() } else { code.at(prec::UNARY) };
        Code { literal, ..Code::new(format!("{sign}{operand}"), prec::UNARY, Form::Value, ty) }
    }

    /// `a or b`, `a and b` as values.
    pub(super) fn either(&mut self, op: BoolOp, values: &'a [Expr], ty: &Ty, want: &Ty) -> Code {
        if values.iter().all(|value| self.ty(value) == Ty::Bool) {
            return self.condition_of(op, values);
        }
        // Made texts cannot be lent out of a branch.
        let ty = if *want == Ty::Never || (*want == Ty::Text && *ty == Ty::Str) {
            ty.clone()
        } else {
            want.clone()
        };
        let (last, front) = values.split_last().expect("an operator has operands");
        let mut text = self.value(last, &ty).text;
        for value in front.iter().rev() {
            let held = self.ty(value);
            if self.is_quiet(value) {
                let code = Code { movable: false, ..self.expr(value) };
                let truth = self.truth_of(code.clone()).text;
                let kept = self.coerce(code, &ty).text;
                text = chosen(op, &truth, &kept, &text);
                continue;
            }
            let first = self.value(value, &held);
            let name = self.temp("first");
            let truth = self.truth_of(Code::new(name.clone(), prec::ATOM, Form::Place, held.clone()));
            let kept = Code { movable: true, ..Code::new(name.clone(), prec::ATOM, Form::Place, held) };
            let kept = self.coerce(kept, &ty).text;
            let choice = chosen(op, &truth.text, &kept, &text);
            text = format!("{{ let {name} = {}; {choice} }}", first.text);
        }
        Code::new(text, prec::LOW, Form::Value, ty)
    }

    pub(super) fn choice(
        &mut self,
        test: &'a Expr,
        body: &'a Expr,
        orelse: &'a Expr,
        ty: &Ty,
        want: &Ty,
    ) -> Code {
        let lent = *want == Ty::Text && *ty == Ty::Str;
        let ty = if *want == Ty::Never || want.clash().is_some() || lent { ty.clone() } else { want.clone() };
        let ty = if ty == Ty::Letter { Ty::Char } else { ty };
        let test = self.condition(test);
        let (body, orelse) = (self.value(body, &ty), self.value(orelse, &ty));
        Code::new(
            format!("if {} {{ {} }} else {{ {} }}", test.text, body.text, orelse.text),
            prec::LOW,
            Form::Value,
            ty,
        )
    }

    pub(super) fn walrus(&mut self, target: &'a Expr, value: &'a Expr) -> Code {
        let Some(var) = self.var(target) else { return Code::value("()", Ty::Never) };
        let ty = self.program.vars[var].ty.clone();
        let value = self.value(value, &ty);
        let name = self.var_name(var);
        if self.closures > 0 {
            let why = Why::of(Reason::NotDrafted, "`:=` inside a comprehension");
            self.no(why.mended("write a loop"), target.span);
        }
        if !ty.is_copy() {
            self.no(
                Why::of(Reason::NotDrafted, "`:=` of a value that is not a number or a borrowed text"),
                target.span,
            );
        }
        if self.program.may_be_unbound(var) {
            return Code::new(format!("*{name}.insert({})", value.text), prec::UNARY, Form::Value, ty);
        }
        Code::new(format!("{{ {name} = {}; {name} }}", value.text), prec::LOW, Form::Value, ty)
    }

    pub(super) fn attribute(&mut self, expr: &'a Expr, value: &'a Expr, attr: &str) -> Code {
        let ty = self.ty(expr);
        if let Some(path) = self.path(expr) {
            if let Some(rust) = ops::constant_rust(&path) {
                return Code::value(rust, ops::constant(&path).expect("it has a text"));
            }
            if let Some(constant) = self.module_constant(value, attr) {
                return self.constant(constant);
            }
        }
        if let (ExprKind::Name(_), Binding::Class(class)) =
            (&value.kind, self.program.binding(self.module, value).clone())
        {
            let class = self.class_path(class);
            return Code::value(format!("{class}::{}", super::item::variant(attr)), ty);
        }
        let owner = self.expr(value);
        let owner = self.unwrapped(owner);
        if let Ty::Enum(_) = owner.ty {
            let text =
                format!("{}.{}()", owner.at(prec::ATOM), if attr == "name" { "name" } else { "value" });
            return Code::value(text, ty);
        }
        if let Ty::Other(path) = owner.ty
            && let Some(op) = ops::attribute(path, attr)
        {
            let owner = dotted(&owner);
            return Code::value(super::call::fill(&op.rust, &owner, &[]), op.gives);
        }
        if let Ty::Match(regex) = &owner.ty {
            let names: Vec<String> = regex
                .facts()
                .map_or(Vec::new(), |facts| facts.names)
                .iter()
                .flatten()
                .map(|name| quote(name))
                .collect();
            let text = format!("{}.last().map(|group| [{}][group - 1])", dotted(&owner), names.join(", "));
            return Code::value(text, ty);
        }
        if matches!(owner.ty, Ty::Array1(_) | Ty::Array2(_)) {
            return Code::value(format!("{}.{attr}()", owner.at(prec::ATOM)), ty);
        }
        let field = super::item::field(attr);
        if let Ty::Object(_) = owner.ty {
            return Code::value(format!("{}.{field}()", owner.at(prec::ATOM)), ty);
        }
        let code = Code::new(format!("{}.{field}", owner.at(prec::ATOM)), prec::ATOM, Form::Place, ty);
        self.with_sharing(code, expr)
    }

    pub(super) fn module_constant(&self, value: &Expr, attr: &str) -> Option<usize> {
        let path = self.path(value)?;
        let other = self.program.scopes.iter().position(|scope| scope.module.name == path)?;
        match self.program.scopes[other].names.get(attr)? {
            Binding::Constant(constant) => Some(*constant),
            _ => None,
        }
    }

    pub(super) fn path(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, expr) {
                Binding::Path(path) => Some(path.clone()),
                _ => None,
            },
            ExprKind::Attribute { value, attr, .. } => Some(format!("{}.{attr}", self.path(value)?)),
            _ => None,
        }
    }

    /// Whether the variable is read for the last time here.
    pub(super) fn is_last_use(&self, var: VarId, expr: &Expr) -> bool {
        let info = &self.program.vars[var];
        if self.closures > 0 || info.home == 0 && !info.is_param {
            return false;
        }
        if self.in_return.contains(&var)
            && self.attempts.is_empty()
            && info.func == self.func
            && self.in_return.iter().filter(|read| **read == var).count() == 1
        {
            return true;
        }
        !info.captured && self.last_uses.contains(&self.key(expr))
    }

    pub(super) fn is_quiet(&self, expr: &Expr) -> bool {
        place::is_place(expr)
            || matches!(
                expr.kind,
                ExprKind::Int(_) | ExprKind::Str(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::None
            )
    }

    /// Whether working an expression out does nothing and cannot fail.
    pub(super) fn is_total(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Name(_)
            | ExprKind::Int(_)
            | ExprKind::Str(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::None => true,
            ExprKind::UnaryOp { operand, .. } => {
                matches!(operand.kind, ExprKind::Int(_) | ExprKind::Float(_))
            }
            ExprKind::List { elts } | ExprKind::Tuple { elts } => elts.iter().all(|elt| self.is_total(elt)),
            ExprKind::Dict { items } => items.is_empty(),
            ExprKind::Call { func, args, keywords } => {
                args.is_empty()
                    && keywords.is_empty()
                    && matches!(self.path(func).as_deref(), Some("list" | "dict" | "set"))
            }
            _ => false,
        }
    }

    pub(super) fn span_of(body: &'a [crate::syntax::Stmt]) -> Span32 {
        Span32 {
            start: body.first().map_or(0, |first| first.span.start),
            end: body.last().map_or(0, |last| last.span.end),
        }
    }
}

/// `kept or other`, `kept and other`; `kept` is what is tested.
fn chosen(op: BoolOp, truth: &str, kept: &str, other: &str) -> String {
    let (yes, no) = if op == BoolOp::Or { (kept, other) } else { (other, kept) };
    match truth.strip_prefix('!').filter(|rest| rest.ends_with(".is_empty()") && !rest.contains(' ')) {
        Some(empty) => format!("if {empty} {{ {no} }} else {{ {yes} }}"),
        None => format!("if {truth} {{ {yes} }} else {{ {no} }}"),
    }
}

/// What stands before a dot: Rust borrows there by itself.
pub(super) fn dotted(code: &Code) -> String {
    match code.text.strip_prefix('*') {
        Some(inner) if code.prec == prec::UNARY => inner.to_owned(),
        _ => match code.text.strip_prefix('&') {
            Some(inner) if code.prec == prec::UNARY && code.form == Form::Ref && !inner.contains(' ') => {
                inner.strip_suffix("[..]").unwrap_or(inner).to_owned()
            }
            _ => code.at(prec::ATOM),
        },
    }
}

pub(super) fn float_literal(value: f64) -> String {
    if value.is_infinite() {
        return "f64::INFINITY".to_owned();
    }
    let text = format!("{value:?}");
    if text.contains('.') || text.contains('e') { text } else { format!("{text}.0") }
}

pub(super) fn quote(text: &str) -> String {
    format!("{text:?}")
}

/// Whether a piece of Rust is one text literal and nothing more.
pub(super) fn is_text_literal(rust: &str) -> bool {
    let Some(rest) = rust.strip_prefix('"') else { return false };
    let mut escaped = false;
    let end = rest.find(|c| match c {
        _ if escaped => {
            escaped = false;
            false
        }
        '\\' => {
            escaped = true;
            false
        }
        c => c == '"',
    });
    end == Some(rest.len() - 1)
}

fn string_literal(text: &str, want: &Ty) -> Code {
    let mut chars = text.chars();
    let single = match (chars.next(), chars.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    match (single, want.some()) {
        (Some(only), Ty::Char | Ty::Letter | Ty::Never) => Code::value(format!("{only:?}"), Ty::Char),
        _ => Code::new(quote(text), prec::ATOM, Form::Value, Ty::Text),
    }
}
