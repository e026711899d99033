//! What came of drafting: for each function, and in sum.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;
use transom_translate::{FunctionOutcome, Outcome, Refusal};

use super::sources::{Source, Sources};

/// All that came of a run.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Census {
    /// The engine that the draft went into, or would go.
    pub(crate) engine: Option<String>,
    /// The files that were written, below the project's root.
    pub(crate) written: Vec<PathBuf>,
    /// Edited items that stay as they are, as `path: fn name`.
    pub(crate) kept: Vec<String>,
    pub(crate) functions: Vec<Function>,
    /// Modules that cannot be read.
    pub(crate) unread: Vec<Unread>,
    pub(crate) totals: Totals,
}

/// One function.
#[derive(Debug, Serialize)]
pub(crate) struct Function {
    pub(crate) module: String,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) line: u32,
    pub(crate) python_lines: u32,
    pub(crate) rust_lines: Option<u32>,
    pub(crate) drafted: bool,
    /// Every parameter and the result are annotated.
    pub(crate) strict: bool,
    pub(crate) refusals: Vec<Reason>,
    pub(crate) notes: Vec<Reason>,
}

/// A module that cannot be read.
#[derive(Debug, Serialize)]
pub(crate) struct Unread {
    pub(crate) module: String,
    pub(crate) path: String,
    pub(crate) refusal: Reason,
}

/// A refusal with the line that it quotes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Reason {
    pub(crate) path: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end: u32,
    pub(crate) code: String,
    /// The function that it lies in; empty for a file that cannot be read.
    pub(crate) function: String,
    pub(crate) source_line: String,
    pub(crate) message: String,
    pub(crate) mend: String,
}

/// Everything in sum.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) functions: usize,
    pub(crate) drafted: usize,
    pub(crate) refused: usize,
    pub(crate) strict: usize,
    pub(crate) strict_drafted: usize,
    pub(crate) unread: usize,
    pub(crate) python_lines: u64,
    pub(crate) rust_lines: u64,
    /// How many functions, and modules that cannot be read, each code stands in the way of.
    pub(crate) refusals: BTreeMap<String, usize>,
    pub(crate) seconds: f64,
}

impl Reason {
    pub(crate) fn of(refusal: &Refusal, sources: &Sources) -> Self {
        let Refusal { code, module, span, message, mend } = refusal;
        let mut reason = Self {
            path: module.clone(),
            line: 1,
            column: 1,
            end: 1,
            code: code.text().to_owned(),
            function: String::new(),
            source_line: String::new(),
            message: message.clone(),
            mend: mend.clone(),
        };
        let Some(source) = sources.0.get(module) else { return reason };
        let Source { lines, text, path, outline, .. } = source;
        let (first, last) = (lines.position(text, span.start), lines.position(text, span.end));
        let quoted = lines.text(text, first.line);
        // Of what goes on for several lines, the first one is underlined.
        let line_end = u32::try_from(quoted.chars().count() + 1).unwrap_or(u32::MAX);
        let around = outline.as_ref().ok().and_then(|outline| outline.before(first.line));
        reason.function = around.map(|function| function.name.clone()).unwrap_or_default();
        reason.path.clone_from(path);
        (reason.line, reason.column) = (first.line, first.column);
        reason.end = if last.line == first.line { last.column } else { line_end };
        quoted.clone_into(&mut reason.source_line);
        reason
    }
}

impl Function {
    pub(crate) fn of(outcome: &FunctionOutcome, sources: &Sources) -> Self {
        let reasons = |refusals: &[Refusal]| -> Vec<Reason> {
            let mut reasons: Vec<Reason> =
                refusals.iter().map(|refusal| Reason::of(refusal, sources)).collect();
            reasons.sort();
            reasons.dedup();
            reasons
        };
        let (rust_lines, refusals, notes) = match &outcome.result {
            Outcome::Drafted(drafted) => (Some(drafted.rust_lines), Vec::new(), reasons(&drafted.notes)),
            Outcome::Refused(refusals) => (None, reasons(refusals), Vec::new()),
        };
        let source = sources.0.get(&outcome.module);
        let outline = source.and_then(|source| source.outline.as_ref().ok());
        let function = outline.and_then(|outline| outline.function(&outcome.name));
        let function = function.cloned().unwrap_or_default();
        Self {
            module: outcome.module.clone(),
            name: outcome.name.clone(),
            path: source.map(|source| source.path.clone()).unwrap_or_default(),
            line: function.line,
            python_lines: function.python_lines,
            rust_lines,
            drafted: rust_lines.is_some(),
            strict: function.strict,
            refusals,
            notes,
        }
    }
}

impl Census {
    /// Adds everything up.
    pub(crate) fn sum(&mut self) {
        let count = |wanted: fn(&Function) -> bool| self.functions.iter().filter(|one| wanted(one)).count();
        let drafted = count(|one| one.drafted);
        let mut totals = Totals {
            functions: self.functions.len(),
            drafted,
            refused: self.functions.len() - drafted,
            strict: count(|one| one.strict),
            strict_drafted: count(|one| one.strict && one.drafted),
            unread: self.unread.len(),
            ..Totals::default()
        };
        for function in &self.functions {
            if let Some(lines) = function.rust_lines {
                totals.python_lines += u64::from(function.python_lines);
                totals.rust_lines += u64::from(lines);
            }
            let codes: BTreeSet<&str> = function.refusals.iter().map(|reason| reason.code.as_str()).collect();
            for code in codes {
                *totals.refusals.entry(code.to_owned()).or_default() += 1;
            }
        }
        for unread in &self.unread {
            *totals.refusals.entry(unread.refusal.code.clone()).or_default() += 1;
        }
        self.totals = totals;
    }

    /// Each reason once, with the functions that it stands in the way of, in the order of the source.
    pub(crate) fn reasons(&self) -> BTreeMap<&Reason, Vec<String>> {
        let mut reasons: BTreeMap<&Reason, Vec<String>> = BTreeMap::new();
        for unread in &self.unread {
            reasons.entry(&unread.refusal).or_default();
        }
        for function in &self.functions {
            for reason in &function.refusals {
                reasons.entry(reason).or_default().push(function.name.clone());
            }
        }
        reasons
    }

    /// The code that stands in the way of most functions.
    pub(crate) fn foremost(&self) -> Option<&str> {
        let most = self.totals.refusals.iter().max_by_key(|(_, count)| **count)?;
        Some(most.0)
    }

    /// `7 drafted, 3 refused (T-ALIAS-02 ×2, T-IO-01 ×1)`.
    pub(crate) fn summary(&self) -> String {
        let Totals { drafted, refused, unread, refusals, .. } = &self.totals;
        let mut codes: Vec<(&String, &usize)> = refusals.iter().collect();
        codes.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), (*code).clone()));
        let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code} ×{count}")).collect();
        let refused = if *refused > 0 { format!(", {refused} refused") } else { String::new() };
        let unread = match unread {
            0 => String::new(),
            1 => ", 1 module unread".to_owned(),
            more => format!(", {more} modules unread"),
        };
        let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        format!("{drafted} drafted{refused}{unread}{codes}")
    }
}
