//! Expressions.

use super::{Params, Span};

/// An expression's number, unique within its module and counted from 0 in the order of the source's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

/// An expression, a target included.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it is, without the parentheses around it.
    pub span: Span,
    /// What the passes note their findings under.
    pub id: ExprId,
}

impl Expr {
    /// The name, where it is one.
    pub fn as_name(&self) -> Option<&str> {
        match &self.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A name with its attributes, `a.b.c`, as its parts.
    pub fn as_dotted(&self) -> Option<Vec<&str>> {
        match &self.kind {
            ExprKind::Name(name) => Some(vec![name]),
            ExprKind::Attribute { value, attr, .. } => {
                let mut parts = value.as_dotted()?;
                parts.push(attr);
                Some(parts)
            }
            _ => None,
        }
    }
}

/// What an expression is.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of Python's own `ast`")]
pub enum ExprKind {
    /// `a and b and c`: two values or more.
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    /// `target := value`; the target is a name.
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: BinOp,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda {
        params: Box<Params>,
        body: Box<Expr>,
    },
    /// `body if test else orelse`.
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` is `**value`.
    Dict {
        items: Vec<(Option<Expr>, Expr)>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    /// `left ops[0] comparators[0] ops[1] …`.
    Compare {
        left: Box<Expr>,
        ops: Vec<CompareOp>,
        comparators: Vec<Expr>,
    },
    /// `*args` stands among the arguments as `Starred`, `**kwargs` among the keywords without a name.
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// Implicitly joined literals are parts of it.
    FString {
        parts: Vec<FStringPart>,
    },
    /// A template string, `t"…"`: newer than what is drafted.
    TString,
    /// Implicitly joined literals as one; `None` where a lone surrogate is in it, which Rust's text cannot hold.
    Str(Option<String>),
    Bytes(Vec<u8>),
    Int(i64),
    /// An integer beyond 64 bits, as it is written, without underscores.
    BigInt(String),
    Float(f64),
    /// The imaginary part.
    Complex(f64),
    Bool(bool),
    None,
    Ellipsis,
    Attribute {
        value: Box<Expr>,
        attr: String,
        attr_span: Span,
    },
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    Starred {
        value: Box<Expr>,
    },
    Name(String),
    List {
        elts: Vec<Expr>,
    },
    Tuple {
        elts: Vec<Expr>,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

/// `for target in iter if ifs…` within a comprehension.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of Python's own `ast`")]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// `name=value` in a call or a class's head; `**value` has no name.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the doc says what they are")]
pub struct Keyword {
    pub name: Option<String>,
    pub value: Expr,
    pub span: Span,
}

/// A piece of an f-string, or of a format specification.
#[derive(Clone, Debug)]
pub enum FStringPart {
    /// Text; `None` where a lone surrogate is in it.
    Literal(Option<String>),
    /// `{expr!conversion:spec}`.
    Value {
        /// What is shown.
        expr: Box<Expr>,
        /// `!r`, `!s`, `!a`.
        conversion: Option<Conversion>,
        /// What follows the colon.
        spec: Option<Vec<FStringPart>>,
        /// `{x = }`: the text before the value, `x = `. Without conversion and specification, the value is its `repr`.
        debug: Option<String>,
    },
}

/// How a value in an f-string becomes text before it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after Python's functions")]
pub enum Conversion {
    Str,
    Repr,
    Ascii,
}

macro_rules! operators {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "`text` says which operator it is")]
        pub enum $name { $($variant),* }

        impl $name {
            /// As Python writes it.
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

operators!(
    /// `and`, `or`.
    BoolOp { And "and", Or "or" }
);
operators!(
    /// Arithmetic and bits.
    BinOp {
        Add "+", Sub "-", Mult "*", MatMult "@", Div "/", Mod "%", Pow "**", LShift "<<", RShift ">>", BitOr "|",
        BitXor "^", BitAnd "&", FloorDiv "//",
    }
);
operators!(
    /// With one operand.
    UnaryOp { Invert "~", Not "not", Plus "+", Minus "-" }
);
operators!(
    /// Comparisons.
    CompareOp {
        Eq "==", NotEq "!=", Lt "<", LtE "<=", Gt ">", GtE ">=", Is "is", IsNot "is not", In "in", NotIn "not in",
    }
);
