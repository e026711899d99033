//! Other programs: run them, and say which one failed.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    ensure!(status.success(), "{command:?} stopped with {status}");
    Ok(())
}

/// What a command prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.output().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    ensure!(output.status.success(), "{command:?} stopped with {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// A cargo of the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).current_dir(crate::root());
    cargo
}

/// Says what is being done.
pub(crate) fn step(what: &str) {
    eprintln!("· {what}");
}
