//! What type each expression and each variable has: forward inference from the parameters, to a fixed point.
//!
//! A variable's type is the join of all that is assigned to it; a container's items are the join of all that is put in.
//! Types only grow, so the rounds end. The last round tells what stands in the way.

mod applied;
mod binding;
mod builtin;
mod call;
mod compute;
mod expr;
mod flow;
mod library;
mod patterns;
mod subscript;

use crate::exceptions::Exception;
use crate::model::{Binding, ClassKind, FuncId, Program, VarId};
use crate::refusal::Code;
use crate::syntax::{Expr, ExprKind, Span, Stmt, StmtKind};
use crate::types::Ty;
use crate::why::Why;
use crate::{annotation, names, webs};

/// Types that still grow after this many rounds are refused.
const ROUNDS_MAX: usize = 60;

pub(crate) use builtin::{columns_are_strict, zip_is_strict};
pub(crate) use expr::{tuple_slice, whole};

pub(crate) struct Infer<'p, 'a> {
    pub(crate) program: &'p mut Program<'a>,
    func: FuncId,
    module: usize,
    changed: bool,
    report: bool,
    /// How many `try` bodies around catch every exception.
    caught: usize,
}

/// Finds the types of everything that is reached from the wanted functions.
pub(crate) fn infer(program: &mut Program<'_>) {
    let wanted: Vec<FuncId> = (0..program.funcs.len()).filter(|func| program.funcs[*func].wanted).collect();
    for func in wanted {
        enliven(program, func);
    }
    for round in 0.. {
        let mut changed = false;
        let mut func = 0;
        while func < program.funcs.len() {
            if program.funcs[func].live {
                changed |= pass(program, func, false);
            }
            func += 1;
        }
        if !changed && !fill_declared(program) && !crate::objects::guess(program) || round == ROUNDS_MAX {
            break;
        }
    }
    for func in 0..program.funcs.len() {
        if program.funcs[func].live {
            pass(program, func, true);
        }
    }
}

/// Takes what annotations say of containers that nothing was put into.
fn fill_declared(program: &mut Program<'_>) -> bool {
    let mut changed = false;
    let declared: Vec<(VarId, Ty)> = program.declared.values().cloned().collect();
    for (var, said) in declared {
        let known = program.vars[var].ty.clone();
        if known.is_open() && known.join(&said).clash().is_none() {
            let filled = known.join(&flow::fill(&known, &said));
            changed |= filled != known;
            program.vars[var].ty = filled;
        }
    }
    changed
}

fn pass(program: &mut Program<'_>, func: FuncId, report: bool) -> bool {
    let module = program.funcs[func].module;
    let mut infer = Infer { program, func, module, changed: false, report, caught: 0 };
    infer.function();
    infer.changed
}

/// Makes a function part of the draft: its names are resolved and its parameters get the types that are annotated.
pub(crate) fn enliven(program: &mut Program<'_>, func: FuncId) {
    let outermost = program.outermost(func);
    if program.funcs[outermost].live {
        return;
    }
    webs::resolve(program, outermost, &std::collections::HashMap::new());
    let mut all = vec![outermost];
    while let Some(func) = all.pop() {
        all.extend(program.funcs[func].children.iter().map(|(_, child)| *child));
        program.funcs[func].live = true;
        let module = program.funcs[func].module;
        for at in 0..program.funcs[func].params.len() {
            let param = program.funcs[func].params[at].clone();
            let ty = match (param.annotation, program.funcs[func].class) {
                (None, Some(class)) if at == 0 => Some(annotation::instance(program, class)),
                (Some(said), _) => annotation::read(program, module, said).ok(),
                (None, _) => None,
            };
            let seen = program
                .observed
                .get(&func)
                .and_then(|seen| seen.iter().find(|(name, _)| name == param.name).map(|(_, ty)| ty.clone()));
            let ty = match ty {
                // The annotation tells no dimension; how it is indexed does.
                Some(Ty::Array1(item)) if indexed_by_pairs(&program.funcs[func].def.body, param.name) => {
                    Some(Ty::Array2(item))
                }
                ty => ty,
            };
            let ty = ty.or(seen).map(|ty| if param.filled.is_some() { ty.some().clone() } else { ty });
            if let Some(ty) = ty {
                program.vars[param.var].ty = program.held(param.var, ty);
            }
        }
    }
}

/// Whether a body has `name[i, j]` or `name.shape[1]`.
fn indexed_by_pairs(body: &[Stmt], name: &str) -> bool {
    fn within(expr: &Expr, name: &str) -> bool {
        let found = match &expr.kind {
            ExprKind::Subscript { value, index } => match &value.kind {
                ExprKind::Name(_) => {
                    value.as_name() == Some(name) && matches!(index.kind, ExprKind::Tuple { .. })
                }
                ExprKind::Attribute { value, attr, .. } => {
                    attr == "shape" && value.as_name() == Some(name) && matches!(index.kind, ExprKind::Int(1))
                }
                _ => false,
            },
            _ => false,
        };
        found || names::children(expr).into_iter().any(|child| within(child, name))
    }
    body.iter().any(|stmt| {
        names::expressions(stmt).into_iter().any(|expr| within(expr, name))
            || names::bodies(stmt).into_iter().any(|body| indexed_by_pairs(body, name))
    })
}

impl<'a> Infer<'_, 'a> {
    fn function(&mut self) {
        let def = self.program.funcs[self.func].def;
        if self.report {
            self.head();
        }
        for at in 0..self.program.funcs[self.func].params.len() {
            let param = self.program.funcs[self.func].params[at].clone();
            if let Some(default) = param.default {
                let ty = self.expr(default);
                let ty = if param.filled.is_some() { Ty::Never } else { ty };
                self.join_var(param.var, &ty);
                if ty.has_object() {
                    let why = "a default argument is one instance for all calls";
                    self.no(Why::of(Code::DefaultMutated, why), default.span);
                }
            }
        }
        self.body(&def.body);
        if let Some(class) = self.program.made_by(self.func) {
            let made = Ty::Object(self.program.classes[class].rust.clone());
            self.join_ret(&made);
        } else if def.is_generator {
            let ret = self.program.funcs[self.func].ret.join(&Ty::iter(Ty::Never));
            self.join_ret(&ret);
        } else if !crate::ends::always_leaves(&def.body) {
            self.join_ret(&Ty::None);
        }
        if let Some(said) = &def.returns
            && self.program.funcs[self.func].ret.is_open()
            && let Ok(said) = annotation::read(self.program, self.module, said)
        {
            let said = if let (Ty::Iter(_), false) = (&said, def.is_generator) { None } else { Some(said) };
            if let Some(filled) = said.map(|said| self.program.funcs[self.func].ret.join(&said))
                && filled.clash().is_none()
            {
                self.join_ret(&filled);
            }
        }
        if self.report {
            self.check_types();
        }
    }

    /// What a function's head can have that is not drafted.
    fn head(&mut self) {
        let def = self.program.funcs[self.func].def;
        if def.is_async {
            self.no(Why::of(Code::AsyncCode, format!("`{}` is asynchronous", def.name)), def.name_span);
        }
        for decorator in &def.decorators {
            let path = match &decorator.kind {
                ExprKind::Call { func, .. } => annotation::path(self.program, self.module, func),
                _ => annotation::path(self.program, self.module, decorator),
            };
            let known = ["functools.lru_cache", "functools.cache", "transom.move"];
            let func = &self.program.funcs[self.func];
            let mut params = func.params.iter().map(|param| &self.program.vars[param.var].ty);
            let objects = params.any(Ty::has_object) || func.ret.has_object();
            if objects && path.as_deref() != Some("transom.move") {
                let why = "a cache that knows instances from one call to the next";
                self.no(Why::of(Code::Decorated, why), decorator.span);
            }
            if !path.as_deref().is_some_and(|path| known.contains(&path)) {
                let name = self.module_text(decorator.span).to_owned();
                self.no(
                    Why::of(Code::Decorated, format!("`@{name}` changes what `{}` is", def.name)),
                    decorator.span,
                );
            }
        }
        for param in [&def.params.vararg, &def.params.kwarg].into_iter().flatten() {
            self.no(
                Why::of(Code::VariadicFunction, format!("`{}` takes any number of arguments", def.name)),
                param.name_span,
            );
        }
    }

    fn module_text(&self, span: Span) -> &'a str {
        self.program.scopes[self.module].module.text(span)
    }

    fn check_types(&mut self) {
        let def = self.program.funcs[self.func].def;
        for at in 0..self.program.funcs[self.func].params.len() {
            let param = self.program.funcs[self.func].params[at].clone();
            let ty = self.program.vars[param.var].ty.clone();
            let span = def
                .params
                .iter()
                .find(|known| known.name == param.name)
                .map_or(def.name_span, |known| known.name_span);
            if let Some((a, b)) = ty.clash() {
                let why = Why::of(
                    Code::MixedUnion,
                    format!("`{}` is {a} in one call and {b} in another", param.name),
                );
                self.no(why, span);
            } else if ty.is_open() {
                let why = match param.annotation.map(|said| annotation::read(self.program, self.module, said))
                {
                    Some(Err(why)) => why,
                    _ => Why::of(Code::NoType, format!("nothing tells the type of `{}`", param.name)),
                };
                self.no(why, param.annotation.map_or(span, |said| said.span));
            } else if ty == Ty::Range {
                self.no(crate::why::unknown_type("range"), span);
            }
        }
        let ret = self.program.funcs[self.func].ret.clone();
        if let Some((a, b)) = ret.clash() {
            let why = Why::of(Code::MixedUnion, format!("`{}` returns {a} here and {b} there", def.name));
            self.no(why, def.name_span);
        } else if ret.is_open() && ret != Ty::Never {
            self.no(
                Why::of(
                    Code::UnknownElement,
                    format!("nothing tells what is in the {ret} that `{}` returns", def.name),
                ),
                def.name_span,
            );
        }
        for var in 0..self.program.vars.len() {
            if self.program.vars[var].func == self.func && !self.program.vars[var].is_param {
                self.check_var(var);
            }
        }
    }

    fn check_var(&mut self, var: VarId) {
        let def = self.program.funcs[self.func].def;
        let (name, ty) = (self.program.vars[var].name.clone(), self.program.vars[var].ty.clone());
        let span = self.store_span(var).unwrap_or(def.name_span);
        if let Some((a, b)) = ty.clash() {
            self.no(Why::of(Code::ChangingType, format!("`{name}` is {a} here and {b} there")), span);
        }
        if let Some(span) = self.program.vars[var].unbound
            && self.program.vars[var].read
            && !self.program.may_be_unbound(var)
        {
            self.no(Why::of(Code::PossiblyUnbound, format!("`{name}` may have no value here")), span);
        }
    }

    /// Where a variable is first assigned.
    fn store_span(&self, var: VarId) -> Option<Span> {
        fn find(infer: &Infer<'_, '_>, expr: &Expr, var: VarId) -> Option<Span> {
            if *infer.program.binding(infer.module, expr) == Binding::Var(var) {
                return Some(expr.span);
            }
            names::children(expr).into_iter().find_map(|child| find(infer, child, var))
        }
        fn within(infer: &Infer<'_, '_>, body: &[Stmt], var: VarId) -> Option<Span> {
            body.iter().find_map(|stmt| {
                names::expressions(stmt)
                    .into_iter()
                    .find_map(|expr| find(infer, expr, var))
                    .or_else(|| names::bodies(stmt).into_iter().find_map(|body| within(infer, body, var)))
            })
        }
        within(self, &self.program.funcs[self.func].def.body, var)
    }

    fn no(&mut self, why: Why, span: Span) {
        if self.report {
            self.program.refuse(self.func, why.code, span, why.message, why.mend);
        }
    }

    fn join_ret(&mut self, ty: &Ty) {
        let ret = &mut self.program.funcs[self.func].ret;
        let joined = ret.join(ty);
        if joined != *ret {
            *ret = joined;
            self.changed = true;
        }
    }

    fn raises(&mut self) {
        if self.caught == 0 && !self.program.funcs[self.func].raises {
            self.program.funcs[self.func].raises = true;
            self.changed = true;
        }
    }

    fn body(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            self.statement(stmt);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind")]
    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                let hint = targets.first().map_or(Ty::Never, |target| self.target_type(target));
                let ty = self.expr_as(value, &hint);
                for target in targets {
                    self.assign(target, &ty, Some(value));
                }
            }
            StmtKind::AnnAssign { target, annotation: said, value } => {
                if let Ok(said) = annotation::read(self.program, self.module, said)
                    && !matches!(said, Ty::Float | Ty::Optional(_))
                {
                    self.declare(target, &said, value.as_ref());
                }
                if let Some(value) = value {
                    let ty = self.expr(value);
                    self.assign(target, &ty, Some(value));
                }
            }
            StmtKind::AugAssign { target, op, value } => self.augment(target, *op, value),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                if *is_async {
                    self.no(Why::of(Code::AsyncCode, "an asynchronous loop"), stmt.span);
                }
                let item = self.items(iter);
                if matches!(iter.kind, ExprKind::GeneratorExp { .. }) && self.reads_what_is_set(iter) {
                    let why = "a generator that reads attributes, while others are set";
                    self.no(Why::of(Code::ChangedWhileIterated, why), iter.span);
                }
                self.assign(target, &item, None);
                self.flow_items(iter, target);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::While { test, .. }
                if self.program.funcs[self.func].def.is_generator
                    && matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1)) =>
            {
                // All of it is worked out at once: that must end.
                self.no(Why::of(Code::YieldShape, "a generator that may never end"), stmt.span);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.test(test);
                self.body(body);
                self.body(orelse);
            }
            StmtKind::Return { value } => self.leave(value.as_ref()),
            StmtKind::Raise { exc, .. } => self.raise(exc.as_ref(), stmt.span),
            StmtKind::Try { body, handlers, orelse, finalbody, is_star } => {
                if *is_star {
                    self.no(Why::of(Code::TryShape, "`except*` is not drafted"), stmt.span);
                }
                if !finalbody.is_empty() {
                    self.raises();
                }
                self.attempt(body, handlers, orelse);
                self.body(finalbody);
            }
            StmtKind::Match { subject, cases } => {
                let ty = self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern, &ty);
                    if let Some(guard) = &case.guard {
                        self.test(guard);
                    }
                    self.body(&case.body);
                }
            }
            StmtKind::Assert { test, msg } => {
                self.test(test);
                if let Some(msg) = msg {
                    self.expr(msg);
                }
                self.raises();
            }
            StmtKind::Expr { value } => {
                self.expr(value);
            }
            StmtKind::Delete { targets } => targets.iter().for_each(|target| self.delete(target)),
            StmtKind::With { .. } => self.no(Why::of(Code::WithShape, "a `with` statement"), stmt.span),
            StmtKind::Global { .. } => {
                self.no(Why::of(Code::GlobalRebound, "a module variable is rebound"), stmt.span);
            }
            StmtKind::ClassDef(_) | StmtKind::Import { .. } | StmtKind::ImportFrom { .. } => {
                self.no(Why::of(Code::InnerDefinition, "a class or an import inside a function"), stmt.span);
            }
            StmtKind::FunctionDef(_)
            | StmtKind::Nonlocal { .. }
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::TypeAlias { .. } => {}
        }
    }

    fn leave(&mut self, value: Option<&'a Expr>) {
        let is_generator = self.program.funcs[self.func].def.is_generator;
        if self.program.made_by(self.func).is_some() {
            let span = self.program.funcs[self.func].def.name_span;
            self.no(Why::of(Code::NotDrafted, "a `return` in `__init__`"), span);
            return;
        }
        let ret = self.program.funcs[self.func].ret.clone();
        match value {
            Some(value) if is_generator => {
                self.expr(value);
                self.no(Why::of(Code::YieldShape, "a generator that returns a value"), value.span);
            }
            Some(value) => {
                let ty = self.expr_as(value, &ret);
                let ty = match ty {
                    Ty::Iter(_) if self.report => {
                        self.no(
                            Why::of(Code::EscapingGenerator, "an iterator is returned unread"),
                            value.span,
                        );
                        ty
                    }
                    ty => ty,
                };
                self.join_ret(&ty.owned());
            }
            None if is_generator => {}
            None => self.join_ret(&Ty::None),
        }
    }

    fn raise(&mut self, exc: Option<&'a Expr>, span: Span) {
        self.raises();
        let Some(exc) = exc else { return };
        let (head, args) = match &exc.kind {
            ExprKind::Call { func, args, keywords } if keywords.is_empty() => (&**func, args.as_slice()),
            _ => (exc, &[][..]),
        };
        let known = crate::exceptions::named(self.program, self.module, head)
            .is_some_and(|class| class != Exception::Builtin("BaseException".to_owned()));
        if !known {
            self.no(
                Why::of(Code::ExceptionShape, "what is raised is not an exception that is known here"),
                span,
            );
        }
        for arg in args {
            let ty = self.expr(arg);
            let simple = ty.is_text() || ty.is_number() || matches!(ty, Ty::None | Ty::Never);
            if !simple {
                self.no(
                    Why::of(Code::ExceptionShape, format!("an exception that carries a value of type {ty}")),
                    arg.span,
                );
            }
        }
    }

    /// Whether an expression reads an attribute of objects that are set somewhere.
    fn reads_what_is_set(&self, expr: &Expr) -> bool {
        let own = match &expr.kind {
            ExprKind::Attribute { value, .. } => {
                matches!(self.program.ty(self.module, value).some(), Ty::Object(_))
            }
            ExprKind::Call { .. } => true,
            _ => false,
        };
        self.program.classes.iter().any(|class| class.is_set)
            && (own || names::children(expr).into_iter().any(|child| self.reads_what_is_set(child)))
    }

    fn class_named(&self, name: &str) -> Option<usize> {
        self.program.classes.iter().position(|class| class.rust == name)
    }

    fn is_enum(&self, class: usize) -> bool {
        self.program.classes[class].kind == ClassKind::Enum
    }
}
