//! The type of each kind of expression.

use super::Infer;
use crate::model::{Binding, ClassKind};
use crate::refusal::Code;
use crate::syntax::{Comprehension, Expr, ExprKind, FStringPart, UnaryOp};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    /// The type of an expression; noted under its number.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Ty {
        self.expr_as(expr, &Ty::Never)
    }

    /// The same where a type is expected: it fills what the expression leaves open.
    pub(super) fn expr_as(&mut self, expr: &'a Expr, hint: &Ty) -> Ty {
        let found = self.find(expr, hint);
        self.join_expr(expr, &found);
        let key = self.program.key(self.module, expr);
        let known = self.program.types[key].clone();
        if known.clash().is_some() { found } else { known }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn find(&mut self, expr: &'a Expr, hint: &Ty) -> Ty {
        match &expr.kind {
            ExprKind::None => Ty::None,
            ExprKind::Bool(_) => Ty::Bool,
            ExprKind::Int(_) => Ty::Int,
            ExprKind::Float(_) => Ty::Float,
            ExprKind::Str(Some(text)) => {
                if text.chars().count() == 1 {
                    Ty::Letter
                } else {
                    Ty::Text
                }
            }
            ExprKind::Bytes(_) => Ty::Bytes,
            ExprKind::Name(_) => self.name(expr),
            ExprKind::BinOp { left, op, right } => {
                let a = self.expr(left);
                let b = self.expr(right);
                if *op == crate::syntax::BinOp::Mod && a.is_text() {
                    return self.percent(left, right, &b);
                }
                if let (crate::syntax::BinOp::Mult, ExprKind::List { elts }) = (op, &left.kind) {
                    self.shared_rows(elts, expr);
                }
                self.binary(*op, &a, &b, expr.span, Some(right))
            }
            ExprKind::UnaryOp { op, operand } => self.unary(*op, operand, expr.span),
            ExprKind::BoolOp { op, values } => self.either(*op, values),
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators),
            ExprKind::IfExp { test, body, orelse } => {
                self.test(test);
                let a = self.expr_as(body, hint);
                let b = self.expr_as(orelse, hint);
                a.join(&b)
            }
            ExprKind::List { elts } => {
                let hint = hint.item().unwrap_or(Ty::Never);
                Ty::list(self.elements(elts, &hint))
            }
            ExprKind::Set { elts } => Ty::set(self.elements(elts, &Ty::Never)),
            ExprKind::Tuple { elts } => self.tuple(elts, hint),
            ExprKind::Dict { items } => self.dict(items, expr),
            ExprKind::ListComp { elt, generators } => {
                self.generators(generators);
                Ty::list(self.expr(elt))
            }
            ExprKind::SetComp { elt, generators } => {
                self.generators(generators);
                Ty::set(self.expr(elt))
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.generators(generators);
                Ty::iter(self.expr(elt))
            }
            ExprKind::DictComp { key, value, generators } => {
                self.generators(generators);
                let key = self.expr(key);
                Ty::dict(key, self.expr(value))
            }
            ExprKind::Named { target, value } => {
                let ty = self.expr(value);
                self.assign(target, &ty, Some(value));
                self.target_type(target)
            }
            ExprKind::Lambda { .. } => {
                let key = self.program.key(self.module, expr);
                self.program.lambdas.insert(key, expr);
                Ty::Function(key)
            }
            ExprKind::FString { parts } => {
                self.parts(parts);
                Ty::Str
            }
            ExprKind::Call { func, args, keywords } => self.call(expr, func, args, keywords),
            ExprKind::Attribute { value, attr, .. } => self.attribute(expr, value, attr),
            ExprKind::Subscript { value, index } => self.subscript(expr, value, index),
            ExprKind::Yield { value } => {
                let ty = value.as_ref().map_or(Ty::None, |value| self.expr(value));
                self.join_ret(&Ty::iter(ty.owned()));
                Ty::None
            }
            ExprKind::YieldFrom { value } => {
                let item = self.items(value);
                self.join_ret(&Ty::iter(item.owned()));
                Ty::None
            }
            _ => self.refused(expr),
        }
    }

    pub(super) fn refused(&mut self, expr: &'a Expr) -> Ty {
        let why = match &expr.kind {
            ExprKind::BigInt(_) => Why::of(Code::IntegerTooLarge, "an integer beyond 64 bits"),
            ExprKind::Str(None) => Why::of(Code::LoneSurrogate, "a text with half of a surrogate pair"),
            ExprKind::Complex(_) => Why::of(Code::ComplexNumber, "a complex number"),
            ExprKind::Await { .. } => Why::of(Code::AsyncCode, "`await`"),
            ExprKind::Starred { .. } => Why::of(Code::UnpackShape, "`*` here"),
            ExprKind::Slice { .. } => Why::of(Code::NotDrafted, "a slice as a value"),
            _ => Why::of(Code::NotDrafted, "an expression of this form"),
        };
        self.no(why, expr.span);
        Ty::Never
    }

    /// `[[0] * n] * m`: rows that are one list.
    pub(super) fn shared_rows(&mut self, elts: &'a [Expr], expr: &'a Expr) {
        if elts.iter().any(|elt| self.program.ty(self.module, elt).is_mutable()) {
            let ExprKind::BinOp { right, .. } = &expr.kind else { return };
            let [row] = elts else { return };
            let mend = format!(
                "write `[{} for _ in range({})]`",
                self.module_text(row.span),
                self.module_text(right.span)
            );
            self.no(Why::of(Code::SharedRows, "the rows share one list").mended(mend), expr.span);
        }
    }

    pub(super) fn percent(&mut self, format: &'a Expr, values: &'a Expr, ty: &Ty) -> Ty {
        if crate::constant::text(self.program, self.module, format).is_none() {
            self.no(Why::of(Code::FormatSpec, "a format that is not a literal"), format.span);
        }
        let _ = (values, ty);
        Ty::Str
    }

    pub(super) fn name(&mut self, expr: &'a Expr) -> Ty {
        match self.program.binding(self.module, expr).clone() {
            Binding::Var(var) => match self.program.vars[var].ty.clone() {
                Ty::Letter => Ty::Char,
                ty => ty,
            },
            Binding::Func(func) => Ty::Function(usize::MAX - func),
            Binding::Constant(constant) => self.constant(constant, expr),
            Binding::Path(path) => crate::ops::constant(&path).unwrap_or(Ty::Function(usize::MAX / 2)),
            Binding::Class(_) => Ty::Function(usize::MAX / 2),
            Binding::Unknown => {
                let name = self.module_text(expr.span);
                self.no(Why::of(Code::UnknownName, format!("`{name}` is not defined here")), expr.span);
                Ty::Never
            }
        }
    }

    pub(super) fn constant(&mut self, constant: usize, expr: &'a Expr) -> Ty {
        let (module, name, value) = {
            let constant = &self.program.constants[constant];
            (constant.module, constant.name, constant.value)
        };
        if self.program.scopes[module].rebound.iter().any(|rebound| rebound == name) {
            self.no(
                Why::of(Code::MutableGlobal, format!("the module assigns `{name}` more than once")),
                expr.span,
            );
        }
        if self.program.constants[constant].changed {
            let message = format!("what `{name}` holds is changed somewhere");
            self.no(Why::of(Code::MutableGlobal, message), expr.span);
        }
        self.program.constants[constant].used = true;
        if !crate::constant::is_constant(self.program, module, value) {
            let why = Why::of(
                Code::MutableGlobal,
                format!("`{name}` is not a constant that can be read off the source"),
            );
            self.no(why, expr.span);
            return Ty::Never;
        }
        let here = std::mem::replace(&mut self.module, module);
        let ty = self.expr(value);
        self.module = here;
        if ty.has_object() {
            let why = format!("`{name}` is one instance for all calls");
            self.no(Why::of(Code::MutableGlobal, why), expr.span);
        }
        let joined = matches!(value.kind, ExprKind::BinOp { .. }) && ty == Ty::Str;
        let ty = match crate::constant::joined_text(self.program, module, value) {
            Some(text) if joined && text.chars().count() != 1 => Ty::Text,
            _ => ty,
        };
        self.program.constants[constant].ty = ty.clone();
        if ty == Ty::Letter { Ty::Char } else { ty }
    }

    pub(super) fn elements(&mut self, elts: &'a [Expr], hint: &Ty) -> Ty {
        let mut joined = Ty::Never;
        for elt in elts {
            let ty = match &elt.kind {
                ExprKind::Starred { value } => {
                    let item = self.items(value);
                    self.join_expr(elt, &item);
                    item
                }
                _ => self.expr_as(elt, hint),
            };
            joined = joined.join(&ty);
        }
        if let Some((a, b)) = joined.clash() {
            let why = Why::of(Code::MixedUnion, format!("a container of {a} and {b}"));
            let span = elts[0].span.to(elts[elts.len() - 1].span);
            self.no(why, span);
        }
        for elt in elts {
            self.flow_back(elt, &joined);
        }
        joined
    }

    pub(super) fn tuple(&mut self, elts: &'a [Expr], hint: &Ty) -> Ty {
        if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
            return Ty::VarTuple(Box::new(self.elements(elts, &Ty::Never)));
        }
        let hints = match hint {
            Ty::Tuple(items) if items.len() == elts.len() => items.clone(),
            _ => vec![Ty::Never; elts.len()],
        };
        Ty::Tuple(elts.iter().zip(&hints).map(|(elt, hint)| self.expr_as(elt, hint)).collect())
    }

    pub(super) fn dict(&mut self, items: &'a [(Option<Expr>, Expr)], expr: &'a Expr) -> Ty {
        let (mut keys, mut values) = (Ty::Never, Ty::Never);
        for (key, value) in items {
            if let Some(key) = key {
                keys = keys.join(&self.expr(key));
                values = values.join(&self.expr(value));
            } else {
                let ty = self.expr(value);
                match ty.entry() {
                    Some((key, value)) => {
                        keys = keys.join(key);
                        values = values.join(value);
                    }
                    None => self.no(Why::of(Code::TypeMismatch, format!("`**` of {ty}")), value.span),
                }
            }
        }
        for part in [&keys, &values] {
            if let Some((a, b)) = part.clash() {
                self.no(Why::of(Code::MixedUnion, format!("a dict of {a} and {b}")), expr.span);
            }
        }
        Ty::dict(keys, values)
    }

    pub(super) fn generators(&mut self, generators: &'a [Comprehension]) {
        for generator in generators {
            let item = self.items(&generator.iter);
            self.assign(&generator.target, &item, None);
            for test in &generator.ifs {
                self.test(test);
            }
            if generator.is_async {
                self.no(Why::of(Code::AsyncCode, "an asynchronous comprehension"), generator.iter.span);
            }
        }
    }

    /// What walking over an expression gives.
    pub(super) fn items(&mut self, iter: &'a Expr) -> Ty {
        if let (ExprKind::Name(_), Binding::Class(class)) =
            (&iter.kind, self.program.binding(self.module, iter).clone())
            && self.is_enum(class)
        {
            self.program.classes[class].used = true;
            let members = Ty::list(Ty::Enum(self.program.classes[class].rust.clone()));
            self.join_expr(iter, &members);
            return members.item().unwrap_or(Ty::Never);
        }
        let ty = self.expr(iter);
        if let Some(item) = ty.some().item() {
            item
        } else {
            self.no(Why::of(Code::TypeMismatch, format!("a loop over a value of type {ty}")), iter.span);
            Ty::Never
        }
    }

    pub(super) fn parts(&mut self, parts: &'a [FStringPart]) {
        for part in parts {
            if let FStringPart::Value { expr, spec, .. } = part {
                let ty = self.expr(expr);
                if matches!(ty, Ty::Function(_)) {
                    self.no(Why::of(Code::FunctionValue, "a function in a text"), expr.span);
                }
                if self.program.enumeration(&ty).is_some() {
                    let why = Why::of(Code::FormatSpec, "a member of an enumeration as text");
                    self.no(why.mended("write `.value` or `.name`"), expr.span);
                }
                if ty.has_object() {
                    self.no(Why::of(Code::SpecialMethod, "an instance that shows itself"), expr.span);
                }
                if let Some(spec) = spec {
                    self.parts(spec);
                }
            }
        }
    }

    pub(super) fn attribute(&mut self, expr: &'a Expr, value: &'a Expr, attr: &str) -> Ty {
        if let Some(path) = self.path(expr) {
            if let Some(ty) = crate::ops::constant(&path) {
                return ty;
            }
            if let Some(ty) = self.member(value, attr) {
                return ty;
            }
            return Ty::Function(usize::MAX / 2);
        }
        if let Binding::Class(class) = self.program.binding(self.module, value).clone()
            && matches!(value.kind, ExprKind::Name(_))
        {
            self.program.classes[class].used = true;
            if self.is_enum(class)
                && self.program.classes[class].fields.iter().any(|field| field.name == attr)
            {
                return Ty::Enum(self.program.classes[class].rust.clone());
            }
            self.no(Why::of(Code::FieldShape, format!("`{attr}` of a class")), expr.span);
            return Ty::Never;
        }
        let ty = self.expr(value);
        match ty.some() {
            Ty::Never => Ty::Never,
            Ty::Class(name) | Ty::Object(name) | Ty::Enum(name) => {
                let Some(class) = self.class_named(name) else { return Ty::Never };
                self.field(class, attr, expr)
            }
            Ty::Other(path) => {
                if let Some(op) = crate::ops::attribute(path, attr) {
                    op.gives
                } else {
                    self.no(Why::of(Code::UnknownMethod, format!("`{attr}` of {ty}")), expr.span);
                    Ty::Never
                }
            }
            Ty::Match(regex)
                if attr == "lastgroup"
                    && regex
                        .facts()
                        .is_ok_and(|facts| facts.flat && facts.names.iter().all(Option::is_some)) =>
            {
                Ty::optional(Ty::Text)
            }
            other => {
                let other = other.clone();
                if attr == "shape" && matches!(other, Ty::Array1(_)) {
                    return Ty::Tuple(vec![Ty::Int]);
                }
                if attr == "shape" && matches!(other, Ty::Array2(_)) {
                    return Ty::Tuple(vec![Ty::Int, Ty::Int]);
                }
                if attr == "size" && matches!(other, Ty::Array1(_) | Ty::Array2(_)) {
                    return Ty::Int;
                }
                self.no(Why::of(Code::UnknownMethod, format!("`{attr}` of {other}")), expr.span);
                Ty::Never
            }
        }
    }

    /// `module.name` of another module at hand.
    pub(super) fn member(&mut self, value: &'a Expr, attr: &str) -> Option<Ty> {
        let path = self.path(value)?;
        let other = self.program.scopes.iter().position(|scope| scope.module.name == path)?;
        match self.program.scopes[other].names.get(attr)?.clone() {
            Binding::Func(func) => Some(Ty::Function(usize::MAX - func)),
            Binding::Constant(constant) => Some(self.constant(constant, value)),
            _ => None,
        }
    }

    pub(super) fn field(&mut self, class: usize, attr: &str, expr: &'a Expr) -> Ty {
        self.program.classes[class].used = true;
        if self.is_enum(class) {
            match (attr, self.program.classes[class].value_type()) {
                ("value", Some(ty)) => return ty,
                ("name", _) => return Ty::Text,
                _ => {}
            }
        }
        if let Some(field) = self.program.classes[class].fields.iter().find(|field| field.name == attr) {
            let ty = field.ty.clone();
            if let ClassKind::Object { .. } = self.program.classes[class].kind
                && let Some(why) = crate::objects::untold(self.program, class, attr, &ty)
            {
                self.no(why, expr.span);
            }
            ty
        } else {
            let name = self.program.classes[class].def.name.clone();
            self.no(
                Why::of(Code::FieldShape, format!("`{name}` has no annotated field `{attr}`")),
                expr.span,
            );
            Ty::Never
        }
    }

    /// The dotted name that an expression stands for, where it is one of a module.
    pub(super) fn path(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, expr) {
                Binding::Path(path) => Some(path.clone()),
                _ => None,
            },
            ExprKind::Attribute { value, attr, .. } => Some(format!("{}.{attr}", self.path(value)?)),
            _ => None,
        }
    }
}

/// The container in a subscript.
pub(super) fn self_place(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Subscript { value, .. } => value,
        _ => expr,
    }
}

/// A literal integer, signed.
pub(crate) fn whole(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Int(value) => Some(*value),
        ExprKind::UnaryOp { op: UnaryOp::Minus, operand } => whole(operand)?.checked_neg(),
        _ => None,
    }
}

/// The places that a slice of a tuple of this length takes; nothing where a bound is not written out.
pub(crate) fn tuple_slice(expr: &Expr, len: usize) -> Option<Vec<usize>> {
    let ExprKind::Subscript { index, .. } = &expr.kind else { return None };
    let ExprKind::Slice { lower, upper, step } = &index.kind else { return None };
    let bound =
        |bound: &Option<Box<Expr>>| bound.as_ref().map(|bound| whole(bound).ok_or(())).transpose().ok();
    let (lower, upper, step) = (bound(lower)?, bound(upper)?, bound(step)?.unwrap_or(1));
    let len = i64::try_from(len).ok().filter(|_| step != 0)?;
    let (least, most) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let place = |bound: i64| if bound < 0 { (bound + len).max(least) } else { bound.min(most) };
    let (first, last) = if step > 0 { (0, len) } else { (len - 1, -1) };
    let (start, stop) = (lower.map_or(first, place), upper.map_or(last, place));
    let mut places = Vec::new();
    let mut at = start;
    while if step > 0 { at < stop } else { at > stop } {
        places.push(usize::try_from(at).ok()?);
        at += step;
    }
    Some(places)
}
