//! Which functions are drafted along: those that a function names, those that these name, and so on.

use std::collections::HashMap;

use crate::program::{Definition, Program};
use crate::scope::{Scope, ScopeKey};
use crate::syntax::{ClassDef, Comprehension, Expr, ExprKind, FunctionDef, Module, Params, Stmt, StmtKind};
use crate::visit;

/// A function in its module.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'m> {
    /// The module that has it.
    pub module: &'m Module,
    /// The function.
    pub function: &'m FunctionDef,
}

/// All that some functions need.
#[derive(Clone, Debug, Default)]
pub struct Closure<'m> {
    /// The functions, each group before those that name it. More than one in a group name each other in a circle.
    pub groups: Vec<Group<'m>>,
    /// The classes of these modules that they name, in the order they are met.
    pub classes: Vec<(&'m Module, &'m ClassDef)>,
}

/// Functions that name each other, or one alone.
#[derive(Clone, Debug)]
pub struct Group<'m> {
    /// In the order they are met.
    pub functions: Vec<Reached<'m>>,
    /// Whether it names itself, directly or in a circle.
    pub recursive: bool,
}

impl<'m> Closure<'m> {
    /// Every function, each after those that it names, circles aside.
    pub fn functions(&self) -> impl Iterator<Item = Reached<'m>> {
        self.groups.iter().flat_map(|group| group.functions.iter().copied())
    }
}

/// The functions that these need, themselves included. To name a function is enough: it may be handed to `sorted`.
pub fn closure<'m>(program: &Program<'m>, targets: impl IntoIterator<Item = Reached<'m>>) -> Closure<'m> {
    let mut search = Search { program, nodes: Vec::new(), numbers: HashMap::new(), classes: Vec::new() };
    for target in targets {
        search.number(target);
    }
    let mut at = 0;
    while at < search.nodes.len() {
        let reached = search.nodes[at].reached;
        let names = search.named(reached);
        search.nodes[at].names = names;
        at += 1;
    }
    Closure { groups: groups(&search.nodes), classes: search.classes }
}

struct Node<'m> {
    reached: Reached<'m>,
    /// The functions that it names, by number.
    names: Vec<usize>,
}

struct Search<'m, 'p> {
    program: &'p Program<'m>,
    nodes: Vec<Node<'m>>,
    numbers: HashMap<*const FunctionDef, usize>,
    classes: Vec<(&'m Module, &'m ClassDef)>,
}

impl<'m> Search<'m, '_> {
    fn number(&mut self, reached: Reached<'m>) -> usize {
        *self.numbers.entry(std::ptr::from_ref(reached.function)).or_insert_with(|| {
            self.nodes.push(Node { reached, names: Vec::new() });
            self.nodes.len() - 1
        })
    }

    fn named(&mut self, reached: Reached<'m>) -> Vec<usize> {
        let scope = Scope::of_function(reached.function);
        let mut references = References { found: Vec::new() };
        references.body(&reached.function.body, &scope);
        let mut names = Vec::new();
        for reference in references.found {
            match self.program.resolve(&reached.module.name, reference) {
                Some(Definition::Function(module, function)) => {
                    let number = self.number(Reached { module, function });
                    if !names.contains(&number) {
                        names.push(number);
                    }
                }
                Some(Definition::Class(module, class))
                    if !self.classes.iter().any(|(_, known)| std::ptr::eq(*known, class)) =>
                {
                    self.classes.push((module, class));
                }
                _ => {}
            }
        }
        names
    }
}

/// Names, and names with attributes, that mean something of the module.
struct References<'m> {
    found: Vec<&'m Expr>,
}

impl<'m> References<'m> {
    fn body(&mut self, body: &'m [Stmt], scope: &Scope<'m>) {
        for statement in body {
            let inner = match &statement.kind {
                StmtKind::FunctionDef(function) => {
                    for expr in &function.decorators {
                        self.expr(expr, scope);
                    }
                    self.defaults(&function.params, scope);
                    scope.find(ScopeKey::Definition(function.span.start))
                }
                StmtKind::ClassDef(class) => {
                    let values = class.keywords.iter().map(|keyword| &keyword.value);
                    for expr in class.decorators.iter().chain(&class.bases).chain(values) {
                        self.expr(expr, scope);
                    }
                    scope.find(ScopeKey::Definition(class.span.start))
                }
                StmtKind::AnnAssign { target, value, .. } => {
                    for expr in value.iter().chain([target]) {
                        self.expr(expr, scope);
                    }
                    None
                }
                StmtKind::TypeAlias { .. } => None,
                _ => {
                    visit::expressions(statement, &mut |expr| self.expr(expr, scope));
                    None
                }
            };
            let inner = inner.unwrap_or(scope);
            visit::bodies(statement, &mut |body| self.body(body, inner));
        }
    }

    fn defaults(&mut self, params: &'m Params, scope: &Scope<'m>) {
        for default in params.iter().filter_map(|param| param.default.as_ref()) {
            self.expr(default, scope);
        }
    }

    fn expr(&mut self, expr: &'m Expr, scope: &Scope<'m>) {
        if let Some(path) = expr.as_dotted() {
            if scope.globals.contains(path[0]) {
                self.found.push(expr);
            }
            return;
        }
        let inner = || scope.find(ScopeKey::Expression(expr.id)).unwrap_or(scope);
        match &expr.kind {
            ExprKind::Lambda { params, body } => {
                self.defaults(params, scope);
                self.expr(body, inner());
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(generators, &[elt], scope, inner());
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(generators, &[key, value], scope, inner());
            }
            _ => visit::operands(expr, &mut |operand| self.expr(operand, scope)),
        }
    }

    fn comprehension(
        &mut self,
        generators: &'m [Comprehension],
        elts: &[&'m Expr],
        scope: &Scope<'m>,
        inner: &Scope<'m>,
    ) {
        for (number, generator) in generators.iter().enumerate() {
            self.expr(&generator.iter, if number == 0 { scope } else { inner });
            self.expr(&generator.target, inner);
            for test in &generator.ifs {
                self.expr(test, inner);
            }
        }
        for elt in elts {
            self.expr(elt, inner);
        }
    }
}

/// The strongly connected parts of the graph, each before those that lead to it: Tarjan's walk, with a stack of its own
/// instead of the program's, as a chain of calls may be long.
fn groups<'m>(nodes: &[Node<'m>]) -> Vec<Group<'m>> {
    const UNSEEN: usize = usize::MAX;
    let mut seen_at = vec![UNSEEN; nodes.len()];
    let mut lowest = vec![0; nodes.len()];
    let mut grouped = vec![false; nodes.len()];
    let (mut open, mut groups, mut time) = (Vec::new(), Vec::new(), 0);
    for root in 0..nodes.len() {
        if seen_at[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                (seen_at[node], lowest[node]) = (time, time);
                time += 1;
                open.push(node);
            }
            let Some(named) = nodes[node].names.get(next).copied() else {
                if lowest[node] == seen_at[node] {
                    let at = open.iter().rposition(|one| *one == node).expect("it was opened before");
                    let mut members = open.split_off(at);
                    members.sort_unstable();
                    for member in &members {
                        grouped[*member] = true;
                    }
                    let recursive = members.len() > 1 || nodes[node].names.contains(&node);
                    let functions = members.into_iter().map(|member| nodes[member].reached).collect();
                    groups.push(Group { functions, recursive });
                }
                if let Some((parent, _)) = path.last() {
                    lowest[*parent] = lowest[*parent].min(lowest[node]);
                }
                continue;
            };
            path.push((node, next + 1));
            if seen_at[named] == UNSEEN {
                path.push((named, 0));
            } else if !grouped[named] {
                lowest[node] = lowest[node].min(seen_at[named]);
            }
        }
    }
    groups
}
