//! Python's own exceptions and what each is a kind of; the classes of the project that are exceptions, too.

use crate::model::{Binding, Class, ClassId, ClassKind, Program};
use crate::syntax::{Expr, ExprKind, StmtKind};

/// Every builtin exception that source may name, with its base.
const BASES: &[(&str, &str)] = &[
    ("BaseException", ""),
    ("Exception", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("FileNotFoundError", "OSError"),
    ("PermissionError", "OSError"),
    ("TimeoutError", "OSError"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("Warning", "Exception"),
];

pub(crate) fn is_builtin(name: &str) -> bool {
    BASES.iter().any(|(known, _)| *known == name)
}

/// All names of Python's own exceptions.
pub(crate) fn builtins() -> impl Iterator<Item = &'static str> {
    BASES.iter().map(|(name, _)| *name)
}

/// An exception class that a draft can raise and catch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Exception {
    Builtin(String),
    Declared(ClassId),
}

/// The exception class that an expression in a function names.
pub(crate) fn named(program: &Program<'_>, module: usize, expr: &Expr) -> Option<Exception> {
    match &expr.kind {
        ExprKind::Name(_) => of(program, program.binding(module, expr)),
        ExprKind::Attribute { value, .. } => {
            let local =
                matches!(root(value).map(|root| program.binding(module, root)), Some(Binding::Var(_)));
            if local { None } else { at_top(program, module, expr) }
        }
        _ => None,
    }
}

fn root(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name(_) => Some(expr),
        ExprKind::Attribute { value, .. } => root(value),
        _ => None,
    }
}

/// The exception class that an expression outside of every function names.
fn at_top(program: &Program<'_>, module: usize, expr: &Expr) -> Option<Exception> {
    match &expr.kind {
        ExprKind::Name(name) => of(program, &crate::names::global(program, module, name)),
        ExprKind::Attribute { value, attr, .. } => {
            let owner = crate::annotation::path(program, module, value)?;
            let other = program.scopes.iter().find(|scope| scope.module.name == owner)?;
            of(program, other.names.get(attr.as_str())?)
        }
        _ => None,
    }
}

fn of(program: &Program<'_>, binding: &Binding) -> Option<Exception> {
    match binding {
        // `except Exception` does not catch what is made from `BaseException` alone.
        Binding::Path(path) if is_builtin(path) => Some(Exception::Builtin(path.clone())),
        Binding::Class(class) => (program.classes[*class].kind == ClassKind::Exception
            && !is_builtin(&program.classes[*class].def.name))
        .then_some(Exception::Declared(*class)),
        _ => None,
    }
}

/// Finds the classes that are exceptions: all their parents are.
pub(crate) fn classify(program: &mut Program<'_>) {
    loop {
        let mut found = Vec::new();
        for (at, class) in program.classes.iter().enumerate() {
            let fits = |base: &Expr| match at_top(program, class.module, base) {
                Some(Exception::Builtin(name)) => name != "BaseException",
                Some(Exception::Declared(_)) => true,
                None => false,
            };
            let plain = class.def.decorators.is_empty() && class.def.keywords.is_empty();
            if class.kind == ClassKind::Plain
                && plain
                && !class.def.bases.is_empty()
                && class.def.bases.iter().all(fits)
            {
                found.push(at);
            }
        }
        if found.is_empty() {
            return;
        }
        for class in found {
            program.classes[class].kind = ClassKind::Exception;
            program.classes[class].refusal = None;
        }
    }
}

/// What a class is called where it is caught: its name, with its module where another one has that name, too.
pub(crate) fn tag(program: &Program<'_>, exception: &Exception) -> String {
    match exception {
        Exception::Builtin(name) => name.clone(),
        Exception::Declared(class) => {
            let def = program.classes[*class].def;
            let same = |other: &&Class<'_>| other.kind == ClassKind::Exception && other.def.name == def.name;
            if program.classes.iter().filter(same).count() == 1 {
                return def.name.clone();
            }
            format!("{}.{}", program.scopes[program.classes[*class].module].module.name, def.name)
        }
    }
}

/// The classes that a declared one is made from, by tag, nearest first; itself among them where it needs its module.
pub(crate) fn ancestors(program: &Program<'_>, class: ClassId) -> Vec<String> {
    let mut all: Vec<Exception> = vec![Exception::Declared(class)];
    let mut at = 0;
    while at < all.len() {
        if let Exception::Declared(class) = &all[at] {
            let (module, def) = (program.classes[*class].module, program.classes[*class].def);
            for base in &def.bases {
                all.extend(at_top(program, module, base).filter(|base| !all.contains(base)));
            }
        }
        at += 1;
    }
    let (declared, builtin): (Vec<_>, Vec<_>) =
        all.iter().partition(|exception| matches!(exception, Exception::Declared(_)));
    let tags = declared.into_iter().chain(builtin).map(|exception| tag(program, exception));
    tags.filter(|tag| *tag != program.classes[class].def.name).collect()
}

/// Whether a class, or one that it is made from, has methods: what it says and holds is then its own affair.
pub(crate) fn is_custom(program: &Program<'_>, class: ClassId) -> bool {
    let (module, def) = (program.classes[class].module, program.classes[class].def);
    let own = def.body.iter().any(|stmt| {
        !matches!(&stmt.kind, StmtKind::Pass | StmtKind::Expr { .. })
            && !matches!(&stmt.kind, StmtKind::Assign { targets, .. }
                if targets.iter().all(|target| target.as_name().is_some_and(|name| !name.starts_with("__") && name != "args")))
            && !matches!(&stmt.kind, StmtKind::AnnAssign { .. })
    });
    own || def.bases.iter().any(|base| match at_top(program, module, base) {
        Some(Exception::Declared(base)) => is_custom(program, base),
        Some(Exception::Builtin(_)) => false,
        None => true,
    })
}

/// The function of `rt::Raised` that makes one with a single argument; the others are made by their name.
pub(crate) fn constructor(name: &str) -> Option<&'static str> {
    Some(match name {
        "Exception" => "exception",
        "ValueError" => "value_error",
        "TypeError" => "type_error",
        "KeyError" => "key_error",
        "IndexError" => "index_error",
        "LookupError" => "lookup_error",
        "RuntimeError" => "runtime_error",
        "ArithmeticError" => "arithmetic_error",
        "ZeroDivisionError" => "zero_division_error",
        "OverflowError" => "overflow_error",
        "AssertionError" => "assertion_error",
        "AttributeError" => "attribute_error",
        "NotImplementedError" => "not_implemented_error",
        "StopIteration" => "stop_iteration",
        _ => return None,
    })
}
