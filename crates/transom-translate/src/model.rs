//! What is drafted together: the functions, their variables and what each name in them stands for.

use std::collections::HashMap;

use crate::refusal::{Code, Refusal};
use crate::syntax::{ClassDef, Expr, ExprKind, FunctionDef, Module, Span};
use crate::types::Ty;

/// A function's number in [`Program::funcs`].
pub(crate) type FuncId = usize;
/// A variable's number in [`Program::vars`].
pub(crate) type VarId = usize;
/// A class's number in [`Program::classes`].
pub(crate) type ClassId = usize;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    /// A variable of the function or of one around it.
    Var(VarId),
    /// A drafted function.
    Func(FuncId),
    /// A class of the modules at hand.
    Class(ClassId),
    /// A constant of a module: its number in [`Program::constants`].
    Constant(usize),
    /// A builtin or an import, by its dotted name: `len`, `math.sqrt`, `collections`.
    Path(String),
    /// A name that nothing defines.
    Unknown,
}

/// One assignment's worth of a name: all assignments that a common use can see.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub(crate) struct Var {
    pub name: String,
    pub func: FuncId,
    pub ty: Ty,
    /// How many assignments there are; a parameter counts as one.
    pub stores: usize,
    pub is_param: bool,
    /// The smallest block that holds every occurrence, by the address of its statements; 0: within one expression.
    pub home: usize,
    /// Whether it is assigned in a loop that lies within its home.
    pub stored_in_loop: bool,
    /// Whether an assignment may find a value there already.
    pub rebound: bool,
    /// Whether its first assignment stands further inside than its home.
    pub ahead: bool,
    /// Whether a nested function uses it.
    pub captured: bool,
    /// Whether a use may come before any assignment.
    pub unbound: Option<Span>,
    /// Whether its value is changed in place, its parts included.
    pub mutated: bool,
    /// Whether it is text that is indexed.
    pub(crate) chars: bool,
    /// Whether anything reads it.
    pub read: bool,
    /// Its name in Rust, where another variable has the name itself.
    pub rust: String,
    /// Where it is first assigned: the end of that statement.
    pub first: u32,
    /// Where it stands last.
    pub last: u32,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(crate) struct Parameter<'a> {
    pub var: VarId,
    pub name: &'a str,
    pub annotation: Option<&'a Expr>,
    pub default: Option<&'a Expr>,
    /// Where `if xs is None: xs = []` fills it: from there on it is a container, the caller's or a new one.
    pub filled: Option<u32>,
}

/// A function that is drafted.
#[derive(Debug)]
pub(crate) struct Func<'a> {
    pub module: usize,
    pub def: &'a FunctionDef,
    pub parent: Option<FuncId>,
    /// The class whose method it is.
    pub class: Option<ClassId>,
    pub rust: String,
    pub params: Vec<Parameter<'a>>,
    /// Nested functions by name.
    pub children: Vec<(&'a str, FuncId)>,
    /// Variables of functions around it that it or its children use.
    pub captures: Vec<VarId>,
    pub ret: Ty,
    /// Whether it can end in a raised exception.
    pub raises: bool,
    /// The parameter whose object every `return` gives.
    pub returns: Option<usize>,
    /// The parameter whose object some `return`s give, and others do not.
    pub answers: Option<usize>,
    /// Asked for by name or a whole file: it is exported.
    pub wanted: bool,
    /// Reached from what is wanted.
    pub live: bool,
    pub refusals: Vec<Refusal>,
}

/// A constant of a module.
#[derive(Debug)]
pub(crate) struct Constant<'a> {
    pub module: usize,
    pub name: &'a str,
    pub value: &'a Expr,
    pub ty: Ty,
    /// Whether a drafted function reads it.
    pub used: bool,
    /// Whether something in the project changes what it holds.
    pub changed: bool,
    /// Whether it is an array in Rust.
    pub array: bool,
}

/// A class of a module.
#[derive(Debug)]
pub(crate) struct Class<'a> {
    pub module: usize,
    pub def: &'a ClassDef,
    pub kind: ClassKind,
    pub rust: String,
    pub fields: Vec<ClassField<'a>>,
    pub methods: Vec<(&'a str, FuncId)>,
    /// Why it cannot be a model, where it cannot.
    pub refusal: Option<(Code, String)>,
    /// Whether a drafted function uses it.
    pub used: bool,
    /// Whether a drafted function sets an attribute of an instance that is there already.
    pub is_set: bool,
}

impl Class<'_> {
    /// What makes an instance, where that is more than its fields.
    pub(crate) fn maker(&self) -> Option<FuncId> {
        let is_object = matches!(self.kind, ClassKind::Object { .. });
        self.methods.iter().find(|(name, _)| is_object && *name == "__init__").map(|(_, func)| *func)
    }

    /// Whether its instances can be keys: they do not change, nor does what they hold.
    pub(crate) fn is_key(&self, program: &Program<'_>) -> bool {
        let fixed = matches!(self.kind, ClassKind::Dataclass { frozen: true } | ClassKind::NamedTuple);
        fixed && self.fields.iter().all(|field| program.is_key(&field.ty))
    }

    /// What the members of an enumeration are besides: an `int`, a `str`, or nothing; the values are of that type.
    pub(crate) fn mixin(&self) -> Option<Ty> {
        let has = |names: &[&str]| {
            self.def.bases.iter().any(|base| match &base.kind {
                ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => {
                    names.contains(&name.as_str())
                }
                _ => false,
            })
        };
        if self.kind != ClassKind::Enum {
            return None;
        }
        match self.value_type()? {
            Ty::Int if has(&["IntEnum", "int"]) => Some(Ty::Int),
            Ty::Text if has(&["StrEnum", "str"]) => Some(Ty::Text),
            _ => None,
        }
    }

    /// The type of the members' values, where all have one and each has a value of its own.
    pub(crate) fn value_type(&self) -> Option<Ty> {
        let first = self.fields.first()?.ty.clone();
        let plain = matches!(first, Ty::Int | Ty::Text);
        (plain && self.fields.iter().all(|field| field.ty == first)).then_some(first)
    }
}

impl Program<'_> {
    /// The enumeration of this type.
    pub(crate) fn enumeration(&self, ty: &Ty) -> Option<&Class<'_>> {
        let Ty::Enum(name) = ty.some() else { return None };
        self.classes.iter().find(|class| class.rust == *name)
    }

    /// The type as operators see it: a member of an `IntEnum` is an `int`, too.
    pub(crate) fn operand(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Enum(_) => self.enumeration(ty).and_then(Class::mixin).unwrap_or_else(|| ty.clone()),
            Ty::Optional(inner) => Ty::optional(self.operand(inner)),
            ty => ty.clone(),
        }
    }

    /// The fields of a named tuple, which is a tuple too.
    pub(crate) fn named_tuple(&self, ty: &Ty) -> Option<Vec<(String, Ty)>> {
        let Ty::Class(name) = ty.some() else { return None };
        let class = self.classes.iter().find(|class| class.rust == *name)?;
        let fields = class.fields.iter().map(|field| (field.name.to_owned(), field.ty.clone()));
        (class.kind == ClassKind::NamedTuple).then(|| fields.collect())
    }

    fn is_key(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Class(name) => self.classes.iter().any(|class| class.rust == *name && class.is_key(self)),
            Ty::Other(_) => false,
            ty => !ty.is_mutable() && ty.parts().into_iter().all(|part| self.is_key(part)),
        }
    }
}

/// What a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassKind {
    Dataclass {
        frozen: bool,
    },
    NamedTuple,
    TypedDict,
    Pydantic,
    /// Its instances are shared by reference, as Python does: they may hold each other, and may be changed.
    Object {
        /// Whether two instances are compared by what they hold.
        compares: bool,
    },
    /// Members are text, numbers or nothing of interest.
    Enum,
    Exception,
    /// Anything else.
    Plain,
}

/// A field of a model, or a member of an enumeration.
#[derive(Debug, Clone)]
pub(crate) struct ClassField<'a> {
    pub name: &'a str,
    pub ty: Ty,
    pub annotation: Option<&'a Expr>,
    pub default: Option<&'a Expr>,
}

/// A module and what its top level defines.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    pub module: &'a Module,
    /// Added to an expression's number, so that numbers are unique in the program.
    pub base: usize,
    pub names: HashMap<&'a str, Binding>,
    /// Names that are assigned more than once at the top level.
    pub rebound: Vec<String>,
}

/// Everything that is drafted together.
#[derive(Debug, Default)]
pub(crate) struct Program<'a> {
    pub scopes: Vec<Scope<'a>>,
    pub funcs: Vec<Func<'a>>,
    pub vars: Vec<Var>,
    pub classes: Vec<Class<'a>>,
    pub constants: Vec<Constant<'a>>,
    /// What each name expression stands for, by number.
    pub bindings: Vec<Binding>,
    /// The variables of names that are no expressions (`except … as name`, a lambda's parameters), by function and
    /// [`crate::names::span_key`].
    pub unnumbered: HashMap<(FuncId, usize), VarId>,
    /// Lambdas that a variable may hold, by their expression's number.
    pub lambdas: HashMap<usize, &'a Expr>,
    /// The type of each expression, by number.
    pub types: Vec<Ty>,
    /// Functions that are exact inside the draft and cannot be called from Python, and why.
    pub kept_inside: HashMap<FuncId, (Code, Span, String, String)>,
    /// What annotations of local containers say, by the target's number.
    pub(crate) declared: HashMap<usize, (VarId, Ty)>,
    /// What was seen of a function's arguments.
    pub observed: HashMap<FuncId, Vec<(String, Ty)>>,
    /// Variables whose containers hold text of their own, by function and name: others change them.
    pub(crate) owning: std::collections::HashSet<(FuncId, String)>,
    /// The Rust module of each module.
    pub rust_names: Vec<String>,
}

impl<'a> Program<'a> {
    /// The number of an expression of this module.
    pub(crate) fn key(&self, module: usize, expr: &Expr) -> usize {
        self.scopes[module].base + expr.id.0 as usize
    }

    pub(crate) fn ty(&self, module: usize, expr: &Expr) -> &Ty {
        &self.types[self.key(module, expr)]
    }

    pub(crate) fn binding(&self, module: usize, expr: &Expr) -> &Binding {
        &self.bindings[self.key(module, expr)]
    }

    pub(crate) fn module(&self, func: FuncId) -> &'a Module {
        self.scopes[self.funcs[func].module].module
    }

    /// The method that an attribute of an instance names.
    pub(crate) fn method(&self, receiver: &Ty, name: &str) -> Option<FuncId> {
        let class = receiver.class()?;
        let class = self.classes.iter().find(|known| known.rust == class)?;
        class.methods.iter().find(|(known, _)| *known == name).map(|(_, func)| *func)
    }

    /// The class whose instances a function makes: it is their `__init__`.
    pub(crate) fn made_by(&self, func: FuncId) -> Option<ClassId> {
        self.funcs[func].class.filter(|class| self.classes[*class].maker() == Some(func))
    }

    /// Whether a value of this type is, or holds, something that can be changed: a class through its fields, too.
    pub(crate) fn can_change(&self, ty: &Ty) -> bool {
        self.levels(ty, &mut Vec::new()) > 0
    }

    /// How many levels of a type hold something that can be changed.
    pub(crate) fn depth(&self, ty: &Ty) -> usize {
        self.levels(ty, &mut Vec::new())
    }

    fn levels(&self, ty: &Ty, seen: &mut Vec<String>) -> usize {
        if let Ty::Class(name) = ty {
            if seen.contains(name) {
                return 0;
            }
            seen.push(name.clone());
            let class = self.classes.iter().find(|class| class.rust == *name);
            let fields = class.map_or(&[][..], |class| class.fields.as_slice());
            let inner = fields.iter().map(|field| self.levels(&field.ty, seen)).max().unwrap_or(0);
            seen.pop();
            return if inner > 0 { inner + 1 } else { 0 };
        }
        let inner = ty.parts().into_iter().map(|part| self.levels(part, seen)).max().unwrap_or(0);
        match ty {
            Ty::Optional(_) => inner,
            _ if inner > 0 || ty.is_mutable() => inner + 1,
            _ => 0,
        }
    }

    /// Whether a parameter's name is given to something else.
    pub(crate) fn is_rebound(&self, var: VarId) -> bool {
        let info = &self.vars[var];
        let filled =
            self.funcs[info.func].params.iter().any(|param| param.var == var && param.filled.is_some());
        info.stores > 1 + usize::from(filled)
    }

    /// The type of a field of a class that is drafted.
    pub(crate) fn field_type(&self, ty: &Ty, name: &str) -> Option<Ty> {
        let Ty::Class(rust) = ty else { return None };
        let class = self.classes.iter().find(|class| class.rust == *rust)?;
        class.fields.iter().find(|field| field.name == name).map(|field| field.ty.clone())
    }

    /// Whether a variable is an `Option` in Rust because a read may come before any assignment: then it declines.
    pub(crate) fn may_be_unbound(&self, var: VarId) -> bool {
        let info = &self.vars[var];
        let plain = !self.can_change(&info.ty)
            && !matches!(
                info.ty,
                Ty::Never | Ty::None | Ty::Iter(_) | Ty::Range | Ty::Function(_) | Ty::Clash(..)
            );
        info.unbound.is_some() && info.read && !info.captured && !info.is_param && plain
    }

    /// The Rust type that a function answers.
    pub(crate) fn answer_rust(&self, func: FuncId) -> String {
        let Func { returns, answers, ret, .. } = &self.funcs[func];
        match (returns, answers) {
            (Some(_), _) => "()".to_owned(),
            (None, Some(_)) => format!("rt::Answer<{}>", ret.rust()),
            (None, None) => ret.rust(),
        }
    }

    /// Notes why a function is not drafted.
    pub(crate) fn refuse(&mut self, func: FuncId, code: Code, span: Span, message: String, mend: String) {
        let module = self.module(func).name.clone();
        let refusal = Refusal { code, module, span, message, mend };
        let outer = self.outermost(func);
        let all = &mut self.funcs[outer].refusals;
        if !all.iter().any(|known| known.code == code && known.span == span) {
            all.push(refusal);
        }
    }

    /// A type as this variable holds it.
    pub(crate) fn held(&self, var: VarId, ty: Ty) -> Ty {
        let info = &self.vars[var];
        let owns = !self.owning.is_empty() && self.owning.contains(&(info.func, info.name.clone()));
        if owns { ty.owned() } else { ty }
    }

    /// The module-level function around a nested one.
    pub(crate) fn outermost(&self, func: FuncId) -> FuncId {
        self.funcs[func].parent.map_or(func, |parent| self.outermost(parent))
    }
}
