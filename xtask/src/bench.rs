//! `cargo xtask bench`: our side and each peer in one run, by turns, on pinned cores; a file a row and a table.
//!
//! What is compared, and how, is told in `bench/README.md`. This module builds both sides, runs the rows and writes
//! what they give; the timing itself is in `bench/rows` (inside one Python process) and `bench/load` (over HTTP).

mod build;
mod http;
mod in_process;
mod pin;
mod row;
mod service;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use self::build::Built;
use self::row::Row;

/// Time our side against its peers.
#[derive(clap::Args)]
pub(crate) struct Bench {
    /// Rows to run, or the start of their names [default: all]
    names: Vec<String>,
    /// Check that both sides give the same answers and that every row is written; time next to nothing
    #[arg(long)]
    quick: bool,
}

/// What every row needs to run.
struct Session {
    root: PathBuf,
    results: PathBuf,
    built: Built,
    quick: bool,
    progress: ProgressBar,
}

/// Where a row is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Inside one Python process.
    Python,
    /// Between a service and the load, each on a core of its own.
    Http,
}

/// Every row, in the order of the table, with the ratio or the figure to reach.
const ROWS: &[(&str, Place, row::Aim)] = &[
    ("embedded.cart", Place::Python, row::Aim::Ratio(1.0)),
    ("embedded.cart.pydantic", Place::Python, row::Aim::Ratio(10.0)),
    ("embedded.scalars", Place::Python, row::Aim::Ratio(1.0)),
    ("embedded.scalars.python", Place::Python, row::Aim::Ratio(1.0)),
    ("convert.floats_in", Place::Python, row::Aim::Ratio(2.5)),
    ("convert.records_in", Place::Python, row::Aim::Ratio(1.2)),
    ("map.numeric", Place::Python, row::Aim::Ratio(0.5)),
    ("map.nested", Place::Python, row::Aim::Ratio(3.0)),
    ("http.cart", Place::Http, row::Aim::Ratio(0.97)),
    ("http.cart.fastapi", Place::Http, row::Aim::Ratio(10.0)),
    ("http.cart.granian", Place::Http, row::Aim::None),
    ("http.memory.fastapi", Place::Http, row::Aim::Ratio(4.0)),
    ("start.first_answer_ms", Place::Http, row::Aim::AtMost(20.0)),
    ("start.resident_mb", Place::Http, row::Aim::AtMost(12.0)),
];

impl Bench {
    /// Every row, as the tests run them: both sides give the same answers.
    pub(crate) fn quick() -> Self {
        Self { names: Vec::new(), quick: true }
    }

    /// Runs the rows and prints their table.
    pub(crate) fn run(self) -> Result<()> {
        let names = self.chosen()?;
        let progress =
            ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {elapsed} {msg}")?);
        progress.enable_steady_tick(Duration::from_millis(100));
        let root = crate::root();
        let results = root.join("target").join("bench");
        std::fs::create_dir_all(&results).with_context(|| format!("cannot make {}", results.display()))?;
        let over_http = !on(&names, Place::Http).is_empty();
        let built = build::all(&root, over_http, &progress)?;
        let session = Session { root, results, built, quick: self.quick, progress };
        let mut rows = in_process::run(&session, &on(&names, Place::Python))?;
        rows.extend(http::run(&session, &on(&names, Place::Http))?);
        session.progress.finish_and_clear();
        row::write(&session.results, &rows)?;
        ensure!(rows.len() == names.len(), "{} rows were asked for, {} came back", names.len(), rows.len());
        row::print_table(&rows, self.quick);
        Ok(())
    }

    fn chosen(&self) -> Result<Vec<&'static str>> {
        let known = || ROWS.iter().map(|&(name, ..)| name);
        for asked in &self.names {
            let found = known().any(|name| name.starts_with(asked.as_str()));
            ensure!(
                found,
                "no row is named {asked}; the rows are {}",
                known().collect::<Vec<_>>().join(", ")
            );
        }
        let wanted = |name: &&str| {
            self.names.is_empty() || self.names.iter().any(|asked| name.starts_with(asked.as_str()))
        };
        Ok(known().filter(wanted).collect())
    }
}

impl Session {
    fn step(&self, message: impl Into<String>) {
        self.progress.set_message(message.into());
    }

    /// How often each side has its turn in a row over HTTP.
    fn rounds(&self) -> usize {
        if self.quick { 1 } else { 7 }
    }
}

fn on(names: &[&'static str], place: Place) -> Vec<&'static str> {
    let placed = |name: &str| ROWS.iter().any(|&(row, at, _)| row == name && at == place);
    names.iter().copied().filter(|name| placed(name)).collect()
}
