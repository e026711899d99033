//! Whether a module's value can stand in the source: literals, and what is made of them.

use crate::model::{Binding, Program};
use crate::syntax::{Expr, ExprKind};

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
                constant.value.id != expr.id && is_constant(program, constant.module, constant.value)
            }
            _ => false,
        },
        ExprKind::Attribute { .. } => crate::annotation::path(program, module, expr)
            .is_some_and(|path| crate::ops::constant(&path).is_some()),
        ExprKind::Call { func, args, keywords } => {
            let name = crate::annotation::path(program, module, func);
            let known = ["frozenset", "set", "tuple", "float", "int", "list", "dict", "range"];
            keywords.is_empty() && name.is_some_and(|name| known.contains(&name.as_str())) && all(args)
        }
        _ => false,
    }
}
