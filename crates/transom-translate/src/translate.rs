//! The way through the passes: from a request to drafts and refusals.

use std::collections::BTreeMap;

use crate::outline::{OutlineFunction, unreadable};
use crate::refusal::{Code, Refusal};
use crate::request::{Request, Target};
use crate::syntax::{FunctionDef, Module, Span, StmtKind, parse};
use crate::translation::{FunctionOutcome, Outcome, Translation};

/// Drafts what can be drafted, and tells of the rest every reason against it.
pub fn translate(request: &Request) -> Translation {
    let modules: BTreeMap<&str, Result<Module, Refusal>> = request
        .modules
        .iter()
        .map(|module| {
            let read = parse(&module.name, &module.path, &module.source);
            (module.name.as_str(), read.map_err(|fault| unreadable(&module.name, fault).refusal))
        })
        .collect();
    let functions = request.targets.iter().map(|target| outcome(&modules, target)).collect();
    Translation { functions, ..Translation::default() }
}

fn outcome(modules: &BTreeMap<&str, Result<Module, Refusal>>, target: &Target) -> FunctionOutcome {
    let refused = |facts: OutlineFunction, refusal: Refusal| FunctionOutcome {
        module: target.module.clone(),
        name: target.function.clone(),
        line: facts.line,
        python_lines: facts.python_lines,
        strict: facts.strict,
        result: Outcome::Refused(vec![refusal]),
    };
    let none = OutlineFunction::default();
    let module = match modules.get(target.module.as_str()) {
        None => {
            let message = format!("there is no module `{}`", target.module);
            return refused(none, Refusal::new(Code::NoSuchModule, &target.module, Span::default(), message));
        }
        Some(Err(refusal)) => return refused(none, refusal.clone()),
        Some(Ok(module)) => module,
    };
    let Some(function) = find(module, &target.function) else {
        let message = format!("there is no function `{}`", target.function);
        return refused(none, Refusal::new(Code::NoSuchFunction, &target.module, Span::default(), message));
    };
    let message = format!("`{}` is not drafted", function.name);
    let refusal = Refusal::new(Code::NotDrafted, &target.module, function.name_span, message);
    refused(OutlineFunction::of(module, function), refusal)
}

/// The function that the module's name stands for: the last one of several.
fn find<'m>(module: &'m Module, name: &str) -> Option<&'m FunctionDef> {
    module.body.iter().rev().find_map(|stmt| match &stmt.kind {
        StmtKind::FunctionDef(function) if function.name == name => Some(&**function),
        _ => None,
    })
}
