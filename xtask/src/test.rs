//! `cargo xtask test`: everything that CI runs, from a bare machine to the last check.

use anyhow::Result;

use crate::command::{self, cargo};
use crate::setup;

/// Runs every check in turn; the first that fails stops the run.
pub(crate) fn run() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["test", "--workspace"])?;
    let environment = setup::run()?;
    command::run(environment.python().args(["-m", "pytest"]))
}
