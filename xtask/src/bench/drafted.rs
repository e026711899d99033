//! The rows of the drafted kernels: runs `python -m drafted`, which builds every side and times them by turns.

use anyhow::{Context, Result, ensure};
use indicatif::ProgressBar;

use super::in_process::{self, Told};
use super::pin::{self, Core};
use crate::setup::Environment;
use crate::{root, target};

/// What the rows print below their table, and the rows.
pub(super) fn run(quick: bool, progress: &ProgressBar) -> Result<Told> {
    let root = root();
    let python = root.join(".venv/bin/python");
    ensure!(python.exists(), "there is no {}: run `cargo xtask setup` first", python.display());
    let environment = Environment { python };
    if !quick {
        progress.set_message("installing the compilers of Python");
        environment.install("bench/requirements-drafted.txt")?;
    }
    let mut command = pin::command(&environment.python, Core::Measured);
    let folders = [root.join("bench"), root.join("corpus"), root.join("examples/kernels")];
    command.args(["-m", "drafted", "--target"]).arg(target().join("bench/drafted"));
    command.args(quick.then_some("--quick")).current_dir(root.join("bench"));
    command.env("PYTHONPATH", std::env::join_paths(folders)?);
    // What an engine depends on is compiled once for all of them.
    command.env("CARGO_TARGET_DIR", target().join("engines"));
    in_process::told(command, |step| progress.set_message(step)).context("the drafted kernels")
}
