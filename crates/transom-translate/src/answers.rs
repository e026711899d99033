//! Functions that give an argument back on some paths and something else on others: `if len(xs) <= 1: return xs`.
//!
//! Python's caller gets the very object that it passed on the one kind of path and a new one on the other. The draft says
//! which by `rt::Answer`. A function that always gives its argument back is `emit::sharing`'s.

use crate::model::{Binding, Func, FuncId, Program, VarId};
use crate::names;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;

/// Notes the parameter of every live module-level function that some of its `return`s give.
pub(crate) fn find(program: &mut Program<'_>) {
    for func in 0..program.funcs.len() {
        if program.funcs[func].live {
            program.funcs[func].answers = sometimes_given(program, func);
        }
    }
}

/// The values of a body's `return`s, each branch of a conditional one for itself.
pub(crate) fn returned(body: &[Stmt]) -> Vec<Option<&Expr>> {
    fn branches<'a>(value: &'a Expr, all: &mut Vec<Option<&'a Expr>>) {
        if let ExprKind::IfExp { body, orelse, .. } = &value.kind {
            branches(body, all);
            branches(orelse, all);
        } else {
            all.push(Some(value));
        }
    }
    fn collect<'a>(body: &'a [Stmt], all: &mut Vec<Option<&'a Expr>>) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Return { value: Some(value) } => branches(value, all),
                StmtKind::Return { value: None } => all.push(None),
                _ => {}
            }
            for body in names::bodies(stmt) {
                collect(body, all);
            }
        }
    }
    let mut all = Vec::new();
    collect(body, &mut all);
    all
}

/// Whether an expression is the parameter that a function answers on some of its paths.
pub(crate) fn is_argument(program: &Program<'_>, func: FuncId, value: &Expr) -> bool {
    let Some(at) = program.funcs[func].answers else { return false };
    variable(program, func, value) == Some(program.funcs[func].params[at].var)
}

fn variable(program: &Program<'_>, func: FuncId, value: &Expr) -> Option<VarId> {
    match (&value.kind, program.binding(program.funcs[func].module, value)) {
        (ExprKind::Name(_), Binding::Var(var)) => Some(*var),
        _ => None,
    }
}

fn sometimes_given(program: &Program<'_>, func: FuncId) -> Option<usize> {
    let Func { parent: None, class: None, def, params, ret, .. } = &program.funcs[func] else { return None };
    if def.is_generator || !def.decorators.is_empty() || !crate::ends::always_leaves(&def.body) {
        return None;
    }
    let values = returned(&def.body);
    let given = |value: &&Expr| {
        let var = variable(program, func, value)?;
        params.iter().position(|param| param.var == var)
    };
    let mut found: Vec<usize> = values.iter().flatten().filter_map(given).collect();
    let always = found.len() == values.len();
    found.sort_unstable();
    found.dedup();
    let [at] = found.as_slice() else { return None };
    let var = &program.vars[params[*at].var];
    let same = var.ty == *ret.some() && !matches!(var.ty, Ty::Optional(_));
    (!always
        && same
        && var.stores == 1
        && !var.captured
        && params[*at].default.is_none()
        && program.can_change(&var.ty))
    .then_some(*at)
}
