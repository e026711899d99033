//! The lock file of an engine's field numbers, as it lies on disk.

use std::path::Path;

use anyhow::{Context, anyhow};
use sha2::{Digest, Sha256};
use transom_contract::lock::{FILE, Lock};

use crate::project::Project;

/// Reads a lock file; `None` where there is none.
pub(crate) fn read(file: &Path) -> anyhow::Result<Option<Lock>> {
    if !file.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let lock = Lock::parse(&text);
    lock.map(Some).map_err(|error| anyhow!("{}:{}: {}", file.display(), error.line, error.message))
}

/// What an engine is built with, in a word that changes with it. A broken lock file would only show when the engine
/// starts, so it is read here.
pub(crate) fn fingerprint(project: &Project, engine: &str) -> anyhow::Result<String> {
    let lock = read(&project.sources().join(engine).join(FILE))?;
    let text = lock.map(|lock| lock.render(engine)).unwrap_or_default();
    Ok(format!("{:x}", Sha256::digest(text)))
}
