//! How control passes through expressions.

use std::collections::HashMap;

use super::graph::{Block, Event};
use super::{Layout, Local};
use crate::scope::{ScopeKey, target_names};
use crate::syntax::{BoolOp, Comprehension, Expr, ExprKind, Keyword, Params, UnaryOp};
use crate::visit;

impl<'m> Layout<'m, '_> {
    pub(super) fn maybe(&mut self, expr: Option<&'m Expr>) {
        if let Some(expr) = expr {
            self.value(expr);
        }
    }

    /// Evaluates an expression.
    pub(super) fn value(&mut self, expr: &'m Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.load(name, expr.id, expr.span),
            ExprKind::BoolOp { values, .. } => self.any_of_the_rest(values),
            ExprKind::Compare { left, comparators, .. } => {
                self.value(left);
                self.any_of_the_rest(comparators);
            }
            ExprKind::IfExp { test, body, orelse } => self.choice(test, body, orelse),
            ExprKind::Named { target, value } => {
                self.value(value);
                self.walrus(target);
            }
            ExprKind::Lambda { params, .. } => {
                self.defaults(params);
                self.capture(ScopeKey::Expression(expr.id), expr.id, expr.span);
            }
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                self.comprehension(generators, &[elt]);
            }
            ExprKind::DictComp { key, value, generators } => self.comprehension(generators, &[key, value]),
            ExprKind::GeneratorExp { elt, generators } => {
                self.capture(ScopeKey::Expression(expr.id), expr.id, expr.span);
                self.comprehension(generators, &[elt]);
            }
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords),
            _ => visit::operands(expr, &mut |operand| self.value(operand)),
        }
    }

    /// A generator expression that is an argument is taken to be consumed by the call.
    fn call(&mut self, func: &'m Expr, args: &'m [Expr], keywords: &'m [Keyword]) {
        self.value(func);
        for arg in args.iter().chain(keywords.iter().map(|keyword| &keyword.value)) {
            match &arg.kind {
                ExprKind::GeneratorExp { elt, generators } => self.comprehension(generators, &[elt]),
                _ => self.value(arg),
            }
        }
    }

    /// Values each of which may be the last that is evaluated.
    fn any_of_the_rest(&mut self, values: &'m [Expr]) {
        let after = self.block();
        for (number, value) in values.iter().enumerate() {
            if number > 0 {
                self.advance();
            }
            self.value(value);
            self.lead_to(after);
        }
        self.current = after;
    }

    fn choice(&mut self, test: &'m Expr, body: &'m Expr, orelse: &'m Expr) {
        let (yes, no, after) = (self.block(), self.block(), self.block());
        self.condition(test, yes, no);
        for (block, value) in [(yes, body), (no, orelse)] {
            self.current = block;
            self.value(value);
            self.lead_to(after);
        }
        self.current = after;
    }

    /// Evaluates a condition and goes on in one of two blocks.
    pub(super) fn condition(&mut self, expr: &'m Expr, yes: Block, no: Block) {
        match &expr.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.condition(operand, no, yes),
            ExprKind::BoolOp { op, values } => {
                let Some((last, first)) = values.split_last() else { return };
                for value in first {
                    let next = self.block();
                    match op {
                        BoolOp::And => self.condition(value, next, no),
                        BoolOp::Or => self.condition(value, yes, next),
                    }
                    self.current = next;
                }
                self.condition(last, yes, no);
            }
            ExprKind::Bool(holds) => self.lead_to(if *holds { yes } else { no }),
            ExprKind::Int(number) => self.lead_to(if *number == 0 { no } else { yes }),
            ExprKind::None => self.lead_to(no),
            _ => {
                self.value(expr);
                self.lead_to(yes);
                self.lead_to(no);
            }
        }
    }

    pub(super) fn defaults(&mut self, params: &'m Params) {
        for default in params.iter().filter_map(|param| param.default.as_ref()) {
            self.value(default);
        }
    }

    /// What a walrus binds is the function's, even where a comprehension around has the same name.
    fn walrus(&mut self, target: &'m Expr) {
        let ExprKind::Name(name) = &target.kind else { return };
        if let Some(var) = self.names[0].get(name.as_str()).copied() {
            self.change(Event::Store(var, target.span));
        }
    }

    /// Stores into a target.
    pub(super) fn target(&mut self, target: &'m Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.store(name, target.span),
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                for elt in elts {
                    self.target(elt);
                }
            }
            ExprKind::Starred { value } => self.target(value),
            _ => self.value(target),
        }
    }

    fn comprehension(&mut self, generators: &'m [Comprehension], elts: &[&'m Expr]) {
        let Some((first, _)) = generators.split_first() else { return };
        self.value(&first.iter);
        let mut names = HashMap::new();
        for generator in generators {
            target_names(&generator.target, &mut |name, _| {
                names.entry(name).or_insert_with(|| {
                    self.variables.push(Local { name, captured: false, inner: true });
                    self.variables.len() - 1
                });
            });
        }
        self.names.push(names);
        let after = self.block();
        let mut around = after;
        for (number, generator) in generators.iter().enumerate() {
            if number > 0 {
                self.value(&generator.iter);
            }
            let (head, round) = (self.block(), self.block());
            self.lead_to(head);
            self.graph.edge(head, round);
            self.graph.edge(head, around);
            self.current = round;
            self.target(&generator.target);
            for test in &generator.ifs {
                let next = self.block();
                self.condition(test, next, head);
                self.current = next;
            }
            around = head;
        }
        for elt in elts {
            self.value(elt);
        }
        self.lead_to(around);
        self.names.pop();
        self.current = after;
    }
}
