//! One call of a function with Python's objects: read, run, write. The handler of this wire in [`Entry`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use transom_contract::{Issue, Model, Shape, Strictness, Value, validate};
use transom_semantics::Raised;

use super::arguments::Arguments;
use super::changes;
use super::encode::{EncodeError, Encoder};
use super::held;
use super::objects;
use super::sequences::{Sequences, lists_in};
use super::stack;
use super::{object, quiet};
use crate::call;
use crate::entry::Entry;
use crate::fault::Fault;
use crate::function::{DomainError, Function, Weight};

/// Answers one call of a function.
pub(crate) type Handler = for<'py> fn(&Entry, &Arguments<'py>) -> Answer<'py>;

/// What came of a call; the failure is boxed, so that an answer comes back in registers.
pub(crate) type Answer<'py> = Result<Bound<'py, PyAny>, Box<Failure>>;

/// Why a call has no answer.
pub(crate) enum Failure {
    Fault(Fault),
    /// The arguments do not fit the function's signature: Python's `TypeError`.
    Arguments(String),
    /// Python raised while the answer was made.
    Raised(PyErr),
    /// The function means this exception to be raised.
    Exception(Raised),
}

impl From<Fault> for Box<Failure> {
    #[cold]
    fn from(fault: Fault) -> Self {
        Self::new(Failure::Fault(fault))
    }
}

/// The handler of a function: a panic on the way is the call's failure, wherever it came from.
pub(crate) fn answer<'py, F: Function>(entry: &Entry, arguments: &Arguments<'py>) -> Answer<'py> {
    let mut failure = None;
    // The answer goes through as one word: more would be copied through memory.
    let answer = catch_unwind(AssertUnwindSafe(|| match attempt::<F>(entry, arguments) {
        Ok(answer) => answer.into_ptr(),
        Err(why) => {
            failure = Some(why);
            null_mut()
        }
    }));
    objects::over();
    match (answer, failure) {
        // SAFETY: it was let go of just now.
        (Ok(answer), None) => Ok(unsafe { Bound::from_owned_ptr(arguments.py(), answer) }),
        (Ok(_), Some(failure)) => Err(failure),
        (Err(panic), _) => {
            quiet::over();
            Err(call::panicked::<F>(&*panic).into())
        }
    }
}

#[inline]
fn attempt<'py, F: Function>(entry: &Entry, arguments: &Arguments<'py>) -> Answer<'py> {
    if let Err(why) = entry.classes.find(arguments.py()) {
        let fault = if F::EXACT { Fault::Declined(why) } else { Fault::Internal(why) };
        return Err(fault.into());
    }
    let mut objects = None;
    if entry.classes.by_reference() {
        objects = Some(objects::open().ok_or_else(|| {
            Fault::Declined("objects that are shared, while another call with such goes on".to_owned())
        })?);
    }
    let input = if F::EXACT {
        quiet::reading(|| {
            let input = F::Input::deserialize(arguments.walk::<true>(F::ARGUMENTS, entry.sequences));
            if objects.is_some() {
                objects::read_all(arguments.py(), Sequences::Tuples);
            }
            input
        })
    } else {
        F::Input::deserialize(arguments.walk::<false>(F::ARGUMENTS, entry.sequences))
    };
    match input {
        Ok(input) if input.holds() && !(F::CHANGES.is_empty() && F::RETURNS.is_none()) => {
            let answer = changes::answer::<F>(entry, arguments, input)?;
            if objects.is_some() { finished(arguments, answer) } else { Ok(answer) }
        }
        Ok(input) if input.holds() => match run::<F>(arguments.py(), input) {
            Ok(output) if objects.is_some() => shared(entry, arguments, &output),
            Ok(output) => write(arguments.py(), entry, &output),
            Err(error) => Err(failed(&error).into()),
        },
        _ => explain::<F>(entry, arguments),
    }
}

/// Writes an answer that may refer to the caller's objects, and puts what became of these into them.
fn shared<'py, T: Serialize>(entry: &Entry, arguments: &Arguments<'py>, output: &T) -> Answer<'py> {
    let answer = write(arguments.py(), entry, output)?;
    finished(arguments, answer)
}

/// An answer whose new objects have their attributes, with the caller's objects as the function left them.
fn finished<'py>(arguments: &Arguments<'py>, answer: Bound<'py, PyAny>) -> Answer<'py> {
    let py = arguments.py();
    let encoder = Encoder { py, lists: false };
    match object::uncollected(|| objects::finish(encoder, arguments.kept.is_some())) {
        Ok(true) => Ok(answer),
        Ok(false) => Err(Fault::Declined("the caller's objects would be changed".to_owned()).into()),
        Err(error) => Err(Box::new(Failure::Raised(error))),
    }
}

/// Runs the function; lets other Python threads go on where it says that it is heavy and holds nothing of theirs.
#[inline]
fn run<F: Function>(py: Python<'_>, input: F::Input<'_>) -> Result<F::Output, F::Error> {
    match (F::WEIGHT == Weight::Heavy && !F::BORROWS, F::EXACT) {
        (false, false) => F::run(input),
        (false, true) => quiet::exactly(|| F::run(input)),
        (true, false) => py.detach(|| F::run(input)),
        (true, true) => {
            stack::limit();
            py.detach(|| quiet::exactly_detached(|| F::run(input)))
        }
    }
}

/// The failure of a declared error.
#[cold]
pub(super) fn failed(error: &impl DomainError) -> Failure {
    match error.raised() {
        // What Python raises by itself has a message of its own: Python answers.
        Some(raised) => match raised.why() {
            Some(why) => Failure::Fault(Fault::Declined(why.to_owned())),
            None => Failure::Exception(raised.clone()),
        },
        None => Failure::Fault(Fault::domain(error)),
    }
}

#[inline]
pub(super) fn write<'py, T: Serialize>(py: Python<'py>, entry: &Entry, output: &T) -> Answer<'py> {
    let encoder = Encoder { py, lists: entry.answers == Sequences::Lists };
    let written = match entry.description.output {
        // What is made of many objects is made in one go: the collector would look through it again and again.
        Shape::List(_)
        | Shape::Map(..)
        | Shape::Tuple(_)
        | Shape::Ref(_)
        | Shape::As(..)
        | Shape::Option(_) => object::uncollected(|| output.serialize(encoder)),
        _ => output.serialize(encoder),
    };
    let written = match written {
        Ok(answer) if entry.answers == Sequences::Both => lists_in(answer, &entry.output).map_err(Into::into),
        written => written,
    };
    let answer = written.map_err(|error| Box::new(unwritten(error)))?;
    match &entry.description.output {
        shape @ Shape::As(..) => held::held(answer, shape).map_err(Box::new),
        _ => Ok(answer),
    }
}

/// The failure of an answer that cannot be written.
#[cold]
pub(super) fn unwritten(error: EncodeError) -> Failure {
    match error {
        EncodeError::Raised(error) => Failure::Raised(error),
        EncodeError::Unsupported(what) => Failure::Fault(Fault::Internal(what)),
    }
}

/// The slow path: every issue of the arguments, or the answer after all (to a subclass of `str`, for one).
#[cold]
fn explain<'py, F: Function>(entry: &Entry, arguments: &Arguments<'py>) -> Answer<'py> {
    if let Some(misfit) = arguments.misfit(entry.name(), F::ARGUMENTS) {
        return Err(Box::new(Failure::Arguments(misfit)));
    }
    if F::EXACT {
        let mutable = arguments.relies_on_mutable(F::ARGUMENTS);
        let reason = if mutable { "a default that may change" } else { "arguments of other types" };
        return Err(Fault::Declined(reason.to_owned()).into());
    }
    let plain = arguments.plain(F::ARGUMENTS);
    let issues = validate(&plain, &entry.input, Strictness::Python);
    if !issues.is_empty() {
        return Err(Fault::Invalid(issues).into());
    }
    let input = F::Input::deserialize(&plain);
    let input = input.map_err(|error| unexplained(&error.to_string(), &plain))?;
    if !input.holds() {
        return Err(unexplained("a constraint does not hold", &plain).into());
    }
    let output = run::<F>(arguments.py(), input).map_err(|error| failed(&error))?;
    write(arguments.py(), entry, &output)
}

fn unexplained(reason: &str, plain: &Value) -> Fault {
    Fault::Invalid(vec![Issue::unexplained(reason, plain)])
}
