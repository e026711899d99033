//! Instances that are shared by reference: their attributes are read and set through them.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::model::{ClassField, ClassKind};
use crate::refusal::Code as Reason;
use crate::syntax::{BinOp, Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// A new instance of a class that has no `__init__` of its own.
    pub(super) fn object(
        &mut self,
        path: &str,
        fields: &[ClassField<'a>],
        values: &[String],
        ty: Ty,
    ) -> Code {
        let made = self.temp("made");
        let mut text = String::new();
        let names: Vec<String> = fields.iter().map(|_| self.temp("value")).collect();
        for (name, value) in names.iter().zip(values) {
            text.push_str(&format!("let {name} = {value}; "));
        }
        text.push_str(&format!("let {made} = {path}::allocate(); "));
        for (field, name) in fields.iter().zip(&names) {
            text.push_str(&format!("{made}.set_{}({name}); ", field.name));
        }
        Code::new(format!("{{ {text}{made} }}"), prec::LOW, Form::Value, ty)
    }

    /// `owner.attr = value`: the value is worked out first.
    pub(super) fn set_attribute(&mut self, target: &'a Expr, value: &'a Expr) {
        let ExprKind::Attribute { value: owner, attr, .. } = &target.kind else { return };
        let ty = self.ty(target);
        let code = self.value(value, &ty);
        let simple = matches!(owner.kind, ExprKind::Name(_)) || !self.has_call(value);
        let code = if simple {
            code
        } else {
            let name = self.temp("value");
            self.line(format!("let {name} = {};", code.text));
            Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, code.ty) }
        };
        let text = self.store_attribute(owner, attr, target, code);
        self.line(text);
    }

    /// `owner.set_attr(value);`
    pub(super) fn store_attribute(
        &mut self,
        owner: &'a Expr,
        attr: &str,
        target: &'a Expr,
        code: Code,
    ) -> String {
        let ty = self.ty(target);
        let value = self.coerce(code, &ty);
        let owner = self.expr(owner);
        let owner = self.unwrapped(owner);
        if !matches!(owner.ty, Ty::Object(_)) {
            self.no(Why::of(Reason::MutableInstance, "an attribute is assigned"), target.span);
        }
        format!("{}.set_{attr}({});", owner.at(prec::ATOM), value.text)
    }

    /// `owner.attr += value`: Python reads the attribute first.
    pub(super) fn augment_attribute(
        &mut self,
        owner: &'a Expr,
        target: &'a Expr,
        op: BinOp,
        value: &'a Expr,
    ) {
        let held = self.ty(target);
        if !self.is_settled(owner) || !matches!(self.ty(owner).some(), Ty::Object(_)) {
            let why = Why::of(Reason::MutableInstance, "an attribute of this is assigned");
            return self.no(why.mended("give the instance a name first"), target.span);
        }
        if held.is_number() && self.ty(value).some().is_number() {
            return self.augment_in_order(target, op, value, &held);
        }
        if held == Ty::Str && op == BinOp::Add && self.ty(value).is_text() {
            let name = self.temp("text");
            let before = self.value(target, &Ty::Str);
            self.line(format!("let mut {name} = {};", before.text));
            let more = self.text(value);
            self.line(format!("{name}.push_str({});", more.text));
            let code = Code { movable: true, ..Code::new(name, prec::ATOM, Form::Place, Ty::Str) };
            return self.assign_code(target, code);
        }
        let code = self.augmented_value(target, op, value, &held);
        self.assign_code(target, code);
    }

    /// `one is other` of instances that are compared by what they hold.
    pub(super) fn same_object(&mut self, one: &Code, other: &Code, same: bool) -> Option<Code> {
        let name = one.ty.class()?.to_owned();
        let class = self.program.classes.iter().find(|class| class.rust == name)?;
        if class.kind != (ClassKind::Object { compares: true }) {
            return None;
        }
        let place = |code: &Code| {
            if let Ty::Optional(_) = code.ty {
                format!("{}.map(|one| one.place())", code.at(prec::ATOM))
            } else {
                format!("Some({}.place())", code.at(prec::ATOM))
            }
        };
        let sign = if same { "==" } else { "!=" };
        let text = format!("{} {sign} {}", place(one), place(other));
        Some(Code::new(text, prec::COMPARE, Form::Value, Ty::Bool))
    }
}
