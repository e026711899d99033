//! Names inside expressions.

use super::{Occurrence, State, UNBOUND, Webs, merge};
use crate::names;
use crate::syntax::{Comprehension, Expr, ExprKind, FStringPart, Params};
use std::collections::HashMap;
use std::rc::Rc;

impl<'a> Webs<'_, 'a> {
    pub(super) fn load(&mut self, name: &'a str, expr: &Expr, state: &State) {
        let key = self.key(expr);
        for scope in self.overrides.iter().rev() {
            if let Some(def) = scope.get(name).copied() {
                self.by_key.insert(key, def);
                self.occurrences.insert((key, false), Occurrence { block: None, def, store: false, at: 0 });
                return;
            }
        }
        let Some(at) = self.index.get(name).copied() else {
            let binding = self.elsewhere(name);
            self.set(key, binding);
            return;
        };
        let Some(state) = state else { return };
        let reaching = state[at].clone();
        let single = self.single.get(&at).copied();
        let mut first = single;
        for def in reaching.iter() {
            if *def == UNBOUND {
                let noted = reaching.iter().copied().find(|def| *def != UNBOUND).or(single);
                if let Some(noted) = noted {
                    self.unbound.entry(noted).or_insert(expr.span);
                    // A round that assigns nothing finds what an earlier one left.
                    let around = self.ancestors(self.block);
                    if let Some(outermost) = around.into_iter().rfind(|block| self.blocks[*block].is_loop) {
                        self.carried.push((noted, outermost));
                    }
                }
                continue;
            }
            let (block, position) = self.def_place.get(def).copied().unwrap_or((0, 0));
            if position > expr.span.start {
                self.carried.push((*def, self.innermost_loop(block)));
            }
            match first {
                Some(first) => self.unite(first, *def),
                None => first = Some(*def),
            }
        }
        let def = first.unwrap_or_else(|| {
            let def = self.by_key.get(&key).copied().unwrap_or_else(|| self.define(name, false));
            self.unbound.entry(def).or_insert(expr.span);
            def
        });
        self.by_key.insert(key, def);
        self.occurrences.insert(
            (key, false),
            Occurrence { block: Some(self.block), def, store: false, at: expr.span.start },
        );
    }

    /// The innermost loop body around both this block and the current one.
    pub(super) fn innermost_loop(&self, other: usize) -> usize {
        let common = self.common(self.block, other);
        let mut at = Some(common);
        while let Some(block) = at {
            if self.blocks[block].is_loop {
                return block;
            }
            at = self.blocks[block].parent;
        }
        0
    }

    pub(super) fn ancestors(&self, block: usize) -> Vec<usize> {
        let mut all = vec![block];
        while let Some(parent) = self.blocks[*all.last().expect("it begins with one")].parent {
            all.push(parent);
        }
        all
    }

    pub(super) fn common(&self, a: usize, b: usize) -> usize {
        let above = self.ancestors(b);
        self.ancestors(a).into_iter().find(|block| above.contains(block)).unwrap_or(0)
    }

    pub(super) fn expr(&mut self, expr: &'a Expr, state: &mut State) {
        match &expr.kind {
            ExprKind::Name(name) => self.load(name, expr, state),
            ExprKind::Named { target, value } => {
                self.expr(value, state);
                let overrides = std::mem::take(&mut self.overrides);
                self.target(target, state);
                self.overrides = overrides;
            }
            ExprKind::BoolOp { values, .. } => {
                // What later operands assign may be missing afterwards.
                self.expr(&values[0], state);
                let mut after = state.clone();
                for value in &values[1..] {
                    self.expr(value, &mut after);
                    let step = after.clone();
                    merge(state, step);
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test, state);
                let mut other = state.clone();
                self.expr(body, state);
                self.expr(orelse, &mut other);
                merge(state, other);
            }
            ExprKind::Lambda { params, body } => self.lambda(params, body, state),
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(generators, &[elt], state);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(generators, &[key, value], state);
            }
            ExprKind::FString { parts } => self.parts(parts, state),
            _ => names::children(expr).into_iter().for_each(|child| self.expr(child, state)),
        }
    }

    pub(super) fn parts(&mut self, parts: &'a [FStringPart], state: &mut State) {
        for part in parts {
            if let FStringPart::Value { expr, spec, .. } = part {
                self.expr(expr, state);
                if let Some(spec) = spec {
                    self.parts(spec, state);
                }
            }
        }
    }

    pub(super) fn lambda(&mut self, params: &'a Params, body: &'a Expr, state: &mut State) {
        for default in params.iter().filter_map(|param| param.default.as_ref()) {
            self.expr(default, state);
        }
        let mut scope = HashMap::new();
        for param in params.iter() {
            let key = names::span_key(param.name_span);
            let def = match self.by_key.get(&key) {
                Some(def) => *def,
                None => self.define(&param.name, true),
            };
            self.by_key.insert(key, def);
            self.occurrences.insert((key, true), Occurrence { block: None, def, store: true, at: 0 });
            scope.insert(param.name.as_str(), def);
        }
        self.overrides.push(scope);
        self.expr(body, state);
        self.overrides.pop();
    }

    pub(super) fn comprehension(
        &mut self,
        generators: &'a [Comprehension],
        elements: &[&'a Expr],
        state: &mut State,
    ) {
        self.overrides.push(HashMap::new());
        let mut before = None;
        for (at, generator) in generators.iter().enumerate() {
            if at == 0 {
                let scope = self.overrides.pop().expect("it was pushed above");
                self.expr(&generator.iter, state);
                self.overrides.push(scope);
                before.clone_from(state);
            } else {
                self.expr(&generator.iter, state);
            }
            for (name, key) in names::target_names(&generator.target, self.program.scopes[self.module].base) {
                let def = match self.by_key.get(&key) {
                    Some(def) => *def,
                    None => self.define(name, false),
                };
                self.by_key.insert(key, def);
                self.occurrences.insert((key, true), Occurrence { block: None, def, store: true, at: 0 });
                self.overrides.last_mut().expect("it was pushed above").insert(name, def);
            }
            for test in &generator.ifs {
                self.expr(test, state);
            }
        }
        for element in elements {
            self.expr(element, state);
        }
        self.overrides.pop();
        let inside = generators.iter().flat_map(|generator| &generator.ifs).chain(elements.iter().copied());
        let again: Vec<usize> = inside
            .flat_map(names::walruses)
            .filter_map(|target| self.by_key.get(&self.key(target)).copied())
            .collect();
        if !again.is_empty() {
            // It may never be reached, and then once more.
            self.rebinds.extend(again.into_iter().map(|def| (def, Rc::new(vec![def]), u32::MAX)));
            merge(state, before);
        }
    }
}
