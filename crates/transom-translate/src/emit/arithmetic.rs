//! Operators between values.

use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn binary(
        &mut self,
        expr: &'a Expr,
        left: &'a Expr,
        op: BinOp,
        right: &'a Expr,
        want: &Ty,
    ) -> Code {
        let (a, b) = (self.operand_type(left), self.operand_type(right));
        if a.is_number() && b.is_number() {
            let ty = self.ty(expr);
            return self.numbers(left, op, right, &ty);
        }
        if op == BinOp::Mod && a.is_text() {
            return self.percent_format(left, right);
        }
        let ty = self.ty(expr);
        match (&a, &b) {
            (Ty::Other(_), _) | (_, Ty::Other(_)) => self.temporal(left, op, right, ty),
            (Ty::Bytes | Ty::ByteArray, _) => self.joined_bytes(left, op, right, ty),
            _ => self.containers(expr, left, op, right, want),
        }
    }

    /// The type as operators see it.
    pub(super) fn operand_type(&self, expr: &Expr) -> Ty {
        self.program.operand(self.ty(expr).some())
    }

    fn numbers(&mut self, left: &'a Expr, op: BinOp, right: &'a Expr, ty: &Ty) -> Code {
        let (a, b) = (self.operand_type(left), self.operand_type(right));
        let floats = a == Ty::Float || b == Ty::Float;
        let mixed = a == Ty::Number || b == Ty::Number;
        let common = if mixed {
            Ty::Number
        } else if floats || (op == BinOp::Pow && *ty == Ty::Float) {
            Ty::Float
        } else if *ty == Ty::Bool {
            Ty::Bool
        } else {
            Ty::Int
        };
        let (x, y) = (self.value(left, &common), self.value(right, &common));
        let code = self.combine(op, x, y, &common, ty);
        if mixed && *ty == Ty::Float && op != BinOp::Div {
            return Code::value(format!("{}.float()", code.at(prec::ATOM)), Ty::Float);
        }
        code
    }

    /// `x op y`, both of the same type of number.
    pub(super) fn combine(&mut self, op: BinOp, x: Code, y: Code, common: &Ty, ty: &Ty) -> Code {
        let infix = |sign: &str, level: u8| {
            Code::new(format!("{} {sign} {}", x.at(level), y.at(level + 1)), level, Form::Value, ty.clone())
        };
        // Arithmetic between bits stands in parentheses: few know which binds closer.
        let bits = |sign: &str, level: u8| {
            let side = |code: &Code, least: u8| {
                code.at(if matches!(code.prec, prec::ADD | prec::MUL) { prec::ATOM } else { least })
            };
            let text = format!("{} {sign} {}", side(&x, level), side(&y, level + 1));
            Code::new(text, level, Form::Value, ty.clone())
        };
        let call = |path: &str| Code::value(format!("{path}({}, {})", x.text, y.text), ty.clone());
        let method = |name: &str| Code::value(format!("{}.{name}({})", x.at(prec::ATOM), y.text), ty.clone());
        match (op, common) {
            (BinOp::Add, _) => infix("+", prec::ADD),
            (BinOp::Sub, _) => infix("-", prec::ADD),
            (BinOp::Mult, _) => infix("*", prec::MUL),
            (BinOp::Div, Ty::Number) => method("true_div"),
            (BinOp::Div, Ty::Float) if is_nonzero(&y.text) => infix("/", prec::MUL),
            (BinOp::Div, Ty::Float) => call("rt::float::div"),
            (BinOp::Div, _) => call("rt::int::true_div"),
            (BinOp::FloorDiv, Ty::Number) => method("floor_div"),
            (BinOp::FloorDiv, Ty::Float) => call("rt::float::floor_div"),
            (BinOp::FloorDiv, _) => call("rt::int::floor_div"),
            (BinOp::Mod, Ty::Number) => method("floor_mod"),
            (BinOp::Mod, Ty::Float) => call("rt::float::floor_mod"),
            (BinOp::Mod, _) => call("rt::int::floor_mod"),
            (BinOp::Pow, Ty::Number) => method("pow"),
            (BinOp::Pow, Ty::Float) => call("rt::float::pow"),
            (BinOp::Pow, _) => call("rt::int::pow"),
            (BinOp::LShift, _) => call("rt::int::shl"),
            (BinOp::RShift, _) => call("rt::int::shr"),
            (BinOp::BitAnd, _) => bits("&", prec::AND),
            (BinOp::BitOr, _) => bits("|", prec::OR),
            (BinOp::BitXor, _) => bits("^", prec::XOR),
            (BinOp::MatMult, _) => call("rt::matmul"),
        }
    }

    fn containers(&mut self, expr: &'a Expr, left: &'a Expr, op: BinOp, right: &'a Expr, want: &Ty) -> Code {
        let (a, b) = (self.operand_type(left), self.operand_type(right));
        let ty = self.ty(expr);
        let ty = match (want.some(), &ty) {
            (Ty::List(_), Ty::List(_)) => want.some().clone(),
            _ => ty,
        };
        match op {
            BinOp::Add if a.is_text() => self.joined_text(expr),
            BinOp::Mult if a.is_text() || b.is_text() => {
                let (text, times) = if a.is_text() { (left, right) } else { (right, left) };
                let text = self.text(text);
                let times = self.value(times, &Ty::Int);
                Code::value(format!("rt::text::repeat({}, {})", text.text, times.text), Ty::Str)
            }
            BinOp::Mult => self.repeated(left, right, &ty),
            BinOp::Add if matches!(ty, Ty::List(_)) => {
                let (x, y) = (self.slice_of(left, &ty), self.slice_of(right, &ty));
                self.items_are_kept(expr);
                Code::value(format!("rt::list::concat({x}, {y})"), ty)
            }
            BinOp::Add if matches!(ty, Ty::Tuple(_)) => self.joined_tuples(left, right, &ty),
            BinOp::Add if matches!(ty, Ty::VarTuple(_)) => {
                let item = ty.item().unwrap_or(Ty::Never);
                let list = Ty::VarTuple(Box::new(item));
                let (x, y) = (self.value(left, &list), self.value(right, &list));
                let text = format!(
                    "rt::Tuple::from([&{}[..], &{}[..]].concat())",
                    x.at(prec::ATOM),
                    y.at(prec::ATOM)
                );
                Code::value(text, ty)
            }
            BinOp::Add | BinOp::Sub | BinOp::BitOr | BinOp::BitAnd if matches!(ty, Ty::Counter(_)) => {
                let name = match op {
                    BinOp::Add => "add",
                    BinOp::Sub => "sub",
                    BinOp::BitOr => "or",
                    _ => "and",
                };
                let (x, y) = (self.reference(left, &ty), self.reference(right, &ty));
                Code::value(format!("rt::counter::{name}({}, {})", x.text, y.text), ty)
            }
            BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor
                if matches!(ty, Ty::Set(_) | Ty::FrozenSet(_)) =>
            {
                let name = match op {
                    BinOp::BitOr => "union",
                    BinOp::BitAnd => "intersection",
                    BinOp::Sub => "difference",
                    _ => "symmetric_difference",
                };
                let x = self.expr_as(left, &ty);
                let x = self.unwrapped(x);
                let y = self.reference(right, &ty);
                Code::value(format!("{}.{name}({})", dotted(&x), y.text), ty)
            }
            BinOp::BitOr if ty.entry().is_some() => {
                let (x, y) = (self.expr_as(left, &ty), self.reference(right, &ty));
                self.items_are_kept(expr);
                Code::value(format!("{}.merged({})", dotted(&x), y.text), ty)
            }
            _ => {
                self.no(
                    Why::of(Reason::TypeMismatch, format!("{a} {} {b} has no exact counterpart", op.text())),
                    expr.span,
                );
                Code::value("()", ty)
            }
        }
    }

    /// `a + b` and `a * n` of bytes.
    fn joined_bytes(&mut self, left: &'a Expr, op: BinOp, right: &'a Expr, ty: Ty) -> Code {
        let class = if ty == Ty::ByteArray { "ByteArray" } else { "Bytes" };
        let a = self.ty(left).some().clone();
        let x = self.reference(left, &a);
        let text = if op == BinOp::Mult {
            let times = self.value(right, &Ty::Int);
            format!("rt::{class}::from(rt::list::repeat({}, {}))", x.text, times.text)
        } else {
            let b = self.ty(right).some().clone();
            let y = self.reference(right, &b);
            format!("rt::{class}::from(rt::list::concat({}, {}))", x.text, y.text)
        };
        Code::value(text, ty)
    }

    /// Dates and spans.
    pub(super) fn temporal(&mut self, left: &'a Expr, op: BinOp, right: &'a Expr, ty: Ty) -> Code {
        let (a, b) = (self.ty(left).some().clone(), self.ty(right).some().clone());
        let (x, y) = (self.value(left, &a), self.value(right, &b));
        if let Some(method) = crate::ops::operator_method(op.text(), &a, &b) {
            return Code::value(format!("{}.{method}({})", x.at(prec::ATOM), y.text), ty);
        }
        let level = if matches!(op, BinOp::Add | BinOp::Sub) { prec::ADD } else { prec::MUL };
        let suffix = if x.literal && a == Ty::Int { "_i64" } else { "" };
        let text = format!("{}{suffix} {} {}", x.at(level), op.text(), y.at(level + 1));
        Code::new(text, level, Form::Value, ty)
    }

    /// A new list holds the same items: they must not be changed containers.
    fn items_are_kept(&mut self, expr: &'a Expr) {
        let key = self.key(expr);
        let item = self.alias.exprs.get(&key).and_then(|region| self.alias.regions.element(*region));
        if item.is_some_and(|item| self.alias.regions.is_changed(item))
            && self.ty(expr).item().is_some_and(|item| self.program.can_change(&item))
        {
            self.no(
                Why::of(
                    Reason::SharedContainer,
                    "the new list shares its items with another, and they are changed",
                ),
                expr.span,
            );
        }
    }

    /// `&[T]` of a list.
    pub(super) fn slice_of(&mut self, expr: &'a Expr, ty: &Ty) -> String {
        slice(self.reference(expr, ty).text)
    }

    /// `a + b + c` of texts as one `format!`.
    fn joined_text(&mut self, expr: &'a Expr) -> Code {
        let mut parts = Vec::new();
        self.text_parts(expr, &mut parts);
        let mut format = super::format::Format::default();
        for part in parts {
            match &part.kind {
                ExprKind::Str(Some(text)) => format.literal(text),
                _ => format.value(self.shown(part)),
            }
        }
        Code::value(format.text(), Ty::Str)
    }

    /// A text or character as `format!` takes it.
    fn shown(&mut self, part: &'a Expr) -> String {
        // What `str` makes of these, `format!` makes by itself.
        if let ExprKind::Call { func, args, keywords } = &part.kind
            && let ([only], true) = (args.as_slice(), keywords.is_empty())
            && self.path(func).as_deref() == Some("str")
            && (self.ty(only) == Ty::Int || self.ty(only).is_text())
        {
            return self.shown(only);
        }
        let ty = self.ty(part);
        if ty == Ty::Int {
            return self.own(part).text;
        }
        if ty.is_char() {
            let code = self.expr_as(part, &Ty::Char);
            return self.plain(code).text;
        }
        let code = self.expr_as(part, &Ty::Text);
        let code = self.unwrapped(code);
        self.member_value(code).text
    }

    fn text_parts(&self, expr: &'a Expr, parts: &mut Vec<&'a Expr>) {
        match &expr.kind {
            ExprKind::BinOp { left, op: BinOp::Add, right } => {
                self.text_parts(left, parts);
                self.text_parts(right, parts);
            }
            _ => parts.push(expr),
        }
    }

    /// `[x] * n`.
    fn repeated(&mut self, left: &'a Expr, right: &'a Expr, ty: &Ty) -> Code {
        let is_list = self.ty(left).some().item().is_some();
        let (list, times) = if is_list { (left, right) } else { (right, left) };
        let times_code = self.value(times, &Ty::Int);
        let item = ty.item().unwrap_or(Ty::Never);
        if let ExprKind::List { elts } = &list.kind
            && let [only] = elts.as_slice()
            && matches!(ty, Ty::List(_))
        {
            let value = self.value(only, &item);
            return Code::value(format!("rt::list::filled({}, {})", value.text, times_code.text), ty.clone());
        }
        let list_ty = if matches!(ty, Ty::VarTuple(_)) { Ty::VarTuple(Box::new(item)) } else { ty.clone() };
        let list = self.value(list, &list_ty);
        let call = format!("rt::list::repeat(&{}, {})", list.at(prec::UNARY), times_code.text);
        let text = if matches!(ty, Ty::VarTuple(_)) { format!("rt::Tuple::from({call})") } else { call };
        Code::value(text, ty.clone())
    }

    fn joined_tuples(&mut self, left: &'a Expr, right: &'a Expr, ty: &Ty) -> Code {
        let (x, y) = (self.own(left), self.own(right));
        let count = |ty: &Ty| if let Ty::Tuple(items) = ty { items.len() } else { 0 };
        let (m, n) = (count(&x.ty), count(&y.ty));
        let items: Vec<String> =
            (0..m).map(|at| format!("one.{at}")).chain((0..n).map(|at| format!("other.{at}"))).collect();
        let text = format!("{{ let (one, other) = ({}, {}); ({}) }}", x.text, y.text, items.join(", "));
        Code::new(text, prec::LOW, Form::Value, ty.clone())
    }
}

/// A list that is only looked at, as an array where it is made on the spot.
pub(super) fn slice(reference: String) -> String {
    match reference.strip_prefix("&vec!") {
        Some(items) => format!("&{items}"),
        None if reference == "&Vec::new()" => "&[]".to_owned(),
        None => reference,
    }
}

/// Whether a literal divisor cannot be zero.
fn is_nonzero(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok_and(|value| value != 0.0)
}
