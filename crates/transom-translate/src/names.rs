//! Which names a function binds, which ones its inner functions capture, and what a module's names stand for.

use std::collections::{BTreeSet, HashSet};

use crate::model::{Binding, Program};
use crate::syntax::{Case, Expr, ExprKind, FStringPart, Name, Pattern, PatternKind, Span, Stmt, StmtKind};

/// The number of a name that is no expression: beyond every expression's number.
pub(crate) fn span_key(span: Span) -> usize {
    usize::MAX - span.start as usize
}

/// The names that a body binds itself.
pub(crate) struct Bound<'a> {
    pub(crate) locals: BTreeSet<&'a str>,
    pub(crate) outer: BTreeSet<&'a str>,
}

/// What a function with these parameters binds in its body.
pub(crate) fn bound<'a>(body: &'a [Stmt], params: &[&'a str]) -> Bound<'a> {
    let mut found = Bound { locals: params.iter().copied().collect(), outer: BTreeSet::new() };
    for stmt in body {
        bind_stmt(stmt, &mut found);
    }
    for name in &found.outer {
        found.locals.remove(name);
    }
    found
}

fn bind_stmt<'a>(stmt: &'a Stmt, found: &mut Bound<'a>) {
    match &stmt.kind {
        StmtKind::Global { names } | StmtKind::Nonlocal { names } => {
            found.outer.extend(names.iter().map(|name| name.name.as_str()));
        }
        StmtKind::FunctionDef(inner) => {
            found.locals.insert(&inner.name);
        }
        StmtKind::ClassDef(inner) => {
            found.locals.insert(&inner.name);
        }
        StmtKind::Assign { targets, .. } => targets.iter().for_each(|target| bind_target(target, found)),
        StmtKind::AugAssign { target, .. }
        | StmtKind::AnnAssign { target, .. }
        | StmtKind::For { target, .. } => {
            bind_target(target, found);
        }
        StmtKind::With { items, .. } => {
            for target in items.iter().filter_map(|item| item.target.as_ref()) {
                bind_target(target, found);
            }
        }
        StmtKind::Try { handlers, .. } => {
            found
                .locals
                .extend(handlers.iter().filter_map(|handler| Some(handler.name.as_ref()?.name.as_str())));
        }
        StmtKind::Match { cases, .. } => {
            for case in cases {
                found.locals.extend(pattern_names(&case.pattern).into_iter().map(|name| name.name.as_str()));
            }
        }
        StmtKind::Delete { targets } => targets.iter().for_each(|target| bind_target(target, found)),
        _ => {}
    }
    for expr in expressions(stmt) {
        bind_walrus(expr, found);
    }
    for body in bodies(stmt) {
        for stmt in body {
            bind_stmt(stmt, found);
        }
    }
}

fn bind_target<'a>(target: &'a Expr, found: &mut Bound<'a>) {
    match &target.kind {
        ExprKind::Name(name) => {
            found.locals.insert(name);
        }
        ExprKind::Tuple { elts } | ExprKind::List { elts } => {
            for target in elts {
                bind_target(target, found);
            }
        }
        ExprKind::Starred { value } => bind_target(value, found),
        _ => {}
    }
}

fn bind_walrus<'a>(expr: &'a Expr, found: &mut Bound<'a>) {
    if let ExprKind::Named { target, .. } = &expr.kind {
        bind_target(target, found);
    }
    for child in children(expr) {
        bind_walrus(child, found);
    }
}

/// The names that a `finally` assigns: every way out of its `try` sees them, so that each is one variable.
pub(crate) fn stored_finally<'a>(body: &'a [Stmt], found: &mut HashSet<&'a str>) {
    for stmt in body {
        if let StmtKind::Try { finalbody, .. } = &stmt.kind {
            found.extend(bound(finalbody, &[]).locals);
        }
        for body in bodies(stmt) {
            stored_finally(body, found);
        }
    }
}

/// The targets of `:=` in an expression.
pub(crate) fn walruses(expr: &Expr) -> Vec<&Expr> {
    let own = match &expr.kind {
        ExprKind::Named { target, .. } => Some(&**target),
        _ => None,
    };
    own.into_iter().chain(children(expr).into_iter().flat_map(walruses)).collect()
}

/// The statements' bodies inside a statement, those of nested functions and classes left out.
pub(crate) fn bodies(stmt: &Stmt) -> Vec<&[Stmt]> {
    match &stmt.kind {
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| case.body.as_slice()).collect(),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let mut all = vec![body.as_slice()];
            all.extend(handlers.iter().map(|handler| handler.body.as_slice()));
            all.extend([orelse.as_slice(), finalbody.as_slice()]);
            all
        }
        _ => Vec::new(),
    }
}

/// The expressions that stand directly in a statement, targets included, in the order in which they are run.
pub(crate) fn expressions(stmt: &Stmt) -> Vec<&Expr> {
    match &stmt.kind {
        StmtKind::Return { value } => value.iter().collect(),
        StmtKind::Delete { targets } => targets.iter().collect(),
        StmtKind::Assign { targets, value } => std::iter::once(value).chain(targets).collect(),
        StmtKind::AugAssign { target, value, .. } => vec![target, value],
        StmtKind::AnnAssign { target, value, .. } => value.iter().chain([target]).collect(),
        StmtKind::For { target, iter, .. } => vec![iter, target],
        StmtKind::While { test, .. } | StmtKind::If { test, .. } => vec![test],
        StmtKind::With { items, .. } => {
            items.iter().flat_map(|item| std::iter::once(&item.context).chain(&item.target)).collect()
        }
        StmtKind::Match { subject, cases } => {
            let guards = cases.iter().filter_map(|case| case.guard.as_ref());
            let values = cases.iter().flat_map(|case| pattern_values(&case.pattern));
            std::iter::once(subject).chain(values).chain(guards).collect()
        }
        StmtKind::Raise { exc, cause } => exc.iter().chain(cause).collect(),
        StmtKind::Try { handlers, .. } => {
            handlers.iter().filter_map(|handler| handler.kind.as_ref()).collect()
        }
        StmtKind::Assert { test, msg } => std::iter::once(test).chain(msg).collect(),
        StmtKind::Expr { value } => vec![value],
        StmtKind::FunctionDef(inner) => {
            inner.params.iter().filter_map(|param| param.default.as_ref()).collect()
        }
        _ => Vec::new(),
    }
}

/// The expressions directly inside an expression, in the order in which they are run.
pub(crate) fn children(expr: &Expr) -> Vec<&Expr> {
    use ExprKind as K;
    match &expr.kind {
        K::BoolOp { values, .. } => values.iter().collect(),
        K::Named { target, value } => vec![value, target],
        K::BinOp { left, right, .. } => vec![left, right],
        K::UnaryOp { operand, .. } => vec![operand],
        K::Lambda { params, body } => {
            params.iter().filter_map(|param| param.default.as_ref()).chain([&**body]).collect()
        }
        K::IfExp { test, body, orelse } => vec![test, body, orelse],
        K::Dict { items } => items.iter().flat_map(|(key, value)| key.iter().chain([value])).collect(),
        K::Set { elts } | K::List { elts } | K::Tuple { elts } => elts.iter().collect(),
        K::ListComp { elt, generators }
        | K::SetComp { elt, generators }
        | K::GeneratorExp { elt, generators } => {
            let mut all = generator_parts(generators);
            all.push(elt);
            all
        }
        K::DictComp { key, value, generators } => {
            let mut all = generator_parts(generators);
            all.extend([&**key, &**value]);
            all
        }
        K::Await { value } | K::YieldFrom { value } | K::Starred { value } | K::Attribute { value, .. } => {
            vec![value]
        }
        K::Yield { value } => value.iter().map(|value| &**value).collect(),
        K::Compare { left, comparators, .. } => std::iter::once(&**left).chain(comparators).collect(),
        K::Call { func, args, keywords } => std::iter::once(&**func)
            .chain(args)
            .chain(keywords.iter().map(|keyword| &keyword.value))
            .collect(),
        K::FString { parts } => fstring_values(parts),
        K::Subscript { value, index } => vec![value, index],
        K::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().flatten().map(|part| &**part).collect()
        }
        _ => Vec::new(),
    }
}

fn generator_parts(generators: &[crate::syntax::Comprehension]) -> Vec<&Expr> {
    generators
        .iter()
        .flat_map(|generator| [&generator.iter, &generator.target].into_iter().chain(&generator.ifs))
        .collect()
}

fn fstring_values(parts: &[FStringPart]) -> Vec<&Expr> {
    parts
        .iter()
        .flat_map(|part| match part {
            FStringPart::Literal(_) => Vec::new(),
            FStringPart::Value { expr, spec, .. } => {
                let mut all = vec![&**expr];
                all.extend(spec.iter().flat_map(|spec| fstring_values(spec)));
                all
            }
        })
        .collect()
}

/// The names in a target, with their numbers.
pub(crate) fn target_names(target: &Expr, base: usize) -> Vec<(&str, usize)> {
    match &target.kind {
        ExprKind::Name(name) => vec![(name, base + target.id.0 as usize)],
        ExprKind::Tuple { elts } | ExprKind::List { elts } => {
            elts.iter().flat_map(|target| target_names(target, base)).collect()
        }
        ExprKind::Starred { value } => target_names(value, base),
        _ => Vec::new(),
    }
}

/// The names that a pattern binds.
pub(crate) fn pattern_names(pattern: &Pattern) -> Vec<&Name> {
    match &pattern.kind {
        PatternKind::Value(_) | PatternKind::Singleton(_) => Vec::new(),
        PatternKind::Sequence(all) | PatternKind::Or(all) => all.iter().flat_map(pattern_names).collect(),
        PatternKind::Mapping { items, rest } => {
            items.iter().flat_map(|(_, pattern)| pattern_names(pattern)).chain(rest).collect()
        }
        PatternKind::Class { patterns, keywords, .. } => {
            let named = keywords.iter().map(|(_, pattern)| pattern);
            patterns.iter().chain(named).flat_map(pattern_names).collect()
        }
        PatternKind::Star(name) => name.iter().collect(),
        PatternKind::As { pattern, name } => {
            pattern.iter().flat_map(|pattern| pattern_names(pattern)).chain(name).collect()
        }
    }
}

/// The expressions that a pattern compares with.
pub(crate) fn pattern_values(pattern: &Pattern) -> Vec<&Expr> {
    match &pattern.kind {
        PatternKind::Value(value) | PatternKind::Singleton(value) => vec![value],
        PatternKind::Sequence(all) | PatternKind::Or(all) => all.iter().flat_map(pattern_values).collect(),
        PatternKind::Mapping { items, .. } => items
            .iter()
            .flat_map(|(key, pattern)| std::iter::once(key).chain(pattern_values(pattern)))
            .collect(),
        PatternKind::Class { cls, patterns, keywords } => {
            let named = keywords.iter().map(|(_, pattern)| pattern);
            std::iter::once(cls).chain(patterns.iter().chain(named).flat_map(pattern_values)).collect()
        }
        PatternKind::Star(_) => Vec::new(),
        PatternKind::As { pattern, .. } => {
            pattern.iter().flat_map(|pattern| pattern_values(pattern)).collect()
        }
    }
}

/// Whether the last case takes everything.
pub(crate) fn is_exhaustive(cases: &[Case]) -> bool {
    cases.iter().any(|case| {
        case.guard.is_none() && matches!(&case.pattern.kind, PatternKind::As { pattern: None, .. })
    })
}

/// The names that functions nested in a body use and do not bind, and those of lambdas that are kept in a variable.
pub(crate) fn captured(body: &[Stmt]) -> HashSet<&str> {
    let mut found = HashSet::new();
    for stmt in body {
        capture_stmt(stmt, &mut found);
    }
    found
}

fn capture_stmt<'a>(stmt: &'a Stmt, found: &mut HashSet<&'a str>) {
    if let StmtKind::FunctionDef(inner) = &stmt.kind {
        found.extend(free(
            &inner.body,
            &inner.params.iter().map(|param| param.name.as_str()).collect::<Vec<_>>(),
        ));
    }
    if let StmtKind::Assign { value, .. } = &stmt.kind
        && let ExprKind::Lambda { .. } = &value.kind
    {
        let mut names = HashSet::new();
        all_names(value, &mut names);
        found.extend(names);
    }
    for body in bodies(stmt) {
        for stmt in body {
            capture_stmt(stmt, found);
        }
    }
}

/// The names that a function uses and does not bind.
pub(crate) fn free<'a>(body: &'a [Stmt], params: &[&'a str]) -> HashSet<&'a str> {
    let bound = bound(body, params);
    let mut used = HashSet::new();
    for stmt in body {
        use_stmt(stmt, &mut used);
    }
    used.extend(captured(body));
    used.extend(bound.outer.iter());
    used.retain(|name| !bound.locals.contains(name));
    used
}

fn use_stmt<'a>(stmt: &'a Stmt, used: &mut HashSet<&'a str>) {
    for expr in expressions(stmt) {
        all_names(expr, used);
    }
    for body in bodies(stmt) {
        for stmt in body {
            use_stmt(stmt, used);
        }
    }
}

fn all_names<'a>(expr: &'a Expr, used: &mut HashSet<&'a str>) {
    if let ExprKind::Name(name) = &expr.kind {
        used.insert(name);
    }
    for child in children(expr) {
        all_names(child, used);
    }
}

/// What a name stands for outside of every function: a module's own, or a builtin.
pub(crate) fn global(program: &Program<'_>, module: usize, name: &str) -> Binding {
    if let Some(binding) = program.scopes[module].names.get(name) {
        return binding.clone();
    }
    if BUILTINS.contains(&name) || crate::exceptions::is_builtin(name) {
        return Binding::Path(name.to_owned());
    }
    Binding::Unknown
}

/// The names that are there in every module.
pub(crate) fn builtins() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().copied().chain(crate::exceptions::builtins())
}

const BUILTINS: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "complex",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    "NotImplemented",
    "__name__",
    "__import__",
];
