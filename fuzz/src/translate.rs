//! Python source: whatever the text, it is read or refused, and what is found out about it stays within it.

use std::collections::HashSet;

use transom_translate::flow::flow;
use transom_translate::scope::{ModuleScope, Scope};
use transom_translate::syntax::{ExprKind, FunctionDef, Module, Span, Stmt, StmtKind, parse};
use transom_translate::visit::{self, Visitor};
use transom_translate::{Request, Target, translate as draft};

/// Reads text as `transom draft` reads a file, and drafts every function that it has.
pub fn translate(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let module = match parse("m", "m.py", &text) {
        Ok(module) => module,
        Err(fault) => {
            assert!(fault.source.get(fault.span.start as usize..fault.span.end as usize).is_some());
            return;
        }
    };
    whole(&module);
    let mut functions = Functions { all: Vec::new(), top: Vec::new() };
    visit::walk(&module.body, &mut functions);
    for function in &functions.all {
        followed(&module, function);
    }
    for statement in &module.body {
        if let StmtKind::FunctionDef(function) = &statement.kind {
            functions.top.push(function);
        }
    }
    ModuleScope::of(&module);
    drafted(&text, &functions.top);
}

/// Every span lies within the source and within what it is a part of; every expression has its own number.
fn whole(module: &Module) {
    let mut numbers = HashSet::new();
    visit::each_expression(&module.body, |expr| {
        assert!(expr.id.0 < module.expressions && numbers.insert(expr.id), "{expr:?}");
        inside(module, expr.span);
        module.position(expr.span);
    });
    for (span, text) in &module.comments {
        inside(module, *span);
        assert!(text.starts_with('#'));
    }
}

fn inside(module: &Module, span: Span) {
    assert!(module.source.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
}

fn followed(module: &Module, function: &FunctionDef) {
    assert!(module.text(function.span).starts_with(if function.is_async { "async" } else { "def" }));
    let scope = Scope::of_function(function);
    for scope in scope.all() {
        assert!(scope.locals.is_disjoint(&scope.rebinds) && scope.locals.is_disjoint(&scope.globals));
        assert!(scope.params.iter().all(|param| scope.locals.contains(param)));
    }
    let Some(flow) = flow(function, &scope) else { return };
    for unbound in &flow.unbound {
        inside(module, unbound.span);
    }
    let mut names = HashSet::new();
    visit::each_expression(&function.body, |expr| {
        if matches!(expr.kind, ExprKind::Name(_)) {
            names.insert(expr.id);
        }
    });
    assert!(flow.last_uses.is_subset(&names), "{:?}", flow.last_uses);
    assert!(flow.variables.keys().all(|name| scope.locals.contains(name)));
}

fn drafted(text: &str, functions: &[&FunctionDef]) {
    let target = |function: &&FunctionDef| Target {
        module: "m".to_owned(),
        function: function.name.clone(),
        name: function.name.clone(),
    };
    let module = transom_translate::Module {
        name: "m".to_owned(),
        path: "m.py".to_owned(),
        package: false,
        source: text.to_owned(),
        rust_name: "m".to_owned(),
    };
    let request = Request {
        modules: vec![module],
        targets: functions.iter().map(target).collect(),
        observed: Vec::new(),
    };
    assert_eq!(draft(&request).functions.len(), functions.len());
}

/// The functions of a module, nested ones and methods, too.
struct Functions<'m> {
    all: Vec<&'m FunctionDef>,
    top: Vec<&'m FunctionDef>,
}

impl<'m> Visitor<'m> for Functions<'m> {
    fn statement(&mut self, statement: &'m Stmt) -> bool {
        if let StmtKind::FunctionDef(function) = &statement.kind {
            self.all.push(function);
        }
        true
    }

    fn expression(&mut self, _expression: &'m transom_translate::syntax::Expr) -> bool {
        false
    }
}
