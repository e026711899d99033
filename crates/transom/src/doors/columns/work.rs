//! A worker: takes chunks of rows until there are none left, and leaves what was declined to the calling thread.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{SyncSender, sync_channel};

use arrow_array::{ArrayRef, RecordBatch};
use transom_contract::wires::arrow::{Rows, Writer};
use transom_contract::{Strictness, Value, validate};

use super::patch::patch;
use super::run::{Failed, Role, no_columns, panicked, table_error};
use crate::entry::Entry;
use crate::fault::Fault;

/// What every worker works on.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) entry: &'a Entry,
    pub(super) original: Role,
    /// Set when nobody waits for the answers any more.
    pub(super) stop: &'a AtomicBool,
}

/// Some rows, and the number of the first within the table.
pub(super) struct Task {
    pub(super) first: usize,
    pub(super) rows: RecordBatch,
}

/// What came of a task.
pub(super) struct Done<E> {
    pub(super) first: usize,
    pub(super) column: ArrayRef,
    /// The rows without an answer, by their numbers within the table.
    pub(super) failed: Vec<(usize, Failed<E>)>,
    /// How many rows were left to the original, by reason.
    pub(super) declined: BTreeMap<String, u64>,
    /// How many rows the engine answered.
    pub(super) answered: usize,
}

/// What the original answers to a row.
pub(super) type Original<E> = Result<Value, Failed<E>>;

/// What a worker asks of the calling thread.
pub(super) enum Ask<E> {
    /// What came of the last task, and another one.
    Work(Option<Result<Done<E>, Fault>>, SyncSender<Task>),
    /// The original's answers to these inputs.
    Originals(Vec<Value>, SyncSender<Vec<Original<E>>>),
}

/// Works until there is nothing left to do, or nobody left to ask.
pub(super) fn work<E>(job: Job<'_>, asks: &SyncSender<Ask<E>>) {
    let mut last = None;
    loop {
        let (reply, task) = sync_channel(1);
        if asks.send(Ask::Work(last.take(), reply)).is_err() {
            return;
        }
        let Ok(task) = task.recv() else { return };
        let done = catch_unwind(AssertUnwindSafe(|| answer(job, &task, asks)));
        last = Some(done.unwrap_or_else(|panic| Err(panicked(&*panic))));
    }
}

fn answer<E>(job: Job<'_>, task: &Task, asks: &SyncSender<Ask<E>>) -> Result<Done<E>, Fault> {
    let Job { entry, original, stop } = job;
    let rows = Rows::of(&entry.input, &task.rows).map_err(|misfits| table_error(entry, &misfits))?;
    let mut column = writer(entry, rows.count())?;
    let faults = match original {
        Role::All => leave_all(&rows, &mut column),
        Role::Declined | Role::None => (entry.columns)(entry, &rows, &mut column, stop),
    };
    let mut done = Done {
        first: task.first,
        column: column.finish(),
        failed: Vec::new(),
        declined: BTreeMap::new(),
        answered: rows.count() - faults.len(),
    };
    let mut left = Vec::new();
    for (row, fault) in faults {
        match fault {
            Fault::Declined(reason) if original != Role::None => {
                *done.declined.entry(reason).or_default() += 1;
                left.push(row);
            }
            fault => done.failed.push((task.first + row, Failed::Fault(fault))),
        }
    }
    if !left.is_empty() {
        ask_original(entry, &rows, &left, asks, &mut done)?;
        done.failed.sort_unstable_by_key(|(row, _)| *row);
    }
    Ok(done)
}

/// Leaves every row to the original.
fn leave_all(rows: &Rows, column: &mut Writer<'_>) -> Vec<(usize, Fault)> {
    let leave = |row| {
        column.append_null();
        (row, Fault::Declined("the function is not switched on".to_owned()))
    };
    (0..rows.count()).map(leave).collect()
}

fn writer(entry: &Entry, rows: usize) -> Result<Writer<'_>, Fault> {
    Writer::new(&entry.output, rows).map_err(|why| no_columns(entry, &why))
}

/// Puts the original's answers where the engine declined.
fn ask_original<E>(
    entry: &Entry,
    rows: &Rows,
    left: &[usize],
    asks: &SyncSender<Ask<E>>,
    done: &mut Done<E>,
) -> Result<(), Fault> {
    let (reply, answers) = sync_channel(1);
    let inputs = left.iter().map(|row| rows.value(*row)).collect();
    let stopped = || Fault::Unavailable("the call was stopped".to_owned());
    asks.send(Ask::Originals(inputs, reply)).map_err(|_| stopped())?;
    let answers = answers.recv().map_err(|_| stopped())?;
    let mut column = writer(entry, left.len())?;
    for (row, answer) in left.iter().zip(answers) {
        let appended = answer.and_then(|answer| append(entry, &mut column, &answer).map_err(Failed::Fault));
        if let Err(failed) = appended {
            column.append_null();
            done.failed.push((done.first + row, failed));
        }
    }
    done.column =
        patch(&done.column, left, &column.finish()).map_err(|error| Fault::Internal(error.to_string()))?;
    Ok(())
}

/// Appends what the original answered, if the column can hold exactly that.
fn append(entry: &Entry, column: &mut Writer<'_>, answer: &Value) -> Result<(), Fault> {
    let unfit = |why: String| Fault::Declined(format!("a column cannot hold what Python answered: {why}"));
    if let Some(issue) = validate(answer, &entry.output, Strictness::Python).first() {
        return Err(unfit(issue.to_string()));
    }
    column.append_value(answer).map_err(|error| unfit(error.to_string()))
}
