//! Reads what the modules define into a [`Program`]: functions, classes, constants, imports.

use std::collections::{HashMap, HashSet};

use crate::model::{
    Binding, Class, ClassField, ClassKind, Constant, Func, FuncId, Parameter, Program, Scope,
};
use crate::syntax::{ClassDef, Expr, ExprKind, FunctionDef, Module, Stmt, StmtKind};
use crate::types::Ty;
use crate::{annotation, exceptions, names, settled, starred, unsure};

/// The modules as one program; nothing is asked for yet.
pub(crate) fn load<'a>(modules: &'a [Module], packages: &HashSet<String>) -> Program<'a> {
    let mut program = Program::default();
    let mut base = 0;
    for module in modules {
        program.scopes.push(Scope { module, base, names: HashMap::new(), rebound: Vec::new() });
        base += module.expressions as usize;
    }
    program.bindings = vec![Binding::Unknown; base];
    program.types = vec![Ty::Never; base];
    for (at, module) in modules.iter().enumerate() {
        let package = packages.contains(&module.name);
        top_level(&mut program, modules, at, &module.body, package);
        for name in unsure::of_module(module) {
            program.scopes[at].names.insert(name, Binding::Unknown);
        }
    }
    link(&mut program);
    settled::note(&mut program);
    name_globals(&mut program);
    classify(&mut program);
    program
}

#[expect(clippy::too_many_lines, reason = "one arm for each kind")]
fn top_level<'a>(
    program: &mut Program<'a>,
    modules: &'a [Module],
    module: usize,
    body: &'a [Stmt],
    package: bool,
) {
    for stmt in body {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let func = function(program, module, def, None);
                program.scopes[module].names.insert(&def.name, Binding::Func(func));
            }
            StmtKind::ClassDef(def) => {
                program.classes.push(Class {
                    module,
                    def,
                    kind: ClassKind::Plain,
                    rust: class_name(program, &def.name),
                    fields: Vec::new(),
                    methods: Vec::new(),
                    refusal: None,
                    used: false,
                    is_set: false,
                });
                let class = program.classes.len() - 1;
                program.scopes[module].names.insert(&def.name, Binding::Class(class));
                for stmt in &def.body {
                    if let StmtKind::FunctionDef(method) = &stmt.kind {
                        let func = function(program, module, method, None);
                        program.funcs[func].class = Some(class);
                        let name = if method.name == "__init__" { "new" } else { &method.name };
                        program.funcs[func].rust = format!("{}_{name}", snake(&def.name));
                        program.classes[class].methods.push((&method.name, func));
                    }
                }
            }
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    constant(program, module, target, value);
                }
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                constant(program, module, target, value);
            }
            StmtKind::AugAssign { target, .. } => {
                if let Some(name) = target.as_name() {
                    program.scopes[module].rebound.push(name.to_owned());
                }
            }
            StmtKind::Import { names } => {
                for alias in names {
                    let (name, path) = if let Some(name) = &alias.asname {
                        (name.as_str(), alias.name.as_str())
                    } else {
                        let first = alias.name.split('.').next().unwrap_or(&alias.name);
                        (first, first)
                    };
                    program.scopes[module].names.insert(name, Binding::Path(path.to_owned()));
                }
            }
            StmtKind::ImportFrom { module: from, names, level } => {
                let level = if package { level.saturating_sub(1) } else { *level };
                let relative = level > 0 || package && stmt_is_relative(stmt);
                let name = &program.scopes[module].module.name;
                let from = if relative {
                    absolute(name, from.as_deref(), level)
                } else {
                    from.clone().unwrap_or_default()
                };
                for alias in names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    if name == "*" {
                        let surely = modules[module].body.iter().any(|own| std::ptr::eq(own, stmt));
                        starred::import(program, modules, module, &from, surely);
                        continue;
                    }
                    let path = format!("{from}.{}", alias.name);
                    program.scopes[module].names.insert(name, Binding::Path(path));
                }
            }
            StmtKind::If { body, orelse, .. } => {
                top_level(program, modules, module, body, package);
                top_level(program, modules, module, orelse, package);
            }
            StmtKind::Try { body, .. } => top_level(program, modules, module, body, package),
            StmtKind::For { target, body, .. } => {
                for (name, _) in names::target_names(target, 0) {
                    program.scopes[module].rebound.push(name.to_owned());
                }
                for name in names::bound(body, &[]).locals {
                    program.scopes[module].rebound.push(name.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn stmt_is_relative(stmt: &Stmt) -> bool {
    matches!(stmt.kind, StmtKind::ImportFrom { level, .. } if level > 0)
}

/// The dotted name that a relative import means.
fn absolute(module: &str, from: Option<&str>, level: u32) -> String {
    let mut parts: Vec<&str> = module.split('.').collect();
    for _ in 0..level {
        parts.pop();
    }
    parts.extend(from);
    parts.join(".")
}

fn constant<'a>(program: &mut Program<'a>, module: usize, target: &'a Expr, value: &'a Expr) {
    let Some(name) = target.as_name() else { return };
    if matches!(program.scopes[module].names.get(name), Some(Binding::Constant(_))) {
        program.scopes[module].rebound.push(name.to_owned());
        return;
    }
    program.constants.push(Constant {
        module,
        name,
        value,
        ty: Ty::Never,
        used: false,
        changed: false,
        array: false,
    });
    let binding = Binding::Constant(program.constants.len() - 1);
    program.scopes[module].names.insert(name, binding);
}

fn function<'a>(
    program: &mut Program<'a>,
    module: usize,
    def: &'a FunctionDef,
    parent: Option<FuncId>,
) -> FuncId {
    let params = &def.params;
    let positional = params.positional_only.iter().chain(&params.args);
    let all = positional.chain(&params.keyword_only);
    let params = all
        .map(|param| Parameter {
            var: usize::MAX,
            name: &param.name,
            annotation: param.annotation.as_ref(),
            default: param.default.as_ref(),
            filled: crate::filled::at(def, param),
        })
        .collect();
    program.funcs.push(Func {
        module,
        def,
        parent,
        class: None,
        rust: def.name.clone(),
        params,
        children: Vec::new(),
        captures: Vec::new(),
        ret: Ty::Never,
        raises: false,
        returns: None,
        answers: None,
        wanted: false,
        live: false,
        refusals: Vec::new(),
    });
    let func = program.funcs.len() - 1;
    let children: Vec<&'a FunctionDef> = nested(&def.body);
    for child in children {
        let id = function(program, module, child, Some(func));
        program.funcs[func].children.push((&child.name, id));
    }
    unsure::refuse_inner(program, func);
    func
}

fn nested(body: &[Stmt]) -> Vec<&FunctionDef> {
    let mut all = Vec::new();
    for stmt in body {
        if let StmtKind::FunctionDef(def) = &stmt.kind {
            all.push(&**def);
        }
        all.extend(names::bodies(stmt).into_iter().flat_map(nested));
    }
    all
}

/// What names mean in the expressions that a module works out as it is imported: constants, defaults of parameters.
fn name_globals(program: &mut Program<'_>) {
    fn within(program: &mut Program<'_>, module: usize, expr: &Expr) {
        if let ExprKind::Name(name) = &expr.kind {
            let key = program.key(module, expr);
            program.bindings[key] = names::global(program, module, name);
        }
        for child in names::children(expr) {
            within(program, module, child);
        }
    }
    for constant in 0..program.constants.len() {
        let (module, value) = (program.constants[constant].module, program.constants[constant].value);
        within(program, module, value);
    }
    for func in 0..program.funcs.len() {
        if program.funcs[func].parent.is_none() {
            let module = program.funcs[func].module;
            let params = program.funcs[func].params.clone();
            params.iter().filter_map(|param| param.default).for_each(|expr| within(program, module, expr));
        }
    }
}

/// Follows imports from one module at hand to another.
fn link(program: &mut Program<'_>) {
    let by_name: HashMap<String, usize> =
        program.scopes.iter().enumerate().map(|(at, scope)| (scope.module.name.clone(), at)).collect();
    // An import of an import: as often as there are modules, at most.
    for _ in 0..program.scopes.len().min(8) {
        let mut found = Vec::new();
        for (at, scope) in program.scopes.iter().enumerate() {
            for (name, binding) in &scope.names {
                let Binding::Path(path) = binding else { continue };
                let Some((module, member)) = path.rsplit_once('.') else { continue };
                let Some(other) = by_name.get(module).or_else(|| by_name.get(&format!("{module}.__init__")))
                else {
                    continue;
                };
                if let Some(target) = program.scopes[*other].names.get(member)
                    && !matches!(target, Binding::Path(same) if same == path)
                {
                    found.push((at, *name, target.clone()));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        for (at, name, target) in found {
            program.scopes[at].names.insert(name, target);
        }
    }
}

fn classify(program: &mut Program<'_>) {
    for class in 0..program.classes.len() {
        let (module, def) = (program.classes[class].module, program.classes[class].def);
        let (kind, refusal) = kind(program, module, def);
        program.classes[class].kind = kind;
        program.classes[class].refusal = refusal;
    }
    exceptions::classify(program);
    for class in 0..program.classes.len() {
        let (module, def) = (program.classes[class].module, program.classes[class].def);
        let kind = program.classes[class].kind;
        if matches!(kind, ClassKind::Plain | ClassKind::Exception) {
            continue;
        }
        if let ClassKind::Object { .. } = kind {
            program.classes[class].fields = crate::objects::attributes(program, class);
            crate::objects::refuse_hidden(program, class);
            continue;
        }
        if let Some(message) = own_behaviour(def) {
            program.classes[class].refusal.get_or_insert((crate::refusal::Code::FieldShape, message));
            continue;
        }
        match fields(program, module, def, kind) {
            Ok(fields) => program.classes[class].fields = fields,
            Err(refusal) => program.classes[class].refusal = Some(refusal),
        }
    }
    for class in 0..program.classes.len() {
        let kind = program.classes[class].kind;
        if let ClassKind::Object { .. } = kind {
            continue;
        }
        if holds_itself(program, class) {
            let plain = program.classes[class].refusal.is_none();
            if let (ClassKind::Dataclass { frozen: false }, true) = (kind, plain) {
                program.classes[class].kind = ClassKind::Object { compares: true };
                crate::objects::refer(program, class);
                continue;
            }
            let name = &program.classes[class].def.name;
            let why = format!("an instance of {name} holds others of its kind");
            program.classes[class].refusal = Some((crate::refusal::Code::FieldShape, why));
        }
    }
}

/// Whether a class has, directly or over others, a field of its own type.
fn holds_itself(program: &Program<'_>, class: usize) -> bool {
    fn named(ty: &Ty, all: &mut Vec<String>) {
        if let Ty::Class(name) = ty {
            all.push(name.clone());
        }
        ty.parts().into_iter().for_each(|part| named(part, all));
    }
    let mut pending = Vec::new();
    program.classes[class].fields.iter().for_each(|field| named(&field.ty, &mut pending));
    let mut seen = HashSet::new();
    while let Some(name) = pending.pop() {
        if name == program.classes[class].rust {
            return true;
        }
        if let Some(other) = program.classes.iter().find(|other| other.rust == name)
            && seen.insert(name)
        {
            other.fields.iter().for_each(|field| named(&field.ty, &mut pending));
        }
    }
    false
}

/// What a class does in its own way where the draft would do it in the usual one.
fn own_behaviour(def: &ClassDef) -> Option<String> {
    for stmt in &def.body {
        if let StmtKind::FunctionDef(method) = &stmt.kind
            && method.name.starts_with("__")
            && method.name.ends_with("__")
        {
            return Some(format!("`{}` defines `{}`", def.name, method.name));
        }
    }
    let mut values = Vec::new();
    for decorator in &def.decorators {
        if let ExprKind::Call { keywords, .. } = &decorator.kind {
            for keyword in keywords {
                let usual = match keyword.name.as_deref() {
                    Some("frozen" | "slots" | "order" | "kw_only" | "unsafe_hash" | "match_args") => true,
                    Some("eq" | "init" | "repr") => matches!(keyword.value.kind, ExprKind::Bool(true)),
                    _ => false,
                };
                if !usual {
                    let name = keyword.name.as_deref().unwrap_or("**");
                    return Some(format!("`{}` is decorated with `{name}`", def.name));
                }
            }
        }
    }
    if def.bases.iter().any(|base| base.as_name().is_some_and(|name| name.ends_with("Enum"))) {
        for stmt in &def.body {
            let StmtKind::Assign { targets, value } = &stmt.kind else { continue };
            let text = format!("{:?}", constant_text(value));
            if constant_text(value).is_some() && values.contains(&text) {
                return Some(format!("two members of `{}` have the same value", def.name));
            }
            if targets.len() != 1 {
                return Some(format!("two members of `{}` have the same value", def.name));
            }
            values.push(text);
        }
    }
    None
}

fn constant_text(value: &Expr) -> Option<String> {
    match &value.kind {
        ExprKind::Int(held) => Some(held.to_string()),
        ExprKind::Float(held) => Some(held.to_string()),
        ExprKind::Bool(held) => Some(i32::from(*held).to_string()),
        ExprKind::Str(Some(text)) => Some(format!("{text:?}")),
        _ => None,
    }
}

fn kind(
    program: &Program<'_>,
    module: usize,
    def: &ClassDef,
) -> (ClassKind, Option<(crate::refusal::Code, String)>) {
    let bases: Vec<String> =
        def.bases.iter().filter_map(|base| annotation::path(program, module, base)).collect();
    let last = |path: &String| path.rsplit('.').next().unwrap_or(path).to_owned();
    let bases: Vec<String> = bases.iter().map(last).collect();
    let has = |names: &[&str]| bases.iter().any(|base| names.contains(&base.as_str()));
    for decorator in &def.decorators {
        let (head, keywords) = match &decorator.kind {
            ExprKind::Call { func, keywords, .. } => (&**func, keywords.as_slice()),
            _ => (decorator, &[][..]),
        };
        let path = annotation::path(program, module, head).unwrap_or_default();
        if path.ends_with("dataclass") && def.bases.is_empty() {
            let frozen = keywords.iter().any(|keyword| {
                keyword.name.as_deref() == Some("frozen")
                    && matches!(keyword.value.kind, ExprKind::Bool(true))
            });
            return (ClassKind::Dataclass { frozen }, None);
        }
    }
    if has(&["NamedTuple"]) {
        return (ClassKind::NamedTuple, None);
    }
    if has(&["TypedDict"]) {
        return (ClassKind::TypedDict, None);
    }
    if has(&["BaseModel"]) {
        return (ClassKind::Pydantic, None);
    }
    if has(&["Enum", "IntEnum", "StrEnum"]) {
        return (ClassKind::Enum, None);
    }
    match crate::objects::refusal(program, module, def) {
        None => (ClassKind::Object { compares: false }, None),
        Some(refusal) => (ClassKind::Plain, Some(refusal)),
    }
}

fn fields<'a>(
    program: &Program<'a>,
    module: usize,
    def: &'a ClassDef,
    kind: ClassKind,
) -> Result<Vec<ClassField<'a>>, (crate::refusal::Code, String)> {
    let mut all = Vec::new();
    for stmt in &def.body {
        match &stmt.kind {
            StmtKind::AnnAssign { target, annotation: said, value } => {
                let Some(name) = target.as_name() else { continue };
                let ty = annotation::read(program, module, said).map_err(|why| {
                    (why.code, format!("the field `{name}` of {}: {}", def.name, why.message))
                })?;
                let ty = ty.owned();
                all.push(ClassField { name, ty, annotation: Some(said), default: value.as_ref() });
            }
            StmtKind::Assign { targets, value } if kind == ClassKind::Enum => {
                let Some(name) = targets[0].as_name() else { continue };
                let ty = match &value.kind {
                    ExprKind::Int(_) => Ty::Int,
                    ExprKind::Str(_) => Ty::Text,
                    _ => Ty::None,
                };
                all.push(ClassField { name, ty, annotation: None, default: Some(value) });
            }
            _ => {}
        }
    }
    Ok(all)
}

/// A class's name in the draft: another one where the draft uses the name itself, or another module has it, too.
fn class_name(program: &Program<'_>, name: &str) -> String {
    const TAKEN: [&str; 23] = [
        "Box",
        "Chars",
        "Counter",
        "DefaultDict",
        "Deque",
        "Dict",
        "Equal",
        "FrozenSet",
        "Index",
        "Key",
        "Len",
        "Lookup",
        "Number",
        "Option",
        "Order",
        "OrderedDict",
        "Raised",
        "Repr",
        "Result",
        "Set",
        "Slice",
        "Truth",
        "Vec",
    ];
    let mut rust =
        if TAKEN.contains(&name) || name == "String" { format!("{name}Class") } else { name.to_owned() };
    let mut count = 1;
    let base = rust.clone();
    while program.classes.iter().any(|class| class.rust == rust) {
        count += 1;
        rust = format!("{base}{count}");
    }
    rust
}

/// `PascalCase` as `snake_case`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
