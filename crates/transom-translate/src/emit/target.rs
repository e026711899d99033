//! What values are bound to: patterns of loops, assignments, places that are changed.

use super::expr::dotted;
use super::form::prec;
use super::iter::Item;
use super::{Code, Emit, Form, Mode};
use crate::model::VarId;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    /// The pattern of a closure or loop whose variables live inside it, and what is to be bound after it.
    pub(super) fn closure_pattern(&mut self, target: &'a Expr, item: &Item) -> (String, Vec<String>) {
        let mut lets = Vec::new();
        let pattern = self.pattern(target, item, &mut lets);
        (pattern, lets)
    }

    fn pattern(&mut self, target: &'a Expr, item: &Item, lets: &mut Vec<String>) -> String {
        match (&target.kind, item) {
            (ExprKind::Name(_), _) => {
                let Some(var) = self.var(target) else { return "_".to_owned() };
                if let Item::One(ty, form) = item {
                    self.copy_is_unchanged(target, var, ty, *form);
                }
                self.name_pattern(var, item, lets)
            }
            (ExprKind::Tuple { elts } | ExprKind::List { elts }, Item::Tuple(items))
                if elts.len() == items.len() =>
            {
                let parts: Vec<String> =
                    elts.iter().zip(items).map(|(target, item)| self.pattern(target, item, lets)).collect();
                format!("({})", parts.join(", "))
            }
            (ExprKind::Tuple { elts } | ExprKind::List { elts }, Item::One(ty, form)) => {
                self.part_pattern(target, elts, ty, *form, lets)
            }
            _ => {
                self.no(Why::of(Reason::UnpackShape, "a loop target of this form"), target.span);
                "_".to_owned()
            }
        }
    }

    fn part_pattern(
        &mut self,
        target: &'a Expr,
        elts: &'a [Expr],
        ty: &Ty,
        form: Form,
        lets: &mut Vec<String>,
    ) -> String {
        if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
            self.no(Why::of(Reason::UnpackShape, "`*` in a loop target"), target.span);
            return "_".to_owned();
        }
        match ty.some() {
            Ty::Tuple(types) if types.len() == elts.len() && !matches!(ty, Ty::Optional(_)) => {
                if form == Form::Ref && ty.is_copy() {
                    let parts: Vec<String> = elts
                        .iter()
                        .zip(types)
                        .map(|(target, ty)| self.pattern(target, &Item::One(ty.clone(), Form::Value), lets))
                        .collect();
                    return format!("&({})", parts.join(", "));
                }
                let parts: Vec<String> =
                    elts.iter().zip(types).map(|(target, ty)| self.matched(target, ty, form, lets)).collect();
                format!("({})", parts.join(", "))
            }
            other => {
                // A list or text of as many items as there are names, or it declines as Python raises.
                let name = self.temp("parts");
                let item = other.item().unwrap_or(Ty::Never);
                lets.push(self.unpacking(&name, elts.len(), other));
                for (at, target) in elts.iter().enumerate() {
                    let code = self.unpacked_part(&name, at, other, &item);
                    let text = self.bind_fresh(target, code);
                    lets.push(text);
                }
                name
            }
        }
    }

    /// Checks the length of what is unpacked.
    pub(super) fn unpacking(&self, name: &str, count: usize, ty: &Ty) -> String {
        if ty.is_text() {
            return format!(
                "let {name} = rt::text::chars({name}); assert_eq!({name}.len(), {count}, \"not as many items as names\");"
            );
        }
        format!("assert_eq!({name}.len(), {count}, \"not as many items as names\");")
    }

    pub(super) fn unpacked_part(&mut self, name: &str, at: usize, ty: &Ty, item: &Ty) -> Code {
        let _ = ty;
        Code::new(format!("{name}[{at}]"), prec::ATOM, Form::Place, item.clone())
    }

    /// Inside the pattern of a reference to a tuple, each name is a reference: binding modes do that.
    fn matched(&mut self, target: &'a Expr, ty: &Ty, form: Form, lets: &mut Vec<String>) -> String {
        if form != Form::Ref {
            return self.pattern(target, &Item::One(ty.clone(), form), lets);
        }
        match &target.kind {
            ExprKind::Name(_) => {
                let Some(var) = self.var(target) else { return "_".to_owned() };
                if self.program.vars[var].name == "_" {
                    return "_".to_owned();
                }
                if self.mode(var) != Mode::Value && self.program.vars[var].ty == *ty {
                    return self.var_name(var);
                }
                self.copy_is_unchanged(target, var, ty, form);
                let name = self.var_name(var);
                let code = self.coerce(
                    Code::new(name.clone(), prec::ATOM, Form::Ref, ty.clone()),
                    &self.program.vars[var].ty.clone(),
                );
                let mutable = if self.needs_mut(var) { "mut " } else { "" };
                lets.push(format!("let {mutable}{name} = {};", code.text));
                name
            }
            _ => self.pattern(target, &Item::One(ty.clone(), Form::Ref), lets),
        }
    }

    /// A name of a loop that would get a copy of its own: nobody may change the container, then.
    fn copy_is_unchanged(&mut self, target: &'a Expr, var: VarId, ty: &Ty, form: Form) {
        let lent = self.mode(var) != Mode::Value && self.program.vars[var].ty == *ty;
        let used = self.program.vars[var].read || self.program.vars[var].stores > 1;
        if form == Form::Ref
            && used
            && !lent
            && self.program.can_change(ty)
            && self.alias.changes(self.key(target))
        {
            let name = &self.program.vars[var].name;
            let why = Why::of(
                Reason::SharedContainer,
                format!("`{name}` stands for an item of what is walked over, and it is changed"),
            );
            self.no(why.mended("walk over positions: `for i in range(len(xs))`, then `xs[i]`"), target.span);
        }
    }

    pub(super) fn name_pattern(&mut self, var: VarId, item: &Item, lets: &mut Vec<String>) -> String {
        let (name, ty) = (self.var_name(var), self.program.vars[var].ty.clone());
        if !self.program.vars[var].read && self.program.vars[var].stores == 1 {
            return if name == "_" { name } else { format!("_{}", name.trim_start_matches("r#")) };
        }
        let mutable = if self.needs_mut(var) { "mut " } else { "" };
        match item {
            Item::One(found, form) => {
                let same = *found == ty || (found.is_char() && ty.is_char());
                if same && *form == Form::Value {
                    if matches!(self.mode(var), Mode::Ref | Mode::RefMut) {
                        self.modes.insert(var, Mode::Value);
                    }
                    let mutable = if self.needs_mut(var) { "mut " } else { "" };
                    return format!("{mutable}{name}");
                }
                if same && found.is_copy() && *form == Form::Ref {
                    return if mutable.is_empty() {
                        format!("&{name}")
                    } else {
                        format!("&({mutable}{name})")
                    };
                }
                if same && self.mode(var) != Mode::Value {
                    return name;
                }
                let info = &self.program.vars[var];
                let is_lent = (found, &ty, form) == (&Ty::Text, &Ty::Str, &Form::Value);
                if is_lent && info.stores == 1 && !info.captured && !self.renamed.contains_key(&var) {
                    // Text that is lent and only read stays lent.
                    self.modes.insert(var, Mode::Ref);
                    return name;
                }
                let code = self.coerce(Code::new(name.clone(), prec::ATOM, *form, found.clone()), &ty);
                lets.push(format!("let {mutable}{name} = {};", code.text));
                name
            }
            Item::Tuple(items) => {
                // One name for a tuple that the iterator gives in parts.
                let stem = name.trim_start_matches("r#");
                let parts: Vec<String> =
                    (0..items.len()).map(|at| self.temp(&format!("{stem}_{at}"))).collect();
                let values: Vec<Code> = items
                    .iter()
                    .zip(&parts)
                    .map(|(item, part)| match item {
                        Item::One(ty, form) => Code::new(part.clone(), prec::ATOM, *form, ty.clone()),
                        Item::Tuple(_) => Code::new(part.clone(), prec::ATOM, Form::Value, item.ty()),
                    })
                    .map(|code| self.owned(code))
                    .collect();
                let texts: Vec<&str> = values.iter().map(|code| code.text.as_str()).collect();
                let whole = Code::value(format!("({})", texts.join(", ")), item.ty());
                let whole = self.coerce(whole, &ty);
                self.modes.insert(var, Mode::Value);
                lets.push(format!("let {mutable}{name} = {};", whole.text));
                format!("({})", parts.join(", "))
            }
        }
    }

    /// `let name = value;` for a variable that lives from here on; for others, an assignment.
    pub(super) fn bind_new(&mut self, target: &'a Expr, code: Code) -> String {
        match &target.kind {
            ExprKind::Name(_) => {
                let Some(var) = self.var(target) else { return String::new() };
                let ty = self.program.vars[var].ty.clone();
                let value = self.coerce(code, &ty);
                self.store(var, value)
            }
            ExprKind::Subscript { .. } => self.store_item(target, code),
            ExprKind::Attribute { value, attr, .. } => self.store_attribute(value, attr, target, code),
            _ => {
                self.no(Why::of(Reason::UnpackShape, "a target of this form"), target.span);
                String::new()
            }
        }
    }

    /// A name of a pattern: it begins here, whatever block is at hand.
    fn bind_fresh(&mut self, target: &'a Expr, code: Code) -> String {
        let ExprKind::Name(_) = target.kind else { return self.bind_new(target, code) };
        let Some(var) = self.var(target) else { return String::new() };
        let ty = self.program.vars[var].ty.clone();
        let value = self.coerce(code, &ty);
        self.modes.insert(var, Mode::Value);
        let name = self.name_pattern(var, &Item::One(ty, Form::Value), &mut Vec::new());
        format!("let {name} = {};", value.text)
    }

    /// `container[index] = value`.
    pub(super) fn store_item(&mut self, target: &'a Expr, code: Code) -> String {
        let ExprKind::Subscript { value, index } = &target.kind else { return String::new() };
        let held = self.ty(value);
        let held = held.some().clone();
        let item = self.ty(target);
        if let Some((key, item)) = held.entry() {
            let (key, item) = (key.clone(), item.clone());
            let value_code = self.coerce(code, &item);
            let owner = self.place_mut(value);
            let at = self.value(index, &key);
            return format!("{owner}.set({}, {});", at.text, value_code.text);
        }
        if let Ty::ByteArray = held {
            let owner = self.borrow_mut(value);
            let value_code = self.coerce(code, &Ty::Int);
            let at = self.value(index, &Ty::Int);
            return format!("rt::bytes::set({owner}, {}, {});", at.text, value_code.text);
        }
        let value_code = self.coerce(code, &item);
        if let (Ty::Array2(_), ExprKind::Tuple { elts }) = (&held, &index.kind) {
            let owner = self.place_mut(value);
            let (row, column) = (self.value(&elts[0], &Ty::Int), self.value(&elts[1], &Ty::Int));
            return format!("*{owner}.at_mut({}, {}) = {};", row.text, column.text, value_code.text);
        }
        let owner = self.place_mut(value);
        let at = self.value(index, &Ty::Int);
        let place = self.indexed_mut(&owner, value, index, &at.text);
        format!("*{place} = {};", value_code.text)
    }

    /// `owner.at_mut(index)`; the index is worked out before where it reads the owner itself.
    fn indexed_mut(&mut self, owner: &str, value: &'a Expr, index: &'a Expr, at: &str) -> String {
        let root = crate::place::root(self.program, self.module, value);
        if root.is_some_and(|root| self.names_in(index).contains(&root)) {
            let name = self.temp("at");
            return format!("({{ let {name} = {at}; {owner}.at_mut({name}) }})");
        }
        format!("{owner}.at_mut({at})")
    }

    /// What stands before the dot of a method that changes a place.
    pub(super) fn place_mut(&mut self, expr: &'a Expr) -> String {
        match &expr.kind {
            ExprKind::Subscript { value, index } if !matches!(index.kind, ExprKind::Slice { .. }) => {
                let held = self.ty(value);
                let held = held.some().clone();
                if let Some((key, item)) = held.entry() {
                    let (key, item) = (key.clone(), item.clone());
                    if let Ty::DefaultDict(..) = held {
                        return self.default_place(value, index, &key, &item);
                    }
                    let owner = self.place_mut(value);
                    let look = self.lookup(index, &key);
                    return format!("{owner}.at_mut({look})");
                }
                if let Ty::Tuple(_) = held
                    && let Some(at) = crate::infer_whole(index)
                {
                    let owner = self.place_mut(value);
                    return format!("{owner}.{at}");
                }
                let owner = self.place_mut(value);
                let at = self.value(index, &Ty::Int);
                self.indexed_mut(&owner, value, index, &at.text)
            }
            ExprKind::Attribute { value, attr, .. } => {
                let owner = self.place_mut(value);
                format!("{owner}.{}", super::item::field(attr))
            }
            ExprKind::Call { func, args, .. } => {
                if let ExprKind::Attribute { value, attr, .. } = &func.kind
                    && attr == "setdefault"
                    && let [key, default] = args.as_slice()
                {
                    return self.set_default(value, key, default);
                }
                let code = self.expr(expr);
                code.at(prec::ATOM)
            }
            _ => {
                let ty = self.ty(expr);
                let code = self.expr(expr);
                if let Ty::Optional(_) = ty {
                    return format!("{}.as_mut().{}", dotted(&code), super::form::SOME);
                }
                dotted(&code)
            }
        }
    }

    pub(super) fn set_default(&mut self, value: &'a Expr, key: &'a Expr, default: &'a Expr) -> String {
        let held = self.ty(value);
        let (at, item) =
            held.some().entry().map_or((Ty::Never, Ty::Never), |(key, item)| (key.clone(), item.clone()));
        let owner = self.place_mut(value);
        let is_total = self.is_total(default);
        let (at, default) = (self.value(key, &at), self.value(default, &item));
        let make = match default.text.strip_suffix("()") {
            // Python works the default out in any case.
            _ if !is_total => format!("{{ let made = {}; move || made }}", default.text),
            Some(make) if make.ends_with("::new") => make.to_owned(),
            _ => format!("|| {}", default.text),
        };
        format!("{owner}.entry_or({}, {make})", at.text)
    }

    /// `&mut` of a place, as an argument.
    pub(super) fn borrow_mut(&mut self, expr: &'a Expr) -> String {
        let place = self.place_mut(expr);
        match self.var(expr) {
            Some(var) if self.mode(var) == Mode::RefMut || self.captured_by_reference(var) => place,
            _ if place.ends_with(')') && place.contains("_mut(") || place.contains(".entry_or(") => place,
            _ => format!("&mut {place}"),
        }
    }
}
