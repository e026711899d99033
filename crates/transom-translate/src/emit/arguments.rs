//! What a call hands over, and what of it comes back.

use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::model::FuncId;
use crate::place;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, Keyword};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// A function that may give its own argument back: what it made, or the argument.
    pub(super) fn answered(
        &mut self,
        call: &str,
        arg: Option<&'a Expr>,
        kept: Option<Code>,
        ty: &Ty,
        expr: &'a Expr,
        lets: &str,
    ) -> Code {
        let Some(arg) = arg else { return Code::value(call, ty.clone()) };
        let whole = |text: String| {
            if lets.is_empty() {
                Code::value(text, ty.clone())
            } else {
                Code::new(format!("{{ {lets}{text} }}"), prec::LOW, Form::Value, ty.clone())
            }
        };
        if self.dropped == Some(self.key(expr)) {
            return whole(call.to_owned());
        }
        let code = match kept {
            Some(code) => code,
            None => self.expr(arg),
        };
        let method = if code.movable { "or" } else { "or_else" };
        let kept = self.coerce(code, ty).text;
        let kept = if method == "or" { kept } else { format!("|| {kept}") };
        whole(format!("{call}.{method}({kept})"))
    }

    /// What is made for a parameter that may come back: it gets a name, so that it is there when it does.
    pub(super) fn kept_argument(
        &mut self,
        target: FuncId,
        at: usize,
        given: &[Option<&'a Expr>],
    ) -> Option<(String, Code)> {
        let arg = given[at].filter(|arg| !place::is_place(arg))?;
        if self.program.funcs[target].answers != Some(at) {
            return None;
        }
        if given[..at].iter().flatten().any(|earlier| self.has_call(earlier)) {
            let why = Why::of(Reason::NotDrafted, "a call before an argument that may be the answer");
            self.no(why.mended("give the argument a name of its own first"), arg.span);
        }
        let held = self.program.vars[self.program.funcs[target].params[at].var].ty.clone();
        let value = self.value(arg, &held);
        let name = self.temp("argument");
        let code = Code { movable: true, ..Code::new(name.clone(), prec::ATOM, Form::Place, held) };
        Some((format!("{name} = {}; ", value.text), code))
    }

    /// A function that answers its own argument: the call, then the argument.
    pub(super) fn returned_argument(
        &mut self,
        call: &str,
        arg: Option<&'a Expr>,
        ty: &Ty,
        expr: &'a Expr,
        lets: &str,
    ) -> Code {
        match arg {
            Some(arg) if place::is_place(arg) => {
                let code = self.expr(arg);
                let code = Code { movable: false, ..code };
                if self.dropped == Some(self.key(expr)) {
                    return Code::value(call, Ty::None);
                }
                let value = self.owned(code);
                Code::new(format!("{{ {lets}{call}; {} }}", value.text), prec::LOW, Form::Value, ty.clone())
            }
            _ => {
                let Some(value) = arg.map(|arg| self.value(arg, ty)) else {
                    return Code::value(call, ty.clone());
                };
                let name = self.temp("changed");
                let call = call.replacen(&format!("&mut {}", value.text), &format!("&mut {name}"), 1);
                Code::new(
                    format!("{{ let mut {name} = {}; {lets}{call}; {name} }}", value.text),
                    prec::LOW,
                    Form::Value,
                    ty.clone(),
                )
            }
        }
    }

    /// For a parameter that a function fills where it is `None`.
    pub(super) fn passed_or_made(&mut self, var: usize, arg: &'a Expr, ty: &Ty) -> String {
        let changes = self.target_mode(var) == Mode::RefMut;
        match self.ty(arg) {
            Ty::None => "None".to_owned(),
            Ty::Optional(_) if place::is_place(arg) => {
                let code = self.expr(arg);
                format!("{}.{}()", super::expr::dotted(&code), if changes { "as_mut" } else { "as_ref" })
            }
            _ if changes && place::is_place(arg) => {
                let place = self.borrow_mut(arg);
                if place.starts_with("&mut ") {
                    format!("Some({place})")
                } else {
                    format!("Some(&mut *{place})")
                }
            }
            _ if changes => format!("Some(&mut {})", self.value(arg, ty).text),
            _ => format!("Some({})", self.reference(arg, ty).text),
        }
    }

    /// The result may hold an argument's containers: then nobody may change them.
    pub(super) fn result_is_fresh(&mut self, target: FuncId, expr: &'a Expr) {
        if self.program.funcs[target].parent.is_some() {
            return;
        }
        let key = self.key(expr);
        if self.around.shares_argument.contains(&target)
            && self.program.can_change(&self.ty(expr))
            && self.alias.changes(key)
        {
            self.no(
                Why::of(
                    Reason::SharedContainer,
                    "the result shares a container with an argument, and it is changed",
                ),
                expr.span,
            );
        }
    }

    /// A call may put one argument into another: then nobody may change it.
    pub(super) fn arguments_stay_apart(&mut self, expr: &'a Expr) {
        if let Some(region) = self.alias.joined.get(&self.key(expr)).copied()
            && self.alias.regions.is_changed(region)
        {
            let why = Why::of(
                Reason::SharedContainer,
                "two arguments share a container after this call, and it is changed",
            );
            self.no(why, expr.span);
        }
    }

    pub(super) fn handed_over_once(&mut self, passed: &str, arg: Option<&'a Expr>, call: &'a Expr) {
        if passed.starts_with('&') && arg.is_some_and(|arg| self.program.can_change(&self.ty(arg))) {
            let why =
                Why::of(Reason::SharedContainer, "one container is handed over twice, and it is changed");
            self.no(why, call.span);
        }
    }

    /// The arguments of a call by the parameters' places.
    pub(super) fn arranged(
        &self,
        target: FuncId,
        receiver: Option<&'a Expr>,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Vec<Option<&'a Expr>> {
        let count = self.program.funcs[target].params.len();
        let mut given: Vec<Option<&'a Expr>> = vec![None; count];
        let offset = usize::from(receiver.is_some() || self.program.made_by(target).is_some());
        if let Some(first) = given.first_mut() {
            *first = receiver;
        }
        for (at, arg) in args.iter().enumerate() {
            if let Some(slot) = given.get_mut(at + offset) {
                *slot = Some(arg);
            }
        }
        for keyword in keywords {
            let params = &self.program.funcs[target].params;
            if let Some(at) = params.iter().position(|param| Some(param.name) == keyword.name.as_deref()) {
                given[at] = Some(&keyword.value);
            }
        }
        given
    }
}
