//! What a function is: its input, its output, its errors, and how to run it. `#[transom::function]` implements this.

use std::convert::Infallible;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};
use transom_contract::{Definitions, ErrorCase, Model, Record, Shape};
use transom_semantics::{Raised, Value};

/// One typed unit of work. Implemented by `#[transom::function]`, once for every door and wire.
pub trait Function: Sized + Send + Sync + 'static {
    /// The named arguments as one record; may lend text from the caller.
    type Input<'de>: Model + Deserialize<'de> + Send;
    /// The answer.
    type Output: Model + Serialize + Send + 'static;
    /// The declared errors; [`Infallible`] when there are none.
    type Error: DomainError;
    /// The arguments that it changes, as it leaves them: a tuple in the order of [`Self::CHANGES`].
    type Changed<'de>: Serialize;

    /// The name within the engine.
    const NAME: &'static str;
    /// What it does, in the author's words.
    const DOC: &'static str;
    /// The arguments' names, in order.
    const ARGUMENTS: &'static [&'static str];
    /// Whether it may wait: then it is never done before it is polled.
    const ASYNC: bool;
    /// Whether it answers exactly as its Python original or declines.
    const EXACT: bool;
    /// The Python function that it stands for, as `module:name`.
    const ORIGINAL: Option<&'static str>;
    /// Whether the input lends text or bytes from the caller.
    const BORROWS: bool;
    /// Where it runs.
    const WEIGHT: Weight;
    /// The places of the arguments that it changes in the caller's own objects.
    const CHANGES: &'static [usize] = &[];
    /// The place of the argument that is the answer, or may be, as the very object that the caller passed.
    const RETURNS: Option<usize> = None;

    /// The arguments as plain data.
    fn input(definitions: &mut Definitions) -> Record;

    /// The answer as plain data.
    fn output(definitions: &mut Definitions) -> Shape {
        Self::Output::shape(definitions)
    }

    /// Does the work of a function that changes or answers what the caller passed; there is no output where the
    /// argument at [`Self::RETURNS`] is the answer. Only a door in the caller's process
    /// can do that; every other one starts it, and it declines.
    #[expect(clippy::type_complexity, reason = "what it made, and what it changed")]
    fn change(input: Self::Input<'_>) -> Result<(Option<Self::Output>, Self::Changed<'_>), Self::Error>;

    /// Starts the work; a function that is not `async` is done when this returns.
    fn start(input: Self::Input<'_>) -> Running<'_, Self>;

    /// Runs to the end on this thread.
    #[inline]
    fn run(input: Self::Input<'_>) -> Result<Self::Output, Self::Error> {
        match Self::start(input) {
            Running::Done(result) => result,
            Running::Later(future) => pollster::block_on(future),
        }
    }
}

/// A call that was started.
pub enum Running<'a, F: Function> {
    /// It is done.
    Done(Result<F::Output, F::Error>),
    /// It is an `async` function's future.
    Later(Later<'a, F>),
}

/// The future of an `async` function.
pub type Later<'a, F> =
    Pin<Box<dyn Future<Output = Result<<F as Function>::Output, <F as Function>::Error>> + Send + 'a>>;

/// Declines: the work is about objects that only a caller in the same process has.
#[doc(hidden)]
pub fn in_the_callers_process() -> ! {
    panic!("it changes or answers its caller's own objects, which only a caller in the same process has")
}

/// Declines: the answer holds a dict of a class that its Rust type does not tell.
#[doc(hidden)]
pub fn in_a_class_that_is_not_told() -> ! {
    panic!("a Counter, an OrderedDict or a defaultdict inside the answer")
}

/// Where a function runs when a server calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Decided by measuring it.
    Measured,
    /// Always inline on the I/O thread.
    Light,
    /// Always on the compute pool.
    Heavy,
}

/// A function's declared errors. `#[transom::error]` implements it on an enum.
pub trait DomainError: Display + Send + 'static {
    /// The errors as plain data.
    fn cases(definitions: &mut Definitions) -> Vec<ErrorCase>;

    /// The stable code of this one.
    fn code(&self) -> &str;

    /// The HTTP status that carries this one.
    fn http(&self) -> u16;

    /// What it tells besides the message, as a JSON object.
    fn data(&self) -> serde_json::Value;

    /// The Python exception that it is, if it is one.
    fn raised(&self) -> Option<&Raised> {
        None
    }
}

/// What a served function answers with where Python raises: the caller's input is at fault.
const RAISED_HTTP: u16 = 400;

/// An exception that drafted code raises on purpose. Its code is the class's name.
impl DomainError for Raised {
    fn cases(_: &mut Definitions) -> Vec<ErrorCase> {
        Vec::new()
    }

    fn code(&self) -> &str {
        self.class()
    }

    fn http(&self) -> u16 {
        RAISED_HTTP
    }

    fn data(&self) -> serde_json::Value {
        let arg = |value: &Value| match value {
            Value::None => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Int(value) => (*value).into(),
            Value::Float(value) => (*value).into(),
            Value::Text(value) => value.as_str().into(),
        };
        serde_json::json!({ "args": self.args().iter().map(arg).collect::<Vec<_>>() })
    }

    fn raised(&self) -> Option<&Raised> {
        Some(self)
    }
}

impl DomainError for Infallible {
    fn cases(_: &mut Definitions) -> Vec<ErrorCase> {
        Vec::new()
    }

    fn code(&self) -> &str {
        match *self {}
    }

    fn http(&self) -> u16 {
        match *self {}
    }

    fn data(&self) -> serde_json::Value {
        match *self {}
    }
}
