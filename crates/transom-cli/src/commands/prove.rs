//! `transom prove`: the original and the engine on the same inputs. Needs Python, so Python runs it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::project::Project;
use crate::python::Python;
use crate::strength;

/// Run the Python original and the engine on the same inputs and compare exactly
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// An engine, or one function as `engine.function`
    target: String,
    /// The Python original as `module:name`; else what transom.toml says
    #[arg(long, value_name = "MODULE:NAME")]
    original: Option<String>,
    /// Recorded calls: JSON Lines, each an object of named arguments; or a table (.parquet, .csv, .arrow)
    #[arg(long, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// How many calls to generate from the contract; with this or --inputs nothing else is looked for
    #[arg(long, value_name = "N")]
    generate: Option<u32>,
    /// How long to look for inputs that take every line and branch, for each function: 3 where none are named
    #[arg(long, value_name = "N")]
    seconds: Option<f64>,
    /// How many functions to compare at once; as many as there are processors where nothing is said
    #[arg(long, value_name = "N")]
    jobs: Option<u16>,
    /// Seed faults into a copy of the engine's Rust and tell which of them the inputs notice; builds it, takes minutes
    #[arg(long)]
    strength: bool,
    /// The seed of generated calls
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The Python to run
    #[arg(long, value_name = "PYTHON")]
    python: Option<PathBuf>,
    /// Print the result as JSON, or write it to a file
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let project = Project::here()?;
    let python = Python::find(&project, args.python.as_deref())?;
    let kept = project.own().join("strength");
    let status = call(&project, &python, words(args, args.strength.then_some(&kept))?)?;
    if !args.strength || status > 1 {
        return Ok(status);
    }
    let engine = project.engine(args.target.split('.').next())?;
    let built = strength::build(&project, &engine, &python)?;
    std::fs::write(kept.join("seeds.json"), serde_json::to_vec(&built)?)
        .with_context(|| format!("{} cannot be written", kept.display()))?;
    let mut words: Vec<OsString> = vec!["-m".into(), "transom._internal.prove.strength".into()];
    words.extend([(&args.target).into(), kept.into_os_string()]);
    words.extend(json(args)?);
    Ok(status.max(call(&project, &python, words)?))
}

fn words(args: &Args, kept: Option<&PathBuf>) -> anyhow::Result<Vec<OsString>> {
    let mut words: Vec<OsString> = vec!["-m".into(), "transom._internal.prove".into(), (&args.target).into()];
    words.extend(["--seed".into(), args.seed.to_string().into()]);
    let mut option = |name: &str, value: Option<OsString>| {
        if let Some(value) = value {
            words.extend([name.into(), value]);
        }
    };
    option("--generate", args.generate.map(|count| count.to_string().into()));
    option("--seconds", args.seconds.map(|seconds| seconds.to_string().into()));
    option("--jobs", args.jobs.map(|jobs| jobs.to_string().into()));
    option("--original", args.original.as_ref().map(Into::into));
    option("--keep", kept.map(Into::into));
    for file in &args.inputs {
        words.extend(["--inputs".into(), absolute(file)?.into()]);
    }
    words.extend(json(args)?);
    Ok(words)
}

fn json(args: &Args) -> anyhow::Result<Vec<OsString>> {
    Ok(match &args.json {
        None => Vec::new(),
        Some(file) if file.as_os_str() == "-" => vec!["--json".into()],
        Some(file) => vec!["--json".into(), absolute(file)?.into()],
    })
}

/// Runs Python in the project's root and answers its status.
fn call(project: &Project, python: &Python, words: Vec<OsString>) -> anyhow::Result<u8> {
    let status = Command::new(&python.executable)
        .args(words)
        .current_dir(&project.root)
        .status()
        .with_context(|| format!("{} cannot be run", python.executable.display()))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2))
}

/// The file, wherever the command runs: that is the project's root.
fn absolute(file: &Path) -> anyhow::Result<PathBuf> {
    std::path::absolute(file).with_context(|| format!("there is no {}", file.display()))
}
