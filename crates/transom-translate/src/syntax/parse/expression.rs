//! Expressions and literals.

use ruff_python_ast as ast;
use ruff_python_ast::Expr as E;
use ruff_text_size::{Ranged, TextRange};

use super::super::{
    BinOp, BoolOp, CompareOp, Comprehension, Conversion, Expr, ExprKind, FStringPart, Params, UnaryOp,
};
use super::{Builder, Fault, span};

impl Builder<'_> {
    pub(super) fn expr(&mut self, expr: &ast::Expr) -> Result<Expr, Fault> {
        let id = self.id();
        let kind = self.nest(expr.range(), |builder| builder.expr_kind(expr))?;
        Ok(Expr { kind, span: span(expr.range()), id })
    }

    pub(super) fn exprs(&mut self, exprs: &[ast::Expr]) -> Result<Vec<Expr>, Fault> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn maybe(&mut self, expr: Option<&ast::Expr>) -> Result<Option<Expr>, Fault> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    fn boxed(&mut self, expr: &ast::Expr) -> Result<Box<Expr>, Fault> {
        self.expr(expr).map(Box::new)
    }

    fn maybe_boxed(&mut self, expr: Option<&ast::Expr>) -> Result<Option<Box<Expr>>, Fault> {
        Ok(self.maybe(expr)?.map(Box::new))
    }

    /// In three parts, to keep the frames of the recursion small.
    fn expr_kind(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        match expr {
            E::BoolOp(_)
            | E::Named(_)
            | E::BinOp(_)
            | E::UnaryOp(_)
            | E::Lambda(_)
            | E::If(_)
            | E::Compare(_) => self.operation(expr),
            E::Call(node) => self.call(node),
            E::Attribute(node) => self.attribute(node),
            E::Subscript(node) => {
                Ok(ExprKind::Subscript { value: self.boxed(&node.value)?, index: self.boxed(&node.slice)? })
            }
            E::ListComp(_) | E::SetComp(_) | E::DictComp(_) | E::Generator(_) => self.comprehension(expr),
            E::List(_) | E::Tuple(_) | E::Set(_) | E::Dict(_) | E::Starred(_) | E::Slice(_) => {
                self.display(expr)
            }
            E::Await(_) | E::Yield(_) | E::YieldFrom(_) => self.suspension(expr),
            E::FString(node) => self.f_string(node),
            _ => self.leaf(expr),
        }
    }

    fn call(&mut self, node: &ast::ExprCall) -> Result<ExprKind, Fault> {
        let func = self.boxed(&node.func)?;
        let (args, keywords) = self.arguments(&node.arguments)?;
        Ok(ExprKind::Call { func, args, keywords })
    }

    fn attribute(&mut self, node: &ast::ExprAttribute) -> Result<ExprKind, Fault> {
        Ok(ExprKind::Attribute {
            value: self.boxed(&node.value)?,
            attr: node.attr.to_string(),
            attr_span: span(node.attr.range()),
        })
    }

    fn operation(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        Ok(match expr {
            E::BoolOp(node) => {
                let op = if node.op == ast::BoolOp::And { BoolOp::And } else { BoolOp::Or };
                ExprKind::BoolOp { op, values: self.exprs(&node.values)? }
            }
            E::Named(node) => {
                ExprKind::Named { target: self.boxed(&node.target)?, value: self.boxed(&node.value)? }
            }
            E::BinOp(node) => ExprKind::BinOp {
                left: self.boxed(&node.left)?,
                op: bin_op(node.op),
                right: self.boxed(&node.right)?,
            },
            E::UnaryOp(node) => {
                ExprKind::UnaryOp { op: unary_op(node.op), operand: self.boxed(&node.operand)? }
            }
            E::Lambda(node) => self.lambda(node)?,
            E::If(node) => ExprKind::IfExp {
                test: self.boxed(&node.test)?,
                body: self.boxed(&node.body)?,
                orelse: self.boxed(&node.orelse)?,
            },
            E::Compare(node) => ExprKind::Compare {
                left: self.boxed(&node.left)?,
                ops: node.ops.iter().map(|op| compare_op(*op)).collect(),
                comparators: self.exprs(&node.comparators)?,
            },
            _ => unreachable!("only operations are handed on"),
        })
    }

    fn lambda(&mut self, node: &ast::ExprLambda) -> Result<ExprKind, Fault> {
        let params = match node.parameters.as_deref() {
            Some(params) => self.params(params)?,
            None => Params::default(),
        };
        self.yields.push(false);
        let body = self.boxed(&node.body);
        self.yields.pop();
        Ok(ExprKind::Lambda { params: Box::new(params), body: body? })
    }

    fn comprehension(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        Ok(match expr {
            E::ListComp(node) => ExprKind::ListComp {
                elt: self.boxed(&node.elt)?,
                generators: self.generators(&node.generators)?,
            },
            E::SetComp(node) => ExprKind::SetComp {
                elt: self.boxed(&node.elt)?,
                generators: self.generators(&node.generators)?,
            },
            E::Generator(node) => ExprKind::GeneratorExp {
                elt: self.boxed(&node.elt)?,
                generators: self.generators(&node.generators)?,
            },
            E::DictComp(node) => {
                let Some(key) = node.key.as_deref() else {
                    let message = "a comprehension of `**` is newer than what is read";
                    return Err(Fault::syntax(span(node.range()), message));
                };
                ExprKind::DictComp {
                    key: self.boxed(key)?,
                    value: self.boxed(&node.value)?,
                    generators: self.generators(&node.generators)?,
                }
            }
            _ => unreachable!("only comprehensions are handed on"),
        })
    }

    fn generators(&mut self, generators: &[ast::Comprehension]) -> Result<Vec<Comprehension>, Fault> {
        let generator = |generator: &ast::Comprehension| {
            Ok(Comprehension {
                target: self.expr(&generator.target)?,
                iter: self.expr(&generator.iter)?,
                ifs: self.exprs(&generator.ifs)?,
                is_async: generator.is_async,
            })
        };
        generators.iter().map(generator).collect()
    }

    fn display(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        Ok(match expr {
            E::List(node) => ExprKind::List { elts: self.exprs(&node.elts)? },
            E::Tuple(node) => ExprKind::Tuple { elts: self.exprs(&node.elts)? },
            E::Set(node) => ExprKind::Set { elts: self.exprs(&node.elts)? },
            E::Dict(node) => {
                let items = node.items.iter();
                let items = items.map(|item| Ok((self.maybe(item.key.as_ref())?, self.expr(&item.value)?)));
                ExprKind::Dict { items: items.collect::<Result<_, Fault>>()? }
            }
            E::Starred(node) => ExprKind::Starred { value: self.boxed(&node.value)? },
            E::Slice(node) => ExprKind::Slice {
                lower: self.maybe_boxed(node.lower.as_deref())?,
                upper: self.maybe_boxed(node.upper.as_deref())?,
                step: self.maybe_boxed(node.step.as_deref())?,
            },
            _ => unreachable!("only displays are handed on"),
        })
    }

    fn suspension(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        if !matches!(expr, E::Await(_)) {
            *self.yields.last_mut().expect("the module itself is never popped") = true;
        }
        Ok(match expr {
            E::Await(node) => ExprKind::Await { value: self.boxed(&node.value)? },
            E::Yield(node) => ExprKind::Yield { value: self.maybe_boxed(node.value.as_deref())? },
            E::YieldFrom(node) => ExprKind::YieldFrom { value: self.boxed(&node.value)? },
            _ => unreachable!("only suspensions are handed on"),
        })
    }

    fn leaf(&mut self, expr: &ast::Expr) -> Result<ExprKind, Fault> {
        Ok(match expr {
            E::Name(node) => ExprKind::Name(node.id.to_string()),
            E::NumberLiteral(node) => self.number(node),
            E::StringLiteral(node) => {
                let whole = node
                    .value
                    .iter()
                    .all(|part| !self.has_surrogate(part.range(), part.flags.prefix().is_raw()));
                ExprKind::Str(whole.then(|| node.value.to_str().to_owned()))
            }
            E::BytesLiteral(node) => ExprKind::Bytes(node.value.bytes().collect()),
            E::BooleanLiteral(node) => ExprKind::Bool(node.value),
            E::NoneLiteral(_) => ExprKind::None,
            E::EllipsisLiteral(_) => ExprKind::Ellipsis,
            E::TString(_) => ExprKind::TString,
            _ => return Err(Fault::syntax(span(expr.range()), "a command of a notebook, not Python")),
        })
    }

    fn number(&self, node: &ast::ExprNumberLiteral) -> ExprKind {
        match &node.value {
            ast::Number::Int(value) => match value.as_i64() {
                Some(value) => ExprKind::Int(value),
                None => ExprKind::BigInt(self.source[node.range()].replace('_', "")),
            },
            ast::Number::Float(value) => ExprKind::Float(*value),
            ast::Number::Complex { imag, .. } => ExprKind::Complex(*imag),
        }
    }

    fn f_string(&mut self, node: &ast::ExprFString) -> Result<ExprKind, Fault> {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                ast::FStringPart::Literal(literal) => {
                    let surrogate = self.has_surrogate(literal.range(), literal.flags.prefix().is_raw());
                    push_literal(&mut parts, (!surrogate).then_some(&literal.value));
                }
                ast::FStringPart::FString(string) => {
                    self.elements(&mut parts, &string.elements, string.flags.prefix().is_raw())?;
                }
            }
        }
        Ok(ExprKind::FString { parts })
    }

    fn elements(
        &mut self,
        parts: &mut Vec<FStringPart>,
        elements: &[ast::InterpolatedStringElement],
        raw: bool,
    ) -> Result<(), Fault> {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    let surrogate = self.has_surrogate(literal.range(), raw);
                    push_literal(parts, (!surrogate).then_some(&literal.value));
                }
                ast::InterpolatedStringElement::Interpolation(value) => {
                    parts.push(self.interpolation(value, raw)?);
                }
            }
        }
        Ok(())
    }

    fn interpolation(&mut self, value: &ast::InterpolatedElement, raw: bool) -> Result<FStringPart, Fault> {
        let expr = self.boxed(&value.expression)?;
        let conversion = match value.conversion {
            ast::ConversionFlag::None => None,
            ast::ConversionFlag::Str => Some(Conversion::Str),
            ast::ConversionFlag::Repr => Some(Conversion::Repr),
            ast::ConversionFlag::Ascii => Some(Conversion::Ascii),
        };
        let spec = match &value.format_spec {
            Some(spec) => self.nest(spec.range, |builder| {
                let mut parts = Vec::new();
                builder.elements(&mut parts, &spec.elements, raw)?;
                Ok(Some(parts))
            })?,
            None => None,
        };
        let debug = value.debug_text.as_ref().map(|text| text.as_str().to_owned());
        Ok(FStringPart::Value { expr, conversion, spec, debug })
    }

    /// Whether a literal names half of a surrogate pair, as `"\ud800"` does.
    fn has_surrogate(&self, range: TextRange, raw: bool) -> bool {
        let bytes = self.source[range].as_bytes();
        let mut at = 0;
        while !raw && at + 1 < bytes.len() {
            if bytes[at] != b'\\' {
                at += 1;
                continue;
            }
            let digits = match bytes[at + 1] {
                b'u' => &bytes[at + 2..],
                b'U' => bytes[at + 2..].strip_prefix(b"0000").unwrap_or_default(),
                _ => &[],
            };
            if matches!(digits, [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]) {
                return true;
            }
            at += 2;
        }
        false
    }
}

fn push_literal(parts: &mut Vec<FStringPart>, text: Option<&str>) {
    match (parts.last_mut(), text) {
        (Some(FStringPart::Literal(Some(last))), Some(text)) => last.push_str(text),
        (Some(FStringPart::Literal(last)), _) => *last = None,
        _ => parts.push(FStringPart::Literal(text.map(str::to_owned))),
    }
}

pub(super) fn bin_op(op: ast::Operator) -> BinOp {
    match op {
        ast::Operator::Add => BinOp::Add,
        ast::Operator::Sub => BinOp::Sub,
        ast::Operator::Mult => BinOp::Mult,
        ast::Operator::MatMult => BinOp::MatMult,
        ast::Operator::Div => BinOp::Div,
        ast::Operator::Mod => BinOp::Mod,
        ast::Operator::Pow => BinOp::Pow,
        ast::Operator::LShift => BinOp::LShift,
        ast::Operator::RShift => BinOp::RShift,
        ast::Operator::BitOr => BinOp::BitOr,
        ast::Operator::BitXor => BinOp::BitXor,
        ast::Operator::BitAnd => BinOp::BitAnd,
        ast::Operator::FloorDiv => BinOp::FloorDiv,
    }
}

fn unary_op(op: ast::UnaryOp) -> UnaryOp {
    match op {
        ast::UnaryOp::Invert => UnaryOp::Invert,
        ast::UnaryOp::Not => UnaryOp::Not,
        ast::UnaryOp::UAdd => UnaryOp::Plus,
        ast::UnaryOp::USub => UnaryOp::Minus,
    }
}

fn compare_op(op: ast::CmpOp) -> CompareOp {
    match op {
        ast::CmpOp::Eq => CompareOp::Eq,
        ast::CmpOp::NotEq => CompareOp::NotEq,
        ast::CmpOp::Lt => CompareOp::Lt,
        ast::CmpOp::LtE => CompareOp::LtE,
        ast::CmpOp::Gt => CompareOp::Gt,
        ast::CmpOp::GtE => CompareOp::GtE,
        ast::CmpOp::Is => CompareOp::Is,
        ast::CmpOp::IsNot => CompareOp::IsNot,
        ast::CmpOp::In => CompareOp::In,
        ast::CmpOp::NotIn => CompareOp::NotIn,
    }
}
