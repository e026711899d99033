//! Classes whose instances are shared by reference: which ones can be drafted, and what their attributes are.
//!
//! The attributes are those that `__init__` sets or the class annotates. What neither annotations nor values tell is
//! found by inference, and an attribute that is never more than `None` is guessed to hold an instance of its own class:
//! the door reads what is there on each call, and where it is of another type, to read it declines.

use crate::model::{ClassField, ClassId, ClassKind, Program};
use crate::refusal::Code;
use crate::syntax::{ClassDef, Expr, ExprKind, FunctionDef, Stmt, StmtKind};
use crate::types::Ty;
use crate::why::Why;
use crate::{annotation, names, why};

/// Special methods that leave alone how instances are read, compared and tested.
const HARMLESS: [&str; 7] = ["__init__", "__repr__", "__str__", "__lt__", "__le__", "__gt__", "__ge__"];
/// What an attribute cannot be called: the draft's own names.
const TAKEN: [&str; 4] = ["allocate", "is", "place", "self"];

/// Why instances of a class cannot be drafted; none where they can.
pub(crate) fn refusal(program: &Program<'_>, module: usize, def: &ClassDef) -> Option<(Code, String)> {
    let plain_base = |base: &Expr| annotation::path(program, module, base).as_deref() == Some("object");
    if !def.bases.iter().all(plain_base) {
        return Some((Code::Inheritance, format!("`{}` inherits", def.name)));
    }
    if !def.keywords.is_empty() || !def.decorators.is_empty() {
        return Some((Code::Metaclass, format!("`{}` has a metaclass or a decorator", def.name)));
    }
    let methods = || {
        def.body.iter().filter_map(|stmt| match &stmt.kind {
            StmtKind::FunctionDef(method) => Some(&**method),
            _ => None,
        })
    };
    let special = |method: &FunctionDef| method.name.starts_with("__") && method.name.ends_with("__");
    if let Some(own) = methods().find(|method| special(method) && !HARMLESS.contains(&method.name.as_str())) {
        return Some((Code::SpecialMethod, format!("`{}` defines `{}`", def.name, own.name)));
    }
    let made = methods().find(|method| method.name == "__init__");
    if made.is_none_or(|made| !made.decorators.is_empty() || made.params.iter().next().is_none()) {
        let why = why::plain_class(&def.name);
        return Some((why.code, why.message));
    }
    None
}

/// The attributes of a class of the caller's own, in the order in which `__init__` sets them.
pub(crate) fn attributes<'a>(program: &Program<'a>, class: ClassId) -> Vec<ClassField<'a>> {
    let (module, def) = (program.classes[class].module, program.classes[class].def);
    let mut found = Found { program, module, all: Vec::new() };
    for stmt in &def.body {
        if let StmtKind::FunctionDef(method) = &stmt.kind
            && method.name == "__init__"
        {
            let own = method.params.iter().next().map_or("", |param| &param.name);
            found.body(&method.body, own, method);
        }
    }
    for stmt in &def.body {
        if let StmtKind::AnnAssign { target, annotation: said, value } = &stmt.kind
            && let Some(name) = target.as_name()
        {
            let ty = annotation::read(program, module, said).map_or(Ty::Never, |ty| ty.owned());
            if let Some(field) = found.all.iter_mut().find(|field| field.name == name) {
                field.ty = ty;
            } else {
                let default = value.as_ref();
                found.all.push(ClassField { name, ty, annotation: Some(said), default });
            }
        }
    }
    found.all.retain(|field| !TAKEN.contains(&field.name));
    found.all
}

/// Refuses a class whose attribute hides a method: which of the two a call means, the instance decides.
pub(crate) fn refuse_hidden(program: &mut Program<'_>, class: ClassId) {
    let own = &mut program.classes[class];
    let hides = |field: &&ClassField<'_>| own.methods.iter().any(|(method, _)| *method == field.name);
    if let Some(field) = own.fields.iter().find(hides) {
        let message = format!("`{}` is a method of `{}` and an attribute, too", field.name, own.def.name);
        own.kind = ClassKind::Plain;
        own.refusal = Some((Code::FieldShape, message));
    }
}

struct Found<'p, 'a> {
    program: &'p Program<'a>,
    module: usize,
    all: Vec<ClassField<'a>>,
}

impl<'a> Found<'_, 'a> {
    fn body(&mut self, body: &'a [Stmt], own: &str, method: &'a FunctionDef) {
        for stmt in body {
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    for target in targets {
                        self.target(target, None, Some(value), own, method);
                    }
                }
                StmtKind::AnnAssign { target, annotation, value } => {
                    self.target(target, Some(annotation), value.as_ref(), own, method);
                }
                _ => {}
            }
            for body in names::bodies(stmt) {
                self.body(body, own, method);
            }
        }
    }

    fn target(
        &mut self,
        target: &'a Expr,
        said: Option<&'a Expr>,
        value: Option<&'a Expr>,
        own: &str,
        method: &'a FunctionDef,
    ) {
        if let ExprKind::Tuple { elts } = &target.kind {
            let values = match value.map(|value| &value.kind) {
                Some(ExprKind::Tuple { elts }) => elts.as_slice(),
                _ => &[],
            };
            for (at, target) in elts.iter().enumerate() {
                self.target(target, None, values.get(at), own, method);
            }
            return;
        }
        let ExprKind::Attribute { value: owner, attr, .. } = &target.kind else { return };
        if owner.as_name() != Some(own) {
            return;
        }
        let ty = match said.and_then(|said| annotation::read(self.program, self.module, said).ok()) {
            Some(ty) => ty.owned(),
            None => value.map_or(Ty::Never, |value| self.value(value, method)),
        };
        match self.all.iter_mut().find(|field| field.name == attr) {
            Some(field) => field.ty = field.ty.join(&ty),
            None => self.all.push(ClassField { name: attr, ty, annotation: said, default: None }),
        }
    }

    /// The type that a value has by itself.
    fn value(&self, value: &'a Expr, method: &'a FunctionDef) -> Ty {
        match &value.kind {
            ExprKind::None => Ty::None,
            ExprKind::Bool(_) => Ty::Bool,
            ExprKind::Int(_) => Ty::Int,
            ExprKind::Float(_) => Ty::Float,
            ExprKind::Str(Some(_)) => Ty::Str,
            ExprKind::Name(name) => {
                let Some(param) = method.params.iter().find(|param| param.name == *name) else {
                    return Ty::Never;
                };
                let default = param.default.as_ref().map_or(Ty::Never, |default| match default.kind {
                    ExprKind::Name(_) => Ty::Never,
                    _ => self.value(default, method),
                });
                let said = param.annotation.as_ref();
                match said.and_then(|said| annotation::read(self.program, self.module, said).ok()) {
                    Some(ty) => ty.owned().join(&default),
                    None => default,
                }
            }
            _ => Ty::Never,
        }
    }
}

/// Makes a class that was taken for one whose instances are copied one whose instances are shared.
pub(crate) fn refer(program: &mut Program<'_>, class: ClassId) {
    fn referred(ty: &Ty, name: &str) -> Ty {
        match ty {
            Ty::Class(own) if own == name => Ty::Object(name.to_owned()),
            other => other.map(&mut |part| referred(part, name)),
        }
    }
    let name = program.classes[class].rust.clone();
    for class in &mut program.classes {
        for field in &mut class.fields {
            field.ty = referred(&field.ty, &name);
        }
    }
}

/// Guesses what is never more than `None`; whether anything was.
pub(crate) fn guess(program: &mut Program<'_>) -> bool {
    let mut guessed = false;
    for class in &mut program.classes {
        let own = Ty::optional(Ty::Object(class.rust.clone()));
        if matches!(class.kind, ClassKind::Object { .. }) && class.used {
            for field in class.fields.iter_mut().filter(|field| field.ty == Ty::None) {
                field.ty = own.clone();
                guessed = true;
            }
        }
    }
    guessed
}

/// Whether an attribute of this type is drafted.
pub(crate) fn is_told(ty: &Ty) -> bool {
    match ty {
        Ty::None
        | Ty::Bool
        | Ty::Int
        | Ty::Float
        | Ty::Number
        | Ty::Char
        | Ty::Letter
        | Ty::Str
        | Ty::Enum(_)
        | Ty::Object(_) => true,
        Ty::Optional(inner) => is_told(inner),
        Ty::Tuple(items) => items.iter().all(is_told),
        _ => false,
    }
}

/// Why an attribute of this type cannot be read; none where it can.
pub(crate) fn untold(program: &Program<'_>, class: ClassId, name: &str, ty: &Ty) -> Option<Why> {
    if is_told(ty) {
        return None;
    }
    let class = &program.classes[class].def.name;
    if let Some((one, other)) = ty.clash() {
        let message = format!("`{name}` of `{class}` is {one} here and {other} there");
        return Some(Why::of(Code::MixedUnion, message));
    }
    if ty.is_open() {
        let message = format!("nothing tells the type of the attribute `{name}` of `{class}`");
        let mend = format!("annotate it in `__init__`: `self.{name}: int = …`");
        return Some(Why::of(Code::NoType, message).mended(mend));
    }
    let message = format!("the attribute `{name}` of `{class}` is a {ty}, which others may hold, too");
    Some(Why::of(Code::FieldShape, message).mended("hand the container over by itself"))
}
