//! Whether a module's value can stand in the source: literals, and what is made of them.

use crate::model::{Binding, Program};
use crate::syntax::{BinOp, Expr, ExprKind, UnaryOp};

/// Whether an expression at the top level of a module is made of literals and other constants only.
pub(crate) fn is_constant(program: &Program<'_>, module: usize, expr: &Expr) -> bool {
    let all = |exprs: &[Expr]| exprs.iter().all(|expr| is_constant(program, module, expr));
    match &expr.kind {
        ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(Some(_))
        | ExprKind::Bytes(_) => true,
        ExprKind::UnaryOp { operand, .. } => is_constant(program, module, operand),
        ExprKind::BinOp { left, right, .. } => {
            is_constant(program, module, left) && is_constant(program, module, right)
        }
        ExprKind::Tuple { elts } | ExprKind::List { elts } | ExprKind::Set { elts } => all(elts),
        ExprKind::Dict { items } => items.iter().all(|(key, value)| {
            key.as_ref().is_some_and(|key| is_constant(program, module, key))
                && is_constant(program, module, value)
        }),
        ExprKind::Name(name) => match crate::names::global(program, module, name) {
            Binding::Constant(other) => {
                let constant = &program.constants[other];
                let rebound =
                    program.scopes[constant.module].rebound.iter().any(|name| name == constant.name);
                constant.value.id != expr.id
                    && !rebound
                    && !constant.changed
                    && is_constant(program, constant.module, constant.value)
            }
            _ => false,
        },
        ExprKind::Attribute { .. } => crate::annotation::path(program, module, expr)
            .is_some_and(|path| crate::ops::constant(&path).is_some()),
        ExprKind::Call { func, args, keywords } => {
            let name = crate::annotation::path(program, module, func);
            let known = ["frozenset", "set", "tuple", "float", "int", "list", "dict", "range"];
            let named = [
                "datetime.date",
                "datetime.datetime",
                "datetime.time",
                "datetime.timedelta",
                "str.maketrans",
            ];
            let Some(name) = name else { return false };
            if name == "re.compile" {
                // Its flags are looked at with it.
                return args.first().is_some_and(|pattern| is_constant(program, module, pattern));
            }
            let values = keywords
                .iter()
                .all(|keyword| keyword.name.is_some() && is_constant(program, module, &keyword.value));
            let fits = keywords.is_empty() && known.contains(&name.as_str());
            (fits || named.contains(&name.as_str())) && values && all(args)
        }
        _ => false,
    }
}

/// The integer that literals and constants come to, where all that is worked out on the way fits into 64 bits.
pub(crate) fn whole(program: &Program<'_>, module: usize, expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Int(value) => Some(*value),
        ExprKind::UnaryOp { op, operand } => {
            let value = whole(program, module, operand)?;
            match op {
                UnaryOp::Minus => value.checked_neg(),
                UnaryOp::Plus => Some(value),
                UnaryOp::Invert => Some(!value),
                UnaryOp::Not => None,
            }
        }
        ExprKind::BinOp { left, op, right } => {
            let (left, right) = (whole(program, module, left)?, whole(program, module, right)?);
            let small = u32::try_from(right).ok();
            match op {
                BinOp::Add => left.checked_add(right),
                BinOp::Sub => left.checked_sub(right),
                BinOp::Mult => left.checked_mul(right),
                BinOp::Pow => left.checked_pow(small?),
                // What is shifted out would be lost.
                BinOp::LShift => left.checked_mul(2_i64.checked_pow(small?)?),
                BinOp::RShift => left.checked_shr(small?),
                BinOp::FloorDiv | BinOp::Mod if left >= 0 && right > 0 => {
                    Some(if *op == BinOp::Mod { left % right } else { left / right })
                }
                BinOp::BitAnd => Some(left & right),
                BinOp::BitOr => Some(left | right),
                BinOp::BitXor => Some(left ^ right),
                _ => None,
            }
        }
        ExprKind::Name(name) => match crate::names::global(program, module, name) {
            Binding::Constant(other) => {
                let constant = &program.constants[other];
                let own = constant.value.id != expr.id && !constant.changed;
                own.then(|| whole(program, constant.module, constant.value)).flatten()
            }
            _ => None,
        },
        _ => None,
    }
}

/// The text that stands in the source for an expression: a literal, or the name of a module's literal.
pub(crate) fn text<'a>(program: &Program<'a>, module: usize, expr: &'a Expr) -> Option<&'a str> {
    match &expr.kind {
        ExprKind::Str(Some(text)) => Some(text),
        ExprKind::Name(name) => {
            let Binding::Constant(constant) = program.binding(module, expr) else { return None };
            let constant = &program.constants[*constant];
            let rebound = &program.scopes[constant.module].rebound;
            match &constant.value.kind {
                ExprKind::Str(Some(text)) if !rebound.contains(name) => Some(text),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The text of a constant that is made of several: `LETTERS + "_"`.
pub(crate) fn joined_text(program: &Program<'_>, module: usize, expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Str(text) => text.clone(),
        ExprKind::BinOp { left, op: BinOp::Add, right } => {
            Some(joined_text(program, module, left)? + &joined_text(program, module, right)?)
        }
        ExprKind::Name(name) => match crate::names::global(program, module, name) {
            Binding::Constant(other) => {
                let constant = &program.constants[other];
                let rebound =
                    program.scopes[constant.module].rebound.iter().any(|held| held == constant.name);
                (!rebound && constant.value.id != expr.id)
                    .then(|| joined_text(program, constant.module, constant.value))
                    .flatten()
            }
            _ => None,
        },
        _ => None,
    }
}
