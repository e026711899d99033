//! The type of a call, and what its arguments tell about the parameters.

use super::{Infer, enliven};
use crate::model::{Binding, ClassKind, FuncId};
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Keyword, Param};
use crate::types::Ty;
use crate::why::Why;
use crate::{names, ops};

impl<'a> Infer<'_, 'a> {
    pub(super) fn call(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Ty {
        for keyword in keywords {
            if keyword.name.is_none() {
                self.no(Why::of(Code::StarArguments, "`**` in a call"), keyword.span);
            }
        }
        if let Some(path) = self.path(func) {
            if let ExprKind::Attribute { value, attr, .. } = &func.kind
                && let Some(target) = self.module_function(value, attr)
            {
                return self.call_function(target, args, keywords, expr);
            }
            return self.builtin(&path, expr, args, keywords);
        }
        match &func.kind {
            ExprKind::Name(_) => match self.program.binding(self.module, func).clone() {
                Binding::Func(target) => self.call_function(target, args, keywords, expr),
                Binding::Class(class) => self.construct(class, args, keywords, expr),
                Binding::Var(var) => match self.program.vars[var].ty.clone() {
                    Ty::Function(key) => {
                        let args: Vec<Ty> = args.iter().map(|arg| self.expr(arg)).collect();
                        self.apply_key(key, &args, func)
                    }
                    Ty::Never => Ty::Never,
                    _ => {
                        self.no(crate::why::callable(), func.span);
                        Ty::Never
                    }
                },
                Binding::Unknown => {
                    for arg in args {
                        self.expr(arg);
                    }
                    let name = self.module_text(func.span);
                    self.no(Why::of(Code::UnknownName, format!("`{name}` is not defined here")), func.span);
                    Ty::Never
                }
                _ => {
                    self.no(crate::why::callable(), func.span);
                    Ty::Never
                }
            },
            ExprKind::Attribute { value, attr, .. } => self.method(expr, value, attr, args, keywords),
            _ => {
                self.no(crate::why::callable(), func.span);
                Ty::Never
            }
        }
    }

    pub(super) fn module_function(&self, value: &Expr, attr: &str) -> Option<FuncId> {
        let path = self.path(value)?;
        let other = self.program.scopes.iter().position(|scope| scope.module.name == path)?;
        match self.program.scopes[other].names.get(attr)? {
            Binding::Func(func) => Some(*func),
            _ => None,
        }
    }

    /// A call of a function that is drafted along.
    pub(super) fn call_function(
        &mut self,
        target: FuncId,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        expr: &'a Expr,
    ) -> Ty {
        let before = self.program.funcs[self.program.outermost(target)].live;
        enliven(self.program, target);
        self.changed |= !before;
        let offset = usize::from(self.program.funcs[target].class.is_some());
        let count = self.program.funcs[target].params.len();
        let mut given = vec![false; count];
        for (at, arg) in args.iter().enumerate() {
            if let ExprKind::Starred { .. } = arg.kind {
                self.no(Why::of(Code::StarArguments, "`*` in a call"), arg.span);
                continue;
            }
            if at + offset >= count {
                self.expr(arg);
                let name = self.program.funcs[target].rust.clone();
                self.no(
                    Why::of(Code::WrongArguments, format!("more arguments than `{name}` takes")),
                    arg.span,
                );
                continue;
            }
            given[at + offset] = true;
            self.pass(target, at + offset, arg);
        }
        for keyword in keywords {
            let at = self.program.funcs[target]
                .params
                .iter()
                .position(|param| Some(param.name) == keyword.name.as_deref());
            if let Some(at) = at {
                given[at] = true;
                self.pass(target, at, &keyword.value);
            } else {
                self.expr(&keyword.value);
                self.no(
                    Why::of(Code::UnknownKeyword, "a keyword that the function does not take"),
                    keyword.span,
                );
            }
        }
        let missing = (offset..count)
            .find(|at| !given[*at] && self.program.funcs[target].params[*at].default.is_none());
        if let Some(missing) = missing {
            let name = self.program.funcs[target].params[missing].name;
            self.no(Why::of(Code::WrongArguments, format!("the argument `{name}` is missing")), expr.span);
        }
        if self.program.funcs[target].raises {
            self.raises();
        }
        self.program.funcs[target].ret.clone()
    }

    fn pass(&mut self, target: FuncId, at: usize, arg: &'a Expr) {
        let var = self.program.funcs[target].params[at].var;
        let known = self.program.vars[var].ty.clone();
        let ty = self.expr_as(arg, &known);
        let ty = match (&ty, self.program.funcs[target].params[at].filled) {
            (Ty::None, Some(_)) => return,
            (ty, Some(_)) => ty.some().clone(),
            _ => ty,
        };
        let given = match &ty {
            Ty::Letter | Ty::Char | Ty::Str if known == Ty::Text || known == Ty::Never => Ty::Text,
            Ty::Iter(item) => {
                self.no(Why::of(Code::EscapingGenerator, "an iterator is passed on unread"), arg.span);
                Ty::list((**item).clone())
            }
            ty => ty.clone(),
        };
        let given = match (&given, &known) {
            (Ty::Str, Ty::Optional(inner)) if **inner == Ty::Text => Ty::Text,
            _ => given,
        };
        if known.join(&given).clash().is_some() && known.clash().is_none() {
            let name = self.program.funcs[target].params[at].name;
            self.no(
                Why::of(Code::TypeMismatch, format!("{ty} is passed for `{name}`, which is {known}")),
                arg.span,
            );
            return;
        }
        self.join_var(var, &given);
        let whole = self.program.vars[var].ty.clone();
        self.flow_back(arg, &whole);
    }

    fn construct(&mut self, class: usize, args: &'a [Expr], keywords: &'a [Keyword], expr: &'a Expr) -> Ty {
        let all: Vec<&'a Expr> = args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).collect();
        let types: Vec<Ty> = all.iter().map(|arg| self.expr(arg)).collect();
        self.program.classes[class].used = true;
        let (kind, name) = (self.program.classes[class].kind, self.program.classes[class].rust.clone());
        match kind {
            ClassKind::Dataclass { .. } | ClassKind::NamedTuple | ClassKind::TypedDict => {}
            ClassKind::Enum
                if keywords.is_empty()
                    && types.len() == 1
                    && self.program.classes[class].value_type().is_some_and(|value| match value {
                        Ty::Int => types[0] == Ty::Int,
                        _ => types[0].is_text(),
                    }) =>
            {
                return Ty::Enum(name);
            }
            ClassKind::Object { .. } if self.program.classes[class].maker().is_some() => {
                let maker = self.program.classes[class].maker().expect("it was asked");
                self.call_function(maker, args, keywords, expr);
                return Ty::Object(name);
            }
            ClassKind::Object { compares: true } => {}
            ClassKind::Enum => {
                self.no(Why::of(Code::FieldShape, "a member of an enumeration by its value"), expr.span);
            }
            _ => {
                let why = self.program.classes[class].refusal.clone();
                let (code, message) =
                    why.unwrap_or((Code::FieldShape, format!("an instance of `{name}` is made here")));
                self.no(Why::of(code, message), expr.span);
                return Ty::Never;
            }
        }
        if let Some((code, message)) = self.program.classes[class].refusal.clone() {
            self.no(Why::of(code, message), expr.span);
        }
        self.defaults(class, args.len(), keywords, expr);
        for (at, ty) in types.iter().enumerate() {
            let field = match at.checked_sub(args.len()).and_then(|at| keywords.get(at)) {
                Some(keyword) => self.program.classes[class]
                    .fields
                    .iter()
                    .find(|field| Some(field.name) == keyword.name.as_deref()),
                None => self.program.classes[class].fields.get(at),
            };
            let Some(field) = field.cloned() else {
                self.no(Why::of(Code::WrongArguments, format!("`{name}` has no such field")), all[at].span);
                continue;
            };
            let joined = field.ty.join(ty);
            if let ClassKind::Object { .. } = kind {
                let (ty, field) = (ty.owned(), field.name);
                self.fill_field(class, field, &ty);
                continue;
            }
            if joined.owned() != field.ty.owned() {
                // An integer in a float's field stays an integer in Python.
                self.no(
                    Why::of(
                        Code::TypeMismatch,
                        format!("{ty} in the field `{}`, which is {}", field.name, field.ty),
                    ),
                    all[at].span,
                );
            }
            self.flow_back(all[at], &field.ty);
        }
        crate::annotation::instance(self.program, class)
    }

    fn fill_field(&mut self, class: usize, name: &str, ty: &Ty) {
        let field = self.program.classes[class].fields.iter_mut().find(|field| field.name == name);
        let Some(field) = field else { return };
        let joined = field.ty.join(ty);
        if joined != field.ty {
            field.ty = joined;
            self.changed = true;
        }
    }

    /// The fields that are not given have defaults that are written out.
    fn defaults(&mut self, class: usize, given: usize, keywords: &[Keyword], expr: &Expr) {
        let named = |field: &str| keywords.iter().any(|keyword| keyword.name.as_deref() == Some(field));
        for (at, field) in self.program.classes[class].fields.clone().iter().enumerate() {
            if at < given || named(field.name) {
                continue;
            }
            let message = match field.default.map(|default| &default.kind) {
                None => format!("the field `{}` is missing", field.name),
                Some(
                    ExprKind::None
                    | ExprKind::Bool(_)
                    | ExprKind::Int(_)
                    | ExprKind::Float(_)
                    | ExprKind::Str(Some(_)),
                ) => continue,
                Some(ExprKind::UnaryOp { operand, .. })
                    if matches!(operand.kind, ExprKind::Int(_) | ExprKind::Float(_)) =>
                {
                    continue;
                }
                Some(_) => format!("the default of the field `{}` is not a plain literal", field.name),
            };
            self.no(Why::of(Code::FieldShape, message), expr.span);
        }
    }

    fn method(
        &mut self,
        expr: &'a Expr,
        value: &'a Expr,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Ty {
        let receiver = self.expr(value);
        let receiver = self.program.operand(receiver.some());
        if let Some(class) = receiver.class()
            && let Some(class) = self.class_named(class)
        {
            return self.class_method(class, name, args, keywords, expr);
        }
        let special = self.special_method(&receiver, value, name, args, keywords);
        if let Some(ty) = special.or_else(|| self.pattern_method(&receiver, name, expr, args, keywords)) {
            return ty;
        }
        if let Some(op) = self.keyed(Some(&receiver), name, args, keywords) {
            return op.gives;
        }
        let all = self.arranged(name, args, keywords);
        let types: Vec<Ty> = all.iter().map(|arg| self.expr(arg)).collect();
        if receiver == Ty::Never || types.contains(&Ty::Never) {
            return Ty::Never;
        }
        let found = ops::called_method(&receiver, name, &types);
        let Some(op) = found else {
            let list = types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.no(Why::of(Code::UnknownMethod, format!("`{name}({list})` of {receiver}")), expr.span);
            return Ty::Never;
        };
        for flow in &op.flows {
            self.flow_op(*flow, value, &all, &types);
        }
        if op.flows.is_empty()
            && let Some(first) = types.first()
        {
            self.flow_key(value, first);
        }
        op.gives
    }

    /// What a method or function puts into a container.
    pub(super) fn flow_op(&mut self, flow: ops::Flow, place: &'a Expr, args: &[&'a Expr], types: &[Ty]) {
        use ops::Flow;
        match flow {
            Flow::Element(at) => {
                self.flow_into_items(place, &types[at]);
                let item = self.program.ty(self.module, place).some().item().unwrap_or(Ty::Never);
                self.flow_back(args[at], &item);
            }
            Flow::Elements(at) => {
                let item = types[at].some().item().unwrap_or(Ty::Never);
                self.flow_into_items(place, &item);
            }
            Flow::Entries(at) => {
                let entry = types[at].some().entry().map(|(key, value)| (key.clone(), value.clone()));
                let pairs = match types[at].some().item() {
                    Some(Ty::Tuple(pair)) if pair.len() == 2 => Some((pair[0].clone(), pair[1].clone())),
                    _ => None,
                };
                if let Some((key, value)) = entry.or(pairs) {
                    self.flow_at(place, &key, &value);
                }
            }
        }
    }

    /// Positional and keyword arguments in the order of the parameters.
    pub(super) fn arranged(
        &mut self,
        path: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Vec<&'a Expr> {
        let mut all: Vec<&'a Expr> = args.iter().collect();
        let names = ops::keywords(path);
        for keyword in keywords {
            let Some(name) = keyword.name.as_deref() else { continue };
            match names.iter().position(|known| *known == name) {
                Some(at) if at == all.len() => all.push(&keyword.value),
                _ => {
                    self.expr(&keyword.value);
                    self.no(
                        Why::of(Code::UnknownOption, format!("the argument `{name}` of `{path}`")),
                        keyword.span,
                    );
                }
            }
        }
        for arg in args {
            if let ExprKind::Starred { .. } = arg.kind {
                self.no(Why::of(Code::StarArguments, "`*` in a call"), arg.span);
            }
        }
        all
    }

    fn class_method(
        &mut self,
        class: usize,
        name: &str,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        expr: &'a Expr,
    ) -> Ty {
        self.program.classes[class].used = true;
        if self.program.classes[class].kind == ClassKind::TypedDict {
            self.no(Why::of(Code::UnknownMethod, format!("`{name}` of a TypedDict")), expr.span);
            return Ty::Never;
        }
        if let Some((_, func)) = self.program.classes[class].methods.iter().find(|(known, _)| *known == name)
        {
            self.call_function(*func, args, keywords, expr)
        } else {
            let class = self.program.classes[class].def.name.clone();
            self.no(
                Why::of(Code::UnknownMethod, format!("`{class}` has no method `{name}` here")),
                expr.span,
            );
            Ty::Never
        }
    }

    /// What a function that is passed as an argument gives for arguments of these types.
    pub(super) fn applied(&mut self, function: &'a Expr, types: &[Ty]) -> Ty {
        if let ExprKind::Lambda { params, body } = &function.kind {
            let names: Vec<&Param> = params.iter().collect();
            if names.len() != types.len() {
                self.no(
                    Why::of(Code::WrongArguments, "a lambda of another number of arguments"),
                    function.span,
                );
                return Ty::Never;
            }
            for (param, ty) in names.iter().zip(types) {
                let key = (self.func, names::span_key(param.name_span));
                if let Some(var) = self.program.unnumbered.get(&key).copied() {
                    self.join_var(var, ty);
                }
            }
            self.expr(function);
            self.expr(body)
        } else if let Some(ty) = self.bound_method(function, types) {
            ty
        } else {
            let ty = self.expr(function);
            if let Some(path) = self.path(function) {
                return match ops::function(&path, types) {
                    Some(op) => op.gives,
                    None => self.applied_builtin(&path, types, function),
                };
            }
            match ty {
                Ty::Function(key) => self.apply_key(key, types, function),
                Ty::Never => self.applied_call(function, types),
                _ => {
                    self.no(crate::why::callable(), function.span);
                    Ty::Never
                }
            }
        }
    }

    /// A function value, by its number: a lambda kept in a variable, or a drafted function.
    fn apply_key(&mut self, key: usize, types: &[Ty], at: &'a Expr) -> Ty {
        if let Some(func) = usize::MAX.checked_sub(key).filter(|func| *func < self.program.funcs.len()) {
            let before = self.program.funcs[self.program.outermost(func)].live;
            enliven(self.program, func);
            self.changed |= !before;
            let vars: Vec<usize> = self.program.funcs[func].params.iter().map(|param| param.var).collect();
            if vars.len() != types.len() {
                self.no(Why::of(Code::WrongArguments, "a function of another number of arguments"), at.span);
                return Ty::Never;
            }
            for (var, ty) in vars.into_iter().zip(types) {
                let ty = if ty.is_text() { Ty::Text } else { ty.clone() };
                self.join_var(var, &ty);
            }
            if self.program.funcs[func].raises {
                self.raises();
                self.no(Why::of(Code::ExceptionShape, "a function that raises is used as a key"), at.span);
            }
            return self.program.funcs[func].ret.clone();
        }
        if let Some(lambda) = self.program.lambdas.get(&key).copied() {
            self.applied(lambda, types)
        } else {
            self.no(crate::why::callable(), at.span);
            Ty::Never
        }
    }

    /// `itemgetter(1)`, `attrgetter("x")`: functions that are made by a call.
    fn applied_call(&mut self, function: &'a Expr, types: &[Ty]) -> Ty {
        if let ExprKind::Call { func, args, .. } = &function.kind
            && let (Some(path), [item]) = (self.path(func), types)
        {
            let item = item.clone();
            let parts: Option<Vec<Ty>> = args.iter().map(|part| self.got(&path, &item, part)).collect();
            match parts.as_deref() {
                Some([only]) => return only.clone(),
                Some([_, _, ..]) => return Ty::Tuple(parts.unwrap_or_default()),
                _ => {}
            }
        }
        self.no(crate::why::callable(), function.span);
        Ty::Never
    }

    /// What `itemgetter(part)` or `attrgetter(part)` gets out of an item.
    fn got(&self, path: &str, item: &Ty, part: &Expr) -> Option<Ty> {
        match (path, &part.kind, item) {
            ("operator.itemgetter", _, Ty::Tuple(items)) => {
                let at = super::whole(part).and_then(|at| usize::try_from(at).ok())?;
                items.get(at).cloned()
            }
            ("operator.itemgetter", ExprKind::Int(_), Ty::List(item) | Ty::VarTuple(item)) => {
                Some((**item).clone())
            }
            ("operator.itemgetter", ExprKind::Str(Some(_)), held) => {
                let (key, value) = held.entry()?;
                (key.is_text() && matches!(held, Ty::Dict(..))).then(|| value.clone())
            }
            ("operator.attrgetter", ExprKind::Str(Some(attr)), Ty::Class(name)) => {
                let class = self.class_named(name)?;
                let field = self.program.classes[class].fields.iter().find(|field| field.name == attr)?;
                Some(field.ty.clone())
            }
            _ => None,
        }
    }
}
