//! Conditions: what is true in Python.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::syntax::{BoolOp, CompareOp, Expr, ExprKind, UnaryOp};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// An expression as a `bool`.
    pub(super) fn condition(&mut self, expr: &'a Expr) -> Code {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => self.condition_of(*op, values),
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.negated(operand),
            _ => {
                let code = self.expr(expr);
                self.truth_of(code)
            }
        }
    }

    pub(super) fn condition_of(&mut self, op: BoolOp, values: &'a [Expr]) -> Code {
        let (sign, least) = match op {
            BoolOp::And => (" && ", prec::BOTH),
            BoolOp::Or => (" || ", prec::EITHER),
        };
        // What the types decide already is left out.
        let neutral = if op == BoolOp::And { "true" } else { "false" };
        let mut parts: Vec<Code> = values.iter().map(|value| self.condition(value)).collect();
        parts.retain(|part| part.text != neutral);
        if parts.is_empty() {
            return Code::value(neutral, Ty::Bool);
        }
        if parts.len() == 1 {
            return parts.remove(0);
        }
        let parts: Vec<String> = parts.iter().map(|part| part.at(least)).collect();
        Code::new(parts.join(sign), least, Form::Value, Ty::Bool)
    }

    pub(super) fn negated(&mut self, operand: &'a Expr) -> Code {
        let ty = self.ty(operand);
        let is_compound =
            matches!(operand.kind, ExprKind::BoolOp { .. } | ExprKind::UnaryOp { op: UnaryOp::Not, .. });
        if !is_compound {
            if let Some(code) = self.opposite(operand) {
                return code;
            }
            let code = self.expr(operand);
            if let Some(text) = self.falsehood(&code, &ty) {
                return text;
            }
            let code = self.truth_of(code);
            return Code::new(format!("!{}", code.at(prec::UNARY)), prec::UNARY, Form::Value, Ty::Bool);
        }
        let code = self.condition(operand);
        Code::new(format!("!{}", code.at(prec::UNARY)), prec::UNARY, Form::Value, Ty::Bool)
    }

    /// `not a < b` as `a >= b`, of integers and characters; `not a == b` as `a != b`.
    fn opposite(&mut self, operand: &'a Expr) -> Option<Code> {
        let ExprKind::Compare { left, ops, comparators } = &operand.kind else { return None };
        let ([op], [right]) = (ops.as_slice(), comparators.as_slice()) else { return None };
        let opposite = match op {
            CompareOp::Eq => CompareOp::NotEq,
            CompareOp::NotEq => CompareOp::Eq,
            CompareOp::Is => CompareOp::IsNot,
            CompareOp::IsNot => CompareOp::Is,
            CompareOp::In => CompareOp::NotIn,
            CompareOp::NotIn => CompareOp::In,
            ordered => {
                let total = |ty: &Ty| matches!(ty, Ty::Int | Ty::Bool) || ty.is_char();
                if !total(&self.ty(left)) || !total(&self.ty(right)) {
                    return None;
                }
                match ordered {
                    CompareOp::Lt => CompareOp::GtE,
                    CompareOp::LtE => CompareOp::Gt,
                    CompareOp::Gt => CompareOp::LtE,
                    _ => CompareOp::Lt,
                }
            }
        };
        Some(self.pair(left, opposite, right))
    }

    /// `not x` where Rust has a word for it.
    fn falsehood(&mut self, code: &Code, ty: &Ty) -> Option<Code> {
        let plain = |emit: &mut Self| emit.plain(code.clone());
        Some(match ty {
            Ty::Int => {
                Code::new(format!("{} == 0", plain(self).at(prec::ADD)), prec::COMPARE, Form::Value, Ty::Bool)
            }
            Ty::Float => Code::new(
                format!("{} == 0.0", plain(self).at(prec::ADD)),
                prec::COMPARE,
                Form::Value,
                Ty::Bool,
            ),
            Ty::List(_)
            | Ty::Text
            | Ty::Str
            | Ty::Dict(..)
            | Ty::DefaultDict(..)
            | Ty::OrderedDict(..)
            | Ty::Counter(_)
            | Ty::Set(_)
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::VarTuple(_)
            | Ty::ByteArray
            | Ty::Bytes => Code::value(format!("{}.is_empty()", super::expr::dotted(code)), Ty::Bool),
            _ => return None,
        })
    }

    /// Whether a value is true.
    pub(super) fn truth_of(&mut self, code: Code) -> Code {
        let compare = |text: String| Code::new(text, prec::COMPARE, Form::Value, Ty::Bool);
        let code = self.member_value(code);
        match code.ty.clone() {
            Ty::Bool | Ty::Never => self.plain(code),
            Ty::Int => compare(format!("{} != 0", self.plain(code).at(prec::ADD))),
            Ty::Float => compare(format!("{} != 0.0", self.plain(code).at(prec::ADD))),
            Ty::None => code.answering(false),
            Ty::Char | Ty::Letter | Ty::Class(_) | Ty::Object(_) | Ty::Enum(_) => code.answering(true),
            Ty::Other("rt::Date" | "rt::DateTime" | "rt::Time") | Ty::Pattern(_) | Ty::Match(_) => {
                code.answering(true)
            }
            Ty::Tuple(items) => code.answering(!items.is_empty()),
            Ty::Text
            | Ty::Str
            | Ty::List(_)
            | Ty::Dict(..)
            | Ty::DefaultDict(..)
            | Ty::OrderedDict(..)
            | Ty::Counter(_)
            | Ty::Set(_)
            | Ty::FrozenSet(_)
            | Ty::Deque(_)
            | Ty::VarTuple(_)
            | Ty::ByteArray
            | Ty::Bytes => Code::new(
                format!("!{}.is_empty()", super::expr::dotted(&code)),
                prec::UNARY,
                Form::Value,
                Ty::Bool,
            ),
            Ty::Optional(inner) => {
                let (receiver, form) = match (code.form, inner.is_copy()) {
                    (_, true) => (self.plain(code).at(prec::ATOM), Form::Value),
                    (Form::Value, false) => (code.at(prec::ATOM), Form::Value),
                    (_, false) => (format!("{}.as_ref()", super::expr::dotted(&code)), Form::Ref),
                };
                let truth = self.truth_of(Code::new("value", prec::ATOM, form, (*inner).clone()));
                if truth.text == "true" {
                    return Code::value(format!("{receiver}.is_some()"), Ty::Bool);
                }
                Code::value(format!("{receiver}.is_some_and(|value| {})", truth.text), Ty::Bool)
            }
            _ => {
                let reference = self.as_ref(code.clone(), &code.ty.clone());
                Code::value(format!("rt::truth({})", reference.text), Ty::Bool)
            }
        }
    }
}
