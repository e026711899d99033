//! Parameters that default to `None` and are filled at once: `if xs is None: xs = []`.
//!
//! From there on such a name stands for one container, the caller's or a new one, and never for `None`.

use crate::names;
use crate::syntax::{CompareOp, Expr, ExprKind, FunctionDef, Param, Stmt, StmtKind};

/// Where the statement begins that fills a parameter; nothing where anything else assigns it or reads it before.
pub(crate) fn at(def: &FunctionDef, param: &Param) -> Option<u32> {
    let default = param.default.as_ref()?;
    if !matches!(default.kind, ExprKind::None) || def.is_generator {
        return None;
    }
    let position = def.body.iter().position(|stmt| made(stmt, &param.name).is_some())?;
    let before = def.body[..position].iter().any(|stmt| mentions(stmt, &param.name));
    let once = stores(&def.body, &param.name) == 1;
    (!before && once).then(|| def.body[position].span.start)
}

/// What `if name is None: name = made` puts there: a container that is made on the spot.
pub(crate) fn made<'a>(stmt: &'a Stmt, name: &str) -> Option<&'a Expr> {
    let StmtKind::If { test, body, orelse } = &stmt.kind else { return None };
    let ExprKind::Compare { left, ops, comparators } = &test.kind else { return None };
    let asks = left.as_name() == Some(name)
        && matches!(ops.as_slice(), [CompareOp::Is])
        && matches!(comparators.as_slice(), [Expr { kind: ExprKind::None, .. }]);
    let [Stmt { kind: StmtKind::Assign { targets, value }, .. }] = body.as_slice() else { return None };
    let [target] = targets.as_slice() else { return None };
    let container = match &value.kind {
        ExprKind::List { elts } | ExprKind::Set { elts } => elts.iter().all(is_plain),
        ExprKind::Dict { items } => items.is_empty(),
        ExprKind::Call { func, args, keywords } => {
            matches!(func.as_name(), Some("list" | "dict" | "set")) && args.is_empty() && keywords.is_empty()
        }
        _ => false,
    };
    (asks && orelse.is_empty() && target.as_name() == Some(name) && container).then_some(value)
}

fn is_plain(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(Some(_)) | ExprKind::Bool(_))
}

fn mentions(stmt: &Stmt, name: &str) -> bool {
    fn within(expr: &Expr, name: &str) -> bool {
        expr.as_name() == Some(name) || names::children(expr).into_iter().any(|child| within(child, name))
    }
    // A function that is defined before may read it when it is called.
    matches!(stmt.kind, StmtKind::FunctionDef(_))
        || names::expressions(stmt).into_iter().any(|expr| within(expr, name))
        || names::bodies(stmt).into_iter().flatten().any(|stmt| mentions(stmt, name))
}

/// How many statements of a body bind a name, those of nested functions that declare it theirs included.
fn stores(body: &[Stmt], name: &str) -> usize {
    body.iter()
        .map(|stmt| {
            let inner: usize = names::bodies(stmt).into_iter().map(|body| stores(body, name)).sum();
            let bound = match &stmt.kind {
                StmtKind::FunctionDef(def) => stores(&def.body, name),
                StmtKind::Nonlocal { names } => 2 * names.iter().filter(|one| one.name == name).count(),
                _ if names::bodies(stmt).is_empty() => {
                    usize::from(names::bound(std::slice::from_ref(stmt), &[]).locals.contains(name))
                }
                // The heads of loops, handlers and patterns.
                _ => usize::from(binds_itself(stmt, name)),
            };
            inner + bound
        })
        .sum()
}

fn binds_itself(stmt: &Stmt, name: &str) -> bool {
    let all = names::bound(std::slice::from_ref(stmt), &[]).locals.contains(name);
    let inside = names::bodies(stmt).into_iter().any(|body| names::bound(body, &[]).locals.contains(name));
    all && !inside
}
