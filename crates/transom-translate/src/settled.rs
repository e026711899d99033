//! Whether a module's constants still are what their assignment says: bound once, always, and not changed since.
//!
//! A name that is assigned in a branch, twice, by unpacking or by a function, and a container that anything in the
//! project changes, are not constants. What is done to them by names that are made at run time is not seen.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Binding, Program};
use crate::names;
use crate::syntax::{Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::visit::{self, Visitor};

/// Methods that change the container that they are called on.
const CHANGING: &[&str] = &[
    "__delitem__",
    "__setitem__",
    "add",
    "append",
    "appendleft",
    "clear",
    "difference_update",
    "discard",
    "extend",
    "extendleft",
    "insert",
    "intersection_update",
    "move_to_end",
    "pop",
    "popitem",
    "popleft",
    "remove",
    "reverse",
    "rotate",
    "setdefault",
    "sort",
    "subtract",
    "symmetric_difference_update",
    "update",
];
/// Methods that answer a part of the container that they are called on.
const PARTS: &[&str] = &["get", "setdefault", "values", "items", "__getitem__"];
/// Functions of the standard library that change their first argument.
const CHANGING_FIRST: &[&str] = &[
    "delattr",
    "heapify",
    "heappop",
    "heappush",
    "heappushpop",
    "heapreplace",
    "insort",
    "insort_left",
    "insort_right",
    "setattr",
    "shuffle",
];

/// Notes which constants are not settled, and drops imports that depend on what ran.
pub(crate) fn note(program: &mut Program<'_>) {
    for at in 0..program.scopes.len() {
        let module = program.scopes[at].module;
        let mut bound = Bindings::default();
        top(&module.body, true, &mut bound);
        let mut globals = Globals(BTreeSet::new());
        visit::walk(&module.body, &mut globals);
        for (name, count) in &bound.0 {
            match program.scopes[at].names.get(name) {
                Some(Binding::Constant(_)) if count.times > 1 || count.unsure || globals.0.contains(name) => {
                    program.scopes[at].rebound.push((*name).to_owned());
                }
                Some(Binding::Path(_)) if count.depends() => {
                    program.scopes[at].names.insert(name, Binding::Unknown);
                }
                _ => {}
            }
        }
    }
    let mut changed: Vec<usize> = Vec::new();
    for at in 0..program.scopes.len() {
        let module = program.scopes[at].module;
        for path in changes(module) {
            changed.extend(constant(program, at, &path));
        }
    }
    while let Some(constant) = changed.pop() {
        if !std::mem::replace(&mut program.constants[constant].changed, true)
            && let ExprKind::Name(name) = &program.constants[constant].value.kind
            && let Binding::Constant(other) = names::global(program, program.constants[constant].module, name)
        {
            changed.push(other);
        }
    }
}

/// The constant that `NAME`, or `module.NAME`, is.
fn constant(program: &Program<'_>, scope: usize, path: &[&str]) -> Option<usize> {
    match (names::global(program, scope, path.first()?), path) {
        (Binding::Constant(found), _) => Some(found),
        (Binding::Path(module), [_, more @ ..]) => {
            let mut module = module;
            for name in more {
                if let Some(other) = program.scopes.iter().find(|scope| scope.module.name == module)
                    && let Some(Binding::Constant(found)) = other.names.get(name)
                {
                    return Some(*found);
                }
                module = format!("{module}.{name}");
            }
            None
        }
        _ => None,
    }
}

/// How a name of a module gets its values.
#[derive(Default)]
struct Count<'m> {
    times: usize,
    /// Whether one of them may be left out, or is not a plain assignment.
    unsure: bool,
    imports: BTreeSet<&'m str>,
    others: usize,
}

impl Count<'_> {
    /// Whether what an imported name stands for depends on what ran.
    fn depends(&self) -> bool {
        self.unsure && (self.imports.len() > 1 || self.others > 0 && !self.imports.is_empty())
    }
}

#[derive(Default)]
struct Bindings<'m>(HashMap<&'m str, Count<'m>>);

impl<'m> Bindings<'m> {
    fn bind(&mut self, name: &'m str, sure: bool) -> &mut Count<'m> {
        let count = self.0.entry(name).or_default();
        count.times += 1;
        count.unsure |= !sure;
        count
    }

    fn other(&mut self, name: &'m str, sure: bool) {
        self.bind(name, sure).others += 1;
    }
}

fn top<'m>(body: &'m [Stmt], sure: bool, bound: &mut Bindings<'m>) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => {
                for target in targets {
                    match target.as_name() {
                        Some(name) => bound.other(name, sure),
                        None => unpacked(stmt, bound),
                    }
                }
            }
            StmtKind::AnnAssign { target, value: Some(_), .. } => {
                if let Some(name) = target.as_name() {
                    bound.other(name, sure);
                }
            }
            StmtKind::AnnAssign { .. } => {}
            StmtKind::Import { names } => {
                for alias in names {
                    let first = alias.name.split('.').next().unwrap_or(&alias.name);
                    let name = alias.asname.as_deref().unwrap_or(first);
                    let path = if alias.asname.is_some() { &*alias.name } else { first };
                    bound.bind(name, sure).imports.insert(path);
                }
            }
            StmtKind::ImportFrom { module, names, .. } => {
                // What `typing` has is the same wherever it is taken from.
                let from = module.as_deref().unwrap_or_default();
                let from = if from == "typing_extensions" { "typing" } else { from };
                for alias in names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    bound.bind(name, sure).imports.insert(from);
                }
            }
            StmtKind::FunctionDef(def) => bound.other(&def.name, sure),
            StmtKind::ClassDef(def) => bound.other(&def.name, sure),
            _ => {
                unpacked(stmt, bound);
                for body in names::bodies(stmt) {
                    top(body, false, bound);
                }
            }
        }
    }
}

/// Names that a statement binds itself, other than by plain assignment.
fn unpacked<'m>(stmt: &'m Stmt, bound: &mut Bindings<'m>) {
    for name in names::bound(std::slice::from_ref(stmt), &[]).locals {
        bound.other(name, false);
    }
}

/// Names that functions declare as the module's own, to rebind them.
struct Globals<'m>(BTreeSet<&'m str>);

impl<'m> Visitor<'m> for Globals<'m> {
    fn statement(&mut self, statement: &'m Stmt) -> bool {
        if let StmtKind::Global { names } = &statement.kind {
            self.0.extend(names.iter().map(|name| name.name.as_str()));
        }
        true
    }
}

/// The global names, dotted where a module stands before them, whose values anything in a module changes.
fn changes(module: &Module) -> BTreeSet<Vec<&str>> {
    let mut found = Changes { found: BTreeSet::new(), local: Vec::new() };
    visit::walk(&module.body, &mut found);
    for stmt in &module.body {
        // What the module itself hands to a function may be filled there.
        if let StmtKind::Expr { value } = &stmt.kind
            && let ExprKind::Call { args, .. } = &value.kind
        {
            for arg in args {
                found.change(arg);
            }
        }
    }
    found.found
}

/// Local names with the global ones that they are further names of.
type Aliases<'m> = HashMap<&'m str, Vec<&'m str>>;

struct Changes<'m> {
    found: BTreeSet<Vec<&'m str>>,
    /// The names of the functions that the walk is in; further names of globals among them.
    local: Vec<(BTreeSet<&'m str>, Aliases<'m>)>,
}

impl<'m> Changes<'m> {
    fn change(&mut self, expr: &'m Expr) {
        if let Some(path) = self.path(expr) {
            self.found.insert(path);
        }
    }

    /// The global name at the root of `NAME[…].method(…).attribute`.
    fn path(&self, expr: &'m Expr) -> Option<Vec<&'m str>> {
        match &expr.kind {
            ExprKind::Name(name) => {
                for (locals, aliases) in self.local.iter().rev() {
                    if let Some(path) = aliases.get(name.as_str()) {
                        return Some(path.clone());
                    }
                    if locals.contains(name.as_str()) {
                        return None;
                    }
                }
                Some(vec![name])
            }
            ExprKind::Attribute { value, attr, .. } => {
                let mut path = self.path(value)?;
                path.push(attr);
                Some(path)
            }
            ExprKind::Subscript { value, .. } => self.path(value),
            ExprKind::Call { func, .. } => match &func.kind {
                ExprKind::Attribute { value, attr, .. } if PARTS.contains(&attr.as_str()) => self.path(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Takes the names of a target for further names of what the value is a part of.
    fn alias(&mut self, target: &'m Expr, value: &'m Expr) {
        match (&target.kind, self.path(value)) {
            (ExprKind::Name(name), Some(path)) => {
                if let Some((_, aliases)) = self.local.last_mut() {
                    aliases.insert(name, path);
                }
            }
            (ExprKind::Tuple { elts }, Some(_)) => {
                for elt in elts {
                    self.alias(elt, value);
                }
            }
            _ => {}
        }
    }

    fn within(&mut self, def: &'m FunctionDef) {
        let params: Vec<&str> = def.params.iter().map(|param| param.name.as_str()).collect();
        self.local.push((names::bound(&def.body, &params).locals, HashMap::new()));
        visit::walk(&def.body, self);
        self.local.pop();
    }

    fn target(&mut self, target: &'m Expr) {
        match &target.kind {
            ExprKind::Subscript { value, .. } | ExprKind::Attribute { value, .. } => self.change(value),
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                for elt in elts {
                    self.target(elt);
                }
            }
            ExprKind::Starred { value } => self.target(value),
            _ => {}
        }
    }
}

impl<'m> Visitor<'m> for Changes<'m> {
    fn statement(&mut self, statement: &'m Stmt) -> bool {
        match &statement.kind {
            StmtKind::FunctionDef(def) => {
                self.within(def);
                return false;
            }
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.target(target);
                    self.alias(target, value);
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                // `rows += […]` of a list changes it, under whatever name.
                let list = matches!(value.kind, ExprKind::List { .. } | ExprKind::ListComp { .. });
                if let Some(name) = target.as_name()
                    && list
                    && self.local.iter().any(|(_, aliases)| aliases.contains_key(name))
                {
                    self.change(target);
                }
            }
            StmtKind::Delete { targets } => {
                for target in targets {
                    self.target(target);
                }
            }
            StmtKind::For { target, iter, .. } => {
                self.target(target);
                self.alias(target, iter);
            }
            _ => {}
        }
        true
    }

    fn expression(&mut self, expression: &'m Expr) -> bool {
        if let ExprKind::Call { func, args, .. } = &expression.kind {
            match &func.kind {
                ExprKind::Attribute { value, attr, .. } if CHANGING.contains(&attr.as_str()) => {
                    self.change(value);
                }
                _ => {}
            }
            let name = match &func.kind {
                ExprKind::Attribute { attr, .. } => Some(attr.as_str()),
                _ => func.as_name(),
            };
            if name.is_some_and(|name| CHANGING_FIRST.contains(&name)) {
                for arg in args.iter().take(2) {
                    self.change(arg);
                }
            }
        }
        true
    }
}
