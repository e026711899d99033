//! The rows over HTTP: each service on one core, the load on another, by turns.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::pin::{self, Core};
use super::row::{Better, Row, Run};
use super::service::{Service, free_port};
use super::{Session, in_process};

const CONNECTIONS: &str = "32";
/// Long enough for a service to settle after its start, before its memory is read.
const SETTLE: Duration = Duration::from_millis(300);

/// The services of these rows.
#[derive(Clone, Copy)]
enum Side {
    Ours,
    Axum,
    FastApi,
    Granian,
}

/// What the load prints.
#[derive(Deserialize)]
struct Report {
    per_second: f64,
}

/// The calls that the load sends, and the first of them for a service to start with.
struct Calls {
    file: PathBuf,
    path: String,
    body: String,
}

/// One round of a pair: what each answered a second, and the memory it held then.
struct Round {
    rate: Run,
    memory: Run,
}

/// Runs the rows of these names.
pub(super) fn run(session: &Session, names: &[&str]) -> Result<Vec<Row>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let calls = Calls::write(session)?;
    let mut rows = Vec::new();
    for side in [Side::Axum, Side::FastApi, Side::Granian] {
        let (rate, memory) = side.rows();
        if [Some(rate), memory].into_iter().flatten().any(|name| names.contains(&name)) {
            rows.extend(
                pair(session, &calls, side)?.into_iter().filter(|row| names.contains(&row.name.as_str())),
            );
        }
    }
    if names.iter().any(|name| name.starts_with("start.")) {
        rows.extend(start(session, &calls)?.into_iter().filter(|row| names.contains(&row.name.as_str())));
    }
    Ok(rows)
}

/// Puts our service and a peer under load by turns.
fn pair(session: &Session, calls: &Calls, side: Side) -> Result<Vec<Row>> {
    session.step(format!("http: starting both sides ({})", side.name()));
    let (ours, peer) = (Side::Ours.start(session, calls)?, side.start(session, calls)?);
    load(session, calls, &ours)?;
    load(session, calls, &peer)?;
    let mut rounds = Vec::new();
    for turn in 0..session.rounds() {
        session.step(format!("http beside {}: round {} of {}", side.name(), turn + 1, session.rounds()));
        rounds.push(Round::of(session, calls, &ours, &peer, turn % 2 == 0)?);
    }
    let (rate, memory) = side.rows();
    let rates = rounds.iter().map(|round| round.rate).collect();
    let mut rows = vec![Row::of(rate, "calls/s", side.name(), Better::More, rates)];
    if let Some(memory) = memory {
        let resident = rounds.iter().map(|round| round.memory).collect();
        rows.push(Row::of(memory, "MB", side.name(), Better::Less, resident));
    }
    Ok(rows)
}

/// Starts our service alone, again and again.
fn start(session: &Session, calls: &Calls) -> Result<Vec<Row>> {
    let (mut first_answers, mut resident) = (Vec::new(), Vec::new());
    for turn in 0..session.rounds() {
        session.step(format!("start: round {} of {}", turn + 1, session.rounds()));
        let ours = Side::Ours.start(session, calls)?;
        first_answers.push(Run { ours: ours.first_answer.as_secs_f64() * 1e3, peer: None });
        std::thread::sleep(SETTLE);
        resident.push(Run { ours: ours.resident_mb()?, peer: None });
    }
    Ok(vec![
        Row::alone("start.first_answer_ms", "ms", first_answers),
        Row::alone("start.resident_mb", "MB", resident),
    ])
}

impl Round {
    fn of(
        session: &Session,
        calls: &Calls,
        ours: &Service,
        peer: &Service,
        ours_first: bool,
    ) -> Result<Self> {
        let (ours_rate, peer_rate) = if ours_first {
            let first = load(session, calls, ours)?;
            (first, load(session, calls, peer)?)
        } else {
            let first = load(session, calls, peer)?;
            (load(session, calls, ours)?, first)
        };
        Ok(Self {
            rate: Run { ours: ours_rate, peer: Some(peer_rate) },
            memory: Run { ours: ours.resident_mb()?, peer: Some(peer.resident_mb()?) },
        })
    }
}

/// One turn of the load; gives calls a second.
fn load(session: &Session, calls: &Calls, service: &Service) -> Result<f64> {
    let milliseconds = if session.quick { "100" } else { "1000" };
    let mut command = pin::command(&session.built.load, Core::Load);
    command.arg(service.port().to_string()).arg(&calls.file).args([CONNECTIONS, milliseconds]);
    let output = command.stderr(Stdio::inherit()).output().context("cannot start the load")?;
    ensure!(output.status.success(), "the load stopped with {}", output.status);
    let report: Report = serde_json::from_slice(&output.stdout).context("expected a report from the load")?;
    Ok(report.per_second)
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Ours => "Transom",
            Self::Axum => "axum + serde + garde",
            Self::FastApi => "FastAPI on uvicorn",
            Self::Granian => "FastAPI on Granian",
        }
    }

    /// The rows that a peer gives: calls a second, and for one of them its memory.
    fn rows(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Ours | Self::Axum => ("http.cart", None),
            Self::FastApi => ("http.cart.fastapi", Some("http.memory.fastapi")),
            Self::Granian => ("http.cart.granian", None),
        }
    }

    fn start(self, session: &Session, calls: &Calls) -> Result<Service> {
        let port = free_port()?;
        let command = self.command(session, &port.to_string());
        Service::start(command, port, &calls.path, &calls.body)
            .with_context(|| format!("starting {}", self.name()))
    }

    fn command(self, session: &Session, port: &str) -> Command {
        let built = &session.built;
        match self {
            Self::Ours => program(&built.engine, &["--address", &format!("127.0.0.1:{port}")]),
            Self::Axum => program(&built.axum, &[port]),
            Self::FastApi => {
                python(session, &["uvicorn", "--port", port, "--loop", "uvloop", "--http", "httptools"])
                    .with_args(&[
                        "--workers",
                        "1",
                        "--no-access-log",
                        "--log-level",
                        "warning",
                        "service:app",
                    ])
            }
            Self::Granian => {
                python(session, &["granian", "--port", port, "--interface", "asgi", "--loop", "uvloop"])
                    .with_args(&["--workers", "1", "--log-level", "warning", "service:app"])
            }
        }
    }
}

fn program(path: &Path, arguments: &[&str]) -> Command {
    pin::command(path, Core::Measured).with_args(arguments)
}

fn python(session: &Session, arguments: &[&str]) -> Command {
    let mut command = pin::command(&session.built.python, Core::Measured);
    command.arg("-m").current_dir(session.root.join("bench/peers/python"));
    command.with_args(arguments)
}

/// Lets a command be made in one expression.
trait WithArgs {
    fn with_args(self, arguments: &[&str]) -> Self;
}

impl WithArgs for Command {
    fn with_args(mut self, arguments: &[&str]) -> Self {
        self.args(arguments);
        self
    }
}

impl Calls {
    fn write(session: &Session) -> Result<Self> {
        #[derive(Deserialize)]
        struct Line {
            path: String,
            body: serde_json::Value,
        }
        let file = in_process::write_calls(session)?;
        let text = fs::read_to_string(&file)?;
        let first = text.lines().next().context("expected a call")?;
        let Line { path, body } = serde_json::from_str(first)?;
        Ok(Self { file, path, body: body.to_string() })
    }
}
