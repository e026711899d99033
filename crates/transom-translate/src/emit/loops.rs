//! Loops: over ranges, over containers, by position where the body changes what is walked over.

use super::form::prec;
use super::iter::Item;
use super::statement::brace_safe;
use super::{Code, Emit, Form, Loop, Mode};
use crate::model::VarId;
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Stmt};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], tail: bool) {
        let endless = matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1));
        // The `else` of an endless loop is never reached.
        let orelse = if endless { &[] } else { orelse };
        let label = self.open_loop(orelse);
        let prefix = label.as_ref().map_or(String::new(), |label| format!("{label}: {{\n"));
        if !prefix.is_empty() {
            self.line(prefix.trim_end());
        }
        if endless {
            self.line("loop {");
        } else {
            let condition = self.condition(test);
            self.line(format!("while {} {{", brace_safe(&condition)));
        }
        self.loop_block(body);
        self.line("}");
        self.loops.pop();
        self.close_loop(label, orelse, tail);
    }

    pub(super) fn loop_block(&mut self, body: &'a [Stmt]) {
        self.homes.push((body.as_ptr() as usize, true));
        self.indent += 1;
        self.statements(body, false);
        self.indent -= 1;
        self.homes.pop();
    }

    /// A loop with an `else` that a `break` skips stands in a labelled block.
    pub(super) fn open_loop(&mut self, orelse: &'a [Stmt]) -> Option<String> {
        let label = (!orelse.is_empty()).then(|| format!("'{}", self.temp("search")));
        self.loops.push(Loop { label: label.clone(), attempts: self.attempts.len() });
        label
    }

    pub(super) fn close_loop(&mut self, label: Option<String>, orelse: &'a [Stmt], tail: bool) {
        if orelse.is_empty() {
            return;
        }
        let _ = tail;
        self.homes.push((orelse.as_ptr() as usize, false));
        self.statements(orelse, false);
        self.homes.pop();
        if label.is_some() {
            self.line("}");
        }
    }

    pub(super) fn jump(&mut self, word: &str) {
        let Some(innermost) = self.loops.last() else { return };
        if innermost.attempts < self.attempts.len() {
            let leave = if word == "break" { "Break" } else { "Continue" };
            return self.line(format!("return Ok(rt::Leave::{leave});"));
        }
        match (&innermost.label, word) {
            (Some(label), "break") => {
                let label = label.clone();
                self.line(format!("break {label};"));
            }
            _ => self.line(format!("{word};")),
        }
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        tail: bool,
    ) {
        let label = self.open_loop(orelse);
        if let Some(label) = &label {
            self.line(format!("{label}: {{"));
        }
        self.for_body(target, iter, body);
        self.loops.pop();
        self.close_loop(label, orelse, tail);
    }

    pub(super) fn for_body(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt]) {
        let kept = self.keep_walked(iter, body);
        self.for_each(target, iter, body);
        for key in kept {
            self.replaced.remove(&key);
        }
    }

    /// Text that the walk reads, where the body assigns other text to its name: Python walks over the first.
    fn keep_walked(&mut self, iter: &'a Expr, body: &'a [Stmt]) -> Vec<usize> {
        let inside = Self::span_of(body);
        let mut kept = Vec::new();
        let mut rest = vec![iter];
        while let Some(expr) = rest.pop() {
            rest.extend(names::children(expr));
            let Some(var) = self.var(expr).filter(|_| matches!(expr.kind, ExprKind::Name(_))) else {
                continue;
            };
            let assigned = self.program.vars[var].stores > 1 && self.alias.events.changes(var, inside);
            if !assigned || self.program.vars[var].ty != Ty::Str {
                continue;
            }
            let code = self.value(expr, &Ty::Str);
            let name = self.temp("walked");
            self.line(format!("let {name} = {};", code.text));
            let key = self.key(expr);
            self.replaced.insert(key, Code::new(name, prec::ATOM, Form::Place, Ty::Str));
            kept.push(key);
        }
        kept
    }

    fn for_each(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt]) {
        let inside = Self::span_of(body);
        let sources = self.loop_sources(iter);
        let vars = self.plain_targets(target);
        let writing = vars.iter().any(|var| self.mode(*var) == Mode::RefMut);
        if writing && sources.iter().enumerate().any(|(at, root)| sources[at + 1..].contains(root)) {
            let why = Why::of(Reason::ChangedWhileIterated, "one list is walked over twice and changed");
            return self.no(why, iter.span);
        }
        let text = |emit: &Self, root: &VarId| matches!(emit.program.vars[*root].ty, Ty::Text | Ty::Str);
        let changed: Vec<VarId> = sources
            .into_iter()
            .filter(|root| !text(self, root) && self.alias.events.changes(*root, inside))
            .collect();
        let home = body.as_ptr() as usize;
        if !changed.is_empty() && !writing {
            return self.indexed_loop(target, iter, body, &changed);
        }
        let walk = self.walk(iter, writing);
        let (pattern, lets) = self.loop_pattern(target, &walk.item, home);
        let taken = walk.taken();
        let taken = if pattern == "_" { super::comprehension::uncounted(taken) } else { taken.to_owned() };
        self.line(format!("for {pattern} in {taken} {{"));
        self.indent += 1;
        for text in &lets {
            self.line(text);
        }
        self.indent -= 1;
        self.loop_block(body);
        self.line("}");
    }

    /// Names that live on after the loop are assigned inside it.
    pub(super) fn loop_pattern(
        &mut self,
        target: &'a Expr,
        item: &Item,
        home: usize,
    ) -> (String, Vec<String>) {
        let vars = self.plain_targets(target);
        let outside: Vec<VarId> = vars
            .iter()
            .copied()
            .filter(|var| {
                let info = &self.program.vars[*var];
                info.home != home || info.captured || self.program.may_be_unbound(*var)
            })
            .filter(|var| self.program.vars[*var].read || self.program.vars[*var].stores > 1)
            .collect();
        for var in &vars {
            if !outside.contains(var) {
                self.declared.push(*var);
            }
        }
        if outside.is_empty() {
            return self.closure_pattern(target, item);
        }
        let mut lets = Vec::new();
        let mut stores = Vec::new();
        let mut nexts = Vec::new();
        for var in &outside {
            let name = self.var_name(*var);
            let next = self.unused(&format!("next_{}", name.trim_start_matches("r#")));
            self.renamed.insert(*var, next.clone());
            nexts.push(next.clone());
            let place = if self.captured_by_reference(*var) { format!("*{name}") } else { name };
            let value = if self.program.may_be_unbound(*var) { format!("Some({next})") } else { next };
            stores.push(format!("{place} = {value};"));
        }
        let mut pattern = self.pattern_of(target, item, &mut lets);
        for var in &outside {
            self.renamed.remove(var);
        }
        lets.extend(stores);
        for next in &nexts {
            pattern = pattern.replace(&format!("(mut {next})"), next).replace(&format!("mut {next}"), next);
        }
        (pattern, lets)
    }

    pub(super) fn pattern_of(&mut self, target: &'a Expr, item: &Item, lets: &mut Vec<String>) -> String {
        let (pattern, more) = self.closure_pattern(target, item);
        lets.extend(more);
        pattern
    }

    /// A loop over a list that nothing changes, though its place may get another one meanwhile.
    pub(super) fn loop_over_copy(&mut self, target: &'a Expr, list: &'a Expr, body: &'a [Stmt]) {
        let code = self.own(list);
        let name = self.temp("items");
        self.line(format!("let {name} = {};", code.text));
        let item = Item::One(code.ty.item().unwrap_or(Ty::Never), Form::Value);
        let (pattern, lets) = self.loop_pattern(target, &item, body.as_ptr() as usize);
        self.line(format!("for {pattern} in {name} {{"));
        self.indent += 1;
        for text in &lets {
            self.line(text);
        }
        self.indent -= 1;
        self.loop_block(body);
        self.line("}");
    }

    /// A loop over a list that its body changes: by position, as Python's own iterator does it.
    pub(super) fn indexed_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        changed: &[VarId],
    ) {
        let home = body.as_ptr() as usize;
        let (list, counter, start) = match &iter.kind {
            ExprKind::Call { func, args, .. } if func.as_name() == Some("enumerate") && args.len() == 1 => {
                (&args[0], true, 0)
            }
            _ => (iter, false, 0),
        };
        let held = self.ty(list);
        let is_list = matches!(held, Ty::List(_)) && crate::place::is_place(list);
        let inside = Self::span_of(body);
        let is_kept = matches!(list.kind, ExprKind::Name(_))
            && changed.iter().all(|var| !self.alias.events.stores(*var, inside));
        if is_list && !is_kept && !counter && !self.alias.is_mutated(self.key(list)) {
            return self.loop_over_copy(target, list, body);
        }
        if !is_list || !is_kept || changed.len() != 1 {
            self.no(
                Why::of(Reason::ChangedWhileIterated, "what the loop walks over is changed in it"),
                iter.span,
            );
            return;
        }
        let item = held.item().unwrap_or(Ty::Never);
        if self.program.can_change(&item) {
            let key = self.key(list);
            if self.alias.changes(key) {
                self.no(
                    Why::of(Reason::ChangedWhileIterated, "what the loop walks over is changed in it"),
                    iter.span,
                );
            }
        }
        let _ = start;
        let place = self.expr(list);
        let place = super::expr::dotted(&place);
        let at = self.temp("at");
        self.line(format!("let mut {at} = 0;"));
        self.line(format!("while {at} < {place}.len() {{"));
        let code = Code::new(format!("{place}[{at}]"), prec::ATOM, Form::Place, item.clone());
        let value = self.owned(code);
        self.indent += 1;
        let found = self.temp("item");
        self.line(format!("let {found} = ({at} as i64, {});", value.text));
        self.line(format!("{at} += 1;"));
        let (item, text) =
            if counter { (Ty::Tuple(vec![Ty::Int, item]), found) } else { (item, format!("{found}.1")) };
        let vars = self.plain_targets(target);
        for var in vars {
            if self.mode(var) != Mode::Value {
                self.modes.insert(var, Mode::Value);
            }
        }
        self.homes.push((home, true));
        let code = Code { movable: true, ..Code::new(text, prec::ATOM, Form::Place, item) };
        self.assign_code(target, code);
        self.statements(body, false);
        self.homes.pop();
        self.indent -= 1;
        self.line("}");
    }
}
