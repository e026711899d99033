//! Calls of `re`, of patterns and of matches.

use super::Infer;
use crate::patterns::{self, Look, Regex};
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// A function of `re`.
    pub(super) fn pattern_function(
        &mut self,
        name: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Ty> {
        let (first, rest) = args.split_first()?;
        if name == "compile" {
            let flags = match (rest, keywords) {
                ([], []) => None,
                ([flags], []) => Some(flags),
                ([], [keyword]) if keyword.name.as_deref() == Some("flags") => Some(&keyword.value),
                _ => return None,
            };
            return self.regex(first, flags, expr).map(Ty::Pattern);
        }
        let look = patterns::look(name, rest, keywords, true)?;
        let regex = match self.expr(first) {
            Ty::Pattern(regex) if look.flags.is_none() => regex,
            Ty::Pattern(_) => return None,
            _ => self.regex(first, look.flags, expr)?,
        };
        self.looked(&regex, name, &look, expr)
    }

    /// The pattern that stands here; where it is refused, nothing is left to say.
    fn regex(&mut self, pattern: &'a Expr, flags: Option<&'a Expr>, expr: &'a Expr) -> Option<Regex> {
        self.expr(pattern);
        let Some(regex) = patterns::literal(self.program, self.module, pattern, flags) else {
            let why = Why::of(Code::UnknownOption, "a pattern, or flags, that do not stand in the source");
            self.no(why.mended("write the pattern as a literal"), expr.span);
            return Some(Regex { pattern: String::new(), flags: String::new() });
        };
        if let Err(reason) = regex.facts() {
            let why = Why::of(Code::UnknownOption, format!("a pattern with {reason}"));
            self.no(why.mended("write it with plainer parts, or match by string methods"), pattern.span);
        }
        Some(regex)
    }

    fn looked(&mut self, regex: &Regex, name: &str, look: &Look<'a>, expr: &'a Expr) -> Option<Ty> {
        let text = self.expr(look.text);
        if text != Ty::Never && !text.some().is_text() {
            self.no(Why::of(Code::TypeMismatch, format!("a pattern is looked for in {text}")), expr.span);
        }
        if let Some(most) = look.most {
            let ty = self.expr(most);
            if !matches!(ty, Ty::Int | Ty::Never) {
                self.no(Why::of(Code::TypeMismatch, format!("a count of type {ty}")), most.span);
            }
        }
        let found = Ty::Match(regex.clone());
        let part = if text == Ty::Text { Ty::Text } else { Ty::Str };
        if matches!(name, "match" | "search" | "fullmatch") {
            return Some(Ty::optional(found));
        }
        let Ok(facts) = regex.facts() else { return Some(Ty::Never) };
        if facts.can_be_empty {
            let message = format!("`{name}` with a pattern that can match nothing");
            self.no(
                Why::of(Code::UnknownOption, message).mended("make it match at least a letter"),
                expr.span,
            );
        }
        let groups = facts.names.len();
        Some(match name {
            "finditer" => Ty::iter(found),
            "findall" => match groups {
                0 => Ty::list(part),
                1 => Ty::list(Ty::Str),
                _ => Ty::list(Ty::Tuple(vec![Ty::Str; groups])),
            },
            "split" => {
                if groups > 0 {
                    let why = Why::of(Code::UnknownOption, "`split` by a pattern with groups");
                    self.no(why.mended("write (?:…) for its groups"), expr.span);
                }
                Ty::list(part)
            }
            _ => {
                self.replacement(regex, look.replacement?);
                Ty::Str
            }
        })
    }

    fn replacement(&mut self, regex: &Regex, replacement: &'a Expr) {
        if matches!(replacement.kind, ExprKind::Lambda { .. })
            || matches!(self.expr(replacement), Ty::Function(_))
        {
            let ty = self.applied(replacement, &[Ty::Match(regex.clone())]);
            if ty != Ty::Never && !ty.some().is_text() {
                self.no(Why::of(Code::TypeMismatch, format!("a replacement of type {ty}")), replacement.span);
            }
            return;
        }
        let ty = self.expr(replacement);
        let text = crate::constant::text(self.program, self.module, replacement);
        if ty != Ty::Never && (!ty.is_text() || !regex.takes(text)) {
            let why = Why::of(Code::UnknownOption, "this replacement");
            self.no(why.mended("use \\1 or \\g<name> of groups that there are"), replacement.span);
        }
    }

    /// A method of a pattern or of a match.
    pub(super) fn pattern_method(
        &mut self,
        receiver: &Ty,
        name: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Ty> {
        match receiver {
            Ty::Pattern(regex) => {
                let regex = regex.clone();
                let look = patterns::look(name, args, keywords, false)?;
                self.looked(&regex, name, &look, expr)
            }
            Ty::Match(regex) if keywords.is_empty() => {
                self.all(args);
                let facts = regex.facts().ok()?;
                let groups: Option<Vec<usize>> = args.iter().map(|arg| regex.index(arg)).collect();
                let groups = groups?;
                match (name, groups.as_slice()) {
                    ("group", []) => Some(Ty::Str),
                    ("group", [at]) => regex.group(*at),
                    ("group", many) => {
                        Some(Ty::Tuple(many.iter().filter_map(|at| regex.group(*at)).collect()))
                    }
                    ("groups", []) => {
                        Some(Ty::Tuple((1..=facts.names.len()).filter_map(|at| regex.group(at)).collect()))
                    }
                    ("start" | "end", [] | [_]) => Some(Ty::Int),
                    ("span", [] | [_]) => Some(Ty::Tuple(vec![Ty::Int, Ty::Int])),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
