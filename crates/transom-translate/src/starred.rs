//! What `from module import *` brings: the public names of a module at hand, or what is known of the standard library.
//!
//! Of any other module nothing is known: it may bring names that hide builtins, so that none of them means anything.

use crate::model::{Binding, Program};
use crate::names;
use crate::syntax::{Expr, ExprKind, Module, Stmt, StmtKind};

/// Star imports are followed so far.
const DEPTH_MAX: usize = 8;

/// Modules of the standard library with their names, where the subset knows any of them.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "math",
        &[
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atan2",
            "atanh",
            "cbrt",
            "ceil",
            "comb",
            "copysign",
            "cos",
            "cosh",
            "degrees",
            "dist",
            "e",
            "erf",
            "erfc",
            "exp",
            "exp2",
            "expm1",
            "fabs",
            "factorial",
            "floor",
            "fma",
            "fmod",
            "frexp",
            "fsum",
            "gamma",
            "gcd",
            "hypot",
            "inf",
            "isclose",
            "isfinite",
            "isinf",
            "isnan",
            "isqrt",
            "lcm",
            "ldexp",
            "lgamma",
            "log",
            "log10",
            "log1p",
            "log2",
            "modf",
            "nan",
            "nextafter",
            "perm",
            "pi",
            "pow",
            "prod",
            "radians",
            "remainder",
            "sin",
            "sinh",
            "sqrt",
            "sumprod",
            "tan",
            "tanh",
            "tau",
            "trunc",
            "ulp",
        ],
    ),
    ("bisect", &["bisect", "bisect_left", "bisect_right", "insort", "insort_left", "insort_right"]),
    (
        "collections",
        &[
            "ChainMap",
            "Counter",
            "OrderedDict",
            "UserDict",
            "UserList",
            "UserString",
            "defaultdict",
            "deque",
            "namedtuple",
        ],
    ),
    (
        "dataclasses",
        &[
            "dataclass",
            "field",
            "Field",
            "FrozenInstanceError",
            "InitVar",
            "KW_ONLY",
            "MISSING",
            "fields",
            "asdict",
            "astuple",
            "make_dataclass",
            "replace",
            "is_dataclass",
        ],
    ),
    (
        "functools",
        &[
            "update_wrapper",
            "wraps",
            "WRAPPER_ASSIGNMENTS",
            "WRAPPER_UPDATES",
            "total_ordering",
            "cache",
            "cmp_to_key",
            "lru_cache",
            "reduce",
            "partial",
            "partialmethod",
            "singledispatch",
            "singledispatchmethod",
            "cached_property",
        ],
    ),
    (
        "heapq",
        &["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"],
    ),
    (
        "itertools",
        &[
            "accumulate",
            "batched",
            "chain",
            "combinations",
            "combinations_with_replacement",
            "compress",
            "count",
            "cycle",
            "dropwhile",
            "filterfalse",
            "groupby",
            "islice",
            "pairwise",
            "permutations",
            "product",
            "repeat",
            "starmap",
            "takewhile",
            "tee",
            "zip_longest",
        ],
    ),
    (
        "typing",
        &[
            "Annotated",
            "Any",
            "Callable",
            "ClassVar",
            "Final",
            "Generic",
            "Literal",
            "Optional",
            "Protocol",
            "Tuple",
            "Type",
            "TypeVar",
            "Union",
            "AbstractSet",
            "Collection",
            "Container",
            "Hashable",
            "ItemsView",
            "Iterable",
            "Iterator",
            "KeysView",
            "Mapping",
            "MutableMapping",
            "MutableSequence",
            "MutableSet",
            "Sequence",
            "Sized",
            "ValuesView",
            "Reversible",
            "SupportsFloat",
            "SupportsIndex",
            "SupportsInt",
            "ChainMap",
            "Counter",
            "Deque",
            "Dict",
            "DefaultDict",
            "List",
            "OrderedDict",
            "Set",
            "FrozenSet",
            "NamedTuple",
            "TypedDict",
            "Generator",
            "AnyStr",
            "Text",
            "NewType",
            "NoReturn",
            "cast",
            "overload",
            "no_type_check",
        ],
    ),
];

/// Binds what a star import brings.
pub(crate) fn import<'a>(
    program: &mut Program<'a>,
    modules: &'a [Module],
    at: usize,
    from: &str,
    surely: bool,
) {
    let names = if surely { public(modules, from, 0) } else { None };
    let scope = &mut program.scopes[at];
    let Some(names) = names else {
        scope.names.values_mut().for_each(|binding| *binding = Binding::Unknown);
        scope.names.extend(names::builtins().map(|name| (name, Binding::Unknown)));
        return;
    };
    for name in names {
        scope.names.insert(name, Binding::Path(format!("{from}.{name}")));
    }
}

/// The names that a module gives to a star import; nothing where that cannot be told.
fn public<'a>(modules: &'a [Module], from: &str, depth: usize) -> Option<Vec<&'a str>> {
    let Some(module) = modules.iter().find(|module| module.name == from) else {
        let (_, names) = KNOWN.iter().find(|(name, _)| *name == from)?;
        return Some(names.to_vec());
    };
    let all = |target: &Expr| target.as_name() == Some("__all__");
    let mut names = Vec::new();
    for stmt in &module.body {
        match &stmt.kind {
            StmtKind::Assign { targets, value } if targets.iter().any(all) => return listed(module, value),
            StmtKind::AnnAssign { target, value: Some(value), .. } if all(target) => {
                return listed(module, value);
            }
            StmtKind::Import { names: imported } => {
                names.extend(imported.iter().map(|alias| {
                    alias.asname.as_deref().unwrap_or(alias.name.split('.').next().unwrap_or(&alias.name))
                }));
            }
            StmtKind::ImportFrom { module: other, names: imported, level } => {
                for alias in imported {
                    if alias.name != "*" {
                        names.push(alias.asname.as_ref().unwrap_or(&alias.name));
                    } else if *level == 0 && depth < DEPTH_MAX {
                        names.extend(public(modules, other.as_deref()?, depth + 1)?);
                    } else {
                        return None;
                    }
                }
            }
            _ => names.extend(names::bound(std::slice::from_ref(stmt), &[]).locals),
        }
    }
    names.retain(|name| !name.starts_with('_'));
    Some(names)
}

/// The texts of `__all__`, which must be assigned once and left alone.
fn listed<'a>(module: &'a Module, value: &'a Expr) -> Option<Vec<&'a str>> {
    let uses = |stmt: &&Stmt| {
        let mut found = false;
        crate::visit::each_expression(std::slice::from_ref(*stmt), |expr| {
            found |= expr.as_name() == Some("__all__");
        });
        found
    };
    if module.body.iter().filter(uses).count() != 1 {
        return None;
    }
    match &value.kind {
        ExprKind::List { elts } | ExprKind::Tuple { elts } => elts
            .iter()
            .map(|elt| match &elt.kind {
                ExprKind::Str(Some(text)) => Some(text.as_str()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}
