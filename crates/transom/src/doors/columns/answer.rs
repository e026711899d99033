//! The rows of one chunk: read, run, write. The handler of this wire in [`Entry`].

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use transom_contract::wires::arrow::{Flat, Refused, Rows, Writer};
use transom_contract::{Issue, Model, Strictness, Value, validate};

use crate::call;
use crate::doors::embedded::exactly_detached;
use crate::entry::Entry;
use crate::fault::Fault;
use crate::function::Function;

/// Appends an answer for each row; answers the rows that have none, in order. Ends early when told to stop.
pub(crate) type Handler = fn(&Entry, &Rows, &mut Writer<'_>, stop: &AtomicBool) -> Vec<(usize, Fault)>;

/// The handler of a function.
///
/// Panics are caught once for all rows, and once more after each that panicked: a row costs nothing for it, and none
/// is run twice.
pub(crate) fn answer<F: Function>(
    entry: &Entry,
    rows: &Rows,
    into: &mut Writer<'_>,
    stop: &AtomicBool,
) -> Vec<(usize, Fault)> {
    let mut chunk = Chunk { entry, rows, into, stop, next: 0, failed: Vec::new() };
    while chunk.goes_on() {
        let mut rows = || if F::EXACT { exactly_detached(|| chunk.run::<F>()) } else { chunk.run::<F>() };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(&mut rows)) {
            chunk.panicked::<F>(&*panic);
        }
    }
    chunk.failed
}

struct Chunk<'a, 'w> {
    entry: &'a Entry,
    rows: &'a Rows,
    into: &'a mut Writer<'w>,
    stop: &'a AtomicBool,
    next: usize,
    failed: Vec<(usize, Fault)>,
}

impl Chunk<'_, '_> {
    #[inline]
    fn goes_on(&self) -> bool {
        self.next < self.rows.count() && !self.stop.load(Ordering::Relaxed)
    }

    fn run<F: Function>(&mut self) {
        if let Some(flat) = self.rows.flat() {
            self.run_flat::<F>(&flat);
        }
        while self.goes_on() {
            let input = if F::EXACT {
                F::Input::deserialize(self.rows.row::<true>(self.next))
            } else {
                F::Input::deserialize(self.rows.row::<false>(self.next))
            };
            match input {
                Ok(input) => self.take::<F>(input),
                Err(Refused) => self.explain::<F>(),
            }
            self.next += 1;
        }
    }

    /// Until a row is not read so simply: most likely the first, since their types are one.
    fn run_flat<F: Function>(&mut self, flat: &Flat<'_>) {
        while self.goes_on() {
            let Ok(input) = F::Input::deserialize(flat.row(self.next)) else { return };
            self.take::<F>(input);
            self.next += 1;
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over rows")]
    fn take<F: Function>(&mut self, input: F::Input<'_>) {
        if input.holds() {
            self.answer::<F>(input);
        } else {
            self.explain::<F>();
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over rows")]
    fn answer<F: Function>(&mut self, input: F::Input<'_>) {
        match F::run(input) {
            Ok(output) => {
                if let Err(error) = self.into.append(&output) {
                    self.fail(Fault::Internal(error.to_string()));
                }
            }
            Err(error) => self.fail(Fault::domain(&error)),
        }
        transom_semantics::forget();
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, fault: Fault) {
        self.into.append_null();
        self.failed.push((self.next, fault));
    }

    #[cold]
    fn panicked<F: Function>(&mut self, panic: &(dyn Any + Send)) {
        self.into.truncate(self.next);
        self.fail(call::panicked::<F>(panic));
        self.next += 1;
    }

    /// The slow path: every issue of the row, or its answer after all.
    #[cold]
    #[inline(never)]
    fn explain<F: Function>(&mut self) {
        if F::EXACT {
            return self.fail(Fault::Declined("arguments of other types".to_owned()));
        }
        let plain = self.rows.value(self.next);
        let issues = validate(&plain, &self.entry.input, Strictness::Python);
        if !issues.is_empty() {
            return self.fail(Fault::Invalid(issues));
        }
        match F::Input::deserialize(&plain) {
            Ok(input) if input.holds() => self.answer::<F>(input),
            Ok(_) => self.fail(unexplained("a constraint does not hold", &plain)),
            Err(error) => self.fail(unexplained(&error.to_string(), &plain)),
        }
    }
}

fn unexplained(reason: &str, plain: &Value) -> Fault {
    Fault::Invalid(vec![Issue::unexplained(reason, plain)])
}
