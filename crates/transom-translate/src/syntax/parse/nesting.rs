//! An upper bound of how deep a source nests, on its tokens: the parser's own tree is as deep as its source, and to
//! walk or only to drop a tree of 50,000 levels overflows the stack.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use super::super::{Lines, Span};

/// Levels by this rough count; it counts operators that turn out to stand side by side, too.
const ROUGH_DEPTH_MAX: usize = 1_000;

/// The line from which on a source nests too deep, if it does.
pub(super) fn too_deep(source: &str) -> Option<Span> {
    if !nests_too_deep(source) {
        return None;
    }
    // The lexer does not tell where it is; a source that ends earlier does.
    let lines = Lines::new(source);
    let (mut fine, mut deep) = (0, lines.count());
    while deep - fine > 1 {
        let middle = fine.midpoint(deep);
        let end = lines.span(source, middle).end as usize;
        if nests_too_deep(&source[..end]) {
            deep = middle;
        } else {
            fine = middle;
        }
    }
    Some(lines.span(source, deep))
}

fn nests_too_deep(source: &str) -> bool {
    let mut lexer = lexer::lex(source, Mode::Module);
    let mut nesting = Nesting { open: vec![Open::new(false)], total: 0, indents: 0 };
    loop {
        let token = lexer.next_token();
        if token == TokenKind::EndOfFile {
            return false;
        }
        nesting.see(token);
        if nesting.total + nesting.open.len() + nesting.indents > ROUGH_DEPTH_MAX {
            return true;
        }
    }
}

/// A bracket, or the parameters of a lambda, that is open.
struct Open {
    lambda: bool,
    /// Levels that end with the operand: arithmetic, attributes, calls.
    chain: usize,
    /// Levels that last to the next comma, as their last operand may hold anything.
    prefixes: usize,
}

impl Open {
    fn new(lambda: bool) -> Self {
        Self { lambda, chain: 0, prefixes: 0 }
    }
}

struct Nesting {
    open: Vec<Open>,
    /// The sum over all that is open.
    total: usize,
    indents: usize,
}

impl Nesting {
    fn see(&mut self, token: TokenKind) {
        use TokenKind as T;
        match token {
            T::Indent => self.indents += 1,
            T::Dedent => self.indents = self.indents.saturating_sub(1),
            T::Newline => {
                self.open.truncate(1);
                self.open[0] = Open::new(false);
                self.total = 0;
            }
            T::Lpar | T::Lsqb | T::Lbrace | T::FStringStart | T::TStringStart => {
                self.open.push(Open::new(false));
            }
            T::Rpar | T::Rsqb | T::Rbrace | T::FStringEnd | T::TStringEnd => {
                while self.close().is_some_and(|closed| closed.lambda) {}
                self.chain();
            }
            T::Lambda => {
                self.prefix();
                self.open.push(Open::new(true));
            }
            T::Colon if self.top().lambda => {
                self.close();
            }
            T::Comma | T::Semi => {
                self.end_chain();
                self.total -= self.top().prefixes;
                self.top().prefixes = 0;
            }
            T::If | T::Else | T::Not | T::Await | T::Yield | T::ColonEqual | T::For | T::Async => {
                self.prefix();
            }
            T::And
            | T::Or
            | T::In
            | T::Is
            | T::EqEqual
            | T::NotEqual
            | T::Less
            | T::LessEqual
            | T::Greater
            | T::GreaterEqual => self.end_chain(),
            T::Dot
            | T::Plus
            | T::Minus
            | T::Star
            | T::Slash
            | T::Vbar
            | T::Amper
            | T::Percent
            | T::Tilde
            | T::CircumFlex
            | T::LeftShift
            | T::RightShift
            | T::DoubleStar
            | T::DoubleSlash
            | T::At => {
                self.chain();
            }
            _ => {}
        }
    }

    fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("the statement itself is never closed")
    }

    fn chain(&mut self) {
        self.top().chain += 1;
        self.total += 1;
    }

    fn prefix(&mut self) {
        self.end_chain();
        self.top().prefixes += 1;
        self.total += 1;
    }

    fn end_chain(&mut self) {
        self.total -= self.top().chain;
        self.top().chain = 0;
    }

    /// Closes what was opened last, the statement itself aside.
    fn close(&mut self) -> Option<Open> {
        let closed = if self.open.len() > 1 { self.open.pop()? } else { return None };
        self.total -= closed.chain + closed.prefixes;
        Some(closed)
    }
}
