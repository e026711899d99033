//! Places, and what it means that one is changed.

use super::Region;
use super::{Walk, walked};
use crate::model::{Binding, VarId};
use crate::refusal::Code;
use crate::syntax::{Comprehension, Expr, ExprKind, Name, Pattern, PatternKind};
use crate::{names, ops};

impl<'a> Walk<'_, 'a, '_> {
    /// Notes that a variable's value is changed, and with it what it is a place in.
    pub(super) fn mutated(&mut self, var: VarId) {
        let mut pending = vec![var];
        let mut seen = Vec::new();
        while let Some(var) = pending.pop() {
            if !seen.contains(&var) {
                seen.push(var);
                self.program.vars[var].mutated = true;
                pending.extend(self.alias.sources.get(&var).into_iter().flatten());
            }
        }
    }

    /// Notes that a target is a place in what is walked over or indexed.
    pub(super) fn source(&mut self, target: &'a Expr, value: &'a Expr) {
        let roots = walked(self.program, self.module, value);
        for (_, key) in names::target_names(target, self.program.scopes[self.module].base) {
            let Binding::Var(var) = self.program.bindings[key] else { continue };
            if self.program.can_change(&self.program.vars[var].ty) {
                let known = self.alias.sources.entry(var).or_default();
                known.extend(roots.iter().copied().filter(|root| *root != var));
                known.sort_unstable();
                known.dedup();
            }
        }
    }

    /// The container in this place is changed.
    pub(super) fn mutate(&mut self, place: &'a Expr) {
        if let Some(region) = self.expr(place) {
            self.alias.regions.mark(region);
        }
        if let Some(var) = crate::place::root(self.program, self.module, place) {
            self.alias.events.mutation(var, place.span);
            self.mutated(var);
        } else if let Some(span) = self.constant_root(place) {
            self.program.refuse(
                self.func,
                Code::MutableGlobal,
                span,
                "a module variable is changed here".to_owned(),
                Code::MutableGlobal.mend().to_owned(),
            );
        }
    }

    pub(super) fn constant_root(&self, place: &Expr) -> Option<crate::syntax::Span> {
        match &place.kind {
            ExprKind::Name(_) => {
                matches!(self.program.binding(self.module, place), Binding::Constant(_)).then_some(place.span)
            }
            ExprKind::Subscript { value, .. } | ExprKind::Attribute { value, .. } => {
                self.constant_root(value)
            }
            _ => None,
        }
    }

    pub(super) fn copy_of(&mut self, region: Region) -> Region {
        let fresh = self.alias.regions.fresh();
        self.unite_elements(fresh, region);
        fresh
    }

    pub(super) fn either(&mut self, one: Option<Region>, other: Option<Region>) -> Option<Region> {
        match (one, other) {
            (Some(one), Some(other)) => {
                self.alias.regions.unite(one, other);
                Some(one)
            }
            (one, other) => one.or(other),
        }
    }

    pub(super) fn generators(&mut self, generators: &'a [Comprehension]) {
        for generator in generators {
            let region = self.expr(&generator.iter);
            let item = region.map(|region| self.alias.regions.element_or_new(region));
            self.assign(&generator.target, item);
            for test in &generator.ifs {
                self.expr(test);
            }
        }
    }

    /// The names of a pattern are parts of the subject, at the depth at which they stand.
    pub(super) fn pattern(&mut self, pattern: &'a Pattern, region: Option<Region>) {
        let part = |walk: &mut Self, part: &'a Pattern| {
            let item = region.map(|region| walk.alias.regions.element_or_new(region));
            walk.pattern(part, item);
        };
        match &pattern.kind {
            PatternKind::Value(_) | PatternKind::Singleton(_) => {}
            PatternKind::Sequence(parts) => {
                for one in parts {
                    if let PatternKind::Star(name) = &one.kind {
                        let rest = region.map(|region| self.copy_of(region));
                        self.pattern_name(name.as_ref(), rest);
                    } else {
                        part(self, one);
                    }
                }
            }
            PatternKind::Mapping { items, .. } => items.iter().for_each(|(_, one)| part(self, one)),
            PatternKind::Class { patterns, keywords, .. } => {
                patterns.iter().chain(keywords.iter().map(|(_, one)| one)).for_each(|one| part(self, one));
            }
            PatternKind::Star(name) => self.pattern_name(name.as_ref(), region),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner, region);
                }
                self.pattern_name(name.as_ref(), region);
            }
            PatternKind::Or(all) => all.iter().for_each(|one| self.pattern(one, region)),
        }
    }

    fn pattern_name(&mut self, name: Option<&Name>, region: Option<Region>) {
        let key = name.map(|name| (self.func, names::span_key(name.span)));
        if let (Some(var), Some(region)) =
            (key.and_then(|key| self.program.unnumbered.get(&key).copied()), region)
            && self.program.can_change(&self.program.vars[var].ty)
        {
            self.join_variable(var, region);
        }
    }

    pub(super) fn op(&self, receiver: &Expr, name: &str, args: &[&Expr]) -> Option<ops::Op> {
        let receiver = self.program.ty(self.module, receiver).some().clone();
        let types: Vec<_> = args.iter().map(|arg| self.program.ty(self.module, arg).clone()).collect();
        ops::called_method(&receiver, name, &types)
    }
}
