//! Text into the tree. Only this file and the folder beside it know the parser's crates.
//!
//! What cannot be read is a [`SyntaxFault`], never a panic: the nesting is bounded on the tokens, before anything
//! recurses, and once more, exactly, while the tree is built.

mod expression;
mod nesting;
mod pattern;
mod statement;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use super::{ExprId, Lines, Module, Span};

/// Levels that statements and expressions may nest, together.
pub const DEPTH_MAX: u32 = 200;
/// The size of a source; above it stands no code that somebody wrote.
pub const SOURCE_BYTES_MAX: usize = 16 << 20;

/// Why a source could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// Which rule it breaks.
    pub kind: FaultKind,
    /// Where, in [`SyntaxFault::source`].
    pub span: Span,
    /// What was found, without a period.
    pub message: String,
    /// The source that the span refers to: its line ends are `\n`.
    pub source: String,
}

/// The rules that a source can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Python could not read it either, or not yet.
    Syntax,
    /// It nests deeper than [`DEPTH_MAX`].
    TooDeep,
    /// It is longer than [`SOURCE_BYTES_MAX`].
    TooLong,
}

/// Reads a module.
///
/// # Errors
/// The first fault, when the source is too long, nests too deep or is not Python.
pub fn parse(name: &str, path: &str, source: &str) -> Result<Module, SyntaxFault> {
    if source.len() > SOURCE_BYTES_MAX {
        let message = format!("the file has {} bytes, at most {SOURCE_BYTES_MAX} are read", source.len());
        return Err(SyntaxFault {
            kind: FaultKind::TooLong,
            span: Span::default(),
            message,
            source: String::new(),
        });
    }
    let source = plain_lines(source);
    let fault = |fault: Fault| SyntaxFault {
        kind: fault.kind,
        span: within(fault.span, &source),
        message: fault.message,
        source: source.clone(),
    };
    if let Some(at) = source.find('\0') {
        let at = u32::try_from(at).expect("a source is shorter than 4 GiB");
        return Err(fault(Fault::syntax(Span { start: at, end: at + 1 }, "a null byte")));
    }
    if let Some(span) = nesting::too_deep(&source) {
        return Err(fault(Fault::too_deep(span)));
    }
    let parsed = tokens_and_tree(&source).map_err(&fault)?;
    let mut builder = Builder { source: &source, expressions: 0, depth: 0, yields: vec![false] };
    let tree = parsed.syntax();
    let (docstring, body) = builder.body(&tree.body).map_err(&fault)?;
    let expressions = builder.expressions;
    let comments = comments(&parsed, &source);
    Ok(Module {
        name: name.to_owned(),
        path: path.to_owned(),
        lines: Lines::new(&source),
        source,
        docstring,
        body,
        comments,
        expressions,
    })
}

/// A fault before it carries its source.
#[derive(Debug)]
struct Fault {
    kind: FaultKind,
    span: Span,
    message: String,
}

impl Fault {
    fn syntax(span: Span, message: impl Into<String>) -> Self {
        Self { kind: FaultKind::Syntax, span, message: message.into() }
    }

    fn too_deep(span: Span) -> Self {
        let message = format!("the code nests deeper than {DEPTH_MAX} levels");
        Self { kind: FaultKind::TooDeep, span, message }
    }
}

/// What the parser makes of a source, its faults told first.
fn tokens_and_tree(source: &str) -> Result<Parsed<ModModule>, Fault> {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::latest_preview());
    // A parser of 0.0.x: should it give up on a source, that is one file's fault.
    let parsed = catch_unwind(AssertUnwindSafe(|| parse_unchecked(source, options)))
        .ok()
        .and_then(Parsed::try_into_module)
        .ok_or_else(|| Fault::syntax(Span::default(), "the parser gave up on this file"))?;
    if let Some(error) = parsed.errors().first() {
        return Err(Fault::syntax(span(error.location), message(&error.error.to_string())));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(Fault::syntax(span(error.range), message(&error.to_string())));
    }
    Ok(parsed)
}

/// The parser's words in the form of ours: they begin small, as they follow a place.
fn message(words: &str) -> String {
    let words = words.trim_end_matches('.');
    let small = words.strip_prefix("SyntaxError: ").unwrap_or(words);
    let mut letters = small.chars();
    let second_is_small = small.chars().nth(1).is_none_or(|letter| !letter.is_uppercase());
    match letters.next() {
        Some(first) if second_is_small => first.to_lowercase().chain(letters).collect(),
        _ => small.to_owned(),
    }
}

fn comments(parsed: &Parsed<ModModule>, source: &str) -> Vec<(Span, String)> {
    let comments = parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment);
    comments
        .map(|token| span(token.range()))
        .map(|span| (span, source[span.start as usize..span.end as usize].to_owned()))
        .collect()
}

/// What Python reads: without a byte order mark, and with one kind of line end.
fn plain_lines(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n") } else { source.to_owned() }
}

fn span(range: TextRange) -> Span {
    Span { start: range.start().to_u32(), end: range.end().to_u32() }
}

/// A span that can be cut out of a source, whatever it was.
fn within(span: Span, source: &str) -> Span {
    let floor = |offset: u32| {
        let offset = source.floor_char_boundary(offset as usize);
        u32::try_from(offset).expect("a source is shorter than 4 GiB")
    };
    let start = floor(span.start);
    Span { start, end: floor(span.end).max(start) }
}

/// Builds the tree: numbers expressions, counts levels, notes in which function a `yield` stands.
struct Builder<'s> {
    source: &'s str,
    expressions: u32,
    depth: u32,
    yields: Vec<bool>,
}

impl Builder<'_> {
    fn id(&mut self) -> ExprId {
        self.expressions += 1;
        ExprId(self.expressions - 1)
    }

    /// One level down, unless that is too deep.
    fn nest<T>(
        &mut self,
        range: TextRange,
        make: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if self.depth == DEPTH_MAX {
            return Err(Fault::too_deep(span(range)));
        }
        self.depth += 1;
        let node = make(self);
        self.depth -= 1;
        node
    }
}
