//! `isinstance`, where the static type decides it.

use crate::model::Program;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;

/// What tells whether a value is an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instance {
    /// Its type.
    Decided(bool),
    /// Whether it is something rather than `None`.
    Something,
}

/// What tells whether a value of this type is an instance; nothing where no test here does.
pub(crate) fn test(program: &Program<'_>, module: usize, ty: &Ty, class: &Expr) -> Option<Instance> {
    if let Ty::Optional(inner) = ty {
        // No class that is known here has `None` for an instance.
        let is_instance = decided(program, module, inner, class)?;
        return Some(if is_instance { Instance::Something } else { Instance::Decided(false) });
    }
    decided(program, module, ty, class).map(Instance::Decided)
}

/// Whether a value of this type is an instance; nothing where only the value tells.
pub(crate) fn decided(program: &Program<'_>, module: usize, ty: &Ty, class: &Expr) -> Option<bool> {
    if let ExprKind::Tuple { elts } = &class.kind {
        let all: Option<Vec<bool>> = elts.iter().map(|class| decided(program, module, ty, class)).collect();
        return all.map(|all| all.contains(&true));
    }
    let path = crate::annotation::path(program, module, class)?;
    let kind = match ty {
        Ty::Bool => "bool",
        Ty::Int => "int",
        Ty::Float => "float",
        Ty::Letter | Ty::Char | Ty::Text | Ty::Str => "str",
        Ty::Bytes => "bytes",
        Ty::List(_) => "list",
        Ty::Tuple(_) | Ty::VarTuple(_) => "tuple",
        Ty::Dict(..) => "dict",
        Ty::Set(_) => "set",
        _ => return None,
    };
    let known = [
        "bool",
        "int",
        "float",
        "str",
        "bytes",
        "list",
        "tuple",
        "dict",
        "set",
        "frozenset",
        "bytearray",
        "complex",
    ];
    known.contains(&path.as_str()).then_some(kind == path || (kind == "bool" && path == "int"))
}
