//! Who shares a container with whom, and who changes it.
//!
//! Rust's values are not shared, Python's are. Every container belongs to a region; two names that may stand for one
//! container are in one region, and so are the things that are put into it. Where the draft copies a container, that is
//! exact as long as nothing changes its region; where something does, the draft moves or borrows it, or is refused.

mod call;
mod events;
mod places;
mod regions;

use std::collections::HashMap;

pub(crate) use events::{Events, Span32};
pub(crate) use regions::{Region, Regions};

use crate::model::{Binding, FuncId, Program, VarId};
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::{answers, names};

/// How deep a summary looks into what a parameter holds.
pub(crate) const DEPTH_MAX: usize = 4;

/// Summaries only grow, and there are few things that they can say.
const ROUNDS_MAX: usize = 64;

/// What a call of a function does to its arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// For each parameter and depth: whether it is changed.
    pub(crate) mutated: Vec<[bool; DEPTH_MAX]>,
    /// Pairs of parameter (or, as `usize::MAX`, result) and depth that may be one container.
    pub(crate) shared: Vec<((usize, usize), (usize, usize))>,
}

/// The findings for one module-level function with all that is nested in it.
#[derive(Debug, Default)]
pub(crate) struct Alias {
    pub(crate) regions: Regions,
    pub(crate) vars: HashMap<VarId, Region>,
    /// The region of each expression's value, by number, where it holds a container.
    pub(crate) exprs: HashMap<usize, Region>,
    pub(crate) returns: HashMap<FuncId, Region>,
    pub(crate) events: Events,
    /// The variables that a variable is a place in, or walks over.
    pub(crate) sources: HashMap<VarId, Vec<VarId>>,
    /// The regions of module variables: they outlive the call.
    pub(crate) globals: Vec<Region>,
    /// For a call after which two of its arguments share a container: that container's region.
    pub(crate) joined: HashMap<usize, Region>,
}

impl Alias {
    /// Whether anything changes the very container that an expression gives.
    pub(crate) fn is_mutated(&self, key: usize) -> bool {
        self.exprs.get(&key).is_none_or(|region| self.regions.is_mutated(*region))
    }

    /// Whether anything changes what an expression's value holds, at any depth.
    pub(crate) fn changes(&mut self, key: usize) -> bool {
        self.exprs.get(&key).copied().is_some_and(|region| self.regions.is_changed(region))
    }
}

/// Analyses every live function until the summaries stand.
pub(crate) fn analyse(program: &mut Program<'_>) -> HashMap<FuncId, Alias> {
    let units: Vec<FuncId> = (0..program.funcs.len())
        .filter(|func| program.funcs[*func].live && program.funcs[*func].parent.is_none())
        .collect();
    let mut summaries: HashMap<FuncId, Summary> = HashMap::new();
    let mut found = HashMap::new();
    for _ in 0..ROUNDS_MAX {
        let mut stable = true;
        for unit in &units {
            let alias = unit_alias(program, *unit, &summaries);
            let (alias, summary) = summarise(program, *unit, alias);
            if summaries.get(unit) != Some(&summary) {
                stable = false;
                summaries.insert(*unit, summary);
            }
            found.insert(*unit, alias);
        }
        if stable {
            break;
        }
    }
    found
}

fn unit_alias(program: &mut Program<'_>, unit: FuncId, summaries: &HashMap<FuncId, Summary>) -> Alias {
    let mut walk = Walk {
        alias: Alias::default(),
        func: unit,
        module: program.funcs[unit].module,
        unit,
        summaries,
        program,
    };
    let mut all = vec![unit];
    let mut at = 0;
    while let Some(func) = all.get(at).copied() {
        all.extend(walk.program.funcs[func].children.iter().map(|(_, child)| *child));
        at += 1;
    }
    // Inner functions first and then again: a call sees what they change.
    for func in all.iter().rev().chain(all.iter()).copied() {
        walk.func = func;
        let body = &walk.program.funcs[func].def.body;
        walk.body(body);
    }
    walk.alias
}

fn summarise(program: &mut Program<'_>, unit: FuncId, alias: Alias) -> (Alias, Summary) {
    let params: Vec<VarId> = program.funcs[unit].params.iter().map(|param| param.var).collect();
    let mut summary = Summary::default();
    let mut places: Vec<((usize, usize), Region)> = Vec::new();
    for (at, var) in params.iter().enumerate() {
        let mut mutated = [false; DEPTH_MAX];
        let mut region = alias.vars.get(var).copied();
        let levels = program.depth(&program.vars[*var].ty);
        for (depth, changed) in mutated.iter_mut().enumerate().take(levels) {
            let Some(here) = region else { break };
            *changed = alias.regions.is_mutated(here);
            // However it is changed, it has to come back to the caller.
            program.vars[*var].mutated |= *changed;
            places.push(((at, depth), alias.regions.find(here)));
            region = alias.regions.element(here);
        }
        summary.mutated.push(mutated);
    }
    let mut region = alias.returns.get(&unit).copied();
    for depth in 0..DEPTH_MAX.min(program.depth(&program.funcs[unit].ret)) {
        let Some(here) = region else { break };
        places.push(((usize::MAX, depth), alias.regions.find(here)));
        region = alias.regions.element(here);
    }
    for (at, (one, region)) in places.iter().enumerate() {
        for (other, same) in &places[at + 1..] {
            if region == same && one.0 != other.0 {
                summary.shared.push((*one, *other));
            }
        }
    }
    (alias, summary)
}

struct Walk<'p, 'a, 's> {
    program: &'p mut Program<'a>,
    alias: Alias,
    func: FuncId,
    module: usize,
    unit: FuncId,
    summaries: &'s HashMap<FuncId, Summary>,
}

impl<'a> Walk<'_, 'a, '_> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.statement(stmt);
        }
    }

    pub(super) fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                let region = self.expr(value);
                for target in targets {
                    self.assign(target, region);
                }
                for target in targets {
                    if matches!(value.kind, ExprKind::Subscript { .. } | ExprKind::Attribute { .. }) {
                        self.source(target, value);
                    }
                    self.pairwise(target, value);
                }
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                let region = self.expr(value);
                self.assign(target, region);
            }
            StmtKind::AugAssign { target, value, .. } => {
                let place = self.expr(target);
                let given = self.expr(value);
                if self.is_mutable(target) {
                    self.mutate(target);
                    if let (Some(place), Some(given)) = (place, given) {
                        self.unite_elements(place, given);
                    }
                } else {
                    self.assign(target, None);
                }
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.source(target, iter);
                let region = self.expr(iter);
                let item = region.map(|region| self.alias.regions.element_or_new(region));
                self.assign(target, item);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::Return { value: Some(value) } => self.answer(value),
            StmtKind::Delete { targets } => {
                for target in targets {
                    if let ExprKind::Subscript { value, .. } = &target.kind {
                        self.expr(target);
                        self.mutate(value);
                    }
                }
            }
            StmtKind::Match { subject, cases } => {
                let region = self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern, region);
                    if let Some(guard) = &case.guard {
                        self.expr(guard);
                    }
                    self.body(&case.body);
                }
            }
            _ => {
                for expr in names::expressions(stmt) {
                    self.expr(expr);
                }
                for body in names::bodies(stmt) {
                    self.body(body);
                }
            }
        }
    }

    /// What a `return` gives; an argument that is given back is said by the answer itself.
    fn answer(&mut self, value: &'a Expr) {
        if self.program.funcs[self.func].answers.is_some()
            && let ExprKind::IfExp { test, body, orelse } = &value.kind
        {
            self.expr(test);
            self.answer(body);
            return self.answer(orelse);
        }
        let region = self.expr(value);
        if let Some(region) = region.filter(|_| !answers::is_argument(self.program, self.func, value)) {
            self.join_return(region);
        }
    }

    pub(super) fn is_mutable(&self, expr: &Expr) -> bool {
        self.program.can_change(self.program.ty(self.module, expr))
    }

    pub(super) fn join_return(&mut self, region: Region) {
        match self.alias.returns.get(&self.func).copied() {
            Some(known) => self.alias.regions.unite(known, region),
            None => {
                self.alias.returns.insert(self.func, region);
            }
        }
    }

    pub(super) fn join_variable(&mut self, var: VarId, region: Region) {
        match self.alias.vars.get(&var).copied() {
            Some(known) => self.alias.regions.unite(known, region),
            None => {
                self.alias.vars.insert(var, region);
            }
        }
    }

    pub(super) fn assign(&mut self, target: &'a Expr, region: Option<Region>) {
        match &target.kind {
            ExprKind::Name(_) => {
                if let Binding::Var(var) = *self.program.binding(self.module, target) {
                    self.alias.events.store(var, target.span);
                    if let Some(region) = region
                        && self.program.can_change(&self.program.vars[var].ty)
                    {
                        self.join_variable(var, region);
                        self.alias.exprs.insert(self.program.key(self.module, target), region);
                    }
                }
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                let item = region.map(|region| self.alias.regions.element_or_new(region));
                for target in elts {
                    self.assign(target, item);
                }
            }
            ExprKind::Starred { value } => {
                let fresh = region.map(|region| {
                    let fresh = self.alias.regions.fresh();
                    self.alias.regions.set_element(fresh, region);
                    fresh
                });
                self.assign(value, fresh);
            }
            ExprKind::Subscript { value, .. } => {
                self.expr(target);
                self.mutate(value);
                if let Some(region) = region
                    && let Some(container) = self.expr(value)
                {
                    let is_slice = matches!(&target.kind, ExprKind::Subscript { index, .. } if matches!(index.kind, ExprKind::Slice { .. }));
                    if is_slice {
                        self.unite_elements(container, region);
                    } else {
                        self.alias.regions.put(container, region);
                    }
                }
            }
            _ => {
                self.expr(target);
            }
        }
    }

    /// `a, b = x, y`: each name has its own value's region, not what they have in common.
    pub(super) fn pairwise(&mut self, target: &'a Expr, value: &'a Expr) {
        if let (ExprKind::Tuple { elts }, ExprKind::Tuple { elts: values }) = (&target.kind, &value.kind)
            && elts.len() == values.len()
        {
            for (target, value) in elts.iter().zip(values) {
                let region = self.expr(value);
                self.assign(target, region);
            }
        }
    }

    pub(super) fn unite_elements(&mut self, one: Region, other: Region) {
        let element = self.alias.regions.element_or_new(other);
        self.alias.regions.put(one, element);
    }

    /// The region of an expression's value; nothing where it holds no container.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Option<Region> {
        let region = self.find(expr);
        let mutable = self.is_mutable(expr);
        let region = region.filter(|_| mutable)?;
        self.alias.exprs.insert(self.program.key(self.module, expr), region);
        Some(region)
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn find(&mut self, expr: &'a Expr) -> Option<Region> {
        match &expr.kind {
            ExprKind::Name(_) => {
                let Binding::Var(var) = *self.program.binding(self.module, expr) else {
                    let region = self.alias.regions.fresh();
                    self.alias.globals.push(region);
                    return Some(region);
                };
                self.alias.events.mention(var, expr.span);
                if !self.is_mutable(expr) {
                    return None;
                }
                if let Some(region) = self.alias.vars.get(&var) {
                    return Some(*region);
                }
                let region = self.alias.regions.fresh();
                self.alias.vars.insert(var, region);
                Some(region)
            }
            ExprKind::Subscript { value, index } => {
                let container = self.expr(value);
                self.expr(index);
                let container = container?;
                if let ExprKind::Slice { .. } = index.kind {
                    return Some(self.copy_of(container));
                }
                Some(self.alias.regions.element_or_new(container))
            }
            ExprKind::Attribute { value, .. } => {
                let container = self.expr(value)?;
                Some(self.alias.regions.element_or_new(container))
            }
            ExprKind::List { elts } | ExprKind::Tuple { elts } | ExprKind::Set { elts } => {
                let fresh = self.alias.regions.fresh();
                for elt in elts {
                    match &elt.kind {
                        ExprKind::Starred { value } => {
                            if let Some(region) = self.expr(value) {
                                self.unite_elements(fresh, region);
                            }
                        }
                        _ => {
                            if let Some(region) = self.expr(elt) {
                                self.alias.regions.put(fresh, region);
                            }
                        }
                    }
                }
                Some(fresh)
            }
            ExprKind::Dict { items } => {
                let fresh = self.alias.regions.fresh();
                for (key, value) in items {
                    if let Some(key) = key {
                        self.expr(key);
                    }
                    if let Some(region) = self.expr(value) {
                        if key.is_none() {
                            self.unite_elements(fresh, region);
                        } else {
                            self.alias.regions.put(fresh, region);
                        }
                    }
                }
                Some(fresh)
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.generators(generators);
                let fresh = self.alias.regions.fresh();
                if let Some(region) = self.expr(elt) {
                    self.alias.regions.put(fresh, region);
                }
                Some(fresh)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.generators(generators);
                self.expr(key);
                let fresh = self.alias.regions.fresh();
                if let Some(region) = self.expr(value) {
                    self.alias.regions.put(fresh, region);
                }
                Some(fresh)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                let (one, other) = (self.expr(body), self.expr(orelse));
                self.either(one, other)
            }
            ExprKind::BoolOp { values, .. } => {
                let mut all = None;
                for value in values {
                    let region = self.expr(value);
                    all = self.either(all, region);
                }
                all
            }
            ExprKind::Named { target, value } => {
                let region = self.expr(value);
                self.assign(target, region);
                region
            }
            ExprKind::BinOp { left, right, .. } => {
                let (one, other) = (self.expr(left), self.expr(right));
                let fresh = self.alias.regions.fresh();
                for region in [one, other].into_iter().flatten() {
                    self.unite_elements(fresh, region);
                }
                Some(fresh)
            }
            ExprKind::Call { func, args, keywords } => self.call(expr, func, args, keywords),
            ExprKind::Yield { value } => {
                if let Some(region) = value.as_ref().and_then(|value| self.expr(value)) {
                    let fresh = self.alias.regions.fresh();
                    self.alias.regions.put(fresh, region);
                    self.join_return(fresh);
                }
                None
            }
            _ => {
                for child in names::children(expr) {
                    self.expr(child);
                }
                Some(self.alias.regions.fresh())
            }
        }
    }
}

/// The variables whose value an expression walks over or is a place in.
fn walked(program: &Program<'_>, module: usize, expr: &Expr) -> Vec<VarId> {
    if is_copy(expr) {
        let item = program.ty(module, expr).some().item();
        if item.is_some_and(|item| !program.can_change(&item)) {
            return Vec::new();
        }
    }
    match &expr.kind {
        ExprKind::Call { func, args, .. } => match &func.kind {
            ExprKind::Name(_) => args.iter().flat_map(|arg| walked(program, module, arg)).collect(),
            ExprKind::Attribute { value, .. } => walked(program, module, value),
            _ => Vec::new(),
        },
        _ => crate::place::root(program, module, expr).into_iter().collect(),
    }
}

/// Whether an expression makes a container of its own, which may hold what another one holds.
fn is_copy(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Subscript { index, .. } => matches!(index.kind, ExprKind::Slice { .. }),
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(name) => {
                matches!(name.as_str(), "list" | "sorted" | "set" | "dict" | "tuple" | "deque")
            }
            ExprKind::Attribute { attr, .. } => attr == "copy",
            _ => false,
        },
        _ => false,
    }
}
