//! Functions of the standard library that the tables cannot tell by their arguments' types alone.

use super::{Code, Emit};
use crate::syntax::{Expr, Keyword};

impl<'a> Emit<'_, 'a> {
    /// Those with a form of their own; nothing: they are looked for elsewhere.
    pub(super) fn library(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Code> {
        let _ = (expr, keywords);
        match (path, args) {
            ("format", [value, rest @ ..]) if rest.len() < 2 => Some(self.format_call(value, rest.first())),
            ("typing.cast", [_, value]) => Some(self.own(value)),
            _ => None,
        }
    }
}
