//! A function: its head, its body, and the functions nested in it.

use super::{Emit, Mode};
use crate::model::{FuncId, VarId};
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;
use crate::{ends, ops};

impl<'a> Emit<'_, 'a> {
    /// Writes the function and gives its lines.
    pub(crate) fn function(&mut self, name: &str, exported: Option<&str>) -> Vec<String> {
        let func = self.func;
        self.reserve(func);
        self.choose_modes(func);
        let head = self.head(func, name, exported);
        let mut body = self.captured(|emit| {
            emit.indent = 1;
            emit.function_body(func);
        });
        super::reuse::in_place(&mut body);
        let mut lines = head;
        lines.extend(body);
        lines.push("}".to_owned());
        lines
    }

    fn function_body(&mut self, func: FuncId) {
        let children = self.program.funcs[func].children.clone();
        let mut begun = Vec::new();
        for (name, child) in children {
            begun.extend(self.declare_nested_memo(child));
            self.nested(name, child);
        }
        for seen in begun {
            self.line(format!("{seen}.with(rt::Memo::clear);"));
        }
        let memo = self.memo(func);
        if let Some(memo) = &memo {
            if self.program.funcs[func].parent.is_none() {
                self.declare_memo(memo);
            }
            let call = if self.program.funcs[func].raises { "try_answer" } else { "answer" };
            self.line(format!("rt::Memo::{call}(&{}, {}, || {{", memo.seen, memo.key));
            self.indent += 1;
        }
        self.function_statements(func);
        if memo.is_some() {
            self.indent -= 1;
            self.line("})");
        }
    }

    fn function_statements(&mut self, func: FuncId) {
        let def = self.program.funcs[func].def;
        if self.is_recursive(func) {
            self.line(format!("let {} = rt::depth::enter();", self.unused("_depth")));
        }
        let made = self.program.made_by(func);
        if let Some(class) = made {
            let (name, path) =
                (self.var_name(self.program.funcs[func].params[0].var), self.class_path(class));
            self.line(format!("let {name} = {path}::allocate();"));
        }
        self.arguments_come_back(func);
        if def.is_generator {
            self.generator_is_eager(func);
            self.line(format!("let mut {} = Vec::new();", self.unused("yielded")));
        }
        self.comment_span = Some((def.body.first().map_or(0, |first| first.span.start), 0));
        self.homes.push((def.body.as_ptr() as usize, false));
        self.statements(&def.body, true);
        self.homes.pop();
        let raises = self.program.funcs[func].raises;
        if made.is_some() {
            let name = self.var_name(self.program.funcs[func].params[0].var);
            self.line(if raises { format!("Ok({name})") } else { name });
        } else if def.is_generator {
            let yielded = self.unused("yielded");
            self.line(if raises { format!("Ok({yielded})") } else { yielded });
        } else if !ends::always_leaves(&def.body) {
            let ret = self.program.funcs[func].ret.clone();
            match (raises, matches!(ret, Ty::Optional(_))) {
                (true, true) => self.line("Ok(None)"),
                (true, false) => self.line("Ok(())"),
                (false, true) => self.line("None"),
                (false, false) => {}
            }
        } else if self.end_is_hidden(&def.body) {
            self.line("unreachable!(\"every path above returns\")");
        }
    }

    /// A changed argument goes back to the caller: its name must stand for it until the end.
    fn arguments_come_back(&mut self, func: FuncId) {
        for at in 0..self.program.funcs[func].params.len() {
            let param = self.program.funcs[func].params[at].clone();
            let info = &self.program.vars[param.var];
            if info.mutated && self.program.is_rebound(param.var) && self.program.can_change(info.ty.some()) {
                let span = self.program.funcs[func].def.name_span;
                let why = Why::of(
                    Reason::SharedContainer,
                    format!(
                        "the argument `{}` is changed, and its name is given to something else",
                        param.name
                    ),
                );
                self.no(why.mended("use another name for the other value"), span);
            }
        }
    }

    /// A draft makes all values of a generator at once: that must end, and nobody may notice.
    fn generator_is_eager(&mut self, func: FuncId) {
        let def = self.program.funcs[func].def;
        let held = self.program.funcs[func].params.iter().map(|param| param.var);
        let changes = held.chain(self.program.funcs[func].captures.iter().copied()).any(|var| {
            let info = &self.program.vars[var];
            info.mutated || (info.captured && info.stores > 1)
        });
        let reads =
            self.program.funcs[func].params.iter().any(|param| self.program.vars[param.var].ty.has_object());
        let changes = changes || reads && self.program.classes.iter().any(|class| class.is_set);
        if changes || is_endless(&def.body) {
            let what = if changes { "changes what others see between its values" } else { "may never end" };
            let why = Why::of(Reason::EscapingGenerator, format!("a generator that {what}"));
            self.no(why.mended("write a loop where it is used"), def.name_span);
        }
    }

    /// Whether Rust does not see that every path returns.
    pub(super) fn end_is_hidden(&self, body: &[crate::syntax::Stmt]) -> bool {
        use crate::syntax::StmtKind;
        match body.last().map(|stmt| &stmt.kind) {
            Some(StmtKind::Try { .. }) => true,
            Some(StmtKind::Assert { .. }) => true,
            Some(StmtKind::Return { .. } | StmtKind::Raise { .. }) | None => false,
            Some(StmtKind::If { body, orelse, .. }) => self.end_is_hidden(body) || self.end_is_hidden(orelse),
            Some(StmtKind::While { test, orelse, .. }) => {
                !orelse.is_empty() || !matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1))
            }
            Some(StmtKind::For { .. }) => true,
            Some(StmtKind::Match { .. }) => false,
            Some(_) => {
                body.iter().any(|stmt| matches!(stmt.kind, StmtKind::If { .. } | StmtKind::Try { .. }))
            }
        }
    }

    fn nested(&mut self, name: &str, child: FuncId) {
        let before = self.func;
        self.func = child;
        let indent = self.indent;
        let declared = std::mem::take(&mut self.declared);
        let homes = std::mem::take(&mut self.homes);
        let loops = std::mem::take(&mut self.loops);
        let attempts = std::mem::take(&mut self.attempts);
        let closures = std::mem::replace(&mut self.closures, 0);
        let _ = name;
        let rust = self.function_path(child);
        let lines = self.captured(|emit| {
            emit.indent = indent;
            let head = emit.head(child, &rust, None);
            for text in head {
                emit.line(text);
            }
            emit.indent += 1;
            emit.function_body(child);
            emit.indent -= 1;
            emit.line("}");
            emit.line("");
        });
        self.lines.extend(lines);
        self.declared = declared;
        self.homes = homes;
        self.loops = loops;
        self.attempts = attempts;
        self.closures = closures;
        self.func = before;
    }

    fn head(&mut self, func: FuncId, name: &str, exported: Option<&str>) -> Vec<String> {
        let def = self.program.funcs[func].def;
        let module = self.program.module(func);
        let mut lines = Vec::new();
        if self.program.funcs[func].parent.is_none() {
            if let Some(docstring) = &def.docstring {
                lines.extend(super::docs::comment(&docstring.text, "///"));
                lines.push("///".to_owned());
            }
            let file = module.path.rsplit('/').next().unwrap_or(&module.path);
            let line = module.position(def.name_span).line;
            lines.push(format!("/// Python: `{file}:{line}`"));
        }
        let lifetimes = if self.needs_lifetime(func) { "<'a>" } else { "" };
        let params = self.params(func, !lifetimes.is_empty());
        if let Some(original) = exported {
            let given = self.program.funcs[func].returns.or(self.program.funcs[func].answers);
            let returns = given.map(|at| {
                format!(", returns = {}", super::item::ident(self.program.funcs[func].params[at].name))
            });
            lines.push(format!(
                "#[transom::function(exact, original = {original:?}{})]",
                if def.is_generator { ", yields".to_owned() } else { returns.unwrap_or_default() }
            ));
        }
        let ret = self.program.answer_rust(func);
        let arrow = match (self.program.funcs[func].raises, ret.as_str()) {
            (true, _) => format!(" -> Result<{ret}, Raised>"),
            (false, "()") => String::new(),
            (false, _) => format!(" -> {ret}"),
        };
        let visibility = if self.program.funcs[func].parent.is_none() { "pub " } else { "" };
        lines.push(format!("{visibility}fn {name}{lifetimes}({}){arrow} {{", params.join(", ")));
        lines
    }

    fn params(&mut self, func: FuncId, lifetime: bool) -> Vec<String> {
        let mut all = Vec::new();
        let from = usize::from(self.program.made_by(func).is_some());
        for at in from..self.program.funcs[func].params.len() {
            let param = self.program.funcs[func].params[at].clone();
            let ty = self.program.vars[param.var].ty.clone();
            let name = self.var_name(param.var);
            let mode = self.mode(param.var);
            let rust = param_type(&ty, &mode);
            let rust = if lifetime { rust.replace("&str", "&'a str") } else { rust };
            let rust = if param.filled.is_some() { format!("Option<{rust}>") } else { rust };
            let mutable =
                if mode == Mode::Value && self.program.vars[param.var].stores > 1 { "mut " } else { "" };
            let default = param.default.filter(|_| self.program.funcs[func].parent.is_none());
            let attribute = match default {
                Some(default) if self.exporting => self.default_attribute(default, &ty),
                _ => String::new(),
            };
            all.push(format!("{attribute}{mutable}{name}: {rust}"));
        }
        for var in self.program.funcs[func].captures.clone() {
            let ty = self.program.vars[var].ty.clone();
            let name = self.var_name(var);
            let info = &self.program.vars[var];
            let changes = info.mutated || info.stores > 1;
            let rust = match (changes, ty.is_copy()) {
                (true, _) => format!("&mut {}", ty.rust()),
                (false, true) => ty.rust(),
                (false, false) => param_type(&ty, &Mode::Ref),
            };
            let rust = if lifetime { rust.replace("&str", "&'a str") } else { rust };
            all.push(format!("{name}: {rust}"));
        }
        all
    }

    fn default_attribute(&mut self, default: &'a Expr, ty: &Ty) -> String {
        let text = match (&default.kind, ty) {
            (ExprKind::None, _) => return String::new(),
            (ExprKind::Str(Some(text)), Ty::Text | Ty::Str | Ty::Char | Ty::Letter) => {
                super::expr::quote(text)
            }
            _ if self.is_fixed(default) => {
                let value = self.value(default, ty.some()).text;
                if matches!(ty, Ty::Optional(_)) { format!("Some({value})") } else { value }
            }
            _ => {
                self.no(
                    Why::of(Reason::NotDrafted, "a default argument that is not a constant")
                        .mended("default to `None` and make the value inside"),
                    default.span,
                );
                return String::new();
            }
        };
        format!("#[transom(default = {text})] ")
    }

    /// Whether an expression is the same whenever it is worked out: literals, constants and what is made of them.
    fn is_fixed(&self, expr: &Expr) -> bool {
        // It is worked out as the engine is loaded, where nothing may panic.
        let whole = |expr: &Expr| crate::constant::whole(self.program, self.module, expr);
        if *self.ty(expr).some() == Ty::Int && whole(expr).is_none() {
            return false;
        }
        if let ExprKind::BinOp { left, op: BinOp::Div, right } = &expr.kind {
            let exact = |side: &Expr| {
                *self.ty(side).some() != Ty::Int || whole(side).is_some_and(|side| side.abs() <= 1 << 53)
            };
            if !exact(left) || !exact(right) {
                return false;
            }
        }
        match &expr.kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Str(Some(_))
            | ExprKind::None => true,
            ExprKind::Name(_) => {
                matches!(self.program.binding(self.module, expr), crate::model::Binding::Constant(_))
            }
            ExprKind::Attribute { .. } => self.path(expr).is_some_and(|path| ops::constant(&path).is_some()),
            ExprKind::Call { func, args, keywords } => {
                func.as_name() == Some("float")
                    && keywords.is_empty()
                    && args.iter().all(|arg| self.is_fixed(arg))
            }
            ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } | ExprKind::Tuple { .. } => {
                crate::names::children(expr).into_iter().all(|part| self.is_fixed(part))
            }
            // Changed, it is refused elsewhere; read only, one is as good as another.
            ExprKind::List { elts } => elts.iter().all(|part| self.is_fixed(part)),
            ExprKind::Dict { items } => items.is_empty(),
            _ => false,
        }
    }

    /// Whether borrowed text from one argument may be kept in another.
    fn needs_lifetime(&self, func: FuncId) -> bool {
        let funcs = &self.program.funcs[func];
        let held = funcs.params.iter().map(|param| param.var).chain(funcs.captures.iter().copied());
        let borrowing: Vec<VarId> =
            held.filter(|var| self.program.vars[*var].ty.rust().contains("&str")).collect();
        borrowing.len() > 1
            && borrowing
                .iter()
                .any(|var| self.program.vars[*var].mutated || self.program.vars[*var].stores > 1)
    }

    fn is_recursive(&self, func: FuncId) -> bool {
        self.around.recursive.contains(&func)
    }
}

fn param_type(ty: &Ty, mode: &Mode) -> String {
    match (ty, mode) {
        (_, Mode::Chars) => "&Chars<'_>".to_owned(),
        (_, Mode::Value) => ty.rust(),
        (Ty::List(item), Mode::Ref) => format!("&[{}]", item.rust()),
        (Ty::Str, Mode::Ref) => "&str".to_owned(),
        (Ty::Optional(inner), Mode::Ref) => format!("Option<{}>", param_type(inner, mode)),
        (_, Mode::Ref) => format!("&{}", ty.rust()),
        (_, Mode::RefMut) => format!("&mut {}", ty.rust()),
    }
}

/// Whether a body holds a loop without an end of its own.
fn is_endless(body: &[crate::syntax::Stmt]) -> bool {
    use crate::syntax::StmtKind;
    body.iter().any(|stmt| {
        let own = match &stmt.kind {
            StmtKind::While { test, body, .. } => {
                matches!(test.kind, ExprKind::Bool(true) | ExprKind::Int(1)) && !leaves(body)
            }
            StmtKind::For { iter, .. } => is_count(iter),
            _ => false,
        };
        own || crate::names::bodies(stmt).into_iter().any(is_endless)
    })
}

fn leaves(body: &[crate::syntax::Stmt]) -> bool {
    use crate::syntax::StmtKind;
    body.iter().any(|stmt| {
        matches!(stmt.kind, StmtKind::Return { .. } | StmtKind::Break | StmtKind::Raise { .. })
            || crate::names::bodies(stmt).into_iter().any(leaves)
    })
}

fn is_count(iter: &crate::syntax::Expr) -> bool {
    let ExprKind::Call { func, .. } = &iter.kind else { return false };
    match &func.kind {
        ExprKind::Name(name) => name == "count" || name == "cycle",
        ExprKind::Attribute { attr, .. } => attr == "count" || attr == "cycle",
        _ => false,
    }
}
