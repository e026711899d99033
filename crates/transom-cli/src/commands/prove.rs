//! `transom prove`: the original and the engine on the same inputs. Needs Python, so Python runs it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::project::Project;
use crate::python::Python;

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
    let mut words: Vec<OsString> = vec!["-m".into(), "transom._internal.prove".into(), (&args.target).into()];
    words.extend(["--seed".into(), args.seed.to_string().into()]);
    if let Some(count) = args.generate {
        words.extend(["--generate".into(), count.to_string().into()]);
    }
    if let Some(original) = &args.original {
        words.extend(["--original".into(), original.into()]);
    }
    for file in &args.inputs {
        words.extend(["--inputs".into(), absolute(file)?.into()]);
    }
    if let Some(seconds) = args.seconds {
        words.extend(["--seconds".into(), seconds.to_string().into()]);
    }
    if let Some(jobs) = args.jobs {
        words.extend(["--jobs".into(), jobs.to_string().into()]);
    }
    if let Some(file) = &args.json {
        let shown = file.as_os_str() == "-";
        let file = if shown { file.clone() } else { absolute(file)? };
        words.extend(["--json".into(), file.into()]);
    }
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
