//! What happens to the variables of a function on its way through: which may be unbound, which uses are the last,
//! which loops carry a value on, what is never reached.
//!
//! The function is laid out as blocks of reads and stores with an edge wherever control may pass, an exception within
//! a `try` included; each question is one fixed point over these blocks. An exception that leaves the function ends
//! its variables. Values are not looked at, constant conditions such as `while True` aside.

mod expression;
mod graph;
mod statement;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::scope::{Names, Scope, ScopeKey};
use crate::syntax::{ExprId, FunctionDef, Span};
use graph::{Block, Event, Graph, Sets, Var, has, step_backward, step_forward};

/// Sixty-four-bit words of one fixed point: beyond stands no function that somebody wrote.
const WORDS_MAX: usize = 1 << 24;
/// The number of an event that no expression stands for: a function definition that captures.
const DEFINITION: ExprId = ExprId(u32::MAX);

/// What was found out about a function. Names are those of its own variables, what `global` and `nonlocal` declare
/// aside; targets of comprehensions count in `last_uses` alone.
#[derive(Clone, Debug, Default)]
pub struct Flow<'m> {
    /// Reads of variables that may have no value, in the order of the source.
    pub unbound: Vec<Unbound<'m>>,
    /// Reads of a variable whose value nothing can read again. What an inner function captures is never among them.
    pub last_uses: HashSet<ExprId>,
    /// Where a name gets a value that nothing reads, by the span of the name.
    pub unread: BTreeSet<Span>,
    /// Statements that are never reached; one that follows another, or is within it, is left out.
    pub unreachable: Vec<Span>,
    /// Whether the end of the body is reached, so that it answers `None`.
    pub reaches_end: bool,
    /// Every variable.
    pub variables: BTreeMap<&'m str, Variable>,
    /// Every `for` and `while` by the byte where it begins.
    pub loops: BTreeMap<u32, Loop<'m>>,
}

/// A read that may find nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound<'m> {
    /// The variable.
    pub name: &'m str,
    /// The name that reads it, the lambda, or the name of the inner function that captures it.
    pub span: Span,
    /// Of the reading expression; an inner function is none.
    pub id: Option<ExprId>,
}

/// What happens to a variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts")]
pub struct Variable {
    /// At how many places it gets a value, not counting that it is a parameter.
    pub stores: u32,
    /// Whether one of them is within a loop.
    pub in_loop: bool,
    /// Whether one of them may find a value there already, a parameter's included: then it needs `mut`, unless it
    /// lives within the loop.
    pub rebound: bool,
    /// Whether a function, lambda, class or generator expression within reads it at a time of its own.
    pub captured: bool,
    /// Whether it is ever read.
    pub read: bool,
    /// Whether a value is read after a `del`, or a branch, may have left it without.
    pub unbound: bool,
}

/// What passes from one round of a loop to the next, and out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loop<'m> {
    /// Targets of a `for` that are read after it.
    pub targets_read_after: Names<'m>,
    /// Variables that the loop stores and a later round may read before it stores them anew.
    pub carried: Names<'m>,
    /// Variables that the loop stores and that may be read after it.
    pub read_after: Names<'m>,
}

/// Follows the variables of a function; `scope` is that of the function. `None` when it is too large to be followed.
pub fn flow<'m>(function: &'m FunctionDef, scope: &Scope<'m>) -> Option<Flow<'m>> {
    let mut layout = Layout::new(scope);
    layout.function(function);
    let words = layout.variables.len().div_ceil(64).saturating_mul(layout.graph.next.len());
    (words <= WORDS_MAX).then(|| layout.solve())
}

/// A variable while the function is laid out.
struct Local<'m> {
    name: &'m str,
    captured: bool,
    /// Not the function's own but a comprehension's.
    inner: bool,
}

/// Where a jump goes, or what it does on its way out.
enum Frame {
    Loop {
        on_break: Block,
        on_continue: Block,
    },
    Finally {
        entry: Block,
        jumps: Vec<Jump>,
    },
    /// The end of a handler takes its name away.
    Handler(Var),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Jump {
    Break,
    Continue,
    Return,
}

/// A loop once it is laid out.
struct LoopBlocks {
    start: u32,
    /// Whose beginning sees what a round sees of the one before.
    round: Block,
    /// Where the test of a `while` is evaluated.
    tests: Vec<Block>,
    exits: [Block; 2],
    /// The blocks of its rounds.
    inside: std::ops::Range<Block>,
    targets: Vec<Var>,
}

/// A function while it is laid out as blocks.
struct Layout<'m, 's> {
    graph: Graph,
    current: Block,
    exit: Block,
    /// Where an exception goes, when it does not leave the function.
    caught: Option<Block>,
    frames: Vec<Frame>,
    variables: Vec<Local<'m>>,
    /// What names mean: the function's own first, then those of the comprehensions around.
    names: Vec<HashMap<&'m str, Var>>,
    scopes: HashMap<ScopeKey, &'s Scope<'m>>,
    /// Names of inner functions: these may capture each other before they are all defined.
    inner_functions: HashSet<&'m str>,
    statements: Vec<(Span, Block)>,
    loops: Vec<LoopBlocks>,
    finally_depth: u32,
    /// How many of the first events stand for parameters.
    parameters: usize,
}

impl<'m, 's> Layout<'m, 's> {
    fn new(scope: &'s Scope<'m>) -> Self {
        let mut graph = Graph::default();
        let (current, exit) = (graph.block(), graph.block());
        let variables: Vec<Local> =
            scope.locals.iter().map(|name| Local { name, captured: false, inner: false }).collect();
        let names = variables.iter().enumerate().map(|(var, local)| (local.name, var)).collect();
        Self {
            graph,
            current,
            exit,
            caught: None,
            frames: Vec::new(),
            variables,
            names: vec![names],
            scopes: scope.all().into_iter().map(|scope| (scope.key, scope)).collect(),
            inner_functions: HashSet::new(),
            statements: Vec::new(),
            loops: Vec::new(),
            finally_depth: 0,
            parameters: 0,
        }
    }

    fn function(&mut self, function: &'m FunctionDef) {
        for param in function.params.iter() {
            if let Some(var) = self.var(&param.name) {
                self.graph.events[0].push(Event::Store(var, param.name_span));
            }
        }
        self.parameters = self.graph.events[0].len();
        self.body(&function.body);
    }

    fn var(&self, name: &str) -> Option<Var> {
        self.names.iter().rev().find_map(|names| names.get(name)).copied()
    }

    /// A block whose events may raise.
    fn block(&mut self) -> Block {
        let block = self.graph.block();
        if let Some(caught) = self.caught {
            self.graph.edge(block, caught);
        }
        block
    }

    /// Goes on in a new block, which the current one leads to.
    fn advance(&mut self) {
        let next = self.block();
        self.lead_to(next);
        self.current = next;
    }

    fn lead_to(&mut self, block: Block) {
        self.graph.edge(self.current, block);
    }

    /// Changes what a variable holds. Where an exception is caught, the handler sees it before or after.
    fn change(&mut self, event: Event) {
        if self.caught.is_some() {
            self.advance();
        }
        self.graph.events[self.current].push(event);
    }

    fn load(&mut self, name: &str, id: ExprId, span: Span) {
        if let Some(var) = self.var(name) {
            self.graph.events[self.current].push(Event::Load(var, id, span));
        }
    }

    fn store(&mut self, name: &str, span: Span) {
        if let Some(var) = self.var(name) {
            self.change(Event::Store(var, span));
        }
    }

    /// Something of its own time reads these variables: it needs them by now, and may read them at any time after.
    fn capture(&mut self, key: ScopeKey, id: ExprId, span: Span) {
        let Some(scope) = self.scopes.get(&key) else { return };
        for name in &scope.captured {
            if let Some(var) = self.var(name) {
                self.variables[var].captured = true;
                if !self.inner_functions.contains(name) {
                    self.graph.events[self.current].push(Event::Load(var, id, span));
                }
            }
        }
    }

    fn solve(self) -> Flow<'m> {
        let mut flow = Flow::default();
        let reached = self.graph.reached();
        flow.reaches_end = reached[self.current];
        flow.unreachable = self.unreachable(&reached);
        for local in self.variables.iter().filter(|local| !local.inner) {
            flow.variables.insert(local.name, Variable { captured: local.captured, ..Variable::default() });
        }
        self.tell_unbound(&reached, &mut flow);
        self.tell_rebound(&reached, &mut flow);
        let live = self.graph.backward(self.variables.len());
        self.tell_uses(&live, &mut flow);
        self.tell_loops(&live, &mut flow);
        flow
    }

    fn unreachable(&self, reached: &[bool]) -> Vec<Span> {
        // A statement may be laid out twice, within a `finally`.
        let mut places: BTreeMap<Span, bool> = BTreeMap::new();
        for (span, block) in &self.statements {
            *places.entry(*span).or_default() |= reached[*block];
        }
        let mut first = Vec::<Span>::new();
        let mut open = false;
        for (span, reached) in places {
            if !reached && !open && first.last().is_none_or(|last| !last.contains(span)) {
                first.push(span);
            }
            open = !reached;
        }
        first
    }

    fn tell_unbound(&self, reached: &[bool], flow: &mut Flow<'m>) {
        let without = self.graph.forward(self.variables.len(), reached, false);
        let mut found = BTreeMap::new();
        self.each_event(&without, reached, false, |row, event| match event {
            Event::Load(var, id, span) | Event::Delete(var, id, span) if has(row, var) => {
                found.insert((span, var), id);
            }
            _ => {}
        });
        for ((span, var), id) in found {
            let local = &self.variables[var];
            let id = (id != DEFINITION).then_some(id);
            flow.unbound.push(Unbound { name: local.name, span, id });
            if !local.inner
                && let Some(variable) = flow.variables.get_mut(local.name)
            {
                variable.unbound = true;
            }
        }
    }

    fn tell_rebound(&self, reached: &[bool], flow: &mut Flow<'m>) {
        let having = self.graph.forward(self.variables.len(), reached, true);
        let mut rebound = HashSet::new();
        self.each_event(&having, reached, true, |row, event| match event {
            Event::Store(var, _) if has(row, var) => {
                rebound.insert(var);
            }
            _ => {}
        });
        let mut inside = vec![false; self.graph.events.len()];
        for one in &self.loops {
            inside[one.inside.clone()].fill(true);
        }
        let mut stores = HashSet::new();
        for (block, events) in self.graph.events.iter().enumerate() {
            let parameters = if block == 0 { self.parameters } else { 0 };
            for event in &events[parameters..] {
                match event {
                    Event::Store(var, span) => {
                        let Some(variable) = self.facts(*var, flow) else { continue };
                        variable.in_loop |= inside[block];
                        variable.stores += u32::from(stores.insert((*var, *span)));
                        variable.rebound |= rebound.contains(var);
                    }
                    Event::Load(var, ..) => {
                        if let Some(variable) = self.facts(*var, flow) {
                            variable.read = true;
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn facts<'f>(&self, var: Var, flow: &'f mut Flow<'m>) -> Option<&'f mut Variable> {
        let local = &self.variables[var];
        if local.inner { None } else { flow.variables.get_mut(local.name) }
    }

    fn tell_uses(&self, live: &Sets, flow: &mut Flow<'m>) {
        let mut used_again = HashSet::new();
        let mut read = HashSet::new();
        for (block, events) in self.graph.events.iter().enumerate() {
            let mut row = live.row(block).to_vec();
            for event in events.iter().rev() {
                match *event {
                    Event::Load(var, id, _) if has(&row, var) || self.variables[var].captured => {
                        used_again.insert(id);
                    }
                    Event::Load(_, id, _) => {
                        flow.last_uses.insert(id);
                    }
                    Event::Store(var, span) => {
                        if has(&row, var) || self.variables[var].captured {
                            read.insert(span);
                        } else if !self.variables[var].inner {
                            flow.unread.insert(span);
                        }
                    }
                    Event::Delete(..) | Event::Unbind(_) => {}
                }
                step_backward(&mut row, *event);
            }
        }
        flow.last_uses.retain(|id| !used_again.contains(id) && *id != DEFINITION);
        flow.unread.retain(|span| !read.contains(span));
    }

    fn tell_loops(&self, live: &Sets, flow: &mut Flow<'m>) {
        let at_start = |block: Block| {
            let mut row = live.row(block).to_vec();
            for event in self.graph.events[block].iter().rev() {
                step_backward(&mut row, *event);
            }
            row
        };
        for one in &self.loops {
            let mut round = at_start(one.round);
            for event in one.tests.iter().flat_map(|block| &self.graph.events[*block]) {
                if let Event::Load(..) = event {
                    step_backward(&mut round, *event);
                }
            }
            let exits = one.exits.map(at_start);
            let facts = flow.loops.entry(one.start).or_default();
            let name = |var: Var| self.variables[var].name;
            let live_after = |var: Var| exits.iter().any(|row| has(row, var)) || self.variables[var].captured;
            for event in self.graph.events[one.inside.clone()].iter().flatten() {
                let Event::Store(var, _) = *event else { continue };
                if self.variables[var].inner {
                    continue;
                }
                if has(&round, var) || self.variables[var].captured {
                    facts.carried.insert(name(var));
                }
                if live_after(var) {
                    facts.read_after.insert(name(var));
                }
            }
            let after = one.targets.iter().copied().filter(|var| live_after(*var));
            facts.targets_read_after.extend(after.map(name));
        }
    }

    /// Hands over every event that is reached with what holds before it.
    fn each_event(&self, at: &Sets, reached: &[bool], having: bool, mut meet: impl FnMut(&[u64], Event)) {
        for (block, events) in self.graph.events.iter().enumerate().filter(|(block, _)| reached[*block]) {
            let mut row = at.row(block).to_vec();
            for event in events {
                meet(&row, *event);
                step_forward(&mut row, *event, having);
            }
        }
    }
}
