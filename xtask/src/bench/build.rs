//! Builds both sides, always as releases, and puts them where the rows find them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use indicatif::ProgressBar;

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
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    progress.set_message("installing the Python peers");
    install(&python, &bench.join("requirements.txt"), &target)?;
    // Apart, so that neither side's choice of features reaches the other.
    progress.set_message("building the peers and the load");
    let build = |arguments: &[&str]| cargo(&bench, &target, &python, arguments);
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
    let suffix = ask(&python, "import sysconfig; print(sysconfig.get_config_var('EXT_SUFFIX'))")?;
    place(&library(&release, "bench_engine"), &bench.join(format!(".transom/engines/bench{suffix}")))?;
    let python_path = std::env::join_paths([bench.clone(), bench.join("peers/python"), modules])?;
    Ok(Built {
        python,
        python_path,
        engine: release.join("bench-service"),
        axum: release.join("bench-peer-axum"),
        load: release.join("bench-load"),
    })
}

/// Installs the Python peers once for each version of their list.
fn install(python: &Path, requirements: &Path, target: &Path) -> Result<()> {
    let wanted = fs::read_to_string(requirements)
        .with_context(|| format!("cannot read {}", requirements.display()))?;
    let wanted = format!("{}\n{wanted}", python.display());
    let done = target.join("bench").join("requirements.installed");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut pip = Command::new(python);
    run(pip
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(requirements))?;
    fs::create_dir_all(target.join("bench"))?;
    fs::write(&done, wanted).with_context(|| format!("cannot write {}", done.display()))
}

fn cargo(bench: &Path, target: &Path, python: &Path, arguments: &[&str]) -> Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--quiet", "--manifest-path"]).arg(bench.join("Cargo.toml"));
    cargo.arg("--target-dir").arg(target);
    cargo.args(arguments);
    run(cargo.env("PYO3_PYTHON", python).env("PYO3_BUILD_EXTENSION_MODULE", "1"))
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

fn ask(python: &Path, program: &str) -> Result<String> {
    let output = Command::new(python).args(["-c", program]).output().context("cannot start Python")?;
    ensure!(output.status.success(), "Python stopped with {}", output.status);
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    ensure!(status.success(), "{command:?} stopped with {status}");
    Ok(())
}
