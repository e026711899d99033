//! A Python module as a tree of our own: plain owned data, made by [`parse()`] alone.
//!
//! It holds what the source says and nothing that is found out about it. Statements and expressions nest at most
//! [`DEPTH_MAX`] levels, so a pass over them may recurse.

mod expr;
mod lines;
pub mod parse;
mod stmt;

pub use expr::{
    BinOp, BoolOp, CompareOp, Comprehension, Conversion, Expr, ExprId, ExprKind, FStringPart, Keyword,
    UnaryOp,
};
pub use lines::{Lines, Position, Span};
pub use parse::{DEPTH_MAX, FaultKind, SOURCE_BYTES_MAX, SyntaxFault, parse};
pub use stmt::{
    Alias, Case, ClassDef, Docstring, FunctionDef, Handler, Name, Param, Params, Pattern, PatternKind, Stmt,
    StmtKind, TypeParam, TypeParamKind, WithItem,
};

/// A module of Python source.
#[derive(Clone, Debug)]
pub struct Module {
    /// Dotted: `app.pricing`.
    pub name: String,
    /// As it is shown to people.
    pub path: String,
    /// What every [`Span`] is an offset into: the text without a byte order mark, each line ending in `\n`.
    pub source: String,
    /// Where its lines begin.
    pub lines: Lines,
    /// What a module begins with, and `body` leaves out.
    pub docstring: Option<Docstring>,
    /// Its statements.
    pub body: Vec<Stmt>,
    /// Its comments from the `#` on, in order.
    pub comments: Vec<(Span, String)>,
    /// How many expressions it has: every [`ExprId`] is less.
    pub expressions: u32,
}

impl Module {
    /// The source between two offsets.
    pub fn text(&self, span: Span) -> &str {
        &self.source[span.start as usize..span.end as usize]
    }

    /// Line and column of the beginning of a span.
    pub fn position(&self, span: Span) -> Position {
        self.lines.position(&self.source, span.start)
    }

    /// Line and column just behind a span.
    pub fn end_position(&self, span: Span) -> Position {
        self.lines.position(&self.source, span.end)
    }

    /// A line of the source, counted from 1, without its end.
    pub fn line(&self, line: u32) -> &str {
        self.lines.text(&self.source, line)
    }
}
