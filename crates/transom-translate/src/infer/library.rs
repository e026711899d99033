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
        if let Some(name) = path.strip_prefix("re.") {
            return self.pattern_function(name, expr, args, keywords);
        }
        if let ("str" | "format" | "repr" | "int", [value, ..]) = (path, args)
            && keywords.is_empty()
            && let Some(ty) = self.member_as(path, value, args.len() == 1)
        {
            return Some(ty);
        }
        if matches!(path, "min" | "max" | "sorted")
            && !keywords.iter().any(|keyword| keyword.name.as_deref() == Some("key"))
        {
            self.members_have_no_order(args, expr);
        }
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
            (
                "zip" | "itertools.chain" | "math.gcd" | "math.lcm" | "math.hypot",
                [Expr { kind: ExprKind::Starred { value }, .. }],
            ) if keywords.is_empty() => self.spread(path, value, expr),
            ("dict.fromkeys", [keys, rest @ ..]) if rest.len() < 2 && keywords.is_empty() => {
                let key = self.items(keys);
                let value = rest.first().map_or(Ty::None, |value| self.expr(value));
                if self.program.can_change(&value) {
                    let why = Why::of(Code::SharedContainer, "every key gets one and the same container");
                    self.no(why.mended("write a dict comprehension"), expr.span);
                }
                Some(Ty::dict(key, value))
            }
            ("itertools.product", [items]) if ops::repeat(keywords).is_none() => {
                let [Keyword { name: Some(name), value, .. }] = keywords else { return None };
                let (item, times) = (self.items(items), self.expr(value));
                let fits = name == "repeat" && matches!(times, Ty::Int | Ty::Never);
                fits.then(|| Ty::iter(Ty::VarTuple(Box::new(item))))
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

    /// Members of enumerations are not put in order here, not even those of numbers.
    fn members_have_no_order(&mut self, args: &'a [Expr], expr: &'a Expr) {
        for arg in args {
            let ty = self.expr(arg);
            let is_member = |ty: &Ty| matches!(ty.some(), Ty::Enum(_));
            if is_member(&ty) || args.len() == 1 && ty.some().item().as_ref().is_some_and(is_member) {
                let why = Why::of(Code::TypeMismatch, "an order of members of an enumeration");
                self.no(why.mended("say `key=lambda member: member.value`"), expr.span);
            }
        }
    }

    /// A member of an enumeration as a number; as text it is another one from version to version.
    fn member_as(&mut self, path: &str, value: &'a Expr, alone: bool) -> Option<Ty> {
        let ty = self.expr(value);
        let class = self.program.enumeration(&ty)?;
        match (path, class.mixin()) {
            ("int", Some(Ty::Int)) if alone => Some(Ty::Int),
            ("str" | "format" | "repr", _) => {
                let why = Why::of(Code::FormatSpec, "a member of an enumeration as text");
                self.no(why.mended("write `.value` or `.name`"), value.span);
                Some(Ty::Str)
            }
            _ => None,
        }
    }

    /// A call whose arguments are the items of a container: `zip(*rows)`, `gcd(*numbers)`.
    fn spread(&mut self, path: &str, value: &'a Expr, expr: &'a Expr) -> Option<Ty> {
        let row = self.items(value);
        if row == Ty::Never {
            return Some(Ty::Never);
        }
        match path {
            "math.gcd" | "math.lcm" => (row == Ty::Int).then_some(Ty::Int),
            "math.hypot" => matches!(row, Ty::Float | Ty::Int).then_some(Ty::Float),
            "itertools.chain" if !self.program.can_change(&row.item()?) => Some(Ty::iter(row.item()?)),
            "itertools.chain" => None,
            _ => {
                let item = row.item()?;
                if !matches!(row, Ty::List(_) | Ty::VarTuple(_) | Ty::Tuple(_)) || item.clash().is_some() {
                    return None;
                }
                if self.program.can_change(&item) {
                    let why = Why::of(Code::SharedContainer, "columns that hold the rows' own containers");
                    self.no(why.mended("write a loop over the columns' numbers"), expr.span);
                }
                Some(Ty::iter(Ty::VarTuple(Box::new(item))))
            }
        }
    }

    /// A method of a value, passed as a function: `key=counts.get`.
    pub(super) fn bound_method(&mut self, function: &'a Expr, types: &[Ty]) -> Option<Ty> {
        let ExprKind::Attribute { value, attr, .. } = &function.kind else { return None };
        if self.path(value).is_some() || self.module_function(value, attr).is_some() {
            return None;
        }
        let receiver = self.expr(value).some().clone();
        if receiver == Ty::Never || types.contains(&Ty::Never) {
            return Some(Ty::Never);
        }
        let op = ops::called_method(&receiver, attr, types)?;
        if op.mutates || self.program.can_change(&op.gives) {
            return None;
        }
        if let Some(first) = types.first() {
            self.flow_key(value, first);
        }
        Some(op.gives)
    }
}
