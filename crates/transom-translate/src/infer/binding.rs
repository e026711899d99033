//! The types of what patterns and handlers bind; `try` and `del`.

use super::Infer;
use crate::model::Binding;
use crate::names;
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Handler, Name, Pattern, PatternKind, Stmt};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    pub(super) fn pattern(&mut self, pattern: &'a Pattern, subject: &Ty) {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => {
                self.expr(value);
            }
            PatternKind::Or(all) => all.iter().for_each(|pattern| self.pattern(pattern, subject)),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner, subject);
                }
                self.pattern_name(name.as_ref(), subject);
            }
            PatternKind::Sequence(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let item = match subject {
                        Ty::Tuple(types) => types.get(at).cloned().unwrap_or(Ty::Never),
                        other => other.item().unwrap_or(Ty::Never),
                    };
                    match &part.kind {
                        PatternKind::Star(name) => self.pattern_name(name.as_ref(), &Ty::list(item)),
                        _ => self.pattern(part, &item),
                    }
                }
            }
            PatternKind::Mapping { items, .. } => {
                let value = subject.entry().map_or(Ty::Never, |(_, value)| value.clone());
                for (key, part) in items {
                    self.expr(key);
                    self.pattern(part, &value);
                }
            }
            PatternKind::Class { cls, patterns, keywords } => {
                let fields = match self.program.binding(self.module, cls) {
                    Binding::Class(class) => self.program.classes[*class].fields.clone(),
                    _ => Vec::new(),
                };
                for (at, part) in patterns.iter().enumerate() {
                    let ty = fields.get(at).map_or_else(|| subject.clone(), |field| field.ty.clone());
                    self.pattern(part, &ty);
                }
                for (name, part) in keywords {
                    let ty = fields.iter().find(|field| field.name == name.name);
                    let ty = ty.map_or(Ty::Never, |field| field.ty.clone());
                    self.pattern(part, &ty);
                }
            }
            PatternKind::Star(_) => {}
        }
    }

    pub(super) fn pattern_name(&mut self, name: Option<&Name>, ty: &Ty) {
        let key = name.map(|name| (self.func, names::span_key(name.span)));
        if let Some(var) = key.and_then(|key| self.program.unnumbered.get(&key).copied()) {
            self.join_var(var, ty);
        }
    }

    pub(super) fn attempt(&mut self, body: &'a [Stmt], handlers: &'a [Handler], orelse: &'a [Stmt]) {
        let all = handlers.iter().any(|handler| match &handler.kind {
            None => true,
            Some(kind) => matches!(kind.as_name(), Some("Exception" | "BaseException")),
        });
        self.caught += usize::from(all);
        self.body(body);
        self.caught -= usize::from(all);
        if !all {
            self.raises();
        }
        self.body(orelse);
        for handler in handlers {
            if let Some(name) = &handler.name
                && let Some(var) =
                    self.program.unnumbered.get(&(self.func, names::span_key(name.span))).copied()
            {
                self.join_var(var, &Ty::Other("Raised"));
            }
            self.body(&handler.body);
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Subscript { value, index } => {
                self.expr(value);
                self.expr(index);
            }
            ExprKind::Name(name) => {
                let ends = matches!(self.program.binding(self.module, target), Binding::Var(var)
                    if !self.program.vars[*var].captured && self.program.vars[*var].func == self.func);
                self.expr(target);
                if !ends {
                    self.no(Why::of(Code::DeletedName, format!("`del {name}`")), target.span);
                }
            }
            _ => self.no(Why::of(Code::DeletedName, "`del` of this"), target.span),
        }
    }
}
