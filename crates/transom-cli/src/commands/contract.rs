//! `transom contract`: what an engine promises, as any document.

use std::path::Path;

use anyhow::Context;
use clap::Subcommand;
use transom_contract::Contract;

use crate::project::Project;
use crate::python::Python;
use crate::report;

/// Show, lock and compare contracts
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print an engine's contract
    Show(Show),
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The engine, or a contract's JSON file; may be left out where there is only one engine
    source: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    match &args.command {
        Command::Show(args) => show(args),
    }
}

fn show(args: &Show) -> anyhow::Result<u8> {
    let contract = load(args.source.as_deref())?;
    report::json(&contract)?;
    Ok(0)
}

/// The contract in a file, or of a built engine of this project.
fn load(source: Option<&str>) -> anyhow::Result<Contract> {
    if let Some(file) = source.map(Path::new).filter(|path| path.extension().is_some_and(|end| end == "json"))
    {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        return serde_json::from_str(&text).with_context(|| format!("{} is no contract", file.display()));
    }
    let project = Project::here()?;
    let engine = project.engine(source)?;
    let python = Python::find(&project, None)?;
    let extension = project.built().join(format!("{engine}{}", python.facts.suffix));
    anyhow::ensure!(
        extension.exists(),
        "`{engine}` is not built for this Python; run: transom build {engine}"
    );
    python.contract(&engine, &extension)
}
