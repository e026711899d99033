//! Comprehensions: iterator chains where they are simple, loops where they are not.

use super::form::{outer_rust, prec};
use super::iter::{Item, Walk};
use super::{Code, Emit, Form};
use crate::syntax::{Comprehension, Expr, ExprKind};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr, ty: &Ty, want: &Ty) -> Code {
        let ty = match (want.some(), ty) {
            (Ty::List(_), Ty::List(_) | Ty::Iter(_)) | (Ty::Set(_), Ty::Set(_)) => want.some().clone(),
            (other, _) if other.entry().is_some() => other.clone(),
            (_, Ty::Iter(item)) => Ty::List(item.clone()),
            _ => ty.clone(),
        };
        let (ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. }
        | ExprKind::DictComp { generators, .. }) = &expr.kind
        else {
            return Code::value("()", ty);
        };
        // Of floats that are equal, the order decides which zero a set keeps.
        let floats = ty.item().is_some_and(|item| matches!(item, Ty::Float | Ty::Number));
        let hidden = matches!(expr.kind, ExprKind::SetComp { .. }) && !floats;
        let before = std::mem::replace(&mut self.order_is_hidden, hidden);
        let code = self.comprehended(expr, generators, &ty);
        self.order_is_hidden = before;
        code
    }

    fn comprehended(&mut self, expr: &'a Expr, generators: &'a [Comprehension], ty: &Ty) -> Code {
        if let [only] = generators
            && !self.has_raise(expr)
            && !has_walrus(expr)
            && let ExprKind::ListComp { elt, .. }
            | ExprKind::SetComp { elt, .. }
            | ExprKind::GeneratorExp { elt, .. } = &expr.kind
        {
            let item = ty.item().unwrap_or(Ty::Never);
            if let Some(text) = self.filled_list(expr, only, elt, &item) {
                return Code::value(text, ty.clone());
            }
            let walk = self.mapped(only, elt, &item);
            return Code::value(
                format!("{}.collect::<{}>()", walk.at(prec::ATOM), outer_rust(ty)),
                ty.clone(),
            );
        }
        if let [only] = generators
            && !self.has_raise(expr)
            && let ExprKind::DictComp { key, value, .. } = &expr.kind
            && let Some((at, held)) = ty.entry().map(|(at, held)| (at.clone(), held.clone()))
        {
            let pair = Ty::Tuple(vec![at.clone(), held.clone()]);
            let walk = self.mapped_to(only, &pair, |emit| {
                let (key, value) = (emit.value(key, &at), emit.value(value, &held));
                format!("({}, {})", key.text, value.text)
            });
            return Code::value(
                format!("{}.collect::<{}>()", walk.at(prec::ATOM), outer_rust(ty)),
                ty.clone(),
            );
        }
        self.comprehension_loop(expr, generators, ty)
    }

    /// `[0 for _ in range(n)]`.
    fn filled_list(
        &mut self,
        expr: &Expr,
        generator: &'a Comprehension,
        elt: &'a Expr,
        item: &Ty,
    ) -> Option<String> {
        let ExprKind::ListComp { .. } = expr.kind else { return None };
        let ExprKind::Call { func, args, keywords } = &generator.iter.kind else { return None };
        let scalar = matches!(
            elt.kind,
            ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Bool(_) | ExprKind::Str(Some(_))
        );
        let ([times], true) = (args.as_slice(), keywords.is_empty()) else { return None };
        let named = matches!(generator.target.kind, ExprKind::Name(_));
        if !scalar || !named || !generator.ifs.is_empty() || self.path(func).as_deref() != Some("range") {
            return None;
        }
        let (value, times) = (self.value(elt, item).text, self.value(times, &Ty::Int).text);
        Some(format!("rt::list::filled({value}, {times})"))
    }

    /// Whether something in an expression may end in a raised exception.
    pub(super) fn has_raise(&self, expr: &Expr) -> bool {
        if let ExprKind::Call { func, .. } = &expr.kind {
            let raises = match self.called(func) {
                Some(target) => self.program.funcs[target].raises,
                None => false,
            };
            if raises {
                return true;
            }
        }
        crate::names::children(expr).into_iter().any(|child| self.has_raise(child))
    }

    /// A generator expression as an iterator; nothing where it needs loops.
    pub(super) fn chain(&mut self, elt: &'a Expr, generators: &'a [Comprehension]) -> Option<Walk> {
        let [only] = generators else { return None };
        if self.has_raise(elt)
            || only.ifs.iter().any(|test| self.has_raise(test) || has_walrus(test))
            || has_walrus(elt)
        {
            return None;
        }
        let item = self.ty(elt);
        let item = if item == Ty::Letter { Ty::Char } else { item };
        Some(self.mapped(only, elt, &item))
    }

    /// `iter.filter(…).map(…)`.
    fn mapped(&mut self, generator: &'a Comprehension, elt: &'a Expr, item: &Ty) -> Walk {
        self.mapped_to(generator, item, |emit| emit.value(elt, item).text)
    }

    fn mapped_to(
        &mut self,
        generator: &'a Comprehension,
        item: &Ty,
        make: impl FnOnce(&mut Self) -> String,
    ) -> Walk {
        let walk = self.walk(&generator.iter, false);
        let hidden = std::mem::replace(&mut self.order_is_hidden, false);
        self.closures += 1;
        let mut text = walk.at(prec::ATOM);
        let (pattern, lets) = self.closure_pattern(&generator.target, &walk.item);
        let tests: Vec<String> =
            generator.ifs.iter().map(|test| self.condition(test).at(prec::BOTH)).collect();
        let value = make(self);
        self.closures -= 1;
        self.order_is_hidden = hidden;
        if pattern == "_" {
            text = uncounted(&text);
        }
        let is_same = lets.is_empty() && value == pattern && walk.item.ty() == *item;
        if tests.is_empty() {
            if is_same && !pattern.starts_with('&') {
                return Walk::new(text, Item::One(item.clone(), Form::Value));
            }
            if let Some(name) = pattern.strip_prefix('&')
                && name == value
            {
                return Walk::new(format!("{text}.copied()"), Item::One(item.clone(), Form::Value));
            }
            text = format!("{text}.map(|{pattern}| {})", block(&lets, &value));
        } else {
            text = filtered(&text, &pattern, &lets, &tests, &value, is_lent(&walk.item));
        }
        Walk::new(text, Item::One(item.clone(), Form::Value))
    }

    /// Nested loops that push.
    fn comprehension_loop(&mut self, expr: &'a Expr, generators: &'a [Comprehension], ty: &Ty) -> Code {
        let name = self.temp("items");
        let lines = self.captured(|emit| {
            emit.indent = 0;
            let depth = emit.open_generators(generators);
            emit.order_is_hidden = false;
            let add = match &expr.kind {
                ExprKind::DictComp { key, value, .. } => {
                    let (at, held) = ty
                        .entry()
                        .map_or((Ty::Never, Ty::Never), |(key, value)| (key.clone(), value.clone()));
                    let (at, held) = (emit.value(key, &at), emit.value(value, &held));
                    format!("{name}.set({}, {});", at.text, held.text)
                }
                ExprKind::SetComp { elt, .. } => {
                    let item = ty.item().unwrap_or(Ty::Never);
                    format!("{name}.add({});", emit.value(elt, &item).text)
                }
                ExprKind::ListComp { elt, .. } | ExprKind::GeneratorExp { elt, .. } => {
                    let item = ty.item().unwrap_or(Ty::Never);
                    format!("{name}.push({});", emit.value(elt, &item).text)
                }
                _ => String::new(),
            };
            emit.line(add);
            for _ in 0..depth {
                emit.line("}");
            }
        });
        let empty = match ty {
            Ty::Set(_) => "Set::new()",
            Ty::List(_) => "Vec::new()",
            _ => "Dict::new()",
        };
        Code::new(
            format!("{{\nlet mut {name} = {empty};\n{}\n{name}\n}}", lines.join("\n")),
            prec::LOW,
            Form::Value,
            ty.clone(),
        )
    }

    fn open_generators(&mut self, generators: &'a [Comprehension]) -> usize {
        let mut depth = 0;
        for generator in generators {
            let walk = self.walk(&generator.iter, false);
            let (pattern, lets) = self.closure_pattern(&generator.target, &walk.item);
            self.line(format!("for {pattern} in {} {{", walk.taken()));
            for text in &lets {
                self.line(text);
            }
            depth += 1;
            if !generator.ifs.is_empty() {
                let hidden = std::mem::replace(&mut self.order_is_hidden, false);
                let tests: Vec<String> =
                    generator.ifs.iter().map(|test| self.condition(test).at(prec::BOTH)).collect();
                self.order_is_hidden = hidden;
                self.line(format!("if {} {{", tests.join(" && ")));
                depth += 1;
            }
        }
        depth
    }
}

/// A range whose numbers nobody looks at: their type does not matter.
pub(super) fn uncounted(walk: &str) -> String {
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let bare = walk.trim_start_matches('(');
    match bare.split_once("_i64..") {
        Some((start, rest)) if number(start) && number(rest.trim_end_matches(')')) => {
            walk.replacen("_i64..", "..", 1)
        }
        _ => walk.to_owned(),
    }
}

fn has_walrus(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Named { .. }) || crate::names::children(expr).into_iter().any(has_walrus)
}

/// Whether each part of an item is copied when it is taken twice: a reference, or a number.
fn is_lent(item: &Item) -> bool {
    match item {
        Item::One(ty, form) => *form == Form::Ref || ty.is_copy(),
        Item::Tuple(items) => items.iter().all(is_lent),
    }
}

/// `filter(…).map(…)`, or both at once where the item cannot be looked at twice.
fn filtered(walk: &str, pattern: &str, lets: &[String], tests: &[String], value: &str, lent: bool) -> String {
    let test = tests.join(" && ");
    if !lent || !lets.is_empty() || pattern.contains("mut ") {
        let least = if tests.len() > 1 || test.contains(' ') { format!("({test})") } else { test };
        return format!(
            "{walk}.filter_map(|{pattern}| {})",
            block(lets, &format!("{least}.then(|| {value})"))
        );
    }
    let kept = format!("{walk}.filter(|&{}| {test})", only_used(pattern, &test));
    match pattern.strip_prefix('&') {
        Some(name) if name == value => format!("{kept}.copied()"),
        _ if pattern == value => kept,
        _ => format!("{kept}.map(|{}| {value})", only_used(pattern, value)),
    }
}

/// A pattern with `_` for the names that do not stand in the text.
fn only_used(pattern: &str, text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
    let stands = |name: &str| text.split(|c| !is_part(c)).any(|word| word == name);
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(is_part) {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(|c| !is_part(c)).map_or(rest.len(), |end| at + end);
        let name = &rest[at..end];
        if stands(name) {
            out.push_str(name);
        } else {
            out.truncate(out.trim_end_matches('&').len());
            out.push('_');
        }
        rest = &rest[end..];
    }
    out + rest
}

fn block(lets: &[String], value: &str) -> String {
    if lets.is_empty() { value.to_owned() } else { format!("{{ {} {value} }}", lets.join(" ")) }
}
