//! What calls share and change.

use super::{DEPTH_MAX, Region, Walk};
use crate::model::{Binding, FuncId};
use crate::ops::Flow;
use crate::syntax::{Expr, ExprKind, Keyword};

impl<'a> Walk<'_, 'a, '_> {
    pub(super) fn call(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Region> {
        let target = match &func.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, func) {
                Binding::Func(target) => Some((*target, None)),
                Binding::Class(class) => self.program.classes[*class].maker().map(|maker| (maker, None)),
                _ => None,
            },
            ExprKind::Attribute { value, attr, .. } => {
                self.method_target(value, attr).map(|target| (target, Some(&**value)))
            }
            _ => None,
        };
        if let Some((target, receiver)) = target {
            return self.call_function(expr, target, receiver, args, keywords);
        }
        if let ExprKind::Attribute { value, attr, .. } = &func.kind
            && !self.is_module(value)
        {
            return self.call_method(value, attr, args, keywords);
        }
        self.call_builtin(expr, func, args, keywords)
    }

    fn is_module(&self, value: &Expr) -> bool {
        match &value.kind {
            ExprKind::Name(_) => matches!(self.program.binding(self.module, value), Binding::Path(_)),
            ExprKind::Attribute { value, .. } => self.is_module(value),
            _ => false,
        }
    }

    fn method_target(&self, value: &Expr, attr: &str) -> Option<FuncId> {
        if let ExprKind::Name(_) = value.kind
            && let Binding::Path(path) = self.program.binding(self.module, value)
        {
            let other = self.program.scopes.iter().position(|scope| scope.module.name == *path)?;
            return match self.program.scopes[other].names.get(attr)? {
                Binding::Func(func) => Some(*func),
                _ => None,
            };
        }
        self.program.method(self.program.ty(self.module, value), attr)
    }

    fn call_function(
        &mut self,
        expr: &'a Expr,
        target: FuncId,
        receiver: Option<&'a Expr>,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Region> {
        let is_method = self.program.funcs[target].class.is_some();
        let mut given: Vec<(usize, &'a Expr)> = Vec::new();
        if is_method && let Some(receiver) = receiver {
            given.push((0, receiver));
        }
        given.extend(args.iter().enumerate().map(|(at, arg)| (at + usize::from(is_method), arg)));
        for keyword in keywords {
            let params = &self.program.funcs[target].params;
            if let Some(at) = params.iter().position(|param| Some(param.name) == keyword.name.as_deref()) {
                given.push((at, &keyword.value));
            }
        }
        let regions: Vec<(usize, &'a Expr, Option<Region>)> =
            given.into_iter().map(|(at, arg)| (at, arg, self.expr(arg))).collect();
        // The unit's own call of itself is one like any other: its arguments are not the parameters.
        if self.program.outermost(target) == self.unit && target != self.unit {
            return self.call_inner(expr, target, &regions);
        }
        let summary = self.summaries.get(&target).cloned().unwrap_or_default();
        let fresh = self.alias.regions.fresh();
        let mut places = vec![((usize::MAX, 0), fresh)];
        for (at, arg, region) in &regions {
            let Some(mut region) = *region else { continue };
            for depth in 0..DEPTH_MAX {
                if summary.mutated.get(*at).is_some_and(|mutated| mutated[depth]) {
                    self.alias.regions.mark(region);
                    self.note_mutation(arg);
                }
                places.push(((*at, depth), region));
                if depth + 1 < DEPTH_MAX {
                    region = self.alias.regions.element_or_new(region);
                }
            }
        }
        if let Some(answered) = self.program.funcs[target].answers
            && let Some((_, arg, Some(region))) = regions.iter().find(|(at, ..)| *at == answered)
        {
            // What nothing else holds is handed through; a place may be what comes back.
            if crate::place::is_place(arg) {
                self.alias.regions.unite(fresh, *region);
            } else {
                self.unite_elements(fresh, *region);
            }
        }
        for (one, other) in &summary.shared {
            let among_arguments = one.0 != usize::MAX && other.0 != usize::MAX;
            let one = self.place_of(&places, fresh, *one);
            let other = self.place_of(&places, fresh, *other);
            if let (Some(one), Some(other)) = (one, other) {
                self.alias.regions.unite(one, other);
                if among_arguments {
                    self.alias.joined.insert(self.program.key(self.module, expr), one);
                }
            }
        }
        Some(fresh)
    }

    fn place_of(
        &mut self,
        places: &[((usize, usize), Region)],
        result: Region,
        (at, depth): (usize, usize),
    ) -> Option<Region> {
        if at == usize::MAX {
            let mut region = result;
            for _ in 0..depth {
                region = self.alias.regions.element_or_new(region);
            }
            return Some(region);
        }
        places.iter().find(|(place, _)| *place == (at, depth)).map(|(_, region)| *region)
    }

    /// A call of the function itself or of one nested in it: its parameters are the arguments.
    fn call_inner(
        &mut self,
        expr: &'a Expr,
        target: FuncId,
        regions: &[(usize, &'a Expr, Option<Region>)],
    ) -> Option<Region> {
        for (at, arg, region) in regions {
            let Some(param) = self.program.funcs[target].params.get(*at).map(|param| param.var) else {
                continue;
            };
            if let Some(region) = region
                && self.program.can_change(&self.program.vars[param].ty)
            {
                self.join_variable(param, *region);
                if self.program.vars[param].mutated {
                    self.note_mutation(arg);
                }
            }
        }
        for var in self.captured_changes(target, &mut Vec::new()) {
            self.alias.events.mutation(var, expr.span);
            self.program.vars[var].mutated |= self.program.can_change(&self.program.vars[var].ty);
        }
        let region = if let Some(region) = self.alias.returns.get(&target) {
            *region
        } else {
            let fresh = self.alias.regions.fresh();
            self.alias.returns.insert(target, fresh);
            fresh
        };
        Some(region)
    }

    /// Variables around a nested function that it changes.
    fn captured_changes(&self, target: FuncId, seen: &mut Vec<FuncId>) -> Vec<usize> {
        if seen.contains(&target) {
            return Vec::new();
        }
        seen.push(target);
        let captures = self.program.funcs[target].captures.iter().copied();
        captures.filter(|var| self.program.vars[*var].mutated || self.program.vars[*var].stores > 1).collect()
    }

    fn note_mutation(&mut self, arg: &Expr) {
        if let Some(var) = crate::place::root(self.program, self.module, arg) {
            self.alias.events.mutation(var, arg.span);
            self.mutated(var);
        }
    }

    fn call_method(
        &mut self,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Region> {
        let receiver = self.expr(value);
        let all: Vec<&'a Expr> = args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).collect();
        let regions: Vec<Option<Region>> = all.iter().map(|arg| self.expr(arg)).collect();
        let is_pop = name == "pop" && self.program.ty(self.module, value).some().entry().is_some();
        if is_pop || matches!(name, "sort" | "setdefault") {
            self.mutate(value);
        }
        let op = self.op(value, name, &all);
        if let Some(op) = &op {
            if op.mutates {
                self.mutate(value);
            }
            for flow in &op.flows {
                let (at, whole) = match flow {
                    Flow::Element(at) => (*at, true),
                    Flow::Elements(at) | Flow::Entries(at) => (*at, false),
                };
                if let (Some(receiver), Some(region)) = (receiver, regions.get(at).copied().flatten()) {
                    if whole {
                        self.alias.regions.put(receiver, region);
                    } else {
                        self.unite_elements(receiver, region);
                    }
                }
            }
        }
        let receiver = receiver?;
        match name {
            "get" | "pop" | "setdefault" | "popleft" => {
                let element = self.alias.regions.element_or_new(receiver);
                if let Some(default) = regions.get(1).copied().flatten() {
                    self.alias.regions.unite(element, default);
                }
                Some(element)
            }
            "items" | "popitem" => {
                let pair = self.alias.regions.fresh();
                let element = self.alias.regions.element_or_new(receiver);
                self.alias.regions.put(pair, element);
                if name == "popitem" {
                    return Some(pair);
                }
                let fresh = self.alias.regions.fresh();
                self.alias.regions.put(fresh, pair);
                Some(fresh)
            }
            _ => {
                let fresh = self.copy_of(receiver);
                for region in regions.into_iter().flatten() {
                    self.unite_elements(fresh, region);
                }
                Some(fresh)
            }
        }
    }

    fn call_builtin(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Region> {
        self.expr(func);
        let path = crate::annotation::path(self.program, self.module, func).unwrap_or_default();
        let regions: Vec<Option<Region>> = args.iter().map(|arg| self.expr(arg)).collect();
        for keyword in keywords {
            self.expr(&keyword.value);
        }
        let heap = path.starts_with("heapq.heap") || path.starts_with("bisect.insort");
        if heap && let Some(first) = args.first() {
            self.mutate(first);
            if let (Some(container), Some(Some(item))) = (regions[0], regions.get(1)) {
                self.alias.regions.put(container, *item);
            }
        }
        let first = regions.first().copied().flatten();
        match path.as_str() {
            "min" | "max" if args.len() == 1 => first.map(|first| self.alias.regions.element_or_new(first)),
            "min" | "max" => {
                let mut all = None;
                for region in regions {
                    all = self.either(all, region);
                }
                all
            }
            "heapq.heappop" | "heapq.heappushpop" | "heapq.heapreplace" | "next" => {
                first.map(|first| self.alias.regions.element_or_new(first))
            }
            "typing.cast" => regions.get(1).copied().flatten(),
            "copy.deepcopy" => Some(self.alias.regions.fresh()),
            "enumerate"
            | "zip"
            | "itertools.product"
            | "itertools.zip_longest"
            | "itertools.combinations"
            | "itertools.permutations"
            | "itertools.pairwise" => {
                let tuple = self.alias.regions.fresh();
                for region in regions.into_iter().flatten() {
                    self.unite_elements(tuple, region);
                }
                let fresh = self.alias.regions.fresh();
                self.alias.regions.put(fresh, tuple);
                Some(fresh)
            }
            "map" | "functools.reduce" => {
                let fresh = self.alias.regions.fresh();
                if let Some(ExprKind::Lambda { body, .. }) = args.first().map(|arg| &arg.kind)
                    && let Some(region) = self.expr(body)
                {
                    self.alias.regions.put(fresh, region);
                }
                Some(fresh)
            }
            _ => {
                // A constructor or a copy: what the arguments hold is shared, they are not.
                let fresh = self.alias.regions.fresh();
                let is_class = matches!(self.program.binding(self.module, func), Binding::Class(_))
                    && matches!(func.kind, ExprKind::Name(_));
                for region in regions.into_iter().flatten() {
                    if is_class {
                        self.alias.regions.put(fresh, region);
                    } else {
                        self.unite_elements(fresh, region);
                    }
                }
                let _ = expr;
                Some(fresh)
            }
        }
    }
}
