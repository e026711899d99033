//! The project's own commands.

use std::process::{Command, ExitCode};

use anyhow::bail;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("test") => match test() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: cargo xtask test");
            ExitCode::from(2)
        }
    }
}

/// Runs what CI runs.
fn test() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["test", "-p", "transom-contract", "-p", "transom-macros", "-p", "transom-cli"])?;
    cargo(&["test", "-p", "transom", "--no-default-features"])
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    let status = Command::new("cargo").args(arguments).status()?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}
