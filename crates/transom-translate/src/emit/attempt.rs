//! `try`, `raise` and what exceptions carry.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::exceptions::Exception;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Handler, Stmt, StmtKind};
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
        let class = match exceptions::named(self.program, self.module, head) {
            Some(Exception::Declared(class)) => class,
            Some(Exception::Builtin(name)) => return self.builtin_raised(&name, args),
            None => return self.builtin_raised("Exception", args),
        };
        let values: Vec<String> = args.iter().map(|arg| self.raised_value(arg)).collect();
        let list = format!("[{}]", values.join(", "));
        let found = &self.program.classes[class];
        let (module, name) = (&self.program.scopes[found.module].module.name, &found.def.name);
        let bases = exceptions::ancestors(self.program, class);
        let bases: Vec<String> = bases.iter().map(|base| format!("{base:?}")).collect();
        let own = if exceptions::is_custom(self.program, class) { ".custom()" } else { "" };
        format!("Raised::declared({module:?}, {name:?}, &[{}], {list}){own}", bases.join(", "))
    }

    /// `Raised::value_error(…)`, or by its name where it has no function of its own.
    pub(super) fn builtin_raised(&mut self, name: &str, args: &'a [Expr]) -> String {
        if let ([arg], Some(function)) = (args, exceptions::constructor(name))
            && self.ty(arg) != Ty::None
        {
            return format!("Raised::{function}({})", self.raised_text(arg));
        }
        let values: Vec<String> = args.iter().map(|arg| self.raised_value(arg)).collect();
        format!("Raised::new({name:?}, [{}])", values.join(", "))
    }

    pub(super) fn raised_value(&mut self, arg: &'a Expr) -> String {
        if self.ty(arg) == Ty::None {
            return "rt::Value::None".to_owned();
        }
        format!("{}.into()", self.raised_code(arg).at(prec::ATOM))
    }

    fn raised_text(&mut self, arg: &'a Expr) -> String {
        self.raised_code(arg).text
    }

    /// What becomes an argument of an exception: text is lent or new, a literal number says its type.
    fn raised_code(&mut self, arg: &'a Expr) -> Code {
        let ty = self.ty(arg);
        if !ty.is_text() || ty.is_char() {
            let code = self.own(arg);
            let literal = ty == Ty::Int && code.text.parse::<i64>().is_ok();
            return if literal {
                Code::new(format!("{}_i64", code.text), code.prec, Form::Value, ty)
            } else {
                code
            };
        }
        let code = self.expr(arg);
        match code.text.strip_suffix(".to_string()") {
            Some(literal) if super::expr::is_text_literal(literal) => Code::value(literal, Ty::Text),
            _ if code.form == Form::Value && code.ty == Ty::Str => code,
            _ => self.as_text(code),
        }
    }

    /// `try` as a closure whose outcome is matched; with a `finally`, another one around it.
    pub(super) fn attempt(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
    ) {
        if finalbody.is_empty() {
            return self.caught(body, handlers, orelse);
        }
        self.answers_stand(
            [body, orelse].into_iter().chain(handlers.iter().map(|one| &*one.body)),
            finalbody,
        );
        let through = !handlers.is_empty() || self.goes_through(body);
        let finished = self.temp("finished");
        self.enclosed(&finished, through, |emit| match handlers {
            [] => emit.enclosed_body(body),
            _ => emit.caught(body, handlers, orelse),
        });
        self.homes.push((finalbody.as_ptr() as usize, false));
        self.statements(finalbody, false);
        self.homes.pop();
        self.line(format!("match {finished} {{"));
        self.indent += 1;
        self.outcomes(&[]);
        let raised = self.unused("raised");
        self.line(format!("Err({raised}) => return Err({raised}),"));
        self.indent -= 1;
        self.line("}");
    }

    fn caught(&mut self, body: &'a [Stmt], handlers: &'a [Handler], orelse: &'a [Stmt]) {
        let outcome = self.temp("outcome");
        self.enclosed(&outcome, self.goes_through(body), |emit| emit.enclosed_body(body));
        self.line(format!("match {outcome} {{"));
        self.indent += 1;
        self.outcomes(orelse);
        self.handlers(handlers);
        self.indent -= 1;
        self.line("}");
    }

    fn goes_through(&self, body: &'a [Stmt]) -> bool {
        Self::falls_through(body) || self.end_is_hidden(body)
    }

    fn enclosed_body(&mut self, body: &'a [Stmt]) {
        self.homes.push((body.as_ptr() as usize, false));
        self.statements(body, false);
        self.homes.pop();
    }

    /// Statements in a closure of their own: how they were left is its outcome.
    fn enclosed(&mut self, outcome: &str, through: bool, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.leaves, false);
        self.attempts.push(0);
        let lines = self.captured(|emit| {
            emit.indent += 1;
            write(emit);
            emit.indent -= 1;
        });
        self.attempts.pop();
        let answer = self.program.answer_rust(self.func);
        self.leaves = before;
        self.line(format!("let {outcome}: Result<rt::Leave<{answer}>, Raised> = rt::attempt(|| {{"));
        self.lines.extend(lines);
        if through {
            self.indent += 1;
            self.line("Ok(rt::Leave::Through)");
            self.indent -= 1;
        }
        self.line("});");
    }

    /// A container that is returned is the very one that `finally` may still change.
    fn answers_stand(&mut self, bodies: impl Iterator<Item = &'a [Stmt]>, finalbody: &'a [Stmt]) {
        let returns = bodies.flat_map(crate::answers::returned).next().is_some();
        let quiet = finalbody.iter().all(|stmt| match &stmt.kind {
            StmtKind::Pass => true,
            StmtKind::Assign { targets, value } => {
                targets.iter().all(|target| self.var(target).is_some()) && !self.has_call(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.var(target).is_some()
                    && !self.program.can_change(&self.ty(target))
                    && !self.has_call(value)
            }
            _ => false,
        });
        if returns && !quiet && self.program.can_change(&self.program.funcs[self.func].ret) {
            let why = Why::of(Reason::TryShape, "a `finally` that may change what is returned");
            self.no(why.mended("return behind the `try`"), Self::span_of(finalbody));
        }
    }

    fn outcomes(&mut self, orelse: &'a [Stmt]) {
        if orelse.is_empty() {
            self.line("Ok(rt::Leave::Through) => {}");
        } else {
            self.line("Ok(rt::Leave::Through) => {");
            self.block(orelse, false);
            self.line("}");
        }
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
        let raised = self.unused("raised");
        for handler in handlers {
            let classes = self.classes(handler);
            let test = match &classes {
                None => String::new(),
                Some(classes) => {
                    let list: Vec<String> = classes.iter().map(|class| format!("{class:?}")).collect();
                    format!(" if {raised}.is_any(&[{}])", list.join(", "))
                }
            };
            all |= classes.is_none();
            let reraises = has_bare_raise(&handler.body);
            let named = handler.name.as_ref().and_then(|name| {
                let key = (self.func, names::span_key(name.span));
                self.program.unnumbered.get(&key).copied()
            });
            let used = !test.is_empty() || reraises || named.is_some();
            self.line(format!("Err({}){test} => {{", if used { &raised } else { "_" }));
            if let Some(var) = named {
                let name = self.var_name(var);
                self.declared.push(var);
                self.indent += 1;
                self.line(format!("let {name} = {raised};"));
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
            self.line(format!("Err({raised}) => return Err({raised}),"));
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
        let own = self.ty(value);
        let fits = own == want
            || (own.is_text() && want.is_text())
            || (own.is_number() && want.is_number() && own != Ty::Bool)
            || want == Ty::Never;
        if !fits {
            let why =
                Why::of(Reason::MatchShape, format!("a value of type {own} where {} is matched", subject.ty));
            self.no(why, value.span);
            return Code::value("false", Ty::Bool);
        }
        let want = if want.is_text() && !want.is_char() { Ty::Text } else { want };
        let right = self.value(value, &want);
        let left = match subject.ty {
            Ty::Str if subject.form != Form::Ref => format!("{}.as_str()", subject.at(prec::ATOM)),
            ref ty if subject.form == Form::Ref && ty.is_copy() && *ty != Ty::Text => {
                self.plain(subject.clone()).at(prec::COMPARE + 1)
            }
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
        matches!(stmt.kind, StmtKind::Raise { exc: None, .. })
            || names::bodies(stmt).into_iter().any(has_bare_raise)
    })
}
