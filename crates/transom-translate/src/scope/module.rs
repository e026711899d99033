//! What the names at the top level of a module stand for.

use std::collections::BTreeMap;

use super::{Scope, import_name, target_names};
use crate::syntax::{Alias, ClassDef, Expr, ExprKind, FunctionDef, Module, Span, Stmt, StmtKind};
use crate::visit;

/// What a name of a module stands for, once its top level has run.
#[derive(Clone, Debug)]
pub enum Global<'m> {
    /// A function; of several that are sure to be defined, the last.
    Function(&'m FunctionDef),
    /// A class, defined once.
    Class(&'m ClassDef),
    /// A variable that is bound once, at the top level, and by no function.
    Constant {
        /// What it is bound to.
        value: &'m Expr,
        /// `NAME: annotation = value`.
        annotation: Option<&'m Expr>,
    },
    /// A module, or something of one.
    Import(Import),
    /// `type Name = value`.
    TypeAlias(&'m Expr),
    /// It is bound more than once, only under a condition, in a loop, or by a function; the places, in order.
    Variable(Vec<Span>),
}

/// What an import binds a name to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The dotted name of the module, a relative one made absolute.
    pub module: String,
    /// What is taken out of the module; without, the name is the module itself.
    pub item: Option<String>,
    /// Where.
    pub span: Span,
}

impl Import {
    /// `module.item` as one dotted name.
    pub fn dotted(&self) -> String {
        match &self.item {
            Some(item) => format!("{}.{item}", self.module),
            None => self.module.clone(),
        }
    }
}

/// The top level of a module. What stands under `if __name__ == "__main__":` is no part of it.
#[derive(Clone, Debug)]
pub struct ModuleScope<'m> {
    /// What each name stands for.
    pub globals: BTreeMap<&'m str, Global<'m>>,
    /// `from module import *`: the module and where.
    pub stars: Vec<(String, Span)>,
}

impl<'m> ModuleScope<'m> {
    /// Reads the top level of a module.
    pub fn of(module: &'m Module) -> Self {
        let mut reader = Reader { module, found: BTreeMap::new(), stars: Vec::new() };
        reader.body(&module.body, true);
        let mut rebound = Rebound(Vec::new());
        visit::walk(&module.body, &mut rebound);
        for (name, span) in rebound.0 {
            reader.unsure(name, span);
        }
        let globals = reader.found.into_iter().map(|(name, found)| (name, single(found))).collect();
        Self { globals, stars: reader.stars }
    }

    /// The function of this name, defined once.
    pub fn function(&self, name: &str) -> Option<&'m FunctionDef> {
        match self.globals.get(name)? {
            Global::Function(function) => Some(function),
            _ => None,
        }
    }

    /// The class of this name, defined once.
    pub fn class(&self, name: &str) -> Option<&'m ClassDef> {
        match self.globals.get(name)? {
            Global::Class(class) => Some(class),
            _ => None,
        }
    }

    /// The dotted name that an expression such as `np.linalg.norm` stands for by this module's imports. Whether a
    /// local hides the first part is the caller's question.
    pub fn dotted(&self, expression: &Expr) -> Option<String> {
        let parts = expression.as_dotted()?;
        match self.globals.get(parts[0])? {
            Global::Import(import) => {
                let first = import.dotted();
                let rest = parts[1..].iter().copied();
                Some(std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>().join("."))
            }
            _ => None,
        }
    }
}

/// Something that binds a name, where, and whether that is sure to happen once.
type Found<'m> = (Global<'m>, Span, bool);

/// What stands for a name, given all that binds it.
fn single(found: Vec<Found<'_>>) -> Global<'_> {
    let last = found.len() - 1;
    let spans: Vec<Span> = found.iter().map(|(_, span, _)| *span).collect();
    // Of several definitions that are sure to run, the last one stays.
    let redefined = matches!(found[last], (Global::Function(_), _, true))
        && found.iter().all(|(global, _, sure)| matches!(global, Global::Function(_)) && *sure);
    let real = found.into_iter().enumerate().filter(|(at, (global, ..))| match global {
        Global::Function(function) => *at == last || !(redefined || is_overload(function)),
        _ => true,
    });
    let mut real = real.map(|(_, found)| found);
    match (real.next(), real.next()) {
        (Some((global, _, true)), None) => global,
        _ => Global::Variable(spans),
    }
}

fn is_overload(function: &FunctionDef) -> bool {
    let mut names = function.decorators.iter().filter_map(Expr::as_dotted);
    names.any(|parts| parts.last() == Some(&"overload"))
}

struct Reader<'m> {
    module: &'m Module,
    found: BTreeMap<&'m str, Vec<Found<'m>>>,
    stars: Vec<(String, Span)>,
}

impl<'m> Reader<'m> {
    fn body(&mut self, body: &'m [Stmt], sure: bool) {
        for statement in body {
            self.statement(statement, sure);
            self.walruses(statement);
        }
    }

    fn statement(&mut self, statement: &'m Stmt, sure: bool) {
        match &statement.kind {
            StmtKind::FunctionDef(function) => {
                self.add(&function.name, Global::Function(function), function.name_span, sure);
            }
            StmtKind::ClassDef(class) => self.add(&class.name, Global::Class(class), class.name_span, sure),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.assign(target, value, None, sure);
                }
            }
            StmtKind::AnnAssign { target, annotation, value: Some(value) } => {
                self.assign(target, value, Some(annotation), sure);
            }
            StmtKind::Import { names } => {
                for alias in names {
                    self.import(alias, sure);
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                let from = self.absolute(module.as_deref(), *level);
                for alias in names {
                    self.import_from(&from, alias, sure);
                }
            }
            StmtKind::TypeAlias { name, value, .. } => {
                target_names(name, &mut |name, span| self.add(name, Global::TypeAlias(value), span, sure));
            }
            StmtKind::Delete { targets } => {
                for target in targets {
                    self.vary(target);
                }
            }
            StmtKind::AugAssign { target, .. } => self.vary(target),
            // What is imported for types alone is sure as far as annotations go.
            StmtKind::If { test, body, orelse } if is_type_checking(test) => {
                self.body(body, sure);
                self.body(orelse, false);
            }
            StmtKind::If { test, orelse, .. } if is_main(test) => self.body(orelse, sure),
            _ => self.conditional(statement),
        }
    }

    /// A loop, a branch, a `with`: what is bound within is not sure.
    fn conditional(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::For { target, .. } => self.vary(target),
            StmtKind::With { items, .. } => {
                for target in items.iter().filter_map(|item| item.target.as_ref()) {
                    self.vary(target);
                }
            }
            StmtKind::Match { cases, .. } => {
                for case in cases {
                    visit::pattern_names(&case.pattern, &mut |name| self.unsure(&name.name, name.span));
                }
            }
            StmtKind::Try { handlers, .. } => {
                for name in handlers.iter().filter_map(|handler| handler.name.as_ref()) {
                    self.unsure(&name.name, name.span);
                }
            }
            _ => {}
        }
        visit::bodies(statement, &mut |body| self.body(body, false));
    }

    fn walruses(&mut self, statement: &'m Stmt) {
        struct Walruses<'m>(Vec<&'m Expr>);
        impl<'m> visit::Visitor<'m> for Walruses<'m> {
            fn expression(&mut self, expression: &'m Expr) -> bool {
                if let ExprKind::Named { target, .. } = &expression.kind {
                    self.0.push(target);
                }
                !matches!(expression.kind, ExprKind::Lambda { .. })
            }
        }
        let mut walruses = Walruses(Vec::new());
        visit::expressions(statement, &mut |expr| visit::walk_expression(expr, &mut walruses));
        for target in walruses.0 {
            self.vary(target);
        }
    }

    fn add(&mut self, name: &'m str, global: Global<'m>, span: Span, sure: bool) {
        self.found.entry(name).or_default().push((global, span, sure));
    }

    fn unsure(&mut self, name: &'m str, span: Span) {
        self.add(name, Global::Variable(Vec::new()), span, false);
    }

    fn vary(&mut self, target: &'m Expr) {
        target_names(target, &mut |name, span| self.unsure(name, span));
    }

    fn assign(&mut self, target: &'m Expr, value: &'m Expr, annotation: Option<&'m Expr>, sure: bool) {
        match (&target.kind, &value.kind) {
            (ExprKind::Name(name), _) => {
                self.add(name, Global::Constant { value, annotation }, target.span, sure);
            }
            (ExprKind::Tuple { elts: targets }, ExprKind::Tuple { elts: values })
                if targets.len() == values.len()
                    && !targets
                        .iter()
                        .chain(values)
                        .any(|expr| matches!(expr.kind, ExprKind::Starred { .. })) =>
            {
                for (target, value) in targets.iter().zip(values) {
                    self.assign(target, value, None, sure);
                }
            }
            _ => self.vary(target),
        }
    }

    fn import(&mut self, alias: &'m Alias, sure: bool) {
        let name = import_name(alias);
        let module = if alias.asname.is_some() { alias.name.clone() } else { name.to_owned() };
        // `import a.b` and `import a.c` bind the same `a`.
        let same = |global: &Global| match global {
            Global::Import(import) => import.module == module && import.item.is_none(),
            _ => false,
        };
        if !self.found.get(name).is_some_and(|found| found.iter().any(|(global, ..)| same(global))) {
            self.add(name, Global::Import(Import { module, item: None, span: alias.span }), alias.span, sure);
        }
    }

    fn import_from(&mut self, from: &str, alias: &'m Alias, sure: bool) {
        if alias.name == "*" {
            self.stars.push((from.to_owned(), alias.span));
            return;
        }
        let import = Import { module: from.to_owned(), item: Some(alias.name.clone()), span: alias.span };
        self.add(import_name(alias), Global::Import(import), alias.span, sure);
    }

    /// The dotted name of a module that is named from here; one dot is the package that this module is in.
    fn absolute(&self, module: Option<&str>, level: u32) -> String {
        let mut package: Vec<&str> =
            if level == 0 { Vec::new() } else { self.module.name.split('.').collect() };
        let is_package = self.module.path.replace('\\', "/").ends_with("__init__.py");
        let up = (level as usize).saturating_sub(usize::from(is_package));
        package.truncate(package.len().saturating_sub(up));
        package.extend(module);
        package.join(".")
    }
}

/// Names of the module that functions and methods bind.
struct Rebound<'m>(Vec<(&'m str, Span)>);

impl<'m> visit::Visitor<'m> for Rebound<'m> {
    fn statement(&mut self, statement: &'m Stmt) -> bool {
        match &statement.kind {
            StmtKind::FunctionDef(function) => {
                for scope in Scope::of_function(function).all() {
                    self.0.extend(scope.rebinds_globals.iter().map(|name| (*name, function.name_span)));
                }
                false
            }
            // In the body of a class; at the top level it says nothing.
            StmtKind::Global { names } => {
                self.0.extend(names.iter().map(|name| (name.name.as_str(), name.span)));
                true
            }
            _ => true,
        }
    }

    fn expression(&mut self, _expression: &'m Expr) -> bool {
        false
    }
}

/// `__name__ == "__main__"`.
fn is_main(test: &Expr) -> bool {
    let ExprKind::Compare { left, comparators, .. } = &test.kind else { return false };
    let main = |expr: &Expr| matches!(&expr.kind, ExprKind::Str(Some(says)) if says == "__main__");
    let mut sides = std::iter::once(left.as_ref()).chain(comparators);
    sides.clone().any(|expr| expr.as_name() == Some("__name__")) && sides.any(main)
}

/// `TYPE_CHECKING` or `typing.TYPE_CHECKING`.
fn is_type_checking(test: &Expr) -> bool {
    test.as_dotted().is_some_and(|parts| parts.last() == Some(&"TYPE_CHECKING"))
}
