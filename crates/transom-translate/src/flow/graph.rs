//! A function as blocks of events with edges between them, and what can be said of every point in it.

use crate::syntax::{ExprId, Span};

/// A local variable, or the target of a comprehension.
pub(super) type Var = usize;
pub(super) type Block = usize;

/// What happens to a variable.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// It is read by an expression.
    Load(Var, ExprId, Span),
    /// It gets a value, at this place.
    Store(Var, Span),
    /// `del`: it must have a value, and has none after.
    Delete(Var, ExprId, Span),
    /// It has no value from here on.
    Unbind(Var),
}

#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) events: Vec<Vec<Event>>,
    pub(super) next: Vec<Vec<Block>>,
}

impl Graph {
    pub(super) fn block(&mut self) -> Block {
        self.events.push(Vec::new());
        self.next.push(Vec::new());
        self.events.len() - 1
    }

    pub(super) fn edge(&mut self, from: Block, to: Block) {
        if !self.next[from].contains(&to) {
            self.next[from].push(to);
        }
    }

    fn before(&self) -> Vec<Vec<Block>> {
        let mut before = vec![Vec::new(); self.next.len()];
        for (from, next) in self.next.iter().enumerate() {
            for to in next {
                before[*to].push(from);
            }
        }
        before
    }

    /// Which blocks can be reached from the first.
    pub(super) fn reached(&self) -> Vec<bool> {
        let mut reached = vec![false; self.next.len()];
        let mut work = vec![0];
        while let Some(block) = work.pop() {
            if !std::mem::replace(&mut reached[block], true) {
                work.extend(&self.next[block]);
            }
        }
        reached
    }

    /// For the beginning of each block, the variables that may be without a value (`false`) or may have one (`true`).
    pub(super) fn forward(&self, vars: usize, reached: &[bool], having: bool) -> Sets {
        let mut at = Sets::new(self.next.len(), vars);
        if !having {
            (0..vars).for_each(|var| at.insert(0, var));
        }
        let mut work: Vec<Block> = (0..self.next.len()).rev().filter(|block| reached[*block]).collect();
        let mut queued = reached.to_vec();
        let mut row = Vec::new();
        while let Some(block) = work.pop() {
            queued[block] = false;
            row.clear();
            row.extend_from_slice(at.row(block));
            for event in &self.events[block] {
                step_forward(&mut row, *event, having);
            }
            for to in &self.next[block] {
                if at.unite(*to, &row) && !std::mem::replace(&mut queued[*to], true) {
                    work.push(*to);
                }
            }
        }
        at
    }

    /// For the end of each block, the variables whose value may still be read.
    pub(super) fn backward(&self, vars: usize) -> Sets {
        let before = self.before();
        let mut at = Sets::new(self.next.len(), vars);
        let mut work: Vec<Block> = (0..self.next.len()).collect();
        let mut queued = vec![true; self.next.len()];
        let mut row = Vec::new();
        while let Some(block) = work.pop() {
            queued[block] = false;
            row.clear();
            row.extend_from_slice(at.row(block));
            for event in self.events[block].iter().rev() {
                step_backward(&mut row, *event);
            }
            for from in &before[block] {
                if at.unite(*from, &row) && !std::mem::replace(&mut queued[*from], true) {
                    work.push(*from);
                }
            }
        }
        at
    }
}

/// What an event does to the set of variables that may be without a value, or that may have one.
pub(super) fn step_forward(row: &mut [u64], event: Event, having: bool) {
    match event {
        // Read without a value it raises: what comes after a read has one.
        Event::Store(var, _) | Event::Load(var, ..) => set(row, var, having),
        Event::Delete(var, ..) | Event::Unbind(var) => set(row, var, !having),
    }
}

/// What an event does to the set of variables whose value may still be read.
pub(super) fn step_backward(row: &mut [u64], event: Event) {
    match event {
        Event::Load(var, ..) => set(row, var, true),
        Event::Store(var, _) | Event::Delete(var, ..) | Event::Unbind(var) => set(row, var, false),
    }
}

fn set(row: &mut [u64], var: Var, member: bool) {
    if member {
        row[var / 64] |= 1 << (var % 64);
    } else {
        row[var / 64] &= !(1 << (var % 64));
    }
}

/// Whether a row has a variable.
pub(super) fn has(row: &[u64], var: Var) -> bool {
    row[var / 64] & (1 << (var % 64)) != 0
}

/// A set of variables for each block.
pub(super) struct Sets {
    words: usize,
    bits: Vec<u64>,
}

impl Sets {
    fn new(blocks: usize, vars: usize) -> Self {
        let words = vars.div_ceil(64);
        Self { words, bits: vec![0; blocks * words] }
    }

    pub(super) fn row(&self, block: Block) -> &[u64] {
        &self.bits[block * self.words..][..self.words]
    }

    fn insert(&mut self, block: Block, var: Var) {
        let words = self.words;
        set(&mut self.bits[block * words..][..words], var, true);
    }

    /// Adds a row to a block's; whether that changed it.
    fn unite(&mut self, block: Block, row: &[u64]) -> bool {
        let words = self.words;
        let mut changed = false;
        for (own, other) in self.bits[block * words..][..words].iter_mut().zip(row) {
            changed |= *other & !*own != 0;
            *own |= other;
        }
        changed
    }
}
