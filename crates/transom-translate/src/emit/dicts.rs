//! Calls that make and ask dicts, and methods with a form of their own.

use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn deque(&mut self, items: Option<&'a Expr>, most: Option<&'a Expr>, ty: Ty) -> Code {
        let item = ty.item().unwrap_or(Ty::Never);
        let list = items.map_or("[]".to_owned(), |items| self.items_owned(items, &item));
        let text = if let Some(most) = most {
            let most = self.value(most, &Ty::optional(Ty::Int));
            format!("Deque::with_maxlen({list}, {})", most.text)
        } else {
            let walk = items.map_or("std::iter::empty()".to_owned(), |items| self.walk_owned(items, &item));
            format!("{walk}.collect::<Deque<_>>()")
        };
        Code::value(text, ty)
    }

    /// A default that is not the type's own zero.
    pub(super) fn zero_default(&mut self, body: &'a Expr) {
        let is_zero = match &body.kind {
            ExprKind::Int(0) | ExprKind::Bool(false) => true,
            ExprKind::Float(value) => *value == 0.0 && value.is_sign_positive(),
            ExprKind::Str(Some(text)) => text.is_empty(),
            ExprKind::List { elts } => elts.is_empty(),
            ExprKind::Dict { items } => items.is_empty(),
            ExprKind::Call { func, args, .. }
                if self.path(func).as_deref() == Some("collections.defaultdict") =>
            {
                // A defaultdict in a defaultdict: what it makes in turn is looked at as well.
                match args.as_slice() {
                    [factory] => match &factory.kind {
                        ExprKind::Lambda { body, .. } => return self.zero_default(body),
                        _ => true,
                    },
                    _ => false,
                }
            }
            ExprKind::Call { func, args, .. } => {
                args.is_empty()
                    && matches!(
                        self.path(func).as_deref(),
                        Some("int" | "list" | "dict" | "set" | "float" | "str")
                    )
            }
            _ => false,
        };
        if !is_zero {
            self.no(Why::of(Reason::UnknownOption, "a default that is not empty or zero"), body.span);
        }
    }

    pub(super) fn dict_call(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        ty: &Ty,
        want: &Ty,
    ) -> Code {
        let ty = if want.some().entry().is_some() { want.some().clone() } else { ty.clone() };
        let Some((key, value)) = ty.entry().map(|(key, value)| (key.clone(), value.clone())) else {
            return Code::value("Dict::new()", ty);
        };
        let base = match args {
            [] if keywords.is_empty() => return Code::value("Dict::new()", ty),
            [] => "Dict::new()".to_owned(),
            [source, ..] => {
                self.items_stay(source);
                let pairs = self.pairs(source, &key, &value);
                format!("{pairs}.collect::<Dict<_, _>>()")
            }
        };
        if keywords.is_empty() {
            return Code::value(base, ty);
        }
        let items = self.temp("items");
        let mut text = format!("{{ let mut {items} = {base};");
        for keyword in keywords {
            let Some(name) = &keyword.name else { continue };
            let held = self.value(&keyword.value, &value);
            let at =
                self.coerce(Code::new(super::expr::quote(name), prec::ATOM, Form::Value, Ty::Text), &key);
            text.push_str(&format!(" {items}.set({}, {});", at.text, held.text));
        }
        Code::new(format!("{text} {items} }}"), prec::LOW, Form::Value, ty)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a call")]
    pub(super) fn special_method(
        &mut self,
        receiver: &Ty,
        expr: &'a Expr,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        _want: &Ty,
    ) -> Option<Code> {
        let keyword = |name: &str| {
            keywords
                .iter()
                .find(|keyword| keyword.name.as_deref() == Some(name))
                .map(|keyword| &keyword.value)
        };
        match (receiver, name, args) {
            (Ty::List(item), "sort", []) => {
                let place = self.borrow_mut(value);
                let (suffix, last) = self.reversed(keyword("reverse"));
                let text = match keyword("key").filter(|key| !matches!(key.kind, ExprKind::None)) {
                    None => format!("rt::list::sort{suffix}({place}{last})"),
                    Some(key) => {
                        let closure = self.key_closure(key, item)?;
                        format!("rt::list::sort_by_key{suffix}({place}, {closure}{last})")
                    }
                };
                Some(Code::value(text, Ty::None))
            }
            (Ty::Letter | Ty::Char | Ty::Text | Ty::Str, "format", _) => {
                let format = crate::constant::text(self.program, self.module, value)?;
                Some(self.str_format(format, args, keywords))
            }
            (_, "setdefault", [key, default]) if receiver.entry().is_some() => {
                let place = self.set_default(value, key, default);
                let ty = self.ty(expr);
                if self.dropped == Some(self.key(expr)) {
                    return Some(Code::value(place, Ty::None));
                }
                Some(self.with_sharing(Code::new(format!("*{place}"), prec::UNARY, Form::Place, ty), expr))
            }
            (_, "get", [key, default]) if receiver.entry().is_some() => {
                let (at, item) = receiver.entry().map(|(at, item)| (at.clone(), item.clone()))?;
                let ty = self.ty(expr);
                let owner = self.expr(value);
                let owner = self.unwrapped(owner);
                let look = self.lookup(key, &at);
                if self.ty(default) == Ty::None {
                    let found = if item.is_copy() { "copied" } else { "cloned" };
                    let text = format!("{}.find({look}).{found}()", dotted(&owner));
                    return Some(Code::value(text, Ty::optional(item)));
                }
                self.get_or(&owner, &look, default, &item, &ty, expr)
            }
            (_, "pop", [key, default]) if receiver.entry().is_some() => {
                let (at, item) = receiver.entry().map(|(at, item)| (at.clone(), item.clone()))?;
                let owner = self.place_mut(value);
                let look = self.lookup(key, &at);
                if self.ty(default) == Ty::None {
                    return Some(Code::value(format!("{owner}.take({look})"), Ty::optional(item)));
                }
                let default = self.value(default, &item);
                Some(Code::value(format!("{owner}.take({look}).unwrap_or({})", default.text), item))
            }
            _ => None,
        }
    }

    pub(super) fn get_or(
        &mut self,
        owner: &Code,
        look: &str,
        default: &'a Expr,
        item: &Ty,
        ty: &Ty,
        expr: &'a Expr,
    ) -> Option<Code> {
        if ty == item && item.is_copy() {
            let default_code = self.value(default, item);
            if self.is_quiet(default) {
                return Some(Code::value(
                    format!("{}.find({look}).copied().unwrap_or({})", dotted(owner), default_code.text),
                    item.clone(),
                ));
            }
            // Python works the default out in any case.
            let text = format!("{}.find({look}).copied().unwrap_or({})", dotted(owner), default_code.text);
            return Some(Code::value(text, item.clone()));
        }
        let key = self.key(expr);
        if self.program.can_change(item) && self.alias.changes(key) {
            self.no(
                Why::of(Reason::SharedContainer, "what `get` gives is changed")
                    .mended("test with `in` and index the dict"),
                expr.span,
            );
        }
        let found = self.coerce(Code::new("value", prec::ATOM, Form::Ref, item.clone()), ty);
        // Python works the default out in any case.
        let (method, lazily) = if self.is_total(default) { ("map_or_else", "|| ") } else { ("map_or", "") };
        let default = self.value(default, ty);
        Some(Code::value(
            format!(
                "{}.find({look}).{method}({lazily}{}, |value| {})",
                dotted(owner),
                default.text,
                found.text
            ),
            ty.clone(),
        ))
    }
}
