//! What names mean, told as one line to a scope.

use transom_translate::scope::{Global, ModuleScope, Names, Scope, ScopeKind};
use transom_translate::syntax::{Module, StmtKind, parse};

fn read(path: &str, name: &str, source: &str) -> Module {
    parse(name, path, source).expect("the test's source parses")
}

fn list(title: &str, names: &Names) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    if names.is_empty() { String::new() } else { format!(" {title}={}", names.join(",")) }
}

fn tell(scope: &Scope, level: usize, told: &mut Vec<String>) {
    let kind = match scope.kind {
        ScopeKind::Function => "def ",
        ScopeKind::Lambda => "lambda",
        ScopeKind::Comprehension => "comprehension",
        ScopeKind::Generator => "generator",
        ScopeKind::Class => "class ",
    };
    let parts = [
        list("locals", &scope.locals),
        list("captured", &scope.captured),
        list("rebinds", &scope.rebinds),
        list("globals", &scope.globals),
        list("rebinds_globals", &scope.rebinds_globals),
        list("captured_within", &scope.captured_within()),
        list("rebound_within", &scope.rebound_within()),
    ];
    told.push(format!("{}{kind}{}:{}", "  ".repeat(level), scope.name, parts.concat()));
    for inner in &scope.inner {
        tell(inner, level + 1, told);
    }
}

/// Compares the scopes of the first function of a source with what is expected of them.
#[track_caller]
fn check(source: &str, expected: &[&str]) {
    let module = read("m.py", "m", source);
    let function = module.body.iter().find_map(|statement| match &statement.kind {
        StmtKind::FunctionDef(function) => Some(function),
        _ => None,
    });
    let mut told = Vec::new();
    tell(&Scope::of_function(function.expect("the source has a function")), 0, &mut told);
    assert_eq!(told, expected);
}

#[test]
fn whatever_binds_makes_a_local() {
    check(
        "
def f(a, *b, c=DEFAULT, **d):
    e = x
    for g, [h, *i] in a: pass
    with y as j: pass
    try: pass
    except K as k: pass
    import l.m, n as o
    del p
    q += 1
    r: int
    (s := 1)
    a.t = b[u] = 1
    match v:
        case [w, *_] | {'x': w, **z}: pass
    class Q: pass
",
        &["def f: locals=Q,a,b,c,d,e,g,h,i,j,k,l,o,p,q,r,s,w,z globals=K,u,v,x,y", "  class Q:"],
    );
}

#[test]
fn inner_functions_capture() {
    check(
        "
def f(a, b):
    n = 0
    def g(c):
        nonlocal n
        n += a + c + len(b)
        return lambda d: d + c + a
    return g
",
        &[
            "def f: locals=a,b,g,n captured_within=a,b,n rebound_within=n",
            "  def g: locals=c captured=a,b,n rebinds=n globals=len captured_within=c",
            "    lambda: locals=d captured=a,c",
        ],
    );
}

#[test]
fn comprehensions_run_where_they_stand_and_their_walrus_leaks() {
    check(
        "
def f(a, b, c):
    x = [y + b for y in a for z in y if (t := z) > b]
    return sum(v * c for v in x), [lambda: w + b for w in a]
",
        &[
            "def f: locals=a,b,c,t,x globals=sum captured_within=b,c",
            "  comprehension: locals=y,z captured=b,t rebinds=t",
            "  generator: locals=v captured=c",
            "  comprehension: locals=w captured=b captured_within=w",
            "    lambda: captured=b,w",
        ],
    );
}

#[test]
fn a_class_hides_its_names_from_its_methods() {
    check(
        "
def f(a):
    class C:
        b = a
        def g(self):
            return b + a
    global h
    h = C
",
        &[
            "def f: locals=C,a globals=h rebinds_globals=h captured_within=a",
            "  class C: locals=b,g captured=a",
            "    def g: locals=self captured=a globals=b",
        ],
    );
}

/// Compares what the names of a module stand for.
#[track_caller]
fn check_module(path: &str, name: &str, source: &str, expected: &[&str]) {
    let module = read(path, name, source);
    let scope = ModuleScope::of(&module);
    let globals = scope.globals.iter().map(|(name, global)| match global {
        Global::Function(function) => format!("{name}: def, line {}", module.position(function.span).line),
        Global::Class(_) => format!("{name}: class"),
        Global::Constant { value, .. } => format!("{name} = {}", module.text(value.span)),
        Global::Import(import) => format!("{name} -> {}", import.dotted()),
        Global::TypeAlias(value) => format!("type {name} = {}", module.text(value.span)),
        Global::Variable(spans) => format!("{name} varies {}", spans.len()),
    });
    let stars = scope.stars.iter().map(|(module, _)| format!("* -> {module}"));
    assert_eq!(globals.chain(stars).collect::<Vec<_>>(), expected);
}

#[test]
fn a_module_has_functions_classes_constants_and_imports() {
    check_module(
        "app/pricing.py",
        "app.pricing",
        "
from typing import overload, TYPE_CHECKING
import os.path, os, numpy as np
from . import sibling
from ..up import thing as other
from heapq import *
if TYPE_CHECKING:
    from datetime import date
A = 1
B, (C, D) = 2, (3, 4)
E = F = 5
G: int = 6
H = 7
H += 1
I = []
for J in I: pass
if A: K = 1
def reset():
    global L
    L = 0
L = 1
@overload
def f(a: int) -> int: ...
@overload
def f(a: str) -> str: ...
def f(a): return a
def g(): pass
def g(): pass
class P: pass
type Row = list[int]
try: import fast
except ImportError: fast = None
if __name__ == '__main__':
    A = 2
",
        &[
            "A = 1",
            "B = 2",
            "C = 3",
            "D = 4",
            "E = 5",
            "F = 5",
            "G = 6",
            "H varies 2",
            "I = []",
            "J varies 1",
            "K varies 1",
            "L varies 2",
            "P: class",
            "type Row = list[int]",
            "TYPE_CHECKING -> typing.TYPE_CHECKING",
            "date -> datetime.date",
            "f: def, line 26",
            "fast varies 2",
            "g: def, line 28",
            "np -> numpy",
            "os -> os",
            "other -> up.thing",
            "overload -> typing.overload",
            "reset: def, line 18",
            "sibling -> app.sibling",
            "* -> heapq",
        ],
    );
}

#[test]
fn one_dot_in_a_package_is_the_package_itself() {
    check_module(
        "app/__init__.py",
        "app",
        "from .pricing import quote\nfrom . import core as c\n",
        &["c -> app.core", "quote -> app.pricing.quote"],
    );
}
