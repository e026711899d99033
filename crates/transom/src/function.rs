//! What a function is: its input, its output, its errors, and how to run it. `#[transom::function]` implements this.

use std::convert::Infallible;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};
use transom_contract::{Definitions, ErrorCase, Model, Record};

/// One typed unit of work. Implemented by `#[transom::function]`, once for every door and wire.
pub trait Function: Sized + Send + Sync + 'static {
    /// The named arguments as one record; may lend text from the caller.
    type Input<'de>: Model + Deserialize<'de> + Send;
    /// The answer.
    type Output: Model + Serialize + Send + 'static;
    /// The declared errors; [`Infallible`] when there are none.
    type Error: DomainError;

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

    /// The arguments as plain data.
    fn input(definitions: &mut Definitions) -> Record;

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
    fn code(&self) -> &'static str;

    /// The HTTP status that carries this one.
    fn http(&self) -> u16;

    /// What it tells besides the message, as a JSON object.
    fn data(&self) -> serde_json::Value;
}

impl DomainError for Infallible {
    fn cases(_: &mut Definitions) -> Vec<ErrorCase> {
        Vec::new()
    }

    fn code(&self) -> &'static str {
        match *self {}
    }

    fn http(&self) -> u16 {
        match *self {}
    }

    fn data(&self) -> serde_json::Value {
        match *self {}
    }
}
