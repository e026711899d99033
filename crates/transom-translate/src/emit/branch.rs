//! Branches and ways out: `if`, `return`, `raise`, `assert`, `del`.

use super::form::BOUND;
use super::statement::brace_safe;
use super::{Emit, Mode};
use crate::answers;
use crate::infer_whole as whole;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// `if xs is None: xs = []` of a parameter: the caller's container or a new one, under the same name.
    pub(super) fn filled(&mut self, stmt: &'a Stmt) -> bool {
        let params = &self.program.funcs[self.func].params;
        let Some(param) = params.iter().find(|param| param.filled == Some(stmt.span.start)).cloned() else {
            return false;
        };
        let Some(value) = crate::filled::made(stmt, param.name) else { return false };
        let ty = self.program.vars[param.var].ty.clone();
        let (name, made) = (self.var_name(param.var), self.temp("made"));
        let value = self.value(value, &ty).text;
        let mutable = if self.mode(param.var) == Mode::RefMut { "mut " } else { "" };
        self.line(format!("let {mutable}{made} = {value};"));
        self.line(format!("let {name} = {name}.unwrap_or(&{mutable}{made});"));
        true
    }

    pub(super) fn choose(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], tail: bool) {
        let tail = tail && (!orelse.is_empty() || self.returns_unit());
        let condition = self.condition(test);
        let leaves = matches!(body, [Stmt { kind: StmtKind::Return { .. } | StmtKind::Raise { .. }, .. }]);
        if condition.text == "false" && leaves && orelse.is_empty() {
            // The types leave no way in.
            return;
        }
        self.line(format!("if {} {{", brace_safe(&condition)));
        self.block(body, tail);
        let mut rest = orelse;
        loop {
            if let [Stmt { kind: StmtKind::If { test, body, orelse }, .. }] = rest {
                let lines = self.captured(|emit| {
                    let condition = emit.condition(test);
                    emit.line(format!("}} else if {} {{", brace_safe(&condition)));
                });
                // A condition that needs statements of its own stands in an inner block.
                if lines.len() == 1 && !self.declares_inside(rest) {
                    self.lines.extend(lines);
                    self.block(body, tail && self.has_else(orelse));
                    rest = orelse;
                    continue;
                }
            }
            break;
        }
        if !rest.is_empty() {
            self.line("} else {");
            self.block(rest, tail);
        }
        self.line("}");
    }

    pub(super) fn has_else(&self, orelse: &[Stmt]) -> bool {
        !orelse.is_empty() || self.returns_unit()
    }

    /// Whether a variable's home is this `else` block itself: then it cannot become an `else if`.
    pub(super) fn declares_inside(&self, rest: &'a [Stmt]) -> bool {
        let address = rest.as_ptr() as usize;
        rest.iter()
            .any(|stmt| self.stored_in(stmt).into_iter().any(|var| self.program.vars[var].home == address))
    }

    pub(super) fn leave(&mut self, value: Option<&'a Expr>, tail: bool) {
        let func = &self.program.funcs[self.func];
        let (raises, ret, returns) = (func.raises, func.ret.clone(), func.returns.is_some());
        let is_generator = func.def.is_generator;
        let mut handed_on = false;
        let text = match value {
            _ if is_generator => self.unused("yielded"),
            _ if returns => "()".to_owned(),
            Some(value) => {
                self.in_return = self.names_in(value);
                let text = self.answer(value, &ret);
                self.in_return.clear();
                let called =
                    matches!(&value.kind, ExprKind::Call { func, .. } if self.called(func).is_some());
                handed_on = called && self.program.funcs[self.func].answers.is_none() && text.ends_with(")?");
                text
            }
            None if matches!(ret, Ty::Optional(_)) => "None".to_owned(),
            None => "()".to_owned(),
        };
        if !self.attempts.is_empty() {
            self.leaves = true;
            return self.line(format!("return Ok(rt::Leave::Return({text}));"));
        }
        let text = match text.strip_suffix('?') {
            Some(call) if raises && handed_on => call.to_owned(),
            _ if raises => format!("Ok({text})"),
            _ => text,
        };
        match (tail, text.as_str()) {
            (true, "()") => {}
            (true, _) => self.line(text),
            (false, "()") => self.line("return;"),
            (false, _) => self.line(format!("return {text};")),
        }
    }

    /// The value of a `return`, or that it is the argument.
    fn answer(&mut self, value: &'a Expr, ret: &Ty) -> String {
        if self.program.funcs[self.func].answers.is_none() {
            let code = self.value(value, ret);
            return super::statement::collected(&code, ret).unwrap_or(code.text);
        }
        if answers::is_argument(self.program, self.func, value) {
            return "rt::Answer::Argument".to_owned();
        }
        if let ExprKind::IfExp { test, body, orelse } = &value.kind {
            let test = self.condition(test);
            let (body, orelse) = (self.answer(body, ret), self.answer(orelse, ret));
            return format!("if {} {{ {body} }} else {{ {orelse} }}", test.text);
        }
        format!("rt::Answer::Value({})", self.value(value, ret).text)
    }

    pub(super) fn raise(&mut self, exc: Option<&'a Expr>, tail: bool) {
        let raised = match exc {
            Some(exc) => self.raised(exc),
            None => self.unused("raised"),
        };
        self.line(if tail && self.attempts.is_empty() {
            format!("Err({raised})")
        } else {
            format!("return Err({raised});")
        });
    }

    pub(super) fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>) {
        let lines = self.captured(|emit| {
            let condition = emit.negated(test);
            emit.line(format!("if {} {{", brace_safe(&condition)));
        });
        self.lines.extend(lines);
        let raised = self.builtin_raised("AssertionError", msg.map_or(&[], std::slice::from_ref));
        self.indent += 1;
        self.line(format!("return Err({raised});"));
        self.indent -= 1;
        self.line("}");
    }

    pub(super) fn delete(&mut self, target: &'a Expr) {
        if let Some(var) = self.var(target).filter(|var| self.program.may_be_unbound(*var)) {
            let name = self.var_name(var);
            return self.line(format!("{name}.take().{BOUND};"));
        }
        let ExprKind::Subscript { value, index } = &target.kind else { return };
        let held = self.ty(value);
        if let ExprKind::Slice { lower, upper, step } = &index.kind {
            let mut bounds = Vec::new();
            for bound in [lower, upper, step] {
                bounds.push(match bound {
                    Some(bound) => format!("Some({})", self.value(bound, &Ty::Int).text),
                    None => "None".to_owned(),
                });
            }
            let place = self.borrow_mut(value);
            return self.line(format!("rt::list::delete_slice({place}, {});", bounds.join(", ")));
        }
        if let Some((key, _)) = held.some().entry() {
            let key = key.clone();
            let look = self.lookup(index, &key);
            let place = self.place_mut(value);
            return self.line(format!("{place}.remove({look});"));
        }
        let at = self.value(index, &Ty::Int);
        if let Ty::Deque(_) = held.some() {
            let place = self.place_mut(value);
            return self.line(format!("{place}.delete({});", at.text));
        }
        let name = self.temp("at");
        let at = if whole(index).is_some() {
            at.text
        } else {
            self.line(format!("let {name} = {};", at.text));
            name
        };
        let place = self.borrow_mut(value);
        self.line(format!("rt::list::delete({place}, {at});"));
    }
}
