//! Formats drafts as the project formats its Rust; without rustfmt they stay as they are.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The edition that engines are written in.
const EDITION: &str = "2024";

/// Formats these texts, in one run of rustfmt; says why where it cannot.
pub(crate) fn format(project: &Path, texts: &mut [String]) -> Result<(), String> {
    if texts.is_empty() {
        return Ok(());
    }
    // Below the project, so that its own rustfmt.toml holds.
    let folder = project.join(".transom").join(format!("format.{}", std::process::id()));
    let done = format_in(&folder, texts);
    // It may hold nothing that is needed again.
    let _ = std::fs::remove_dir_all(&folder);
    // Where nothing is written, nothing is left: this fails for a folder that holds something.
    let _ = std::fs::remove_dir(project.join(".transom"));
    done
}

fn format_in(folder: &Path, texts: &mut [String]) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    std::fs::create_dir_all(folder).map_err(failed)?;
    let files: Vec<PathBuf> = (0..texts.len()).map(|at| folder.join(format!("draft_{at}.rs"))).collect();
    for (file, text) in files.iter().zip(&*texts) {
        std::fs::write(file, text).map_err(failed)?;
    }
    let mut command = Command::new("rustfmt");
    command.args(["--edition", EDITION, "--quiet"]).args(&files).stdin(Stdio::null());
    let output = command.output().map_err(|error| format!("rustfmt cannot be run: {error}"))?;
    for (file, text) in files.iter().zip(texts) {
        *text = std::fs::read_to_string(file).map_err(failed)?;
    }
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().next().unwrap_or("rustfmt failed").to_owned())
}
