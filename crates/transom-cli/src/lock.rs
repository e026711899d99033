//! The lock file of an engine's field numbers, as it lies on disk.

use std::path::Path;

use anyhow::{Context, anyhow};
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

/// A broken lock file would only show when the engine starts, so it is read before building.
pub(crate) fn check(project: &Project, engine: &str) -> anyhow::Result<()> {
    read(&project.sources().join(engine).join(FILE)).map(|_| ())
}
