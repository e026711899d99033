//! The way through the passes: from a request to drafts and refusals.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::emit::{self, Written};
use crate::model::{Binding, FuncId, Program};
use crate::outline::{OutlineFunction, unreadable};
use crate::refusal::{Code, Refusal};
use crate::request::{Request, Target};
use crate::syntax::{Module, Span, StmtKind, parse};
use crate::translation::{DraftFile, Drafted, Export, FunctionOutcome, Outcome, Translation};
use crate::{alias, answers, captures, infer, load, observed};

/// How often the types are worked out anew.
const ROUNDS_MAX: usize = 4;

/// Drafts what can be drafted, and tells of the rest every reason against it.
pub fn translate(request: &Request) -> Translation {
    let read: BTreeMap<&str, Result<Module, Refusal>> = request
        .modules
        .iter()
        .map(|module| {
            let read = parse(&module.name, &module.path, &module.source);
            (module.name.as_str(), read.map_err(|fault| unreadable(&module.name, fault).refusal))
        })
        .collect();
    let mut faults: BTreeMap<String, Refusal> = BTreeMap::new();
    let mut modules: Vec<Module> = Vec::new();
    let mut packages = HashSet::new();
    let mut rust_names = Vec::new();
    for (name, read) in read {
        match read {
            Ok(module) => {
                let asked = request.modules.iter().find(|asked| asked.name == name);
                if asked.is_some_and(|asked| asked.package) {
                    packages.insert(name.to_owned());
                }
                let rust = asked.map(|asked| asked.rust_name.clone()).unwrap_or_default();
                rust_names.push(rust);
                modules.push(module);
            }
            Err(refusal) => {
                faults.insert(name.to_owned(), refusal);
            }
        }
    }
    let draft = draft(request, &modules, &packages, &rust_names);
    let functions = request
        .targets
        .iter()
        .map(|target| match faults.get(&target.module) {
            Some(refusal) => missing(target, refusal.clone()),
            None => draft.outcome(target, &modules),
        })
        .collect();
    Translation { functions, files: draft.files, exports: draft.exports }
}

fn missing(target: &Target, refusal: Refusal) -> FunctionOutcome {
    FunctionOutcome {
        module: target.module.clone(),
        name: target.function.clone(),
        line: 0,
        python_lines: 0,
        strict: false,
        result: Outcome::Refused(vec![refusal]),
    }
}

/// What came of each target, by module and name.
struct Draft {
    results: HashMap<(String, String), Outcome>,
    files: Vec<DraftFile>,
    exports: Vec<Export>,
}

impl Draft {
    fn outcome(&self, target: &Target, modules: &[Module]) -> FunctionOutcome {
        let Some(module) = modules.iter().find(|module| module.name == target.module) else {
            let message = format!("there is no module `{}`", target.module);
            return missing(
                target,
                Refusal::new(Code::NoSuchModule, &target.module, Span::default(), message),
            );
        };
        let function = module.body.iter().rev().find_map(|stmt| match &stmt.kind {
            StmtKind::FunctionDef(function) if function.name == target.function => Some(&**function),
            _ => None,
        });
        let Some(function) = function else {
            return missing(target, self.not_a_function(module, target));
        };
        let facts = OutlineFunction::of(module, function);
        let key = (target.module.clone(), target.function.clone());
        let result = self.results.get(&key).cloned().unwrap_or_else(|| {
            let message = format!("`{}` is not drafted", function.name);
            Outcome::Refused(vec![Refusal::new(
                Code::NotDrafted,
                &target.module,
                function.name_span,
                message,
            )])
        });
        FunctionOutcome {
            module: target.module.clone(),
            name: target.function.clone(),
            line: facts.line,
            python_lines: facts.python_lines,
            strict: facts.strict,
            result,
        }
    }

    fn not_a_function(&self, module: &Module, target: &Target) -> Refusal {
        for stmt in &module.body {
            if let StmtKind::ClassDef(class) = &stmt.kind
                && class.name == target.function
            {
                let message = format!("`{}` is a class", class.name);
                return Refusal::new(Code::ClassNamed, &module.name, class.name_span, message);
            }
        }
        let message = format!("there is no function `{}`", target.function);
        Refusal::new(Code::NoSuchFunction, &target.module, Span::default(), message)
    }
}

fn draft(request: &Request, modules: &[Module], packages: &HashSet<String>, rust_names: &[String]) -> Draft {
    let typed = |excluded: &HashSet<FuncId>, owning: &HashSet<(FuncId, String)>| {
        let mut program = load::load(modules, packages);
        program.rust_names = rust_names.to_vec();
        program.owning.clone_from(owning);
        let wanted = targets(request, &program);
        for (func, _) in &wanted {
            program.funcs[*func].wanted = !excluded.contains(func);
        }
        observed::note(&mut program, request);
        infer::infer(&mut program);
        captures::find(&mut program);
        answers::find(&mut program);
        (program, wanted)
    };
    let mut excluded = HashSet::new();
    let mut owning = HashSet::new();
    let mut kept: HashMap<FuncId, Vec<Refusal>> = HashMap::new();
    for round in 0..ROUNDS_MAX {
        let (mut program, wanted) = typed(&excluded, &owning);
        // A function that is refused must not tell the others what their arguments are: start anew without it.
        let refused: Vec<FuncId> = (0..program.funcs.len())
            .filter(|func| program.funcs[*func].wanted && !program.funcs[*func].refusals.is_empty())
            .collect();
        let before = owning.len();
        owning.extend(lending(&mut program));
        if round + 1 == ROUNDS_MAX || (owning.len() == before && (refused.is_empty() || round > 0)) {
            return close(&mut program, &wanted, &kept);
        }
        if round == 0 {
            kept = refused.iter().map(|func| (*func, program.funcs[*func].refusals.clone())).collect();
            excluded = refused.into_iter().collect();
        }
    }
    unreachable!("the last round returns")
}

/// The variables of other functions' containers that are changed and hold borrowed text: what is put into them must
/// outlive the call, so that they own it.
fn lending(program: &mut Program<'_>) -> Vec<(FuncId, String)> {
    alias::analyse(program);
    let live = program.funcs.iter().filter(|func| func.live);
    let held = live.flat_map(|func| func.params.iter().map(|param| param.var).chain(func.captures.clone()));
    held.map(|var| &program.vars[var])
        .filter(|var| var.mutated && var.ty != var.ty.owned())
        .map(|var| (var.func, var.name.clone()))
        .collect()
}

fn targets<'r>(request: &'r Request, program: &Program<'_>) -> Vec<(FuncId, &'r Target)> {
    request
        .targets
        .iter()
        .filter_map(|target| {
            let scope = program.scopes.iter().position(|scope| scope.module.name == target.module)?;
            match program.scopes[scope].names.get(target.function.as_str())? {
                Binding::Func(func) if program.funcs[*func].module == scope => Some((*func, target)),
                _ => None,
            }
        })
        .collect()
}

/// Writes what stands, drops what calls something that does not, and makes the files.
fn close(
    program: &mut Program<'_>,
    wanted: &[(FuncId, &Target)],
    before: &HashMap<FuncId, Vec<Refusal>>,
) -> Draft {
    let exports: HashMap<FuncId, String> = wanted
        .iter()
        .filter(|(func, _)| !before.contains_key(func))
        .map(|(func, target)| (*func, format!("{}:{}", target.module, target.function)))
        .collect();
    for (func, target) in wanted {
        if !target.name.is_empty() && exports.contains_key(func) {
            program.funcs[*func].rust.clone_from(&target.name);
        }
    }
    let first = emit::functions(program, &exports);
    let inside: HashSet<FuncId> = program.kept_inside.keys().copied().collect();
    let written = if inside.is_empty() {
        first
    } else {
        let exported: HashMap<FuncId, String> = exports
            .iter()
            .filter(|(func, _)| !inside.contains(func))
            .map(|(func, path)| (*func, path.clone()))
            .collect();
        emit::functions(program, &exported)
    };
    let kept = standing(program, &written);
    let needed = reached(&written, &kept, &exports, &inside);
    let files = emit::files(program, &written, &needed)
        .into_iter()
        .map(|(module, text)| DraftFile {
            path: format!("src/{}.rs", program.rust_names[module]),
            module: program.scopes[module].module.name.clone(),
            text,
        })
        .collect();
    let mut results = HashMap::new();
    let mut list = Vec::new();
    for (func, target) in wanted {
        let outcome = if let Some(refusals) = before.get(func) {
            Outcome::Refused(refusals.clone())
        } else if let Some((code, span, message, mend)) = program.kept_inside.get(func).cloned()
            && program.funcs[*func].refusals.is_empty()
        {
            Outcome::Refused(vec![Refusal { code, module: target.module.clone(), span, message, mend }])
        } else if kept.contains(func) {
            list.push(export(program, *func, target));
            let lines = written.iter().find(|one| one.func == *func).map_or(0, |one| count(&one.lines));
            Outcome::Drafted(Drafted { rust_lines: lines, notes: Vec::new() })
        } else {
            Outcome::Refused(reasons(program, *func, &written, &kept, before))
        };
        results.insert((target.module.clone(), target.function.clone()), outcome);
    }
    Draft { results, files, exports: list }
}

fn export(program: &Program<'_>, func: FuncId, target: &Target) -> Export {
    let function = &program.funcs[func];
    Export {
        name: function.rust.clone(),
        path: format!("{}::{}", program.rust_names[function.module], emit::ident(&function.rust)),
        original: format!("{}:{}", target.module, target.function),
    }
}

fn count(lines: &[String]) -> u32 {
    let code = |line: &&String| {
        let text = line.trim();
        !text.is_empty() && !text.starts_with("//") && !text.starts_with("#[")
    };
    u32::try_from(
        lines
            .iter()
            .flat_map(|line| line.lines().map(str::to_owned))
            .collect::<Vec<_>>()
            .iter()
            .filter(code)
            .count(),
    )
    .unwrap_or(u32::MAX)
}

/// The functions that were written and that call only such.
fn standing(program: &Program<'_>, written: &[Written]) -> HashSet<FuncId> {
    let mut kept: HashSet<FuncId> = written
        .iter()
        .filter(|function| program.funcs[function.func].refusals.is_empty())
        .map(|function| function.func)
        .collect();
    loop {
        let before = kept.len();
        let now = kept.clone();
        kept.retain(|func| {
            written
                .iter()
                .find(|one| one.func == *func)
                .is_some_and(|one| one.calls.iter().all(|call| now.contains(call)))
        });
        if kept.len() == before {
            return kept;
        }
    }
}

/// What stands and is asked for, or is called by such.
fn reached(
    written: &[Written],
    kept: &HashSet<FuncId>,
    exports: &HashMap<FuncId, String>,
    inside: &HashSet<FuncId>,
) -> HashSet<FuncId> {
    let mut needed: HashSet<FuncId> = HashSet::new();
    let mut pending: Vec<FuncId> =
        exports.keys().copied().filter(|func| kept.contains(func) && !inside.contains(func)).collect();
    while let Some(func) = pending.pop() {
        if needed.insert(func)
            && let Some(one) = written.iter().find(|one| one.func == func)
        {
            pending.extend(&one.calls);
        }
    }
    needed
}

/// Its own reasons, or the function that it calls and that is refused.
fn reasons(
    program: &Program<'_>,
    func: FuncId,
    written: &[Written],
    kept: &HashSet<FuncId>,
    before: &HashMap<FuncId, Vec<Refusal>>,
) -> Vec<Refusal> {
    if !program.funcs[func].refusals.is_empty() {
        return program.funcs[func].refusals.clone();
    }
    let module = program.module(func).name.clone();
    let span = program.funcs[func].def.name_span;
    let called = written.iter().find(|one| one.func == func).map(|one| one.calls.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for call in called.into_iter().filter(|call| !kept.contains(call)) {
        let name = &program.funcs[call].def.name;
        let own = before.get(&call).unwrap_or(&program.funcs[call].refusals);
        let codes: Vec<&str> = own.iter().map(|refusal| refusal.code.text()).collect();
        let why = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        all.push(
            Refusal::new(
                Code::UnknownFunction,
                &module,
                span,
                format!("it calls `{name}`, which is not drafted{why}"),
            )
            .mended(format!("mend `{name}` first")),
        );
    }
    if all.is_empty() {
        let message = format!("`{}` is not drafted", program.funcs[func].def.name);
        all.push(Refusal::new(Code::NotDrafted, &module, span, message));
    }
    all
}
