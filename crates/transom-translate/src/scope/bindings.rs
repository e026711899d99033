//! One walk over a scope: what it binds, what it uses, and which scopes stand within.

use std::collections::BTreeMap;

use super::{Names, Scope, ScopeKey, ScopeKind, import_name, target_names};
use crate::syntax::{ClassDef, Comprehension, Expr, ExprKind, FunctionDef, Params, Span, Stmt, StmtKind};
use crate::visit;

/// A scope while it is read. Its `captured` holds all that it uses, until [`Scope::resolve`] sorts it.
pub(super) struct Collector<'m> {
    scope: Scope<'m>,
    used: Names<'m>,
    declared_global: Names<'m>,
    declared_nonlocal: Names<'m>,
    /// What walruses in a comprehension bind in the scope around it.
    leaked: Vec<(&'m str, Span)>,
}

impl<'m> Collector<'m> {
    fn new(key: ScopeKey, kind: ScopeKind, name: &'m str, span: Span) -> Self {
        let scope = Scope {
            key,
            kind,
            name,
            span,
            params: Vec::new(),
            locals: Names::new(),
            bindings: BTreeMap::new(),
            captured: Names::new(),
            rebinds: Names::new(),
            globals: Names::new(),
            rebinds_globals: Names::new(),
            inner: Vec::new(),
        };
        let none = Names::new;
        Self { scope, used: none(), declared_global: none(), declared_nonlocal: none(), leaked: Vec::new() }
    }

    pub(super) fn function(function: &'m FunctionDef) -> Self {
        let key = ScopeKey::Definition(function.span.start);
        let mut collector = Self::new(key, ScopeKind::Function, &function.name, function.span);
        collector.params(&function.params);
        collector.body(&function.body);
        collector
    }

    fn class(class: &'m ClassDef) -> Self {
        let key = ScopeKey::Definition(class.span.start);
        let mut collector = Self::new(key, ScopeKind::Class, &class.name, class.span);
        collector.body(&class.body);
        collector
    }

    fn params(&mut self, params: &'m Params) {
        for param in params.iter() {
            self.scope.params.push(&param.name);
            self.bind(&param.name, param.name_span);
        }
    }

    /// What `global` and `nonlocal` say holds for the whole scope, wherever they stand.
    pub(super) fn finish(mut self) -> Scope<'m> {
        let bound: Names = self.scope.bindings.keys().copied().collect();
        for name in bound {
            if self.declared_global.contains(name) {
                self.scope.bindings.remove(name);
            } else if self.declared_nonlocal.contains(name) {
                self.scope.rebinds.insert(name);
                self.used.insert(name);
                self.scope.bindings.remove(name);
            } else {
                self.scope.locals.insert(name);
            }
        }
        self.used.retain(|name| !self.scope.locals.contains(name));
        self.scope.captured = self.used;
        self.scope.rebinds_globals = self.declared_global;
        self.scope
    }

    fn bind(&mut self, name: &'m str, span: Span) {
        self.scope.bindings.entry(name).or_default().push(span);
    }

    fn body(&mut self, body: &'m [Stmt]) {
        for statement in body {
            self.bindings(statement);
            self.uses(statement);
            if !matches!(statement.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) {
                visit::bodies(statement, &mut |body| self.body(body));
            }
        }
    }

    fn bindings(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::FunctionDef(function) => self.bind(&function.name, function.name_span),
            StmtKind::ClassDef(class) => self.bind(&class.name, class.name_span),
            StmtKind::Assign { targets, .. } | StmtKind::Delete { targets } => {
                for target in targets {
                    self.target(target);
                }
            }
            StmtKind::AugAssign { target, .. }
            | StmtKind::AnnAssign { target, .. }
            | StmtKind::For { target, .. }
            | StmtKind::TypeAlias { name: target, .. } => self.target(target),
            StmtKind::With { items, .. } => {
                for target in items.iter().filter_map(|item| item.target.as_ref()) {
                    self.target(target);
                }
            }
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    visit::pattern_names(&case.pattern, &mut |name| self.bind(&name.name, name.span));
                }
            }
            StmtKind::Try { handlers, .. } => {
                for name in handlers.iter().filter_map(|handler| handler.name.as_ref()) {
                    self.bind(&name.name, name.span);
                }
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names.iter().filter(|alias| alias.name != "*") {
                    self.bind(import_name(alias), alias.span);
                }
            }
            StmtKind::Global { names } => {
                self.declared_global.extend(names.iter().map(|one| one.name.as_str()));
            }
            StmtKind::Nonlocal { names } => {
                self.declared_nonlocal.extend(names.iter().map(|one| one.name.as_str()));
            }
            _ => {}
        }
    }

    /// Annotations are types and no uses.
    fn uses(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::FunctionDef(function) => {
                for decorator in &function.decorators {
                    self.expr(decorator);
                }
                self.defaults(&function.params);
                self.enter(Collector::function(function));
            }
            StmtKind::ClassDef(class) => {
                let values = class.keywords.iter().map(|keyword| &keyword.value);
                for expr in class.decorators.iter().chain(&class.bases).chain(values) {
                    self.expr(expr);
                }
                self.enter(Collector::class(class));
            }
            StmtKind::AnnAssign { target, value, .. } => {
                for expr in value.iter().chain([target]) {
                    self.expr(expr);
                }
            }
            StmtKind::TypeAlias { .. } => {}
            _ => visit::expressions(statement, &mut |expr| self.expr(expr)),
        }
    }

    fn target(&mut self, target: &'m Expr) {
        target_names(target, &mut |name, span| self.bind(name, span));
    }

    fn defaults(&mut self, params: &'m Params) {
        for default in params.iter().filter_map(|param| param.default.as_ref()) {
            self.expr(default);
        }
    }

    fn expr(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                self.used.insert(name);
            }
            ExprKind::Named { target, value } => {
                self.expr(value);
                if let ExprKind::Name(name) = &target.kind {
                    self.walrus(name, target.span);
                }
            }
            ExprKind::Lambda { params, body } => {
                self.defaults(params);
                let key = ScopeKey::Expression(expr.id);
                let mut inner = Collector::new(key, ScopeKind::Lambda, "", expr.span);
                inner.params(params);
                inner.expr(body);
                self.enter(inner);
            }
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr, ScopeKind::Comprehension, generators, &[elt]);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, ScopeKind::Comprehension, generators, &[key, value]);
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expr, ScopeKind::Generator, generators, &[elt]);
            }
            _ => visit::operands(expr, &mut |operand| self.expr(operand)),
        }
    }

    fn walrus(&mut self, name: &'m str, span: Span) {
        if matches!(self.scope.kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            self.leaked.push((name, span));
        } else {
            self.bind(name, span);
        }
    }

    fn comprehension(
        &mut self,
        expr: &'m Expr,
        kind: ScopeKind,
        generators: &'m [Comprehension],
        elts: &[&'m Expr],
    ) {
        // The first iterable is evaluated outside.
        if let Some(first) = generators.first() {
            self.expr(&first.iter);
        }
        let mut inner = Collector::new(ScopeKey::Expression(expr.id), kind, "", expr.span);
        for (number, generator) in generators.iter().enumerate() {
            if number > 0 {
                inner.expr(&generator.iter);
            }
            inner.target(&generator.target);
            for test in [&generator.target].into_iter().chain(&generator.ifs) {
                inner.expr(test);
            }
        }
        for elt in elts {
            inner.expr(elt);
        }
        self.enter(inner);
    }

    /// Takes in what was read of a scope within.
    fn enter(&mut self, mut inner: Collector<'m>) {
        for (name, span) in std::mem::take(&mut inner.leaked) {
            inner.scope.rebinds.insert(name);
            inner.used.insert(name);
            self.walrus(name, span);
        }
        self.scope.inner.push(inner.finish());
    }
}
