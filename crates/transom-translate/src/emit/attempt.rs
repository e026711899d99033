//! `try`, `raise` and what exceptions carry.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::exceptions::Exception;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Handler, Stmt};
use crate::types::Ty;
use crate::why::Why;
use crate::{exceptions, names};

impl<'a> Emit<'_, 'a> {
    /// `Raised::value_error(…)` of a `raise`.
    pub(super) fn raised(&mut self, exc: &'a Expr) -> String {
        let (head, args) = match &exc.kind {
            ExprKind::Call { func, args, .. } => (&**func, args.as_slice()),
            _ => (exc, &[][..]),
        };
        let values: Vec<String> = args.iter().map(|arg| self.raised_value(arg)).collect();
        let list = format!("[{}]", values.join(", "));
        let class = match exceptions::named(self.program, self.module, head) {
            Some(Exception::Declared(class)) => class,
            Some(Exception::Builtin(name)) => return format!("Raised::new({name:?}, {list})"),
            None => return format!("Raised::new(\"Exception\", {list})"),
        };
        let found = &self.program.classes[class];
        let (module, name) = (&self.program.scopes[found.module].module.name, &found.def.name);
        let bases = exceptions::ancestors(self.program, class);
        let bases: Vec<String> = bases.iter().map(|base| format!("{base:?}")).collect();
        let own = if exceptions::is_custom(self.program, class) { ".custom()" } else { "" };
        format!("Raised::declared({module:?}, {name:?}, &[{}], {list}){own}", bases.join(", "))
    }

    pub(super) fn raised_value(&mut self, arg: &'a Expr) -> String {
        let ty = self.ty(arg);
        if ty == Ty::None {
            return "rt::Value::None".to_owned();
        }
        let code = if ty.is_text() && !ty.is_char() { self.text(arg) } else { self.own(arg) };
        match (&ty, code.text.as_str()) {
            (Ty::Int, text) if text.parse::<i64>().is_ok() => format!("rt::Value::Int({text})"),
            (_, text) => format!("rt::Value::from({text})"),
        }
    }

    /// `try` as a closure whose outcome is matched.
    pub(super) fn attempt(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        tail: bool,
    ) {
        if !orelse.is_empty() {
            self.no(Why::of(Reason::TryShape, "`else` of a `try`"), Self::span_of(orelse));
        }
        let _ = tail;
        let before = std::mem::replace(&mut self.leaves, false);
        self.attempts.push(0);
        let lines = self.captured(|emit| {
            emit.homes.push((body.as_ptr() as usize, false));
            emit.indent += 2;
            emit.statements(body, false);
            emit.indent -= 2;
            emit.homes.pop();
        });
        self.attempts.pop();
        let ret = self.program.funcs[self.func].ret.clone();
        let answer =
            if self.program.funcs[self.func].returns.is_some() { "()".to_owned() } else { ret.rust() };
        self.leaves = before;
        self.line(format!("let outcome: Result<rt::Leave<{answer}>, Raised> = rt::attempt(|| {{"));
        self.lines.extend(lines);
        if Self::falls_through(body) || self.end_is_hidden(body) {
            self.indent += 1;
            self.line("Ok(rt::Leave::Through)");
            self.indent -= 1;
        }
        self.line("});");
        self.line("match outcome {");
        self.indent += 1;
        self.outcomes();
        self.handlers(handlers);
        self.indent -= 1;
        self.line("}");
    }

    fn outcomes(&mut self) {
        self.line("Ok(rt::Leave::Through) => {}");
        let raises = self.program.funcs[self.func].raises;
        if self.attempts.is_empty() {
            let text = if raises { "return Ok(answer)" } else { "return answer" };
            self.line(format!("Ok(rt::Leave::Return(answer)) => {text},"));
        } else {
            self.line("Ok(rt::Leave::Return(answer)) => return Ok(rt::Leave::Return(answer)),");
        }
        match self.loops.last() {
            Some(innermost) if innermost.attempts == self.attempts.len() => {
                let label = innermost.label.clone().map_or(String::new(), |label| format!(" {label}"));
                self.line(format!("Ok(rt::Leave::Break) => break{label},"));
                self.line("Ok(rt::Leave::Continue) => continue,");
            }
            Some(_) => self.line("Ok(leave) => return Ok(leave),"),
            None => self.line("Ok(_) => unreachable!(\"there is no loop here\"),"),
        }
    }

    fn handlers(&mut self, handlers: &'a [Handler]) {
        let mut all = false;
        for handler in handlers {
            let classes = self.classes(handler);
            let test = match &classes {
                None => String::new(),
                Some(classes) => {
                    let list: Vec<String> = classes.iter().map(|class| format!("{class:?}")).collect();
                    format!(" if raised.is_any(&[{}])", list.join(", "))
                }
            };
            all |= classes.is_none();
            let reraises = has_bare_raise(&handler.body);
            let named = handler.name.as_ref().and_then(|name| {
                let key = (self.func, names::span_key(name.span));
                self.program.unnumbered.get(&key).copied()
            });
            let used = !test.is_empty() || reraises || named.is_some();
            self.line(format!("Err({}){test} => {{", if used { "raised" } else { "_" }));
            if let Some(var) = named {
                let name = self.var_name(var);
                self.declared.push(var);
                self.indent += 1;
                self.line(format!("let {name} = raised;"));
                self.indent -= 1;
            }
            self.homes.push((handler.body.as_ptr() as usize, false));
            self.indent += 1;
            self.statements(&handler.body, false);
            self.indent -= 1;
            self.homes.pop();
            self.line("}");
        }
        if !all {
            self.line("Err(raised) => return Err(raised),");
        }
    }

    /// The classes that a handler catches; nothing for all.
    fn classes(&mut self, handler: &'a Handler) -> Option<Vec<String>> {
        let kind = handler.kind.as_ref()?;
        let all: Vec<&Expr> = match &kind.kind {
            ExprKind::Tuple { elts } => elts.iter().collect(),
            _ => vec![kind],
        };
        let found: Vec<Exception> =
            all.iter().filter_map(|class| exceptions::named(self.program, self.module, class)).collect();
        if found.len() != all.len() {
            self.no(Why::of(Reason::TryShape, "`except` of a class that is not known here"), kind.span);
        }
        let names: Vec<String> = found.iter().map(|class| exceptions::tag(self.program, class)).collect();
        if names.iter().any(|name| matches!(name.as_str(), "Exception" | "BaseException")) {
            return None;
        }
        Some(names)
    }

    /// `str(e)` of a caught exception.
    pub(super) fn equal_to(&mut self, subject: Code, value: &'a Expr) -> Code {
        if matches!(value.kind, ExprKind::None) {
            let code = format!("{}.is_none()", subject.at(prec::ATOM));
            return match subject.ty {
                Ty::Optional(_) => Code::value(code, Ty::Bool),
                _ => Code::value("false", Ty::Bool),
            };
        }
        let want = subject.ty.some().clone();
        let want = if want.is_text() && !want.is_char() { Ty::Text } else { want };
        let right = self.value(value, &want);
        let left = match subject.ty {
            Ty::Str => format!("{}.as_str()", subject.text),
            Ty::Optional(ref inner) if inner.is_copy() => subject.text.clone(),
            _ => subject.text.clone(),
        };
        let right =
            if matches!(subject.ty, Ty::Optional(_)) { format!("Some({})", right.text) } else { right.text };
        Code::new(format!("{left} == {right}"), prec::COMPARE, Form::Value, Ty::Bool)
    }
}

fn has_bare_raise(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| {
        matches!(stmt.kind, crate::syntax::StmtKind::Raise { exc: None, .. })
            || names::bodies(stmt).into_iter().any(has_bare_raise)
    })
}
