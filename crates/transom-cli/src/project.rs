//! The project: the folder that holds `transom.toml`, `engines/` and `.transom/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::config::{Config, FILE};

/// What marks a project's root, strongest first.
const MARKS: [&str; 4] = [FILE, "engines", "pyproject.toml", ".git"];

/// A Python project that engines are mounted on.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
}

impl Project {
    /// Finds the project upwards from `from`.
    pub(crate) fn find(from: &Path) -> anyhow::Result<Self> {
        let from = from.canonicalize().with_context(|| format!("there is no folder {}", from.display()))?;
        let root = MARKS.iter().find_map(|mark| from.ancestors().find(|folder| folder.join(mark).exists()));
        let root = root.unwrap_or(&from).to_owned();
        let file = root.join(FILE);
        let config = if file.exists() { Config::load(&file)? } else { Config::default() };
        Ok(Self { root, config })
    }

    /// The project around the current folder.
    pub(crate) fn here() -> anyhow::Result<Self> {
        Self::find(&std::env::current_dir().context("the current folder is gone")?)
    }

    /// What Transom writes itself.
    pub(crate) fn own(&self) -> PathBuf {
        self.root.join(".transom")
    }

    /// Where built engines lie.
    pub(crate) fn built(&self) -> PathBuf {
        self.own().join("engines")
    }

    /// Where engines' sources lie.
    pub(crate) fn sources(&self) -> PathBuf {
        self.root.join("engines")
    }

    /// The names of the engines whose source is here.
    pub(crate) fn engines(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.sources()) else { return Vec::new() };
        let crates = entries.flatten().filter(|entry| entry.path().join("Cargo.toml").exists());
        let mut names: Vec<String> =
            crates.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The engine that was asked for, or the only one there is.
    pub(crate) fn engine(&self, asked: Option<&str>) -> anyhow::Result<String> {
        let engines = self.engines();
        match (asked, engines.as_slice()) {
            (Some(name), _) if engines.iter().any(|engine| engine == name) => Ok(name.to_owned()),
            (None, [only]) => Ok(only.clone()),
            (_, []) => bail!(
                "there is no engine under {}\nmake one: transom new {}",
                self.sources().display(),
                asked.unwrap_or("NAME")
            ),
            (Some(name), _) => bail!("there is no engine `{name}`; there are {}", engines.join(", ")),
            (None, _) => bail!("which engine? there are {}", engines.join(", ")),
        }
    }
}
