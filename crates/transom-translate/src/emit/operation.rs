//! Operations of the tables as text.

use super::call::{fill, reference_item};
use super::form::prec;
use super::{Code, Emit, Form, Mode};
use crate::ops::{Gives, Op, Take};
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// An operation of the tables as text.
    pub(super) fn rendered(&mut self, op: &Op, receiver: &str, args: &[&'a Expr], expr: &'a Expr) -> Code {
        let texts: Vec<String> = op
            .takes
            .iter()
            .zip(args)
            .enumerate()
            .map(|(at, (take, arg))| self.take_at(op, at, take, arg))
            .collect();
        let text = fill(&decided(&op.rust, &texts), receiver, &texts);
        let ty = self.ty(expr);
        self.shaped(op, text, ty, expr)
    }

    pub(super) fn shaped(&mut self, op: &Op, text: String, ty: Ty, expr: &'a Expr) -> Code {
        match op.form {
            Gives::Owned => {
                let level = if text.starts_with("if ") || text.starts_with('{') || text.contains(" as ") {
                    prec::LOW
                } else {
                    prec::ATOM
                };
                let level = if op.gives == Ty::Int && op.rust == "{0}" { prec::LOW } else { level };
                Code::new(text, level, Form::Value, op.gives.clone())
            }
            Gives::Ref => {
                let form = if op.gives == Ty::Text { Form::Value } else { Form::Ref };
                Code::new(text, prec::ATOM, form, op.gives.clone())
            }
            Gives::OptionRef => {
                let inner = ty.some().clone();
                // What is found may itself be `None`.
                let holds_none = match &expr.kind {
                    ExprKind::Call { func, .. } => match &func.kind {
                        ExprKind::Attribute { value, .. } => self
                            .ty(value)
                            .some()
                            .entry()
                            .is_some_and(|(_, held)| matches!(held, Ty::Optional(_))),
                        _ => false,
                    },
                    _ => false,
                };
                let flat = if holds_none { ".flatten()" } else { "" };
                if inner.is_copy() {
                    return Code::value(format!("{text}.copied(){flat}"), ty);
                }
                let key = self.key(expr);
                if self.program.can_change(&ty) && self.alias.changes(key) {
                    self.no(
                        Why::of(Reason::SharedContainer, "what `get` gives is changed elsewhere")
                            .mended("index the dict"),
                        expr.span,
                    );
                }
                Code::value(format!("{text}.cloned(){flat}"), ty)
            }
            Gives::LentParts => {
                if let Ty::Tuple(_) = op.gives {
                    let lent = Ty::Tuple(vec![Ty::Text; 3]);
                    let code = Code::value(text, lent);
                    return code;
                }
                Code::value(text, Ty::list(Ty::Text))
            }
            Gives::Iter => Code::value(
                format!("{text}.collect::<Vec<_>>()"),
                Ty::list(op.gives.item().unwrap_or(Ty::Never)),
            ),
            Gives::IterRef => {
                let item = op.gives.item().unwrap_or(Ty::Never);
                let walk = super::iter::Walk::new(text, reference_item(&item, &op.rust));
                let items = self.owning(walk, &item);
                Code::value(format!("{items}.collect::<Vec<_>>()"), Ty::list(item))
            }
        }
    }

    /// An argument as it stands in its hole: in parentheses where something could bind closer.
    pub(super) fn take_at(&mut self, op: &Op, at: usize, take: &Take, arg: &'a Expr) -> String {
        match take {
            Take::Value(ty) if !is_apart(&op.rust, at) => self.value(arg, ty).at(prec::ATOM),
            Take::Ref(ty) if !is_apart(&op.rust, at) => self.reference(arg, ty).at(prec::ATOM),
            _ => self.take(take, arg),
        }
    }

    /// An argument as an operation takes it.
    pub(super) fn take(&mut self, take: &Take, arg: &'a Expr) -> String {
        match take {
            Take::Value(ty) => self.value(arg, ty).text,
            // A list stays one: as text an array is a tuple.
            Take::Ref(ty) => self.reference(arg, ty).text,
            Take::Text => self.text(arg).text,
            Take::Dot => {
                let code = self.expr(arg);
                super::expr::dotted(&code)
            }
            Take::Mut => self.borrow_mut(arg),
            Take::Iter(ty) => self.items_owned(arg, ty),
            Take::Items(_) => {
                let before = self.order_is_hidden;
                let walk = self.walk(arg, false);
                self.order_is_hidden = before;
                match walk.text.strip_suffix(".iter()") {
                    // What is lent already is handed over as it is.
                    Some(list) if self.var(arg).is_some_and(|var| self.mode(var) == Mode::Ref) => {
                        list.to_owned()
                    }
                    Some(list) if self.var(arg).is_some_and(|var| self.mode(var) == Mode::RefMut) => {
                        format!("&*{list}")
                    }
                    Some(list) if !list.contains(['|', '(']) => format!("&{list}"),
                    _ => walk.text,
                }
            }
            Take::Key(ty) => self.lookup(arg, ty),
            Take::Slice(ty) => {
                let own = self.ty(arg);
                match own.some() {
                    Ty::Tuple(_) | Ty::Iter(_) | Ty::Set(_) => {
                        let value = self.value(arg, &Ty::VarTuple(Box::new(ty.clone())));
                        format!("&{}", value.at(prec::UNARY))
                    }
                    own => self.slice_of(arg, &own.clone()),
                }
            }
            Take::Texts => {
                let ExprKind::Tuple { elts } = &arg.kind else {
                    self.no(
                        Why::of(Reason::UnknownOption, "a tuple of texts that is not written out"),
                        arg.span,
                    );
                    return String::new();
                };
                let texts: Vec<String> = elts.iter().map(|elt| self.text(elt).text).collect();
                format!("[{}]", texts.join(", "))
            }
            Take::Truth => self.condition(arg).text,
            Take::Pairs(key, value) => self.pairs(arg, key, value),
        }
    }
}

/// Whether a hole of a template stands by itself: between commas and brackets.
pub(super) fn is_apart(template: &str, at: usize) -> bool {
    let hole = format!("{{{at}}}");
    template.match_indices(&hole).all(|(start, _)| {
        let before = template[..start].trim_end().chars().next_back();
        let after = template[start + hole.len()..].trim_start().chars().next();
        before.is_none_or(|letter| "([,=".contains(letter))
            && after.is_none_or(|letter| ")],;".contains(letter))
    })
}

/// A template's choice that a literal argument makes: only what is chosen.
fn decided(template: &str, texts: &[String]) -> String {
    let chosen = || {
        let (hole, rest) = template.strip_prefix("if {")?.split_once("} { ")?;
        let (first, second) = rest.strip_suffix(" }")?.split_once(" } else { ")?;
        match texts.get(hole.parse::<usize>().ok()?)?.as_str() {
            "true" => Some(first),
            "false" => Some(second),
            _ => None,
        }
    };
    chosen().unwrap_or(template).to_owned()
}
