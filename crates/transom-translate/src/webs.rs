//! Which assignments belong to one variable, and which variable each name is.
//!
//! Python reuses names (`words = words.split()`); Rust's types do not. So a name is taken apart into webs: two
//! assignments belong together when some use can see both. Each web is a variable with a type of its own. What a
//! nested function captures stays one variable.

mod expression;
mod finish;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use crate::model::{Binding, FuncId, Program};
use crate::names;
use crate::syntax::{Expr, ExprKind, Span, Stmt, StmtKind};

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
    /// Loops that were gone through, by their bodies: what came round, and what their ends hold.
    settled: HashMap<usize, (State, State)>,
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
    let mut captured = names::captured(&def.body);
    names::stored_finally(&def.body, &mut captured);
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
        settled: HashMap::new(),
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
    pub(super) fn run(&mut self, params: &[&'a str]) {
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

    pub(super) fn define(&mut self, name: &str, is_param: bool) -> usize {
        self.defs.push(Def { name: name.to_owned(), is_param });
        self.roots.push(self.roots.len());
        self.defs.len() - 1
    }

    pub(super) fn root(&self, mut def: usize) -> usize {
        while self.roots[def] != def {
            def = self.roots[def];
        }
        def
    }

    pub(super) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.roots[a.max(b)] = a.min(b);
    }

    pub(super) fn block(&mut self, body: &'a [Stmt], is_loop: bool, state: &mut State) {
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

    pub(super) fn statements(&mut self, body: &'a [Stmt], state: &mut State) {
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
    pub(super) fn statement(&mut self, stmt: &'a Stmt, state: &mut State) {
        let is_simple = names::bodies(stmt).is_empty();
        self.end = if is_simple { stmt.span.end } else { stmt.span.start };
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.expr(value, state);
                for target in targets {
                    self.target(target, state);
                }
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.expr(value, state);
                self.target(target, state);
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
                // Whatever was assigned on the way to a `return` or `break`, `finally` finds.
                self.handlers.push(state.clone().unwrap_or_default());
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
                let left = self.handlers.pop().expect("it was pushed above");
                if finalbody.is_empty() {
                    return;
                }
                // On its way out it runs after any of them, and once more where the `try` came through.
                let mut leaving = state.clone();
                merge(&mut leaving, Some(left));
                self.block(finalbody, false, &mut leaving);
                if state.is_some() {
                    self.block(finalbody, false, state);
                }
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
                    self.in_block(&case.body, false, |webs| {
                        webs.pattern(&case.pattern, &mut inside);
                        if let Some(guard) = &case.guard {
                            webs.expr(guard, &mut inside);
                        }
                    });
                    if case.guard.is_some() {
                        // What the pattern bound stays bound where the guard does not hold.
                        merge(state, inside.clone());
                        if after.is_some() {
                            merge(&mut after, inside.clone());
                        }
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

    pub(super) fn pattern(&mut self, pattern: &'a crate::syntax::Pattern, state: &mut State) {
        for name in names::pattern_names(pattern) {
            self.store_name(&name.name, names::span_key(name.span), name.span, state);
        }
        for value in names::pattern_values(pattern) {
            self.expr(value, state);
        }
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        state: &mut State,
    ) {
        self.expr(iter, state);
        let place = iter.span.end;
        self.looped(body, orelse, state, |webs, head| {
            let mut inside = head.clone();
            // Whatever was read last: the target is assigned where the loop begins.
            webs.end = place;
            webs.in_block(body, true, |webs| {
                webs.target(target, &mut inside);
                webs.statements(body, &mut inside);
            });
            (inside, head)
        });
    }

    /// Goes through a loop until nothing new comes round; `pass` gives what its body's end and its normal end hold.
    fn looped(
        &mut self,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        state: &mut State,
        pass: impl Fn(&mut Self, State) -> (State, State),
    ) {
        let address = body.as_ptr() as usize;
        let mut head = state.clone();
        if let Some((before, after)) = self.settled.get(&address) {
            merge(&mut head, before.clone());
            // What comes in brings nothing new. Within a `try`, each pass also tells its handlers.
            if head == *before && self.handlers.is_empty() {
                state.clone_from(after);
                return;
            }
        }
        let entry = head.clone();
        *state = loop {
            self.loops.push(Loop { breaks: None, continues: None });
            let (inside, mut after) = pass(self, head.clone());
            let ended = self.loops.pop().expect("it was pushed above");
            let mut next = entry.clone();
            merge(&mut next, inside);
            merge(&mut next, ended.continues);
            if next == head {
                self.block(orelse, false, &mut after);
                merge(&mut after, ended.breaks);
                self.settled.insert(address, (head, after.clone()));
                break after;
            }
            head = next;
        };
    }

    pub(super) fn in_block(&mut self, body: &'a [Stmt], is_loop: bool, inner: impl FnOnce(&mut Self)) {
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

    pub(super) fn while_loop(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        state: &mut State,
    ) {
        let endless = matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1));
        let place = test.span.end;
        self.looped(body, orelse, state, |webs, head| {
            let mut inside = head;
            webs.end = place;
            webs.expr(test, &mut inside);
            for target in names::walruses(test) {
                // The next round finds the value of this one.
                if let Some(def) = webs.by_key.get(&webs.key(target)).copied() {
                    webs.rebinds.push((def, Rc::new(vec![def]), u32::MAX));
                }
            }
            let tested = inside.clone();
            webs.block(body, true, &mut inside);
            (inside, if endless { None } else { tested })
        });
    }

    pub(super) fn key(&self, expr: &Expr) -> usize {
        self.program.key(self.module, expr)
    }

    pub(super) fn target(&mut self, target: &'a Expr, state: &mut State) {
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

    pub(super) fn store_name(&mut self, name: &'a str, key: usize, span: Span, state: &mut State) {
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

    pub(super) fn set(&mut self, key: usize, binding: Binding) {
        if key < self.program.bindings.len() {
            self.program.bindings[key] = binding;
        }
    }

    pub(super) fn reaching(&self, name: &str, state: &State) -> Option<Rc<Vec<usize>>> {
        let at = self.index.get(name)?;
        state.as_ref().map(|state| state[*at].clone())
    }

    pub(super) fn elsewhere(&self, name: &str) -> Binding {
        if let Some(child) = self.children.get(name) {
            return Binding::Func(*child);
        }
        if let Some(binding) = self.outer.get(name) {
            return binding.clone();
        }
        names::global(self.program, self.module, name)
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
