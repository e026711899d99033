//! Patterns of `re` that stand in the source: which there are, and what they say of themselves.

use transom_semantics::re::{self, Facts};

use crate::constant;
use crate::model::Program;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;

/// A pattern with its flags, as letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Regex {
    pub(crate) pattern: String,
    pub(crate) flags: String,
}

impl Regex {
    pub(crate) fn facts(&self) -> Result<Facts, &'static str> {
        re::facts(&self.pattern, &self.flags)
    }

    /// What a group of a match holds.
    pub(crate) fn group(&self, at: usize) -> Option<Ty> {
        if at == 0 {
            return Some(Ty::Str);
        }
        let always = *self.facts().ok()?.always.get(at - 1)?;
        Some(if always { Ty::Str } else { Ty::optional(Ty::Str) })
    }

    /// The number of a group that is named, or numbered, by a literal.
    pub(crate) fn index(&self, group: &Expr) -> Option<usize> {
        let facts = self.facts().ok()?;
        match &group.kind {
            ExprKind::Int(at) => usize::try_from(*at).ok().filter(|at| *at <= facts.names.len()),
            ExprKind::Str(Some(name)) => {
                facts.names.iter().position(|known| known.as_ref() == Some(name)).map(|at| at + 1)
            }
            _ => None,
        }
    }

    /// Whether a replacement can be filled in; what is only known at run time declines there.
    pub(crate) fn takes(&self, replacement: Option<&str>) -> bool {
        replacement.is_none_or(|text| self.facts().is_ok_and(|facts| re::is_template(text, &facts)))
    }

    /// As Rust.
    pub(crate) fn rust(&self) -> String {
        let plain = self.pattern.contains('\\')
            && !self.pattern.contains('"')
            && !self.pattern.chars().any(char::is_control);
        let pattern = if plain { format!("r\"{}\"", self.pattern) } else { format!("{:?}", self.pattern) };
        let flags = if self.flags.is_empty() { String::new() } else { format!(", {:?}", self.flags) };
        format!("rt::pattern!({pattern}{flags})")
    }
}

/// The pattern that stands in the source with these flags.
pub(crate) fn literal<'a>(
    program: &Program<'a>,
    module: usize,
    pattern: &'a Expr,
    flags: Option<&'a Expr>,
) -> Option<Regex> {
    let pattern = constant::text(program, module, pattern)?.to_owned();
    let mut letters = String::new();
    if let Some(flags) = flags {
        read_flags(program, module, flags, &mut letters)?;
    }
    Some(Regex { pattern, flags: letters })
}

fn read_flags(program: &Program<'_>, module: usize, expr: &Expr, letters: &mut String) -> Option<()> {
    if let ExprKind::BinOp { left, op: BinOp::BitOr, right } = &expr.kind {
        read_flags(program, module, left, letters)?;
        return read_flags(program, module, right, letters);
    }
    if let ExprKind::Int(0) = expr.kind {
        return Some(());
    }
    let letter = match crate::annotation::path(program, module, expr)?.as_str() {
        "re.I" | "re.IGNORECASE" => 'i',
        "re.M" | "re.MULTILINE" => 'm',
        "re.S" | "re.DOTALL" => 's',
        "re.U" | "re.UNICODE" => return Some(()),
        _ => return None,
    };
    if !letters.contains(letter) {
        letters.push(letter);
    }
    Some(())
}

/// A call of `re`, or of a pattern's method, in one shape: what is looked through, and with what.
pub(crate) struct Look<'a> {
    pub(crate) text: &'a Expr,
    pub(crate) replacement: Option<&'a Expr>,
    /// `count` or `maxsplit`.
    pub(crate) most: Option<&'a Expr>,
    pub(crate) flags: Option<&'a Expr>,
}

/// The parts of a call of this name, behind the pattern; `flags`: whether they may be told here.
pub(crate) fn look<'a>(
    name: &str,
    args: &'a [Expr],
    keywords: &'a [crate::syntax::Keyword],
    flags: bool,
) -> Option<Look<'a>> {
    let params: &[&str] = match name {
        "match" | "search" | "fullmatch" | "findall" | "finditer" => &["string", "flags"],
        "split" => &["string", "maxsplit", "flags"],
        "sub" => &["repl", "string", "count", "flags"],
        _ => return None,
    };
    let params = if flags { params } else { &params[..params.len() - 1] };
    if args.len() > params.len() {
        return None;
    }
    let mut given: Vec<Option<&'a Expr>> = args.iter().map(Some).collect();
    given.resize(params.len(), None);
    for keyword in keywords {
        let at = params.iter().position(|param| Some(*param) == keyword.name.as_deref())?;
        if given[at].replace(&keyword.value).is_some() {
            return None;
        }
    }
    let by = |param: &str| params.iter().position(|known| *known == param).and_then(|at| given[at]);
    let replacement = by("repl");
    if name == "sub" && replacement.is_none() {
        return None;
    }
    Some(Look {
        text: by("string")?,
        replacement,
        most: by("count").or_else(|| by("maxsplit")),
        flags: by("flags"),
    })
}
