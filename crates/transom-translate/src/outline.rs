//! What stands in a module at its top, and what it imports: enough to find functions and the modules that they need.

use std::collections::{BTreeMap, BTreeSet};

use crate::refusal::{Code, Refusal};
use crate::syntax::{FaultKind, FunctionDef, Module, Stmt, StmtKind, SyntaxFault, parse};

/// What a module has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its text with every line ending in `\n`: what spans refer to.
    pub source: String,
    /// The functions among its own statements, in order; of several of one name the last.
    pub functions: Vec<OutlineFunction>,
    /// Every name that it binds at its top: functions, classes, variables, imports.
    pub bindings: BTreeSet<String>,
    /// What it imports, in functions, too.
    pub imports: Vec<Import>,
    /// Where each function is among them.
    places: BTreeMap<String, usize>,
}

/// A function at the top of a module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutlineFunction {
    /// Its name.
    pub name: String,
    /// The line of its `def`, from 1.
    pub line: u32,
    /// How many lines it has, without blank ones, comments and docstring.
    pub python_lines: u32,
    /// Whether every parameter and the result are annotated.
    pub strict: bool,
}

/// `from ..module import names`, or `import module`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The dots in front.
    pub level: u32,
    /// Dotted.
    pub module: Option<String>,
    /// What is imported from it.
    pub names: Vec<String>,
}

/// A module that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Why.
    pub refusal: Refusal,
    /// What the refusal's span refers to.
    pub source: String,
}

/// Reads what a module has.
///
/// # Errors
/// When it cannot be read.
pub fn outline(name: &str, path: &str, source: &str) -> Result<Outline, Box<Unreadable>> {
    match parse(name, path, source) {
        Ok(module) => Ok(Outline::of(module)),
        Err(fault) => Err(Box::new(unreadable(name, fault))),
    }
}

/// A fault of the syntax as the reason against every function of the module.
pub(crate) fn unreadable(module: &str, fault: SyntaxFault) -> Unreadable {
    let code = match fault.kind {
        FaultKind::Syntax => Code::DoesNotParse,
        FaultKind::TooDeep => Code::TooDeep,
        FaultKind::TooLong => Code::TooLong,
    };
    Unreadable { refusal: Refusal::new(code, module, fault.span, fault.message), source: fault.source }
}

impl Outline {
    /// The function of this name.
    pub fn function(&self, name: &str) -> Option<&OutlineFunction> {
        self.places.get(name).map(|at| &self.functions[*at])
    }

    /// The last function that begins at a line or before it.
    pub fn before(&self, line: u32) -> Option<&OutlineFunction> {
        let count = self.functions.partition_point(|function| function.line <= line);
        count.checked_sub(1).map(|at| &self.functions[at])
    }

    fn of(module: Module) -> Self {
        let mut outline = Self::default();
        outline.read(&module.body, true);
        let functions = module.body.iter().filter_map(|stmt| match &stmt.kind {
            StmtKind::FunctionDef(function) => Some(&**function),
            _ => None,
        });
        let last: BTreeMap<&str, u32> =
            functions.clone().map(|function| (function.name.as_str(), function.span.start)).collect();
        let last = functions.filter(|function| last[function.name.as_str()] == function.span.start);
        outline.functions = last.map(|function| OutlineFunction::of(&module, function)).collect();
        let names = outline.functions.iter().zip(0..);
        outline.places = names.map(|(function, at)| (function.name.clone(), at)).collect();
        outline.source = module.source;
        outline
    }

    fn read(&mut self, body: &[Stmt], top: bool) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::FunctionDef(function) => {
                    if top {
                        self.bind(&function.name);
                    }
                    self.read(&function.body, false);
                }
                StmtKind::ClassDef(class) => {
                    if top {
                        self.bind(&class.name);
                    }
                    self.read(&class.body, false);
                }
                StmtKind::Import { names } => {
                    for alias in names {
                        let import = Import { module: Some(alias.name.clone()), ..Import::default() };
                        self.imports.push(import);
                        if top {
                            let first = alias.name.split('.').next().unwrap_or_default();
                            self.bind(alias.asname.as_deref().unwrap_or(first));
                        }
                    }
                }
                StmtKind::ImportFrom { module, names, level } => {
                    let imported = names.iter().map(|alias| alias.name.clone()).collect();
                    self.imports.push(Import { level: *level, module: module.clone(), names: imported });
                    if top {
                        for alias in names {
                            self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                        }
                    }
                }
                _ => {
                    if top {
                        for name in targets(&stmt.kind) {
                            self.bind(name);
                        }
                    }
                    for inner in bodies(&stmt.kind) {
                        self.read(inner, top);
                    }
                }
            }
        }
    }

    fn bind(&mut self, name: &str) {
        self.bindings.insert(name.to_owned());
    }
}

impl OutlineFunction {
    /// What is to be known of a function at the top.
    pub(crate) fn of(module: &Module, function: &FunctionDef) -> Self {
        Self {
            name: function.name.clone(),
            line: module.position(function.span).line,
            python_lines: lines(module, function),
            strict: function.returns.is_some()
                && function.params.iter().all(|parameter| parameter.annotation.is_some()),
        }
    }
}

/// The lines that have code.
fn lines(module: &Module, function: &FunctionDef) -> u32 {
    let line = |span| module.position(span).line;
    let last = module.end_position(function.span).line;
    let docstring = function.docstring.as_ref();
    let documented =
        docstring.map(|docstring| line(docstring.span)..=module.end_position(docstring.span).line);
    let has_code = |line: &u32| {
        let text = module.line(*line).trim();
        let in_docstring = documented.as_ref().is_some_and(|lines| lines.contains(line));
        !text.is_empty() && !text.starts_with('#') && !in_docstring
    };
    let count = (line(function.span)..=last).filter(has_code).count();
    u32::try_from(count).expect("a source has less than 4 GiB")
}

/// The names that a statement assigns to.
fn targets(kind: &StmtKind) -> impl Iterator<Item = &str> {
    use crate::syntax::{Expr, ExprKind};
    let targets: Vec<&Expr> = match kind {
        StmtKind::Assign { targets, .. } => targets.iter().collect(),
        StmtKind::AnnAssign { target, .. } | StmtKind::For { target, .. } => vec![target],
        _ => Vec::new(),
    };
    targets.into_iter().filter_map(|target| match &target.kind {
        ExprKind::Name(name) => Some(name.as_str()),
        _ => None,
    })
}

/// The statements inside a statement that runs where it stands.
fn bodies(kind: &StmtKind) -> Vec<&[Stmt]> {
    match kind {
        StmtKind::If { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::For { body, orelse, .. } => vec![body, orelse],
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            let handled = handlers.iter().map(|handler| handler.body.as_slice());
            [body.as_slice()].into_iter().chain(handled).chain([orelse.as_slice(), finalbody]).collect()
        }
        StmtKind::Match { cases, .. } => cases.iter().map(|case| case.body.as_slice()).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
import math, os.path
from .tax import rate as tax_rate

LIMIT = 3

def quote(price: float, n: int = 1) -> float:
    \"\"\"Say it.

    At length.
    \"\"\"
    # Why.
    from app import late

    return price * n

def total(prices):
    return sum(prices)

if True:
    def branch():
        pass

class Cart:
    pass
";

    #[test]
    fn names_what_a_module_has() {
        let outline = outline("app.pricing", "app/pricing.py", SOURCE).expect("it is Python");
        let functions: Vec<_> = outline
            .functions
            .iter()
            .map(|one| (one.name.as_str(), one.line, one.python_lines, one.strict))
            .collect();
        assert_eq!(functions, [("quote", 6, 3, true), ("total", 16, 2, false)]);
        let bindings: Vec<_> = outline.bindings.iter().map(String::as_str).collect();
        assert_eq!(bindings, ["Cart", "LIMIT", "branch", "math", "os", "quote", "tax_rate", "total"]);
        let imports: Vec<_> =
            outline.imports.iter().map(|one| (one.level, one.module.as_deref().unwrap_or(""))).collect();
        assert_eq!(imports, [(0, "math"), (0, "os.path"), (1, "tax"), (0, "app")]);
    }

    #[test]
    fn a_fault_carries_what_it_points_into() {
        let unreadable = outline("a", "a.py", "x = (\r\n").expect_err("it is no Python");
        assert_eq!(unreadable.refusal.code, Code::DoesNotParse);
        assert!(unreadable.source.len() >= unreadable.refusal.span.end as usize);
    }
}
