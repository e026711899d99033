//! Calls of `re`, of patterns and of matches, as Rust.

use super::expr::dotted;
use super::form::prec;
use super::iter::{Walk, one};
use super::{Code, Emit, Form};
use crate::patterns::{self, Look, Regex};
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// A function of `re`.
    pub(super) fn pattern_function(
        &mut self,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Code> {
        let (first, rest) = args.split_first()?;
        if name == "compile" {
            let flags = rest.first().or_else(|| keywords.first().map(|keyword| &keyword.value));
            let regex = patterns::literal(self.program, self.module, first, flags)?;
            return Some(Code::value(regex.rust(), Ty::Pattern(regex)));
        }
        let look = patterns::look(name, rest, keywords, true)?;
        let (pattern, regex) = self.regex(first, look.flags)?;
        self.looked(&pattern, &regex, name, &look)
    }

    fn regex(&mut self, pattern: &'a Expr, flags: Option<&'a Expr>) -> Option<(String, Regex)> {
        if let Ty::Pattern(regex) = self.ty(pattern) {
            let code = self.expr(pattern);
            return Some((dotted(&code), regex));
        }
        let regex = patterns::literal(self.program, self.module, pattern, flags)?;
        Some((regex.rust(), regex))
    }

    fn looked(&mut self, pattern: &str, regex: &Regex, name: &str, look: &Look<'a>) -> Option<Code> {
        let facts = regex.facts().ok()?;
        let found = Ty::Match(regex.clone());
        let groups = facts.names.len();
        if name == "sub" {
            return self.substituted(pattern, regex, look);
        }
        let text = self.text(look.text).text;
        Some(match name {
            "match" => Code::value(format!("{pattern}.match_({text})"), Ty::optional(found)),
            "search" | "fullmatch" => Code::value(format!("{pattern}.{name}({text})"), Ty::optional(found)),
            "finditer" => {
                Code::value(format!("{pattern}.finditer({text}).collect::<Vec<_>>()"), Ty::list(found))
            }
            "findall" if groups == 0 => Code::value(format!("{pattern}.findall({text})"), Ty::list(Ty::Text)),
            "findall" => {
                let names: Vec<String> = (1..=groups).map(|at| format!("group_{at}")).collect();
                let list = names.join(", ");
                let item = if groups == 1 { list.clone() } else { format!("({list})") };
                let ty = if groups == 1 { Ty::Str } else { Ty::Tuple(vec![Ty::Str; groups]) };
                let map = format!(".into_iter().map(|[{list}]| {item}).collect::<Vec<_>>()");
                Code::value(format!("{pattern}.findall_groups({text}){map}"), Ty::list(ty))
            }
            "split" => {
                let most = self.most(look);
                Code::value(format!("{pattern}.split({text}, {most})"), Ty::list(Ty::Text))
            }
            _ => return None,
        })
    }

    fn most(&mut self, look: &Look<'a>) -> String {
        look.most.map_or("0".to_owned(), |most| self.value(most, &Ty::Int).text)
    }

    fn substituted(&mut self, pattern: &str, regex: &Regex, look: &Look<'a>) -> Option<Code> {
        let replacement = look.replacement?;
        let is_function = matches!(replacement.kind, ExprKind::Lambda { .. })
            || matches!(self.ty(replacement), Ty::Function(_));
        let (method, replacement) = if is_function {
            let item = (Ty::Match(regex.clone()), Form::Ref);
            ("sub_by", self.closure(replacement, &[item], &Ty::Str, false)?)
        } else {
            ("sub", self.text(replacement).text)
        };
        let text = self.text(look.text).text;
        let most = self.most(look);
        Some(Code::value(format!("{pattern}.{method}({replacement}, {text}, {most})"), Ty::Str))
    }

    /// A method of a pattern or of a match.
    pub(super) fn pattern_method(
        &mut self,
        receiver: &Ty,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Code> {
        match receiver {
            Ty::Pattern(regex) => {
                let look = patterns::look(name, args, keywords, false)?;
                let owner = self.expr(value);
                self.looked(&dotted(&owner), regex, name, &look)
            }
            Ty::Match(regex) => {
                let groups: Option<Vec<usize>> = args.iter().map(|arg| regex.index(arg)).collect();
                let owner = self.expr(value);
                let owner = self.unwrapped(owner);
                let owner = dotted(&owner);
                match (name, groups?.as_slice()) {
                    ("group", []) => Self::group(&owner, regex, 0),
                    ("group", [at]) => Self::group(&owner, regex, *at),
                    ("group", many) => Self::grouped(&owner, regex, many),
                    ("groups", []) => {
                        let all: Vec<usize> = (1..=regex.facts().ok()?.names.len()).collect();
                        Self::grouped(&owner, regex, &all)
                    }
                    ("start" | "end" | "span", at) => {
                        let at = at.first().copied().unwrap_or(0);
                        let ty = if name == "span" { Ty::Tuple(vec![Ty::Int, Ty::Int]) } else { Ty::Int };
                        Some(Code::value(format!("{owner}.{name}({at})"), ty))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// One group of a match.
    pub(super) fn group(owner: &str, regex: &Regex, at: usize) -> Option<Code> {
        Some(match regex.group(at)? {
            Ty::Str => Code::new(format!("{owner}.group({at})"), prec::ATOM, Form::Ref, Ty::Str),
            ty => Code::value(format!("{owner}.maybe({at})"), ty),
        })
    }

    fn grouped(owner: &str, regex: &Regex, groups: &[usize]) -> Option<Code> {
        let mut texts = Vec::new();
        let mut types = Vec::new();
        for at in groups {
            let code = Self::group(owner, regex, *at)?;
            texts.push(if code.ty == Ty::Str { format!("{}.to_string()", code.text) } else { code.text });
            types.push(code.ty);
        }
        let comma = if texts.len() == 1 { "," } else { "" };
        Some(Code::value(format!("({}{comma})", texts.join(", ")), Ty::Tuple(types)))
    }

    /// `for m in pattern.finditer(text)`.
    pub(super) fn pattern_walk(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Walk> {
        let (pattern, regex, look) = match self.path(func).as_deref() {
            Some("re.finditer") => {
                let (first, rest) = args.split_first()?;
                let look = patterns::look("finditer", rest, keywords, true)?;
                let (pattern, regex) = self.regex(first, look.flags)?;
                (pattern, regex, look)
            }
            Some(_) => return None,
            None => {
                let ExprKind::Attribute { value, attr, .. } = &func.kind else { return None };
                let Ty::Pattern(regex) = self.ty(value) else { return None };
                if attr != "finditer" {
                    return None;
                }
                let look = patterns::look(attr, args, keywords, false)?;
                let owner = self.expr(value);
                (dotted(&owner), regex, look)
            }
        };
        let text = self.text(look.text).text;
        Some(Walk::new(format!("{pattern}.finditer({text})"), one(Ty::Match(regex), Form::Value)))
    }
}
