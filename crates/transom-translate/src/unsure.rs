//! Functions and classes that a name may or may not stand for: defined in a branch, rebound, or defined twice where it
//! matters. What cannot be told from the text alone is refused.

use std::collections::BTreeSet;

use crate::model::{FuncId, Program};
use crate::refusal::Code;
use crate::syntax::{FunctionDef, Module, Stmt, StmtKind};
use crate::visit::{self, Visitor};

/// The names of a module's functions and classes that depend on what ran.
pub(crate) fn of_module(module: &Module) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for stmt in &module.body {
        branches(stmt, &mut names);
    }
    let mut globals = Globals(BTreeSet::new());
    visit::walk(&module.body, &mut globals);
    let defined = module.body.iter().filter_map(defined);
    names.extend(defined.filter(|name| globals.0.contains(name)));
    names
}

/// What is defined in the branches of a statement at the top.
fn branches<'m>(stmt: &'m Stmt, names: &mut BTreeSet<&'m str>) {
    if defined(stmt).is_some() {
        return;
    }
    visit::bodies(stmt, &mut |body| {
        for stmt in body {
            names.extend(defined(stmt));
            branches(stmt, names);
        }
    });
}

fn defined(stmt: &Stmt) -> Option<&str> {
    match &stmt.kind {
        StmtKind::FunctionDef(def) => Some(&def.name),
        StmtKind::ClassDef(def) => Some(&def.name),
        _ => None,
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

/// Refuses functions within a function whose names depend on what ran.
pub(crate) fn refuse_inner(program: &mut Program<'_>, func: FuncId) {
    let def = program.funcs[func].def;
    let children: Vec<&FunctionDef> =
        program.funcs[func].children.iter().map(|(_, child)| program.funcs[*child].def).collect();
    for (at, child) in children.iter().enumerate() {
        let own = |stmt: &Stmt| matches!(&stmt.kind, StmtKind::FunctionDef(def) if def.span == child.span);
        let name = &child.name;
        let why = if !def.body.iter().any(own) {
            (Code::PossiblyUnbound, format!("`{name}` is defined in a branch only"))
        } else if children[..at].iter().any(|other| other.name == *name)
            || def.params.iter().any(|param| param.name == *name)
        {
            (Code::DefinedTwice, format!("`{name}` stands for something else before"))
        } else {
            continue;
        };
        program.refuse(func, why.0, child.name_span, why.1, why.0.mend().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::{Module, Outcome, Request, Target, translate};

    /// The codes that a function of a module is refused with.
    fn check(source: &str, function: &str, expected: &[&str]) {
        let module = Module {
            name: "m".to_owned(),
            path: "m.py".to_owned(),
            source: source.to_owned(),
            rust_name: "m".to_owned(),
            ..Module::default()
        };
        let target =
            Target { module: "m".to_owned(), function: function.to_owned(), name: function.to_owned() };
        let request = Request { modules: vec![module], targets: vec![target], ..Request::default() };
        let found: Vec<_> = match &translate(&request).functions[0].result {
            Outcome::Drafted(_) => Vec::new(),
            Outcome::Refused(refusals) => refusals.iter().map(|refusal| refusal.code.text()).collect(),
        };
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_helper_that_depends_on_what_ran_is_refused() {
        let uses = "\ndef uses() -> int:\n    return f()\n";
        let f = "def f() -> int:\n    return 1\n";
        check(&format!("{f}{uses}"), "uses", &[]);
        check(&format!("{f}\n{f}{uses}"), "uses", &[]);
        let branch = f.replace("def", "    def").replace("    return", "        return");
        check(
            &format!("import sys\nif sys.maxsize > 9:\n{branch}else:\n{branch}{uses}"),
            "uses",
            &["T-NAME-06"],
        );
        check(
            &format!("{f}{uses}\ndef other() -> None:\n    global f\n    f = None\n"),
            "uses",
            &["T-NAME-06"],
        );
    }

    #[test]
    fn an_inner_function_that_depends_on_what_ran_is_refused() {
        let inner = "        def h() -> int:\n            return 1\n";
        check(&format!("def g(c: bool) -> int:\n    if c:\n{inner}    return h()\n"), "g", &["T-FLOW-01"]);
        let plain = "    def h() -> int:\n        return 1\n";
        check(&format!("def g() -> int:\n{plain}    return h()\n"), "g", &[]);
        check(&format!("def g() -> int:\n{plain}{plain}    return h()\n"), "g", &["T-NAME-05"]);
        check(&format!("def g(h: int) -> int:\n{plain}    return h()\n"), "g", &["T-NAME-05"]);
    }
}
