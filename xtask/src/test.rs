//! `cargo xtask test`: everything that CI runs, from a bare machine to the last check.
//!
//! The first check that fails stops the run. Engines are built into one folder, so that they share what they depend on.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::bench::Bench;
use crate::command::{self, cargo};
use crate::corpus::{self, Corpus};
use crate::demo::Demo;
use crate::setup::{self, Environment};
use crate::{fuzz, target, tidy};

/// The workspaces beside the main one: engines are built apart, as users build them.
const WORKSPACES: [&str; 4] = [
    "bench/Cargo.toml",
    "examples/flights/engines/Cargo.toml",
    "fuzz/Cargo.toml",
    "python/tests/project/engines/Cargo.toml",
];

/// Runs every check in turn.
pub(crate) fn run() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("format", format)?;
    steps.run("lock files", lock_files)?;
    steps.run("tidy", tidy::run)?;
    steps.run("lint", lint)?;
    steps.run("Rust tests", || command::run(&mut cargo(&["test", "--workspace"])))?;
    steps.run("documentation", documentation)?;
    let environment = steps.run("setup", setup::run)?;
    steps.run("types", || types(&environment))?;
    steps.run("Python tests", || python_tests(&environment))?;
    steps.run("demo", || Demo::default().run())?;
    steps.run("fuzz", fuzz::short_run)?;
    steps.run("corpus", || Corpus::quick().run())?;
    steps.run("fuzz drafts", corpus::fuzz)?;
    steps.run("bench", || Bench::quick().run())?;
    steps.print();
    Ok(())
}

fn format() -> Result<()> {
    let check = ["fmt", "--all", "--check"];
    command::run(&mut cargo(&check))?;
    WORKSPACES.iter().try_for_each(|manifest| command::run(cargo(&check).args(["--manifest-path", manifest])))
}

/// A build must not change what is under version control.
fn lock_files() -> Result<()> {
    ["Cargo.toml"].iter().chain(&WORKSPACES).try_for_each(|manifest| {
        let mut tree = cargo(&["tree", "--locked", "--quiet", "--manifest-path", manifest]);
        command::output(&mut tree).map(|_| ()).with_context(|| {
            format!("the lock file beside {manifest} is behind: cargo update --workspace --manifest-path {manifest}")
        })
    })
}

fn lint() -> Result<()> {
    command::run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

fn documentation() -> Result<()> {
    // The wheel's stable ABI hides the embedded door: documented without it.
    let mut doc = cargo(&[
        "doc",
        "--workspace",
        "--exclude",
        "transom-python",
        "--no-deps",
        "--document-private-items",
    ]);
    command::run(doc.env("RUSTDOCFLAGS", "--deny warnings --allow rustdoc::private-intra-doc-links"))
}

/// The package as a type checker sees it, and its native module as its stub says.
fn types(environment: &Environment) -> Result<()> {
    command::run(environment.python().args(["-m", "mypy"]))?;
    let settings = ["--ignore-disjoint-bases", "--mypy-config-file", "pyproject.toml"];
    command::run(environment.python().args(["-m", "mypy.stubtest", "transom"]).args(settings))
}

fn python_tests(environment: &Environment) -> Result<()> {
    let mut pytest = environment.python();
    command::run(pytest.args(["-m", "pytest"]).env("CARGO_TARGET_DIR", target().join("engines")))
}

/// The checks that were run, with the time that each took.
#[derive(Default)]
struct Steps(Vec<(&'static str, Duration)>);

impl Steps {
    fn run<T>(&mut self, name: &'static str, check: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("▸ {name}");
        let began = Instant::now();
        let passed = check().with_context(|| format!("the check `{name}` failed"))?;
        self.0.push((name, began.elapsed()));
        Ok(passed)
    }

    #[expect(clippy::print_stdout, reason = "what was checked is what the command is for")]
    fn print(&self) {
        for (name, took) in &self.0 {
            println!("{name:16} {:>6.1} s", took.as_secs_f64());
        }
        let all: Duration = self.0.iter().map(|(_, took)| *took).sum();
        println!("{} checks passed in {:.1} s", self.0.len(), all.as_secs_f64());
    }
}
