//! What was seen of calls, as types of the parameters that annotations leave open. The guard checks them on every call.

use crate::annotation;
use crate::model::{Binding, Program};
use crate::request::Request;
use crate::syntax::StmtKind;
use crate::types::Ty;

/// Notes the observed types; [`crate::infer`] takes them where nothing else tells.
pub(crate) fn note(program: &mut Program<'_>, request: &Request) {
    for seen in &request.observed {
        let Some(scope) = program.scopes.iter().position(|scope| scope.module.name == seen.module) else {
            continue;
        };
        let Some(Binding::Func(func)) = program.scopes[scope].names.get(seen.function.as_str()).cloned()
        else {
            continue;
        };
        let mut types = Vec::new();
        for (name, value) in &seen.parameters {
            if let Some(ty) = read(program, scope, &value.annotation) {
                types.push((name.clone(), ty));
            }
        }
        program.observed.insert(func, types);
    }
}

fn read(program: &Program<'_>, module: usize, text: &str) -> Option<Ty> {
    let parsed = crate::syntax::parse("annotation", "annotation", &format!("({text})\n")).ok()?;
    match &parsed.body.first()?.kind {
        StmtKind::Expr { value } => annotation::read(program, module, value).ok(),
        _ => None,
    }
}
