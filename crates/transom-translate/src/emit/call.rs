//! Calls: of drafted functions, of methods, of what the tables know.

use super::form::prec;
use super::iter::Item;
use super::{Code, Emit, Form, Mode};
use crate::model::{Binding, ClassKind, FuncId};
use crate::ops::{self, Take};
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Keyword};
use crate::types::Ty;
use crate::why::Why;
use crate::{names, place};

impl<'a> Emit<'_, 'a> {
    pub(super) fn call(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        want: &Ty,
    ) -> Code {
        if let Some(target) = self.called(func) {
            let receiver = match &func.kind {
                ExprKind::Attribute { value, .. } if self.program.funcs[target].class.is_some() => {
                    Some(&**value)
                }
                _ => None,
            };
            return self.call_function(expr, target, receiver, args, keywords);
        }
        if let Some(path) = self.path(func) {
            return self.builtin(&path, expr, args, keywords, want);
        }
        match &func.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, func).clone() {
                Binding::Class(class) => self.construct(class, args, keywords),
                Binding::Var(var) => {
                    let name = self.var_name(var);
                    let values: Vec<String> = args.iter().map(|arg| self.own(arg).text).collect();
                    Code::value(format!("{name}({})", values.join(", ")), self.ty(expr))
                }
                _ => Code::value("()", Ty::Never),
            },
            ExprKind::Attribute { value, attr, .. } => self.method(expr, value, attr, args, keywords, want),
            _ => Code::value("()", Ty::Never),
        }
    }

    /// The drafted function that a call calls.
    pub(super) fn called(&self, func: &Expr) -> Option<FuncId> {
        match &func.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, func) {
                Binding::Func(target) => Some(*target),
                Binding::Class(class) => self.program.classes[*class].maker(),
                _ => None,
            },
            ExprKind::Attribute { value, attr, .. } => {
                if let Some(path) = self.path(value) {
                    let other = self.program.scopes.iter().position(|scope| scope.module.name == path)?;
                    return match self.program.scopes[other].names.get(attr.as_str())? {
                        Binding::Func(target) => Some(*target),
                        _ => None,
                    };
                }
                self.program.method(self.program.ty(self.module, value), attr)
            }
            _ => None,
        }
    }

    pub(super) fn call_function(
        &mut self,
        expr: &'a Expr,
        target: FuncId,
        receiver: Option<&'a Expr>,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Code {
        let given = self.arranged(target, receiver, args, keywords);
        self.order_is_kept(&given);
        let maker = self.program.made_by(target).is_some();
        self.arguments_stay_apart(expr);
        let mut lets = String::new();
        let clash = self.writes_what_it_reads(target, &given);
        let mut passed = Vec::new();
        let mut kept = None;
        for (at, arg) in given.iter().enumerate().skip(usize::from(maker)) {
            if let Some((text, code)) = self.kept_argument(target, at, &given) {
                let changed = self.target_mode(self.program.funcs[target].params[at].var) == Mode::RefMut;
                let mutable = if changed { "mut " } else { "" };
                lets.push_str(&format!("let {mutable}{text}"));
                passed.push(format!("&{mutable}{}", code.text));
                kept = Some(code);
                continue;
            }
            let text = match arg {
                Some(arg) => self.passed(target, at, arg),
                None => self.default_argument(target, at),
            };
            let written =
                arg.is_some() && self.target_mode(self.program.funcs[target].params[at].var) == Mode::RefMut;
            if clash && !written && !arg.is_some_and(|arg| self.is_quiet(arg) && self.ty(arg).is_copy()) {
                self.handed_over_once(&text, *arg, expr);
                let name = self.temp("argument");
                lets.push_str(&format!("let {name} = {text}; "));
                passed.push(name);
            } else {
                passed.push(text);
            }
        }
        let captures = self.program.funcs[target].captures.clone();
        for var in captures {
            passed.push(self.capture_argument(target, var));
        }
        let path = self.function_path(target);
        let mut text = format!("{path}({})", passed.join(", "));
        if self.program.funcs[target].raises {
            if self.closures > 0 {
                let why =
                    Why::of(Reason::ExceptionShape, "a call that may raise stands inside a lazy expression");
                self.no(why.mended("write a loop instead of the comprehension"), expr.span);
            }
            text.push('?');
        }
        let ty = self.program.funcs[target].ret.clone();
        if let Some(at) = self.program.funcs[target].returns {
            return self.returned_argument(&text, given[at], &ty, expr, &lets);
        }
        self.result_is_fresh(target, expr);
        if let Some(at) = self.program.funcs[target].answers {
            return self.answered(&text, given[at], kept, &ty, expr, &lets);
        }
        let ty = if ty == Ty::Never { Ty::None } else { ty };
        if lets.is_empty() {
            Code::value(text, ty)
        } else {
            Code::new(format!("{{ {lets}{text} }}"), prec::LOW, Form::Value, ty)
        }
    }

    /// Whether an argument is changed that another argument reads.
    pub(super) fn writes_what_it_reads(&self, target: FuncId, given: &[Option<&'a Expr>]) -> bool {
        let mut written = Vec::new();
        for (at, arg) in given.iter().enumerate() {
            let var = self.program.funcs[target].params[at].var;
            if self.target_mode(var) == Mode::RefMut
                && let Some(root) = arg.and_then(|arg| place::root(self.program, self.module, arg))
            {
                written.push((at, root));
            }
        }
        let captured: Vec<usize> = self.program.funcs[target]
            .captures
            .iter()
            .copied()
            .filter(|var| self.program.vars[*var].mutated || self.program.vars[*var].stores > 1)
            .collect();
        given.iter().enumerate().any(|(at, arg)| {
            arg.is_some_and(|arg| {
                let names = self.names_in(arg);
                written.iter().any(|(other, root)| *other != at && names.contains(root))
                    || names.iter().any(|name| captured.contains(name))
            })
        })
    }

    pub(super) fn names_in(&self, expr: &Expr) -> Vec<usize> {
        let mut all: Vec<usize> = match self.program.binding(self.module, expr) {
            Binding::Var(var) => vec![*var],
            // To call a nested function is to read what it captures.
            Binding::Func(func) => self.program.funcs[*func].captures.clone(),
            _ => Vec::new(),
        };
        for child in names::children(expr) {
            all.extend(self.names_in(child));
        }
        all
    }

    /// How a parameter is passed, also where its function is not written yet.
    pub(super) fn target_mode(&self, var: usize) -> Mode {
        let info = &self.program.vars[var];
        if info.chars {
            return Mode::Chars;
        }
        if info.ty.is_copy() {
            return Mode::Value;
        }
        match (info.mutated, self.program.is_rebound(var)) {
            (true, false) => Mode::RefMut,
            (false, false) => Mode::Ref,
            _ => Mode::Value,
        }
    }

    pub(super) fn passed(&mut self, target: FuncId, at: usize, arg: &'a Expr) -> String {
        let var = self.program.funcs[target].params[at].var;
        let ty = self.program.vars[var].ty.clone();
        if self.program.funcs[target].params[at].filled.is_some() {
            return self.passed_or_made(var, arg, &ty);
        }
        match self.target_mode(var) {
            Mode::RefMut => {
                if place::is_place(arg) && self.ty(arg) == ty {
                    return self.borrow_mut(arg);
                }
                let value = self.value(arg, &ty);
                format!("&mut {}", value.text)
            }
            Mode::Ref => super::arithmetic::slice(self.by_reference(arg, &ty)),
            Mode::Chars => self.as_chars(arg),
            Mode::Value => {
                let code = self.value(arg, &ty);
                code.text
            }
        }
    }

    /// Text for a parameter that is indexed.
    pub(super) fn as_chars(&mut self, arg: &'a Expr) -> String {
        if let Some(var) = self.var(arg)
            && self.mode(var) == Mode::Chars
        {
            let name = self.var_name(var);
            return if self.program.vars[var].is_param { name } else { format!("&{name}") };
        }
        let text = self.text(arg);
        format!("&Chars::new({})", text.text)
    }

    /// `&T`, or `Option<&T>` for what may be `None`.
    pub(super) fn by_reference(&mut self, arg: &'a Expr, ty: &Ty) -> String {
        let Ty::Optional(inner) = ty else { return self.reference(arg, ty).text };
        let own = self.ty(arg);
        match own {
            Ty::None => "None".to_owned(),
            Ty::Optional(_) if own == *ty => {
                let code = self.expr(arg);
                if code.form == Form::Ref {
                    return code.text;
                }
                let method = if matches!(**inner, Ty::List(_) | Ty::Str) { "as_deref" } else { "as_ref" };
                format!("{}.{method}()", super::expr::dotted(&code))
            }
            _ => format!("Some({})", self.reference(arg, inner).text),
        }
    }

    /// Arguments are worked out as they stand in the call: another order must not show.
    pub(super) fn order_is_kept(&mut self, given: &[Option<&'a Expr>]) {
        let starts: Vec<u32> = given.iter().flatten().map(|arg| arg.span.start).collect();
        let disturbed = given.iter().flatten().any(|arg| self.alias.events.disturbs(arg.span));
        if disturbed && !starts.is_sorted() {
            let first = given.iter().flatten().next().expect("an argument disturbs").span;
            let why = Why::of(
                Reason::NotDrafted,
                "arguments that change something, in another order than the parameters",
            );
            self.no(why.mended("give the arguments in the order of the parameters"), first);
        }
    }

    pub(super) fn default_argument(&mut self, target: FuncId, at: usize) -> String {
        let param = self.program.funcs[target].params[at].clone();
        let ty = self.program.vars[param.var].ty.clone();
        let Some(default) = param.default else { return "()".to_owned() };
        if param.filled.is_some() {
            return "None".to_owned();
        }
        let here = std::mem::replace(&mut self.module, self.program.funcs[target].module);
        let value = self.value(default, &ty);
        self.module = here;
        match self.target_mode(param.var) {
            Mode::RefMut => format!("&mut {}", value.text),
            Mode::Ref if value.text == "None" => value.text,
            Mode::Ref => format!("&{}", value.at(prec::UNARY)),
            _ => value.text,
        }
    }

    pub(super) fn capture_argument(&mut self, target: FuncId, var: usize) -> String {
        let info = &self.program.vars[var];
        let name = self.var_name(var);
        let changes = info.mutated || info.stores > 1;
        let by_reference = self.captured_by_reference(var);
        let _ = target;
        if info.ty.is_copy() && !changes {
            return name;
        }
        let held = by_reference || self.mode(var) == Mode::RefMut || self.mode(var) == Mode::Ref;
        match (changes, held) {
            (_, true) => name,
            (true, false) => format!("&mut {name}"),
            (false, false) => format!("&{name}"),
        }
    }

    pub(super) fn construct(&mut self, class: usize, args: &'a [Expr], keywords: &'a [Keyword]) -> Code {
        let fields = self.program.classes[class].fields.clone();
        let path = self.class_path(class);
        if self.program.classes[class].kind == ClassKind::Enum {
            let ty = Ty::Enum(self.program.classes[class].rust.clone());
            let held = self.program.classes[class].value_type().unwrap_or(Ty::Never);
            let Some(value) = args.first() else { return Code::value("()", ty) };
            let value = if held == Ty::Int { self.value(value, &held) } else { self.text(value) };
            return Code::value(format!("{path}::of({})", value.text), ty);
        }
        let ty = crate::annotation::instance(self.program, class);
        let given: Vec<Option<&'a Expr>> = fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                args.get(at).or_else(|| {
                    let named = |keyword: &&Keyword| keyword.name.as_deref() == Some(field.name);
                    keywords.iter().find(named).map(|keyword| &keyword.value)
                })
            })
            .collect();
        self.order_is_kept(&given);
        let mut texts = Vec::new();
        for (field, given) in fields.iter().zip(given) {
            let want = field.ty.owned();
            let value = match (given, field.default) {
                (Some(given), _) => self.value(given, &want).text,
                (None, Some(default)) => {
                    let here = std::mem::replace(&mut self.module, self.program.classes[class].module);
                    let value = self.value(default, &want).text;
                    self.module = here;
                    value
                }
                (None, None) => "()".to_owned(),
            };
            let name = super::item::field(field.name);
            if let Ty::Object(_) = ty {
                texts.push(value);
                continue;
            }
            texts.push(if name == value { name } else { format!("{name}: {value}") });
        }
        if let Ty::Object(_) = ty {
            return self.object(&path, &fields, &texts, ty);
        }
        Code::value(format!("{path} {{ {} }}", texts.join(", ")), ty)
    }

    pub(super) fn method(
        &mut self,
        expr: &'a Expr,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        want: &Ty,
    ) -> Code {
        let receiver = self.program.operand(self.ty(value).some());
        let special = self.special_method(&receiver, expr, value, name, args, keywords, want);
        if let Some(code) = special.or_else(|| self.pattern_method(&receiver, value, name, args, keywords)) {
            return code;
        }
        let all: Vec<&'a Expr> = args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).collect();
        let types: Vec<Ty> = all.iter().map(|arg| self.ty(arg)).collect();
        let keyed = ops::keyed(Some(&receiver), name, &types, keywords);
        let Some(op) = keyed.or_else(|| ops::called_method(&receiver, name, &types)) else {
            return Code::value("()", Ty::Never);
        };
        let values = op.receiver == Take::Dot && op.takes.iter().all(|take| matches!(take, Take::Value(_)));
        self.hoisted(value, &all, op.mutates, values, |emit, args| {
            let text = match &op.receiver {
                Take::Dot if op.mutates => emit.place_mut(value),
                Take::Mut => emit.borrow_mut(value),
                Take::Dot => {
                    let code = emit.expr(value);
                    let code = emit.unwrapped(code);
                    super::expr::dotted(&code)
                }
                take => emit.take(take, value),
            };
            emit.rendered(&op, &text, args, expr)
        })
    }

    /// Whether Rust borrows the receiver only when the arguments, values of their own, are worked out: it does so for a
    /// variable before a dot.
    fn is_borrowed_late(&self, receiver: &'a Expr, args: &[&'a Expr]) -> bool {
        let Some(var) = self.var(receiver) else { return false };
        self.program.vars[var].func == self.func
            && matches!(receiver.kind, ExprKind::Name(_))
            && matches!(self.ty(receiver), Ty::List(_))
            && args.iter().all(|arg| {
                let ty = self.ty(arg);
                ty.is_copy() && ty != Ty::Text && !self.alias.events.changes(var, arg.span)
            })
    }

    /// Works out arguments first where the receiver is borrowed for writing and they read it.
    pub(super) fn hoisted(
        &mut self,
        receiver: &'a Expr,
        args: &[&'a Expr],
        mutates: bool,
        values: bool,
        render: impl FnOnce(&mut Self, &[&'a Expr]) -> Code,
    ) -> Code {
        let root = place::root(self.program, self.module, receiver);
        let reads =
            mutates && root.is_some_and(|root| args.iter().any(|arg| self.names_in(arg).contains(&root)));
        if !reads || values && self.is_borrowed_late(receiver, args) {
            return render(self, args);
        }
        let mut lets = String::new();
        for arg in args {
            let key = self.key(arg);
            let code = self.own(arg);
            if code.literal {
                continue;
            }
            let name = self.temp("item");
            lets.push_str(&format!("let {name} = {};\n", code.text));
            self.replaced
                .insert(key, Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, code.ty) });
        }
        let code = render(self, args);
        for arg in args {
            let key = self.key(arg);
            self.replaced.remove(&key);
        }
        Code::new(format!("{{\n{lets}{}\n}}", code.text), prec::LOW, code.form, code.ty)
    }
}

pub(super) fn reference_item(item: &Ty, rust: &str) -> Item {
    match item {
        Ty::Tuple(items) if rust.ends_with("items()") => {
            Item::Tuple(items.iter().map(|ty| Item::One(ty.clone(), Form::Ref)).collect())
        }
        _ => Item::One(item.clone(), Form::Ref),
    }
}

/// Fills a template.
pub(super) fn fill(template: &str, receiver: &str, args: &[String]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        text.push_str(&rest[..at]);
        let tail = &rest[at..];
        let close = tail.find('}').unwrap_or(0);
        match &tail[..=close] {
            "{self}" => text.push_str(receiver),
            hole => {
                if let Ok(at) = hole.trim_matches(['{', '}']).parse::<usize>() {
                    text.push_str(args.get(at).map_or("", String::as_str));
                } else {
                    text.push('{');
                    rest = &tail[1..];
                    continue;
                }
            }
        }
        rest = &tail[close + 1..];
    }
    text.push_str(rest);
    text
}
