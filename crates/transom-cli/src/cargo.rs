//! Builds an engine with cargo, showing how far it is.

use std::io::{BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::project::Project;
use crate::python::Python;
use crate::{carried, lock, report};

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The Python extension.
    Extension,
    /// The service binary.
    Service,
}

/// Builds an engine and answers the file that cargo made.
pub(crate) fn build(
    project: &Project,
    engine: &str,
    target: Target,
    python: Option<&Python>,
) -> anyhow::Result<PathBuf> {
    let lock = lock::fingerprint(project, engine)?;
    carried::lay_out(project)?;
    let mut command = command(project, &project.sources(), engine, target, python);
    command.env("TRANSOM_LOCK", lock);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().context(
        "cargo cannot be run: install Rust, or build on a machine that has it with `transom build --wheel`",
    )?;
    let stderr = child.stderr.take().expect("it is piped");
    // Read beside the messages: a full pipe would stop the build.
    let said =
        std::thread::spawn(move || BufReader::new(stderr).lines().map_while(Result::ok).collect::<Vec<_>>());
    let bar = report::progress(&format!("building {engine}"));
    let mut made = None;
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    for message in stdout.lines().map_while(Result::ok) {
        let Ok(message) = serde_json::from_str::<Value>(&message) else { continue };
        match message["reason"].as_str() {
            Some("compiler-artifact") => {
                let name = message["target"]["name"].as_str().unwrap_or_default();
                bar.inc(1);
                bar.set_message(name.to_owned());
                made = artifact(&message, engine, target).or(made);
            }
            Some("compiler-message") if concerns_user(&message, project) => {
                if let Some(text) = message["message"]["rendered"].as_str() {
                    bar.suspend(|| report::note(text.trim_end()));
                }
            }
            _ => {}
        }
    }
    let status = child.wait()?;
    bar.finish_and_clear();
    if !status.success() {
        let said = said.join().unwrap_or_default();
        let why: Vec<&str> =
            said.iter().map(String::as_str).skip_while(|line| !line.starts_with("error")).collect();
        bail!("`{engine}` does not build\n{}", why.join("\n"));
    }
    made.with_context(|| {
        format!("cargo built `{engine}` but named no file; is [lib] crate-type = [\"cdylib\", \"rlib\"]?")
    })
}

/// Builds the copy of an engine that lies in another folder, with what the project's own builds made; answers the file,
/// or the compiler's errors.
pub(crate) fn build_copy(
    project: &Project,
    folder: &Path,
    engine: &str,
    python: &Python,
) -> anyhow::Result<(Option<PathBuf>, Vec<Value>)> {
    let lock = lock::fingerprint(project, engine)?;
    carried::lay_out(project)?;
    let mut command = command(project, folder, engine, Target::Extension, Some(python));
    let output = command.env("TRANSOM_LOCK", lock).output().context("cargo cannot be run")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let (mut made, mut errors) = (None, Vec::new());
    for message in messages {
        match message["reason"].as_str() {
            Some("compiler-artifact") => made = artifact(&message, engine, Target::Extension).or(made),
            Some("compiler-message") if message["message"]["level"] == "error" => errors.push(message),
            _ => {}
        }
    }
    if !output.status.success() && errors.is_empty() {
        bail!("`{engine}` does not build\n{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok((made.filter(|_| output.status.success()), errors))
}

/// Errors always; warnings only about the project's own source.
fn concerns_user(message: &Value, project: &Project) -> bool {
    let own =
        message["manifest_path"].as_str().is_some_and(|path| Path::new(path).starts_with(project.sources()));
    own || message["message"]["level"] == "error"
}

fn command(
    project: &Project,
    folder: &Path,
    engine: &str,
    target: Target,
    python: Option<&Python>,
) -> Command {
    let mut command = Command::new("cargo");
    let format = if std::io::stderr().is_terminal() { "json-diagnostic-rendered-ansi" } else { "json" };
    command.args(["build", "--release", "--message-format", format, "--package", engine]);
    command.arg("--manifest-path").arg(manifest(folder, engine));
    command.env("CARGO_TARGET_DIR", target_folder(project));
    // Engines are loaded by a Python that brings its own symbols.
    command.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    match target {
        Target::Extension => {
            command.arg("--lib");
            if cfg!(target_os = "macos") {
                command.env("RUSTFLAGS", "-Clink-arg=-undefined -Clink-arg=dynamic_lookup");
            }
        }
        Target::Service => {
            command.args(["--no-default-features", "--features", "serve", "--bin"]).arg(service_name(engine));
        }
    }
    if let Some(python) = python {
        // Not the environment's own path, which stays the same when it is made anew with another Python.
        command.env("PYO3_PYTHON", &python.facts.base);
    }
    command
}

/// Engines may share a workspace of their own (`engines/Cargo.toml`) or belong to a larger one.
fn manifest(folder: &Path, engine: &str) -> PathBuf {
    let shared = folder.join("Cargo.toml");
    if shared.exists() { shared } else { folder.join(engine).join("Cargo.toml") }
}

fn target_folder(project: &Project) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.own().join("target"), PathBuf::from)
}

/// The service binary's name.
pub(crate) fn service_name(engine: &str) -> String {
    format!("{engine}-service")
}

fn artifact(message: &Value, engine: &str, target: Target) -> Option<PathBuf> {
    let name = message["target"]["name"].as_str()?;
    if target == Target::Service {
        return (name == service_name(engine))
            .then(|| message["executable"].as_str().map(PathBuf::from))
            .flatten();
    }
    if name.replace('-', "_") != engine.replace('-', "_") {
        return None;
    }
    let files = message["filenames"].as_array()?;
    let library = |file: &&str| [".so", ".dylib", ".dll"].iter().any(|end| file.ends_with(end));
    files.iter().filter_map(Value::as_str).find(library).map(PathBuf::from)
}

/// Puts a built file in place in one step, so that whoever has the old one open keeps it whole.
pub(crate) fn place(from: &Path, to: &Path) -> anyhow::Result<()> {
    let folder = to.parent().expect("a placed file lies in a folder");
    let staged = to.with_extension(format!("{}.new", std::process::id()));
    let copy = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::copy(from, &staged)?;
        std::fs::rename(&staged, to)
    };
    copy().with_context(|| format!("{} cannot be written", to.display()))
}
