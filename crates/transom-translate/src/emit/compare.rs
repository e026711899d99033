//! Comparisons, membership and identity.

use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form};
use crate::syntax::{CompareOp, Expr, ExprKind};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    pub(super) fn compare(&mut self, left: &'a Expr, ops: &[CompareOp], comparators: &'a [Expr]) -> Code {
        if let ([op], [right]) = (ops, comparators) {
            return self.pair(left, *op, right);
        }
        // The middle of a chain is worked out once.
        let mut text = String::new();
        let mut names: Vec<Code> = Vec::new();
        let all: Vec<&'a Expr> = std::iter::once(left).chain(comparators).collect();
        let quiet = all.iter().all(|expr| self.is_quiet(expr) || self.is_pure_arithmetic(expr));
        if let (true, Some(code)) = (quiet, self.between(&all, ops)) {
            return code;
        }
        if quiet {
            let parts: Vec<String> = ops
                .iter()
                .enumerate()
                .map(|(at, op)| self.pair(all[at], *op, all[at + 1]).at(prec::BOTH))
                .collect();
            return Code::new(parts.join(" && "), prec::BOTH, Form::Value, Ty::Bool);
        }
        // And what comes after a test only where that test holds.
        let mut open = 0;
        for (at, expr) in all.iter().enumerate() {
            let code = self.own(expr);
            let name = self.temp("term");
            if at > 1 {
                text.push_str(" && ");
            }
            if at != 1 {
                text.push_str("{ ");
                open += 1;
            }
            text.push_str(&format!("let {name} = {}; ", code.text));
            names.push(Code::new(name, prec::ATOM, Form::Place, code.ty));
            if let Some(before) = at.checked_sub(1) {
                let (a, b) = (names[before].clone(), names[at].clone());
                text.push_str(&self.ordered(a, ops[before], b).at(prec::BOTH));
            }
        }
        text.push_str(&" }".repeat(open));
        Code::new(text, prec::LOW, Form::Value, Ty::Bool)
    }

    /// `low <= x <= high` as a range that holds it or not.
    fn between(&mut self, all: &[&'a Expr], ops: &[CompareOp]) -> Option<Code> {
        let (low, item, high, dots) = match (all, ops) {
            ([low, item, high], [CompareOp::LtE, CompareOp::LtE]) => (low, item, high, "..="),
            ([low, item, high], [CompareOp::LtE, CompareOp::Lt]) => (low, item, high, ".."),
            ([high, item, low], [CompareOp::GtE, CompareOp::GtE]) => (low, item, high, "..="),
            ([high, item, low], [CompareOp::Gt, CompareOp::GtE]) => (low, item, high, ".."),
            _ => return None,
        };
        let ty = self.ty(item);
        let kind = |ty: &Ty| if ty.is_char() { Ty::Char } else { ty.clone() };
        let fits = |emit: &Self, bound: &Expr| {
            let own = emit.ty(bound);
            let literal = is_exact_float(bound) && ty == Ty::Float;
            (kind(&own) == kind(&ty) || literal) && emit.is_simple_bound(bound)
        };
        let numeric = matches!(ty, Ty::Int | Ty::Float) || ty.is_char();
        if !numeric || !fits(self, low) || !fits(self, high) {
            return None;
        }
        let want = kind(&ty);
        let (low, high) = (self.value(low, &want), self.value(high, &want));
        let item = self.reference(item, &want);
        let range = format!("{}{dots}{}", low.at(prec::RANGE + 1), high.at(prec::RANGE + 1));
        let ascii = match range.as_str() {
            "'0'..='9'" => Some("digit"),
            "'a'..='z'" => Some("lowercase"),
            "'A'..='Z'" => Some("uppercase"),
            _ => None,
        };
        if let Some(kind) = ascii {
            return Some(Code::value(format!("{}.is_ascii_{kind}()", dotted(&item)), Ty::Bool));
        }
        let text = format!("({range}).contains({})", item.text);
        Some(Code::value(text, Ty::Bool))
    }

    /// A literal, a name, or the negative of one.
    fn is_simple_bound(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::UnaryOp { operand, .. } => self.is_simple_bound(operand),
            ExprKind::Name(_) => true,
            _ => self.is_quiet(expr) && !crate::place::is_place(expr),
        }
    }

    /// Arithmetic of numbers that can be worked out twice.
    fn is_pure_arithmetic(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::BinOp { left, right, .. } => {
                self.ty(expr).is_number() && self.is_pure_arithmetic(left) && self.is_pure_arithmetic(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.is_pure_arithmetic(operand),
            ExprKind::Subscript { value, index } => {
                self.is_pure_arithmetic(value)
                    && self.is_pure_arithmetic(index)
                    && !matches!(self.ty(value).some(), Ty::DefaultDict(..))
            }
            ExprKind::Call { func, args, .. } => {
                matches!(&func.kind, ExprKind::Name(name) if name == "len")
                    && args.iter().all(|arg| self.is_quiet(arg))
            }
            _ => self.is_quiet(expr),
        }
    }

    pub(super) fn pair(&mut self, left: &'a Expr, op: CompareOp, right: &'a Expr) -> Code {
        match op {
            CompareOp::In => self.member(left, right),
            CompareOp::NotIn => {
                let inside = self.member(left, right);
                Code::new(format!("!{}", inside.at(prec::UNARY)), prec::UNARY, Form::Value, Ty::Bool)
            }
            CompareOp::Is | CompareOp::IsNot => self.identity(left, op, right),
            _ => {
                let (a, b) = (self.ty(left), self.ty(right));
                let kept = a.some() == b.some() || a.is_open() || b.is_open();
                if !kept && let Some(code) = self.left_first(left, right, |emit| emit.pair(left, op, right)) {
                    return code;
                }
                let (a, b) = (self.operand(left, &b), self.operand(right, &a));
                self.ordered(a, op, b)
            }
        }
    }

    /// One side of a comparison, spelled as the other one wants it.
    fn operand(&mut self, expr: &'a Expr, other: &Ty) -> Code {
        let own = self.ty(expr);
        let want = match (&own, other.some()) {
            (Ty::Letter, Ty::Text | Ty::Str) => Ty::Text,
            (Ty::Letter, _) => Ty::Char,
            (Ty::Int, Ty::Float) if is_exact_float(expr) => Ty::Float,
            (Ty::None, _) => Ty::None,
            (own, other) if own.is_open() => other.clone(),
            (own, _) => own.clone(),
        };
        self.expr_as(expr, &want)
    }

    /// `a op b` of pieces that were written.
    fn ordered(&mut self, a: Code, op: CompareOp, b: Code) -> Code {
        let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
        let sign = op.text();
        let infix =
            |a: String, b: String| Code::new(format!("{a} {sign} {b}"), prec::COMPARE, Form::Value, Ty::Bool);
        if equality && (a.ty == Ty::None || b.ty == Ty::None) {
            let code = if a.ty == Ty::None { b } else { a };
            return self.none_test(code, op == CompareOp::Eq);
        }
        let optional = matches!(a.ty, Ty::Optional(_)) || matches!(b.ty, Ty::Optional(_));
        if optional && equality {
            let ty = a.ty.join(&b.ty);
            let (x, y) = (self.as_ref(a, &ty), self.as_ref(b, &ty));
            let same = format!("rt::equal({}, {})", x.text, y.text);
            return if op == CompareOp::Eq { Code::value(same, Ty::Bool) } else { not(&same) };
        }
        let (mut a, mut b) = (self.unwrapped(a), self.unwrapped(b));
        if !(equality && a.ty == b.ty) {
            (a, b) = (self.member_value(a), self.member_value(b));
        }
        let (x, y) = (a.ty.clone(), b.ty.clone());
        if x.is_text() && y.is_text() {
            return self.texts(a, op, b);
        }
        if x.is_number() && y.is_number() {
            return self.numbers_compared(a, op, b);
        }
        if let (Ty::Set(_) | Ty::FrozenSet(_), false) = (&x, equality) {
            let y = self.as_ref(b, &x);
            let name = match op {
                CompareOp::LtE => "is_subset",
                CompareOp::Lt => "is_proper_subset",
                CompareOp::GtE => "is_superset",
                _ => "is_proper_superset",
            };
            return Code::value(format!("{}.{name}({})", dotted(&a), y.text), Ty::Bool);
        }
        if x == y && x.is_copy() && !holds_float(&x) {
            let (a, b) = (self.plain(a), self.plain(b));
            return infix(a.at(prec::ADD), b.at(prec::ADD));
        }
        let ty = x.join(&y);
        let (a, b) = if x == y {
            (self.as_ref(a, &x), self.as_ref(b, &y))
        } else {
            (self.as_ref(a, &ty), self.as_ref(b, &ty))
        };
        if equality {
            let same = format!("rt::equal({}, {})", a.text, b.text);
            return if op == CompareOp::Eq { Code::value(same, Ty::Bool) } else { not(&same) };
        }
        let test = match op {
            CompareOp::Lt => "is_lt",
            CompareOp::LtE => "is_le",
            CompareOp::Gt => "is_gt",
            _ => "is_ge",
        };
        Code::value(format!("{}.order({}).{test}()", a.at(prec::ATOM), b.text), Ty::Bool)
    }

    fn texts(&mut self, a: Code, op: CompareOp, b: Code) -> Code {
        let sign = op.text();
        if a.ty.is_char() && b.ty.is_char() {
            let (a, b) = (self.plain(a), self.plain(b));
            return Code::new(
                format!("{} {sign} {}", a.at(prec::ADD), b.at(prec::ADD)),
                prec::COMPARE,
                Form::Value,
                Ty::Bool,
            );
        }
        if a.ty.is_char() != b.ty.is_char() && matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            let (letter, text) = if a.ty.is_char() { (a, b) } else { (b, a) };
            let (letter, text) = (self.as_ref(letter, &Ty::Char), self.as_text(text));
            let same = format!("rt::equal({}, {})", letter.text, text.text);
            return if op == CompareOp::Eq { Code::value(same, Ty::Bool) } else { not(&same) };
        }
        if b.text == "\"\"" && matches!(op, CompareOp::Eq | CompareOp::NotEq) {
            let text = format!("{}.is_empty()", dotted(&a));
            return if op == CompareOp::Eq { Code::value(text, Ty::Bool) } else { not(&text) };
        }
        let (a, b) = (self.as_text(a), self.as_text(b));
        let equality = matches!(op, CompareOp::Eq | CompareOp::NotEq);
        // Both of their own: no need to borrow them.
        let owned = |code: &Code| {
            code.text.strip_prefix('&').filter(|rest| !rest.starts_with('*')).map(str::to_owned)
        };
        if let (Some(a), Some(b)) = (owned(&a), owned(&b))
            && equality
            && ![&a, &b].iter().any(|text| text.contains('[') || text.starts_with('&'))
        {
            return Code::new(format!("{a} {sign} {b}"), prec::COMPARE, Form::Value, Ty::Bool);
        }
        // A borrowed text is compared with a borrowed text; for an order Rust wants both of one type.
        let bare = |code: &Code| match code.text.strip_prefix('&') {
            Some(owned) if !equality && !owned.starts_with(['*', '&']) => format!("{owned}.as_str()"),
            _ => code.at(prec::UNARY),
        };
        Code::new(format!("{} {sign} {}", bare(&a), bare(&b)), prec::COMPARE, Form::Value, Ty::Bool)
    }

    fn numbers_compared(&mut self, a: Code, op: CompareOp, b: Code) -> Code {
        let sign = op.text();
        let (x, y) = (a.ty.clone(), b.ty.clone());
        let common = match (&x, &y) {
            (x, y) if x == y => x.clone(),
            (Ty::Number, _) | (_, Ty::Number) => Ty::Number,
            (Ty::Int | Ty::Bool, Ty::Int | Ty::Bool) => Ty::Int,
            _ if is_exact(&a) && y == Ty::Float || is_exact(&b) && x == Ty::Float => Ty::Float,
            // An integer and a float are compared exactly.
            (Ty::Float, _) => return self.float_with_int(a, op, b),
            _ => return self.float_with_int(b, mirrored(op), a),
        };
        let (a, b) = (self.coerce(a, &common), self.coerce(b, &common));
        let left =
            if a.prec == prec::CAST && sign == "<" { format!("({})", a.text) } else { a.at(prec::ADD) };
        Code::new(format!("{left} {sign} {}", b.at(prec::ADD)), prec::COMPARE, Form::Value, Ty::Bool)
    }

    fn float_with_int(&mut self, float: Code, op: CompareOp, int: Code) -> Code {
        let (float, int) = (self.coerce(float, &Ty::Float), self.coerce(int, &Ty::Int));
        let name = match op {
            CompareOp::Eq | CompareOp::NotEq => "eq_int",
            CompareOp::Lt => "lt_int",
            CompareOp::LtE => "le_int",
            CompareOp::Gt => "gt_int",
            _ => "ge_int",
        };
        let text = format!("rt::float::{name}({}, {})", float.text, int.text);
        if op == CompareOp::NotEq { not(&text) } else { Code::value(text, Ty::Bool) }
    }

    fn none_test(&mut self, code: Code, is_none: bool) -> Code {
        match &code.ty {
            Ty::Optional(_) => {
                let name = if is_none { "is_none" } else { "is_some" };
                Code::value(format!("{}.{name}()", dotted(&code)), Ty::Bool)
            }
            Ty::None => code.answering(is_none),
            _ => code.answering(!is_none),
        }
    }

    fn identity(&mut self, left: &'a Expr, op: CompareOp, right: &'a Expr) -> Code {
        let same = op == CompareOp::Is;
        if matches!(right.kind, ExprKind::None) {
            let code = self.expr(left);
            return self.none_test(code, same);
        }
        if matches!(left.kind, ExprKind::None) {
            let code = self.expr(right);
            return self.none_test(code, same);
        }
        let (a, b) = (self.expr(left), self.expr(right));
        let ty = a.ty.join(&b.ty);
        let (a, b) = (self.coerce(a, &ty), self.coerce(b, &ty));
        if let Some(code) = self.same_object(&a, &b, same) {
            return code;
        }
        let sign = if same { "==" } else { "!=" };
        Code::new(
            format!("{} {sign} {}", a.at(prec::ADD), b.at(prec::ADD)),
            prec::COMPARE,
            Form::Value,
            Ty::Bool,
        )
    }
}

/// Integers up to here are floats without rounding: a literal beyond is compared as the integer that it is.
const EXACT_MAX: u64 = 1 << 53;

fn is_exact_float(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Int(value) if value.unsigned_abs() <= EXACT_MAX)
}

/// Whether a literal is the same number as a float.
fn is_exact(code: &Code) -> bool {
    code.literal
        && (code.ty == Ty::Float
            || code.text.parse::<i64>().is_ok_and(|value| value.unsigned_abs() <= EXACT_MAX))
}

fn not(text: &str) -> Code {
    Code::new(format!("!{text}"), prec::UNARY, Form::Value, Ty::Bool)
}

/// The operator with its sides exchanged.
fn mirrored(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::LtE => CompareOp::GtE,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::GtE => CompareOp::LtE,
        other => other,
    }
}

/// A NaN inside a tuple is equal to itself where it is one object: `rt::equal` and `order` see to that.
pub(super) fn holds_float(ty: &Ty) -> bool {
    ty.parts().into_iter().any(|part| matches!(part, Ty::Float | Ty::Number) || holds_float(part))
}
