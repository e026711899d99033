//! f-strings and `%` formats.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{Conversion, Expr, ExprKind, FStringPart};
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn fstring(&mut self, parts: &'a [FStringPart]) -> Code {
        let mut format = String::new();
        let mut values = Vec::new();
        for part in parts {
            match part {
                FStringPart::Literal(Some(text)) => format.push_str(&escaped(text)),
                FStringPart::Literal(None) => {}
                FStringPart::Value { expr, conversion, spec, debug } => {
                    if let Some(debug) = debug {
                        format.push_str(&escaped(debug));
                    }
                    let repr = match (conversion, spec, debug) {
                        (Some(Conversion::Repr), ..) | (None, None, Some(_)) => true,
                        (Some(Conversion::Ascii), ..) => {
                            self.no(Why::of(Reason::FormatSpec, "`!a` in a format"), expr.span);
                            true
                        }
                        _ => false,
                    };
                    let value =
                        self.formatted(expr, repr, spec.as_deref(), *conversion == Some(Conversion::Str));
                    let is_name = value.chars().all(|c| c.is_alphanumeric() || c == '_')
                        && !value.is_empty()
                        && !value.starts_with(|c: char| c.is_ascii_digit());
                    if is_name {
                        format.push_str(&format!("{{{value}}}"));
                    } else {
                        format.push_str("{}");
                        values.push(value);
                    }
                }
            }
        }
        if values.is_empty() && !format.contains('{') {
            return Code::value(format!("\"{format}\".to_string()"), Ty::Str);
        }
        let list = values.into_iter().map(|value| format!(", {value}")).collect::<String>();
        Code::value(format!("format!(\"{format}\"{list})"), Ty::Str)
    }

    /// One value as what `format!` shows.
    fn formatted(
        &mut self,
        expr: &'a Expr,
        repr: bool,
        spec: Option<&'a [FStringPart]>,
        as_str: bool,
    ) -> String {
        let ty = self.ty(expr);
        let spec = spec.and_then(|spec| self.spec(spec));
        if repr {
            let code = self.expr(expr);
            let code = self.as_ref(code.clone(), &code.ty.clone());
            let text = format!("rt::repr({})", code.text);
            return match spec {
                Some(spec) => format!("rt::format::text(&{text}, {spec})"),
                None => text,
            };
        }
        match (&ty, spec) {
            (Ty::Int, None) => self.own(expr).text,
            (Ty::Char | Ty::Letter, None) => {
                let code = self.expr_as(expr, &Ty::Char);
                self.plain(code).text
            }
            (Ty::Text | Ty::Str, None) => {
                let code = self.expr_as(expr, &Ty::Text);
                if code.prec == prec::LOW { format!("({})", code.text) } else { code.text }
            }
            (_, None) => {
                let code = self.expr(expr);
                let code = self.as_ref(code.clone(), &code.ty.clone());
                format!("rt::str({})", code.text)
            }
            (_, Some(spec)) if as_str => {
                let code = self.expr(expr);
                let code = self.as_ref(code.clone(), &code.ty.clone());
                format!("rt::format::text(&rt::str({}), {spec})", code.text)
            }
            (Ty::Int | Ty::Float | Ty::Number | Ty::Bool, Some(spec)) => {
                let name = match ty {
                    Ty::Int => "int",
                    Ty::Float => "float",
                    Ty::Bool => "bool",
                    _ => "number",
                };
                let value = self.own(expr);
                format!("rt::format::{name}({}, {spec})", value.text)
            }
            (_, Some(spec)) if ty.is_text() => {
                let text = self.text(expr);
                format!("rt::format::text({}, {spec})", text.text)
            }
            (_, Some(_)) => {
                self.no(Why::of(Reason::FormatSpec, format!("a format of {ty}")), expr.span);
                String::new()
            }
        }
    }

    /// A format specification as `&str`: a literal, or a text made of literals and values.
    fn spec(&mut self, parts: &'a [FStringPart]) -> Option<String> {
        if parts.is_empty() {
            return None;
        }
        if let [FStringPart::Literal(Some(text))] = parts {
            return Some(super::expr::quote(text));
        }
        let code = self.fstring(parts);
        Some(format!("&{}", code.at(prec::UNARY)))
    }

    /// `"%d of %s" % (a, b)`.
    pub(super) fn percent_format(&mut self, format: &'a Expr, values: &'a Expr) -> Code {
        let ExprKind::Str(Some(text)) = &format.kind else {
            self.no(Why::of(Reason::FormatSpec, "a format that is not a literal"), format.span);
            return Code::value("String::new()", Ty::Str);
        };
        let args: Vec<&'a Expr> = match &values.kind {
            ExprKind::Tuple { elts } => elts.iter().collect(),
            _ => vec![values],
        };
        let Some(pieces) = pieces(text) else {
            self.no(Why::of(Reason::FormatSpec, "this `%` format").mended("write an f-string"), format.span);
            return Code::value("String::new()", Ty::Str);
        };
        let mut out = String::new();
        let mut shown = Vec::new();
        let mut rest = args.into_iter();
        for piece in pieces {
            let Some(directive) = piece.strip_prefix('%').filter(|rest| *rest != "%") else {
                out.push_str(&escaped(if piece == "%%" { "%" } else { &piece }));
                continue;
            };
            let Some(arg) = rest.next() else {
                self.no(Why::of(Reason::FormatSpec, "a `%` format with too few values"), values.span);
                return Code::value("String::new()", Ty::Str);
            };
            out.push_str("{}");
            shown.push(self.percent_piece(&piece, directive, arg));
        }
        let list = shown.into_iter().map(|value| format!(", {value}")).collect::<String>();
        Code::value(format!("format!(\"{out}\"{list})"), Ty::Str)
    }

    fn percent_piece(&mut self, piece: &str, directive: &str, arg: &'a Expr) -> String {
        let ty = self.ty(arg);
        let quoted = super::expr::quote(piece);
        match (directive.chars().last(), &ty) {
            (Some('d' | 'i' | 'u' | 'x' | 'X' | 'o'), Ty::Int | Ty::Bool) => {
                let value = self.value(arg, &Ty::Int);
                format!("rt::format::percent_int({quoted}, {})", value.text)
            }
            (Some('e' | 'E' | 'f' | 'F' | 'g' | 'G'), Ty::Int | Ty::Float | Ty::Bool) => {
                let value = self.value(arg, &Ty::Float);
                format!("rt::format::percent_float({quoted}, {})", value.text)
            }
            (Some('s'), _) if ty.is_text() => {
                let text = self.text(arg);
                format!("rt::format::percent_text({quoted}, {})", text.text)
            }
            (Some('s'), _) => {
                let code = self.expr(arg);
                let code = self.as_ref(code.clone(), &code.ty.clone());
                format!("rt::format::percent_text({quoted}, &rt::str({}))", code.text)
            }
            _ => {
                self.no(
                    Why::of(Reason::FormatSpec, format!("`{piece}` of {ty}")).mended("write an f-string"),
                    arg.span,
                );
                String::new()
            }
        }
    }

    /// `lambda` outside of a call that takes one.
    pub(super) fn lambda(&mut self, params: &'a crate::syntax::Params, body: &'a Expr) -> Code {
        let _ = (params, body);
        Code::new("()", prec::ATOM, Form::Value, Ty::Never)
    }
}

/// Text inside a format string.
fn escaped(text: &str) -> String {
    let quoted = format!("{text:?}");
    quoted[1..quoted.len() - 1].replace('{', "{{").replace('}', "}}").replace("\\'", "'")
}

/// A `%` format in pieces: literal text, `%%`, directives.
fn pieces(text: &str) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        if at > 0 {
            all.push(rest[..at].to_owned());
        }
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix("%%") {
            all.push("%%".to_owned());
            rest = after;
            continue;
        }
        let end =
            tail[1..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | ' ' | '#' | '.'))? + 1;
        let kind = tail[end..].chars().next()?;
        if !matches!(kind, 'd' | 'i' | 'u' | 's' | 'f' | 'F' | 'e' | 'E' | 'g' | 'G' | 'x' | 'X' | 'o') {
            return None;
        }
        all.push(tail[..=end].to_owned());
        rest = &tail[end + 1..];
    }
    if !rest.is_empty() {
        all.push(rest.to_owned());
    }
    Some(all)
}
