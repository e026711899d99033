//! Functions under `functools.lru_cache` and `cache`: what Python remembers is remembered here, too.
//!
//! It is not a matter of speed only: what a remembered call would have changed around it, it does not change, and what
//! was read around it is as it was the first time.

use super::{Emit, Mode};
use crate::annotation;
use crate::model::FuncId;
use crate::refusal::Code as Reason;
use crate::syntax::{ExprKind, StmtKind};
use crate::types::Ty;
use crate::why::Why;

/// Where the answers of a function are kept, and by which key.
pub(super) struct Memo {
    pub(super) seen: String,
    pub(super) key: String,
    /// `thread_local! { … }`.
    declaration: String,
}

impl Emit<'_, '_> {
    /// How the answers of a function are remembered, if they are: at the top of a module only where the function calls
    /// itself, since nothing else shows.
    pub(super) fn memo(&mut self, func: FuncId) -> Option<Memo> {
        if !self.is_cached(func) || !self.can_be_remembered(func) {
            return None;
        }
        let nested = self.program.funcs[func].parent.is_some();
        if !nested && !self.around.recursive.contains(&func) {
            return None;
        }
        let name = self.program.funcs[func].def.name.trim_start_matches('_').to_uppercase();
        let seen = self.unused(&if nested { format!("{name}_SEEN") } else { "SEEN".to_owned() });
        let params = self.program.funcs[func].params.clone();
        let (mut types, mut values) = (Vec::new(), Vec::new());
        for param in &params {
            let ty = self.program.vars[param.var].ty.clone();
            let name = self.var_name(param.var);
            types.push(ty.owned().rust());
            values.push(match (&ty, self.mode(param.var)) {
                (Ty::Text | Ty::Str, _) => format!("{name}.to_string()"),
                (ty, Mode::Value) if ty.is_copy() && ty.owned() == *ty => name,
                _ => format!("{name}.clone()"),
            });
        }
        let tuple = |parts: &[String]| match parts {
            [only] => only.clone(),
            _ => format!("({})", parts.join(", ")),
        };
        let (key_type, answer) = (tuple(&types), self.program.funcs[func].ret.rust());
        let declaration =
            format!("thread_local! {{ static {seen}: rt::Memo<{key_type}, {answer}> = rt::Memo::new(); }}");
        Some(Memo { seen, key: tuple(&values), declaration })
    }

    /// Declares where a function at the top of a module keeps its answers.
    pub(super) fn declare_memo(&mut self, memo: &Memo) {
        self.line(memo.declaration.clone());
    }

    /// Declares where a nested function keeps its answers, and gives its name: every `def` that is reached begins with
    /// none.
    pub(super) fn declare_nested_memo(&mut self, func: FuncId) -> Option<String> {
        let before = std::mem::replace(&mut self.func, func);
        let memo = self.memo(func);
        self.func = before;
        let memo = memo?;
        self.line(memo.declaration.clone());
        Some(memo.seen)
    }

    fn is_cached(&self, func: FuncId) -> bool {
        let func = &self.program.funcs[func];
        func.def.decorators.iter().any(|decorator| {
            let name = match &decorator.kind {
                ExprKind::Call { func, .. } => func,
                _ => decorator,
            };
            let path = annotation::path(self.program, func.module, name);
            matches!(path.as_deref(), Some("functools.lru_cache" | "functools.cache"))
        })
    }

    /// Whether remembering has an exact counterpart; says so where it has not.
    fn can_be_remembered(&mut self, func: FuncId) -> bool {
        let info = &self.program.funcs[func];
        let (def, ret) = (info.def, info.ret.clone());
        let keys = info.params.iter().all(|param| is_key(&self.program.vars[param.var].ty));
        let why = if def.is_generator || ret.is_mutable() {
            "what it remembers can be changed by its callers"
        } else if !keys {
            "what it remembers goes by an argument that is no key here"
        } else if ret != ret.owned() {
            "what it remembers is text of its arguments"
        } else if info.parent.is_some_and(|parent| !self.begins_once(parent, func)) {
            "it is defined anew in a loop or by a function that calls itself"
        } else {
            return true;
        };
        self.no(
            Why::of(Reason::Decorated, format!("`{}` is remembered by `functools`, and {why}", def.name))
                .mended("take the decorator off, and keep a dict of answers"),
            def.name_span,
        );
        false
    }

    /// Whether a nested function is defined once in each call of the one around it, and never while one of its calls is
    /// under way.
    fn begins_once(&self, parent: FuncId, func: FuncId) -> bool {
        let nested = self.program.funcs[func].def;
        let outer = &self.program.funcs[parent];
        let here =
            |kind: &StmtKind| matches!(kind, StmtKind::FunctionDef(def) if def.name_span == nested.name_span);
        outer.parent.is_none()
            && !self.around.recursive.contains(&parent)
            && outer.def.body.iter().any(|stmt| here(&stmt.kind))
    }
}

/// Whether a value of the type is a key in Rust as it is in Python.
fn is_key(ty: &Ty) -> bool {
    match ty {
        Ty::None | Ty::Bool | Ty::Int | Ty::Float | Ty::Number => true,
        Ty::Letter | Ty::Char | Ty::Text | Ty::Str => true,
        Ty::Optional(item) | Ty::VarTuple(item) => is_key(item),
        Ty::Tuple(items) => items.iter().all(is_key),
        _ => false,
    }
}
