//! Which expressions are places: a name, or an item of one, that a value stays in.

use crate::model::{Binding, Program, VarId};
use crate::syntax::{Expr, ExprKind};

/// Whether an expression gives what something else still holds.
pub(crate) fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(_) => true,
        ExprKind::Subscript { index, value } => {
            !matches!(index.kind, ExprKind::Slice { .. }) && is_place(value)
        }
        ExprKind::Attribute { value, .. } => is_place(value),
        _ => false,
    }
}

/// The variable that a place is part of.
pub(crate) fn root(program: &Program<'_>, module: usize, expr: &Expr) -> Option<VarId> {
    match &expr.kind {
        ExprKind::Name(_) => match program.binding(module, expr) {
            Binding::Var(var) => Some(*var),
            _ => None,
        },
        // What an instance holds is read out of it.
        ExprKind::Attribute { value, .. }
            if matches!(program.ty(module, value).some(), crate::types::Ty::Object(_)) =>
        {
            None
        }
        ExprKind::Subscript { value, .. } | ExprKind::Attribute { value, .. } => root(program, module, value),
        _ => None,
    }
}
