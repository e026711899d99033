//! Room for what the loop behind a new list appends to it, asked for once instead of while it grows.

use super::Emit;
use crate::model::VarId;
use crate::names;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;

/// So many statements may stand between a list and the loop that fills it.
const AHEAD_MAX: usize = 4;

impl<'a> Emit<'_, 'a> {
    /// `let mut row = Vec::new();` of a variable, with room for the items of the loop that fills it next.
    pub(super) fn with_room(&self, var: VarId, line: String) -> String {
        let Some((head, begun)) = line.strip_suffix(';').and_then(|line| line.split_once(" = ")) else {
            return line;
        };
        let first = match begun {
            "Vec::new()" => None,
            _ => begun.strip_prefix("vec![").and_then(|rest| rest.strip_suffix(']')),
        };
        let is_one = first.is_some_and(|first| !first.is_empty() && first.bytes().all(is_plain));
        let Some(name) = head.strip_prefix("let mut ").filter(|_| is_one || begun == "Vec::new()") else {
            return line;
        };
        let name = name.split(':').next().unwrap_or(name);
        let Some(room) = self.room(var) else { return line };
        match first {
            None => format!("{head} = Vec::with_capacity({room});"),
            Some(first) => format!("{head} = Vec::with_capacity({room} + 1);\n{name}.push({first});"),
        }
    }

    /// How many items the next loop appends to a list, at most, where that is at hand.
    fn room(&self, var: VarId) -> Option<String> {
        let at = self
            .ahead
            .iter()
            .take(AHEAD_MAX)
            .position(|stmt| matches!(stmt.kind, StmtKind::For { .. } | StmtKind::While { .. }))?;
        let StmtKind::For { iter, body, .. } = &self.ahead[at].kind else { return None };
        if !self.appends(body, var) {
            return None;
        }
        self.count(iter, &self.ahead[..at])
    }

    fn appends(&self, body: &'a [Stmt], var: VarId) -> bool {
        body.iter().any(|stmt| {
            let own = match &stmt.kind {
                StmtKind::Expr { value } => match &value.kind {
                    ExprKind::Call { func, .. } => match &func.kind {
                        ExprKind::Attribute { value, attr, .. } => {
                            attr == "append" && self.var(value) == Some(var)
                        }
                        _ => false,
                    },
                    _ => false,
                },
                _ => false,
            };
            own || names::bodies(stmt).into_iter().any(|body| self.appends(body, var))
        })
    }

    /// How often a loop over this goes round, as far as a glance tells; some statements stand before the loop.
    fn count(&self, iter: &'a Expr, before: &'a [Stmt]) -> Option<String> {
        if let Some(list) = self.at_hand(iter, before) {
            let sized = matches!(self.program.vars[list].ty, Ty::List(_) | Ty::Str | Ty::Text);
            return sized.then(|| format!("{}.len()", self.var_name(list)));
        }
        let ExprKind::Call { func, args, .. } = &iter.kind else { return None };
        match (self.path(func)?.as_str(), args.as_slice()) {
            ("enumerate" | "reversed" | "zip", [first, ..]) => self.count(first, before),
            ("range", [stop]) => match (&stop.kind, self.at_hand(stop, before)) {
                (_, Some(stop)) if self.program.vars[stop].ty == Ty::Int => {
                    Some(format!("rt::list::room({})", self.var_name(stop)))
                }
                (ExprKind::Call { func, args, .. }, _) if self.path(func).as_deref() == Some("len") => {
                    self.count(args.first()?, before)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The variable of this name, if it has its value by now, and not only from one of the statements on.
    fn at_hand(&self, expr: &Expr, before: &'a [Stmt]) -> Option<VarId> {
        let var = matches!(expr.kind, ExprKind::Name(_)).then(|| self.var(expr))??;
        let info = &self.program.vars[var];
        let known = info.func == self.func && (info.is_param || self.declared.contains(&var));
        let later = before.iter().any(|stmt| self.stored_in(stmt).contains(&var));
        (known && !info.captured && !later).then_some(var)
    }
}

/// What a name or a number is spelled with.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.')
}
