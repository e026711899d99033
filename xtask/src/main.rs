//! The project's own commands.

mod bench;
mod fuzz;

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Parser;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Run what CI runs
    Test,
    Bench(bench::Bench),
    Fuzz(fuzz::Fuzz),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Test => test(),
        Command::Bench(bench) => bench.run(),
        Command::Fuzz(fuzz) => fuzz.run(),
    }
}

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Runs what CI runs.
fn test() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["test", "-p", "transom-contract", "-p", "transom-macros", "-p", "transom-cli"])?;
    cargo(&["test", "-p", "transom", "--no-default-features"])
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    let status = std::process::Command::new("cargo").args(arguments).status()?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
