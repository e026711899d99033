//! Which name means what: the scopes of functions, and what a module's own names stand for.
//!
//! [`Scope`] is the inside of one function, lambda, comprehension or class with those within it; [`ModuleScope`] is
//! the outside. Types are not names here: annotations are left out.

mod bindings;
mod module;

use std::collections::{BTreeMap, BTreeSet};

pub use module::{Global, Import, ModuleScope};

use crate::syntax::{Expr, ExprId, FunctionDef, Span};
use bindings::Collector;

/// A set of names of a source.
pub type Names<'m> = BTreeSet<&'m str>;

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScopeKey {
    /// A function or class, by the byte where its `def`, `async` or `class` stands.
    Definition(u32),
    /// A lambda or comprehension.
    Expression(ExprId),
}

/// The kinds of scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// `def`.
    Function,
    /// `lambda`.
    Lambda,
    /// A list, set or dict comprehension: it runs where it stands.
    Comprehension,
    /// A generator expression: it runs when it is asked, all but its first iterable.
    Generator,
    /// `class`: its names are not seen from within its methods.
    Class,
}

/// The names of a function, lambda, comprehension or class.
#[derive(Clone, Debug)]
pub struct Scope<'m> {
    /// What it is the scope of.
    pub key: ScopeKey,
    /// Its kind.
    pub kind: ScopeKind,
    /// Of a function or class its name, else empty.
    pub name: &'m str,
    /// Where it stands.
    pub span: Span,
    /// In the order of the source.
    pub params: Vec<&'m str>,
    /// Every name that it binds itself, parameters and loop targets included; what a walrus within a comprehension
    /// binds belongs to the function around.
    pub locals: Names<'m>,
    /// Where each local is bound, in the order of the source.
    pub bindings: BTreeMap<&'m str, Vec<Span>>,
    /// Locals of an enclosing function that it, or a scope within it, uses.
    pub captured: Names<'m>,
    /// Captured names that it binds itself: by `nonlocal`, or by a walrus in a comprehension.
    pub rebinds: Names<'m>,
    /// Names of the module, or built-in ones, that it uses or binds itself.
    pub globals: Names<'m>,
    /// Names of the module that it binds: by `global`.
    pub rebinds_globals: Names<'m>,
    /// The scopes directly within, in the order of the source.
    pub inner: Vec<Scope<'m>>,
}

impl<'m> Scope<'m> {
    /// Of a function that stands in a module.
    pub fn of_function(function: &'m FunctionDef) -> Self {
        let mut scope = Collector::function(function).finish();
        scope.resolve(&[]);
        scope
    }

    /// Locals that a function, lambda or generator expression within uses, comprehensions looked through.
    pub fn captured_within(&self) -> Names<'m> {
        self.locals.intersection(&self.of_inner(&|scope| &scope.captured)).copied().collect()
    }

    /// Locals that a function or lambda within rebinds.
    pub fn rebound_within(&self) -> Names<'m> {
        self.locals.intersection(&self.of_inner(&|scope| &scope.rebinds)).copied().collect()
    }

    fn of_inner<'s>(&'s self, of: &dyn Fn(&'s Scope<'m>) -> &'s Names<'m>) -> Names<'m> {
        let mut names = Names::new();
        for inner in &self.inner {
            let within = inner.of_inner(of);
            if inner.kind == ScopeKind::Class {
                names.extend(within);
            } else {
                names.extend(within.difference(&inner.locals));
            }
            if inner.kind != ScopeKind::Comprehension {
                names.extend(of(inner));
            }
        }
        names
    }

    /// The scope of a function, lambda, comprehension or class somewhere within.
    pub fn find(&self, key: ScopeKey) -> Option<&Scope<'m>> {
        if self.key == key {
            return Some(self);
        }
        self.inner.iter().find_map(|inner| inner.find(key))
    }

    /// This scope and all within it, outer ones first.
    pub fn all(&self) -> Vec<&Scope<'m>> {
        let mut all = vec![self];
        let mut at = 0;
        while let Some(scope) = all.get(at).copied() {
            all.extend(&scope.inner);
            at += 1;
        }
        all
    }

    /// Sorts what it uses but does not bind into what enclosing functions have and what is global. `enclosing` holds
    /// the locals of the functions around, the innermost last.
    fn resolve(&mut self, enclosing: &[&Names<'m>]) {
        let used = std::mem::take(&mut self.captured);
        let mut inner = std::mem::take(&mut self.inner);
        let mut around = enclosing.to_vec();
        if self.kind != ScopeKind::Class {
            around.push(&self.locals);
        }
        for scope in &mut inner {
            scope.resolve(&around);
        }
        let has = |name: &&str| enclosing.iter().any(|locals| locals.contains(name));
        for name in used {
            if has(&name) && !self.rebinds_globals.contains(name) {
                self.captured.insert(name);
            } else {
                self.globals.insert(name);
            }
        }
        // What a scope within needs of the functions around this one comes through this one.
        for scope in &inner {
            let passing = scope.captured.iter().filter(|name| !self.locals.contains(*name));
            let passing = passing.copied().filter(|name| has(name));
            self.captured.extend(passing.collect::<Vec<_>>());
        }
        self.inner = inner;
    }
}

/// The names that a target binds: of tuples, lists and starred targets each one.
pub fn target_names<'m>(target: &'m Expr, meet: &mut dyn FnMut(&'m str, Span)) {
    use crate::syntax::ExprKind as K;
    match &target.kind {
        K::Name(name) => meet(name, target.span),
        K::Tuple { elts } | K::List { elts } => {
            for elt in elts {
                target_names(elt, meet);
            }
        }
        K::Starred { value } => target_names(value, meet),
        _ => {}
    }
}

/// The name that an `import a.b` binds.
fn import_name(alias: &crate::syntax::Alias) -> &str {
    alias.asname.as_deref().unwrap_or_else(|| alias.name.split('.').next().unwrap_or_default())
}
