//! What the translator answers: for each function a draft or every reason against one, and the files of the drafts.

use crate::refusal::Refusal;

/// The answer to a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translation {
    /// One for each target, in the request's order.
    pub functions: Vec<FunctionOutcome>,
    /// One for each module that anything was drafted from.
    pub files: Vec<DraftFile>,
    /// What the engine's list of functions names.
    pub exports: Vec<Export>,
}

/// What became of one function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionOutcome {
    /// The module's dotted name.
    pub module: String,
    /// The function's name in it.
    pub name: String,
    /// The line of its `def`, from 1; 0 where there is no such function.
    pub line: u32,
    /// How many lines it has in Python, without blank ones, comments and docstring.
    pub python_lines: u32,
    /// Whether every parameter and the result are annotated.
    pub strict: bool,
    /// The draft or the refusals.
    pub result: Outcome,
}

/// A draft or every reason against one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the files.
    Drafted(Drafted),
    /// It is not; never empty.
    Refused(Vec<Refusal>),
}

/// What is to say of a drafted function.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drafted {
    /// How many lines it has in Rust, without blank ones and comments, before formatting.
    pub rust_lines: u32,
    /// What does not stand in the way, but should be known: an annotation and the calls seen do not agree.
    pub notes: Vec<Refusal>,
}

/// One file of the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftFile {
    /// Its path in the engine's folder: `src/pricing.rs`.
    pub path: String,
    /// The Python module that it was drafted from.
    pub module: String,
    /// Its text: an inner comment, `use` lines, then items.
    pub text: String,
}

/// A function of the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    /// Its name in the contract: `quote`.
    pub name: String,
    /// Its path in the crate: `pricing::quote`.
    pub path: String,
    /// The Python function that it stands for: `app.pricing:quote`.
    pub original: String,
}
