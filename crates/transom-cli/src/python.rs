//! The Python that a project runs on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::project::Project;

/// The oldest Python that engines are built for.
pub(crate) const VERSION_MIN: (u32, u32) = (3, 10);

/// A Python interpreter.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    pub(crate) executable: PathBuf,
    pub(crate) facts: Facts,
}

/// What an interpreter says of itself.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Facts {
    pub(crate) version: (u32, u32, u32),
    /// The end of an extension module's file name.
    pub(crate) suffix: String,
    /// A wheel's platform, such as `linux_x86_64`.
    pub(crate) platform: String,
    pub(crate) implementation: String,
    /// The interpreter behind a virtual environment, without links: another path for another version.
    pub(crate) base: PathBuf,
    /// The version of the `transom` package, if it is installed.
    pub(crate) transom: Option<String>,
}

const ASK: &str = "
import sys
# The folder that the command runs in may have a module of such a name.
sys.path[:] = [folder for folder in sys.path if folder]
import json, os, sysconfig
from importlib import metadata
try:
    transom = metadata.version('transom')
except metadata.PackageNotFoundError:
    transom = None
print(json.dumps({
    'version': sys.version_info[:3],
    'suffix': sysconfig.get_config_var('EXT_SUFFIX'),
    'platform': sysconfig.get_platform().replace('-', '_').replace('.', '_'),
    'implementation': sys.implementation.name,
    'base': os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable),
    'transom': transom,
}))
";

impl Python {
    /// The interpreter that was asked for, or the project's: the one that runs `transom`, the active virtual
    /// environment's, `.venv`'s, the path's.
    pub(crate) fn find(project: &Project, asked: Option<&Path>) -> anyhow::Result<Self> {
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let in_environment = |folder: PathBuf| {
            let unix = folder.join("bin").join("python");
            if unix.exists() { unix } else { folder.join("Scripts").join("python.exe") }
        };
        let candidates = [
            asked.map(Path::to_owned),
            variable("TRANSOM_PYTHON"),
            variable("VIRTUAL_ENV").map(in_environment),
            Some(in_environment(project.root.join(".venv"))).filter(|path| path.exists()),
            Some(PathBuf::from("python3")),
        ];
        let executable = candidates.into_iter().flatten().next().expect("the last candidate is always there");
        Self::ask(executable)
    }

    fn ask(executable: PathBuf) -> anyhow::Result<Self> {
        let output = Command::new(&executable).args(["-c", ASK]).output().with_context(|| {
            format!("{} cannot be run; name a Python with --python", executable.display())
        })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("{} failed to say what it is:\n{}", executable.display(), said.trim());
        }
        let facts: Facts = serde_json::from_slice(&output.stdout)?;
        let (major, minor, _) = facts.version;
        if (major, minor) < VERSION_MIN {
            let (need_major, need_minor) = VERSION_MIN;
            bail!(
                "expected Python {need_major}.{need_minor} or newer, found {major}.{minor} at {}",
                executable.display()
            );
        }
        Ok(Self { executable, facts })
    }

    /// `cp311`.
    pub(crate) fn tag(&self) -> String {
        format!("cp{}{}", self.facts.version.0, self.facts.version.1)
    }

    /// The contract of a built extension, which is imported for it.
    pub(crate) fn contract(
        &self,
        name: &str,
        extension: &Path,
    ) -> anyhow::Result<transom_contract::Contract> {
        const LOAD: &str = "
import importlib.util, sys
spec = importlib.util.spec_from_file_location(sys.argv[1], sys.argv[2])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.contract())
";
        let mut command = Command::new(&self.executable);
        let output = command.args(["-c", LOAD, name]).arg(extension).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("{} cannot be imported:\n{}", extension.display(), said.trim());
        }
        serde_json::from_slice(&output.stdout).context("the engine's contract cannot be read")
    }
}
