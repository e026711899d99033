//! What an annotation says: Python's type expressions as [`Ty`].

use crate::model::{Binding, ClassKind, Program};
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::{self, Why};

/// Annotations nest at most this deep.
const DEPTH_MAX: usize = 40;

/// The type that an annotation in this module means.
pub(crate) fn read(program: &Program<'_>, module: usize, expr: &Expr) -> Result<Ty, Why> {
    read_at(program, module, expr, 0)
}

fn read_at(program: &Program<'_>, module: usize, expr: &Expr, depth: usize) -> Result<Ty, Why> {
    if depth > DEPTH_MAX {
        return Err(why::annotation("an annotation that nests this deep"));
    }
    let read = |expr: &Expr| read_at(program, module, expr, depth + 1);
    match &expr.kind {
        ExprKind::None => Ok(Ty::None),
        ExprKind::Str(Some(text)) => quoted(program, module, text, depth),
        ExprKind::BinOp { left, op: BinOp::BitOr, right } => union(&[read(left)?, read(right)?]),
        ExprKind::Name(_) | ExprKind::Attribute { .. } => named(program, module, expr, depth),
        ExprKind::Subscript { value, index } => {
            let head = path(program, module, value).ok_or_else(|| why::annotation("this"))?;
            let args: Vec<&Expr> = match &index.kind {
                ExprKind::Tuple { elts } => elts.iter().collect(),
                _ => vec![index],
            };
            subscript(program, module, &head, &args, depth)
        }
        _ => Err(why::annotation("this expression")),
    }
}

fn quoted(program: &Program<'_>, module: usize, text: &str, depth: usize) -> Result<Ty, Why> {
    let source = format!("({text})\n");
    let parsed = crate::syntax::parse("annotation", "annotation", &source)
        .map_err(|_| why::annotation("this text"))?;
    match parsed.body.first().map(|stmt| &stmt.kind) {
        Some(crate::syntax::StmtKind::Expr { value }) => read_at(program, module, value, depth + 1),
        _ => Err(why::annotation("this text")),
    }
}

/// The dotted name that an expression stands for, imports followed.
pub(crate) fn path(program: &Program<'_>, module: usize, expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => match crate::names::global(program, module, name) {
            Binding::Path(path) => Some(path),
            Binding::Unknown => Some(name.clone()),
            _ => None,
        },
        ExprKind::Attribute { value, attr, .. } => Some(format!("{}.{attr}", path(program, module, value)?)),
        _ => None,
    }
}

/// The last part of a dotted name, where its module is one that defines types.
fn type_name(path: &str) -> &str {
    for module in ["typing.", "typing_extensions.", "collections.abc.", "collections.", "builtins.", "t."] {
        if let Some(name) = path.strip_prefix(module) {
            return name;
        }
    }
    path
}

fn named(program: &Program<'_>, module: usize, expr: &Expr, depth: usize) -> Result<Ty, Why> {
    if let ExprKind::Name(name) = &expr.kind {
        match crate::names::global(program, module, name) {
            Binding::Class(class) => return class_type(program, class),
            Binding::Constant(constant) => {
                let constant = &program.constants[constant];
                return read_at(program, constant.module, constant.value, depth + 1);
            }
            Binding::Func(_) => return Err(why::annotation("a function")),
            _ => {}
        }
    }
    if let ExprKind::Attribute { value, attr, .. } = &expr.kind
        && let Some(owner) = path(program, module, value)
        && let Some(other) = program.scopes.iter().position(|scope| scope.module.name == owner)
        && let Some(Binding::Class(class)) = program.scopes[other].names.get(attr.as_str())
    {
        return class_type(program, *class);
    }
    let path = path(program, module, expr).ok_or_else(|| why::annotation("this name"))?;
    match type_name(&path) {
        "int" => Ok(Ty::Int),
        "float" => Ok(Ty::Float),
        "bool" => Ok(Ty::Bool),
        "str" | "AnyStr" | "Text" | "LiteralString" => Ok(Ty::Text),
        "bytes" => Ok(Ty::Bytes),
        "bytearray" => Ok(Ty::ByteArray),
        "None" | "NoneType" => Ok(Ty::None),
        "range" => Ok(Ty::Range),
        "decimal.Decimal" => Ok(Ty::Other("rt::Decimal")),
        "datetime.date" => Ok(Ty::Other("rt::Date")),
        "datetime.datetime" => Ok(Ty::Other("rt::DateTime")),
        "datetime.time" => Ok(Ty::Other("rt::Time")),
        "datetime.timedelta" => Ok(Ty::Other("rt::Duration")),
        "Any" | "object" => Err(why::any(type_name(&path))),
        "Callable" => Err(why::callable()),
        "list" | "List" | "Sequence" | "MutableSequence" | "Iterable" | "Collection" | "Iterator"
        | "Generator" | "dict" | "Dict" | "Mapping" | "MutableMapping" | "set" | "Set" | "AbstractSet"
        | "frozenset" | "FrozenSet" | "tuple" | "Tuple" | "deque" | "Deque" | "Counter" | "defaultdict"
        | "DefaultDict" | "OrderedDict" => Err(why::bare(type_name(&path))),
        "numpy.ndarray" => Err(why::bare("ndarray")),
        _ => Err(why::unknown_type(&path)),
    }
}

/// The type of an instance of a class.
pub(crate) fn instance(program: &Program<'_>, class: usize) -> Ty {
    let found = &program.classes[class];
    match found.kind {
        ClassKind::Object { .. } => Ty::Object(found.rust.clone()),
        _ => Ty::Class(found.rust.clone()),
    }
}

fn class_type(program: &Program<'_>, class: usize) -> Result<Ty, Why> {
    let found = &program.classes[class];
    if let Some((code, message)) = &found.refusal {
        return Err(Why::of(*code, message.clone()));
    }
    Ok(match found.kind {
        ClassKind::Enum => Ty::Enum(found.rust.clone()),
        ClassKind::Object { .. } => Ty::Object(found.rust.clone()),
        _ => Ty::Class(found.rust.clone()),
    })
}

fn subscript(
    program: &Program<'_>,
    module: usize,
    head: &str,
    args: &[&Expr],
    depth: usize,
) -> Result<Ty, Why> {
    let read = |expr: &Expr| read_at(program, module, expr, depth + 1);
    let boxed = |expr: &Expr| read(expr).map(Box::new);
    match (type_name(head), args) {
        (
            "list" | "List" | "Sequence" | "MutableSequence" | "Collection" | "Iterable" | "Reversible",
            [item],
        ) => Ok(Ty::List(boxed(item)?)),
        ("Iterator" | "Generator" | "AsyncIterator", [item, ..]) => Ok(Ty::Iter(boxed(item)?)),
        ("dict" | "Dict" | "Mapping" | "MutableMapping", [key, value]) => {
            Ok(Ty::Dict(boxed(key)?, boxed(value)?))
        }
        ("defaultdict" | "DefaultDict", [key, value]) => Ok(Ty::DefaultDict(boxed(key)?, boxed(value)?)),
        ("OrderedDict", [key, value]) => Ok(Ty::OrderedDict(boxed(key)?, boxed(value)?)),
        ("Counter", [item]) => Ok(Ty::Counter(boxed(item)?)),
        ("set" | "Set" | "AbstractSet" | "MutableSet", [item]) => Ok(Ty::Set(boxed(item)?)),
        ("frozenset" | "FrozenSet", [item]) => Ok(Ty::FrozenSet(boxed(item)?)),
        ("deque" | "Deque", [item]) => Ok(Ty::Deque(boxed(item)?)),
        ("tuple" | "Tuple", [item, more]) if matches!(more.kind, ExprKind::Ellipsis) => {
            Ok(Ty::VarTuple(boxed(item)?))
        }
        ("tuple" | "Tuple", items) => {
            Ok(Ty::Tuple(items.iter().map(|item| read(item)).collect::<Result<_, _>>()?))
        }
        ("Optional", [inner]) => Ok(Ty::optional(read(inner)?)),
        ("Union", items) => {
            let all = items.iter().map(|item| read(item)).collect::<Result<Vec<_>, _>>()?;
            union(&all)
        }
        ("Annotated" | "Final" | "ClassVar" | "Required" | "NotRequired" | "ReadOnly", [inner, ..]) => {
            read(inner)
        }
        ("Literal", items) => {
            let kinds: Vec<Ty> =
                items.iter().map(|item| literal(item)).collect::<Option<_>>().unwrap_or_default();
            union(&kinds)
        }
        ("numpy.typing.NDArray", [item]) => match path(program, module, item).as_deref() {
            Some("numpy.float64" | "float") => Ok(Ty::Array1(Box::new(Ty::Float))),
            Some("numpy.int64" | "int") => Ok(Ty::Array1(Box::new(Ty::Int))),
            _ => Err(why::unknown_type("an array of this element type")),
        },
        ("Callable", _) => Err(why::callable()),
        ("type" | "Type", _) => Err(why::unknown_type("type[…]")),
        (other, _) => Err(why::unknown_type(other)),
    }
}

fn literal(expr: &Expr) -> Option<Ty> {
    match &expr.kind {
        ExprKind::Str(Some(_)) => Some(Ty::Text),
        ExprKind::Int(_) | ExprKind::UnaryOp { .. } => Some(Ty::Int),
        ExprKind::Bool(_) => Some(Ty::Bool),
        ExprKind::None => Some(Ty::None),
        ExprKind::Bytes(_) => Some(Ty::Bytes),
        _ => None,
    }
}

fn union(all: &[Ty]) -> Result<Ty, Why> {
    let joined = all.iter().fold(Ty::Never, |joined, ty| joined.join(ty));
    match joined.clash() {
        Some((a, b)) => Err(why::union(a, b)),
        None if joined == Ty::Never => Err(why::annotation("this")),
        None => Ok(joined),
    }
}
