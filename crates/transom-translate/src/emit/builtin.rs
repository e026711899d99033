//! Builtins and library functions with a form of their own in Rust.

use super::call::fill;
use super::expr::dotted;
use super::form::{outer_rust, prec};
use super::{Code, Emit, Form};
use crate::instance::Instance;
use crate::ops;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn builtin(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        want: &Ty,
    ) -> Code {
        let before = self.order_is_hidden;
        self.order_is_hidden = args.first().is_some_and(|items| self.hides_order(path, items, expr))
            && (path == "sorted" || keywords.is_empty());
        let code = self.special(path, expr, args, keywords, want);
        let code = code.unwrap_or_else(|| self.tabled(path, expr, args, keywords));
        self.order_is_hidden = before;
        code
    }

    /// Whether what a function makes of these items is the same in whichever order they come.
    pub(super) fn hides_order(&self, path: &str, items: &Expr, expr: &Expr) -> bool {
        let free = match path {
            "len" | "sorted" | "set" | "frozenset" => true,
            "any" | "all" => match &items.kind {
                ExprKind::GeneratorExp { elt, generators } => {
                    self.cannot_raise(elt)
                        && generators.iter().all(|one| one.ifs.iter().all(|test| self.cannot_raise(test)))
                }
                _ => true,
            },
            "sum" | "min" | "max" => self.is_exact_order_free(expr),
            _ => false,
        };
        let walks_set = |expr: &Expr| matches!(self.ty(expr).some(), Ty::Set(_) | Ty::FrozenSet(_));
        free && match &items.kind {
            ExprKind::GeneratorExp { generators, .. } | ExprKind::ListComp { generators, .. } => {
                generators.iter().any(|one| walks_set(&one.iter))
            }
            ExprKind::Call { func, args, .. } => {
                let direct =
                    matches!(self.path(func).as_deref(), Some("list" | "tuple" | "map" | "filter" | "iter"));
                walks_set(items) || direct && args.last().is_some_and(walks_set)
            }
            _ => walks_set(items),
        }
    }

    /// Whether an expression gives a value whatever happens.
    pub(super) fn cannot_raise(&self, expr: &Expr) -> bool {
        use crate::syntax::BinOp;
        let own = match &expr.kind {
            ExprKind::BinOp { op, .. } => {
                matches!(
                    op,
                    BinOp::Add | BinOp::Sub | BinOp::Mult | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor
                )
            }
            ExprKind::Call { func, .. } => {
                matches!(self.path(func).as_deref(), Some("len" | "abs" | "bool" | "isinstance"))
            }
            ExprKind::Subscript { .. } => false,
            _ => true,
        };
        own && crate::names::children(expr).into_iter().all(|child| self.cannot_raise(child))
    }

    /// Whether the order of a sum or of a choice cannot be seen: whole numbers and characters.
    pub(super) fn is_exact_order_free(&self, expr: &Expr) -> bool {
        matches!(self.ty(expr).some(), Ty::Int | Ty::Bool | Ty::Char | Ty::Text | Ty::Str)
    }

    pub(super) fn tabled(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Code {
        let all: Vec<&'a Expr> = args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).collect();
        let types: Vec<Ty> = all.iter().map(|arg| self.ty(arg)).collect();
        let keyed = ops::keyed(None, path, &types, keywords);
        let Some(op) = keyed.or_else(|| ops::called_function(path, &types)) else {
            self.no(
                Why::of(Reason::UnknownStdFunction, format!("`{path}` has no exact counterpart here")),
                expr.span,
            );
            return Code::value("()", self.ty(expr));
        };
        let mut lets = String::new();
        let mut texts = Vec::new();
        let root = all.first().and_then(|first| crate::place::root(self.program, self.module, first));
        for (at, (take, arg)) in op.takes.iter().zip(&all).enumerate() {
            let text = self.take_at(&op, at, take, arg);
            let reads = op.mutates && at > 0 && root.is_some_and(|root| self.names_in(arg).contains(&root));
            if reads {
                let name = self.temp("argument");
                lets.push_str(&format!("let {name} = {text}; "));
                texts.push(name);
            } else {
                texts.push(text);
            }
        }
        let text = fill(&op.rust, "", &texts);
        if !lets.is_empty() {
            return Code::new(format!("{{ {lets}{text} }}"), prec::LOW, Form::Value, op.gives);
        }
        if op.rust == "{0}" {
            let code = all[0];
            let ty = op.gives.clone();
            return match op.takes.first() {
                Some(ops::Take::Truth) => self.condition(code),
                _ => self.value(code, &ty),
            };
        }
        if op.form == ops::Gives::Iter {
            let item = op.gives.item().unwrap_or(Ty::Never);
            let map = if matches!(item, Ty::VarTuple(_)) { ".map(rt::Tuple::from)" } else { "" };
            return Code::value(format!("{text}{map}.collect::<Vec<_>>()"), Ty::list(item));
        }
        if path.starts_with("operator.") && !op.rust.starts_with("rt::") {
            return Code::new(text, prec::LOW, Form::Value, op.gives);
        }
        Code::value(text, op.gives)
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn special(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        want: &Ty,
    ) -> Option<Code> {
        let ty = self.ty(expr);
        let keyword = |name: &str| {
            keywords
                .iter()
                .find(|keyword| keyword.name.as_deref() == Some(name))
                .map(|keyword| &keyword.value)
        };
        if let Some(code) = self.library(path, expr, args, keywords, want) {
            return Some(code);
        }
        match (path, args) {
            ("len", [value]) => Some(self.length(value)),
            ("float", [Expr { kind: ExprKind::Str(Some(text)), .. }])
                if matches!(text.as_str(), "inf" | "Infinity" | "infinity" | "+inf") =>
            {
                Some(Code::value("f64::INFINITY", Ty::Float))
            }
            ("float", [Expr { kind: ExprKind::Str(Some(text)), .. }]) if text == "-inf" => {
                Some(Code::new("-f64::INFINITY", prec::UNARY, Form::Value, Ty::Float))
            }
            ("isinstance", [value, class]) => {
                let held = self.ty(value);
                Some(match crate::instance::test(self.program, self.module, &held, class)? {
                    Instance::Decided(answer) => Code::value(answer.to_string(), Ty::Bool),
                    Instance::Something => {
                        let code = self.expr(value);
                        Code::value(format!("{}.is_some()", super::expr::dotted(&code)), Ty::Bool)
                    }
                })
            }
            ("range", _) => {
                let args: Vec<String> = args.iter().map(|arg| self.value(arg, &Ty::Int).text).collect();
                let text = match args.as_slice() {
                    [stop] => format!("rt::range(0, {stop}, 1)"),
                    [start, stop] => format!("rt::range({start}, {stop}, 1)"),
                    [start, stop, step, ..] => format!("rt::range({start}, {stop}, {step})"),
                    [] => String::new(),
                };
                Some(Code::value(text, Ty::Range))
            }
            ("list" | "set" | "frozenset" | "tuple" | "collections.deque", []) => {
                let ty = if want.clash().is_none() && *want != Ty::Never { want.some().clone() } else { ty };
                let text = match path {
                    "list" => "Vec::new()",
                    "tuple" => "()",
                    "collections.deque" => match keyword("maxlen") {
                        Some(most) => return Some(self.deque(None, Some(most), ty)),
                        None => "Deque::new()",
                    },
                    _ => "Set::new()",
                };
                Some(Code::value(text, ty))
            }
            ("collections.deque", [items, rest @ ..]) => {
                let most = rest.first().or(keyword("maxlen"));
                let ty = if let Ty::Deque(_) = want.some() { want.some().clone() } else { ty };
                Some(self.deque(Some(items), most, ty))
            }
            ("list" | "set" | "frozenset", [items]) => {
                let ty = match (want.some(), &ty) {
                    (Ty::List(_), Ty::List(_)) | (Ty::Set(_), Ty::Set(_)) => want.some().clone(),
                    _ => ty,
                };
                let item = ty.item().unwrap_or(Ty::Never);
                Some(self.collected(items, &item, &ty))
            }
            ("tuple", [items]) => {
                let ty = if let Ty::VarTuple(_) = want.some() { want.some().clone() } else { ty };
                if let Ty::Tuple(_) = ty {
                    return Some(self.own(items));
                }
                let item = ty.item().unwrap_or(Ty::Never);
                let list = self.collected(items, &item, &Ty::list(item.clone()));
                Some(Code::value(format!("rt::Tuple::from({})", list.text), ty))
            }
            ("sorted", [items]) => {
                let ty = if let Ty::List(_) = want.some() { want.some().clone() } else { ty };
                Some(self.sorted(items, &ty, keyword("key"), keyword("reverse")))
            }
            ("reversed" | "enumerate" | "zip" | "map" | "filter" | "iter", _) => {
                let item = ty.item().unwrap_or(Ty::Never);
                let items = self.walk_owned(expr, &item);
                Some(Code::value(format!("{items}.collect::<Vec<_>>()"), Ty::list(item)))
            }
            ("dict" | "collections.OrderedDict", _) => Some(self.dict_call(args, keywords, &ty, want)),
            ("collections.defaultdict", [factory]) => {
                if let ExprKind::Lambda { body, .. } = &factory.kind {
                    self.zero_default(body);
                }
                Some(Code::value(
                    "Dict::new()",
                    if want.some().entry().is_some() { want.some().clone() } else { ty },
                ))
            }
            ("collections.Counter", []) => Some(Code::value("Counter::new()", ty)),
            ("collections.Counter", [items]) => {
                let Ty::Counter(key) = ty.clone() else { return None };
                if self.ty(items).some().entry().is_some() {
                    let source = self.reference(items, &self.ty(items).some().clone());
                    return Some(Code::value(format!("{}.copy()", source.at(prec::ATOM)), ty));
                }
                let items = self.items_owned(items, &key);
                Some(Code::value(format!("rt::counter::of({items})"), ty))
            }
            ("min" | "max", [items]) => self.extreme_of(path, items, &ty, keyword("key"), keyword("default")),
            ("min" | "max", [_, _, ..]) => self.extreme(path, args, &ty, keyword("key")),
            ("sum", [items, rest @ ..]) => {
                let start = rest.first().or(keyword("start"));
                self.sum(items, start, &ty)
            }
            ("any" | "all", [items]) => Some(self.any_all(path, items)),
            ("functools.reduce", [function, items, rest @ ..]) => {
                self.reduce(function, items, rest.first(), &ty)
            }
            ("next", [items, rest @ ..]) => {
                let item = self.ty(items).item()?;
                let inner = self.walk_owned(items, &item);
                let name = if inner.ends_with(')') { inner } else { format!("({inner})") };
                Some(match rest {
                    [] => Code::value(
                        format!("{name}.next().expect(\"Python raises StopIteration here\")"),
                        item,
                    ),
                    [default, ..] if self.ty(default) == Ty::None => {
                        Code::value(format!("{name}.next()"), Ty::optional(item))
                    }
                    [default, ..] => {
                        let default = self.value(default, &ty);
                        Code::value(format!("{name}.next().unwrap_or({})", default.text), ty)
                    }
                })
            }
            ("heapq.nlargest" | "heapq.nsmallest", [n, items]) => {
                let item = ty.item()?;
                let n = self.value(n, &Ty::Int);
                let list = self.items_owned(items, &item);
                let name = path.strip_prefix("heapq.")?;
                Some(match keyword("key") {
                    None => Code::value(format!("rt::heap::{name}({}, {list})", n.text), ty),
                    Some(key) => {
                        let key = self.key_closure(key, &item)?;
                        Code::value(format!("rt::heap::{name}_by_key({}, {list}, {key})", n.text), ty)
                    }
                })
            }
            ("copy.copy" | "copy.deepcopy", [value]) => {
                let code = self.expr(value);
                let code = Code { movable: false, shared: None, ..code };
                Some(self.owned(code))
            }
            ("itertools.count" | "itertools.cycle", _) => {
                let why =
                    Why::of(Reason::EscapingGenerator, format!("`{path}` never ends, and is kept here"));
                self.no(why.mended("walk over it where it is made"), expr.span);
                Some(Code::value("()", ty))
            }
            ("math.prod", [items]) if ty == Ty::Int && keywords.is_empty() => {
                let list = self.walk_owned(items, &Ty::Int);
                Some(Code::value(format!("{list}.product::<i64>()"), Ty::Int))
            }
            (path, _)
                if (path.starts_with("itertools.") || path == "heapq.merge")
                    && matches!(ty, Ty::Iter(_))
                    && ops::function(path, &self.types(args)).is_none() =>
            {
                let item = ty.item()?;
                let items = self.walk_owned(expr, &item);
                Some(Code::value(format!("{items}.collect::<Vec<_>>()"), Ty::list(item)))
            }
            _ => None,
        }
    }

    pub(super) fn types(&self, args: &[Expr]) -> Vec<Ty> {
        args.iter().map(|arg| self.ty(arg)).collect()
    }

    pub(super) fn length(&mut self, value: &'a Expr) -> Code {
        let ty = self.ty(value);
        if let Ty::Tuple(items) = ty.some() {
            let count = items.len();
            if self.has_call(value) {
                let whole = self.own(value);
                return Code::new(
                    format!("{{ let _ = {}; {count} }}", whole.text),
                    prec::LOW,
                    Form::Value,
                    Ty::Int,
                );
            }
            return Code::value(count.to_string(), Ty::Int);
        }
        if self.is_chars(value)
            && let Some(var) = self.var(value)
        {
            return Code::value(format!("{}.size()", self.var_name(var)), Ty::Int);
        }
        if ty.some().is_char() {
            return Code::value("1", Ty::Int);
        }
        if let Ty::Range = ty.some() {
            let code = self.expr(value);
            return Code::new(
                format!("{}.len() as i64", code.at(prec::ATOM)),
                prec::CAST,
                Form::Value,
                Ty::Int,
            );
        }
        let code = self.expr(value);
        let code = self.unwrapped(code);
        if code.text.ends_with("::new()") {
            // Nothing says what an empty container of the moment would hold.
            return Code::value("0", Ty::Int);
        }
        Code::value(format!("{}.size()", dotted(&code)), Ty::Int)
    }

    /// `list(…)`, `set(…)`.
    pub(super) fn collected(&mut self, items: &'a Expr, item: &Ty, ty: &Ty) -> Code {
        let own = self.ty(items);
        if own.some().item().as_ref() == Some(item) {
            let is_same = matches!((own.some(), ty), (Ty::List(_), Ty::List(_)) | (Ty::Set(_), Ty::Set(_)));
            if is_same {
                let code = self.expr(items);
                let code = self.unwrapped(code);
                if !code.movable {
                    self.items_stay(items);
                }
                let code = Code { shared: None, ..code };
                let copied = self.owned(code);
                return Code { ty: ty.clone(), ..copied };
            }
        }
        let list = self.walk_owned(items, item);
        Code::value(format!("{list}.collect::<{}>()", outer_rust(ty)), ty.clone())
    }

    /// The items of a copied container are in two containers now.
    pub(super) fn items_stay(&mut self, items: &'a Expr) {
        let key = self.key(items);
        let item = self.alias.exprs.get(&key).and_then(|region| self.alias.regions.element(*region));
        let mutable = self.ty(items).some().item().is_some_and(|item| self.program.can_change(&item));
        if mutable && item.is_some_and(|item| self.alias.regions.is_changed(item)) {
            self.no(
                Why::of(Reason::SharedContainer, "the copy shares its items, and they are changed"),
                items.span,
            );
        }
    }
}

/// A list is handed over as it is.
pub(super) fn bare(list: &str) -> &str {
    match list.strip_suffix(".into_iter()") {
        Some(rest) if !rest.contains(['|', '{']) => rest,
        _ => list,
    }
}
