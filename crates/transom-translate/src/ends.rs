//! Whether the end of a body is reached.

use crate::names;
use crate::syntax::{ExprKind, Stmt, StmtKind};

/// Whether every path through a body returns or raises.
pub(crate) fn always_leaves(body: &[Stmt]) -> bool {
    body.iter().any(leaves)
}

fn leaves(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Return { .. } | StmtKind::Raise { .. } => true,
        StmtKind::If { body, orelse, .. } => always_leaves(body) && always_leaves(orelse),
        StmtKind::While { test, body, orelse } => {
            let endless = matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1));
            (endless && !breaks(body)) || (!breaks(body) && always_leaves(orelse))
        }
        StmtKind::For { body, orelse, .. } => !breaks(body) && always_leaves(orelse),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let tried = always_leaves(body) || always_leaves(orelse);
            always_leaves(finalbody) || (tried && handlers.iter().all(|handler| always_leaves(&handler.body)))
        }
        StmtKind::With { body, .. } => always_leaves(body),
        StmtKind::Match { cases, .. } => {
            names::is_exhaustive(cases) && cases.iter().all(|case| always_leaves(&case.body))
        }
        StmtKind::Assert { test, .. } => matches!(test.kind, ExprKind::Bool(false)),
        _ => false,
    }
}

/// Whether a `break` in this body ends the loop around it.
pub(crate) fn breaks(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break => true,
        StmtKind::For { orelse, .. } | StmtKind::While { orelse, .. } => breaks(orelse),
        _ => names::bodies(stmt).into_iter().any(breaks),
    })
}
