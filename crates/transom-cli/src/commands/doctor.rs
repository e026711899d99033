//! `transom doctor`: is everything there that the next step needs?

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Serialize;

use crate::config::{Config, FILE};
use crate::project::Project;
use crate::python::Python;
use crate::report;

/// The oldest Rust that engines build with.
const RUST_MIN: (u32, u32) = (1, 95);

/// Check what the next step needs: Python, Rust, a C linker, transom.toml, engines
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The Python to check
    #[arg(long, value_name = "PYTHON")]
    python: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

/// One thing looked at.
#[derive(Serialize)]
struct Check {
    what: &'static str,
    /// `ok`, `missing` (something will not work) or `note`.
    outcome: &'static str,
    found: String,
    /// What to do about it.
    mend: Option<String>,
}

impl Check {
    fn ok(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, outcome: "ok", found: found.into(), mend: None }
    }

    fn missing(what: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what, outcome: "missing", found: found.into(), mend: Some(mend.into()) }
    }

    fn note(what: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what, outcome: "note", found: found.into(), mend: Some(mend.into()) }
    }
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let here = std::env::current_dir()?;
    let mut checks = vec![check_config(&here)];
    // A broken transom.toml is reported above; the other checks do not need it.
    let project = Project::find(&here).unwrap_or_else(|_| Project { root: here, config: Config::default() });
    checks.extend(check_python(&project, args.python.as_deref()));
    checks.push(check_rust());
    checks.push(check_linker());
    checks.extend(project.engines().iter().map(|engine| check_engine(&project, engine)));
    if args.json {
        report::json(&checks)?;
    } else {
        for check in &checks {
            let mark = if check.outcome == "ok" {
                "✓"
            } else if check.outcome == "note" {
                "·"
            } else {
                "✗"
            };
            report::line(&format!("{mark} {}: {}", check.what, check.found));
            if let Some(mend) = &check.mend {
                report::line(&format!("    {mend}"));
            }
        }
    }
    let missing = checks.iter().any(|check| check.outcome == "missing");
    Ok(u8::from(missing))
}

fn check_config(here: &Path) -> Check {
    match here.ancestors().map(|folder| folder.join(FILE)).find(|file| file.exists()) {
        None => Check::note(
            FILE,
            "none found; every moved function is on and embedded",
            "transom new NAME makes one",
        ),
        Some(file) => match Config::load(&file) {
            Ok(config) => {
                Check::ok(FILE, format!("{} ({} functions)", file.display(), config.functions.len()))
            }
            Err(error) => Check::missing(FILE, error.to_string(), "mend the line that the arrow points to"),
        },
    }
}

fn check_python(project: &Project, asked: Option<&Path>) -> Vec<Check> {
    let python = match Python::find(project, asked) {
        Ok(python) => python,
        Err(error) => {
            return vec![Check::missing("Python", error.to_string(), "install Python 3.10 or newer")];
        }
    };
    let (major, minor, patch) = python.facts.version;
    let found =
        format!("{} {major}.{minor}.{patch} at {}", python.facts.implementation, python.executable.display());
    let own = env!("CARGO_PKG_VERSION");
    let package = match &python.facts.transom {
        None => Check::missing("transom package", "not installed in this Python", "pip install transom"),
        Some(version) if version == own => Check::ok("transom package", version.clone()),
        Some(version) => {
            let found = format!("{version}, while this command is {own}");
            Check::note("transom package", found, "install both at the same version")
        }
    };
    let python = if python.facts.implementation == "cpython" {
        Check::ok("Python", found)
    } else {
        Check::missing("Python", found, "engines are built for CPython")
    };
    vec![python, package]
}

fn check_rust() -> Check {
    let (mend, need) =
        ("install Rust from your package manager or rustup; not needed where only wheels run", RUST_MIN);
    let Ok(output) = Command::new("rustc").arg("--version").output() else {
        return Check::missing("Rust", "rustc is not on the path", mend);
    };
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let version = said.split(' ').nth(1).and_then(|version| {
        let mut parts = version.split('.').map(str::parse::<u32>);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    });
    match version {
        Some(version) if version >= need => Check::ok("Rust", said),
        _ => Check::missing(
            "Rust",
            format!("{said}; {}.{} or newer is needed", need.0, need.1),
            "rustup update",
        ),
    }
}

fn check_linker() -> Check {
    let found = ["cc", "gcc", "clang"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    match found {
        Some(name) => Check::ok("C compiler", name),
        None => Check::missing(
            "C compiler",
            "no cc, gcc or clang on the path",
            "install gcc or clang: Rust links with it",
        ),
    }
}

fn check_engine(project: &Project, engine: &str) -> Check {
    let built = newest(&project.built(), |name| name.starts_with(&format!("{engine}.")));
    let source = newest(&project.sources().join(engine), |_| true);
    match (built, source) {
        (None, _) => {
            Check::note("engine", format!("`{engine}` is not built"), format!("transom build {engine}"))
        }
        (Some(built), Some(source)) if source > built => {
            let found = format!("`{engine}` was edited after it was built");
            Check::note("engine", found, format!("transom build {engine}"))
        }
        _ => Check::ok("engine", format!("`{engine}` is built")),
    }
}

/// When the newest file below a folder was written.
fn newest(folder: &Path, wanted: impl Fn(&str) -> bool + Copy) -> Option<std::time::SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let times = entries.filter_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            newest(&path, wanted)
        } else {
            let name = entry.file_name();
            wanted(&name.to_string_lossy()).then(|| entry.metadata().ok()?.modified().ok()).flatten()
        }
    });
    times.max()
}
