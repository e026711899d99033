//! Builds both sides, always as releases, and puts them where the rows find them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use indicatif::ProgressBar;

use crate::setup::Environment;
use crate::{command, target};

/// Where the built sides are.
pub(super) struct Built {
    /// The interpreter of the project's environment.
    pub(super) python: PathBuf,
    /// What the rows import from.
    pub(super) python_path: OsString,
    pub(super) engine: PathBuf,
    pub(super) axum: PathBuf,
    pub(super) load: PathBuf,
}

/// Builds the engine and the peers, for rows over HTTP the services and the load too, and installs the Python peers.
pub(super) fn all(root: &Path, over_http: bool, progress: &ProgressBar) -> Result<Built> {
    let python = root.join(".venv/bin/python");
    ensure!(python.exists(), "there is no {}: run `cargo xtask setup` first", python.display());
    let bench = root.join("bench");
    let target = target();
    let environment = Environment { python };
    progress.set_message("installing the Python peers");
    environment.install("bench/requirements.txt")?;
    let Environment { python } = environment;
    // Not the environment's own path, which stays the same when it is made anew with another Python.
    let base = python.canonicalize().with_context(|| format!("cannot follow {}", python.display()))?;
    // Apart, so that neither side's choice of features reaches the other.
    progress.set_message("building the peers and the load");
    let build = |arguments: &[&str]| cargo(&bench, &target, &base, arguments);
    if over_http {
        build(&["--package", "bench-peer-axum", "--package", "bench-load"])?;
    }
    build(&["--package", "bench-peer-pyo3"])?;
    progress.set_message("building the engine");
    build(&["--package", "bench-engine", "--lib"])?;
    if over_http {
        let service = ["--bin", "bench-service", "--no-default-features", "--features", "serve"];
        build(&[&["--package", "bench-engine"], &service[..]].concat())?;
    }
    let release = target.join("release");
    let modules = target.join("bench").join("python");
    place(&library(&release, "peer_pyo3"), &modules.join("peer_pyo3.so"))?;
    let ask = "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))";
    let suffix = command::output(Command::new(&python).args(["-c", ask]))?;
    place(
        &library(&release, "bench_engine"),
        &bench.join(format!(".transom/engines/bench{}", suffix.trim())),
    )?;
    let python_path = std::env::join_paths([bench.clone(), bench.join("peers/python"), modules])?;
    Ok(Built {
        python,
        python_path,
        engine: release.join("bench-service"),
        axum: release.join("bench-peer-axum"),
        load: release.join("bench-load"),
    })
}

fn cargo(bench: &Path, target: &Path, python: &Path, arguments: &[&str]) -> Result<()> {
    let mut cargo = command::cargo(&["build", "--release", "--quiet", "--manifest-path"]);
    cargo.arg(bench.join("Cargo.toml")).arg("--target-dir").arg(target).args(arguments);
    command::run(cargo.env("PYO3_PYTHON", python).env("PYO3_BUILD_EXTENSION_MODULE", "1"))
}

fn library(release: &Path, name: &str) -> PathBuf {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    release.join(format!("{prefix}{name}{suffix}"))
}

/// Puts a copy beside and renames it, so that a process that has the old one mapped is not disturbed.
fn place(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a module's place has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let beside = to.with_extension("new");
    fs::copy(from, &beside).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    fs::rename(&beside, to).with_context(|| format!("cannot place {}", to.display()))
}
