//! A module's constants: what Rust works out when it compiles, arrays, and the rest at first use.

use std::collections::HashSet;

use super::{Around, Code, Emit, Form, item};
use crate::alias::Alias;
use crate::emit::form::prec;
use crate::model::{Binding, Program};
use crate::names;
use crate::syntax::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::Ty;

/// `MAX_SIZE`, as Rust spells constants.
pub(super) fn shout(name: &str) -> String {
    name.to_uppercase()
}

/// Whether a value is one that Rust works out at compile time.
fn is_const(ty: &Ty, text: &str) -> bool {
    if !ty.is_copy() {
        return false;
    }
    let code = without_literals(text);
    let called = |at: usize| {
        let name: String =
            code[..at].chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let name: String = name.chars().rev().collect();
        !name.is_empty() && !matches!(name.as_str(), "Some" | "Int" | "Float")
    };
    !code.contains("rt::") && !code.contains(['{', '*']) && !code.match_indices('(').any(|(at, _)| called(at))
}

/// The text without what stands in quotes.
fn without_literals(text: &str) -> String {
    let mut out = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            Some(_) if c == '\\' => {
                chars.next();
            }
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => out.push(c),
        }
    }
    out
}

/// Marks the constants that stand as arrays: lists of literals, and tuples of one type that are walked over, searched
/// or indexed.
pub(super) fn mark_arrays(program: &mut Program<'_>) {
    let mut walked = HashSet::new();
    for func in &program.funcs {
        if func.live {
            of_statements(program, func.module, &func.def.body, &mut walked);
        }
    }
    for at in 0..program.constants.len() {
        let constant = &program.constants[at];
        let item = match (&constant.ty, &constant.value.kind) {
            (Ty::List(item), ExprKind::List { .. }) => Some((**item).clone()),
            (Ty::Tuple(items), ExprKind::Tuple { .. }) if walked.contains(&at) => {
                items.first().filter(|first| items.iter().all(|item| item == *first)).cloned()
            }
            _ => None,
        };
        let (ExprKind::List { elts } | ExprKind::Tuple { elts }) = &constant.value.kind else { continue };
        let array = !elts.is_empty()
            && elts.iter().all(is_literal)
            && item.is_some_and(|item| item.is_copy() && item != Ty::Never && item != Ty::None);
        program.constants[at].array = array;
    }
}

fn is_literal(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Bool(_) | ExprKind::Int(_) | ExprKind::Float(_) | ExprKind::Str(Some(_)) => true,
        ExprKind::UnaryOp { operand, .. } => matches!(operand.kind, ExprKind::Int(_) | ExprKind::Float(_)),
        ExprKind::Tuple { elts } => elts.iter().all(is_literal),
        _ => false,
    }
}

fn of_statements(program: &Program<'_>, module: usize, body: &[Stmt], walked: &mut HashSet<usize>) {
    for stmt in body {
        if let StmtKind::For { iter, .. } = &stmt.kind {
            walked.extend(walked_constant(program, module, iter));
        }
        for expr in names::expressions(stmt) {
            of_expression(program, module, expr, walked);
        }
        for body in names::bodies(stmt) {
            of_statements(program, module, body, walked);
        }
    }
}

fn of_expression(program: &Program<'_>, module: usize, expr: &Expr, walked: &mut HashSet<usize>) {
    match &expr.kind {
        ExprKind::Compare { ops, comparators, .. } => {
            for (op, right) in ops.iter().zip(comparators) {
                if matches!(op.text(), "in" | "not in") {
                    walked.extend(walked_constant(program, module, right));
                }
            }
        }
        ExprKind::ListComp { generators, .. }
        | ExprKind::SetComp { generators, .. }
        | ExprKind::DictComp { generators, .. }
        | ExprKind::GeneratorExp { generators, .. } => {
            for generator in generators {
                walked.extend(walked_constant(program, module, &generator.iter));
            }
        }
        ExprKind::Subscript { value, index } if crate::infer_whole(index).is_none() => {
            walked.extend(walked_constant(program, module, value));
        }
        _ => {}
    }
    for child in names::children(expr) {
        of_expression(program, module, child, walked);
    }
}

/// The constant that an expression walks over, by itself or by `enumerate`.
fn walked_constant(program: &Program<'_>, module: usize, expr: &Expr) -> Option<usize> {
    match &expr.kind {
        ExprKind::Name(_) => match program.binding(module, expr) {
            Binding::Constant(constant) => Some(*constant),
            _ => None,
        },
        ExprKind::Call { func, args, .. } if func.as_name() == Some("enumerate") => {
            walked_constant(program, module, args.first()?)
        }
        _ => None,
    }
}

/// The item of a constant, without what makes it visible to others.
pub(super) fn constant_item(program: &mut Program<'_>, constant: usize) -> String {
    let (module, name, value, ty, array) = {
        let constant = &program.constants[constant];
        let name = item::ident(&shout(constant.name));
        (constant.module, name, constant.value, constant.ty.clone(), constant.array)
    };
    let mut alias = Alias::default();
    let (recursive, shares_argument) = (HashSet::new(), HashSet::new());
    let around = Around { recursive: &recursive, shares_argument: &shares_argument };
    let mut emit = Emit::new(program, &mut alias, module, around);
    let ty = if ty == Ty::Letter { Ty::Char } else { ty };
    if let (true, ExprKind::List { elts } | ExprKind::Tuple { elts }) = (array, &value.kind) {
        let held = ty.item().unwrap_or(Ty::Never);
        let items: Vec<String> = elts.iter().map(|elt| emit.value(elt, &held).text).collect();
        return format!("const {name}: [{}; {}] = [{}];", held.rust(), items.len(), items.join(", "));
    }
    let text = emit.constant_value(value, &ty);
    if is_const(&ty, &text) {
        return format!("const {name}: {} = {text};", ty.rust());
    }
    // A pattern of `re` says already that it stays.
    let rust = ty.rust().replace("&'static ", "&").replace('&', "&'static ");
    let made = match text.strip_suffix("()") {
        Some(function) if function.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':') => {
            function.to_owned()
        }
        _ => format!("|| {text}"),
    };
    format!("static {name}: LazyLock<{rust}> = LazyLock::new({made});")
}

impl<'a> Emit<'_, 'a> {
    /// A constant as an expression.
    pub(super) fn constant(&mut self, constant: usize) -> Code {
        let ty = self.program.constants[constant].ty.clone();
        let path = self.constant_path(constant);
        if self.program.constants[constant].array {
            return match &ty {
                Ty::Tuple(items) => {
                    let holes = vec!["_"; items.len()].join(", ");
                    let comma = if items.len() == 1 { "," } else { "" };
                    Code::value(format!("<({holes}{comma})>::from({path})"), ty)
                }
                _ => Code::new(format!("&{path}[..]"), prec::UNARY, Form::Ref, ty),
            };
        }
        if ty.is_copy() {
            let ty = if ty == Ty::Letter { Ty::Char } else { ty };
            if self.is_worked_out_late(constant, &ty) {
                return Code::new(format!("*{path}"), prec::UNARY, Form::Value, ty);
            }
            return Code::value(path, ty);
        }
        Code::new(format!("*{path}"), prec::UNARY, Form::Place, ty)
    }

    /// The array that a name stands for, and the type of its items.
    pub(super) fn array_constant(&self, expr: &Expr) -> Option<(String, Ty)> {
        let ExprKind::Name(_) = expr.kind else { return None };
        let Binding::Constant(constant) = self.program.binding(self.module, expr) else { return None };
        let held = &self.program.constants[*constant];
        let item = held.ty.item()?;
        let item = if item == Ty::Letter { Ty::Char } else { item };
        held.array.then(|| (self.constant_path(*constant), item))
    }

    /// Whether Rust cannot work a constant out at compile time.
    fn is_worked_out_late(&mut self, constant: usize, ty: &Ty) -> bool {
        let (module, value) =
            (self.program.constants[constant].module, self.program.constants[constant].value);
        let here = std::mem::replace(&mut self.module, module);
        let text = self.constant_value(value, ty);
        self.module = here;
        !is_const(ty, &text)
    }

    /// Texts that are joined in the source are one text.
    fn constant_value(&mut self, value: &'a Expr, ty: &Ty) -> String {
        match crate::constant::joined_text(self.program, self.module, value) {
            Some(text) if *ty == Ty::Text => super::expr::quote(&text),
            _ => self.value(value, ty).text,
        }
    }

    pub(super) fn constant_path(&self, constant: usize) -> String {
        let constant = &self.program.constants[constant];
        let name = item::ident(&shout(constant.name));
        if constant.module == self.module {
            return name;
        }
        format!("crate::{}::{name}", self.program.rust_names[constant.module])
    }
}
