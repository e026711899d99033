//! Why a function is not drafted: a stable code, the place, what was found there and the mend.
//!
//! [`Code`] is the one table of what can stand in the way. What `transom explain` tells at length is in the Markdown
//! beside this file, a section to a code.

mod code;

pub use code::Code;

use crate::syntax::Span;

/// One reason against drafting a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub code: Code,
    /// The dotted name of the module that the span refers to.
    pub module: String,
    /// What is underlined.
    pub span: Span,
    /// What was found, in one line without a period: ``rows of `grid` share one list``.
    pub message: String,
    /// What to write instead: ``write `[[0] * n for _ in range(m)]` ``.
    pub mend: String,
}

impl Refusal {
    /// With the mend that the code has for most cases.
    pub fn new(code: Code, module: &str, span: Span, message: impl Into<String>) -> Self {
        let mend = code.mend().to_owned();
        Self { code, module: module.to_owned(), span, message: message.into(), mend }
    }

    /// With a mend of its own.
    #[must_use]
    pub fn mended(self, mend: impl Into<String>) -> Self {
        Self { mend: mend.into(), ..self }
    }
}
