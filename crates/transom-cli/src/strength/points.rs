//! Where faults may be seeded into Rust source, and what each would say instead. Text in, places out.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Expr, ExprBinary, Lit, Stmt};

/// A place with what could stand there instead.
pub(super) struct Point {
    pub(super) range: Range<usize>,
    pub(super) faults: Vec<Fault>,
}

/// One fault.
pub(super) struct Fault {
    /// In words, such as "`<` for `<=`".
    pub(super) what: String,
    /// The code instead; `None` drops the statement.
    pub(super) code: Option<String>,
}

/// A function of the source.
pub(super) struct Body {
    pub(super) name: String,
    /// Every name in it, the functions that it calls among them.
    pub(super) names: BTreeSet<String>,
    pub(super) points: Vec<Point>,
}

/// The functions of a file, each with its points from the outside in.
pub(super) fn of(source: &str) -> syn::Result<Vec<Body>> {
    let mut file = syn::parse_file(source)?;
    let mut functions = Functions { source, bodies: Vec::new() };
    functions.visit_file_mut(&mut file);
    Ok(functions.bodies)
}

struct Functions<'a> {
    source: &'a str,
    bodies: Vec<Body>,
}

impl Functions<'_> {
    fn body(&mut self, signature: &syn::Signature, block: &mut syn::Block) {
        // A constant is made by the compiler, where no switch can be looked at.
        if signature.constness.is_none() {
            let mut points = Points { source: self.source, found: Vec::new(), names: BTreeSet::new() };
            points.visit_block_mut(block);
            let Points { found, names, .. } = points;
            self.bodies.push(Body { name: signature.ident.to_string(), names, points: found });
        }
    }
}

impl VisitMut for Functions<'_> {
    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("test")) {
            self.body(&item.sig, &mut item.block);
        }
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.body(&item.sig, &mut item.block);
    }

    fn visit_item_mod_mut(&mut self, item: &mut syn::ItemMod) {
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg")) {
            visit_mut::visit_item_mod_mut(self, item);
        }
    }
}

struct Points<'a> {
    source: &'a str,
    found: Vec<Point>,
    names: BTreeSet<String>,
}

impl Points<'_> {
    fn text(&self, node: &impl Spanned) -> &str {
        self.source.get(node.span().byte_range()).unwrap_or_default()
    }

    fn point(&mut self, node: &impl Spanned, faults: Vec<Fault>) {
        if !faults.is_empty() {
            self.found.push(Point { range: node.span().byte_range(), faults });
        }
    }

    fn binary(&self, binary: &ExprBinary) -> Vec<Fault> {
        let (left, right, own) = (self.text(&binary.left), self.text(&binary.right), self.text(&binary.op));
        let with = |other: &str| Fault {
            what: format!("`{other}` for `{own}`"),
            code: Some(format!("{left} {other} {right}")),
        };
        let wrapping = |method: &str| Fault {
            what: format!("`{method}` for `{own}`"),
            code: Some(format!("({left}).{method}({right})")),
        };
        match &binary.op {
            BinOp::Lt(_) => vec![with("<=")],
            BinOp::Le(_) => vec![with("<")],
            BinOp::Gt(_) => vec![with(">=")],
            BinOp::Ge(_) => vec![with(">")],
            BinOp::Eq(_) => vec![with("!=")],
            BinOp::Ne(_) => vec![with("==")],
            BinOp::And(_) => vec![with("||")],
            BinOp::Or(_) => vec![with("&&")],
            BinOp::Add(_) => vec![with("-"), wrapping("wrapping_add")],
            BinOp::Sub(_) => vec![with("+"), wrapping("wrapping_sub")],
            BinOp::Mul(_) => vec![with("+"), wrapping("wrapping_mul")],
            BinOp::Div(_) => vec![with("*")],
            BinOp::Rem(_) => vec![with("/")],
            BinOp::AddAssign(_) => vec![with("-=")],
            BinOp::SubAssign(_) | BinOp::MulAssign(_) => vec![with("+=")],
            BinOp::BitAnd(_) => vec![with("|")],
            BinOp::BitOr(_) => vec![with("&")],
            BinOp::Shl(_) => vec![with(">>")],
            _ => Vec::new(),
        }
    }

    fn literal(&self, literal: &Lit) -> Vec<Fault> {
        let own = self.text(literal);
        let instead = |code: String| Fault { what: format!("`{code}` for `{own}`"), code: Some(code) };
        match literal {
            Lit::Int(number) => {
                let Ok(value) = number.base10_parse::<u64>() else { return Vec::new() };
                let near = [value.checked_add(1), value.checked_sub(1)];
                near.into_iter().flatten().map(|near| instead(format!("{near}{}", number.suffix()))).collect()
            }
            Lit::Float(_) => vec![instead(format!("({own} + 1.0)"))],
            Lit::Bool(value) => vec![instead((!value.value).to_string())],
            _ => Vec::new(),
        }
    }

    /// An index moved by one.
    fn index(&mut self, index: &Expr) {
        if !matches!(index, Expr::Range(_) | Expr::Lit(_)) {
            let own = self.text(index);
            let code = format!("({own}) - 1");
            self.point(index, vec![Fault { what: format!("`{own} - 1` for `{own}`"), code: Some(code) }]);
        }
    }

    fn division(&self, function: &Expr, arguments: &[&Expr]) -> Vec<Fault> {
        let Expr::Path(path) = function else { return Vec::new() };
        let name = path.path.segments.last().map(|last| last.ident.to_string());
        let ([dividend, divisor], Some(name)) = (arguments, name) else { return Vec::new() };
        let operator = match name.as_str() {
            "floor_div" => "/",
            "floor_mod" => "%",
            _ => return Vec::new(),
        };
        let code = format!("({}) {operator} ({})", self.text(dividend), self.text(divisor));
        vec![Fault { what: format!("Rust's `{operator}` for `{name}`"), code: Some(code) }]
    }
}

impl VisitMut for Points<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        match &*expression {
            Expr::Binary(binary) if !has_let(&binary.left) && !has_let(&binary.right) => {
                self.point(binary, self.binary(binary));
            }
            Expr::Lit(literal) => self.point(literal, self.literal(&literal.lit)),
            Expr::Call(call) => {
                let arguments: Vec<&Expr> = call.args.iter().collect();
                self.point(call, self.division(&call.func, &arguments));
            }
            Expr::Index(index) => self.index(&index.index),
            Expr::MethodCall(call) if call.method == "at" && call.args.len() == 1 => {
                self.index(&call.args[0]);
            }
            Expr::If(choice) if !has_let(&choice.cond) && !matches!(*choice.cond, Expr::Binary(_)) => {
                let own = self.text(&choice.cond);
                let fault = Fault { what: format!("`!` before `{own}`"), code: Some(format!("!({own})")) };
                self.point(&choice.cond, vec![fault]);
            }
            _ => {}
        }
        visit_mut::visit_expr_mut(self, expression);
    }

    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        let dropped = match &*statement {
            Stmt::Expr(Expr::Assign(_) | Expr::Call(_) | Expr::MethodCall(_), Some(_)) => true,
            Stmt::Expr(Expr::Binary(binary), Some(_)) => is_assignment(&binary.op),
            _ => false,
        };
        if dropped {
            self.point(statement, vec![Fault { what: "the statement left out".to_owned(), code: None }]);
        }
        visit_mut::visit_stmt_mut(self, statement);
    }

    fn visit_ident_mut(&mut self, name: &mut proc_macro2::Ident) {
        self.names.insert(name.to_string());
    }

    /// A length is known to the compiler.
    fn visit_expr_repeat_mut(&mut self, repeat: &mut syn::ExprRepeat) {
        self.visit_expr_mut(&mut repeat.expr);
    }

    fn visit_pat_mut(&mut self, _: &mut syn::Pat) {}

    fn visit_type_mut(&mut self, _: &mut syn::Type) {}

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}

    fn visit_generic_argument_mut(&mut self, _: &mut syn::GenericArgument) {}

    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}
}

/// `let` may stand in a condition alone, and nowhere else.
fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
