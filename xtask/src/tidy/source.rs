//! The project's own files, as text.

use std::path::Path;

use anyhow::{Context, Result};

/// Folders that hold what is built, fetched or written by tools.
const FOREIGN: [&str; 10] = [
    "target",
    ".git",
    ".venv",
    ".transom",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".hypothesis",
    "corpus",
    "seeds",
];
/// What is read of the rest.
const ENDS: [&str; 6] = ["rs", "py", "pyi", "toml", "md", "txt"];

/// A file of the project.
pub(super) struct Source {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// Whether it ends so.
    pub(super) fn is(&self, end: &str) -> bool {
        self.path.rsplit('.').next() == Some(end)
    }

    /// Whether it is a test, which may do what other code may not.
    pub(super) fn is_test(&self) -> bool {
        self.path.contains("/tests/")
    }

    /// Its lines, each with its number from 0.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate()
    }
}

/// Every file below the root, in the order of their paths.
pub(super) fn all(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    read(root, "", &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn read(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> Result<()> {
    let entries = folder.read_dir().with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                read(&entry.path(), &format!("{path}/"), sources)?;
            }
        } else if name.rsplit_once('.').is_some_and(|(_, end)| ENDS.contains(&end)) {
            let text =
                std::fs::read_to_string(entry.path()).with_context(|| format!("cannot read {path}"))?;
            sources.push(Source { path, text });
        }
    }
    Ok(())
}
