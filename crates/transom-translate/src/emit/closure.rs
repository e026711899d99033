//! Functions that are passed as arguments: lambdas, drafted functions, builtins.

use super::call::fill;
use super::form::prec;
use super::iter::Item;
use super::{Code, Emit, Form, Mode};
use crate::names;
use crate::ops::{self, Gives, Take};
use crate::syntax::{Expr, ExprKind, Params};
use crate::types::Ty;

impl<'a> Emit<'_, 'a> {
    /// `|item| …` for a function that is passed as an argument.
    pub(super) fn closure(
        &mut self,
        function: &'a Expr,
        items: &[(Ty, Form)],
        want: &Ty,
        grouped: bool,
    ) -> Option<String> {
        let open = |patterns: &[String]| {
            let list = patterns.join(", ");
            if grouped { format!("|({list})|") } else { format!("|{list}|") }
        };
        if let ExprKind::Lambda { params, body } = &function.kind {
            let (patterns, body) = self.lambda_parts(params, body, items, want)?;
            return Some(format!("{} {body}", open(&patterns)));
        }
        let names: Vec<String> = (0..items.len())
            .map(|at| self.unused(&if at == 0 { "item".to_owned() } else { format!("item_{at}") }))
            .collect();
        let codes: Vec<Code> = names
            .iter()
            .zip(items)
            .map(|(name, (ty, form))| {
                let form = if *form == Form::Value && !ty.is_copy() { Form::Place } else { *form };
                Code { movable: true, ..Code::new(name.clone(), prec::ATOM, form, ty.clone()) }
            })
            .collect();
        self.closures += 1;
        let body = self.apply(function, codes, want);
        self.closures -= 1;
        Some(format!("{} {}", open(&names), body?.text))
    }

    /// The patterns of a lambda's parameters, and its body.
    fn lambda_parts(
        &mut self,
        params: &'a Params,
        body: &'a Expr,
        items: &[(Ty, Form)],
        want: &Ty,
    ) -> Option<(Vec<String>, String)> {
        let mut lets = Vec::new();
        let mut patterns = Vec::new();
        for (param, (ty, form)) in params.iter().zip(items) {
            let key = (self.func, names::span_key(param.name_span));
            let var = self.program.unnumbered.get(&key).copied()?;
            patterns.push(self.lambda_pattern(var, &Item::One(ty.clone(), *form), &mut lets));
        }
        self.closures += 1;
        let value = if *want == Ty::Never { self.own(body) } else { self.value(body, want) };
        self.closures -= 1;
        let body =
            if lets.is_empty() { value.text } else { format!("{{ {} {} }}", lets.join(" "), value.text) };
        Some((patterns, body))
    }

    /// A function value applied to pieces that were written.
    pub(super) fn apply(&mut self, function: &'a Expr, codes: Vec<Code>, want: &Ty) -> Option<Code> {
        if let ExprKind::Lambda { params, body } = &function.kind {
            let items: Vec<(Ty, Form)> = codes
                .iter()
                .map(|code| (code.ty.clone(), if code.form == Form::Place { Form::Value } else { code.form }))
                .collect();
            let (patterns, body) = self.lambda_parts(params, body, &items, want)?;
            let args: Vec<&str> = codes.iter().map(|code| code.text.as_str()).collect();
            let ty = if *want == Ty::Never { self.lambda_type(function) } else { want.clone() };
            // Names, not a closure that is called at once: Rust would not know the types of its parameters.
            let lets: Vec<String> = match (patterns.as_slice(), args.as_slice()) {
                ([pattern], [arg]) if pattern == arg => Vec::new(),
                ([pattern], [arg]) => vec![format!("let {pattern} = {arg};")],
                ([], _) => Vec::new(),
                (patterns, args) => vec![format!("let ({}) = ({});", patterns.join(", "), args.join(", "))],
            };
            let text = if lets.is_empty() { body } else { format!("{{ {} {body} }}", lets.join(" ")) };
            return Some(Code::new(text, prec::LOW, Form::Value, ty));
        }
        if let Some(target) = self.called(function) {
            let mut passed = Vec::new();
            for (at, code) in codes.into_iter().enumerate() {
                let var = self.program.funcs[target].params.get(at)?.var;
                let ty = self.program.vars[var].ty.clone();
                passed.push(match self.target_mode(var) {
                    Mode::Chars => format!("&Chars::new({})", self.as_text(code).text),
                    Mode::Ref => self.as_ref(code, &ty).text,
                    _ => self.coerce(code, &ty).text,
                });
            }
            for var in self.program.funcs[target].captures.clone() {
                passed.push(self.capture_argument(target, var));
            }
            let code = Code::value(
                format!("{}({})", self.function_path(target), passed.join(", ")),
                self.program.funcs[target].ret.clone(),
            );
            return Some(self.coerce(code, want));
        }
        if let ExprKind::Attribute { value, attr, .. } = &function.kind
            && self.path(function).is_none()
        {
            let code = self.bound_method(value, attr, codes)?;
            return Some(self.coerce(code, want));
        }
        let path = self.path(function);
        let types: Vec<Ty> = codes.iter().map(|code| code.ty.clone()).collect();
        if let Some(path) = path {
            let code = self.apply_builtin(&path, codes, &types)?;
            return Some(self.coerce(code, want));
        }
        if let ExprKind::Call { func, args, .. } = &function.kind
            && let (Some(made), [code]) = (self.path(func), codes.as_slice())
        {
            if let [argument] = args.as_slice() {
                return self.getter(&made, argument, code.clone(), want);
            }
            let mut parts = Vec::new();
            for argument in args {
                // Each part is copied out of the same item.
                let code = Code { movable: false, ..code.clone() };
                parts.push(self.getter(&made, argument, code, &Ty::Never)?);
            }
            let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
            let ty = Ty::Tuple(parts.iter().map(|part| part.ty.clone()).collect());
            let code = Code::value(format!("({})", texts.join(", ")), ty);
            return Some(self.coerce(code, want));
        }
        if let Some(var) = self.var(function) {
            let args: Vec<String> = codes.into_iter().map(|code| self.owned(code).text).collect();
            return Some(Code::value(format!("{}({})", self.var_name(var), args.join(", ")), want.clone()));
        }
        None
    }

    /// A method of a value applied to pieces that were written.
    fn bound_method(&mut self, value: &'a Expr, name: &str, codes: Vec<Code>) -> Option<Code> {
        let receiver = self.ty(value).some().clone();
        let types: Vec<Ty> = codes.iter().map(|code| code.ty.clone()).collect();
        let op = ops::called_method(&receiver, name, &types)?;
        let owner = match &op.receiver {
            Take::Dot => {
                let code = self.expr(value);
                let code = self.unwrapped(code);
                super::expr::dotted(&code)
            }
            take => self.take(take, value),
        };
        let texts: Option<Vec<String>> =
            op.takes.iter().zip(codes).map(|(take, code)| self.take_code(take, code)).collect();
        let text = fill(&op.rust, &owner, &texts?);
        Some(match op.form {
            Gives::Owned => Code::value(text, op.gives),
            Gives::Ref => Code::new(text, prec::ATOM, Form::Ref, op.gives),
            Gives::OptionRef => {
                let flat = matches!(receiver.entry(), Some((_, Ty::Optional(_))));
                let copied = if op.gives.is_copy() { "copied" } else { "cloned" };
                let flatten = if flat { ".flatten()" } else { "" };
                Code::value(format!("{text}.{copied}(){flatten}"), op.gives)
            }
            Gives::LentParts | Gives::Iter | Gives::IterRef => return None,
        })
    }

    pub(super) fn lambda_type(&self, function: &Expr) -> Ty {
        match &function.kind {
            ExprKind::Lambda { body, .. } => self.ty(body),
            _ => Ty::Never,
        }
    }

    pub(super) fn apply_builtin(&mut self, path: &str, codes: Vec<Code>, types: &[Ty]) -> Option<Code> {
        if let Some(name) = path.strip_prefix("str.") {
            let op = ops::method(types.first()?, name, &types[1..])?;
            let mut codes = codes.into_iter();
            let receiver = codes.next()?;
            let receiver = self.take_code(&op.receiver, receiver)?;
            let texts: Option<Vec<String>> =
                op.takes.iter().zip(codes).map(|(take, code)| self.take_code(take, code)).collect();
            let form = if op.form == Gives::Ref { Form::Ref } else { Form::Value };
            return Some(Code::new(fill(&op.rust, &receiver, &texts?), prec::ATOM, form, op.gives));
        }
        if let ("len", [code]) = (path, codes.as_slice()) {
            return Some(Code::value(format!("{}.size()", super::expr::dotted(code)), Ty::Int));
        }
        if let Some(op) = ops::function(path, types) {
            let mut texts = Vec::new();
            for (at, (take, code)) in op.takes.iter().zip(codes).enumerate() {
                texts.push(match take {
                    Take::Value(ty) if !super::operation::is_apart(&op.rust, at) => {
                        self.coerce(code, ty).at(prec::ATOM)
                    }
                    _ => self.take_code(take, code)?,
                });
            }
            let text = fill(&op.rust, "", &texts);
            let infix = path.starts_with("operator.") && !op.rust.starts_with("rt::");
            let level = if infix || text.contains(" as ") { prec::LOW } else { prec::ATOM };
            return Some(Code::new(text, level, Form::Value, op.gives));
        }
        let mut codes = codes.into_iter();
        match (path, types) {
            ("min" | "max", [a, b]) => {
                let ty = a.join(b);
                let (one, other) = (self.coerce(codes.next()?, &ty), self.coerce(codes.next()?, &ty));
                Some(Code::value(format!("rt::{path}2({}, {})", one.text, other.text), ty))
            }
            ("sum", [list]) if list.item() == Some(Ty::Int) => {
                let code = codes.next()?;
                Some(Code::value(
                    format!("rt::int::sum({}.iter().copied())", super::expr::dotted(&code)),
                    Ty::Int,
                ))
            }
            ("min" | "max", [list]) => {
                let item = list.item()?;
                let code = codes.next()?;
                let copied = if item.is_copy() { "copied" } else { "cloned" };
                Some(Code::value(
                    format!("rt::{path}_of({}.iter().{copied}())", super::expr::dotted(&code)),
                    item,
                ))
            }
            ("sorted", [list]) => {
                let item = list.item()?;
                let code = codes.next()?;
                let code = self.coerce(code, &Ty::list(item.clone()));
                Some(Code::value(format!("rt::list::sorted({})", code.text), Ty::list(item)))
            }
            ("list", [list]) => {
                let want = Ty::list(list.item()?);
                let code = codes.next()?;
                Some(self.coerce(code, &want))
            }
            _ => None,
        }
    }

    pub(super) fn take_code(&mut self, take: &Take, code: Code) -> Option<String> {
        Some(match take {
            Take::Value(ty) => self.coerce(code, ty).text,
            Take::Ref(ty) | Take::Key(ty) => self.as_ref(code, ty).text,
            Take::Text => self.as_text(code).text,
            Take::Dot => super::expr::dotted(&code),
            Take::Truth => self.truth_of(code).text,
            Take::Slice(_) => {
                let ty = code.ty.clone();
                self.as_ref(code, &ty).text
            }
            _ => return None,
        })
    }

    /// `itemgetter(1)`, `attrgetter("x")`.
    pub(super) fn getter(&mut self, path: &str, argument: &'a Expr, code: Code, want: &Ty) -> Option<Code> {
        let (text, ty) = match (path, &argument.kind, &code.ty) {
            ("operator.itemgetter", ExprKind::Int(at), Ty::Tuple(items)) => {
                (format!("{}.{at}", code.at(prec::ATOM)), items.get(usize::try_from(*at).ok()?)?.clone())
            }
            ("operator.itemgetter", ExprKind::Str(Some(key)), held) => {
                let (_, item) = held.entry()?;
                let text = format!("*{}.at({})", code.at(prec::ATOM), super::expr::quote(key));
                let code = Code::new(text, prec::UNARY, Form::Place, item.clone());
                return Some(self.coerce(code, want));
            }
            ("operator.itemgetter", ExprKind::Int(at), list) => {
                let item = list.item()?;
                let code = Code::new(
                    format!("*{}.at({at})", code.at(prec::ATOM)),
                    prec::UNARY,
                    Form::Place,
                    item.clone(),
                );
                return Some(self.coerce(code, want));
            }
            ("operator.attrgetter", ExprKind::Str(Some(attr)), Ty::Class(name)) => {
                let class = self.program.classes.iter().find(|class| class.rust == *name)?;
                let field = class.fields.iter().find(|field| field.name == attr)?;
                (format!("{}.{}", code.at(prec::ATOM), super::item::field(attr)), field.ty.clone())
            }
            _ => return None,
        };
        let want = if *want == Ty::Never { ty.clone() } else { want.clone() };
        let code = Code::new(text, prec::ATOM, Form::Place, ty);
        Some(self.coerce(code, &want))
    }
}
