//! `transom prove`: the original and the engine on the same inputs. Needs Python, so Python runs it.

use std::ffi::OsString;
use std::path::PathBuf;
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
    /// How many calls to generate from the contract: 1000 where none are recorded
    #[arg(long, value_name = "N")]
    generate: Option<u32>,
    /// The seed of generated calls
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The Python to run
    #[arg(long, value_name = "PYTHON")]
    python: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
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
        // The command runs in the project's root.
        let file = std::path::absolute(file).with_context(|| format!("there is no {}", file.display()))?;
        words.extend(["--inputs".into(), file.into()]);
    }
    if args.json {
        words.push("--json".into());
    }
    let status = Command::new(&python.executable)
        .args(words)
        .current_dir(&project.root)
        .status()
        .with_context(|| format!("{} cannot be run", python.executable.display()))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2))
}
