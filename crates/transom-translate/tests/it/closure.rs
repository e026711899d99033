//! Which functions are drafted along.

use transom_translate::closure::{Reached, closure};
use transom_translate::program::{Definition, Program};
use transom_translate::syntax::{Module, parse};

fn read(sources: &[(&str, &str)]) -> Vec<Module> {
    let path = |name: &str| {
        let whole = name.replace('.', "/");
        if name.contains('.') { format!("{whole}.py") } else { format!("{whole}/__init__.py") }
    };
    sources
        .iter()
        .map(|(name, source)| parse(name, &path(name), source).expect("the test's source parses"))
        .collect()
}

/// Compares the groups that functions of modules need with what is expected: `a.f+b.g!` is a circle.
#[track_caller]
fn check(sources: &[(&str, &str)], targets: &[(&str, &str)], expected: &str) {
    let modules = read(sources);
    let program = Program::new(&modules);
    let target = |(module, name): &(&str, &str)| {
        let function = program.scope(module).and_then(|scope| scope.function(name));
        let module = program.module(module).expect("the test names a module that is there");
        Reached { module, function: function.expect("the test names a function that is there") }
    };
    let closure = closure(&program, targets.iter().map(target));
    let groups = closure.groups.iter().map(|group| {
        let names = group.functions.iter().map(|one| format!("{}.{}", one.module.name, one.function.name));
        let recursive = if group.recursive { "!" } else { "" };
        format!("{}{recursive}", names.collect::<Vec<_>>().join("+"))
    });
    let classes = closure.classes.iter().map(|(module, class)| format!("({}.{})", module.name, class.name));
    assert_eq!(groups.chain(classes).collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn what_is_named_comes_before_what_names_it() {
    let source = "
def a(x): return b(x) + sorted(x, key=c)[0] + len(x)
def b(x): return [d(y) for y in x]
def c(x): return x
def d(x): return c(x)
def e(x): return x
";
    check(&[("m", source)], &[("m", "a")], "m.c m.d m.b m.a");
    check(&[("m", source)], &[("m", "e"), ("m", "b")], "m.e m.c m.d m.b");
}

#[test]
fn circles_are_groups() {
    let source = "
def a(x): return b(x)
def b(x): return c(x) if x else 0
def c(x): return b(x) + d(x)
def d(x): return d(x - 1)
";
    check(&[("m", source)], &[("m", "a")], "m.d! m.b+m.c! m.a");
}

#[test]
fn imports_are_followed() {
    let sources = [
        ("app", "from .tax import rate as exported\n"),
        (
            "app.core",
            "
from . import tax as t
from .tax import rate
from app import exported, tax
import app.tax, app.tax as u, math
from .stars import *
def a(x): return t.vat(x)
def b(x): return rate(x)
def c(x): return exported(x)
def d(x): return app.tax.vat(x) + u.rate(x) + math.sqrt(x)
def e(x): return tax.vat(x)
def f(x): return starred(x) + _hidden(x)
",
        ),
        ("app.tax", "def rate(x): return x\ndef vat(x): return rate(x)\n"),
        ("app.stars", "def starred(x): return x\ndef _hidden(x): return x\n"),
    ];
    for (name, expected) in [
        ("a", "app.tax.rate app.tax.vat app.core.a"),
        ("b", "app.tax.rate app.core.b"),
        ("c", "app.tax.rate app.core.c"),
        ("d", "app.tax.rate app.tax.vat app.core.d"),
        ("e", "app.tax.rate app.tax.vat app.core.e"),
        ("f", "app.stars.starred app.core.f"),
    ] {
        check(&sources, &[("app.core", name)], expected);
    }
}

#[test]
fn a_local_hides_what_the_module_has() {
    let source = "
def a(b): return b(1) + [c for c in b][0] + (lambda d: d)(2)
def b(x): return x
def c(x): return x
def d(x): return x
def e(x):
    def d(y): return c(y) if y else P(y)
    return d(x)
class P: pass
";
    check(&[("m", source)], &[("m", "a")], "m.a");
    check(&[("m", source)], &[("m", "e")], "m.c m.e (m.P)");
}

#[test]
fn imports_in_a_circle_end() {
    let modules = read(&[("a.a", "from a.b import f\n"), ("a.b", "from a.a import f\n")]);
    let program = Program::new(&modules);
    assert!(matches!(program.absolute("a.a.f"), Definition::Outside(_)));
    assert!(matches!(program.absolute("a.b"), Definition::Module(_)));
    assert!(matches!(program.absolute("math.sqrt"), Definition::Outside(name) if name == "math.sqrt"));
}

#[test]
fn a_long_chain_of_calls_does_not_overflow() {
    let functions = (0..20_000).map(|n| format!("def f{n}(x): return f{}(x)\n", n + 1));
    let source = functions.collect::<Vec<_>>().concat();
    let modules = read(&[("m", &source)]);
    let program = Program::new(&modules);
    let first = program.scope("m").and_then(|scope| scope.function("f0")).expect("it is there");
    let closure = closure(&program, [Reached { module: &modules[0], function: first }]);
    assert_eq!(closure.functions().count(), 20_000);
}
