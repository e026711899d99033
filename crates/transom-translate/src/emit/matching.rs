//! `match` as a chain of tests.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::model::VarId;
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{Case, Expr, Pattern, PatternKind};
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// `match` as a chain of tests.
    pub(super) fn match_cases(&mut self, subject: &'a Expr, cases: &'a [Case], tail: bool) {
        let code = self.own(subject);
        let name = self.temp("subject");
        self.line(format!("let {name} = {};", code.text));
        let exhaustive = names::is_exhaustive(cases);
        let tail = tail && (exhaustive || self.returns_unit());
        for (at, case) in cases.iter().enumerate() {
            let place = Code::new(name.clone(), prec::ATOM, Form::Place, code.ty.clone());
            let mut tests = Vec::new();
            let mut binds = Vec::new();
            self.pattern_tests(&case.pattern, &place, &mut tests, &mut binds);
            let mut guard = String::new();
            if let Some(test) = &case.guard {
                if !binds.is_empty() {
                    self.no(
                        Why::of(Reason::MatchShape, "a guard on a name that the pattern binds"),
                        case.span,
                    );
                }
                guard = self.condition(test).at(prec::BOTH);
            }
            if !guard.is_empty() {
                tests.push(guard);
            }
            let word = if at == 0 { "" } else { "} else " };
            if tests.is_empty() {
                self.line(if at == 0 { "{".to_owned() } else { "} else {".to_owned() });
            } else {
                if tests.len() > 1 {
                    tests.iter_mut().filter(|test| test.contains(" || ")).for_each(|test| {
                        *test = format!("({test})");
                    });
                }
                self.line(format!("{word}if {} {{", tests.join(" && ")));
            }
            self.homes.push((case.body.as_ptr() as usize, false));
            self.indent += 1;
            for (var, value) in binds {
                let text = self.store(var, value);
                self.line(text);
            }
            self.statements(&case.body, tail);
            self.indent -= 1;
            self.homes.pop();
            if tests.is_empty() {
                break;
            }
        }
        self.line("}");
    }

    pub(super) fn pattern_tests(
        &mut self,
        pattern: &'a Pattern,
        subject: &Code,
        tests: &mut Vec<String>,
        binds: &mut Vec<(VarId, Code)>,
    ) {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => {
                let test = self.equal_to(subject.clone(), value);
                tests.push(test.at(prec::BOTH));
            }
            PatternKind::Or(all) => {
                let mut any = Vec::new();
                for pattern in all {
                    let mut inner = Vec::new();
                    self.pattern_tests(pattern, subject, &mut inner, binds);
                    any.push(inner.join(" && "));
                }
                let any = any.join(" || ");
                // Alone, it needs no parentheses; a guard behind it puts them around.
                tests.push(any);
            }
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern_tests(inner, subject, tests, binds);
                }
                if let Some(name) = name {
                    let key = (self.func, names::span_key(name.span));
                    if let Some(var) = self.program.unnumbered.get(&key).copied() {
                        let value = self.owned(subject.clone());
                        binds.push((var, value));
                    }
                }
            }
            _ => {}
        }
    }
}
