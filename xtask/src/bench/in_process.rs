//! The rows inside one Python process: runs `python -m rows` and reads what it prints.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::pin::{self, Core};
use super::{Row, Session};

/// A line that the rows print.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Step(String),
    Row(Row),
    Note(String),
}

/// What a run of rows tells.
#[derive(Default)]
pub(super) struct Told {
    pub(super) rows: Vec<Row>,
    /// What stands below their table.
    pub(super) notes: Vec<String>,
}

/// Runs the rows of these names.
pub(super) fn run(session: &Session, names: &[&str]) -> Result<Vec<Row>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    session.step("making what the rows work on");
    let mut command = module(session, "rows");
    command.args(names).args(session.quick.then_some("--quick"));
    let told = told(command, |step| session.step(step)).context("the rows inside Python")?;
    Ok(told.rows)
}

/// Runs a command that prints steps, rows and notes, a line each.
pub(super) fn told(mut command: Command, step: impl Fn(String)) -> Result<Told> {
    let mut python = command.stdout(Stdio::piped()).spawn().context("cannot start Python")?;
    let output = python.stdout.take().expect("the output is piped");
    let mut told = Told::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        match serde_json::from_str(&line)
            .with_context(|| format!("expected a step, a row or a note, found {line}"))?
        {
            Line::Step(what) => step(what),
            Line::Row(row) => told.rows.push(row),
            Line::Note(note) => told.notes.push(note),
        }
    }
    let status = python.wait()?;
    ensure!(status.success(), "Python stopped with {status}");
    Ok(told)
}

/// Writes the calls of the HTTP rows for the load to send.
pub(super) fn write_calls(session: &Session) -> Result<std::path::PathBuf> {
    let path = session.results.join("calls.jsonl");
    let file = std::fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let status = module(session, "rows.calls").stdout(file).status().context("cannot start Python")?;
    ensure!(status.success(), "python -m rows.calls stopped with {status}");
    Ok(path)
}

fn module(session: &Session, name: &str) -> Command {
    let mut command = pin::command(&session.built.python, Core::Measured);
    command
        .args(["-m", name])
        .current_dir(session.root.join("bench"))
        .env("PYTHONPATH", &session.built.python_path);
    command
}
