//! `cargo xtask bench`: our side and each peer in one run, by turns, on pinned cores; a file a row and a table.
//!
//! What is compared, and how, is told in `bench/README.md`. This module builds both sides, runs the rows and writes
//! what they give; the timing itself is in `bench/rows` (inside one Python process) and `bench/load` (over HTTP).

mod build;
mod drafted;
mod http;
mod in_process;
mod pin;
mod row;
mod service;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};

use self::build::Built;
use self::in_process::Told;
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
    /// A Python process for each side: compilers of Python do not share one.
    Sides,
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
    ("draft.kernels", Place::Sides, row::Aim::Ratio(20.0)),
    ("draft.kernels.mypyc", Place::Sides, row::Aim::Ratio(5.0)),
    ("draft.kernels.numba", Place::Sides, row::Aim::Ratio(1.0)),
    ("draft.kernels.pypy", Place::Sides, row::Aim::Ratio(1.5)),
    ("draft.kernels.codon", Place::Sides, row::Aim::Ratio(1.0)),
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
        let mut told = self.of_two_sides(&root, &results, &names, &progress)?;
        let sides = on(&names, Place::Sides);
        if !sides.is_empty() {
            let drafted = drafted::run(self.quick, &progress)?;
            told.rows.extend(drafted.rows.into_iter().filter(|row| sides.contains(&row.name.as_str())));
            told.notes.extend(drafted.notes);
        }
        progress.finish_and_clear();
        row::write(&results, &told.rows)?;
        let (asked, back) = (names.len(), told.rows.len());
        ensure!(asked == back, "{asked} rows were asked for, {back} came back");
        row::print_table(&told.rows, self.quick);
        row::print_notes(&told.notes);
        Ok(())
    }

    /// The rows of our engine beside one peer each.
    fn of_two_sides(
        &self,
        root: &Path,
        results: &Path,
        names: &[&'static str],
        progress: &ProgressBar,
    ) -> Result<Told> {
        let (in_python, over_http) = (on(names, Place::Python), on(names, Place::Http));
        if in_python.is_empty() && over_http.is_empty() {
            return Ok(Told::default());
        }
        let built = build::all(root, !over_http.is_empty(), progress)?;
        let session = Session {
            root: root.to_owned(),
            results: results.to_owned(),
            built,
            quick: self.quick,
            progress: progress.clone(),
        };
        let mut rows = in_process::run(&session, &in_python)?;
        rows.extend(http::run(&session, &over_http)?);
        Ok(Told { rows, notes: Vec::new() })
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
