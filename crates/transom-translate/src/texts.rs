//! Which texts are indexed: they are laid out once (`rt::Chars`), and functions hand them on as they are.

use std::collections::HashSet;

use crate::model::{Binding, FuncId, Program, VarId};
use crate::names;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;

/// Marks the variables that hold indexed text.
pub(crate) fn mark(program: &mut Program<'_>) {
    let live: Vec<FuncId> = (0..program.funcs.len()).filter(|func| program.funcs[*func].live).collect();
    let mut targets = HashSet::new();
    for func in &live {
        loop_targets(program, program.funcs[*func].module, &program.funcs[*func].def.body, &mut targets);
    }
    loop {
        let mut found = Vec::new();
        for func in &live {
            let module = program.funcs[*func].module;
            for stmt in &program.funcs[*func].def.body {
                in_stmt(program, module, stmt, false, &mut found);
            }
        }
        let mut changed = false;
        for var in found {
            let info = &program.vars[var];
            let has_default = program.funcs[info.func]
                .params
                .iter()
                .any(|param| param.var == var && param.default.is_some());
            let plain =
                matches!(info.ty, Ty::Text | Ty::Str) && info.stores == 1 && !info.captured && !info.mutated;
            let fits = plain
                && !info.chars
                && !has_default
                && (info.is_param || info.home != 0)
                && !targets.contains(&var);
            // What is lent from the view of a local text does not outlive it.
            let body = &program.funcs[info.func].def.body;
            let module = program.funcs[info.func].module;
            if fits && (info.is_param || body.iter().all(|stmt| only_indexed(program, module, stmt, var))) {
                program.vars[var].chars = !program.may_be_unbound(var);
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn loop_targets(program: &Program<'_>, module: usize, body: &[Stmt], all: &mut HashSet<VarId>) {
    for stmt in body {
        if let StmtKind::For { target, .. } = &stmt.kind {
            for (_, key) in names::target_names(target, program.scopes[module].base) {
                if let Binding::Var(var) = program.bindings[key] {
                    all.insert(var);
                }
            }
        }
        for inner in names::bodies(stmt) {
            loop_targets(program, module, inner, all);
        }
    }
}

fn in_stmt(program: &Program<'_>, module: usize, stmt: &Stmt, in_loop: bool, found: &mut Vec<VarId>) {
    let looped = in_loop || matches!(stmt.kind, StmtKind::For { .. } | StmtKind::While { .. });
    for expr in names::expressions(stmt) {
        in_expr(program, module, expr, looped, found);
    }
    for body in names::bodies(stmt) {
        for inner in body {
            in_stmt(program, module, inner, looped, found);
        }
    }
}

fn variable(program: &Program<'_>, module: usize, expr: &Expr) -> Option<VarId> {
    match program.binding(module, expr) {
        Binding::Var(var) if matches!(expr.kind, ExprKind::Name(_)) => Some(*var),
        _ => None,
    }
}

fn in_expr(program: &Program<'_>, module: usize, expr: &Expr, in_loop: bool, found: &mut Vec<VarId>) {
    if let ExprKind::Subscript { value, index } = &expr.kind
        && !matches!(index.kind, ExprKind::Slice { .. })
        && (in_loop || crate::infer_whole(index).is_none())
    {
        found.extend(variable(program, module, value));
    }
    if let ExprKind::Call { func, args, keywords } = &expr.kind
        && let Binding::Func(target) = program.binding(module, func)
    {
        for (at, arg) in args.iter().enumerate() {
            if program.funcs[*target].params.get(at).is_some_and(|param| program.vars[param.var].chars) {
                found.extend(variable(program, module, arg));
            }
        }
        for keyword in keywords {
            let param = program.funcs[*target]
                .params
                .iter()
                .find(|param| Some(param.name) == keyword.name.as_deref());
            if param.is_some_and(|param| program.vars[param.var].chars) {
                found.extend(variable(program, module, &keyword.value));
            }
        }
    }
    let looped = in_loop
        || matches!(
            expr.kind,
            ExprKind::ListComp { .. }
                | ExprKind::GeneratorExp { .. }
                | ExprKind::SetComp { .. }
                | ExprKind::DictComp { .. }
        );
    for child in names::children(expr) {
        in_expr(program, module, child, looped, found);
    }
}

/// Whether nothing but items and the length of a text is asked for.
fn only_indexed(program: &Program<'_>, module: usize, stmt: &Stmt, var: VarId) -> bool {
    let target = match &stmt.kind {
        StmtKind::Assign { targets, .. } => targets.first(),
        _ => None,
    };
    let own = |expr: &Expr| target.is_some_and(|target| std::ptr::eq(target, expr));
    names::expressions(stmt).into_iter().all(|expr| own(expr) || is_only_indexed(program, module, expr, var))
        && names::bodies(stmt).into_iter().flatten().all(|stmt| only_indexed(program, module, stmt, var))
}

fn is_only_indexed(program: &Program<'_>, module: usize, expr: &Expr, var: VarId) -> bool {
    let is_var = |expr: &Expr| variable(program, module, expr) == Some(var);
    match &expr.kind {
        ExprKind::Name(_) => !is_var(expr),
        ExprKind::Subscript { value, index } if is_var(value) => {
            !matches!(index.kind, ExprKind::Slice { .. }) && is_only_indexed(program, module, index, var)
        }
        ExprKind::Call { func, args, .. } if func.as_name() == Some("len") => {
            args.iter().all(|arg| is_var(arg) || is_only_indexed(program, module, arg, var))
        }
        _ => names::children(expr).into_iter().all(|child| is_only_indexed(program, module, child, var)),
    }
}
