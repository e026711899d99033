//! What is walked over: iterators, and what they give.

use super::expr::dotted;
use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::infer_whole as whole;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

/// What an iterator gives.
#[derive(Debug, Clone)]
pub(super) enum Item {
    One(Ty, Form),
    Tuple(Vec<Item>),
}

impl Item {
    pub(super) fn ty(&self) -> Ty {
        match self {
            Item::One(ty, _) => ty.clone(),
            Item::Tuple(items) => Ty::Tuple(items.iter().map(Item::ty).collect()),
        }
    }

    /// Whether each part is a value of its own.
    pub(super) fn is_owned(&self) -> bool {
        match self {
            Item::One(ty, form) => *form == Form::Value || *ty == Ty::Text && *form != Form::Ref,
            Item::Tuple(items) => items.iter().all(Item::is_owned),
        }
    }
}

/// An iterator in Rust.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) text: String,
    pub(super) prec: u8,
    pub(super) item: Item,
    /// The same where anything that can be iterated over is taken: behind `in`, in `zip(…)`.
    pub(super) whole: Option<String>,
}

impl Walk {
    pub(super) fn new(text: impl Into<String>, item: Item) -> Walk {
        Walk { text: text.into(), prec: prec::ATOM, item, whole: None }
    }

    /// The same, which anything that takes an `IntoIterator` takes like this.
    pub(super) fn whole(self, whole: impl Into<String>) -> Walk {
        Walk { whole: Some(whole.into()), ..self }
    }

    /// The text where an `IntoIterator` is taken.
    pub(super) fn taken(&self) -> &str {
        self.whole.as_deref().unwrap_or(&self.text)
    }

    pub(super) fn at(&self, least: u8) -> String {
        if self.prec < least { format!("({})", self.text) } else { self.text.clone() }
    }
}

pub(super) fn one(ty: Ty, form: Form) -> Item {
    Item::One(ty, form)
}

impl<'a> Emit<'_, 'a> {
    /// An expression as what a `for` loop walks over; `writing`: the loop changes what it walks over.
    pub(super) fn walk(&mut self, expr: &'a Expr, writing: bool) -> Walk {
        let ty = self.ty(expr);
        let ty = ty.some().clone();
        if self.replaced.contains_key(&self.key(expr)) {
            // It has been worked out already, and that may not be done twice.
            return self.walk_value(expr, &ty, writing);
        }
        if let (ExprKind::Name(_), crate::model::Binding::Class(class)) =
            (&expr.kind, self.program.binding(self.module, expr).clone())
        {
            let path = self.class_path(class);
            let item = ty.item().unwrap_or(Ty::Never);
            return Walk::new(format!("{path}::ALL.iter()"), one(item, Form::Ref));
        }
        match &expr.kind {
            ExprKind::Call { func, args, keywords } => {
                if let Some(walk) = self.walk_call(expr, func, args, keywords, writing) {
                    return walk;
                }
                if let (Ty::Iter(item), Some(path)) = (&ty, self.path(func))
                    && (path.starts_with("itertools.")
                        || path == "heapq.merge"
                        || matches!(
                            path.as_str(),
                            "reversed" | "enumerate" | "zip" | "map" | "filter" | "iter"
                        ))
                    && crate::ops::function(&path, &self.types(args)).is_none()
                {
                    let why = Why::of(Reason::UnknownStdFunction, format!("`{path}` in this form"));
                    self.no(why, expr.span);
                    return Walk::new("std::iter::empty()", one((**item).clone(), Form::Value));
                }
            }
            ExprKind::GeneratorExp { elt, generators } => {
                if let Some(walk) = self.chain(elt, generators) {
                    return walk;
                }
            }
            ExprKind::List { elts } | ExprKind::Tuple { elts }
                if !elts.is_empty()
                    && !elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) =>
            {
                let item = ty.item().unwrap_or(Ty::Never);
                let values: Vec<String> = elts.iter().map(|elt| self.value(elt, &item).text).collect();
                let array = format!("[{}]", values.join(", "));
                return Walk::new(format!("{array}.into_iter()"), one(item, Form::Value)).whole(array);
            }
            _ => {}
        }
        self.walk_value(expr, &ty, writing)
    }

    pub(super) fn walk_value(&mut self, expr: &'a Expr, ty: &Ty, writing: bool) -> Walk {
        if let Some((array, item)) = self.array_constant(expr) {
            return Walk::new(format!("{array}.into_iter()"), one(item, Form::Value)).whole(array);
        }
        let item = ty.item().unwrap_or(Ty::Never);
        match ty {
            Ty::Letter | Ty::Char | Ty::Text | Ty::Str => {
                let code = self.expr_as(expr, &Ty::Text);
                let code = self.unwrapped(code);
                if code.ty.is_char() {
                    let code = self.plain(code);
                    return Walk::new(format!("std::iter::once({})", code.text), one(Ty::Char, Form::Value));
                }
                return Walk::new(format!("{}.chars()", dotted(&code)), one(Ty::Char, Form::Value));
            }
            Ty::Range => {
                let code = self.own(expr);
                return Walk { prec: code.prec, ..Walk::new(code.text, one(Ty::Int, Form::Value)) };
            }
            Ty::Bytes | Ty::ByteArray => {
                let code = self.reference(expr, ty);
                return Walk::new(format!("rt::bytes::ints({})", code.text), one(Ty::Int, Form::Value));
            }
            Ty::Set(_) | Ty::FrozenSet(_) => return self.walk_set(expr, item),
            Ty::Tuple(_) => {
                let code = self.value(expr, &Ty::VarTuple(Box::new(item.clone())));
                return Walk::new(format!("{}.into_iter()", code.at(prec::ATOM)), one(item, Form::Value));
            }
            _ => {}
        }
        let code = if writing {
            Code::new(self.place_mut(expr), prec::ATOM, Form::Ref, ty.clone())
        } else {
            self.expr(expr)
        };
        let code = if writing { code } else { self.unwrapped(code) };
        if matches!(ty, Ty::Iter(_)) {
            return Walk::new(format!("{}.into_iter()", code.at(prec::ATOM)), one(item, Form::Value));
        }
        if ty.entry().is_some() {
            return Walk::new(format!("{}.keys()", dotted(&code)), one(item, Form::Ref));
        }
        if matches!(ty, Ty::Array1(_)) {
            return Walk::new(format!("{}.iter()", dotted(&code)), one(item, Form::Value));
        }
        if code.form == Form::Value {
            // What is lent is lent, whatever inference would like to own.
            let item = code.ty.item().filter(|item| *item != Ty::Never).unwrap_or(item);
            let walk = Walk::new(format!("{}.into_iter()", code.at(prec::ATOM)), one(item, Form::Value));
            return if code.prec == prec::ATOM { walk.whole(code.text) } else { walk };
        }
        let method = if writing { "iter_mut" } else { "iter" };
        let walk = Walk::new(format!("{}.{method}()", dotted(&code)), one(item, Form::Ref));
        match self.lent_whole(expr, &code) {
            Some(whole) if !writing => walk.whole(whole),
            _ => walk,
        }
    }

    /// A list as a reference that can be walked over: `&xs`, or `xs` where it is one already.
    fn lent_whole(&self, expr: &'a Expr, code: &Code) -> Option<String> {
        let (Ty::List(_) | Ty::Deque(_) | Ty::VarTuple(_)) = code.ty else { return None };
        let is_name = matches!(expr.kind, ExprKind::Name(_));
        match code.form {
            Form::Place if !code.text.starts_with('*') => Some(format!("&{}", code.at(prec::UNARY))),
            Form::Ref if is_name && self.var(expr).is_some_and(|var| self.mode(var) == Mode::Ref) => {
                Some(code.text.clone())
            }
            Form::Ref
                if [".head(", ".tail(", ".range("].iter().any(|part| code.text.contains(part))
                    && matches!(expr.kind, ExprKind::Subscript { .. }) =>
            {
                Some(code.text.clone())
            }
            _ => None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn walk_call(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        writing: bool,
    ) -> Option<Walk> {
        if let Some(walk) = self.walk_get(func, args, writing) {
            return Some(walk);
        }
        if let ExprKind::Attribute { value, attr, .. } = &func.kind
            && self.path(func).is_none()
            && self.ty(value).some().entry().is_some()
            && args.is_empty()
        {
            return self.walk_dict(value, attr, writing);
        }
        if let Some(walk) = self.pattern_walk(func, args, keywords) {
            return Some(walk);
        }
        let path = self.path(func)?;
        if let Some(walk) = self.library_walk(&path, expr, args, keywords) {
            return Some(walk);
        }
        match (path.as_str(), args) {
            ("range", _) => Some(self.range(args)),
            ("enumerate", [items, rest @ ..]) => {
                let start = rest.first().or_else(|| keywords.first().map(|keyword| &keyword.value));
                let start =
                    start.map_or("0".to_owned(), |start| self.value(start, &Ty::Int).at(prec::RANGE + 1));
                let inner = self.walk(items, writing);
                let text = format!("({start}..).zip({})", inner.taken());
                Some(Walk::new(text, Item::Tuple(vec![one(Ty::Int, Form::Value), inner.item])))
            }
            ("zip", [Expr { kind: ExprKind::Starred { value: rows }, .. }]) => {
                self.columns(expr, rows, crate::infer::columns_are_strict(keywords)?)
            }
            ("zip", [first, second]) => {
                let (a, b) = (self.walk(first, writing), self.walk(second, writing));
                let text = if crate::infer::zip_is_strict(args, keywords)? {
                    format!("rt::itertools::zip_strict({}, {})", a.taken(), b.taken())
                } else {
                    format!("{}.zip({})", a.at(prec::ATOM), b.taken())
                };
                Some(Walk::new(text, Item::Tuple(vec![a.item, b.item])))
            }
            ("zip", [first, rest @ ..]) if rest.len() >= 2 && keywords.is_empty() => {
                let first = self.walk(first, writing);
                let (mut text, mut pattern) = (first.at(prec::ATOM), "item".to_owned());
                let (mut names, mut items) = (vec![pattern.clone()], vec![first.item]);
                for (at, other) in rest.iter().enumerate() {
                    let other = self.walk(other, writing);
                    let name = format!("item_{}", at + 2);
                    text = format!("{text}.zip({})", other.taken());
                    pattern = format!("({pattern}, {name})");
                    names.push(name);
                    items.push(other.item);
                }
                let text = format!("{text}.map(|{pattern}| ({}))", names.join(", "));
                Some(Walk::new(text, Item::Tuple(items)))
            }
            ("reversed", [items]) => {
                let inner = self.walk(items, writing);
                Some(Walk::new(format!("{}.rev()", inner.at(prec::ATOM)), inner.item))
            }
            ("iter" | "list" | "tuple", [items]) if !writing && path == "iter" => {
                Some(self.walk(items, false))
            }
            ("map", [function, lists @ ..]) if !lists.is_empty() => self.walk_map(expr, function, lists),
            ("filter", [function, items]) => {
                let item = self.ty(expr).item()?;
                let inner = self.walk_owned(items, &item);
                let test = match function.kind {
                    ExprKind::None => {
                        let truth = self.truth_of(Code::new("item", prec::ATOM, Form::Ref, item.clone()));
                        format!("|item| {}", truth.text)
                    }
                    _ => self.predicate(function, &item)?,
                };
                Some(Walk::new(format!("{inner}.filter({test})"), one(item, Form::Value)))
            }
            ("itertools.chain", [first, rest @ ..]) => {
                let item = self.ty(expr).item()?;
                let mut text = self.walk_owned(first, &item);
                for other in rest {
                    let other = self.walk_owned(other, &item);
                    text = format!("{text}.chain({other})");
                }
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.chain.from_iterable", [lists]) => self.flattened(expr, lists),
            ("itertools.accumulate", [items]) => {
                let item = self.ty(expr).item()?;
                let inner = self.walk_owned(items, &item);
                Some(Walk::new(format!("rt::itertools::accumulate({inner})"), one(item, Form::Value)))
            }
            ("itertools.accumulate", [items, function]) => {
                let item = self.ty(expr).item()?;
                let held = self.ty(items).some().item()?;
                let initial = keywords.iter().find(|keyword| keyword.name.as_deref() == Some("initial"));
                let (held, start) = match initial {
                    Some(initial) => (held, Some(self.value(&initial.value, &item).text)),
                    None => (item.clone(), None),
                };
                let inner = self.walk_owned(items, &held);
                let total = (item.clone(), Form::Ref);
                let closure = self.closure(function, &[total, (held, Form::Value)], &item, false)?;
                let text = match start {
                    Some(start) => format!("rt::itertools::accumulate_from({inner}, {closure}, {start})"),
                    None => format!("rt::itertools::accumulate_by({inner}, {closure})"),
                };
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.count", _) => {
                let mut bounds = ["0".to_owned(), "1".to_owned()];
                for (at, arg) in args.iter().take(2).enumerate() {
                    bounds[at] = self.value(arg, &Ty::Int).text;
                }
                let text = format!("rt::itertools::count({})", bounds.join(", "));
                Some(Walk::new(text, one(Ty::Int, Form::Value)))
            }
            ("itertools.cycle", [items]) => {
                let item = self.ty(expr).item()?;
                let inner = self.items_owned(items, &item);
                Some(Walk::new(format!("rt::itertools::cycle({inner})"), one(item, Form::Value)))
            }
            ("itertools.compress", [items, selectors]) => {
                let item = self.ty(expr).item()?;
                let held = self.ty(selectors).some().item()?;
                let (inner, other) = (self.items_owned(items, &item), self.items_owned(selectors, &held));
                let text = format!("rt::itertools::compress({inner}, {other})");
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.starmap", [function, items]) => {
                let item = self.ty(expr).item()?;
                let Ty::Tuple(types) = self.ty(items).some().item()? else { return None };
                let inner = self.walk_owned(items, &Ty::Tuple(types.clone()));
                let forms: Vec<(Ty, Form)> = types.into_iter().map(|ty| (ty, Form::Value)).collect();
                let closure = self.closure(function, &forms, &item, true)?;
                Some(Walk::new(format!("{inner}.map({closure})"), one(item, Form::Value)))
            }
            ("itertools.islice", [items, bounds @ ..]) => {
                let item = self.ty(expr).item()?;
                let inner = self.walk_owned(items, &item);
                let mut texts = Vec::new();
                for bound in bounds {
                    let none = self.ty(bound) == Ty::None;
                    texts.push((!none).then(|| self.value(bound, &Ty::Int).text));
                }
                let some = |bound: &Option<String>| match bound {
                    Some(bound) => format!("Some({bound})"),
                    None => "None".to_owned(),
                };
                let (start, stop, step) = match texts.as_slice() {
                    [stop] => ("0".to_owned(), some(stop), "1".to_owned()),
                    [start, stop, rest @ ..] => (
                        start.clone().unwrap_or_else(|| "0".to_owned()),
                        some(stop),
                        rest.first().cloned().flatten().unwrap_or_else(|| "1".to_owned()),
                    ),
                    [] => return None,
                };
                let text = format!("rt::itertools::islice({inner}, {start}, {stop}, {step})");
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.groupby", [items, rest @ ..]) => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                let item = types[1].item()?;
                let function = rest.first().or_else(|| keywords.first().map(|keyword| &keyword.value));
                let inner = self.items_owned(items, &item);
                let closure = if let Some(function) = function {
                    self.closure(function, &[(item.clone(), Form::Ref)], &types[0], false)?
                } else {
                    let code = Code::new("item", prec::ATOM, Form::Ref, item.clone());
                    format!("|item| {}", self.coerce(code, &types[0]).text)
                };
                let text = format!("rt::itertools::groupby({inner}, {closure})");
                let parts = types.into_iter().map(|ty| one(ty, Form::Value)).collect();
                Some(Walk::new(text, Item::Tuple(parts)))
            }
            ("itertools.permutations", [items]) => {
                let Some(Ty::VarTuple(item)) = self.ty(expr).item() else { return None };
                let inner = self.items_owned(items, &item);
                let text = format!("rt::itertools::permutations({inner}, None).map(rt::Tuple::from)");
                Some(Walk::new(text, one(Ty::VarTuple(item), Form::Value)))
            }
            ("itertools.product", [items]) if crate::ops::repeat(keywords).is_some() => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                let item = types.first()?.clone();
                let inner = self.items_owned(items, &item);
                let names: Vec<String> = (0..types.len()).map(|at| format!("item_{at}")).collect();
                let comma = if names.len() == 1 { "," } else { "" };
                let list = names.join(", ");
                let text = format!(
                    "rt::itertools::product_of::<{}, _>({inner}).map(|[{list}]| ({list}{comma}))",
                    types.len()
                );
                Some(Walk::new(text, one(Ty::Tuple(types), Form::Value)))
            }
            ("itertools.product", [first, second, third]) => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                let lists: Vec<String> = [first, second, third]
                    .iter()
                    .zip(&types)
                    .map(|(list, ty)| self.items_owned(list, ty))
                    .collect();
                let item = Item::Tuple(types.into_iter().map(|ty| one(ty, Form::Value)).collect());
                Some(Walk::new(format!("rt::itertools::product3({})", lists.join(", ")), item))
            }
            ("itertools.zip_longest", [first, second]) if keywords.len() == 1 => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                if types[0] != types[1] {
                    return None;
                }
                let (a, b) = (self.items_owned(first, &types[0]), self.items_owned(second, &types[1]));
                let fill = self.value(&keywords[0].value, &types[0]);
                let item = Item::Tuple(types.into_iter().map(|ty| one(ty, Form::Value)).collect());
                let text = format!("rt::itertools::zip_longest_with({a}, {b}, {})", fill.text);
                Some(Walk::new(text, item))
            }
            ("heapq.merge", lists) => {
                let item = self.ty(expr).item()?;
                let wanted = Ty::list(item.clone());
                let mut texts = Vec::new();
                for list in lists {
                    if self.ty(list).some().item()? == item && matches!(self.ty(list).some(), Ty::List(_)) {
                        let code = self.expr(list);
                        let code = Code { movable: false, shared: None, ..code };
                        texts.push(self.owned(code).text);
                    } else {
                        let walk = self.walk_owned(list, &item);
                        texts.push(format!("{walk}.collect::<Vec<_>>()"));
                    }
                }
                let _ = wanted;
                let text = format!("rt::heap::merge([{}]).into_iter()", texts.join(", "));
                Some(Walk::new(text, one(item, Form::Value)))
            }
            ("itertools.takewhile" | "itertools.dropwhile" | "itertools.filterfalse", [function, items]) => {
                let item = self.ty(expr).item()?;
                let inner = self.walk_owned(items, &item);
                let test = self.predicate(function, &item)?;
                let name = path.strip_prefix("itertools.")?;
                Some(Walk::new(format!("rt::itertools::{name}({inner}, {test})"), one(item, Form::Value)))
            }
            ("itertools.product", [first, second]) => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                let (a, b) = (self.walk_owned(first, &types[0]), self.walk_owned(second, &types[1]));
                let item = Item::Tuple(types.into_iter().map(|ty| one(ty, Form::Value)).collect());
                Some(Walk::new(format!("rt::itertools::product2({a}, {b})"), item))
            }
            ("itertools.zip_longest", [first, second]) => {
                let Some(Ty::Tuple(types)) = self.ty(expr).item() else { return None };
                let (a, b) =
                    (self.walk_owned(first, types[0].some()), self.walk_owned(second, types[1].some()));
                let item = Item::Tuple(types.into_iter().map(|ty| one(ty, Form::Value)).collect());
                Some(Walk::new(format!("rt::itertools::zip_longest({a}, {b})"), item))
            }
            ("itertools.combinations" | "itertools.permutations", [items, size])
                if whole(size) == Some(2) =>
            {
                let Some(Ty::VarTuple(item)) = self.ty(expr).item() else { return None };
                let inner = self.walk_owned(items, &item);
                let name = path.strip_prefix("itertools.")?;
                let text =
                    format!("rt::itertools::{name}_of::<2, _>({inner}).map(|[one, other]| (one, other))");
                Some(Walk::new(
                    text,
                    Item::Tuple(vec![one((*item).clone(), Form::Value), one(*item, Form::Value)]),
                ))
            }
            _ => None,
        }
    }

    /// The items of containers within a container.
    pub(super) fn flattened(&mut self, expr: &'a Expr, lists: &'a Expr) -> Option<Walk> {
        let item = self.ty(expr).item()?;
        let inner = self.walk(lists, false);
        let list = inner.item.ty();
        let held = list.item()?;
        let step = match &inner.item {
            Item::One(_, Form::Ref) => "list.iter()".to_owned(),
            _ => "list.into_iter()".to_owned(),
        };
        let form = if step.contains("into") { Form::Value } else { Form::Ref };
        let kept = self.coerce(Code::new("item", prec::ATOM, form, held), &item);
        let map = if kept.text == "item" { String::new() } else { format!(".map(|item| {})", kept.text) };
        Some(Walk::new(
            format!("{}.flat_map(|list| {step}){map}", inner.at(prec::ATOM)),
            one(item, Form::Value),
        ))
    }

    /// The same for a function that looks at each value and keeps none.
    pub(super) fn walk_lent(&mut self, expr: &'a Expr, want: &Ty) -> String {
        let walk = self.walk(expr, false);
        self.owning(walk, want)
    }

    pub(super) fn is_chars(&self, expr: &Expr) -> bool {
        self.var(expr).is_some_and(|var| self.mode(var) == Mode::Chars)
    }
}

pub(super) fn plus_one(code: &Code) -> String {
    plus_one_text(&code.at(prec::ADD))
}

pub(super) fn plus_one_text(text: &str) -> String {
    if let Some(rest) = text.strip_suffix(" - 1") {
        return rest.to_owned();
    }
    match text.parse::<i64>() {
        Ok(value) => format!("{}_i64", value + 1),
        Err(_) => format!("{text} + 1"),
    }
}
