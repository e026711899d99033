//! How control passes through statements.

use super::graph::{Block, Event};
use super::{DEFINITION, Frame, Jump, Layout, LoopBlocks};
use crate::scope::{ScopeKey, target_names};
use crate::syntax::{Case, Expr, ExprKind, Handler, Pattern, PatternKind, Stmt, StmtKind, WithItem};
use crate::visit;

/// `finally` within `finally`: so many are laid out once for each way in, those within once for all.
const FINALLY_COPIES_MAX: u32 = 3;

impl<'m> Layout<'m, '_> {
    pub(super) fn body(&mut self, body: &'m [Stmt]) {
        for statement in body {
            if let StmtKind::FunctionDef(function) = &statement.kind {
                self.inner_functions.insert(&function.name);
            }
        }
        for statement in body {
            self.statements.push((statement.span, self.current));
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => self.definition(statement),
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.value(iter);
                self.repeat(statement, Some(target), None, [body, orelse]);
            }
            StmtKind::While { test, body, orelse } => {
                self.repeat(statement, None, Some(test), [body, orelse]);
            }
            StmtKind::If { test, body, orelse } => self.branch(test, body, orelse),
            StmtKind::With { items, body, .. } => self.with(items, body),
            StmtKind::Match { subject, cases } => self.choose(subject, cases),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.guard(body, handlers, orelse, finalbody);
            }
            _ => self.simple(statement),
        }
    }

    fn simple(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::Return { value } => {
                self.maybe(value.as_ref());
                self.jump(Jump::Return);
            }
            StmtKind::Raise { exc, cause } => {
                self.maybe(exc.as_ref());
                self.maybe(cause.as_ref());
                // Where it is caught, the block leads there already.
                self.current = self.block();
            }
            StmtKind::Break => self.jump(Jump::Break),
            StmtKind::Continue => self.jump(Jump::Continue),
            StmtKind::Assert { test, msg } => {
                let (holds, fails) = (self.block(), self.block());
                self.condition(test, holds, fails);
                self.current = fails;
                self.maybe(msg.as_ref());
                self.current = holds;
            }
            StmtKind::Assign { targets, value } => {
                self.value(value);
                for target in targets {
                    self.target(target);
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                if let ExprKind::Name(name) = &target.kind {
                    // The place is written to once the value is known: it is needed for longer than what the value reads.
                    self.value(value);
                    self.load(name, target.id, target.span);
                    self.store(name, target.span);
                } else {
                    self.value(target);
                    self.value(value);
                }
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.maybe(value.as_ref());
                if value.is_some() {
                    self.target(target);
                }
            }
            StmtKind::Delete { targets } => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::Expr { value } => self.value(value),
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    self.store(alias.asname.as_deref().unwrap_or(first), alias.span);
                }
            }
            StmtKind::TypeAlias { name, .. } => {
                target_names(name, &mut |name, span| self.store(name, span));
            }
            _ => {}
        }
    }

    fn definition(&mut self, statement: &'m Stmt) {
        match &statement.kind {
            StmtKind::FunctionDef(function) => {
                for decorator in &function.decorators {
                    self.value(decorator);
                }
                self.defaults(&function.params);
                let key = ScopeKey::Definition(function.span.start);
                self.capture(key, DEFINITION, function.name_span);
                self.store(&function.name, function.name_span);
            }
            StmtKind::ClassDef(class) => {
                let values = class.keywords.iter().map(|keyword| &keyword.value);
                for expr in class.decorators.iter().chain(&class.bases).chain(values) {
                    self.value(expr);
                }
                let key = ScopeKey::Definition(class.span.start);
                self.capture(key, DEFINITION, class.name_span);
                self.store(&class.name, class.name_span);
            }
            _ => unreachable!("only definitions are handed on"),
        }
    }

    fn branch(&mut self, test: &'m Expr, body: &'m [Stmt], orelse: &'m [Stmt]) {
        let (yes, no) = (self.block(), self.block());
        self.condition(test, yes, no);
        self.current = yes;
        self.body(body);
        let end = self.current;
        self.current = no;
        self.body(orelse);
        self.advance();
        self.graph.edge(end, self.current);
    }

    /// `for` with a target, `while` with a test; what a `for` iterates over is evaluated before.
    fn repeat(
        &mut self,
        statement: &'m Stmt,
        target: Option<&'m Expr>,
        test: Option<&'m Expr>,
        [body, orelse]: [&'m [Stmt]; 2],
    ) {
        let (exhausted, after) = (self.block(), self.block());
        let (head, first) = (self.block(), self.block());
        self.lead_to(head);
        self.current = head;
        if let Some(test) = test {
            self.condition(test, first, exhausted);
        } else {
            self.lead_to(first);
            self.lead_to(exhausted);
        }
        let tests = std::iter::once(head).chain(first + 1..self.graph.next.len()).collect();
        self.current = first;
        let mut targets = Vec::new();
        if let Some(target) = target {
            target_names(target, &mut |name, _| targets.extend(self.var(name)));
            self.target(target);
        }
        self.frames.push(Frame::Loop { on_break: after, on_continue: head });
        self.body(body);
        self.frames.pop();
        self.lead_to(head);
        self.loops.push(LoopBlocks {
            start: statement.span.start,
            round: first,
            tests,
            exits: [exhausted, after],
            inside: head..self.graph.next.len(),
            targets,
        });
        self.current = exhausted;
        self.body(orelse);
        self.lead_to(after);
        self.current = after;
    }

    /// A context manager may swallow what its body raises.
    fn with(&mut self, items: &'m [WithItem], body: &'m [Stmt]) {
        let (swallowed, after) = (self.block(), self.block());
        self.graph.edge(swallowed, after);
        let around = self.caught;
        for item in items {
            self.value(&item.context);
            self.caught = Some(swallowed);
            self.advance();
            item.target.iter().for_each(|target| self.target(target));
        }
        self.body(body);
        self.caught = around;
        self.lead_to(after);
        self.current = after;
    }

    fn choose(&mut self, subject: &'m Expr, cases: &'m [Case]) {
        self.value(subject);
        let after = self.block();
        for case in cases {
            visit::pattern_expressions(&case.pattern, &mut |expr| self.value(expr));
            let (matches, other) = (self.block(), self.block());
            self.lead_to(matches);
            if !always_matches(&case.pattern) {
                self.lead_to(other);
            }
            self.current = matches;
            visit::pattern_names(&case.pattern, &mut |name| self.store(&name.name, name.span));
            if let Some(guard) = &case.guard {
                let holds = self.block();
                self.condition(guard, holds, other);
                self.current = holds;
            }
            self.body(&case.body);
            self.lead_to(after);
            self.current = other;
        }
        self.lead_to(after);
        self.current = after;
    }

    fn guard(
        &mut self,
        body: &'m [Stmt],
        handlers: &'m [Handler],
        orelse: &'m [Stmt],
        finalbody: &'m [Stmt],
    ) {
        if finalbody.is_empty() {
            return self.handle(body, handlers, orelse);
        }
        let around = self.caught;
        let entry = self.block();
        self.frames.push(Frame::Finally { entry, jumps: Vec::new() });
        self.caught = Some(entry);
        self.advance();
        self.handle(body, handlers, orelse);
        self.caught = around;
        let Some(Frame::Finally { jumps, .. }) = self.frames.pop() else {
            unreachable!("what was pushed within was popped within");
        };
        self.advance();
        let normal_end = (self.finally_depth < FINALLY_COPIES_MAX).then(|| {
            self.finally_depth += 1;
            self.body(finalbody);
            self.finally_depth -= 1;
            self.current
        });
        if normal_end.is_none() {
            self.lead_to(entry);
        }
        self.current = entry;
        self.finally_depth += 1;
        self.body(finalbody);
        self.finally_depth -= 1;
        // From its end on, the exception or the jump goes on.
        let end = self.block();
        self.lead_to(end);
        for jump in jumps {
            self.current = self.block();
            self.graph.edge(end, self.current);
            self.jump(jump);
        }
        self.current = normal_end.unwrap_or(end);
        self.advance();
    }

    fn handle(&mut self, body: &'m [Stmt], handlers: &'m [Handler], orelse: &'m [Stmt]) {
        if handlers.is_empty() {
            return self.body(body);
        }
        let around = self.caught;
        let after = self.block();
        // An exception that no handler takes goes on to where the ones outside go.
        let raised = if handlers.iter().any(catches_all) { self.graph.block() } else { self.block() };
        self.caught = Some(raised);
        self.advance();
        self.body(body);
        self.caught = around;
        self.advance();
        self.body(orelse);
        self.lead_to(after);
        for handler in handlers {
            self.current = self.block();
            self.graph.edge(raised, self.current);
            self.maybe(handler.kind.as_ref());
            let var = handler.name.as_ref().and_then(|name| self.var(&name.name).map(|var| (var, name.span)));
            if let Some((var, span)) = var {
                self.change(Event::Store(var, span));
                self.frames.push(Frame::Handler(var));
            }
            self.body(&handler.body);
            if let Some((var, _)) = var {
                self.frames.pop();
                self.change(Event::Unbind(var));
            }
            self.lead_to(after);
        }
        self.current = after;
    }

    /// Leaves for where a jump goes; what follows it is not reached.
    fn jump(&mut self, jump: Jump) {
        let mut goal = self.exit;
        let mut unbound = Vec::new();
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Handler(var) => unbound.push(*var),
                Frame::Finally { entry, jumps } => {
                    if !jumps.contains(&jump) {
                        jumps.push(jump);
                    }
                    goal = *entry;
                    break;
                }
                Frame::Loop { on_break, on_continue } => match jump {
                    Jump::Break => {
                        goal = *on_break;
                        break;
                    }
                    Jump::Continue => {
                        goal = *on_continue;
                        break;
                    }
                    Jump::Return => {}
                },
            }
        }
        if !unbound.is_empty() {
            // The names of handlers go on the way out, where nothing raises.
            let leaving = self.graph.block();
            self.lead_to(leaving);
            self.current = leaving;
            self.graph.events[leaving].extend(unbound.into_iter().map(Event::Unbind));
        }
        self.lead_to(goal);
        let dead: Block = self.block();
        self.current = dead;
    }

    fn delete(&mut self, target: &'m Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                if let Some(var) = self.var(name) {
                    self.change(Event::Delete(var, target.id, target.span));
                }
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                for elt in elts {
                    self.delete(elt);
                }
            }
            _ => self.value(target),
        }
    }
}

fn catches_all(handler: &Handler) -> bool {
    handler.kind.as_ref().is_none_or(|kind| kind.as_name() == Some("BaseException"))
}

/// Whether a pattern takes everything.
fn always_matches(pattern: &Pattern) -> bool {
    match &pattern.kind {
        PatternKind::As { pattern, .. } => pattern.as_deref().is_none_or(always_matches),
        PatternKind::Or(patterns) => patterns.iter().any(always_matches),
        _ => false,
    }
}
