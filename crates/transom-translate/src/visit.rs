//! What stands directly below a statement or an expression, and a walk over all of it.
//!
//! The order is that of evaluation, as far as one tree has one: a comprehension's loops come before its element.

use crate::syntax::{
    Case, Comprehension, Expr, ExprKind, FStringPart, Keyword, Name, Params, Pattern, PatternKind, Stmt,
    StmtKind, TypeParam,
};

/// What a [`walk`] meets, each before what is below it. To answer `false` leaves out what is below.
pub trait Visitor<'m> {
    /// At a statement.
    fn statement(&mut self, _statement: &'m Stmt) -> bool {
        true
    }

    /// At an expression, targets and annotations included.
    fn expression(&mut self, _expression: &'m Expr) -> bool {
        true
    }
}

/// Meets every statement and expression of a body.
pub fn walk<'m>(body: &'m [Stmt], visitor: &mut impl Visitor<'m>) {
    for statement in body {
        if visitor.statement(statement) {
            expressions(statement, &mut |expression| walk_expression(expression, visitor));
            bodies(statement, &mut |body| walk(body, visitor));
        }
    }
}

/// Meets an expression and every one below it.
pub fn walk_expression<'m>(expression: &'m Expr, visitor: &mut impl Visitor<'m>) {
    if visitor.expression(expression) {
        operands(expression, &mut |operand| walk_expression(operand, visitor));
    }
}

/// Hands over every expression of a body, nested functions included.
pub fn each_expression<'m>(body: &'m [Stmt], mut meet: impl FnMut(&'m Expr)) {
    struct Each<F>(F);
    impl<'m, F: FnMut(&'m Expr)> Visitor<'m> for Each<F> {
        fn expression(&mut self, expression: &'m Expr) -> bool {
            (self.0)(expression);
            true
        }
    }
    walk(body, &mut Each(&mut meet));
}

/// The expressions directly below an expression: all of them, the body of a lambda and its annotations, too.
pub fn operands<'m>(expression: &'m Expr, meet: &mut dyn FnMut(&'m Expr)) {
    match &expression.kind {
        ExprKind::BoolOp { values: elts, .. }
        | ExprKind::Set { elts }
        | ExprKind::List { elts }
        | ExprKind::Tuple { elts } => elts.iter().for_each(meet),
        ExprKind::Named { target: second, value: first }
        | ExprKind::BinOp { left: first, right: second, .. }
        | ExprKind::Subscript { value: first, index: second } => {
            meet(first);
            meet(second);
        }
        ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Await { value }
        | ExprKind::YieldFrom { value }
        | ExprKind::Attribute { value, .. }
        | ExprKind::Starred { value } => meet(value),
        ExprKind::Yield { value } => value.iter().for_each(|value| meet(value)),
        ExprKind::Lambda { params, body } => {
            parameters(params, meet);
            meet(body);
        }
        ExprKind::IfExp { test, body, orelse } => {
            meet(test);
            meet(body);
            meet(orelse);
        }
        ExprKind::Dict { items } => {
            for (key, value) in items {
                key.iter().for_each(&mut *meet);
                meet(value);
            }
        }
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            loops(generators, meet);
            meet(elt);
        }
        ExprKind::DictComp { key, value, generators } => {
            loops(generators, meet);
            meet(key);
            meet(value);
        }
        ExprKind::Compare { left, comparators, .. } => {
            meet(left);
            comparators.iter().for_each(meet);
        }
        ExprKind::Call { func, args, keywords } => {
            meet(func);
            args.iter().for_each(&mut *meet);
            values(keywords, meet);
        }
        ExprKind::FString { parts } => interpolations(parts, meet),
        ExprKind::Slice { lower, upper, step } => {
            for part in [lower, upper, step].into_iter().flatten() {
                meet(part);
            }
        }
        ExprKind::TString
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Int(_)
        | ExprKind::BigInt(_)
        | ExprKind::Float(_)
        | ExprKind::Complex(_)
        | ExprKind::Bool(_)
        | ExprKind::None
        | ExprKind::Ellipsis
        | ExprKind::Name(_) => {}
    }
}

fn loops<'m>(generators: &'m [Comprehension], meet: &mut dyn FnMut(&'m Expr)) {
    for generator in generators {
        meet(&generator.iter);
        meet(&generator.target);
        generator.ifs.iter().for_each(&mut *meet);
    }
}

fn values<'m>(keywords: &'m [Keyword], meet: &mut dyn FnMut(&'m Expr)) {
    for keyword in keywords {
        meet(&keyword.value);
    }
}

/// The values in an f-string, each before those in its specification.
pub fn interpolations<'m>(parts: &'m [FStringPart], meet: &mut dyn FnMut(&'m Expr)) {
    for part in parts {
        if let FStringPart::Value { expr, spec, .. } = part {
            meet(expr);
            interpolations(spec.as_deref().unwrap_or_default(), meet);
        }
    }
}

/// Defaults and annotations.
pub fn parameters<'m>(params: &'m Params, meet: &mut dyn FnMut(&'m Expr)) {
    for param in params.iter() {
        param.default.iter().chain(&param.annotation).for_each(&mut *meet);
    }
}

/// The expressions directly below a statement, those of the bodies within aside; its patterns' included.
pub fn expressions<'m>(statement: &'m Stmt, meet: &mut dyn FnMut(&'m Expr)) {
    match &statement.kind {
        StmtKind::FunctionDef(function) => {
            function.decorators.iter().for_each(&mut *meet);
            parameters(&function.params, meet);
            function.returns.iter().for_each(&mut *meet);
            bounds(&function.type_params, meet);
        }
        StmtKind::ClassDef(class) => {
            class.decorators.iter().chain(&class.bases).for_each(&mut *meet);
            values(&class.keywords, meet);
            bounds(&class.type_params, meet);
        }
        StmtKind::Return { value } => value.iter().for_each(meet),
        StmtKind::Delete { targets } => targets.iter().for_each(meet),
        StmtKind::Assign { targets, value } => {
            meet(value);
            targets.iter().for_each(meet);
        }
        StmtKind::AugAssign { target, value, .. } => {
            meet(target);
            meet(value);
        }
        StmtKind::AnnAssign { target, annotation, value } => {
            value.iter().for_each(&mut *meet);
            meet(target);
            meet(annotation);
        }
        StmtKind::For { target, iter, .. } => {
            meet(iter);
            meet(target);
        }
        StmtKind::While { test, .. } | StmtKind::If { test, .. } => meet(test),
        StmtKind::With { items, .. } => {
            for item in items {
                meet(&item.context);
                item.target.iter().for_each(&mut *meet);
            }
        }
        StmtKind::Match { subject, cases } => {
            meet(subject);
            for case in cases {
                tests(case, meet);
            }
        }
        StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(meet),
        StmtKind::Try { handlers, .. } => {
            handlers.iter().filter_map(|handler| handler.kind.as_ref()).for_each(meet);
        }
        StmtKind::Assert { test, msg } => {
            meet(test);
            msg.iter().for_each(meet);
        }
        StmtKind::Expr { value } => meet(value),
        StmtKind::TypeAlias { name, type_params, value } => {
            meet(name);
            bounds(type_params, meet);
            meet(value);
        }
        StmtKind::Import { .. }
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global { .. }
        | StmtKind::Nonlocal { .. }
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue => {}
    }
}

fn bounds<'m>(params: &'m [TypeParam], meet: &mut dyn FnMut(&'m Expr)) {
    params.iter().flat_map(|param| param.bound.iter().chain(&param.default)).for_each(meet);
}

fn tests<'m>(case: &'m Case, meet: &mut dyn FnMut(&'m Expr)) {
    pattern_expressions(&case.pattern, meet);
    case.guard.iter().for_each(meet);
}

/// The values that a pattern compares with.
pub fn pattern_expressions<'m>(pattern: &'m Pattern, meet: &mut dyn FnMut(&'m Expr)) {
    match &pattern.kind {
        PatternKind::Value(value) | PatternKind::Singleton(value) | PatternKind::Class { cls: value, .. } => {
            meet(value);
        }
        PatternKind::Mapping { items, .. } => items.iter().map(|(key, _)| key).for_each(&mut *meet),
        _ => {}
    }
    for within in patterns(pattern) {
        pattern_expressions(within, meet);
    }
}

/// The names that a pattern binds.
pub fn pattern_names<'m>(pattern: &'m Pattern, meet: &mut dyn FnMut(&'m Name)) {
    for within in patterns(pattern) {
        pattern_names(within, meet);
    }
    match &pattern.kind {
        PatternKind::Mapping { rest: name, .. } | PatternKind::As { name, .. } | PatternKind::Star(name) => {
            name.iter().for_each(meet);
        }
        _ => {}
    }
}

/// The patterns directly below a pattern.
pub fn patterns(pattern: &Pattern) -> Vec<&Pattern> {
    match &pattern.kind {
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => patterns.iter().collect(),
        PatternKind::Mapping { items, .. } => items.iter().map(|(_, pattern)| pattern).collect(),
        PatternKind::Class { patterns, keywords, .. } => {
            patterns.iter().chain(keywords.iter().map(|(_, pattern)| pattern)).collect()
        }
        PatternKind::As { pattern, .. } => pattern.iter().map(Box::as_ref).collect(),
        PatternKind::Value(_) | PatternKind::Singleton(_) | PatternKind::Star(_) => Vec::new(),
    }
}

/// The bodies directly below a statement, in the order of the source.
pub fn bodies<'m>(statement: &'m Stmt, meet: &mut dyn FnMut(&'m [Stmt])) {
    match &statement.kind {
        StmtKind::FunctionDef(function) => meet(&function.body),
        StmtKind::ClassDef(class) => meet(&class.body),
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => {
            meet(body);
            meet(orelse);
        }
        StmtKind::With { body, .. } => meet(body),
        StmtKind::Match { cases, .. } => cases.iter().map(|case| case.body.as_slice()).for_each(meet),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            meet(body);
            handlers.iter().map(|handler| handler.body.as_slice()).for_each(&mut *meet);
            meet(orelse);
            meet(finalbody);
        }
        _ => {}
    }
}
