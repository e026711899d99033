//! What arithmetic, comparisons and truth give.

use super::Infer;
use crate::model::ClassKind;
use crate::refusal::Code;
use crate::syntax::{BinOp, BoolOp, CompareOp, Expr, ExprKind, Span, UnaryOp};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// The type of `left op right`.
    pub(super) fn binary(
        &mut self,
        op: BinOp,
        left: &Ty,
        right: &Ty,
        span: Span,
        right_expr: Option<&Expr>,
    ) -> Ty {
        if *left == Ty::Never || *right == Ty::Never {
            return Ty::Never;
        }
        // `None` in arithmetic raises in Python; the draft declines there.
        let (a, b) = (self.program.operand(left.some()), self.program.operand(right.some()));
        let found = arithmetic(op, &a, &b, right_expr).or_else(|| containers(op, &a, &b));
        found.unwrap_or_else(|| {
            self.no(
                Why::of(Code::TypeMismatch, format!("{left} {} {right} has no exact counterpart", op.text())),
                span,
            );
            Ty::Never
        })
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &'a Expr, span: Span) -> Ty {
        if op == UnaryOp::Not {
            self.test(operand);
            return Ty::Bool;
        }
        let ty = self.expr(operand);
        match (op, ty.some()) {
            (_, Ty::Never) => Ty::Never,
            (_, Ty::Int | Ty::Bool) => Ty::Int,
            (UnaryOp::Minus | UnaryOp::Plus, Ty::Float) => Ty::Float,
            (UnaryOp::Minus | UnaryOp::Plus, Ty::Number) => Ty::Number,
            (UnaryOp::Minus, Ty::Other(path @ ("rt::Duration" | "rt::Decimal"))) => Ty::Other(path),
            _ => {
                self.no(Why::of(Code::TypeMismatch, format!("`{}` of {ty}", op.text())), span);
                Ty::Never
            }
        }
    }

    /// `a and b`, `a or b` as a value.
    pub(super) fn either(&mut self, op: BoolOp, values: &'a [Expr]) -> Ty {
        let mut joined = Ty::Never;
        for (at, value) in values.iter().enumerate() {
            let ty = self.expr(value);
            let last = at + 1 == values.len();
            // What `or` passes over is never `None`.
            let given = if op == BoolOp::Or && !last { ty.some().clone() } else { ty };
            let given = if op == BoolOp::Or && !last && given == Ty::None { Ty::Never } else { given };
            joined = joined.join(&given);
        }
        joined
    }

    /// A condition: only whether it is true counts.
    pub(super) fn test(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::BoolOp { values, .. } => {
                for value in values {
                    self.test(value);
                }
                self.join_expr(expr, &Ty::Bool);
            }
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => {
                self.test(operand);
                self.join_expr(expr, &Ty::Bool);
            }
            _ => {
                let ty = self.expr(expr);
                if matches!(ty, Ty::Function(_)) {
                    self.no(Why::of(Code::FunctionValue, "a function as a condition"), expr.span);
                }
            }
        }
    }

    pub(super) fn compare(&mut self, left: &'a Expr, ops: &[CompareOp], comparators: &'a [Expr]) -> Ty {
        let mut previous = left;
        let mut left_ty = self.expr(left);
        for (op, right) in ops.iter().zip(comparators) {
            let right_ty = self.expr(right);
            self.compare_pair(*op, (previous, &left_ty), (right, &right_ty));
            previous = right;
            left_ty = right_ty;
        }
        Ty::Bool
    }

    /// Whether a type has instances that are compared by what they hold; `None` is told apart without that.
    fn compares(&self, ty: &Ty) -> bool {
        if let Ty::Object(name) = ty {
            return self.class_named(name).is_some_and(|class| {
                self.program.classes[class].kind == ClassKind::Object { compares: true }
            });
        }
        ty.parts().into_iter().any(|part| self.compares(part))
    }

    fn compare_pair(&mut self, op: CompareOp, left: (&'a Expr, &Ty), right: (&'a Expr, &Ty)) {
        let span = left.0.span.to(right.0.span);
        // What may be `None` is no number before that is ruled out.
        let maybe = [left.1, right.1].iter().any(|ty| matches!(ty, Ty::Optional(_)));
        let same = maybe || left.1 == right.1 && matches!(op, CompareOp::Eq | CompareOp::NotEq);
        let plain = |infer: &Self, ty: &Ty| if same { ty.clone() } else { infer.program.operand(ty) };
        let (a, b) = match op {
            CompareOp::Eq
            | CompareOp::NotEq
            | CompareOp::Lt
            | CompareOp::LtE
            | CompareOp::Gt
            | CompareOp::GtE => (plain(self, left.1), plain(self, right.1)),
            _ => (left.1.clone(), right.1.clone()),
        };
        let (a, b) = (&a, &b);
        if *a == Ty::Never || *b == Ty::Never {
            return;
        }
        match op {
            CompareOp::In | CompareOp::NotIn => self.membership(left, right, span),
            CompareOp::Is | CompareOp::IsNot => {
                let plain = |ty: &Ty| matches!(ty, Ty::None | Ty::Bool | Ty::Enum(_));
                let none = |expr: &Expr| matches!(expr.kind, ExprKind::None);
                let objects = matches!(a.some(), Ty::Object(_)) && a.some() == b.some();
                let one_none = *a == Ty::None || *b == Ty::None;
                let plain = plain(a.some()) && plain(b.some());
                if !(none(right.0) || none(left.0) || plain || objects || one_none) {
                    self.no(Why::of(Code::IdentityCompared, format!("`is` between {a} and {b}")), span);
                }
            }
            CompareOp::Eq | CompareOp::NotEq => {
                if a.is_text() && b.is_text() {
                    return;
                }
                if self.compares(a) || self.compares(b) {
                    let why = "`==` between instances that are compared by what they hold";
                    self.no(Why::of(Code::SpecialMethod, why), span);
                }
                let joined = a.join(b);
                let numbers = a.some().is_number() && b.some().is_number();
                if joined.clash().is_some() && !numbers {
                    self.no(Why::of(Code::TypeMismatch, format!("{a} is compared with {b}")), span);
                }
            }
            _ => {
                let (a, b) = (a.some(), b.some());
                let ordered = (a.is_number() && b.is_number())
                    || (a.is_text() && b.is_text())
                    || (matches!(
                        (a, b),
                        (Ty::List(_), Ty::List(_))
                            | (Ty::Tuple(_), Ty::Tuple(_))
                            | (Ty::VarTuple(_), Ty::VarTuple(_))
                    ) && a.join(b).clash().is_none())
                    || (a == b
                        && matches!(
                            a,
                            Ty::Other(_) | Ty::Bytes | Ty::Set(_) | Ty::FrozenSet(_) | Ty::Class(_)
                        ));
                if !ordered {
                    self.no(Why::of(Code::TypeMismatch, format!("{a} {} {b}", op.text())), span);
                }
            }
        }
    }

    /// `item in container`: text keys are looked up as what the container holds.
    fn membership(&mut self, left: (&'a Expr, &Ty), right: (&'a Expr, &Ty), span: crate::syntax::Span) {
        let (item, container) = (left.1, right.1.some());
        if container.is_text() {
            if !item.some().is_text() {
                self.no(Why::of(Code::TypeMismatch, format!("{item} is looked for in a text")), span);
            }
            return;
        }
        let Some(held) = container.item() else {
            self.no(Why::of(Code::TypeMismatch, format!("`in` a value of type {container}")), span);
            return;
        };
        let numbers = held.some().is_number() && item.some().is_number();
        if held.join(item).clash().is_some() && !numbers {
            self.no(Why::of(Code::TypeMismatch, format!("{item} is looked for among {held}")), span);
            return;
        }
        self.flow_key(right.0, item);
    }

    /// A text that is looked up among characters makes them texts.
    pub(super) fn flow_key(&mut self, container: &'a Expr, key: &Ty) {
        let known = self.program.ty(self.module, container).some().clone();
        let held = known.item().unwrap_or(Ty::Never);
        if held.is_char() && matches!(key.some(), Ty::Text | Ty::Str) {
            let key = Box::new(key.some().clone());
            match known {
                Ty::Dict(_, _) => self.flow_into(container, &Ty::Dict(key, Box::new(Ty::Never))),
                Ty::DefaultDict(_, _) => {
                    self.flow_into(container, &Ty::DefaultDict(key, Box::new(Ty::Never)));
                }
                Ty::OrderedDict(_, _) => {
                    self.flow_into(container, &Ty::OrderedDict(key, Box::new(Ty::Never)));
                }
                Ty::Counter(_) => self.flow_into(container, &Ty::Counter(key)),
                Ty::Set(_) => self.flow_into(container, &Ty::Set(key)),
                _ => {}
            }
        }
    }
}

fn arithmetic(op: BinOp, left: &Ty, right: &Ty, right_expr: Option<&Expr>) -> Option<Ty> {
    use BinOp::{Add, BitAnd, BitOr, BitXor, Div, FloorDiv, LShift, Mod, Mult, Pow, RShift, Sub};
    if !left.is_number() || !right.is_number() {
        return None;
    }
    let both = |a: &Ty, b: &Ty| left == a && right == b;
    let any = |ty: &Ty| left == ty || right == ty;
    match op {
        Div => Some(Ty::Float),
        BitAnd | BitOr | BitXor if both(&Ty::Bool, &Ty::Bool) => Some(Ty::Bool),
        BitAnd | BitOr | BitXor | LShift | RShift => {
            (!any(&Ty::Float) && !any(&Ty::Number)).then_some(Ty::Int)
        }
        Pow if any(&Ty::Float) => Some(Ty::Float),
        Pow if any(&Ty::Number) => Some(Ty::Number),
        Pow => {
            let negative = right_expr.is_some_and(|right| {
                matches!(&right.kind, ExprKind::UnaryOp { op: UnaryOp::Minus, operand } if matches!(operand.kind, ExprKind::Int(_)))
            });
            Some(if negative { Ty::Float } else { Ty::Int })
        }
        Add | Sub | Mult | FloorDiv | Mod => Some(if any(&Ty::Float) {
            Ty::Float
        } else if any(&Ty::Number) {
            Ty::Number
        } else {
            Ty::Int
        }),
        BinOp::MatMult => None,
    }
}

fn containers(op: BinOp, left: &Ty, right: &Ty) -> Option<Ty> {
    let whole = |ty: &Ty| matches!(ty, Ty::Int | Ty::Bool);
    let kept = |joined: Ty| joined.clash().is_none().then_some(joined);
    match (op, left, right) {
        (BinOp::Add, a, b) if a.is_text() && b.is_text() => Some(Ty::Str),
        (BinOp::Add, Ty::List(_), Ty::List(_)) => kept(left.join(right)),
        (BinOp::Add, Ty::Tuple(a), Ty::Tuple(b)) => Some(Ty::Tuple(a.iter().chain(b).cloned().collect())),
        (BinOp::Add, Ty::VarTuple(_) | Ty::Tuple(_), Ty::VarTuple(_) | Ty::Tuple(_)) => {
            let item = left.item()?.join(&right.item()?);
            kept(Ty::VarTuple(Box::new(item)))
        }
        (BinOp::Add | BinOp::Sub | BinOp::BitOr | BinOp::BitAnd, Ty::Counter(_), Ty::Counter(_)) => {
            kept(left.join(right))
        }
        (BinOp::Add, Ty::Bytes, Ty::Bytes) => Some(Ty::Bytes),
        (BinOp::Add, Ty::ByteArray, Ty::Bytes | Ty::ByteArray) => Some(Ty::ByteArray),
        (BinOp::Mult, Ty::Bytes | Ty::ByteArray, n) if whole(n) => Some(left.clone()),
        (BinOp::Mult, text, n) | (BinOp::Mult, n, text) if text.is_text() && whole(n) => Some(Ty::Str),
        (BinOp::Mult, list @ Ty::List(_), n) | (BinOp::Mult, n, list @ Ty::List(_)) if whole(n) => {
            Some(list.clone())
        }
        (BinOp::Mult, Ty::Tuple(_) | Ty::VarTuple(_), n) if whole(n) => {
            Some(Ty::VarTuple(Box::new(left.item()?)))
        }
        (
            BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor,
            Ty::Set(_),
            Ty::Set(_) | Ty::FrozenSet(_),
        )
        | (BinOp::BitOr | BinOp::BitAnd | BinOp::Sub | BinOp::BitXor, Ty::FrozenSet(_), Ty::FrozenSet(_)) => {
            let item = left.item()?.join(&right.item()?);
            let item = if item.clash().is_some() { return None } else { Box::new(item) };
            Some(if matches!(left, Ty::Set(_)) { Ty::Set(item) } else { Ty::FrozenSet(item) })
        }
        (BinOp::BitOr, Ty::Dict(..), Ty::Dict(..)) => kept(left.join(right)),
        (BinOp::Mod, text, _) if text.is_text() => None,
        (_, Ty::Other(_), _) | (_, _, Ty::Other(_)) => crate::ops::temporal(op.text(), left, right),
        _ => None,
    }
}
