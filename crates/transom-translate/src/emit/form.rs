//! What a piece of Rust is (a value, a place, a reference) and how one becomes another.

use super::Emit;
use crate::refusal::Code as Reason;
use crate::syntax::{Expr, ExprKind, Span};
use crate::types::Ty;
use crate::why::Why;

/// What a piece of Rust stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A value of its own.
    Value,
    /// A place that holds the value.
    Place,
    /// A reference to the value; for text, `&str`.
    Ref,
}

/// Takes a value out of what may be `None`.
pub(super) const SOME: &str = "expect(\"Python raises on None here\")";

/// An empty list of which nothing says what it would hold.
pub(super) const NOTHING: &str = "Vec::<()>::new()";

/// Takes the value of a variable that may have none yet.
pub(super) const BOUND: &str = "expect(\"it has no value yet\")";

/// Binding strengths; a higher one binds closer.
pub(crate) mod prec {
    pub(crate) const ATOM: u8 = 100;
    pub(crate) const UNARY: u8 = 90;
    pub(crate) const CAST: u8 = 85;
    pub(crate) const MUL: u8 = 80;
    pub(crate) const ADD: u8 = 75;
    pub(crate) const AND: u8 = 65;
    pub(crate) const XOR: u8 = 60;
    pub(crate) const OR: u8 = 55;
    pub(crate) const COMPARE: u8 = 50;
    pub(crate) const BOTH: u8 = 45;
    pub(crate) const EITHER: u8 = 40;
    pub(crate) const RANGE: u8 = 30;
    pub(crate) const LOW: u8 = 0;
}

/// A piece of Rust.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) prec: u8,
    pub(crate) form: Form,
    pub(crate) ty: Ty,
    /// A literal number: another type of number is another spelling.
    pub(crate) literal: bool,
    /// The variable that it moves from when it is taken by value for the last time.
    pub(crate) movable: bool,
    /// Whether what it holds is changed by someone, so that it cannot be copied.
    pub(crate) shared: Option<Span>,
}

impl Code {
    pub(crate) fn new(text: impl Into<String>, prec: u8, form: Form, ty: Ty) -> Code {
        Code { text: text.into(), prec, form, ty, literal: false, movable: false, shared: None }
    }

    pub(crate) fn value(text: impl Into<String>, ty: Ty) -> Code {
        Code::new(text, prec::ATOM, Form::Value, ty)
    }

    /// What its type alone decides; it is worked out all the same where that can do something.
    pub(crate) fn answering(&self, answer: bool) -> Code {
        let text = self.text.strip_suffix(".as_str()").unwrap_or(&self.text);
        let quiet = text.chars().all(|c| c.is_alphanumeric() || "_.&*':".contains(c));
        if quiet {
            return Code::value(answer.to_string(), Ty::Bool);
        }
        let first = if self.ty == Ty::None { "" } else { "let _ = " };
        Code::new(format!("{{ {first}{}; {answer} }}", self.text), prec::LOW, Form::Value, Ty::Bool)
    }

    /// The text, in parentheses where it binds less than it must.
    pub(crate) fn at(&self, least: u8) -> String {
        if self.prec < least { format!("({})", self.text) } else { self.text.clone() }
    }
}

impl<'a> Emit<'_, 'a> {
    /// The value of an expression, as a value of this type.
    pub(super) fn value(&mut self, expr: &'a Expr, want: &Ty) -> Code {
        let code = self.expr_as(expr, want);
        self.coerce(code, want)
    }

    /// The value of an expression in its own type.
    pub(super) fn own(&mut self, expr: &'a Expr) -> Code {
        let ty = self.ty(expr);
        self.value(expr, &ty)
    }

    /// An expression as `&str`.
    pub(super) fn text(&mut self, expr: &'a Expr) -> Code {
        let code = self.expr_as(expr, &Ty::Text);
        self.as_text(code)
    }

    pub(super) fn as_text(&mut self, code: Code) -> Code {
        let code = self.unwrapped(code);
        let code = self.member_value(code);
        match (&code.ty, code.form) {
            (Ty::Text, _) | (Ty::Str, Form::Ref) => Code { ty: Ty::Text, form: Form::Value, ..code },
            (Ty::Str, _) => {
                Code::new(format!("&{}", code.at(prec::UNARY)), prec::UNARY, Form::Value, Ty::Text)
            }
            (Ty::Char | Ty::Letter, _) => {
                let inner = self.plain(code);
                Code::value(format!("rt::text::of({})", inner.text), Ty::Text)
            }
            _ => code,
        }
    }

    /// A copied value without its reference.
    pub(super) fn plain(&mut self, code: Code) -> Code {
        if code.form == Form::Ref && code.ty.is_copy() && code.ty != Ty::Text {
            let text = match code.text.strip_prefix('&') {
                Some(inner) if !inner.contains(' ') => inner.to_owned(),
                _ => format!("*{}", code.at(prec::UNARY)),
            };
            return Code { text, prec: prec::UNARY, form: Form::Value, ..code };
        }
        code
    }

    /// An expression as `&T`.
    pub(super) fn reference(&mut self, expr: &'a Expr, want: &Ty) -> Code {
        let code = self.expr_as(expr, want);
        self.as_ref(code, want)
    }

    pub(super) fn as_ref(&mut self, code: Code, want: &Ty) -> Code {
        if want.is_text() && *want != Ty::Char && *want != Ty::Letter {
            return self.as_text(code);
        }
        let same = code.ty == *want || (code.ty.is_char() && want.is_char());
        let code = if same { code } else { self.coerce(code, want) };
        match code.form {
            Form::Ref => code,
            Form::Place => match code.text.strip_prefix('*') {
                // The place behind a reference: the reference itself.
                Some(inner) if code.prec == prec::UNARY => {
                    Code::new(inner, prec::ATOM, Form::Ref, want.clone())
                }
                _ => Code::new(format!("&{}", code.at(prec::UNARY)), prec::UNARY, Form::Ref, want.clone()),
            },
            Form::Value => {
                let suffix = if code.literal && code.ty == Ty::Int { "_i64" } else { "" };
                Code::new(format!("&{}{suffix}", code.at(prec::UNARY)), prec::UNARY, Form::Ref, want.clone())
            }
        }
    }

    /// What may be `None`, without it: `None` here raises in Python, so it declines.
    pub(super) fn unwrapped(&mut self, code: Code) -> Code {
        let Ty::Optional(inner) = code.ty.clone() else { return code };
        let ty = (*inner).clone();
        if ty.is_copy() {
            let code = self.plain(code);
            return Code::new(format!("{}.{SOME}", code.at(prec::ATOM)), prec::ATOM, Form::Value, ty);
        }
        if code.form == Form::Value {
            Code::new(format!("{}.{SOME}", code.at(prec::ATOM)), prec::ATOM, Form::Value, ty)
        } else {
            let as_ref = match ty {
                Ty::List(_) | Ty::Str => "as_deref",
                _ => "as_ref",
            };
            Code::new(format!("{}.{as_ref}().{SOME}", code.at(prec::ATOM)), prec::ATOM, Form::Ref, ty)
        }
    }

    /// A member of an enumeration of numbers or texts, as what it is besides.
    pub(super) fn member_value(&mut self, code: Code) -> Code {
        match self.program.operand(&code.ty) {
            ty if ty == code.ty || matches!(ty, Ty::Optional(_)) => code,
            ty => {
                let code = self.plain(code);
                Code::value(format!("{}.value()", code.at(prec::ATOM)), ty)
            }
        }
    }

    /// As a value of that type.
    pub(super) fn coerce(&mut self, code: Code, want: &Ty) -> Code {
        if matches!(code.ty, Ty::Enum(_)) && (want.is_number() || want.is_text()) {
            let value = self.member_value(code);
            return if value.ty == *want { value } else { self.coerce(value, want) };
        }
        if *want == Ty::Never || code.ty == *want || (code.ty.is_char() && want.is_char()) {
            return self.owned(code);
        }
        if let Ty::Clash(..) = want {
            return self.owned(code);
        }
        match (&code.ty.clone(), want) {
            (Ty::Never, _) => code,
            (Ty::None, Ty::Optional(_)) => Code::value("None", want.clone()),
            (Ty::Optional(inner), Ty::Optional(other)) => self.coerce_option(code, inner, other),
            (_, Ty::Optional(inner)) => {
                let inner = self.coerce(code, inner);
                Code::value(format!("Some({})", inner.text), want.clone())
            }
            (Ty::Optional(_), _) => {
                let inner = self.unwrapped(code);
                self.coerce(inner, want)
            }
            (Ty::Char | Ty::Letter, Ty::Str) => {
                let code = self.plain(code);
                Code::value(format!("{}.to_string()", code.at(prec::ATOM)), Ty::Str)
            }
            (Ty::Text, Ty::Str) if code.text == "\"\"" => Code::value("String::new()", Ty::Str),
            (Ty::Text, Ty::Str) => {
                Code::value(format!("{}.to_string()", super::expr::dotted(&code)), Ty::Str)
            }
            (_, Ty::Text) if code.ty.is_text() => self.as_text(code),
            (_, Ty::Char | Ty::Letter) if code.ty.is_text() => {
                let text = self.as_text(code);
                Code::value(format!("rt::text::only({})", text.text), Ty::Char)
            }
            (Ty::Bool | Ty::Int | Ty::Float | Ty::Number, Ty::Int | Ty::Float | Ty::Number) => {
                self.coerce_number(code, want)
            }
            _ => self.coerce_container(code, want),
        }
    }

    fn coerce_number(&mut self, code: Code, want: &Ty) -> Code {
        let code = self.plain(code);
        let text = match (&code.ty, want) {
            (Ty::Int, Ty::Float) if code.literal => {
                return Code { text: format!("{}.0", code.text), ty: Ty::Float, ..code };
            }
            (Ty::Int, Ty::Float) => {
                return Code::new(
                    format!("{} as f64", code.at(prec::CAST)),
                    prec::CAST,
                    Form::Value,
                    Ty::Float,
                );
            }
            (Ty::Bool, Ty::Int) => format!("i64::from({})", code.text),
            (Ty::Bool, Ty::Float) => format!("f64::from(u8::from({}))", code.text),
            (Ty::Int, Ty::Number) if code.literal => format!("Number::Int({})", code.text),
            (Ty::Float, Ty::Number) if code.literal => format!("Number::Float({})", code.text),
            (_, Ty::Number) => format!("Number::from({})", code.text),
            (Ty::Number, Ty::Float) => format!("{}.float()", code.at(prec::ATOM)),
            (Ty::Number, Ty::Int) => format!("{}.int()", code.at(prec::ATOM)),
            // An integer is wanted of a float: Python has no such conversion by itself.
            _ => format!("rt::int::from_float({})", code.text),
        };
        Code::value(text, want.clone())
    }

    fn coerce_option(&mut self, code: Code, inner: &Ty, other: &Ty) -> Code {
        let want = Ty::optional(other.clone());
        let form = if code.form == Form::Value || inner.is_copy() { Form::Value } else { Form::Ref };
        let receiver = match form {
            Form::Value => self.plain(code).at(prec::ATOM),
            _ => format!("{}.as_ref()", code.at(prec::ATOM)),
        };
        let item = self.coerce(Code::new("value", prec::ATOM, form, inner.clone()), other);
        if item.text == "value.to_string()" && inner == &Ty::Text {
            return Code::value(format!("{receiver}.map(str::to_string)"), want);
        }
        Code::value(format!("{receiver}.map(|value| {})", item.text), want)
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each pair of containers")]
    fn coerce_container(&mut self, code: Code, want: &Ty) -> Code {
        let code = if code.movable && code.form == Form::Place {
            Code { form: Form::Value, shared: None, ..code }
        } else {
            code
        };
        let span = code.shared;
        match (code.ty.clone(), want) {
            (Ty::List(from) | Ty::Iter(from), Ty::List(to) | Ty::Iter(to)) if from == *to => self.owned(code),
            (
                Ty::List(from) | Ty::Iter(from) | Ty::Deque(from) | Ty::Set(from),
                Ty::List(to) | Ty::Deque(to) | Ty::Set(to),
            ) => {
                if code.text == NOTHING || code.text == "Vec::new()" {
                    return Code::value(super::item::zero(want), want.clone());
                }
                if from == *to {
                    return Code { ty: want.clone(), ..self.owned(code) };
                }
                self.refuse_shared(span);
                let (walk, form) = match (&code.ty, code.form) {
                    // A set has no order to show; as another set it shows none.
                    (Ty::Set(_), _) => ("unordered", Form::Ref),
                    (_, Form::Value) => ("into_iter", Form::Value),
                    _ => ("iter", Form::Ref),
                };
                let item = self.coerce(Code::new("item", prec::ATOM, form, (*from).clone()), to);
                let map =
                    if item.text == "item" { String::new() } else { format!(".map(|item| {})", item.text) };
                let text = format!("{}.{walk}(){map}.collect::<{}>()", code.at(prec::ATOM), outer_rust(want));
                Code::value(text, want.clone())
            }
            (Ty::Tuple(from), Ty::Tuple(to)) if from.len() == to.len() && is_plain(&code.text) => {
                let form = Form::Place;
                let items: Vec<String> = from
                    .iter()
                    .zip(to)
                    .enumerate()
                    .map(|(at, (from, to))| {
                        let text = format!("{}.{at}", code.text);
                        let movable = code.form == Form::Value;
                        let part = Code { movable, ..Code::new(text, prec::ATOM, form, from.clone()) };
                        self.coerce(part, to).text
                    })
                    .collect();
                let comma = if items.len() == 1 { "," } else { "" };
                Code::value(format!("({}{comma})", items.join(", ")), want.clone())
            }
            (Ty::Tuple(from), Ty::Tuple(to)) if from.len() == to.len() => {
                let names: Vec<String> = (0..from.len()).map(|at| format!("item_{at}")).collect();
                let form = if code.form == Form::Value { Form::Value } else { Form::Ref };
                let borrowed = if form == Form::Ref {
                    self.as_ref(code.clone(), &code.ty.clone())
                } else {
                    code.clone()
                };
                let items: Vec<String> = names
                    .iter()
                    .zip(from.iter().zip(to))
                    .map(|(name, (from, to))| {
                        self.coerce(Code::new(name, prec::ATOM, form, from.clone()), to).text
                    })
                    .collect();
                let text =
                    format!("{{ let ({}) = {}; ({}) }}", names.join(", "), borrowed.text, items.join(", "));
                Code::new(text, prec::LOW, Form::Value, want.clone())
            }
            (_, _) if code.ty.entry().is_some() && want.entry().is_some() => {
                let ((from_key, from), (to_key, to)) = (
                    code.ty.entry().map(|(key, value)| (key.clone(), value.clone())).expect("it was asked"),
                    want.entry().map(|(key, value)| (key.clone(), value.clone())).expect("it was asked"),
                );
                if (from_key == to_key && from == to) || code.text == "Dict::new()" {
                    return Code { ty: want.clone(), ..self.owned(code) };
                }
                self.refuse_shared(span);
                let (walk, form) =
                    if code.form == Form::Value { ("into_iter", Form::Value) } else { ("items", Form::Ref) };
                let key = self.coerce(Code::new("key", prec::ATOM, form, from_key), &to_key);
                let value = self.coerce(Code::new("value", prec::ATOM, form, from), &to);
                let text = format!(
                    "{}.{walk}().map(|(key, value)| ({}, {})).collect::<{}>()",
                    code.at(prec::ATOM),
                    key.text,
                    value.text,
                    outer_rust(want)
                );
                Code::value(text, want.clone())
            }
            (Ty::Tuple(_) | Ty::VarTuple(_), Ty::VarTuple(to)) => self.tuple_as_vec(code, to, want),
            (Ty::VarTuple(from), Ty::List(to)) => {
                self.refuse_shared(span);
                let item = self.coerce(Code::new("item", prec::ATOM, Form::Ref, (*from).clone()), to);
                let text = if from == *to {
                    format!("{}.to_vec()", code.at(prec::ATOM))
                } else {
                    format!("{}.iter().map(|item| {}).collect::<Vec<_>>()", code.at(prec::ATOM), item.text)
                };
                Code::value(text, want.clone())
            }
            (Ty::FrozenSet(_) | Ty::Set(_), Ty::FrozenSet(_) | Ty::Set(_)) => {
                Code { ty: want.clone(), ..self.owned(code) }
            }
            _ => Code { ty: want.clone(), ..self.owned(code) },
        }
    }

    fn tuple_as_vec(&mut self, code: Code, to: &Ty, want: &Ty) -> Code {
        let items: Vec<Ty> = match &code.ty {
            Ty::Tuple(items) => items.clone(),
            _ => return Code { ty: want.clone(), ..self.owned(code) },
        };
        let names: Vec<String> = (0..items.len()).map(|at| format!("item_{at}")).collect();
        let value = self.owned(code);
        let list: Vec<String> = names
            .iter()
            .zip(&items)
            .map(|(name, from)| self.coerce(Code::new(name, prec::ATOM, Form::Value, from.clone()), to).text)
            .collect();
        let text = format!(
            "{{ let ({},) = {}; rt::Tuple::from(vec![{}]) }}",
            names.join(", "),
            value.text,
            list.join(", ")
        );
        Code::new(text, prec::LOW, Form::Value, want.clone())
    }

    fn refuse_shared(&mut self, span: Option<Span>) {
        if let Some(span) = span {
            let name = self.source(span).to_owned();
            self.no(
                Why::of(
                    Reason::SharedContainer,
                    format!("`{name}` gets a second name here, and what it holds is changed"),
                ),
                span,
            );
        }
    }

    /// A value of its own: copied, moved, or cloned.
    pub(super) fn owned(&mut self, code: Code) -> Code {
        if code.ty == Ty::Text {
            return Code { form: Form::Value, ..code };
        }
        if code.ty.is_copy() {
            return self.plain(code);
        }
        match code.form {
            Form::Value => code,
            Form::Place if code.movable => Code { form: Form::Value, ..code },
            Form::Place | Form::Ref => {
                self.refuse_shared(code.shared);
                let text = code.text.strip_prefix('&').filter(|rest| !rest.contains(' '));
                let code = match text.and_then(|text| text.strip_suffix("[..]")) {
                    Some(whole) => Code { text: whole.to_owned(), prec: prec::ATOM, ..code },
                    None => Code { text: text.unwrap_or(&code.text).to_owned(), ..code },
                };
                let method = match (&code.ty, code.form) {
                    (Ty::Str, _) => "to_string",
                    (Ty::List(_), _) => "to_vec",
                    (
                        Ty::Dict(..)
                        | Ty::DefaultDict(..)
                        | Ty::OrderedDict(..)
                        | Ty::Counter(_)
                        | Ty::Set(_)
                        | Ty::Deque(_),
                        _,
                    ) => "copy",
                    _ => "clone",
                };
                let place = match code.text.strip_prefix('*') {
                    Some(inner) if code.prec == prec::UNARY => inner.to_owned(),
                    _ => code.at(prec::ATOM),
                };
                Code::value(format!("{place}.{method}()"), code.ty)
            }
        }
    }

    /// The value of an expression that is a literal number of that type.
    pub(super) fn number_literal(&self, expr: &Expr, want: &Ty) -> Option<Code> {
        let text = match (&expr.kind, want) {
            (ExprKind::Int(value), Ty::Float) => format!("{value}.0"),
            (ExprKind::Int(value), _) => value.to_string(),
            _ => return None,
        };
        let ty = if *want == Ty::Float { Ty::Float } else { Ty::Int };
        Some(Code { literal: true, ..Code::value(text, ty) })
    }
}

/// Whether a piece of Rust is a name, or a field of one.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.') && text.starts_with(char::is_alphabetic)
}

/// The container with its items left to Rust.
pub(super) fn outer_rust(ty: &Ty) -> &'static str {
    match ty {
        Ty::Deque(_) => "Deque<_>",
        Ty::Set(_) | Ty::FrozenSet(_) => "Set<_>",
        Ty::Dict(..) | Ty::DefaultDict(..) | Ty::OrderedDict(..) => "Dict<_, _>",
        Ty::Counter(_) => "Counter<_>",
        _ => "Vec<_>",
    }
}
