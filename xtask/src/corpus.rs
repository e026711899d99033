//! `cargo xtask corpus NAME…`: drafts, builds and proves every function of a body of Python, into one engine.
//!
//! The work is `corpus/drafts`, in Python, because it calls what it proves. This module makes the environment that it
//! runs in.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::{command, root, setup, target};

/// Draft, build and prove every function of a body of Python
#[derive(Args)]
pub(crate) struct Corpus {
    /// algorithms, pyperformance, kernels, a folder, or an installed package
    #[arg(required = true)]
    names: Vec<OsString>,
    /// A few functions only, proved in short
    #[arg(long)]
    quick: bool,
    /// Draft and build, but prove nothing
    #[arg(long)]
    no_prove: bool,
    /// How long to look for inputs of each function
    #[arg(long, value_name = "SECONDS")]
    seconds: Option<f64>,
}

impl Corpus {
    /// The form that the tests run.
    pub(crate) fn quick() -> Self {
        Self { names: vec!["kernels".into()], quick: true, no_prove: false, seconds: None }
    }

    /// Prints the table of each corpus; fails where a draft does not compile or answers otherwise than Python.
    pub(crate) fn run(self) -> Result<()> {
        let mut python = module("drafts", "corpus")?;
        python.args(&self.names).args(self.quick.then_some("--quick"));
        python.args(self.no_prove.then_some("--no-prove"));
        if let Some(seconds) = self.seconds {
            python.args(["--seconds", &seconds.to_string()]);
        }
        // A folder is named from where the user is.
        python.current_dir(std::env::current_dir()?);
        let status = python.status()?;
        let results = target().join("corpus");
        ensure!(status.success(), "a draft does not compile or differs from Python: {}", results.display());
        Ok(())
    }
}

/// Random programs inside the subset, by Python and by their drafts; `TRANSOM_FUZZ_DRAFTS` says how many.
pub(crate) fn fuzz() -> Result<()> {
    command::run(&mut module("drafts.fuzz", "fuzz-drafts")?)
}

/// A module of `corpus`, and the folder below `target` for what it makes.
fn module(name: &str, folder: &str) -> Result<Command> {
    let mut python = setup::run()?.python();
    python.args(["-m", name, "--target"]).arg(target().join(folder));
    // What an engine depends on is compiled once for all of them.
    python.env("PYTHONPATH", root().join("corpus")).env("CARGO_TARGET_DIR", target().join("engines"));
    Ok(python)
}
