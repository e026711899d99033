//! A table: cut into chunks of rows, answered by workers, put together in the rows' order.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::DataType;
use transom_contract::Value;
use transom_contract::wires::arrow::{Misfit, Rows, schema};

use super::work::{Ask, Done, Job, Original, Task, work};
use crate::entry::Entry;
use crate::fault::Fault;

/// Rows that a worker takes at once, at most; what it holds in memory besides the table grows with them.
const CHUNK_ROWS_MAX: usize = 65_536;
/// Chunks that a batch gives each worker, so that none waits long for the last.
const CHUNKS_A_WORKER: usize = 4;
/// Rows without an answer that are kept, each with what it says; a table with more stops.
const FAILED_ROWS_MAX: usize = 100_000;
/// Reasons for declining that are told apart.
const REASONS_MAX: usize = 64;
const OTHER_REASONS: &str = "other reasons";
/// How long the caller may wait before it is asked whether to go on.
const INTERRUPT_EVERY: Duration = Duration::from_millis(100);

/// A row without an answer.
pub(crate) enum Failed<E> {
    Fault(Fault),
    /// The original raised.
    Raised(E),
}

/// Which rows the Python original answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// There is no original.
    None,
    /// Those that the engine declines.
    Declined,
    /// All: the function is not switched on.
    All,
}

/// The thread that calls, which alone speaks Python.
pub(crate) trait Caller {
    /// What Python raises.
    type Raised: Send;

    /// What the original answers.
    fn role(&self) -> Role;

    /// Asks the original for each row.
    ///
    /// # Errors
    /// What ends the whole call: an interrupt.
    fn originals(&mut self, inputs: &[Value]) -> Result<Vec<Original<Self::Raised>>, Self::Raised>;

    /// Says whether to go on.
    ///
    /// # Errors
    /// What ends the whole call.
    fn interrupted(&mut self) -> Result<(), Self::Raised>;
}

/// Why a table has no answers at all.
pub(crate) enum Stop<E> {
    /// It does not fit the function, most likely.
    Fault(Fault),
    /// The caller was told to stop.
    Raised(E),
}

/// What came of a table.
pub(crate) struct Answers<E> {
    pub(crate) data_type: DataType,
    /// The answers in the rows' order.
    pub(crate) columns: Vec<ArrayRef>,
    /// The rows without an answer, in order.
    pub(crate) failed: Vec<(usize, Failed<E>)>,
    /// How many rows there are.
    pub(crate) rows: usize,
    /// How many rows were left to the original, by reason.
    pub(crate) declined: BTreeMap<String, u64>,
    /// How many rows the engine answered.
    pub(crate) answered: usize,
}

/// Answers every row of a table. A panic on the way, which would be a defect of ours or of the table's maker, ends
/// the call and no more.
pub(crate) fn run<C: Caller>(
    entry: &Entry,
    table: &mut dyn RecordBatchReader,
    threads: usize,
    caller: &mut C,
) -> Result<Answers<C::Raised>, Stop<C::Raised>> {
    let answers = catch_unwind(AssertUnwindSafe(|| attempt(entry, table, threads, caller)));
    answers.unwrap_or_else(|panic| Err(Stop::Fault(panicked(&*panic))))
}

fn attempt<C: Caller>(
    entry: &Entry,
    table: &mut dyn RecordBatchReader,
    threads: usize,
    caller: &mut C,
) -> Result<Answers<C::Raised>, Stop<C::Raised>> {
    let data_type = schema::data_type(&entry.output).map_err(|why| Stop::Fault(no_columns(entry, &why)))?;
    Rows::check(&entry.input, &table.schema())
        .map_err(|misfits| Stop::Fault(table_error(entry, &misfits)))?;
    let mut service = Service { table, threads, batch: None, next: 0, done: Vec::new(), failed: 0, caller };
    let stop = AtomicBool::new(false);
    let job = Job { entry, original: service.caller.role(), stop: &stop };
    thread::scope(|scope| {
        let (asks, asked) = sync_channel(threads);
        for _ in 0..threads {
            let asks: SyncSender<Ask<C::Raised>> = asks.clone();
            scope.spawn(move || work(job, &asks));
        }
        drop(asks);
        service.serve(&asked).inspect_err(|_| stop.store(true, Ordering::Relaxed))
    })?;
    Ok(service.finish(data_type))
}

/// All that does not fit, in one message.
pub(super) fn table_error(entry: &Entry, misfits: &[Misfit]) -> Fault {
    let lines: Vec<String> = misfits.iter().map(ToString::to_string).collect();
    let all = lines.join("\n  ");
    Fault::Malformed(format!("the table does not fit the arguments of `{}`:\n  {all}", entry.name()))
}

pub(super) fn no_columns(entry: &Entry, why: &dyn Display) -> Fault {
    Fault::Malformed(format!("`{}` has no columns: {why}; call it row by row", entry.name()))
}

/// What a panic outside of any row is.
#[cold]
pub(super) fn panicked(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let raised =
        || panic.downcast_ref::<transom_semantics::Raised>().and_then(transom_semantics::Raised::why);
    let text = text.or_else(raised).unwrap_or("panic");
    Fault::Internal(format!("the table could not be worked on: {text}"))
}

/// What the calling thread does while the workers work.
struct Service<'a, C: Caller> {
    table: &'a mut dyn RecordBatchReader,
    threads: usize,
    /// The batch that tasks are cut from, and how many of its rows are given out.
    batch: Option<(RecordBatch, usize)>,
    /// The number of the next row.
    next: usize,
    done: Vec<Done<C::Raised>>,
    failed: usize,
    caller: &'a mut C,
}

impl<C: Caller> Service<'_, C> {
    /// Answers the workers until the last one is gone; when this returns early they find nobody to ask, and stop.
    fn serve(&mut self, asked: &Receiver<Ask<C::Raised>>) -> Result<(), Stop<C::Raised>> {
        let mut checked = Instant::now();
        loop {
            match asked.recv_timeout(INTERRUPT_EVERY) {
                Ok(Ask::Work(last, reply)) => {
                    if let Some(done) = last {
                        self.keep(done.map_err(Stop::Fault)?)?;
                    }
                    if let Some(task) = self.task()? {
                        // A worker that is gone has panicked, which the scope passes on.
                        let _ = reply.send(task);
                    }
                }
                Ok(Ask::Originals(inputs, reply)) => {
                    let _ = reply.send(self.caller.originals(&inputs).map_err(Stop::Raised)?);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if checked.elapsed() >= INTERRUPT_EVERY {
                self.caller.interrupted().map_err(Stop::Raised)?;
                checked = Instant::now();
            }
        }
    }

    fn keep(&mut self, done: Done<C::Raised>) -> Result<(), Stop<C::Raised>> {
        self.failed += done.failed.len();
        self.done.push(done);
        if self.failed <= FAILED_ROWS_MAX {
            return Ok(());
        }
        let failed = self.done.iter().flat_map(|done| &done.failed);
        let first =
            failed.min_by_key(|(row, _)| *row).map_or_else(String::new, |(row, failed)| match failed {
                Failed::Fault(fault) => format!("; row {row}: {fault}"),
                Failed::Raised(_) => format!("; row {row}: the original raised"),
            });
        Err(Stop::Fault(Fault::Malformed(format!(
            "more than {FAILED_ROWS_MAX} rows have no answer, so that this stops{first}"
        ))))
    }

    /// The next rows to be answered.
    fn task(&mut self) -> Result<Option<Task>, Stop<C::Raised>> {
        while self.batch.as_ref().is_none_or(|(batch, given)| *given == batch.num_rows()) {
            match self.table.next() {
                Some(batch) => {
                    let batch = batch.map_err(|error| {
                        Stop::Fault(Fault::Malformed(format!("the table cannot be read: {error}")))
                    })?;
                    self.batch = Some((batch, 0));
                }
                None => return Ok(None),
            }
        }
        Ok(self.batch.as_mut().map(|(batch, given)| {
            let share = match self.threads {
                1 => batch.num_rows(),
                threads => batch.num_rows().div_ceil(threads * CHUNKS_A_WORKER),
            };
            let count = share.clamp(1, CHUNK_ROWS_MAX).min(batch.num_rows() - *given);
            let task = Task { first: self.next, rows: batch.slice(*given, count) };
            *given += count;
            self.next += count;
            task
        }))
    }

    fn finish(mut self, data_type: DataType) -> Answers<C::Raised> {
        self.done.sort_unstable_by_key(|done| done.first);
        let mut answers = Answers {
            data_type,
            columns: Vec::with_capacity(self.done.len()),
            failed: Vec::with_capacity(self.failed),
            rows: self.next,
            declined: BTreeMap::new(),
            answered: 0,
        };
        for done in self.done {
            answers.columns.push(done.column);
            answers.answered += done.answered;
            answers.failed.extend(done.failed);
            for (reason, count) in done.declined {
                let known = answers.declined.contains_key(&reason) || answers.declined.len() < REASONS_MAX;
                let reason = if known { reason } else { OTHER_REASONS.to_owned() };
                *answers.declined.entry(reason).or_default() += count;
            }
        }
        answers
    }
}
