//! Functions of the standard library that the tables cannot tell by their arguments' types alone: those that take
//! keywords in any order, functions, or literals.

use super::Infer;
use crate::ops;
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// An operation whose keywords are told by their names; nothing without keywords, or where no table has it.
    pub(super) fn keyed(
        &mut self,
        receiver: Option<&Ty>,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<ops::Op> {
        if keywords.is_empty() || args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred { .. })) {
            return None;
        }
        let types: Vec<Ty> = args
            .iter()
            .chain(keywords.iter().map(|keyword| &keyword.value))
            .map(|arg| self.expr(arg))
            .collect();
        ops::keyed(receiver, name, &types, keywords)
    }

    /// Those with a rule of their own; nothing: they are looked for elsewhere.
    pub(super) fn library(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Ty> {
        match (path, args) {
            ("format", [value, rest @ ..]) if rest.len() < 2 && keywords.is_empty() => {
                if let Ty::Function(_) = self.expr(value) {
                    self.no(Why::of(Code::FunctionValue, "a function in a text"), value.span);
                }
                for spec in rest {
                    let ty = self.expr(spec);
                    if !ty.is_text() && ty != Ty::Never {
                        self.no(Why::of(Code::FormatSpec, format!("a format of type {ty}")), expr.span);
                    }
                }
                Some(Ty::Str)
            }
            ("datetime.datetime.strptime", [text, format]) if keywords.is_empty() => {
                self.expr(text);
                self.date_format(format, true);
                Some(Ty::Other("rt::DateTime"))
            }
            ("typing.cast", [_, value]) => Some(self.expr(value)),
            _ => None,
        }
    }

    /// Only formats that are written out are told apart: those that depend on the locale are refused.
    pub(super) fn date_format(&mut self, format: &'a Expr, reads: bool) {
        self.expr(format);
        let text = crate::constant::text(self.program, self.module, format);
        if text.is_none_or(|text| !ops::format_is_plain(text, reads)) {
            let why = Why::of(Code::FormatSpec, "a format of dates that is not of plain numbers");
            self.no(why.mended("use %Y %m %d %H %M %S %f only, in a literal"), format.span);
        }
    }
}
