//! Statements, functions, classes and patterns.

use super::{BinOp, Expr, Keyword, Span};

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it is; of a decorated function or class, from the first decorator on.
    pub span: Span,
}

/// What a statement is.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of Python's own `ast`")]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return {
        value: Option<Expr>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    /// `a = b = value` has two targets.
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinOp,
        value: Expr,
    },
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
    },
    For {
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
        is_async: bool,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// An `elif` is the only statement of `orelse`.
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
        is_async: bool,
    },
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
        is_star: bool,
    },
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    Import {
        names: Vec<Alias>,
    },
    /// `from .module import names`; a star is the name `*`.
    ImportFrom {
        module: Option<String>,
        names: Vec<Alias>,
        level: u32,
    },
    Global {
        names: Vec<Name>,
    },
    Nonlocal {
        names: Vec<Name>,
    },
    Expr {
        value: Expr,
    },
    Pass,
    Break,
    Continue,
    TypeAlias {
        name: Expr,
        type_params: Vec<TypeParam>,
        value: Expr,
    },
}

/// A function.
#[derive(Clone, Debug)]
pub struct FunctionDef {
    /// As it is defined.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// From `def` to its end, without decorators.
    pub span: Span,
    /// In the order of the source.
    pub decorators: Vec<Expr>,
    /// `[T, U]`.
    pub type_params: Vec<TypeParam>,
    /// What it takes.
    pub params: Params,
    /// The annotation of what it returns.
    pub returns: Option<Expr>,
    /// What a body begins with, and `body` leaves out.
    pub docstring: Option<Docstring>,
    /// Empty when there was a docstring only.
    pub body: Vec<Stmt>,
    /// `async def`.
    pub is_async: bool,
    /// Whether a `yield` stands in it, nested functions aside.
    pub is_generator: bool,
}

/// What a function takes.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// Those before `/`.
    pub positional_only: Vec<Param>,
    /// By position or name.
    pub args: Vec<Param>,
    /// `*args`.
    pub vararg: Option<Box<Param>>,
    /// Those behind `*`.
    pub keyword_only: Vec<Param>,
    /// `**kwargs`.
    pub kwarg: Option<Box<Param>>,
}

impl Params {
    /// Every parameter in the order of the source, `*args` and `**kwargs` too.
    pub fn iter(&self) -> impl Iterator<Item = &Param> {
        let positional = self.positional_only.iter().chain(&self.args).chain(self.vararg.as_deref());
        positional.chain(&self.keyword_only).chain(self.kwarg.as_deref())
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// `: annotation`.
    pub annotation: Option<Expr>,
    /// `= default`.
    pub default: Option<Expr>,
}

/// A class.
#[derive(Clone, Debug)]
pub struct ClassDef {
    /// As it is defined.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// From `class` to its end, without decorators.
    pub span: Span,
    /// In the order of the source.
    pub decorators: Vec<Expr>,
    /// `[T, U]`.
    pub type_params: Vec<TypeParam>,
    /// Its bases.
    pub bases: Vec<Expr>,
    /// `metaclass=…` and the like.
    pub keywords: Vec<Keyword>,
    /// What a body begins with, and `body` leaves out.
    pub docstring: Option<Docstring>,
    /// Its statements.
    pub body: Vec<Stmt>,
}

/// The text that a module, class or function begins with.
#[derive(Clone, Debug)]
pub struct Docstring {
    /// As Python reads the literal, its indentation kept.
    pub text: String,
    /// Where the literal stands.
    pub span: Span,
}

/// A name where no expression stands.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "a name and where it stands")]
pub struct Name {
    pub name: String,
    pub span: Span,
}

/// `name as asname` in an import.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of Python's own `ast`")]
pub struct Alias {
    /// Dotted in `import`, `*` for all.
    pub name: String,
    pub asname: Option<String>,
    pub span: Span,
}

/// `context as target` in a `with`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the doc says what they are")]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

/// `except kind as name:`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the doc says what they are")]
pub struct Handler {
    /// `None` catches everything.
    pub kind: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// `case pattern if guard:`.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the doc says what they are")]
pub struct Case {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// What a `case` compares with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "a pattern and where it stands")]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

/// What a pattern is.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields are those of Python's own `ast`")]
pub enum PatternKind {
    /// A literal or a dotted name, compared by `==`.
    Value(Expr),
    /// `None`, `True`, `False`, compared by `is`.
    Singleton(Expr),
    Sequence(Vec<Pattern>),
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<Name>,
    },
    Class {
        cls: Expr,
        patterns: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
    /// `*name` or `*_` in a sequence.
    Star(Option<Name>),
    /// `pattern as name`; without a pattern a capture, without both `_`.
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
}

/// `T: bound = default` in square brackets.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the doc says what they are")]
pub struct TypeParam {
    pub kind: TypeParamKind,
    pub name: Name,
    pub bound: Option<Expr>,
    pub default: Option<Expr>,
}

/// `T`, `*Ts` or `**P`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in Python's own `ast`")]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}
