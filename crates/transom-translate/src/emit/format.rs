//! f-strings, `str.format` and `%` formats.

use super::form::prec;
use super::{Code, Emit, Form};
use crate::refusal::Code as Reason;
use crate::syntax::{Conversion, Expr, ExprKind, FStringPart, Keyword};
use crate::template::Piece;
use crate::types::Ty;
use crate::why::Why;

impl<'a> Emit<'_, 'a> {
    pub(super) fn fstring(&mut self, parts: &'a [FStringPart]) -> Code {
        let mut format = Format::default();
        for part in parts {
            match part {
                FStringPart::Literal(Some(text)) => format.literal(text),
                FStringPart::Literal(None) => {}
                FStringPart::Value { expr, conversion, spec, debug } => {
                    if let Some(debug) = debug {
                        format.literal(debug);
                    }
                    let shown = match (conversion, spec, debug) {
                        (Some(Conversion::Repr), ..) | (None, None, Some(_)) => Some("repr"),
                        (Some(Conversion::Ascii), ..) => Some("ascii"),
                        (Some(Conversion::Str), ..) => Some("str"),
                        _ => None,
                    };
                    let spec = spec.as_deref().and_then(|spec| self.spec(spec));
                    let value = self.formatted(expr, shown, spec);
                    format.value(value);
                }
            }
        }
        Code::value(format.text(), Ty::Str)
    }

    /// `"{} {:.2f}".format(a, b)`.
    pub(super) fn str_format(&mut self, format: &str, args: &'a [Expr], keywords: &'a [Keyword]) -> Code {
        let Some(pieces) = crate::template::parse(format, args, keywords) else {
            return Code::value("String::new()", Ty::Str);
        };
        let all: Vec<&'a Expr> = args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).collect();
        let shown = crate::template::shown(&pieces);
        let in_order = shown.windows(2).all(|pair| pair[0] < pair[1]) && shown.len() == all.len();
        // What is shown twice, elsewhere or not at all is worked out once, and first.
        let mut lets = String::new();
        for arg in all.iter().copied() {
            if in_order || self.is_quiet(arg) {
                continue;
            }
            let key = self.key(arg);
            let code = self.own(arg);
            let name = self.temp("argument");
            lets.push_str(&format!("let {name} = {}; ", code.text));
            self.replaced.insert(key, Code::new(name, prec::ATOM, Form::Place, code.ty));
        }
        let mut format = Format::default();
        self.template(&pieces, &all, &mut format);
        for arg in &all {
            let key = self.key(arg);
            self.replaced.remove(&key);
        }
        let code = Code::value(format.text(), Ty::Str);
        if lets.is_empty() {
            return code;
        }
        Code::new(format!("{{ {lets}{} }}", code.text), prec::LOW, Form::Value, Ty::Str)
    }

    fn template(&mut self, pieces: &[Piece], all: &[&'a Expr], out: &mut Format) {
        for piece in pieces {
            let field = match piece {
                Piece::Text(text) => {
                    out.literal(text);
                    continue;
                }
                Piece::Field(field) => field,
            };
            let spec = match field.spec.as_slice() {
                [] => None,
                [Piece::Text(spec)] => Some(super::expr::quote(spec)),
                spec => {
                    let mut inner = Format::default();
                    self.template(spec, all, &mut inner);
                    Some(format!("&{}", inner.text()))
                }
            };
            let shown = field.conversion.map(|letter| if letter == 'r' { "repr" } else { "str" });
            let value = self.formatted(all[field.arg], shown, spec);
            out.value(value);
        }
    }

    /// `format(value, spec)`.
    pub(super) fn format_call(&mut self, value: &'a Expr, spec: Option<&'a Expr>) -> Code {
        let spec = match spec.map(|spec| &spec.kind) {
            None => None,
            Some(ExprKind::Str(Some(text))) if text.is_empty() => None,
            Some(ExprKind::Str(Some(text))) => Some(super::expr::quote(text)),
            Some(_) => spec.map(|spec| self.text(spec).text),
        };
        let shown = self.formatted(value, None, spec);
        if shown.starts_with("rt::") {
            return Code::value(shown, Ty::Str);
        }
        Code::value(format!("({shown}).to_string()"), Ty::Str)
    }

    /// Members of enumerations are shown differently from one version of Python to the next.
    fn no_member(&mut self, ty: &Ty, expr: &'a Expr) {
        if let Ty::Enum(_) = ty.some() {
            let why = Why::of(Reason::FormatSpec, "a member of an enumeration as text");
            self.no(why.mended("write `.value` or `.name`"), expr.span);
        }
    }

    /// One value as what `format!` shows; `shown`: by `repr`, `ascii` or `str` first.
    fn formatted(&mut self, expr: &'a Expr, shown: Option<&str>, spec: Option<String>) -> String {
        let ty = self.ty(expr);
        self.no_member(&ty, expr);
        if let Some(by @ ("repr" | "ascii")) = shown {
            let code = self.expr(expr);
            let code = self.as_ref(code.clone(), &code.ty.clone());
            let text = format!("rt::{by}({})", code.text);
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
                code.text
            }
            (_, None) => {
                let code = self.expr(expr);
                let code = self.as_ref(code.clone(), &code.ty.clone());
                format!("rt::str({})", code.text)
            }
            (_, Some(spec)) if shown.is_some() => {
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
            (Ty::Other("rt::Date" | "rt::DateTime" | "rt::Time"), Some(spec)) => {
                let plain =
                    spec.starts_with('"') && crate::ops::format_is_plain(spec.trim_matches('"'), false);
                if !plain {
                    let why = Why::of(Reason::FormatSpec, "a format of dates that is not of plain numbers");
                    self.no(why.mended("use %Y %m %d %H %M %S %f only"), expr.span);
                }
                let value = self.own(expr);
                format!("{}.strftime({spec})", value.at(prec::ATOM))
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
        let Some(text) = crate::constant::text(self.program, self.module, format) else {
            self.no(Why::of(Reason::FormatSpec, "a format that is not a literal"), format.span);
            return Code::value("String::new()", Ty::Str);
        };
        let held = self.ty(values);
        let is_tuple = matches!(held.some(), Ty::Tuple(_) | Ty::VarTuple(_))
            || self.program.named_tuple(&held).is_some();
        if is_tuple && !matches!(values.kind, ExprKind::Tuple { .. }) {
            let why = Why::of(Reason::FormatSpec, "a `%` format of a tuple that is not written out");
            self.no(why.mended("write an f-string"), values.span);
            return Code::value("String::new()", Ty::Str);
        }
        let args: Vec<&'a Expr> = match &values.kind {
            ExprKind::Tuple { elts } => elts.iter().collect(),
            _ => vec![values],
        };
        let wrong = |message: &str| Why::of(Reason::FormatSpec, message).mended("write an f-string");
        let Some(pieces) = pieces(text) else {
            self.no(wrong("this `%` format"), format.span);
            return Code::value("String::new()", Ty::Str);
        };
        let takes: usize = pieces.iter().map(|piece| directive(piece).map_or(0, |_| 1 + stars(piece))).sum();
        if takes != args.len() {
            self.no(wrong("a `%` format with another number of values"), values.span);
            return Code::value("String::new()", Ty::Str);
        }
        let mut out = String::new();
        let mut shown = Vec::new();
        let mut rest = args.into_iter();
        for piece in pieces {
            if directive(&piece).is_none() {
                out.push_str(&escaped(if piece == "%%" { "%" } else { &piece }));
                continue;
            }
            let mut quoted = super::expr::quote(&piece);
            if stars(&piece) > 0 {
                let widths: Vec<String> =
                    rest.by_ref().take(stars(&piece)).map(|width| self.value(width, &Ty::Int).text).collect();
                quoted = format!("&format!({}, {})", quoted.replace('*', "{}"), widths.join(", "));
            }
            let Some(arg) = rest.next() else { break };
            out.push_str("{}");
            shown.push(self.percent_piece(&piece, &quoted, arg));
        }
        let list = shown.into_iter().map(|value| format!(", {value}")).collect::<String>();
        Code::value(format!("format!(\"{out}\"{list})"), Ty::Str)
    }

    fn percent_piece(&mut self, piece: &str, quoted: &str, arg: &'a Expr) -> String {
        let ty = self.ty(arg);
        self.no_member(&ty, arg);
        match (piece.chars().last(), &ty) {
            (Some('d' | 'i' | 'u'), Ty::Float) => {
                let value = self.value(arg, &Ty::Float);
                format!("rt::format::percent_float({quoted}, {})", value.text)
            }
            (Some('c'), Ty::Int) => {
                let value = self.value(arg, &Ty::Int);
                format!("rt::format::percent_int({quoted}, {})", value.text)
            }
            (Some('c'), _) if ty.is_text() => {
                let text = self.text(arg);
                format!("rt::format::percent_text({quoted}, {})", text.text)
            }
            (Some('r'), _) => {
                let code = self.expr(arg);
                let code = self.as_ref(code.clone(), &code.ty.clone());
                let quoted = quoted.replacen("r\"", "s\"", 1);
                format!("rt::format::percent_text({quoted}, &rt::repr({}))", code.text)
            }
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

/// What becomes a `format!`: literal text, and values by their names where they have one.
#[derive(Default)]
pub(super) struct Format {
    format: String,
    values: Vec<String>,
}

impl Format {
    pub(super) fn literal(&mut self, text: &str) {
        self.format.push_str(&escaped(text));
    }

    pub(super) fn value(&mut self, value: String) {
        let literal = super::expr::is_text_literal(&value) || value.len() > 2 && value.starts_with('\'');
        if is_name(&value) {
            self.format.push_str(&format!("{{{value}}}"));
        } else if literal && !value.contains('\\') {
            self.literal(&value[1..value.len() - 1]);
        } else {
            self.format.push_str("{}");
            self.values.push(value);
        }
    }

    /// The whole; a plain text where there is no value in it.
    pub(super) fn text(self) -> String {
        if self.values.is_empty() && !self.format.contains('{') && !self.format.contains('}') {
            return format!("\"{}\".to_string()", self.format);
        }
        let list = self.values.into_iter().map(|value| format!(", {value}")).collect::<String>();
        format!("format!(\"{}\"{list})", self.format)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Text inside a format string.
fn escaped(text: &str) -> String {
    let quoted = format!("{text:?}");
    quoted[1..quoted.len() - 1].replace('{', "{{").replace('}', "}}").replace("\\'", "'")
}

/// What stands behind the `%` of a piece that shows a value.
fn directive(piece: &str) -> Option<&str> {
    piece.strip_prefix('%').filter(|rest| *rest != "%")
}

/// How many widths and precisions of a directive are values, too.
fn stars(piece: &str) -> usize {
    piece.matches('*').count()
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
        let end = tail[1..]
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | ' ' | '#' | '.' | '*'))?
            + 1;
        let kind = tail[end..].chars().next()?;
        if !"diusrcfFeEgGxXo".contains(kind) {
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
