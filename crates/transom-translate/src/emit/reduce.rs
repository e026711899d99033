//! What a walk over items comes to: sorted lists, extremes, sums, whether any or all are true.

use super::builtin::bare;
use super::form::prec;
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn key_closure(&mut self, key: &'a Expr, item: &Ty) -> Option<String> {
        // A key outlives the look at its item: text that the item owns cannot be lent to it.
        let want = match &key.kind {
            ExprKind::Lambda { body, .. } if item.rust().contains("String") => {
                let ty = self.ty(body);
                if ty.rust().contains("&str") { ty.owned() } else { Ty::Never }
            }
            _ => Ty::Never,
        };
        self.closure(key, &[(item.clone(), Form::Ref)], &want, false)
    }

    pub(super) fn sorted(
        &mut self,
        items: &'a Expr,
        ty: &Ty,
        key: Option<&'a Expr>,
        reverse: Option<&'a Expr>,
    ) -> Code {
        let item = ty.item().unwrap_or(Ty::Never);
        self.items_stay(items);
        // Keys that tie keep the order in which they came: then the order of a set shows.
        if key.is_some_and(|key| !matches!(key.kind, ExprKind::None)) {
            self.order_is_hidden = false;
        }
        let list = self.items_owned(items, &item);
        let (suffix, last) = self.reversed(reverse);
        let key = key.filter(|key| !matches!(key.kind, ExprKind::None));
        let text = match key {
            None => format!("rt::list::sorted{suffix}({list}{last})"),
            Some(key) => {
                if let Some(closure) = self.key_closure(key, &item) {
                    format!("rt::list::sorted_by_key{suffix}({list}, {closure}{last})")
                } else {
                    self.no(crate::why::callable(), key.span);
                    String::new()
                }
            }
        };
        Code::value(text, ty.clone())
    }

    /// How a sort goes by its `reverse`: the end of its name, and its last argument.
    pub(super) fn reversed(&mut self, reverse: Option<&'a Expr>) -> (&'static str, String) {
        match reverse.map(|reverse| (reverse, &reverse.kind)) {
            None | Some((_, ExprKind::Bool(false))) => ("", String::new()),
            Some((_, ExprKind::Bool(true))) => ("_reverse", String::new()),
            Some((reverse, _)) => ("_either", format!(", {}", self.condition(reverse).text)),
        }
    }

    pub(super) fn extreme_of(
        &mut self,
        path: &str,
        items: &'a Expr,
        ty: &Ty,
        key: Option<&'a Expr>,
        default: Option<&'a Expr>,
    ) -> Option<Code> {
        let item = self.ty(items).some().item()?;
        let item = if item == Ty::Letter { Ty::Char } else { item };
        let list = self.walk_owned(items, &item);
        let call = match key.filter(|key| !matches!(key.kind, ExprKind::None)) {
            None => format!("rt::{path}_of({})", list.strip_suffix(".into_iter()").unwrap_or(&list)),
            Some(key) => {
                let closure = self.key_closure(key, &item)?;
                format!("rt::{path}_by_key({list}, {closure})")
            }
        };
        let Some(default) = default else { return Some(Code::value(call, item)) };
        let is_total = self.is_total(default);
        let mut default = self.value(default, ty);
        let mut before = String::new();
        if !is_total {
            // Python works the default out in any case.
            let name = self.temp("default");
            before = format!("let {name} = {}; ", default.text);
            default = Code::new(name, prec::ATOM, Form::Value, ty.clone());
        }
        let name = self.temp("items");
        let call = call.replacen(&list, &name, 1).replacen(
            list.strip_suffix(".into_iter()").unwrap_or(&list),
            &name,
            1,
        );
        let value = self.coerce(Code::value(call, item), ty);
        let text = format!(
            "{{ {before}let mut {name} = {list}.peekable(); if {name}.peek().is_none() {{ {} }} else {{ {} }} }}",
            default.text, value.text
        );
        Some(Code::new(text, prec::LOW, Form::Value, ty.clone()))
    }

    pub(super) fn extreme(
        &mut self,
        path: &str,
        args: &'a [Expr],
        ty: &Ty,
        key: Option<&'a Expr>,
    ) -> Option<Code> {
        if let Some(key) = key {
            let values: Vec<String> = args.iter().map(|arg| self.value(arg, ty).text).collect();
            let closure = self.key_closure(key, ty)?;
            return Some(Code::value(
                format!("rt::{path}_by_key([{}], {closure})", values.join(", ")),
                ty.clone(),
            ));
        }
        let numbers_of_one_kind = matches!(ty, Ty::Int) && args.iter().all(|arg| self.ty(arg) == Ty::Int);
        let mut values = args.iter();
        let first = values.next()?;
        let mut code = self.value(first, ty);
        for value in values {
            let next = self.value(value, ty);
            let text = if numbers_of_one_kind && !code.literal {
                format!("{}.{path}({})", code.at(prec::ATOM), next.text)
            } else {
                format!("rt::{path}2({}, {})", code.text, next.text)
            };
            code = Code::value(text, ty.clone());
        }
        Some(code)
    }

    pub(super) fn sum(&mut self, items: &'a Expr, start: Option<&'a Expr>, ty: &Ty) -> Option<Code> {
        let item = self.ty(items).some().item()?;
        match (ty, start) {
            (Ty::Int, None) => {
                let list = self.walk_owned(items, &Ty::Int);
                Some(Code::value(format!("rt::int::sum({})", bare(&list)), Ty::Int))
            }
            (Ty::Int, Some(start)) => {
                let list = self.walk_owned(items, &Ty::Int);
                let start = self.value(start, &Ty::Int);
                Some(Code::new(
                    format!("{} + rt::int::sum({})", start.at(prec::ADD), bare(&list)),
                    prec::ADD,
                    Form::Value,
                    Ty::Int,
                ))
            }
            (Ty::Number, None) => {
                let want = if item == Ty::Float { Ty::Float } else { Ty::Number };
                let list = self.walk_owned(items, &want);
                Some(Code::value(format!("rt::float::sum_mixed({})", bare(&list)), Ty::Number))
            }
            (Ty::Float, Some(start)) if item == Ty::Float => {
                let list = self.walk_owned(items, &Ty::Float);
                let start = self.value(start, &Ty::Float);
                Some(Code::value(format!("rt::float::sum_from({}, {})", bare(&list), start.text), Ty::Float))
            }
            (Ty::Number, Some(start)) if matches!(start.kind, ExprKind::Int(0)) => self.sum(items, None, ty),
            (Ty::Other(_), Some(start)) => {
                let list = self.walk_owned(items, ty);
                let start = self.value(start, ty);
                let text = format!("{list}.fold({}, |total, item| total + item)", start.text);
                Some(Code::value(text, ty.clone()))
            }
            (Ty::List(item), Some(_)) => {
                let inner = self.walk_owned(items, &Ty::List(item.clone()));
                Some(Code::value(format!("{inner}.flatten().collect::<Vec<_>>()"), ty.clone()))
            }
            _ => {
                self.no(Why::of(Reason::UnknownOption, "`sum` from this start"), items.span);
                Some(Code::value("()", ty.clone()))
            }
        }
    }

    pub(super) fn any_all(&mut self, path: &str, items: &'a Expr) -> Code {
        if let ExprKind::GeneratorExp { elt, generators } = &items.kind
            && let [only] = generators.as_slice()
            && !self.has_raise(items)
        {
            let walk = self.walk(&only.iter, false);
            self.order_is_hidden = false;
            self.closures += 1;
            let (pattern, lets) = self.closure_pattern(&only.target, &walk.item);
            let tests: Vec<String> =
                only.ifs.iter().map(|test| self.condition(test).at(prec::BOTH)).collect();
            let element = self.condition(elt);
            self.closures -= 1;
            let test = match (tests.is_empty(), path) {
                (true, _) => element.text,
                (false, "any") => format!("{} && {}", tests.join(" && "), element.at(prec::BOTH)),
                (false, _) => format!("!({}) || {}", tests.join(" && "), element.at(prec::EITHER)),
            };
            let body = if lets.is_empty() { test } else { format!("{{ {} {test} }}", lets.join(" ")) };
            return Code::value(format!("{}.{path}(|{pattern}| {body})", walk.at(prec::ATOM)), Ty::Bool);
        }
        if self.has_raise(items) {
            let why =
                Why::of(Reason::ExceptionShape, "a call that may raise stands inside a lazy expression");
            self.no(why.mended("write a loop instead"), items.span);
        }
        let walk = self.walk(items, false);
        let mut lets = Vec::new();
        let ty = walk.item.ty();
        let truth = match &walk.item {
            super::iter::Item::One(_, form) => self.truth_of(Code::new("item", prec::ATOM, *form, ty)),
            super::iter::Item::Tuple(_) => Code::value("true", Ty::Bool),
        };
        lets.push(truth.text);
        Code::value(format!("{}.{path}(|item| {})", walk.at(prec::ATOM), lets.join(" ")), Ty::Bool)
    }

    pub(super) fn reduce(
        &mut self,
        function: &'a Expr,
        items: &'a Expr,
        start: Option<&'a Expr>,
        ty: &Ty,
    ) -> Option<Code> {
        let item = self.ty(items).some().item()?;
        let list = self.walk_owned(items, if start.is_some() { &item } else { ty });
        let held = if start.is_some() { item } else { ty.clone() };
        let closure = self.closure(function, &[(ty.clone(), Form::Value), (held, Form::Value)], ty, false)?;
        Some(match start {
            Some(start) => {
                let start = self.value(start, ty);
                Code::value(format!("{list}.fold({}, {closure})", start.text), ty.clone())
            }
            None => Code::value(
                format!("{list}.reduce({closure}).expect(\"Python raises on nothing to reduce\")"),
                ty.clone(),
            ),
        })
    }
}
