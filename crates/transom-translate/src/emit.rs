//! The draft's text: each typed expression and statement as Rust that reads like its Python.

mod arguments;
mod arithmetic;
mod assign;
mod attempt;
mod augment;
mod branch;
mod builtin;
mod call;
mod closure;
mod compare;
mod comprehension;
mod constants;
mod dicts;
mod docs;
mod expr;
mod form;
mod format;
mod function;
mod item;
mod iter;
mod library;
mod literal;
mod loops;
mod matching;
mod member;
mod memo;
mod mode;
mod module;
mod object;
mod operation;
mod patterns;
mod reduce;
mod reuse;
mod room;
mod sharing;
mod statement;
mod subscript;
mod target;
mod test;
mod unpack;
mod walks;

use std::collections::{HashMap, HashSet};

pub(crate) use form::{Code, Form};
pub(crate) use mode::Mode;
pub(crate) use module::{Written, files, functions};

use crate::alias::Alias;
use crate::model::{Binding, FuncId, Program, VarId};
use crate::syntax::{Expr, Span, Stmt};
use crate::types::Ty;
use crate::why::Why;
pub(crate) use item::ident;

/// Writes one module-level function with all that is nested in it.
pub(crate) struct Emit<'p, 'a> {
    pub(crate) program: &'p mut Program<'a>,
    alias: &'p mut Alias,
    func: FuncId,
    module: usize,
    modes: HashMap<VarId, Mode>,
    lines: Vec<String>,
    indent: usize,
    /// Variables whose `let` was written.
    declared: Vec<VarId>,
    /// Where the enclosing loops go on, for `else` and `break`.
    loops: Vec<Loop>,
    /// Inside a closure `?` and `return` leave the closure only.
    closures: usize,
    /// The `try` bodies around.
    attempts: Vec<usize>,
    /// Names that the statements around need: nothing else gets them meanwhile.
    temps: Vec<String>,
    /// Names of the source: nothing that is made up here gets one.
    reserved: HashSet<String>,
    /// Whether a `try` body returned.
    leaves: bool,
    /// The blocks around, by the address of their statements, and whether each is a loop's.
    homes: Vec<(usize, bool)>,
    /// What is worked out here does not show the order of a set.
    order_is_hidden: bool,
    /// The call whose value is not used, by number.
    dropped: Option<usize>,
    /// Inside the value of a `return`: the variables that it reads, as often as it does.
    in_return: Vec<VarId>,
    /// The function is part of the engine's contract.
    exporting: bool,
    /// Expressions that were worked out before, by number.
    replaced: HashMap<usize, Code>,
    /// Names that differ for a while.
    renamed: HashMap<VarId, String>,
    /// Reads after which nothing sees the value again.
    last_uses: HashSet<usize>,
    around: Around<'p>,
    /// The statements behind the one at hand, in its block.
    ahead: &'a [Stmt],
    /// From where comments were not yet carried over.
    comment_span: Option<(u32, u32)>,
}

/// A loop around the statement.
struct Loop {
    /// Its label, where it has an `else`.
    label: Option<String>,
    /// How many `try` bodies were around it.
    attempts: usize,
}

/// What is known of all functions of the draft.
#[derive(Clone, Copy)]
pub(crate) struct Around<'p> {
    /// Those that call themselves, by themselves or over others.
    recursive: &'p HashSet<FuncId>,
    /// Those whose result holds a container of an argument.
    shares_argument: &'p HashSet<FuncId>,
}

impl<'p, 'a> Emit<'p, 'a> {
    /// A writer that has written nothing yet, at the top of a module.
    fn new(program: &'p mut Program<'a>, alias: &'p mut Alias, module: usize, around: Around<'p>) -> Self {
        Emit {
            program,
            alias,
            func: 0,
            module,
            modes: HashMap::new(),
            lines: Vec::new(),
            indent: 0,
            declared: Vec::new(),
            loops: Vec::new(),
            closures: 0,
            attempts: Vec::new(),
            temps: Vec::new(),
            reserved: HashSet::new(),
            leaves: false,
            homes: Vec::new(),
            order_is_hidden: false,
            dropped: None,
            in_return: Vec::new(),
            exporting: false,
            replaced: HashMap::new(),
            renamed: HashMap::new(),
            last_uses: HashSet::new(),
            around,
            ahead: &[],
            comment_span: None,
        }
    }
}

impl<'a> Emit<'_, 'a> {
    fn ty(&self, expr: &Expr) -> Ty {
        self.program.ty(self.module, expr).clone()
    }

    fn key(&self, expr: &Expr) -> usize {
        self.program.key(self.module, expr)
    }

    fn var(&self, expr: &Expr) -> Option<VarId> {
        match self.program.binding(self.module, expr) {
            Binding::Var(var) => Some(*var),
            _ => None,
        }
    }

    fn mode(&self, var: VarId) -> Mode {
        self.modes.get(&var).cloned().unwrap_or(Mode::Value)
    }

    fn no(&mut self, why: Why, span: Span) {
        self.program.refuse(self.func, why.code, span, why.message, why.mend);
    }

    fn source(&self, span: Span) -> &'a str {
        self.program.scopes[self.module].module.text(span)
    }

    fn line(&mut self, text: impl AsRef<str>) {
        let pad = "    ".repeat(self.indent);
        for line in text.as_ref().lines() {
            self.lines.push(if line.is_empty() { String::new() } else { format!("{pad}{line}") });
        }
    }

    fn temp(&mut self, stem: &str) -> String {
        let name = self.unused(stem);
        self.temps.push(name.clone());
        name
    }

    /// A name that neither the source nor the statements around use.
    fn unused(&self, stem: &str) -> String {
        let is_free = |name: &String| !self.reserved.contains(name) && !self.temps.contains(name);
        let numbered = (2..).map(|number| format!("{stem}_{number}"));
        std::iter::once(stem.to_owned())
            .chain(numbered)
            .find(is_free)
            .expect("there are more numbers than names")
    }

    /// Keeps the names that a function and those nested in it use from being given to something else.
    fn reserve(&mut self, func: FuncId) {
        let outermost = self.program.outermost(func);
        for var in &self.program.vars {
            if self.program.outermost(var.func) == outermost {
                self.reserved.insert(var.name.clone());
                self.reserved.insert(var.rust.clone());
            }
        }
        for other in &self.program.funcs {
            self.reserved.insert(other.rust.clone());
        }
        for constant in &self.program.constants {
            self.reserved.insert(constants::shout(constant.name));
        }
    }

    /// What `emit` writes, apart from the lines so far; how far it moves in is its own affair.
    fn captured(&mut self, emit: impl FnOnce(&mut Self)) -> Vec<String> {
        let before = std::mem::take(&mut self.lines);
        let indent = self.indent;
        emit(self);
        self.indent = indent;
        std::mem::replace(&mut self.lines, before)
    }
}
