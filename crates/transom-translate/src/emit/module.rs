//! A module's file: its head, constants, models and functions; and the names of things across files.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::constants::{self, shout};
use super::sharing::sharing;
use super::{Around, Emit, item};
use crate::alias;
use crate::model::{FuncId, Program, VarId};
use crate::names;
use crate::syntax::{Expr, ExprKind, Stmt};
use crate::types::Ty;

/// A function as it was written.
pub(crate) struct Written {
    pub(crate) func: FuncId,
    pub(crate) lines: Vec<String>,
    /// Drafted functions that it calls.
    pub(crate) calls: Vec<FuncId>,
}

/// Writes every live function; a refusal is noted where one cannot be written.
pub(crate) fn functions(program: &mut Program<'_>, exports: &HashMap<FuncId, String>) -> Vec<Written> {
    let mut found = alias::analyse(program);
    crate::texts::mark(program);
    let recursive = recursive(program);
    let shares_argument = sharing(program, &mut found, exports);
    constants::mark_arrays(program);
    let live: Vec<FuncId> = (0..program.funcs.len())
        .filter(|func| program.funcs[*func].live && program.funcs[*func].parent.is_none())
        .collect();
    let mut written = Vec::new();
    for func in live {
        if !program.funcs[func].refusals.is_empty() {
            continue;
        }
        let Some(alias) = found.get_mut(&func) else { continue };
        let module = program.funcs[func].module;
        let last_uses = last_uses(program, func);
        let calls = calls(program, func);
        let name = item::ident(&program.funcs[func].rust);
        let original = exports.get(&func).cloned();
        let around = Around { recursive: &recursive, shares_argument: &shares_argument };
        let mut emit = Emit::new(&mut *program, alias, module, around);
        emit.func = func;
        emit.exporting = original.is_some();
        emit.last_uses = last_uses;
        let lines = emit.function(&name, original.as_deref());
        written.push(Written { func, lines, calls });
    }
    written
}

/// The functions that, by themselves or over others, call themselves.
fn recursive(program: &Program<'_>) -> HashSet<FuncId> {
    let mut edges: HashMap<FuncId, Vec<FuncId>> = HashMap::new();
    for func in 0..program.funcs.len() {
        if program.funcs[func].live {
            let mut all = Vec::new();
            direct_calls(program, program.funcs[func].module, &program.funcs[func].def.body, &mut all);
            edges.insert(func, all);
        }
    }
    let reaches = |from: FuncId| {
        let mut seen = HashSet::new();
        let mut pending = edges.get(&from).cloned().unwrap_or_default();
        while let Some(next) = pending.pop() {
            if next == from {
                return true;
            }
            if seen.insert(next) {
                pending.extend(edges.get(&next).cloned().unwrap_or_default());
            }
        }
        false
    };
    edges.keys().copied().filter(|func| reaches(*func)).collect()
}

fn direct_calls(program: &Program<'_>, module: usize, body: &[Stmt], all: &mut Vec<FuncId>) {
    fn within(program: &Program<'_>, module: usize, expr: &Expr, all: &mut Vec<FuncId>) {
        match &expr.kind {
            ExprKind::Name(_) => {
                if let crate::model::Binding::Func(func) = program.binding(module, expr) {
                    all.push(*func);
                }
                if let crate::model::Binding::Class(class) = program.binding(module, expr) {
                    all.extend(program.classes[*class].maker());
                }
            }
            ExprKind::Attribute { value, attr, .. } => {
                all.extend(program.method(program.ty(module, value), attr));
                if let crate::model::Binding::Path(path) = program.binding(module, value)
                    && let Some(other) = program.scopes.iter().find(|scope| scope.module.name == *path)
                    && let Some(crate::model::Binding::Func(func)) = other.names.get(attr.as_str())
                {
                    all.push(*func);
                }
            }
            _ => {}
        }
        for child in names::children(expr) {
            within(program, module, child, all);
        }
    }
    for stmt in body {
        for expr in names::expressions(stmt) {
            within(program, module, expr, all);
        }
        for body in names::bodies(stmt) {
            direct_calls(program, module, body, all);
        }
    }
}

/// The module-level functions that a function with its nested ones calls.
fn calls(program: &Program<'_>, func: FuncId) -> Vec<FuncId> {
    let mut all = Vec::new();
    direct_calls(program, program.funcs[func].module, &program.funcs[func].def.body, &mut all);
    for (_, child) in &program.funcs[func].children {
        all.extend(calls(program, *child));
    }
    all.retain(|called| program.funcs[*called].parent.is_none() && *called != func);
    all.sort_unstable();
    all.dedup();
    all
}

/// The reads after which nothing sees the value again, by the expressions' numbers.
fn last_uses(program: &Program<'_>, func: FuncId) -> HashSet<usize> {
    let base = program.scopes[program.funcs[func].module].base;
    let mut all = HashSet::new();
    let mut pending = vec![func];
    while let Some(func) = pending.pop() {
        let def = program.funcs[func].def;
        let scope = crate::scope::Scope::of_function(def);
        if let Some(flow) = crate::flow::flow(def, &scope) {
            all.extend(flow.last_uses.iter().map(|id| base + id.0 as usize));
        }
        pending.extend(program.funcs[func].children.iter().map(|(_, child)| *child));
    }
    all
}

/// The files, by module: only what is kept.
pub(crate) fn files(
    program: &mut Program<'_>,
    written: &[Written],
    kept: &HashSet<FuncId>,
) -> Vec<(usize, String)> {
    let mut bodies: BTreeMap<usize, Vec<&Written>> = BTreeMap::new();
    for function in written.iter().filter(|function| kept.contains(&function.func)) {
        bodies.entry(program.funcs[function.func].module).or_default().push(function);
    }
    let used: Vec<usize> =
        (0..program.classes.len()).filter(|class| class_is_used(program, *class, written, kept)).collect();
    for class in &used {
        bodies.entry(program.classes[*class].module).or_default();
    }
    let constants: Vec<usize> =
        (0..program.constants.len()).filter(|constant| program.constants[*constant].used).collect();
    for constant in &constants {
        let needed = written.iter().any(|function| {
            kept.contains(&function.func) && mentions_constant(program, *constant, &function.lines)
        });
        if needed {
            bodies.entry(program.constants[*constant].module).or_default();
        }
    }
    let all_lines: Vec<String> = written
        .iter()
        .filter(|function| kept.contains(&function.func))
        .flat_map(|function| function.lines.clone())
        .collect();
    let items = constant_items(program, &constants, &all_lines);
    let mut files = Vec::new();
    for (module, functions) in bodies {
        let mut body = String::new();
        for (_, item) in items.iter().filter(|(constant, _)| program.constants[*constant].module == module) {
            body.push_str(item);
            body.push('\n');
        }
        if !body.is_empty() {
            body.push('\n');
        }
        for class in used.iter().filter(|class| program.classes[**class].module == module) {
            body.push_str(&item::class(program, &program.classes[*class]));
            body.push('\n');
        }
        for function in functions {
            body.push_str(&function.lines.join("\n"));
            body.push_str("\n\n");
        }
        let mut text = head(program, module);
        text.push_str(&imports(program, module, &used, &body));
        text.push_str(&body);
        files.push((module, text));
    }
    files
}

/// The constants that lines need, by themselves or for other constants, and their items.
fn constant_items(program: &mut Program<'_>, constants: &[usize], lines: &[String]) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    for constant in constants {
        if mentions_constant(program, *constant, lines)
            || constant_is_named(program, *constant, constants, lines)
        {
            items.push((*constant, constants::constant_item(program, *constant)));
        }
    }
    let mut shown = Vec::new();
    for (constant, item) in &items {
        let held = &program.constants[*constant];
        let path = format!("crate::{}::{}", program.rust_names[held.module], item::ident(&shout(held.name)));
        let elsewhere =
            lines.iter().chain(items.iter().map(|(_, item)| item)).any(|line| line.contains(&path));
        shown.push((*constant, if elsewhere { format!("pub {item}") } else { item.clone() }));
    }
    shown
}

/// What the file says of itself: the module's docstring, and where it comes from.
fn head(program: &Program<'_>, module: usize) -> String {
    let module = program.scopes[module].module;
    let mut lines = Vec::new();
    if let Some(docstring) = &module.docstring {
        lines = super::docs::comment(&docstring.text, "//!");
        lines.push("//!".to_owned());
    }
    lines.push(format!("//! Drafted from `{}`: exact, or it declines and Python answers.", module.path));
    lines.join("\n") + "\n\n"
}

/// What the text of a file needs of others.
fn imports(program: &Program<'_>, module: usize, classes: &[usize], body: &str) -> String {
    const TYPES: &[&str] = &[
        "Chars",
        "Counter",
        "DefaultDict",
        "Deque",
        "Dict",
        "FrozenSet",
        "Number",
        "OrderedDict",
        "Raised",
        "Set",
    ];
    const METHODS: &[&str] = &[
        "equals",
        "same",
        "at",
        "at_mut",
        "size",
        "order",
        "before",
        "level",
        "range",
        "head",
        "tail",
        "part",
        "truth",
        "hash_as_key",
        "is_key",
        "write_repr",
        "write_str",
    ];
    let code: Vec<&str> = body.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let word = |word: &str| code.iter().any(|line| has_word(line, word));
    let prelude = TYPES.iter().any(|name| word(name))
        || METHODS.iter().any(|name| code.iter().any(|line| line.contains(&format!(".{name}("))));
    let rt = code.iter().any(|line| line.contains("rt::"));
    let late = code.iter().any(|line| line.contains("LazyLock<"));
    let mut text = if late { "use std::sync::LazyLock;\n\n".to_owned() } else { String::new() };
    text.push_str(match (rt, prelude) {
        (true, true) => "use transom::rt::{self, prelude::*};\n",
        (true, false) => "use transom::rt;\n",
        (false, true) => "use transom::rt::prelude::*;\n",
        (false, false) => "",
    });
    for class in classes.iter().map(|class| &program.classes[*class]) {
        if class.module != module && word(&class.rust) {
            text.push_str(&format!("use crate::{}::{};\n", program.rust_names[class.module], class.rust));
        }
    }
    if text.is_empty() { text } else { text + "\n" }
}

/// Whether a line has this name as a word of its own, not as the end of a path.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(before) && !joins(after) && !line[..at].ends_with("::")
    })
}

fn constant_is_named(program: &Program<'_>, constant: usize, all: &[usize], lines: &[String]) -> bool {
    let name = program.constants[constant].name;
    all.iter().any(|other| {
        *other != constant
            && mentions_constant(program, *other, lines)
            && program.scopes[program.constants[*other].module]
                .module
                .text(program.constants[*other].value.span)
                .contains(name)
    })
}

fn mentions_constant(program: &Program<'_>, constant: usize, lines: &[String]) -> bool {
    let name = item::ident(&shout(program.constants[constant].name));
    lines.iter().any(|line| line.contains(&name))
}

fn class_is_used(program: &Program<'_>, class: usize, written: &[Written], kept: &HashSet<FuncId>) -> bool {
    let name = &program.classes[class].rust;
    let is_model = !matches!(
        program.classes[class].kind,
        crate::model::ClassKind::Plain | crate::model::ClassKind::Exception
    );
    if !is_model || program.classes[class].refusal.is_some() {
        return false;
    }
    let named = |ty: &Ty| format!("{ty:?}").contains(&format!("{name:?}"));
    written.iter().filter(|function| kept.contains(&function.func)).any(|function| {
        function.lines.iter().any(|line| line.contains(name.as_str()))
            || program.funcs[function.func].params.iter().any(|param| named(&program.vars[param.var].ty))
    }) || program
        .classes
        .iter()
        .any(|other| other.rust != *name && other.used && other.fields.iter().any(|field| named(&field.ty)))
}

impl Emit<'_, '_> {
    /// A function as this file names it.
    pub(super) fn function_path(&self, func: FuncId) -> String {
        let target = &self.program.funcs[func];
        let name = item::ident(&target.rust);
        if target.parent.is_some() || target.module == self.module {
            return name;
        }
        format!("crate::{}::{name}", self.program.rust_names[target.module])
    }

    pub(super) fn class_path(&self, class: usize) -> String {
        let class = &self.program.classes[class];
        if class.module == self.module {
            return class.rust.clone();
        }
        format!("crate::{}::{}", self.program.rust_names[class.module], class.rust)
    }

    /// A type as this file names it.
    pub(super) fn rust_type(&self, ty: &Ty) -> String {
        ty.rust()
    }

    pub(super) fn var_name(&self, var: VarId) -> String {
        if let Some(name) = self.renamed.get(&var) {
            return name.clone();
        }
        let info = &self.program.vars[var];
        item::ident(if info.rust.is_empty() { &info.name } else { &info.rust })
    }

    /// Whether the variable belongs to a function around this one.
    pub(super) fn captured_by_reference(&self, var: VarId) -> bool {
        self.program.vars[var].func != self.func && self.program.funcs[self.func].captures.contains(&var)
    }

    pub(super) fn needs_mut(&self, var: VarId) -> bool {
        let info = &self.program.vars[var];
        let rebound = if info.captured { info.stores > 1 || info.stored_in_loop } else { info.rebound };
        if info.ty.is_copy() {
            return rebound;
        }
        let held =
            self.modes.get(&var).is_some_and(|mode| matches!(mode, super::Mode::Ref | super::Mode::RefMut));
        (rebound || info.mutated) && !(held && info.stores == 1)
    }

    pub(super) fn lambda_pattern(
        &mut self,
        var: VarId,
        item: &super::iter::Item,
        lets: &mut Vec<String>,
    ) -> String {
        self.program.vars[var].stores = 1;
        self.name_pattern(var, item, lets)
    }
}
