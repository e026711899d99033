//! `cargo xtask setup`: the Python environment, the wheel in it, and nothing by hand.
//!
//! Each step is done only when what it depends on has changed, so that every other command may call it first.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{command, root, target};

/// The oldest Python that Transom runs on.
const VERSION_MIN: (u32, u32) = (3, 10);

/// The project's own Python.
pub(crate) struct Environment {
    pub(crate) python: PathBuf,
}

/// Makes `.venv`, installs what is missing, builds the wheel and installs it.
pub(crate) fn run() -> Result<Environment> {
    let environment = Environment { python: root().join(".venv/bin/python") };
    if !environment.python.exists() {
        make(&root().join(".venv"))?;
    }
    environment.install("python/requirements.txt")?;
    environment.install_wheel()?;
    Ok(environment)
}

fn make(folder: &Path) -> Result<()> {
    let found = std::env::var_os("PYTHON").map_or_else(|| PathBuf::from("python3"), PathBuf::from);
    let ask = "import sys; print(*sys.version_info[:2])";
    let said = command::output(Command::new(&found).args(["-c", ask]))
        .with_context(|| format!("no Python at {}; install one, or name it in PYTHON", found.display()))?;
    let version: Vec<u32> = said.split_whitespace().filter_map(|part| part.parse().ok()).collect();
    ensure!(
        matches!(version[..], [major, minor] if (major, minor) >= VERSION_MIN),
        "expected Python {}.{} or newer, found {} at {}; name another in PYTHON",
        VERSION_MIN.0,
        VERSION_MIN.1,
        said.trim().replace(' ', "."),
        found.display()
    );
    command::step("making .venv");
    command::run(Command::new(&found).args(["-m", "venv"]).arg(folder))
        .context("Python's venv module is needed (on Debian: apt-get install python3-venv)")
}

impl Environment {
    /// A command of this Python.
    pub(crate) fn python(&self) -> Command {
        let mut python = Command::new(&self.python);
        python.current_dir(root()).env("VIRTUAL_ENV", root().join(".venv")).env("PATH", path());
        python
    }

    /// Installs a list of packages, once for each version of the list.
    pub(crate) fn install(&self, list: &str) -> Result<()> {
        let wanted =
            std::fs::read_to_string(root().join(list)).with_context(|| format!("cannot read {list}"))?;
        let stamp = root().join(".venv").join(format!("{}.installed", list.replace('/', "-")));
        if std::fs::read_to_string(&stamp).is_ok_and(|done| done == wanted) {
            return Ok(());
        }
        command::step(&format!("installing {list}"));
        command::run(self.pip().args(["-r", list]))?;
        std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
    }

    /// Builds the wheel and installs it where it differs from the installed one.
    fn install_wheel(&self) -> Result<()> {
        let folder = target().join("wheels");
        command::step("building the wheel");
        let mut maturin = self.python();
        maturin.args(["-m", "maturin", "build", "--release", "--quiet", "--out"]).arg(&folder);
        command::run(maturin.arg("--interpreter").arg(&self.python))?;
        let wheel = newest_wheel(&folder)?;
        let stamp = root().join(".venv/wheel.installed");
        let wanted = format!("{:?}", fingerprint(&wheel)?);
        if std::fs::read_to_string(&stamp).is_ok_and(|done| done == wanted) {
            return Ok(());
        }
        command::step("installing the wheel");
        command::run(self.pip().args(["--force-reinstall", "--no-deps"]).arg(&wheel))?;
        std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
    }

    fn pip(&self) -> Command {
        let mut pip = self.python();
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip
    }
}

/// The search path with the environment's programs first.
fn path() -> std::ffi::OsString {
    let own = root().join(".venv/bin");
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(own).chain(std::env::split_paths(&rest));
    std::env::join_paths(all).expect("the path was split from one")
}

fn newest_wheel(folder: &Path) -> Result<PathBuf> {
    let wheels = folder.read_dir()?.flatten().map(|entry| entry.path());
    let wheels = wheels.filter(|path| path.extension().is_some_and(|end| end == "whl"));
    let newest = wheels.max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok());
    match newest {
        Some(wheel) => Ok(wheel),
        None => bail!("maturin left no wheel in {}", folder.display()),
    }
}

/// What the wheel holds, told by its bytes.
fn fingerprint(wheel: &Path) -> Result<(PathBuf, u64)> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    std::fs::read(wheel).with_context(|| format!("cannot read {}", wheel.display()))?.hash(&mut hasher);
    Ok((wheel.to_owned(), hasher.finish()))
}
