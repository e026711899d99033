//! What an exported function must not do: answer or keep containers that are someone else's.

use crate::alias::Alias;
use crate::model::{FuncId, Program, VarId};
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;
use crate::why::Why;
use std::collections::{HashMap, HashSet};

/// Which functions' results hold containers of their arguments. What an exported one must not do is refused here.
#[expect(clippy::too_many_lines, reason = "one question after the other")]
pub(super) fn sharing(
    program: &mut Program<'_>,
    found: &mut HashMap<FuncId, Alias>,
    exports: &HashMap<FuncId, String>,
) -> HashSet<FuncId> {
    let mut shares = HashSet::new();
    let live: Vec<FuncId> = found.keys().copied().collect();
    for func in live {
        if exports.contains_key(&func) {
            keep_inside(program, func);
        }
        let Some(alias) = found.get_mut(&func) else { continue };
        let ret = alias.returns.get(&func).copied();
        let chain = |alias: &Alias, region: Option<usize>, depth: usize| {
            let mut all = Vec::new();
            let mut at = region;
            while let Some(region) = at {
                let root = alias.regions.find(region);
                if all.contains(&root) || all.len() == depth {
                    break;
                }
                all.push(root);
                at = alias.regions.element(root);
            }
            all
        };
        let result = chain(alias, ret, program.depth(&program.funcs[func].ret));
        let params: Vec<(usize, VarId)> =
            program.funcs[func].params.iter().enumerate().map(|(at, param)| (at, param.var)).collect();
        let globals: Vec<usize> = alias.globals.iter().map(|region| alias.regions.find(*region)).collect();
        if result.iter().any(|region| globals.contains(region)) && exports.contains_key(&func) {
            let span = program.funcs[func].def.name_span;
            let why = Why::of(Reason::MutableGlobal, "the result may hold a container of a module variable")
                .mended("return a copy of it");
            program.kept_inside.insert(func, (why.code, span, why.message, why.mend));
        }
        refuse_changed(program, func);
        let mut held: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, var) in &params {
            let regions = chain(alias, alias.vars.get(var).copied(), program.depth(&program.vars[*var].ty));
            if program.can_change(&program.vars[*var].ty) {
                held.push((*at, regions));
            }
        }
        let returned = returned_param(program, func);
        for (at, regions) in &held {
            let rows = regions.len() > 1 && alias.regions.is_mutated(regions[0]);
            if rows && exports.contains_key(&func) {
                let name = program.funcs[func].params[*at].name;
                let span = program.funcs[func].def.name_span;
                let why = Why::of(
                    Reason::SharedContainer,
                    format!(
                        "`{name}` holds containers, and which ones it holds is changed for the caller to see"
                    ),
                );
                let why = why.mended("change what is inside of them only, or return a new container");
                program.kept_inside.insert(func, (why.code, span, why.message, why.mend));
            }
            if result.iter().any(|region| regions.contains(region))
                && program.can_change(&program.funcs[func].ret)
            {
                if returned == Some(*at) {
                    program.funcs[func].returns = Some(*at);
                    continue;
                }
                shares.insert(func);
                if exports.contains_key(&func) {
                    let name = program.funcs[func].params[*at].name;
                    let span = program.funcs[func].def.name_span;
                    let why = Why::of(
                        Reason::ArgumentInResult,
                        format!("the result may hold a container of the argument `{name}`"),
                    );
                    program.kept_inside.insert(func, (why.code, span, why.message, why.mend));
                }
            }
        }
        for (at, (one, regions)) in held.iter().enumerate() {
            for (other, others) in &held[at + 1..] {
                let common: Vec<usize> =
                    regions.iter().copied().filter(|region| others.contains(region)).collect();
                let changed = common.iter().any(|region| alias.regions.is_mutated(*region))
                    || !common.is_empty()
                        && regions.iter().chain(others).any(|region| alias.regions.is_mutated(*region));
                if changed && exports.contains_key(&func) {
                    let (one, other) =
                        (program.funcs[func].params[*one].name, program.funcs[func].params[*other].name);
                    let span = program.funcs[func].def.name_span;
                    let why = Why::of(
                        Reason::ArgumentInResult,
                        format!("the arguments `{one}` and `{other}` come to share a container"),
                    );
                    program.kept_inside.insert(func, (why.code, span, why.message, why.mend));
                }
            }
        }
    }
    shares
}

/// A default that is changed stays changed in Python; an instance that is changed is not copied back.
fn refuse_changed(program: &mut Program<'_>, func: FuncId) {
    for at in 0..program.funcs[func].params.len() {
        let param = program.funcs[func].params[at].clone();
        let (changed, ty) = (program.vars[param.var].mutated, program.vars[param.var].ty.clone());
        let span = param.default.map_or(program.funcs[func].def.name_span, |default| default.span);
        let why = match param.default {
            Some(default) if changed && !matches!(default.kind, ExprKind::None) => {
                Why::of(Reason::DefaultMutated, format!("the default of `{}` is changed", param.name))
            }
            _ if changed && matches!(ty.some(), Ty::Class(_)) => {
                Why::of(Reason::MutableInstance, format!("what `{}` holds is changed", param.name))
            }
            _ => continue,
        };
        program.refuse(func, why.code, span, why.message, why.mend);
    }
    for (_, child) in program.funcs[func].children.clone() {
        refuse_changed(program, child);
    }
}

/// Types that cannot cross as what they are in Python: the function works inside the draft only.
fn keep_inside(program: &mut Program<'_>, func: FuncId) {
    let span = program.funcs[func].def.name_span;
    let mut found: Option<Why> = None;
    let ret = &program.funcs[func].ret;
    let hidden = match ret {
        // The result itself comes back as what it is; what is inside of one does not.
        Ty::OrderedDict(..) | Ty::Counter(_) => ret.parts().into_iter().find_map(dict_class),
        ret => dict_class(ret),
    };
    if let Some(class) = hidden {
        let message = format!("the result is or holds a {class}, which comes back as a plain `dict`");
        let name = if class.starts_with("Counter") { "Counter" } else { class };
        found = Some(
            Why::of(Reason::UnknownClass, message)
                .mended(format!("return `dict(…)` of it, or keep the {name} inside")),
        );
    }
    for param in &program.funcs[func].params {
        let ty = &program.vars[param.var].ty;
        if let Some(class) = dict_class(ty) {
            let message = format!("the argument `{}` is a {class}; only a plain `dict` crosses", param.name);
            found.get_or_insert(
                Why::of(Reason::UnknownClass, message)
                    .mended(format!("take a `dict`, and make the {class} inside")),
            );
        }
        if let Some(class) = changing_class(program, ty)
            && holds_class(&program.funcs[func].ret, &class)
        {
            let message = format!(
                "the result may hold an instance of `{class}` that the argument `{}` holds",
                param.name
            );
            found.get_or_insert(Why::of(Reason::ArgumentInResult, message));
        }
    }
    let arrays = program.funcs[func]
        .params
        .iter()
        .any(|param| matches!(program.vars[param.var].ty, Ty::Array1(_) | Ty::Array2(_)));
    let changed = program.funcs[func].params.iter().any(|param| {
        let ty = &program.vars[param.var].ty;
        program.vars[param.var].mutated && !matches!(ty, Ty::Array1(_) | Ty::Array2(_))
    });
    if arrays && (changed || !returns_own_numbers(&program.funcs[func].def.body)) {
        let message = "a number out of an array is NumPy's own, and comes back as Python's";
        found.get_or_insert(
            Why::of(Reason::UnknownClass, message).mended("return `float(…)` or `int(…)` of it"),
        );
    }
    let params = program.funcs[func].params.iter().map(|param| &program.vars[param.var].ty);
    if let Some(what) = params.chain([&program.funcs[func].ret]).find_map(library_value) {
        let why = Why::of(Reason::UnknownClass, format!("{what} does not cross between Python and Rust"));
        found.get_or_insert(why.mended("keep it inside of the function"));
    }
    if let Some(why) = found {
        program.kept_inside.insert(func, (why.code, span, why.message, why.mend));
    }
}

/// A value inside of the type that only the draft itself has a form for.
fn library_value(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Other("rt::Table") => Some("a table of `str.maketrans`"),
        Ty::Pattern(_) => Some("a pattern"),
        Ty::Match(_) => Some("a match of a pattern"),
        other => other.parts().into_iter().find_map(library_value),
    }
}

/// Whether every `return` gives nothing, a literal, or what a call makes a number of Python's.
fn returns_own_numbers(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| {
        let own = match &stmt.kind {
            StmtKind::Return { value: Some(value) } => match &value.kind {
                ExprKind::None
                | ExprKind::Bool(_)
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Str(_) => true,
                ExprKind::Call { func, .. } => {
                    matches!(func.as_name(), Some("float" | "int" | "bool" | "len" | "str"))
                }
                _ => false,
            },
            _ => true,
        };
        own && names::bodies(stmt).into_iter().all(returns_own_numbers)
    })
}

/// A kind of dict other than `dict` itself.
fn dict_class(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::DefaultDict(..) => Some("defaultdict"),
        Ty::OrderedDict(..) => Some("OrderedDict"),
        Ty::Counter(_) => Some("Counter"),
        other => other.parts().into_iter().find_map(dict_class),
    }
}

/// A class inside of the type whose instances can be changed: whoever holds one sees it.
fn changing_class(program: &Program<'_>, ty: &Ty) -> Option<String> {
    use crate::model::ClassKind;
    if let Ty::Class(name) = ty
        && let Some(class) = program.classes.iter().find(|class| class.rust == *name)
        && matches!(
            class.kind,
            ClassKind::Dataclass { frozen: false } | ClassKind::TypedDict | ClassKind::Pydantic
        )
    {
        return Some(name.clone());
    }
    ty.parts().into_iter().find_map(|part| changing_class(program, part))
}

fn holds_class(ty: &Ty, class: &str) -> bool {
    matches!(ty, Ty::Class(name) if name == class)
        || ty.parts().into_iter().any(|part| holds_class(part, class))
}

/// The parameter that every `return` of a function gives, where there is one.
fn returned_param(program: &Program<'_>, func: FuncId) -> Option<usize> {
    fn collect<'a>(body: &'a [Stmt], all: &mut Vec<Option<&'a Expr>>) {
        for stmt in body {
            if let StmtKind::Return { value } = &stmt.kind {
                all.push(value.as_ref());
            }
            for body in names::bodies(stmt) {
                collect(body, all);
            }
        }
    }
    let def = program.funcs[func].def;
    if def.is_generator || !crate::ends::always_leaves(&def.body) {
        return None;
    }
    let mut all = Vec::new();
    collect(&def.body, &mut all);
    let mut found = None;
    for value in all {
        let value = value?;
        let ExprKind::Name(_) = value.kind else { return None };
        let crate::model::Binding::Var(var) = *program.binding(program.funcs[func].module, value) else {
            return None;
        };
        let at = program.funcs[func].params.iter().position(|param| param.var == var)?;
        if program.vars[var].stores > 1 || found.is_some_and(|found| found != at) {
            return None;
        }
        found = Some(at);
    }
    found
}
