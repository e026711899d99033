//! What flows where: assignments, and what is put into containers.

use super::Infer;
use crate::model::{Binding, VarId};
use crate::refusal::Code;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Infer<'_, 'a> {
    pub(super) fn join_var(&mut self, var: VarId, ty: &Ty) {
        let joined = self.program.held(var, self.program.vars[var].ty.join(ty));
        let known = &mut self.program.vars[var].ty;
        if joined != *known {
            *known = joined;
            self.changed = true;
        }
    }

    pub(super) fn join_expr(&mut self, expr: &Expr, ty: &Ty) {
        let key = self.program.key(self.module, expr);
        let joined = self.program.types[key].join(ty);
        if joined != self.program.types[key] {
            self.program.types[key] = joined;
            self.changed = true;
        }
    }

    /// The variable that a name stands for here.
    pub(super) fn var(&self, expr: &Expr) -> Option<VarId> {
        match self.program.binding(self.module, expr) {
            Binding::Var(var) => Some(*var),
            _ => None,
        }
    }

    /// The type that is known of a target so far.
    pub(super) fn target_type(&self, target: &Expr) -> Ty {
        match &target.kind {
            ExprKind::Name(_) => self.var(target).map_or(Ty::Never, |var| self.program.vars[var].ty.clone()),
            _ => self.program.ty(self.module, target).clone(),
        }
    }

    /// Takes the annotation for what the value leaves open.
    pub(super) fn declare(&mut self, target: &'a Expr, said: &Ty, value: Option<&'a Expr>) {
        let Some(value) = value else { return };
        let Some(var) = self.var(target) else { return };
        let ty = self.expr(value);
        let fits = ty.join(said).clash().is_none();
        if ty.is_open() && ty.is_mutable() && fits {
            let filled = fill(&ty, said);
            // What is put in says more (`list[str]` of single characters); the annotation fills what stays open.
            let key = self.program.key(self.module, target);
            self.program.declared.insert(key, (var, filled));
        }
    }

    /// A value of this type is assigned to a target.
    pub(super) fn assign(&mut self, target: &'a Expr, ty: &Ty, value: Option<&'a Expr>) {
        match &target.kind {
            ExprKind::Name(_) => {
                if let Some(var) = self.var(target) {
                    // A name that holds a letter is a character from here on; only the literal itself may be text.
                    let is_literal = value
                        .is_some_and(|value| matches!(value.kind, ExprKind::Str(_) | ExprKind::IfExp { .. }));
                    let kept = if *ty == Ty::Letter && !is_literal { Ty::Char } else { ty.clone() };
                    self.join_var(var, &kept);
                    if let Some(value) = value {
                        let whole = self.program.vars[var].ty.clone();
                        self.flow_back(value, &whole);
                    }
                } else {
                    self.no(
                        Why::of(Code::GlobalRebound, "an assignment to what is not a local variable"),
                        target.span,
                    );
                }
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => self.unpack(target, elts, ty, value),
            ExprKind::Starred { value: inner } => self.assign(inner, &Ty::list(ty.clone()), None),
            ExprKind::Subscript { value: container, index } => {
                self.expr(target);
                if let ExprKind::Slice { .. } = index.kind {
                    let item = ty.item().unwrap_or(Ty::Never);
                    self.flow_into(container, &Ty::list(item));
                    return;
                }
                let index_ty = self.expr(index);
                self.flow_at(container, &index_ty, ty);
                if let Some(value) = value {
                    let whole = self.program.ty(self.module, target).clone();
                    self.flow_back(value, &whole);
                }
            }
            ExprKind::Attribute { value: owner, attr, .. } => {
                self.expr(target);
                if let Ty::Object(name) = self.program.ty(self.module, owner).some().clone() {
                    return self.set_attribute(&name, attr, ty);
                }
                self.no(Why::of(Code::MutableInstance, "an attribute is assigned"), target.span);
            }
            _ => self.no(Why::of(Code::UnpackShape, "a target of this form"), target.span),
        }
    }

    /// An attribute of an instance gets a value of this type.
    fn set_attribute(&mut self, class: &str, attr: &str, ty: &Ty) {
        let Some(class) = self.class_named(class) else { return };
        let own = self.program.made_by(self.func) == Some(class);
        if !own && !self.program.classes[class].is_set {
            self.program.classes[class].is_set = true;
            self.changed = true;
        }
        let Some(field) = self.program.classes[class].fields.iter_mut().find(|field| field.name == attr)
        else {
            return;
        };
        let joined = field.ty.join(&ty.owned());
        if joined != field.ty {
            field.ty = joined;
            self.changed = true;
        }
    }

    fn unpack(&mut self, target: &'a Expr, elts: &'a [Expr], ty: &Ty, value: Option<&'a Expr>) {
        let starred = elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. }));
        if let Some(ExprKind::Tuple { elts: values }) = value.map(|value| &value.kind)
            && values.len() == elts.len()
            && !starred
        {
            for (target, value) in elts.iter().zip(values) {
                let ty = self.program.ty(self.module, value).clone();
                self.assign(target, &ty, Some(value));
            }
            return;
        }
        match ty.some() {
            Ty::Tuple(items) if items.len() == elts.len() && !starred => {
                for (target, item) in elts.iter().zip(items) {
                    self.assign(target, item, None);
                }
            }
            Ty::Tuple(items) if !starred && self.report => {
                let why = format!("{} names for a tuple of {}", elts.len(), items.len());
                self.no(Why::of(Code::UnpackShape, why), target.span);
            }
            other
                if value.is_some()
                    && !starred
                    && self.program.named_tuple(other).is_some_and(|fields| fields.len() == elts.len()) =>
            {
                let fields = self.program.named_tuple(other).unwrap_or_default();
                for (target, (_, item)) in elts.iter().zip(fields) {
                    self.assign(target, &item, None);
                }
            }
            other => {
                let item = other.item();
                if item.is_none() {
                    self.no(
                        Why::of(Code::UnpackShape, format!("a value of type {ty} is unpacked")),
                        target.span,
                    );
                }
                let item = item.unwrap_or(Ty::Never);
                for target in elts {
                    self.assign(target, &item, None);
                }
            }
        }
    }

    /// A container whose place is shared by two names has one type: what one of them puts in, the other holds.
    pub(super) fn flow_back(&mut self, place: &'a Expr, ty: &Ty) {
        let own = self.program.ty(self.module, place).clone();
        if own.some().is_mutable() && ty.some().is_mutable() && crate::place::is_place(place) {
            let ty = if matches!(own, Ty::Optional(_)) { ty.clone() } else { ty.some().clone() };
            if own.join(&ty).clash().is_none() {
                self.flow_into(place, &ty);
            }
        }
        match &place.kind {
            ExprKind::IfExp { body, orelse, .. } => {
                self.flow_back(body, ty);
                self.flow_back(orelse, ty);
            }
            ExprKind::Tuple { elts } => {
                if let Ty::Tuple(items) = ty {
                    for (elt, item) in elts.iter().zip(items) {
                        self.flow_back(elt, item);
                    }
                }
            }
            _ => {}
        }
    }

    /// Makes a place hold values of this type too.
    pub(super) fn flow_into(&mut self, place: &'a Expr, ty: &Ty) {
        match &place.kind {
            ExprKind::Name(_) => {
                if let Some(var) = self.var(place) {
                    self.join_var(var, ty);
                }
            }
            ExprKind::Subscript { value, index } if !matches!(index.kind, ExprKind::Slice { .. }) => {
                let index = self.program.ty(self.module, index).clone();
                self.flow_at(value, &index, ty);
            }
            ExprKind::Call { func, .. } => {
                if let ExprKind::Attribute { value, attr, .. } = &func.kind
                    && matches!(attr.as_str(), "setdefault" | "get")
                {
                    self.flow_at(value, &Ty::Never, ty);
                }
            }
            _ => {}
        }
        self.join_expr(place, ty);
    }

    /// Makes the container in a place hold such a value at such an index.
    pub(super) fn flow_at(&mut self, container: &'a Expr, index: &Ty, ty: &Ty) {
        let known = self.program.ty(self.module, container).some().clone();
        let ty = Box::new(ty.clone());
        let key = Box::new(index.clone());
        let grown = match known {
            Ty::List(_) => Ty::List(ty),
            Ty::Deque(_) => Ty::Deque(ty),
            Ty::Dict(..) => Ty::Dict(key, ty),
            Ty::DefaultDict(..) => Ty::DefaultDict(key, ty),
            Ty::OrderedDict(..) => Ty::OrderedDict(key, ty),
            Ty::Counter(_) => Ty::Counter(key),
            _ => return,
        };
        self.flow_into(container, &grown);
    }

    /// What a loop does to the things it walks over flows into the container.
    pub(super) fn flow_items(&mut self, iter: &'a Expr, target: &'a Expr) {
        let ty = self.target_type(target);
        if let (ExprKind::Name(_), true) = (&target.kind, ty.is_mutable()) {
            if crate::place::is_place(iter) {
                self.flow_at(iter, &Ty::Never, &ty);
            }
            return;
        }
        let ExprKind::Tuple { elts } = &target.kind else { return };
        let ExprKind::Call { func, args, .. } = &iter.kind else { return };
        match &func.kind {
            ExprKind::Name(name) if name == "enumerate" && elts.len() == 2 && !args.is_empty() => {
                self.flow_items(&args[0], &elts[1]);
            }
            ExprKind::Name(name) if name == "zip" && args.len() == elts.len() => {
                for (arg, elt) in args.iter().zip(elts) {
                    self.flow_items(arg, elt);
                }
            }
            ExprKind::Attribute { value, attr, .. } if attr == "items" && elts.len() == 2 => {
                let ty = self.target_type(&elts[1]);
                if ty.is_mutable() {
                    self.flow_at(value, &Ty::Never, &ty);
                }
            }
            _ => {}
        }
    }

    pub(super) fn augment(&mut self, target: &'a Expr, op: BinOp, value: &'a Expr) {
        let left = self.expr(target);
        let right = self.expr(value);
        if let (Ty::List(_) | Ty::Deque(_), BinOp::Add) = (left.some(), op) {
            match right.item() {
                Some(item) => self.flow_into_items(target, &item),
                None => {
                    self.no(Why::of(Code::TypeMismatch, format!("{right} is added to a list")), value.span);
                }
            }
            return;
        }
        let ty = self.binary(op, &left, &right, target.span.to(value.span), Some(value));
        match &target.kind {
            ExprKind::Name(_) | ExprKind::Subscript { .. } => self.assign(target, &ty, None),
            _ => self.assign(target, &ty, None),
        }
    }

    pub(super) fn flow_into_items(&mut self, place: &'a Expr, item: &Ty) {
        let known = self.program.ty(self.module, place).some().clone();
        let item = Box::new(item.clone());
        let grown = match known {
            Ty::List(_) => Ty::List(item),
            Ty::Deque(_) => Ty::Deque(item),
            Ty::Set(_) => Ty::Set(item),
            Ty::Counter(_) => Ty::Counter(item),
            _ => return,
        };
        self.flow_into(place, &grown);
    }
}

/// The first type with its open parts taken from the second.
pub(super) fn fill(open: &Ty, said: &Ty) -> Ty {
    if *open == Ty::Never {
        return said.clone();
    }
    let parts: Vec<Ty> = said.some().parts().into_iter().cloned().collect();
    let mut at = 0;
    open.map(&mut |part| {
        let filled = parts.get(at).map_or_else(|| part.clone(), |said| fill(part, said));
        at += 1;
        filled
    })
}
