//! [`Raised`]: an exception that drafted code raises on purpose.
//!
//! What Python raises by itself (an index out of range, a division by zero) is a panic, not one of these.

use std::borrow::Cow;
use std::fmt;

use crate::repr::Repr;

/// An exception: its class and its arguments. One word wide, so that a `Result` costs little.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised(Box<Exception>);

#[derive(Clone, Debug, PartialEq)]
struct Exception {
    /// Where a declared class stands; nothing for a built-in one.
    module: Option<Cow<'static, str>>,
    class: Cow<'static, str>,
    /// The classes that a declared class is made from, nearest first, down to a built-in one.
    bases: &'static [&'static str],
    args: Vec<Value>,
    /// Why Python raises it by itself, in words that are not Python's; nothing for an explicit `raise`.
    implicit: Option<&'static str>,
}

/// One argument of an exception.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`.
    None,
    /// A `bool`.
    Bool(bool),
    /// An `int`.
    Int(i64),
    /// A `float`.
    Float(f64),
    /// A `str`.
    Text(String),
}

impl Raised {
    /// A built-in exception, such as `ValueError`.
    pub fn new(class: impl Into<Cow<'static, str>>, args: impl IntoIterator<Item = Value>) -> Self {
        let args = args.into_iter().collect();
        Self(Box::new(Exception { module: None, class: class.into(), bases: &[], args, implicit: None }))
    }

    /// An exception that a module declares: where, its name, and the classes that it is made from, nearest first, down
    /// to a built-in one.
    pub fn declared(
        module: impl Into<Cow<'static, str>>,
        class: impl Into<Cow<'static, str>>,
        bases: &'static [&'static str],
        args: impl IntoIterator<Item = Value>,
    ) -> Self {
        let args = args.into_iter().collect();
        Self(Box::new(Exception {
            module: Some(module.into()),
            class: class.into(),
            bases,
            args,
            implicit: None,
        }))
    }

    /// What Python raises by itself: caught inside a draft as that class, a decline everywhere else.
    #[cold]
    #[inline(never)]
    #[track_caller]
    pub fn implicit(class: &'static str, why: &'static str) -> ! {
        let exception = Exception {
            module: None,
            class: class.into(),
            bases: &[],
            args: Vec::new(),
            implicit: Some(why),
        };
        std::panic::panic_any(Self(Box::new(exception)))
    }

    /// The same, of a class with methods: what it says of itself is Python's to tell.
    #[must_use]
    pub fn custom(mut self) -> Self {
        self.0.implicit = Some("its class has methods of its own");
        self
    }

    /// Why it was raised, where Python raises it by itself: its arguments are not known then.
    pub fn why(&self) -> Option<&'static str> {
        self.0.implicit
    }

    /// The name of the class.
    pub fn class(&self) -> &str {
        &self.0.class
    }

    /// The module that declares the class; nothing for a built-in one.
    pub fn module(&self) -> Option<&str> {
        self.0.module.as_deref()
    }

    /// `e.args`.
    pub fn args(&self) -> &[Value] {
        &self.0.args
    }

    /// Whether `except class:` catches it.
    pub fn is_a(&self, class: &str) -> bool {
        let mut names = std::iter::once(&*self.0.class).chain(self.0.bases.iter().copied());
        names.any(|name| std::iter::successors(Some(name), |name| base(name)).any(|name| name == class))
    }

    /// Whether `except (…):` catches it.
    pub fn is_any(&self, classes: &[&str]) -> bool {
        classes.iter().any(|class| self.is_a(class))
    }
}

macro_rules! constructors {
    ($($name:ident $class:literal)*) => {
        impl Raised {
            $(
                #[doc = concat!("`", $class, "(arg)`.")]
                pub fn $name(arg: impl Into<Value>) -> Self {
                    Self::new($class, [arg.into()])
                }
            )*
        }
    };
}

constructors! {
    exception "Exception"
    value_error "ValueError"
    type_error "TypeError"
    key_error "KeyError"
    index_error "IndexError"
    lookup_error "LookupError"
    runtime_error "RuntimeError"
    arithmetic_error "ArithmeticError"
    zero_division_error "ZeroDivisionError"
    overflow_error "OverflowError"
    assertion_error "AssertionError"
    attribute_error "AttributeError"
    not_implemented_error "NotImplementedError"
    stop_iteration "StopIteration"
}

/// What a built-in exception is made from.
fn base(class: &str) -> Option<&'static str> {
    Some(match class {
        "Exception" | "BaseExceptionGroup" | "GeneratorExit" | "KeyboardInterrupt" | "SystemExit" => {
            "BaseException"
        }
        "FloatingPointError" | "OverflowError" | "ZeroDivisionError" => "ArithmeticError",
        "IndexError" | "KeyError" => "LookupError",
        "ModuleNotFoundError" => "ImportError",
        "UnboundLocalError" => "NameError",
        "NotImplementedError" | "RecursionError" | "PythonFinalizationError" => "RuntimeError",
        "UnicodeError" => "ValueError",
        "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => "UnicodeError",
        "IndentationError" => "SyntaxError",
        "TabError" => "IndentationError",
        "BlockingIOError" | "ChildProcessError" | "ConnectionError" | "FileExistsError"
        | "FileNotFoundError" | "InterruptedError" | "IsADirectoryError" | "NotADirectoryError"
        | "PermissionError" | "ProcessLookupError" | "TimeoutError" => "OSError",
        "BrokenPipeError" | "ConnectionAbortedError" | "ConnectionRefusedError" | "ConnectionResetError" => {
            "ConnectionError"
        }
        "BytesWarning"
        | "DeprecationWarning"
        | "EncodingWarning"
        | "FutureWarning"
        | "ImportWarning"
        | "PendingDeprecationWarning"
        | "ResourceWarning"
        | "RuntimeWarning"
        | "SyntaxWarning"
        | "UnicodeWarning"
        | "UserWarning" => "Warning",
        "ArithmeticError" | "AssertionError" | "AttributeError" | "BufferError" | "EOFError"
        | "ExceptionGroup" | "ImportError" | "LookupError" | "MemoryError" | "NameError" | "OSError"
        | "ReferenceError" | "RuntimeError" | "StopAsyncIteration" | "StopIteration" | "SyntaxError"
        | "SystemError" | "TypeError" | "ValueError" | "Warning" => "Exception",
        _ => return None,
    })
}

/// `str(e)`.
impl fmt::Display for Raised {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        match self.args() {
            [] => {}
            [arg] if self.is_a("KeyError") => arg.write_repr(&mut text),
            [arg] => arg.write_str(&mut text),
            args => crate::repr::sequence(&mut text, '(', args.iter(), ')'),
        }
        formatter.write_str(&text)
    }
}

impl std::error::Error for Raised {}

impl Repr for Raised {
    /// `ValueError('what', 1)`.
    fn write_repr(&self, out: &mut String) {
        assert!(self.why().is_none(), "the message of this exception is Python's own");
        out.push_str(self.class());
        match self.args() {
            [arg] => {
                out.push('(');
                arg.write_repr(out);
                out.push(')');
            }
            args => crate::repr::sequence(out, '(', args.iter(), ')'),
        }
    }

    fn write_str(&self, out: &mut String) {
        assert!(self.why().is_none(), "the message of this exception is Python's own");
        out.push_str(&self.to_string());
    }
}

impl Repr for Value {
    fn write_repr(&self, out: &mut String) {
        match self {
            Self::None => out.push_str("None"),
            Self::Bool(value) => value.write_repr(out),
            Self::Int(value) => value.write_repr(out),
            Self::Float(value) => value.write_repr(out),
            Self::Text(value) => value.write_repr(out),
        }
    }

    fn write_str(&self, out: &mut String) {
        match self {
            Self::Text(value) => out.push_str(value),
            other => other.write_repr(out),
        }
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::None
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<char> for Value {
    fn from(value: char) -> Self {
        Self::Text(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<crate::Number> for Value {
    fn from(value: crate::Number) -> Self {
        match value {
            crate::Number::Int(value) => Self::Int(value),
            crate::Number::Float(value) => Self::Float(value),
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}
