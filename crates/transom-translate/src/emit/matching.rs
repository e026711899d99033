//! `match` as a chain of tests.

use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::model::{Binding, ClassKind, VarId};
use crate::names;
use crate::refusal::Code as Reason;
use crate::syntax::{Case, Expr, ExprKind, Pattern, PatternKind, Span};
use crate::types::Ty;
use crate::why::Why;

/// What has to hold for a pattern, and what it binds then.
#[derive(Default)]
struct Matched {
    tests: Vec<String>,
    binds: Vec<(VarId, Code)>,
}

impl Matched {
    fn never(&mut self) {
        self.tests.push("false".to_owned());
    }
}

impl<'a> Emit<'_, 'a> {
    /// `match` as a chain of tests.
    pub(super) fn match_cases(&mut self, subject: &'a Expr, cases: &'a [Case], tail: bool) {
        let place = self.subject(subject);
        let matched: Vec<Matched> = cases
            .iter()
            .map(|case| {
                let mut matched = Matched::default();
                self.pattern_tests(&case.pattern, &place, &mut matched);
                matched
            })
            .collect();
        let bound_before =
            |(case, matched): (&Case, &Matched)| case.guard.is_some() && !matched.binds.is_empty();
        if cases.iter().zip(&matched).any(bound_before) {
            return self.cases_in_turn(cases, matched);
        }
        let tail = tail && (names::is_exhaustive(cases) || self.returns_unit());
        let mut first = true;
        for (case, mut matched) in cases.iter().zip(matched) {
            if let Some(test) = &case.guard {
                let guard = self.condition(test).at(prec::BOTH);
                matched.tests.push(guard);
            }
            let word = if first { "" } else { "} else " };
            match joined(&matched.tests) {
                None => self.line(format!("{word}{{")),
                Some(test) => self.line(format!("{word}if {test} {{")),
            }
            self.case_body(case, &mut matched, tail);
            first = false;
            if matched.tests.is_empty() {
                break;
            }
        }
        self.line("}");
    }

    /// Where a guard reads what its pattern binds: one `if` after the other, in a block that the first to hold leaves.
    fn cases_in_turn(&mut self, cases: &'a [Case], matched: Vec<Matched>) {
        let label = format!("'{}", self.temp("cases"));
        let leaves = cases.iter().all(|case| !Self::falls_through(&case.body));
        self.line(if leaves { "{".to_owned() } else { format!("{label}: {{") });
        self.indent += 1;
        for (case, mut matched) in cases.iter().zip(matched) {
            if matched.tests.is_empty() && case.guard.is_none() {
                // It takes all that is left.
                self.indent -= 1;
                self.case_body(case, &mut matched, false);
                self.indent += 1;
                break;
            }
            let test = joined(&matched.tests);
            self.line(test.as_ref().map_or("{".to_owned(), |test| format!("if {test} {{")));
            self.indent += 1;
            let binds = std::mem::take(&mut matched.binds);
            self.homes.push((case.body.as_ptr() as usize, false));
            for (var, value) in binds {
                let text = self.store(var, value);
                self.line(text);
            }
            self.homes.pop();
            let guarded = case.guard.as_ref().map(|guard| self.condition(guard).text);
            if let Some(guard) = &guarded {
                self.line(format!("if {guard} {{"));
            }
            self.case_body(case, &mut matched, false);
            if Self::falls_through(&case.body) {
                self.indent += 1;
                self.line(format!("break {label};"));
                self.indent -= 1;
            }
            if guarded.is_some() {
                self.line("}");
            }
            self.indent -= 1;
            self.line("}");
        }
        self.indent -= 1;
        self.line("}");
    }

    fn case_body(&mut self, case: &'a Case, matched: &mut Matched, tail: bool) {
        self.homes.push((case.body.as_ptr() as usize, false));
        self.indent += 1;
        for (var, value) in std::mem::take(&mut matched.binds) {
            let text = self.store(var, value);
            self.line(text);
        }
        self.statements(&case.body, tail);
        self.indent -= 1;
        self.homes.pop();
    }

    /// What is looked into: a variable itself, or what was worked out once.
    fn subject(&mut self, subject: &'a Expr) -> Code {
        let shared = (self.program.can_change(&self.ty(subject)) && self.alias.changes(self.key(subject)))
            .then_some(subject.span);
        if let (ExprKind::Name(_), Some(var)) = (&subject.kind, self.var(subject))
            && self.mode(var) != Mode::Chars
            && !self.program.may_be_unbound(var)
        {
            let code = self.expr(subject);
            return Code { movable: false, shared, ..code };
        }
        let code = self.own(subject);
        let name = self.temp("subject");
        self.line(format!("let {name} = {};", code.text));
        Code { shared, ..Code::new(name, prec::ATOM, Form::Place, code.ty) }
    }

    fn pattern_tests(&mut self, pattern: &'a Pattern, subject: &Code, matched: &mut Matched) {
        match &pattern.kind {
            PatternKind::Value(value) | PatternKind::Singleton(value) => {
                let test = self.equal_to(subject.clone(), value);
                matched.tests.push(test.at(prec::BOTH));
            }
            PatternKind::Or(all) => self.alternatives(all, subject, matched, pattern.span),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern_tests(inner, subject, matched);
                }
                if let Some(name) = name {
                    self.bind(name.span, Code { movable: false, ..subject.clone() }, matched);
                }
            }
            PatternKind::Sequence(parts) => self.sequence(parts, subject, matched, pattern.span),
            PatternKind::Mapping { items, rest } => {
                if rest.is_some() {
                    self.not_matched("`**` in a pattern", pattern.span);
                }
                let Some((key, value)) = subject.ty.entry().map(|(key, value)| (key.clone(), value.clone()))
                else {
                    return self.not_matched(&format!("a mapping pattern of {}", subject.ty), pattern.span);
                };
                for (at, part) in items {
                    let look = self.lookup(at, &key);
                    let owner = super::expr::dotted(subject);
                    matched.tests.push(format!("{owner}.contains({look})"));
                    let code = Code::new(format!("{owner}.at({look})"), prec::ATOM, Form::Ref, value.clone());
                    self.pattern_tests(part, &Code { shared: subject.shared, ..code }, matched);
                }
            }
            PatternKind::Class { cls, patterns, keywords } => {
                self.class_pattern(cls, patterns, subject, matched);
                for (name, part) in keywords {
                    self.field_pattern(&name.name, part, subject, matched);
                }
            }
            PatternKind::Star(_) => self.not_matched("`*` outside of a sequence", pattern.span),
        }
    }

    fn not_matched(&mut self, message: &str, span: Span) {
        self.no(Why::of(Reason::MatchShape, message), span);
    }

    fn bind(&mut self, span: Span, code: Code, matched: &mut Matched) {
        let key = (self.func, names::span_key(span));
        if let Some(var) = self.program.unnumbered.get(&key).copied()
            && self.program.vars[var].read
        {
            let want = self.program.vars[var].ty.clone();
            let value = self.coerce(code, &want);
            matched.binds.push((var, value));
        }
    }

    /// `a | b`: what they bind, the last of them binds, so that all must find it in one place.
    fn alternatives(&mut self, all: &'a [Pattern], subject: &Code, matched: &mut Matched, span: Span) {
        let mut any = Vec::new();
        let mut found: Option<Vec<(String, String)>> = None;
        for (at, pattern) in all.iter().enumerate() {
            let mut inner = Matched::default();
            self.pattern_tests(pattern, subject, &mut inner);
            let named = names::pattern_names(pattern).len();
            let places: Vec<(String, String)> = self.places_of(pattern, subject);
            if named > 0 && found.get_or_insert_with(|| places.clone()) != &places {
                self.not_matched("alternatives that bind a name at different places", span);
            }
            any.push(joined_and(&inner.tests));
            if at + 1 == all.len() {
                matched.binds.extend(inner.binds);
            }
        }
        if any.iter().all(|test| !test.is_empty()) {
            matched.tests.push(any.join(" || "));
        }
    }

    /// Where a pattern finds each name that it binds.
    fn places_of(&mut self, pattern: &'a Pattern, subject: &Code) -> Vec<(String, String)> {
        fn walk(pattern: &Pattern, place: &str, all: &mut Vec<(String, String)>) {
            match &pattern.kind {
                PatternKind::As { pattern: inner, name } => {
                    if let Some(inner) = inner {
                        walk(inner, place, all);
                    }
                    all.extend(name.iter().map(|name| (name.name.clone(), place.to_owned())));
                }
                PatternKind::Sequence(parts) => {
                    let star = parts.iter().position(|part| matches!(part.kind, PatternKind::Star(_)));
                    for (at, part) in parts.iter().enumerate() {
                        let after = star.is_some_and(|star| at > star);
                        let at = if after { format!("-{}", parts.len() - at) } else { at.to_string() };
                        walk(part, &format!("{place}[{at}]"), all);
                    }
                }
                PatternKind::Star(name) => {
                    all.extend(name.iter().map(|name| (name.name.clone(), format!("{place}*"))));
                }
                PatternKind::Value(_) | PatternKind::Singleton(_) => {}
                // Elsewhere no two are taken for one.
                _ => all.extend(
                    names::pattern_names(pattern)
                        .into_iter()
                        .map(|name| (name.name.clone(), format!("{}", pattern.span.start))),
                ),
            }
        }
        let mut all = Vec::new();
        walk(pattern, &subject.text, &mut all);
        all.sort();
        all
    }

    fn sequence(&mut self, parts: &'a [Pattern], subject: &Code, matched: &mut Matched, span: Span) {
        let star = parts.iter().position(|part| matches!(part.kind, PatternKind::Star(_)));
        let owner = super::expr::dotted(subject);
        match subject.ty.clone() {
            Ty::Tuple(types) if star.is_none() => {
                if types.len() != parts.len() {
                    return matched.never();
                }
                for (at, (part, ty)) in parts.iter().zip(types).enumerate() {
                    let code = Code::new(format!("{owner}.{at}"), prec::ATOM, Form::Place, ty);
                    self.pattern_tests(part, &Code { shared: subject.shared, ..code }, matched);
                }
            }
            Ty::List(item) => {
                let count = parts.len() - usize::from(star.is_some());
                match (star, count) {
                    (Some(_), 0) => {}
                    (Some(_), 1) => matched.tests.push(format!("!{owner}.is_empty()")),
                    (Some(_), _) => matched.tests.push(format!("{owner}.len() >= {count}")),
                    (None, 0) => matched.tests.push(format!("{owner}.is_empty()")),
                    (None, _) => matched.tests.push(format!("{owner}.len() == {count}")),
                }
                for (at, part) in parts.iter().enumerate() {
                    if let PatternKind::Star(name) = &part.kind {
                        let end = parts.len() - 1 - at;
                        let end = if end == 0 { String::new() } else { format!("{owner}.len() - {end}") };
                        let list = Code::value(format!("{owner}[{at}..{end}].to_vec()"), subject.ty.clone());
                        if let Some(name) = name {
                            if subject.shared.is_some() && self.program.can_change(&item) {
                                self.not_matched("rows that are changed get a second list", span);
                            }
                            self.bind(name.span, list, matched);
                        }
                        continue;
                    }
                    let place = match star {
                        Some(star) if at > star => format!("{owner}[{owner}.len() - {}]", parts.len() - at),
                        _ => format!("{owner}[{at}]"),
                    };
                    let code = Code::new(place, prec::ATOM, Form::Place, (*item).clone());
                    self.pattern_tests(part, &Code { shared: subject.shared, ..code }, matched);
                }
            }
            ty => self.not_matched(&format!("a sequence pattern of {ty}"), span),
        }
    }

    fn class_pattern(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        subject: &Code,
        matched: &mut Matched,
    ) {
        if let Binding::Class(class) = *self.program.binding(self.module, cls) {
            let class = &self.program.classes[class];
            let known = matches!(class.kind, ClassKind::Dataclass { .. } | ClassKind::NamedTuple);
            let names: Vec<String> = class.fields.iter().map(|field| field.name.to_owned()).collect();
            if !known || subject.ty != Ty::Class(class.rust.clone()) || patterns.len() > names.len() {
                return self.not_matched(&format!("a class pattern of {}", subject.ty), cls.span);
            }
            for (name, part) in names.iter().zip(patterns) {
                self.field_pattern(name, part, subject, matched);
            }
            return;
        }
        let builtin = self.path(cls);
        let same = match (builtin.as_deref(), &subject.ty) {
            (Some("int"), Ty::Int | Ty::Bool) | (Some("float"), Ty::Float) | (Some("bool"), Ty::Bool) => true,
            (Some("str"), ty) if ty.is_text() => true,
            (Some("int" | "float" | "str" | "bool"), Ty::Int | Ty::Float) => false,
            (Some("int" | "float" | "bool"), ty) if ty.is_text() => false,
            (_, ty) => {
                let message = format!("a class pattern of {ty}");
                return self.not_matched(&message, cls.span);
            }
        };
        if !same {
            return matched.never();
        }
        match patterns {
            [] => {}
            [only] => self.pattern_tests(only, subject, matched),
            _ => self.not_matched("a builtin class with several patterns", cls.span),
        }
    }

    fn field_pattern(&mut self, name: &str, part: &'a Pattern, subject: &Code, matched: &mut Matched) {
        let Some(ty) = self.program.field_type(&subject.ty, name) else {
            return self.not_matched(&format!("`{name}` of {}", subject.ty), part.span);
        };
        let text = format!("{}.{}", super::expr::dotted(subject), super::item::field(name));
        let code = Code::new(text, prec::ATOM, Form::Place, ty);
        self.pattern_tests(part, &Code { shared: subject.shared, ..code }, matched);
    }
}

/// All of the tests; nothing where there is none.
fn joined(tests: &[String]) -> Option<String> {
    (!tests.is_empty()).then(|| joined_and(tests))
}

fn joined_and(tests: &[String]) -> String {
    let several = tests.len() > 1;
    let each = tests
        .iter()
        .map(|test| if several && test.contains(" || ") { format!("({test})") } else { test.clone() });
    each.collect::<Vec<_>>().join(" && ")
}
