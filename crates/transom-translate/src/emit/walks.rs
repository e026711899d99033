//! Walks over ranges, dicts and what functions make of items; owned items.

use super::expr::dotted;
use super::form::prec;
use super::iter::{Item, Walk, one, plus_one, plus_one_text};
use super::{Code, Emit, Form};
use crate::infer_whole as whole;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// A set shows no order: only what does not depend on it may walk over one.
    pub(super) fn walk_set(&mut self, expr: &'a Expr, item: Ty) -> Walk {
        if !self.order_is_hidden {
            let why = Why::of(Reason::SetOrder, "a loop over a set sees its order");
            self.no(why.mended("walk over `sorted(…)` of it"), expr.span);
        }
        let code = self.expr(expr);
        let code = self.unwrapped(code);
        Walk::new(format!("{}.unordered()", dotted(&code)), one(item, Form::Ref))
    }

    /// `for x in d.get(key, [])`: what is found is walked over where it is.
    pub(super) fn walk_get(&mut self, func: &'a Expr, args: &'a [Expr], writing: bool) -> Option<Walk> {
        let ExprKind::Attribute { value, attr, .. } = &func.kind else { return None };
        let [key, default] = args else { return None };
        let empty =
            matches!(&default.kind, ExprKind::List { elts } | ExprKind::Tuple { elts } if elts.is_empty());
        let held = self.ty(value);
        let (at, list) = held.some().entry().map(|(at, list)| (at.clone(), list.clone()))?;
        let Ty::List(item) = list else { return None };
        if attr != "get" || !empty || writing || self.path(func).is_some() {
            return None;
        }
        let owner = self.expr(value);
        let owner = self.unwrapped(owner);
        let look = self.lookup(key, &at);
        let text = format!("{}.find({look}).map_or(&[][..], Vec::as_slice).iter()", dotted(&owner));
        Some(Walk::new(text, one((*item).clone(), Form::Ref)))
    }

    pub(super) fn walk_dict(&mut self, value: &'a Expr, attr: &str, writing: bool) -> Option<Walk> {
        let ty = self.ty(value);
        let (key, held) = ty.some().entry().map(|(key, held)| (key.clone(), held.clone()))?;
        let owner = if writing {
            self.place_mut(value)
        } else {
            let code = self.expr(value);
            let code = self.unwrapped(code);
            dotted(&code)
        };
        let suffix = if writing { "_mut" } else { "" };
        Some(match attr {
            "keys" => Walk::new(format!("{owner}.keys()"), one(key, Form::Ref)),
            "values" => Walk::new(format!("{owner}.values{suffix}()"), one(held, Form::Ref)),
            "items" => Walk::new(
                format!("{owner}.items{suffix}()"),
                Item::Tuple(vec![one(key, Form::Ref), one(held, Form::Ref)]),
            ),
            _ => return None,
        })
    }

    /// `zip(*rows)`: all rows side by side.
    pub(super) fn columns(&mut self, expr: &'a Expr, rows: &'a Expr, strict: bool) -> Option<Walk> {
        let Some(Ty::VarTuple(item)) = self.ty(expr).item() else { return None };
        if self.program.can_change(&item) {
            self.items_stay(rows);
        }
        let inner = self.walk(rows, false);
        let row = inner.item.ty();
        let (step, form) = match (&row, &inner.item) {
            (row, _) if row.is_text() => ("row.chars()", Form::Value),
            (Ty::List(_) | Ty::VarTuple(_), Item::One(_, Form::Ref)) => ("row.iter()", Form::Ref),
            (Ty::List(_) | Ty::VarTuple(_), Item::One(..)) => ("row.into_iter()", Form::Value),
            _ => return None,
        };
        if row.is_char() {
            return None;
        }
        let held = row.item()?;
        let kept = self.coerce(Code::new("item", prec::ATOM, form, held), &item);
        let map = match kept.text.as_str() {
            "item" => String::new(),
            "*item" => ".copied()".to_owned(),
            text => format!(".map(|item| {text})"),
        };
        let name = if strict { "columns_strict" } else { "columns" };
        let text = format!("rt::itertools::{name}({}.map(|row| {step}{map}))", inner.at(prec::ATOM));
        Some(Walk::new(text, one(Ty::VarTuple(item), Form::Value)))
    }

    /// What nothing reads again gives its items away.
    fn walk_moved(&mut self, expr: &'a Expr) -> Option<Walk> {
        let (owner, attr) = match &expr.kind {
            ExprKind::Name(_) => (expr, None),
            ExprKind::Call { func, args, .. } if args.is_empty() => match &func.kind {
                ExprKind::Attribute { value, attr, .. } => (&**value, Some(attr.as_str())),
                _ => return None,
            },
            _ => return None,
        };
        let (ExprKind::Name(_), Some(_)) = (&owner.kind, self.var(owner)) else { return None };
        let ty = self.ty(owner);
        let item = match (attr, &ty) {
            (None, Ty::List(item)) => (**item).clone(),
            (Some("values"), Ty::Dict(_, value)) => (**value).clone(),
            _ => return None,
        };
        let code = self.expr(owner);
        if item.is_copy() || !code.movable {
            return None;
        }
        let method = if attr.is_some() { "into_values" } else { "into_iter" };
        Some(Walk::new(format!("{}.{method}()", code.at(prec::ATOM)), one(item, Form::Value)))
    }

    pub(super) fn walk_map(&mut self, expr: &'a Expr, function: &'a Expr, lists: &'a [Expr]) -> Option<Walk> {
        let item = self.ty(expr).item()?;
        let (source, types) = match lists {
            [list] => {
                let ty = self.ty(list).some().item()?;
                (self.walk_lent(list, &ty), vec![ty])
            }
            [one, other] => {
                let (a, b) = (self.ty(one).some().item()?, self.ty(other).some().item()?);
                let (one, other) = (self.walk_lent(one, &a), self.walk_lent(other, &b));
                (format!("{one}.zip({other})"), vec![a, b])
            }
            [first, rest @ ..] => {
                let ty = self.ty(first).some().item()?;
                let (mut source, mut types) = (self.walk_lent(first, &ty), vec![ty]);
                for list in rest {
                    let ty = self.ty(list).some().item()?;
                    source = format!("{source}.zip({})", self.walk_lent(list, &ty));
                    types.push(ty);
                }
                (source, types)
            }
            [] => return None,
        };
        if matches!(function.kind, ExprKind::Lambda { .. }) && types.len() <= 2 {
            let items: Vec<(Ty, Form)> = types.into_iter().map(|ty| (ty, Form::Value)).collect();
            let closure = self.closure(function, &items, &item, items.len() > 1)?;
            return Some(Walk::new(format!("{source}.map({closure})"), one(item, Form::Value)));
        }
        let names: Vec<String> = (0..types.len())
            .map(|at| match at {
                0 => self.unused("item"),
                1 if types.len() == 2 => self.unused("other"),
                at => self.unused(&format!("item_{}", at + 1)),
            })
            .collect();
        let codes: Vec<Code> = names
            .iter()
            .zip(&types)
            .map(|(name, ty)| Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, ty.clone()) })
            .collect();
        let body = self.apply(function, codes, &item)?;
        let pattern = names[1..].iter().fold(names[0].clone(), |all, name| format!("({all}, {name})"));
        Some(Walk::new(format!("{source}.map(|{pattern}| {})", body.text), one(item, Form::Value)))
    }

    /// `range(…)` as a Rust range.
    pub(super) fn range(&mut self, args: &'a [Expr]) -> Walk {
        let int = one(Ty::Int, Form::Value);
        let literal =
            |code: &Code| if code.literal { format!("{}_i64", code.text) } else { code.at(prec::RANGE + 1) };
        let (start, stop, step) = match args {
            [stop] => (None, stop, None),
            [start, stop] => (Some(start), stop, None),
            [start, stop, step, ..] => (Some(start), stop, Some(step)),
            [] => return Walk::new("0_i64..0", int),
        };
        let stop = self.value(stop, &Ty::Int);
        let start = start.map(|start| self.value(start, &Ty::Int));
        match step.map(|step| (step, whole(step))) {
            None | Some((_, Some(1))) => {
                let start = match (&start, stop.literal) {
                    (None, false) => "0".to_owned(),
                    (None, true) => "0_i64".to_owned(),
                    (Some(start), true) => literal(start),
                    (Some(start), false) => start.at(prec::RANGE + 1),
                };
                Walk { prec: prec::RANGE, ..Walk::new(format!("{start}..{}", stop.at(prec::RANGE + 1)), int) }
            }
            Some((_, Some(-1))) => {
                let start = start.map_or("0".to_owned(), |start| start.at(prec::ADD));
                let (low, high) = (plus_one(&stop), plus_one_text(&start));
                // One end says the type of both.
                let low = match low.strip_suffix("_i64") {
                    Some(bare) if high.parse::<i64>().is_err() => bare.to_owned(),
                    _ => low,
                };
                let text = format!("({low}..{high}).rev()");
                Walk::new(text, int)
            }
            Some((_, Some(step))) if step > 1 => {
                let start = start.map_or("0".to_owned(), |start| literal(&start));
                let text = format!("({start}..{}).step_by({step})", stop.at(prec::RANGE + 1));
                Walk::new(text, int)
            }
            Some((step, _)) => {
                let start = start.map_or("0".to_owned(), |start| start.text);
                let step = self.value(step, &Ty::Int);
                Walk::new(format!("rt::range({start}, {}, {})", stop.text, step.text), int)
            }
        }
    }

    /// An iterator over values of that type of their own.
    pub(super) fn walk_owned(&mut self, expr: &'a Expr, want: &Ty) -> String {
        let walk = self.walk_moved(expr).unwrap_or_else(|| self.walk(expr, false));
        if !walk.item.is_owned() {
            self.items_stay(expr);
        }
        self.owning(walk, want)
    }

    /// The same as an argument: what can be handed over as it is, is.
    pub(super) fn items_owned(&mut self, expr: &'a Expr, want: &Ty) -> String {
        let walk = self.walk(expr, false);
        if !walk.item.is_owned() {
            self.items_stay(expr);
        }
        let text = self.owning(walk, want);
        match text.strip_suffix(".into_iter()") {
            Some(list) if !list.contains(['|', '{']) => list.to_owned(),
            _ => text,
        }
    }

    pub(super) fn owning(&mut self, walk: Walk, want: &Ty) -> String {
        if walk.item.ty() == *want && walk.item.is_owned() {
            return walk.at(prec::ATOM);
        }
        if walk.item.ty() == *want
            && let Item::One(ty, Form::Ref) = &walk.item
        {
            let method = if ty.is_copy() { "copied" } else { "cloned" };
            return format!("{}.{method}()", walk.at(prec::ATOM));
        }
        let mut count = 0;
        let (pattern, code) = self.destructured(&walk.item, &mut count);
        let value = self.coerce(code, want);
        format!("{}.map(|{pattern}| {})", walk.at(prec::ATOM), value.text)
    }

    pub(super) fn destructured(&mut self, item: &Item, count: &mut usize) -> (String, Code) {
        match item {
            Item::One(ty, form) => {
                *count += 1;
                let name = if *count == 1 { "item".to_owned() } else { format!("item_{count}") };
                (name.clone(), Code::new(name, prec::ATOM, *form, ty.clone()))
            }
            Item::Tuple(items) => {
                let parts: Vec<(String, Code)> =
                    items.iter().map(|item| self.destructured(item, count)).collect();
                let patterns: Vec<&str> = parts.iter().map(|(pattern, _)| pattern.as_str()).collect();
                let pattern = format!("({})", patterns.join(", "));
                let values: Vec<Code> = parts
                    .iter()
                    .map(|(_, code)| match (&code.ty, code.form) {
                        // What the container holds is a reference already.
                        (Ty::Text, Form::Ref) => Code::value(format!("*{}", code.text), Ty::Text),
                        _ => self.owned(code.clone()),
                    })
                    .collect();
                let texts: Vec<&str> = values.iter().map(|code| code.text.as_str()).collect();
                let ty = Ty::Tuple(values.iter().map(|code| code.ty.clone()).collect());
                (pattern, Code::value(format!("({})", texts.join(", ")), ty))
            }
        }
    }

    /// Pairs of a dict, or of a list of pairs, as owned tuples.
    pub(super) fn pairs(&mut self, expr: &'a Expr, key: &Ty, value: &Ty) -> String {
        let pair = Ty::Tuple(vec![key.clone(), value.clone()]);
        if self.ty(expr).some().entry().is_some() {
            let Some(walk) = self.walk_dict(expr, "items", false) else { return String::new() };
            return self.owning(walk, &pair);
        }
        self.walk_owned(expr, &pair)
    }

    /// A closure that tests a reference to an item.
    pub(super) fn predicate(&mut self, function: &'a Expr, item: &Ty) -> Option<String> {
        if let ExprKind::Lambda { .. } = function.kind
            && self.lambda_type(function) == Ty::Bool
        {
            return self.closure(function, &[(item.clone(), Form::Ref)], &Ty::Bool, false);
        }
        let name = self.unused("item");
        let code = Code::new(&name, prec::ATOM, Form::Ref, item.clone());
        let body = self.apply(function, vec![code], &Ty::Never)?;
        let test = self.truth_of(body);
        Some(format!("|{name}| {}", test.text))
    }
}
