//! The builtins and library functions whose type depends on more than their arguments' types.

use super::Infer;
use crate::ops;
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;

/// What is no computation: it reads or changes the world outside.
const OUTSIDE: &[(&str, Code)] = &[
    ("print", Code::InputOutput),
    ("input", Code::InputOutput),
    ("open", Code::InputOutput),
    ("sys.", Code::Environment),
    ("os.", Code::Environment),
    ("random.", Code::Randomness),
    ("secrets.", Code::Randomness),
    ("uuid.", Code::Randomness),
    ("time.", Code::Clock),
    ("datetime.datetime.now", Code::Clock),
    ("datetime.datetime.today", Code::Clock),
    ("datetime.datetime.utcnow", Code::Clock),
    ("datetime.date.today", Code::Clock),
    ("id", Code::IdentityOrHash),
    ("hash", Code::IdentityOrHash),
    ("eval", Code::DynamicCode),
    ("exec", Code::DynamicCode),
    ("getattr", Code::DynamicCode),
    ("setattr", Code::DynamicCode),
    ("hasattr", Code::DynamicCode),
    ("globals", Code::DynamicCode),
    ("locals", Code::DynamicCode),
    ("vars", Code::DynamicCode),
    ("dir", Code::DynamicCode),
    ("type", Code::DynamicCode),
    ("__import__", Code::DynamicCode),
    ("compile", Code::DynamicCode),
];

fn outside(path: &str) -> Option<Code> {
    let hit = |known: &str| path == known || (known.ends_with('.') && path.starts_with(known));
    OUTSIDE.iter().find(|(known, _)| hit(known)).map(|(_, code)| *code)
}

impl<'a> Infer<'_, 'a> {
    pub(super) fn builtin(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Ty {
        if let Some(ty) = self.special(path, expr, args, keywords) {
            return ty;
        }
        if let Some(op) = self.keyed(None, path, args, keywords) {
            return op.gives;
        }
        let all = self.arranged(path, args, keywords);
        let types: Vec<Ty> = all.iter().map(|arg| self.expr(arg)).collect();
        if types.contains(&Ty::Never) && outside(path).is_none() {
            return Ty::Never;
        }
        if let Some(op) = ops::called_function(path, &types) {
            for flow in &op.flows {
                self.flow_op(*flow, all[0], &all, &types);
            }
            return op.gives;
        }
        let list = types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let why = match outside(path) {
            Some(code) => Why::of(code, format!("`{path}` reaches outside of the function")),
            None if crate::exceptions::is_builtin(path) => {
                Why::of(Code::ExceptionShape, "an exception that is made and not raised")
            }
            None if ops::knows_module(path) => {
                Why::of(Code::UnknownStdFunction, format!("`{path}({list})` has no exact counterpart"))
            }
            None => Why::of(Code::UnknownFunction, format!("the source of `{path}` is not here")),
        };
        self.no(why, expr.span);
        Ty::Never
    }

    /// Those with a rule of their own; `None`: look into the tables.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    pub(super) fn special(
        &mut self,
        path: &str,
        expr: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Option<Ty> {
        let hint = |infer: &Self| infer.program.ty(infer.module, expr).clone();
        if let Some(ty) = self.library(path, expr, args, keywords) {
            return Some(ty);
        }
        match (path, args) {
            ("range", _) => {
                self.all(args);
                Some(Ty::Range)
            }
            ("len", [value]) => {
                let ty = self.expr(value);
                let sized = ty.some().item().is_some() && !matches!(ty.some(), Ty::Iter(_));
                if !sized {
                    self.no(Why::of(Code::TypeMismatch, format!("`len` of {ty}")), expr.span);
                }
                Some(Ty::Int)
            }
            ("isinstance", [value, class]) => {
                let ty = self.expr(value);
                if crate::instance::test(self.program, self.module, &ty, class).is_none() {
                    self.no(
                        Why::of(Code::TypeMismatch, format!("`isinstance` of {ty} is not known beforehand")),
                        expr.span,
                    );
                }
                Some(Ty::Bool)
            }
            ("list" | "collections.deque" | "set" | "frozenset" | "tuple", []) => {
                self.key_of(path, &Ty::Never, keywords);
                let open = Box::new(Ty::Never);
                Some(match path {
                    "list" => Ty::List(open),
                    "set" => Ty::Set(open),
                    "frozenset" => Ty::FrozenSet(open),
                    "tuple" => Ty::Tuple(vec![]),
                    _ => Ty::Deque(open),
                })
            }
            ("list" | "set" | "frozenset" | "sorted" | "collections.deque", [items, ..]) => {
                let item = self.items(items);
                self.key_of(path, &item, keywords);
                for arg in &args[1..] {
                    self.expr(arg);
                }
                let item = Box::new(item);
                Some(match path {
                    "set" => Ty::Set(item),
                    "frozenset" => Ty::FrozenSet(item),
                    "collections.deque" => Ty::Deque(item),
                    _ => Ty::List(item),
                })
            }
            ("tuple", [items]) => {
                let ty = self.expr(items);
                Some(match ty.some() {
                    Ty::Tuple(_) => ty.some().clone(),
                    _ => Ty::VarTuple(Box::new(self.items(items))),
                })
            }
            ("reversed", [items]) => Some(Ty::iter(self.items(items))),
            ("iter", [items]) => Some(Ty::iter(self.items(items))),
            ("enumerate", [items, ..]) => {
                let item = self.items(items);
                self.all(&args[1..]);
                for keyword in keywords {
                    self.expr(&keyword.value);
                }
                Some(Ty::iter(Ty::Tuple(vec![Ty::Int, item])))
            }
            ("zip", [Expr { kind: ExprKind::Starred { value }, .. }])
                if columns_are_strict(keywords).is_some() =>
            {
                let row = self.items(value);
                Some(Ty::iter(Ty::VarTuple(Box::new(row.item()?))))
            }
            ("zip" | "itertools.zip_longest" | "itertools.product", [_, ..])
                if keywords.is_empty() || path == "zip" && zip_is_strict(args, keywords).is_some() =>
            {
                let items: Vec<Ty> = args.iter().map(|arg| self.items(arg)).collect();
                let items = match path {
                    "itertools.zip_longest" => items.into_iter().map(Ty::optional).collect(),
                    _ => items,
                };
                Some(Ty::iter(Ty::Tuple(items)))
            }
            ("dict" | "collections.OrderedDict", _) => self.dict_call(path, args, keywords),
            ("collections.defaultdict", _) => self.default_dict(args, hint(self)),
            ("collections.Counter", []) => Some(Ty::Counter(Box::new(Ty::Never))),
            ("collections.Counter", [items]) => {
                let ty = self.expr(items);
                Some(match ty.some().entry() {
                    Some((key, _)) => Ty::Counter(Box::new(key.clone())),
                    None => Ty::Counter(Box::new(self.items(items))),
                })
            }
            ("min" | "max", [items]) => {
                let item = self.items(items);
                self.key_of(path, &item, keywords);
                let default = keywords.iter().find(|keyword| keyword.name.as_deref() == Some("default"));
                let default = default.map_or(Ty::Never, |default| self.expr(&default.value));
                Some(item.join(&default))
            }
            ("min" | "max", [_, _, ..]) => {
                let joined = args.iter().fold(Ty::Never, |all, arg| all.join(&self.expr(arg)));
                self.key_of(path, &joined, keywords);
                if let Some((a, b)) = joined.clash() {
                    self.no(Why::of(Code::TypeMismatch, format!("`{path}` of {a} and {b}")), expr.span);
                }
                Some(if joined == Ty::Letter { Ty::Char } else { joined })
            }
            ("sum", [items, ..]) => {
                let item = self.items(items);
                let start = args.get(1).or_else(|| keywords.first().map(|keyword| &keyword.value));
                let start = start.map_or(Ty::Int, |start| self.expr(start));
                Some(self.sum(&item, &start, expr))
            }
            ("any" | "all", [items]) => {
                self.items(items);
                Some(Ty::Bool)
            }
            ("map", [function, lists @ ..]) if !lists.is_empty() => {
                let items: Vec<Ty> = lists.iter().map(|list| self.items(list)).collect();
                Some(Ty::iter(self.applied(function, &items)))
            }
            ("filter", [function, list]) => {
                let item = self.items(list);
                if !matches!(function.kind, ExprKind::None) {
                    self.applied(function, std::slice::from_ref(&item));
                }
                Some(Ty::iter(item))
            }
            ("functools.reduce", [function, list, rest @ ..]) => {
                let item = self.items(list);
                let start = rest.first().map_or(item.clone(), |start| self.expr(start));
                let mut all = start;
                for _ in 0..3 {
                    let next = self.applied(function, &[all.clone(), item.clone()]);
                    all = all.join(&next);
                }
                Some(all)
            }
            ("next", [items, rest @ ..]) => {
                let item = self.items(items);
                let rest = rest.first().map_or(Ty::Never, |rest| self.expr(rest));
                if !matches!(items.kind, ExprKind::GeneratorExp { .. }) {
                    self.no(Why::of(Code::EscapingGenerator, "`next` of a kept iterator"), expr.span);
                }
                Some(item.join(&rest))
            }
            ("itertools.accumulate", [items, rest @ ..]) => {
                let mut item = self.items(items);
                let own = item.clone();
                for keyword in keywords {
                    match keyword.name.as_deref() {
                        Some("initial") => item = item.join(&self.expr(&keyword.value)),
                        Some("func") => {}
                        _ => {
                            self.no(
                                Why::of(Code::UnknownOption, "an argument of `accumulate`"),
                                keyword.span,
                            );
                        }
                    }
                }
                if let Some(function) = rest.first() {
                    for _ in 0..2 {
                        let next = self.applied(function, &[item.clone(), own.clone()]);
                        item = item.join(&next);
                    }
                }
                if let Some((a, b)) = item.clash() {
                    self.no(Why::of(Code::TypeMismatch, format!("`accumulate` of {a} and {b}")), expr.span);
                }
                Some(Ty::iter(item))
            }
            ("itertools.count", _) if args.len() <= 2 && keywords.is_empty() => {
                for arg in args {
                    let ty = self.expr(arg);
                    if !matches!(ty, Ty::Int | Ty::Never) {
                        self.no(Why::of(Code::TypeMismatch, format!("`count` by {ty}")), arg.span);
                    }
                }
                Some(Ty::iter(Ty::Int))
            }
            ("itertools.cycle", [items]) => Some(Ty::iter(self.items(items))),
            ("itertools.compress", [items, selectors]) => {
                let item = self.items(items);
                self.items(selectors);
                Some(Ty::iter(item))
            }
            ("itertools.starmap", [function, items]) => {
                let item = self.items(items);
                match item {
                    Ty::Tuple(types) => Some(Ty::iter(self.applied(function, &types))),
                    Ty::Never => Some(Ty::iter(Ty::Never)),
                    _ => None,
                }
            }
            ("itertools.islice", [items, bounds @ ..]) if (1..=3).contains(&bounds.len()) => {
                let item = self.items(items);
                for bound in bounds {
                    let ty = self.expr(bound);
                    if !matches!(ty, Ty::Int | Ty::None | Ty::Never) {
                        self.no(Why::of(Code::TypeMismatch, format!("`islice` by {ty}")), bound.span);
                    }
                }
                Some(Ty::iter(item))
            }
            ("itertools.permutations", [items]) if keywords.is_empty() => {
                let item = self.items(items);
                Some(Ty::iter(Ty::VarTuple(Box::new(item))))
            }
            ("itertools.product", [items]) if crate::ops::repeat(keywords).is_some() => {
                let item = self.items(items);
                let times = crate::ops::repeat(keywords).unwrap_or(1);
                Some(Ty::iter(Ty::Tuple(vec![item; times])))
            }
            ("itertools.zip_longest", [first, second])
                if keywords.len() == 1 && keywords[0].name.as_deref() == Some("fillvalue") =>
            {
                let fill = self.expr(&keywords[0].value);
                let items: Vec<Ty> =
                    [first, second].into_iter().map(|arg| self.items(arg).join(&fill)).collect();
                for item in &items {
                    if let Some((a, b)) = item.clash() {
                        self.no(
                            Why::of(Code::TypeMismatch, format!("`zip_longest` of {a} filled with {b}")),
                            expr.span,
                        );
                    }
                }
                Some(Ty::iter(Ty::Tuple(items)))
            }
            ("heapq.merge", [first, rest @ ..]) if keywords.is_empty() => {
                let item = rest.iter().fold(self.items(first), |all, list| all.join(&self.items(list)));
                Some(Ty::iter(item))
            }
            ("math.prod", [items]) if keywords.is_empty() => {
                let item = self.items(items);
                match item {
                    Ty::Int | Ty::Bool => Some(Ty::Int),
                    Ty::Never => Some(Ty::Never),
                    _ => None,
                }
            }
            ("itertools.chain", _) => {
                let joined = args.iter().fold(Ty::Never, |all, arg| all.join(&self.items(arg)));
                Some(Ty::iter(joined))
            }
            ("itertools.chain.from_iterable", [items]) => {
                let item = self.items(items);
                Some(Ty::iter(item.item().unwrap_or(Ty::Never)))
            }
            ("heapq.nlargest" | "heapq.nsmallest", [n, items]) => {
                self.expr(n);
                let item = self.items(items);
                self.key_of(path, &item, keywords);
                Some(Ty::list(item))
            }
            ("itertools.takewhile" | "itertools.dropwhile" | "itertools.filterfalse", [function, items]) => {
                let item = self.items(items);
                self.applied(function, std::slice::from_ref(&item));
                Some(Ty::iter(item))
            }
            ("itertools.groupby", [items, rest @ ..]) => {
                let item = self.items(items);
                let function = rest.first().or_else(|| keywords.first().map(|keyword| &keyword.value));
                let key = match function {
                    Some(function) => self.applied(function, std::slice::from_ref(&item)),
                    None => item.clone(),
                };
                Some(Ty::iter(Ty::Tuple(vec![key, Ty::list(item)])))
            }
            ("operator.itemgetter" | "operator.attrgetter", _) => {
                self.all(args);
                Some(Ty::Never)
            }
            ("copy.copy" | "copy.deepcopy", [value]) => Some(self.expr(value)),
            _ => None,
        }
    }

    pub(super) fn all(&mut self, args: &'a [Expr]) {
        for arg in args {
            self.expr(arg);
        }
    }

    /// `key=` and `reverse=`.
    pub(super) fn key_of(&mut self, path: &str, item: &Ty, keywords: &'a [Keyword]) {
        for keyword in keywords {
            match keyword.name.as_deref() {
                Some("key") => {
                    if !matches!(keyword.value.kind, ExprKind::None) {
                        self.applied(&keyword.value, std::slice::from_ref(item));
                    }
                }
                Some("reverse" | "default" | "maxlen") => {
                    self.expr(&keyword.value);
                }
                name => {
                    let name = name.unwrap_or("**").to_owned();
                    self.no(
                        Why::of(Code::UnknownOption, format!("the argument `{name}` of `{path}`")),
                        keyword.span,
                    );
                }
            }
        }
    }

    pub(super) fn sum(&mut self, item: &Ty, start: &Ty, expr: &'a Expr) -> Ty {
        match (item.some(), start) {
            (Ty::Never, _) => Ty::Never,
            (Ty::Int | Ty::Bool, Ty::Int) => Ty::Int,
            // An empty sum of floats is the integer 0.
            (Ty::Float, Ty::Int | Ty::Number) => Ty::Number,
            (Ty::Float | Ty::Int | Ty::Bool, Ty::Float) => Ty::Float,
            (Ty::Number, Ty::Int | Ty::Number) => Ty::Number,
            (Ty::List(_), Ty::List(_)) => item.join(start),
            (Ty::Other(path @ "rt::Duration"), Ty::Other("rt::Duration")) => Ty::Other(path),
            _ => {
                self.no(Why::of(Code::TypeMismatch, format!("`sum` of {item} from {start}")), expr.span);
                Ty::Never
            }
        }
    }

    pub(super) fn dict_call(&mut self, path: &str, args: &'a [Expr], keywords: &'a [Keyword]) -> Option<Ty> {
        let make = |key: Ty, value: Ty| match path {
            "dict" => Ty::dict(key, value),
            _ => Ty::OrderedDict(Box::new(key), Box::new(value)),
        };
        let mut found = match args {
            [] => make(Ty::Never, Ty::Never),
            [source] => {
                let ty = self.expr(source);
                let pair = match (ty.some().entry(), ty.some().item()) {
                    (Some((key, value)), _) => Some((key.clone(), value.clone())),
                    (None, Some(Ty::Tuple(pair))) if pair.len() == 2 => {
                        Some((pair[0].clone(), pair[1].clone()))
                    }
                    (None, Some(Ty::Never)) => Some((Ty::Never, Ty::Never)),
                    _ => None,
                };
                let (key, value) = pair?;
                make(key, value)
            }
            _ => return None,
        };
        for keyword in keywords {
            let value = self.expr(&keyword.value);
            found = found.join(&make(Ty::Text, value));
        }
        Some(found)
    }

    pub(super) fn default_dict(&mut self, args: &'a [Expr], known: Ty) -> Option<Ty> {
        let value = match args {
            [factory] => match (&factory.kind, self.path(factory).as_deref()) {
                (ExprKind::Lambda { .. }, _) => self.applied(factory, &[]),
                (_, Some("int")) => Ty::Int,
                (_, Some("float")) => Ty::Float,
                (_, Some("bool")) => Ty::Bool,
                (_, Some("str")) => Ty::Str,
                (_, Some("list")) => Ty::list(Ty::Never),
                (_, Some("set")) => Ty::set(Ty::Never),
                (_, Some("dict")) => Ty::dict(Ty::Never, Ty::Never),
                (_, Some("collections.deque")) => Ty::Deque(Box::new(Ty::Never)),
                (_, Some("collections.Counter")) => Ty::Counter(Box::new(Ty::Never)),
                _ => return None,
            },
            _ => return None,
        };
        Some(known.join(&Ty::DefaultDict(Box::new(Ty::Never), Box::new(value))))
    }
}

/// Whether `strict=` of a `zip` asks for equal lengths; nothing where that is not drafted.
/// Whether `zip(*rows)` raises for rows of different lengths; nothing for what it does not take.
pub(crate) fn columns_are_strict(keywords: &[Keyword]) -> Option<bool> {
    match keywords {
        [] => Some(false),
        [keyword] if keyword.name.as_deref() == Some("strict") => match keyword.value.kind {
            ExprKind::Bool(strict) => Some(strict),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn zip_is_strict(args: &[Expr], keywords: &[Keyword]) -> Option<bool> {
    match keywords {
        [] => Some(false),
        [keyword] if keyword.name.as_deref() == Some("strict") => match keyword.value.kind {
            ExprKind::Bool(false) => Some(false),
            ExprKind::Bool(true) if args.len() == 2 => Some(true),
            _ => None,
        },
        _ => None,
    }
}
