//! Methods with a rule of their own, and builtins that are passed as functions.

use super::Infer;
use crate::ops;
use crate::refusal::Code;
use crate::syntax::{Expr, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// A builtin that is passed as a function.
    pub(super) fn applied_builtin(&mut self, path: &str, types: &[Ty], at: &'a Expr) -> Ty {
        match (path, types) {
            ("len", [_]) => Ty::Int,
            ("str" | "repr", [_]) => Ty::Str,
            ("sum" | "min" | "max", [items]) => match (path, items.item()) {
                ("sum", Some(item)) => self.sum(&item, &Ty::Int, at),
                (_, Some(item)) => item,
                _ => Ty::Never,
            },
            ("tuple", [items]) => items.item().map_or(Ty::Never, |item| Ty::VarTuple(Box::new(item))),
            ("list" | "sorted", [items]) => items.item().map_or(Ty::Never, Ty::list),
            ("set", [items]) => items.item().map_or(Ty::Never, Ty::set),
            ("min" | "max", [a, b]) => a.join(b),
            (_, types) if types.contains(&Ty::Never) => Ty::Never,
            (path, [receiver, rest @ ..]) if path.starts_with("str.") => {
                match ops::method(receiver, &path[4..], rest) {
                    Some(op) => op.gives,
                    None => self.not_applied(path, at),
                }
            }
            (
                "operator.add" | "operator.mul" | "operator.sub" | "operator.xor" | "operator.or_"
                | "operator.and_",
                [a, b],
            ) => {
                use crate::syntax::BinOp;
                let op = match path {
                    "operator.add" => BinOp::Add,
                    "operator.mul" => BinOp::Mult,
                    "operator.sub" => BinOp::Sub,
                    "operator.xor" => BinOp::BitXor,
                    "operator.or_" => BinOp::BitOr,
                    _ => BinOp::BitAnd,
                };
                self.binary(op, a, b, at.span, None)
            }
            _ => self.not_applied(path, at),
        }
    }

    pub(super) fn not_applied(&mut self, path: &str, at: &'a Expr) -> Ty {
        self.no(
            Why::of(Code::UnknownStdFunction, format!("`{path}` as a function that is passed"))
                .mended("write a lambda that calls it"),
            at.span,
        );
        Ty::Never
    }

    /// Methods with a rule of their own.
    pub(super) fn special_method(
        &mut self,
        receiver: &Ty,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Ty> {
        match (receiver, name, args) {
            (Ty::Other("rt::Date" | "rt::DateTime" | "rt::Time"), "strftime", [format])
                if keywords.is_empty() =>
            {
                self.date_format(format, false);
                Some(Ty::Str)
            }
            (Ty::List(item), "sort", []) => {
                self.key_of("sort", item, keywords);
                Some(Ty::None)
            }
            (_, "setdefault", [key, default]) if receiver.entry().is_some() => {
                let key = self.expr(key);
                let ty = self.expr(default);
                self.flow_at(value, &key, &ty);
                let whole =
                    self.program.ty(self.module, value).some().entry().map(|(_, value)| value.clone());
                Some(whole.unwrap_or(Ty::Never))
            }
            (_, "get" | "pop", [key, default]) if receiver.entry().is_some() => {
                let key = self.expr(key);
                self.flow_key(value, &key);
                let held = receiver.entry().map_or(Ty::Never, |(_, value)| value.clone());
                let default = self.expr_as(default, &held);
                let joined = held.join(&default);
                if let Some((a, b)) = joined.clash() {
                    self.no(Why::of(Code::TypeMismatch, format!("`{name}` gives {a} or {b}")), args[1].span);
                }
                Some(joined)
            }
            (Ty::Letter | Ty::Char | Ty::Text | Ty::Str, "format", _) => {
                for arg in args.iter().chain(keywords.iter().map(|keyword| &keyword.value)) {
                    if let Ty::Function(_) = self.expr(arg) {
                        self.no(Why::of(Code::FunctionValue, "a function in a text"), arg.span);
                    }
                }
                let format = crate::constant::text(self.program, self.module, value);
                if format.is_none_or(|format| crate::template::parse(format, args, keywords).is_none()) {
                    self.no(
                        Why::of(Code::FormatSpec, "this `str.format`").mended("write an f-string"),
                        value.span,
                    );
                }
                Some(Ty::Str)
            }
            _ => None,
        }
    }
}
