//! Which assignments belong to one variable, and which variable each name is.
//!
//! Python reuses names (`words = words.split()`); Rust's types do not. So a name is taken apart into webs: two
//! assignments belong together when some use can see both. Each web is a variable with a type of its own. What a
//! nested function captures stays one variable.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::model::{Binding, FuncId, Program, Var, VarId};
use crate::names;
use crate::syntax::{Comprehension, Expr, ExprKind, FStringPart, Params, Span, Stmt, StmtKind};
use crate::types::Ty;

/// Stands for "not assigned yet" among the assignments that reach a use.
const UNBOUND: usize = usize::MAX;

type State = Option<Vec<Rc<Vec<usize>>>>;

struct Def {
    name: String,
    is_param: bool,
}

struct Block {
    address: usize,
    parent: Option<usize>,
    is_loop: bool,
}

struct Loop {
    breaks: State,
    continues: State,
}

/// A place where a name stands.
struct Occurrence {
    block: Option<usize>,
    def: usize,
    store: bool,
    /// Its place in the source; of an assignment, where its statement ends.
    at: u32,
}

struct Webs<'p, 'a> {
    program: &'p mut Program<'a>,
    func: FuncId,
    module: usize,
    index: HashMap<&'a str, usize>,
    outer: HashMap<String, Binding>,
    single: HashMap<usize, usize>,
    children: HashMap<&'a str, FuncId>,
    defs: Vec<Def>,
    roots: Vec<usize>,
    by_key: HashMap<usize, usize>,
    occurrences: BTreeMap<(usize, bool), Occurrence>,
    carried: Vec<(usize, usize)>,
    unbound: HashMap<usize, Span>,
    overrides: Vec<HashMap<&'a str, usize>>,
    blocks: Vec<Block>,
    block: usize,
    def_place: HashMap<usize, (usize, u32)>,
    /// Assignments, with what the name may hold before and where they stand.
    rebinds: Vec<(usize, Rc<Vec<usize>>, u32)>,
    loops: Vec<Loop>,
    handlers: Vec<Vec<Rc<Vec<usize>>>>,
    captured: HashSet<&'a str>,
    /// Where the statement at hand ends.
    end: u32,
    /// Assignments to variables of functions around.
    outer_stores: HashSet<usize>,
}

/// Resolves every name of a function and of those nested in it.
pub(crate) fn resolve(program: &mut Program<'_>, func: FuncId, outer: &HashMap<String, Binding>) {
    let def = program.funcs[func].def;
    let module = program.funcs[func].module;
    let params: Vec<&str> = def.params.iter().map(|param| param.name.as_str()).collect();
    let bound = names::bound(&def.body, &params);
    let captured = names::captured(&def.body);
    let children: HashMap<&str, FuncId> = program.funcs[func].children.iter().copied().collect();
    let mut webs = Webs {
        func,
        module,
        index: bound
            .locals
            .iter()
            .filter(|name| !children.contains_key(**name))
            .enumerate()
            .map(|(at, name)| (*name, at))
            .collect(),
        outer: outer.clone(),
        single: HashMap::new(),
        children,
        defs: Vec::new(),
        roots: Vec::new(),
        by_key: HashMap::new(),
        occurrences: BTreeMap::new(),
        carried: Vec::new(),
        unbound: HashMap::new(),
        overrides: Vec::new(),
        blocks: vec![Block { address: def.body.as_ptr() as usize, parent: None, is_loop: false }],
        block: 0,
        def_place: HashMap::new(),
        rebinds: Vec::new(),
        loops: Vec::new(),
        handlers: Vec::new(),
        captured,
        end: 0,
        outer_stores: HashSet::new(),
        program,
    };
    webs.run(&params);
    let outer = webs.finish(&params);
    let children: Vec<FuncId> = program.funcs[func].children.iter().map(|(_, child)| *child).collect();
    for child in children {
        resolve(program, child, &outer);
    }
}

impl<'a> Webs<'_, 'a> {
    fn run(&mut self, params: &[&'a str]) {
        let unbound = Rc::new(vec![UNBOUND]);
        let mut state = vec![unbound; self.index.len()];
        for name in params {
            let def = self.define(name, true);
            // A function within may have the name, too; that is refused.
            let Some(at) = self.index.get(name).copied() else { continue };
            state[at] = Rc::new(vec![def]);
            self.def_place.insert(def, (0, 0));
        }
        let names: Vec<&str> =
            self.captured.iter().copied().filter(|name| self.index.contains_key(name)).collect();
        for name in names {
            let at = self.index[name];
            let def = if params.contains(&name) { state[at][0] } else { self.define(name, false) };
            self.single.insert(at, def);
        }
        let body = &self.program.funcs[self.func].def.body;
        let mut state = Some(state);
        self.statements(body, &mut state);
    }

    fn define(&mut self, name: &str, is_param: bool) -> usize {
        self.defs.push(Def { name: name.to_owned(), is_param });
        self.roots.push(self.roots.len());
        self.defs.len() - 1
    }

    fn root(&self, mut def: usize) -> usize {
        while self.roots[def] != def {
            def = self.roots[def];
        }
        def
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.roots[a.max(b)] = a.min(b);
    }

    fn block(&mut self, body: &'a [Stmt], is_loop: bool, state: &mut State) {
        let address = body.as_ptr() as usize;
        let known = self.blocks.iter().position(|block| block.address == address);
        let block = known.unwrap_or_else(|| {
            self.blocks.push(Block { address, parent: Some(self.block), is_loop });
            self.blocks.len() - 1
        });
        let before = std::mem::replace(&mut self.block, block);
        self.statements(body, state);
        self.block = before;
    }

    fn statements(&mut self, body: &'a [Stmt], state: &mut State) {
        for stmt in body {
            if state.is_none() {
                // Unreachable, but its names still want a meaning.
                let unbound = Rc::new(vec![UNBOUND]);
                let mut dead = Some(vec![unbound; self.index.len()]);
                let before = self.unbound.clone();
                self.statement(stmt, &mut dead);
                self.unbound = before;
                continue;
            }
            self.statement(stmt, state);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    fn statement(&mut self, stmt: &'a Stmt, state: &mut State) {
        let is_simple = names::bodies(stmt).is_empty();
        self.end = if is_simple { stmt.span.end } else { stmt.span.start };
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.expr(value, state);
                for target in targets {
                    self.target(target, state);
                }
            }
            StmtKind::AnnAssign { target, value, .. } => {
                if let Some(value) = value {
                    self.expr(value, state);
                    self.target(target, state);
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target, state);
                self.expr(value, state);
                if let ExprKind::Name(name) = &target.kind {
                    let before = self.reaching(name, state);
                    self.target(target, state);
                    if let (Some(before), Some(after)) = (before, self.by_key.get(&self.key(target)).copied())
                    {
                        for def in before.iter().filter(|def| **def != UNBOUND) {
                            self.unite(*def, after);
                        }
                    }
                }
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.for_loop(target, iter, body, orelse, state);
            }
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, state),
            StmtKind::If { test, body, orelse } => {
                self.expr(test, state);
                let mut other = state.clone();
                self.block(body, false, state);
                self.block(orelse, false, &mut other);
                merge(state, other);
            }
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value, state);
                }
                *state = None;
            }
            StmtKind::Raise { exc, cause } => {
                for value in exc.iter().chain(cause) {
                    self.expr(value, state);
                }
                *state = None;
            }
            StmtKind::Break => {
                if let Some(innermost) = self.loops.last_mut() {
                    merge(&mut innermost.breaks, state.take());
                }
            }
            StmtKind::Continue => {
                if let Some(innermost) = self.loops.last_mut() {
                    merge(&mut innermost.continues, state.take());
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.handlers.push(state.clone().unwrap_or_default());
                self.block(body, false, state);
                let caught = self.handlers.pop().expect("it was pushed above");
                self.block(orelse, false, state);
                for handler in handlers {
                    let mut from = Some(caught.clone());
                    if let Some(kind) = &handler.kind {
                        self.expr(kind, &mut from);
                    }
                    if let Some(name) = &handler.name {
                        self.store_name(&name.name, names::span_key(name.span), name.span, &mut from);
                    }
                    self.block(&handler.body, false, &mut from);
                    merge(state, from);
                }
                self.block(finalbody, false, state);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context, state);
                    if let Some(target) = &item.target {
                        self.target(target, state);
                    }
                }
                self.block(body, false, state);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject, state);
                let mut after = if names::is_exhaustive(cases) { None } else { state.clone() };
                for case in cases {
                    let mut inside = state.clone();
                    self.pattern(&case.pattern, &mut inside);
                    if let Some(guard) = &case.guard {
                        self.expr(guard, &mut inside);
                    }
                    self.block(&case.body, false, &mut inside);
                    merge(&mut after, inside);
                }
                *state = after;
            }
            StmtKind::Delete { targets } => {
                for target in targets {
                    self.expr(target, state);
                    if let (ExprKind::Name(name), Some(state)) = (&target.kind, state.as_mut())
                        && let Some(at) = self.index.get(name.as_str())
                    {
                        state[*at] = Rc::new(vec![UNBOUND]);
                    }
                }
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test, state);
                if let Some(msg) = msg {
                    self.expr(msg, state);
                }
            }
            StmtKind::Expr { value } => self.expr(value, state),
            StmtKind::FunctionDef(inner) => {
                let defaults = inner.params.iter().filter_map(|param| param.default.as_ref());
                for default in defaults {
                    self.expr(default, state);
                }
            }
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: &'a crate::syntax::Pattern, state: &mut State) {
        for name in names::pattern_names(pattern) {
            self.store_name(&name.name, names::span_key(name.span), name.span, state);
        }
        for value in names::pattern_values(pattern) {
            self.expr(value, state);
        }
    }

    fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        state: &mut State,
    ) {
        self.expr(iter, state);
        let entry = state.clone();
        let mut head = entry.clone();
        let after = loop {
            self.loops.push(Loop { breaks: None, continues: None });
            let mut inside = head.clone();
            self.in_block(body, true, |webs| {
                webs.target(target, &mut inside);
                webs.statements(body, &mut inside);
            });
            let ended = self.loops.pop().expect("it was pushed above");
            merge(&mut inside, ended.continues);
            let mut next = entry.clone();
            merge(&mut next, inside);
            if next == head {
                let mut after = head;
                self.block(orelse, false, &mut after);
                merge(&mut after, ended.breaks);
                break after;
            }
            head = next;
        };
        *state = after;
    }

    fn in_block(&mut self, body: &'a [Stmt], is_loop: bool, inner: impl FnOnce(&mut Self)) {
        let address = body.as_ptr() as usize;
        let known = self.blocks.iter().position(|block| block.address == address);
        let block = known.unwrap_or_else(|| {
            self.blocks.push(Block { address, parent: Some(self.block), is_loop });
            self.blocks.len() - 1
        });
        let before = std::mem::replace(&mut self.block, block);
        inner(self);
        self.block = before;
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], state: &mut State) {
        let entry = state.clone();
        let mut head = entry.clone();
        let endless = matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1));
        *state = loop {
            self.loops.push(Loop { breaks: None, continues: None });
            let mut inside = head.clone();
            self.expr(test, &mut inside);
            let tested = inside.clone();
            self.block(body, true, &mut inside);
            let ended = self.loops.pop().expect("it was pushed above");
            merge(&mut inside, ended.continues);
            let mut next = entry.clone();
            merge(&mut next, inside);
            if next == head {
                let mut after = if endless { None } else { tested };
                self.block(orelse, false, &mut after);
                merge(&mut after, ended.breaks);
                break after;
            }
            head = next;
        };
    }

    fn key(&self, expr: &Expr) -> usize {
        self.program.key(self.module, expr)
    }

    fn target(&mut self, target: &'a Expr, state: &mut State) {
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, self.key(target), target.span, state),
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                for target in elts {
                    self.target(target, state);
                }
            }
            ExprKind::Starred { value } => self.target(value, state),
            _ => self.expr(target, state),
        }
    }

    fn store_name(&mut self, name: &'a str, key: usize, span: Span, state: &mut State) {
        for scope in self.overrides.iter().rev() {
            if let Some(def) = scope.get(name) {
                self.by_key.insert(key, *def);
                return;
            }
        }
        let Some(at) = self.index.get(name).copied() else {
            let binding = self.elsewhere(name);
            if let Binding::Var(var) = binding
                && self.outer_stores.insert(key)
            {
                // `nonlocal`: the variable around is assigned here, whenever the function is called.
                self.program.vars[var].stores += 1;
                self.program.vars[var].stored_in_loop = true;
            }
            self.set(key, binding);
            return;
        };
        let single = self.single.get(&at).copied();
        let def = match self.by_key.get(&key).copied() {
            Some(def) => def,
            None => single.unwrap_or_else(|| self.define(name, false)),
        };
        self.by_key.insert(key, def);
        self.def_place.entry(def).or_insert((self.block, span.start));
        self.occurrences.insert(
            (key, true),
            Occurrence { block: Some(self.block), def, store: true, at: self.end.max(span.end) },
        );
        if let Some(state) = state {
            let before = std::mem::replace(&mut state[at], Rc::new(vec![def]));
            self.rebinds.push((def, before, span.start));
        }
        for handler in &mut self.handlers {
            if let Some(reaching) = handler.get_mut(at)
                && !reaching.contains(&def)
            {
                Rc::make_mut(reaching).push(def);
                Rc::make_mut(reaching).sort_unstable();
            }
        }
    }

    fn set(&mut self, key: usize, binding: Binding) {
        if key < self.program.bindings.len() {
            self.program.bindings[key] = binding;
        }
    }

    fn reaching(&self, name: &str, state: &State) -> Option<Rc<Vec<usize>>> {
        let at = self.index.get(name)?;
        state.as_ref().map(|state| state[*at].clone())
    }

    fn elsewhere(&self, name: &str) -> Binding {
        if let Some(child) = self.children.get(name) {
            return Binding::Func(*child);
        }
        if let Some(binding) = self.outer.get(name) {
            return binding.clone();
        }
        names::global(self.program, self.module, name)
    }

    fn load(&mut self, name: &'a str, expr: &Expr, state: &State) {
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
    fn innermost_loop(&self, other: usize) -> usize {
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

    fn ancestors(&self, block: usize) -> Vec<usize> {
        let mut all = vec![block];
        while let Some(parent) = self.blocks[*all.last().expect("it begins with one")].parent {
            all.push(parent);
        }
        all
    }

    fn common(&self, a: usize, b: usize) -> usize {
        let above = self.ancestors(b);
        self.ancestors(a).into_iter().find(|block| above.contains(block)).unwrap_or(0)
    }

    fn expr(&mut self, expr: &'a Expr, state: &mut State) {
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

    fn parts(&mut self, parts: &'a [FStringPart], state: &mut State) {
        for part in parts {
            if let FStringPart::Value { expr, spec, .. } = part {
                self.expr(expr, state);
                if let Some(spec) = spec {
                    self.parts(spec, state);
                }
            }
        }
    }

    fn lambda(&mut self, params: &'a Params, body: &'a Expr, state: &mut State) {
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

    fn comprehension(&mut self, generators: &'a [Comprehension], elements: &[&'a Expr], state: &mut State) {
        self.overrides.push(HashMap::new());
        for (at, generator) in generators.iter().enumerate() {
            if at == 0 {
                let scope = self.overrides.pop().expect("it was pushed above");
                self.expr(&generator.iter, state);
                self.overrides.push(scope);
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
    }

    /// Makes variables of the webs; gives what nested functions see.
    fn finish(mut self, params: &[&'a str]) -> HashMap<String, Binding> {
        let mut var_of: HashMap<usize, VarId> = HashMap::new();
        for def in 0..self.defs.len() {
            let root = self.root(def);
            let captured = self.single.values().any(|single| self.root(*single) == root);
            let var = *var_of.entry(root).or_insert_with(|| {
                self.program.vars.push(Var {
                    name: self.defs[root].name.clone(),
                    func: self.func,
                    ty: Ty::Never,
                    stores: 0,
                    is_param: false,
                    home: 0,
                    stored_in_loop: false,
                    rebound: false,
                    ahead: false,
                    captured,
                    unbound: None,
                    mutated: false,
                    chars: false,
                    read: captured,
                    rust: String::new(),
                    first: u32::MAX,
                    last: 0,
                });
                self.program.vars.len() - 1
            });
            if self.defs[def].is_param {
                self.program.vars[var].is_param = true;
                self.program.vars[var].stores += 1;
            }
        }
        self.place(&var_of);
        for (key, def) in &self.by_key {
            let var = var_of[&self.root(*def)];
            if *key < self.program.bindings.len() {
                self.program.bindings[*key] = Binding::Var(var);
            } else {
                self.program.unnumbered.insert((self.func, *key), var);
            }
        }
        for (def, span) in &self.unbound {
            let var = var_of[&self.root(*def)];
            self.program.vars[var].unbound.get_or_insert(*span);
        }
        self.rename(&var_of);
        let param_vars: Vec<VarId> = (0..params.len()).map(|at| var_of[&self.root(at)]).collect();
        for (param, var) in self.program.funcs[self.func].params.iter_mut().zip(&param_vars) {
            param.var = *var;
        }
        let mut outer = self.outer.clone();
        for (name, child) in &self.children {
            outer.insert((*name).to_owned(), Binding::Func(*child));
        }
        for (name, at) in &self.index {
            match self.single.get(at) {
                Some(def) => outer.insert((*name).to_owned(), Binding::Var(var_of[&self.root(*def)])),
                None => outer.remove(*name),
            };
        }
        outer
    }

    /// Rust may use a name again once the one before is done with; otherwise the later variable gets a number.
    fn rename(&mut self, var_of: &HashMap<usize, VarId>) {
        let mut vars: Vec<VarId> = var_of.values().copied().collect();
        vars.sort_unstable();
        vars.dedup();
        vars.retain(|var| self.program.vars[*var].home != 0 || self.program.vars[*var].is_param);
        vars.sort_by_key(|var| (!self.program.vars[*var].is_param, self.program.vars[*var].first));
        for at in 1..vars.len() {
            let info = &self.program.vars[vars[at]];
            let before =
                vars[..at].iter().map(|var| &self.program.vars[*var]).filter(|other| other.name == info.name);
            let (count, clash) = before.fold((0, false), |(count, clash), other| {
                let (start, from) = if other.is_param { (0, info.first) } else { (other.first, info.first) };
                (count + 1, clash || info.ahead || other.last > from || start > from)
            });
            if clash {
                self.program.vars[vars[at]].rust = format!("{}_{}", info.name, count + 1);
            }
        }
    }

    /// Finds the home of each variable.
    fn place(&mut self, var_of: &HashMap<usize, VarId>) {
        let mut homes: HashMap<VarId, usize> = HashMap::new();
        let mut stores: HashMap<VarId, Vec<usize>> = HashMap::new();
        for occurrence in self.occurrences.values() {
            let var = var_of[&self.root(occurrence.def)];
            if occurrence.store {
                self.program.vars[var].stores += 1;
            } else {
                self.program.vars[var].read = true;
            }
            let Some(block) = occurrence.block else { continue };
            let info = &mut self.program.vars[var];
            info.last = info.last.max(occurrence.at);
            if occurrence.store {
                info.first = info.first.min(occurrence.at);
            }
            if occurrence.store {
                stores.entry(var).or_default().push(block);
            }
            let home = homes.get(&var).map_or(block, |home| self.common(*home, block));
            homes.insert(var, home);
        }
        for (def, around) in &self.carried {
            let var = var_of[&self.root(*def)];
            let outside = self.blocks[*around].parent.unwrap_or(0);
            let home = homes.get(&var).map_or(outside, |home| self.common(*home, outside));
            homes.insert(var, home);
        }
        for (var, home) in homes {
            let home =
                if self.program.vars[var].is_param || self.program.vars[var].captured { 0 } else { home };
            self.program.vars[var].home = self.blocks[home].address;
            let in_loop = |block: &usize| {
                self.ancestors(*block)
                    .into_iter()
                    .take_while(|block| *block != home)
                    .any(|block| self.blocks[block].is_loop)
            };
            self.program.vars[var].stored_in_loop =
                stores.get(&var).is_some_and(|blocks| blocks.iter().any(in_loop));
            let first = stores.get(&var).and_then(|blocks| blocks.first());
            self.program.vars[var].ahead = first.is_some_and(|block| *block != home);
        }
        for (def, before, at) in &self.rebinds {
            let root = self.root(*def);
            let var = var_of[&root];
            let in_loop = self.program.vars[var].stored_in_loop;
            let place = |def: &usize| self.def_place.get(def).map_or(0, |(_, place)| *place);
            let again = |other: &usize| {
                *other != UNBOUND && self.root(*other) == root && (in_loop || place(other) < *at)
            };
            self.program.vars[var].rebound |= before.iter().any(again);
        }
    }
}

fn merge(state: &mut State, other: State) {
    let Some(other) = other else { return };
    let Some(mine) = state else {
        *state = Some(other);
        return;
    };
    for (mine, other) in mine.iter_mut().zip(&other) {
        if mine == other {
            continue;
        }
        let mut all: Vec<usize> = mine.iter().chain(other.iter()).copied().collect();
        all.sort_unstable();
        all.dedup();
        *mine = Rc::new(all);
    }
}
