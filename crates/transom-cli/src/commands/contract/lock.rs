//! `transom contract lock`: the field numbers that callers with Protobuf rely on.

use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;
use transom_contract::Contract;
use transom_contract::lock::{FILE, Lock};

use super::source;
use crate::commands::build;
use crate::project::Project;
use crate::python::Python;
use crate::{lock, report};

/// Write the field numbers into contract.lock, or check that they are there
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(help = source::HELP)]
    source: Option<String>,
    /// Only say whether the file is up to date; the status is 1 when it is not
    #[arg(long)]
    check: bool,
    /// The lock file; left out, the one beside the engine's Cargo.toml
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Take the engine as it was built last instead of building
    #[arg(long)]
    no_build: bool,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Result {
    engine: String,
    file: PathBuf,
    /// Whether the file has every number; after writing it always has.
    up_to_date: bool,
    /// The lines that are new.
    changes: Vec<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<u8> {
    let contract = contract(args)?;
    let file = match &args.file {
        Some(file) => file.clone(),
        None => beside(&Project::here()?, &contract.engine)?,
    };
    let known = lock::read(&file)?;
    let mut newer = known.clone().unwrap_or_default();
    newer.update(&contract);
    let changes = known.as_ref().unwrap_or(&Lock::default()).changes(&newer);
    let current = known.as_ref() == Some(&newer);
    if !current && !args.check {
        std::fs::write(&file, newer.render(&contract.engine))
            .with_context(|| format!("{} cannot be written", file.display()))?;
    }
    let result = Result { engine: contract.engine, file, up_to_date: current || !args.check, changes };
    if args.json {
        report::json(&result)?;
    } else {
        show(&result, known.is_some());
    }
    Ok(u8::from(!result.up_to_date))
}

/// The lines of a file that is altogether new are in the file.
fn show(result: &Result, was_there: bool) {
    let Result { engine, file, up_to_date, changes } = result;
    let (file, count) = (file.display(), changes.len());
    match (count, up_to_date) {
        (0, true) => report::line(&format!("{file} is up to date")),
        (_, true) => report::line(&format!("{file} has {count} new lines; keep it in version control")),
        (_, false) => {
            report::line(&format!("{file} lacks {count} lines; run: transom contract lock {engine}"));
        }
    }
    for change in changes.iter().filter(|_| was_there) {
        report::line(&format!("  {change}"));
    }
}

/// The contract as it is now: an engine of this project is built for it.
fn contract(args: &Args) -> anyhow::Result<Contract> {
    let source = args.source.as_deref();
    if source.is_some_and(|source| source::is_file(source) || source.starts_with("http")) {
        return source::load(source);
    }
    let project = Project::here()?;
    let engine = project.engine(source)?;
    if args.no_build {
        return source::engine(&project, Some(&engine));
    }
    let python = Python::find(&project, None)?;
    build::extension(&project, &engine, &python).map(|(_, contract)| contract)
}

fn beside(project: &Project, engine: &str) -> anyhow::Result<PathBuf> {
    let folder = project.sources().join(engine);
    anyhow::ensure!(
        folder.exists(),
        "there is no engine at {}; name the lock file: --file {FILE}",
        folder.display()
    );
    Ok(folder.join(FILE))
}
