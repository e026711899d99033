//! Items and slices.

use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::infer_whole as whole;
use crate::model::ClassKind;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn subscript(&mut self, expr: &'a Expr, value: &'a Expr, index: &'a Expr) -> Code {
        if let ExprKind::Slice { lower, upper, step } = &index.kind {
            return self.slice(expr, value, lower.as_deref(), upper.as_deref(), step.as_deref());
        }
        let held = self.ty(value);
        let held = held.some().clone();
        let ty = self.ty(expr);
        match &held {
            Ty::Letter | Ty::Char | Ty::Text | Ty::Str => {
                let at = self.value(index, &Ty::Int);
                if let Some(var) = self.var(value)
                    && self.mode(var) == Mode::Chars
                {
                    return Code::value(format!("{}.at({})", self.var_name(var), at.text), Ty::Char);
                }
                let text = self.text(value);
                Code::value(format!("rt::text::char_at({}, {})", text.text, at.text), Ty::Char)
            }
            Ty::Tuple(items) => self.tuple_item(value, items, index, &ty),
            Ty::Class(name) => {
                let owner = self.expr(value);
                let key = match &index.kind {
                    ExprKind::Str(Some(key)) => key.clone(),
                    _ => String::new(),
                };
                let class = self.program.classes.iter().find(|class| class.rust == *name);
                if let (Some(fields), Some(at)) = (self.program.named_tuple(&held), whole(index)) {
                    let at = if at < 0 { at + i64::try_from(fields.len()).unwrap_or(i64::MAX) } else { at };
                    if let Some((field, _)) = usize::try_from(at).ok().and_then(|at| fields.get(at)) {
                        let owner = self.unwrapped(owner);
                        let text = format!("{}.{}", owner.at(prec::ATOM), super::item::field(field));
                        return Code::new(text, prec::ATOM, Form::Place, ty);
                    }
                }
                if class.is_none_or(|class| class.kind != ClassKind::TypedDict) {
                    self.no(Why::of(Reason::NotDrafted, "an index into an instance"), expr.span);
                }
                let field = super::item::field(&key);
                let code =
                    Code::new(format!("{}.{field}", owner.at(prec::ATOM)), prec::ATOM, Form::Place, ty);
                self.with_sharing(code, expr)
            }
            Ty::Match(regex) => {
                let owner = self.expr(value);
                let owner = self.unwrapped(owner);
                let at = regex.index(index).unwrap_or(0);
                Self::group(&dotted(&owner), regex, at).unwrap_or_else(|| Code::value("()", Ty::Never))
            }
            Ty::Bytes | Ty::ByteArray => {
                let owner = self.reference(value, &held);
                let at = self.value(index, &Ty::Int);
                Code::value(format!("rt::bytes::at({}, {})", owner.text, at.text), Ty::Int)
            }
            Ty::Range => {
                let owner = self.expr(value);
                let at = self.value(index, &Ty::Int);
                Code::value(format!("{}.at({})", owner.at(prec::ATOM), at.text), Ty::Int)
            }
            Ty::Array2(_) => self.array_item(value, index, &ty),
            _ if held.entry().is_some() => self.dict_item(expr, value, index, &held),
            _ => {
                let owner = self.expr(value);
                let owner = self.unwrapped(owner);
                let at = self.value(index, &Ty::Int);
                let code =
                    Code::new(format!("*{}.at({})", dotted(&owner), at.text), prec::UNARY, Form::Place, ty);
                self.with_sharing(code, expr)
            }
        }
    }

    pub(super) fn array_item(&mut self, value: &'a Expr, index: &'a Expr, ty: &Ty) -> Code {
        let owner = self.expr(value);
        let text = match &index.kind {
            ExprKind::Tuple { elts } if elts.len() == 2 => {
                let (row, column) = (self.value(&elts[0], &Ty::Int), self.value(&elts[1], &Ty::Int));
                format!("{}.at({}, {})", owner.at(prec::ATOM), row.text, column.text)
            }
            _ => {
                let row = self.value(index, &Ty::Int);
                format!("{}.row({})", owner.at(prec::ATOM), row.text)
            }
        };
        Code::value(text, ty.clone())
    }

    pub(super) fn dict_item(&mut self, expr: &'a Expr, value: &'a Expr, index: &'a Expr, held: &Ty) -> Code {
        let (key, item) = held.entry().map(|(key, item)| (key.clone(), item.clone())).expect("it is a dict");
        if let Ty::DefaultDict(..) = held {
            let place = self.default_place(value, index, &key, &item);
            let code = Code::new(format!("*{place}"), prec::UNARY, Form::Place, item);
            return self.with_sharing(code, expr);
        }
        let owner = self.expr(value);
        let owner = self.unwrapped(owner);
        let look = self.lookup(index, &key);
        if let Ty::Counter(_) = held {
            let owner = self.as_ref(owner, held);
            return Code::value(format!("rt::counter::at({}, {look})", owner.text), Ty::Int);
        }
        let code = Code::new(format!("*{}.at({look})", dotted(&owner)), prec::UNARY, Form::Place, item);
        self.with_sharing(code, expr)
    }

    /// `&mut` of the value in a `defaultdict`, made where it is missing.
    pub(super) fn default_place(&mut self, value: &'a Expr, index: &'a Expr, key: &Ty, item: &Ty) -> String {
        let owner = self.place_mut(value);
        let at = self.value(index, key);
        let default = match item {
            Ty::Int => "|| 0".to_owned(),
            Ty::Float => "|| 0.0".to_owned(),
            Ty::Number => "|| Number::Int(0)".to_owned(),
            Ty::Bool => "|| false".to_owned(),
            Ty::Str => "String::new".to_owned(),
            Ty::List(_) => "Vec::new".to_owned(),
            Ty::Set(_) => "Set::new".to_owned(),
            Ty::Deque(_) => "Deque::new".to_owned(),
            Ty::Dict(..) | Ty::DefaultDict(..) | Ty::Counter(_) | Ty::OrderedDict(..) => {
                "Dict::new".to_owned()
            }
            other => {
                self.no(Why::of(Reason::UnknownOption, format!("a defaultdict of {other}")), value.span);
                "Default::default".to_owned()
            }
        };
        format!("{owner}.entry_or({}, {default})", at.text)
    }

    /// A key as it is looked up: a reference.
    pub(super) fn lookup(&mut self, index: &'a Expr, key: &Ty) -> String {
        let own = self.ty(index);
        if key.some().is_text() && own.is_text() {
            if own.is_char() {
                let code = self.expr_as(index, &Ty::Char);
                return self.as_ref(code, &Ty::Char).text;
            }
            return self.text(index).text;
        }
        if key.is_number() && own.is_number() {
            return self.reference(index, &own).text;
        }
        self.reference(index, key).text
    }

    pub(super) fn tuple_item(&mut self, value: &'a Expr, items: &[Ty], index: &'a Expr, ty: &Ty) -> Code {
        if let Some((array, item)) = self.array_constant(value) {
            let at = self.value(index, &Ty::Int).text;
            return match whole(index) {
                Some(at) if at >= 0 => Code::value(format!("{array}[{at}]"), item),
                _ => Code::new(format!("*{array}.at({at})"), prec::UNARY, Form::Place, item),
            };
        }
        let owner = self.expr(value);
        let owner = self.unwrapped(owner);
        if let Some(at) = whole(index) {
            let at = if at < 0 { at + i64::try_from(items.len()).unwrap_or(i64::MAX) } else { at };
            let text = format!("{}.{at}", dotted(&owner));
            let form = if owner.form == Form::Value { Form::Value } else { Form::Place };
            // A part may be lent where inference says that it is the function's own.
            let part = match &owner.ty {
                Ty::Tuple(parts) => usize::try_from(at).ok().and_then(|at| parts.get(at)).unwrap_or(ty),
                _ => ty,
            };
            return Code::new(text, prec::ATOM, form, part.clone());
        }
        let tuple = self.unused("tuple");
        let names: Vec<String> = (0..items.len()).map(|at| format!("{tuple}.{at}")).collect();
        let at = self.value(index, &Ty::Int);
        let owner = self.as_ref(owner.clone(), &owner.ty.clone());
        if !ty.is_copy() {
            self.no(
                Why::of(Reason::NotDrafted, "a tuple of containers that is indexed by a variable"),
                index.span,
            );
        }
        Code::new(
            format!("{{ let {tuple} = {}; *[{}].at({}) }}", owner.text, names.join(", "), at.text),
            prec::LOW,
            Form::Value,
            ty.clone(),
        )
    }

    pub(super) fn bound(&mut self, bound: Option<&'a Expr>) -> Option<String> {
        let bound = bound?;
        if self.ty(bound) == Ty::None {
            return None;
        }
        Some(self.value(bound, &Ty::Int).text)
    }

    #[expect(clippy::too_many_lines, reason = "one form of slice after the other")]
    pub(super) fn slice(
        &mut self,
        expr: &'a Expr,
        value: &'a Expr,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
        step: Option<&'a Expr>,
    ) -> Code {
        let ty = self.ty(expr);
        let held = self.ty(value);
        let (start, stop, step) = (self.bound(lower), self.bound(upper), self.bound(step));
        let some = |bound: &Option<String>| {
            bound.as_ref().map_or("None".to_owned(), |bound| format!("Some({bound})"))
        };
        if held.some().is_text() {
            if let (Some(var), None) = (self.var(value), &step)
                && self.mode(var) == super::Mode::Chars
            {
                let name = self.var_name(var);
                let call = match (&start, &stop) {
                    (Some(start), Some(stop)) => format!("{name}.range({start}, {stop})"),
                    (Some(start), None) => format!("{name}.tail({start})"),
                    (None, Some(stop)) => format!("{name}.head({stop})"),
                    (None, None) => format!("{name}.as_str()"),
                };
                let form = if ty == Ty::Text { Form::Value } else { Form::Ref };
                return Code::new(call, prec::ATOM, form, ty);
            }
            let text = self.text(value);
            if let Some(step) = step {
                let call =
                    format!("rt::text::part({}, {}, {}, Some({step}))", text.text, some(&start), some(&stop));
                return Code::value(call, Ty::Str);
            }
            let call = format!("rt::text::range({}, {}, {})", text.text, some(&start), some(&stop));
            let form = if ty == Ty::Text { Form::Value } else { Form::Ref };
            return Code::new(call, prec::ATOM, form, ty);
        }
        let owner = self.expr(value);
        let owner = self.unwrapped(owner);
        if let Ty::Tuple(items) = held.some() {
            let places = crate::infer::tuple_slice(expr, items.len()).unwrap_or_default();
            let whole = self.as_ref(owner, held.some());
            let parts: Vec<String> = places
                .iter()
                .map(|at| {
                    let part = Code::new(format!("tuple.{at}"), prec::ATOM, Form::Place, items[*at].clone());
                    self.owned(part).text
                })
                .collect();
            let comma = if parts.len() == 1 { "," } else { "" };
            let text = format!("{{ let tuple = {}; ({}{comma}) }}", whole.text, parts.join(", "));
            return Code::new(text, prec::LOW, Form::Value, ty);
        }
        if let Ty::Bytes = held.some() {
            let call = format!("{}.part({}, {}, {})", dotted(&owner), some(&start), some(&stop), some(&step));
            return Code::value(format!("rt::Bytes::from({call})"), ty);
        }
        let shared = ty.item().is_some_and(|item| self.program.can_change(&item))
            && self.alias.changes(self.key(expr))
            && self.shares_items(expr);
        let shared = shared.then_some(expr.span);
        let owner = dotted(&owner);
        let code = match (&start, &stop, &step) {
            (_, _, Some(_)) => {
                if let Some(span) = shared {
                    let why =
                        Why::of(Reason::SharedContainer, "the items of this slice are shared and changed");
                    self.no(why, span);
                }
                Code::value(
                    format!("{owner}.part({}, {}, {})", some(&start), some(&stop), some(&step)),
                    ty.clone(),
                )
            }
            (Some(start), Some(stop), None) => {
                Code::new(format!("{owner}.range({start}, {stop})"), prec::ATOM, Form::Ref, ty.clone())
            }
            (Some(start), None, None) => {
                Code::new(format!("{owner}.tail({start})"), prec::ATOM, Form::Ref, ty.clone())
            }
            (None, Some(stop), None) => {
                Code::new(format!("{owner}.head({stop})"), prec::ATOM, Form::Ref, ty.clone())
            }
            (None, None, None) => Code::new(format!("&{owner}[..]"), prec::UNARY, Form::Ref, ty.clone()),
        };
        if let Ty::VarTuple(_) = ty {
            let list = Code { ty: Ty::list(ty.item().unwrap_or(Ty::Never)), ..code };
            let list = self.owned(list);
            return Code::value(format!("rt::Tuple::from({})", list.text), ty);
        }
        Code { shared, ..code }
    }

    /// Whether the items of a copied list are changed containers.
    pub(super) fn shares_items(&mut self, expr: &Expr) -> bool {
        let key = self.key(expr);
        let Some(region) = self.alias.exprs.get(&key).copied() else { return false };
        self.alias.regions.element(region).is_some_and(|item| self.alias.regions.is_changed(item))
    }
}
