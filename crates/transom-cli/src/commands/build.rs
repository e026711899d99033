//! `transom build`: compile an engine and place it where `@transom.move` finds it, or make a wheel of it.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context;
use serde::Serialize;
use transom_contract::{Contract, documents};

use super::serve;
use crate::cargo::{self, Target};
use crate::project::Project;
use crate::python::Python;
use crate::{report, wheel};

/// Compile an engine and place it where `@transom.move` finds it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The engine; may be left out where there is only one
    engine: Option<String>,
    /// Make a wheel for deployment, so that no Rust is needed where it runs
    #[arg(long)]
    wheel: bool,
    /// Where the wheel goes
    #[arg(long, value_name = "DIR", default_value = "dist", requires = "wheel")]
    out: PathBuf,
    /// Build the service that `transom serve` runs, instead of the extension
    #[arg(long, conflicts_with_all = ["wheel", "python"])]
    service: bool,
    /// The Python to build for
    #[arg(long, value_name = "PYTHON")]
    python: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Built {
    engine: String,
    file: PathBuf,
    python: String,
    functions: Vec<String>,
    contract: String,
    seconds: f64,
}

#[derive(Serialize)]
struct BuiltService {
    engine: String,
    file: PathBuf,
    seconds: f64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let project = Project::here()?;
    let engine = project.engine(args.engine.as_deref())?;
    if args.service { build_service(&project, engine, args) } else { build_extension(&project, engine, args) }
}

fn build_extension(project: &Project, engine: String, args: &Args) -> anyhow::Result<u8> {
    let python = Python::find(project, args.python.as_deref())?;
    let started = Instant::now();
    let (placed, contract) = extension(project, &engine, &python)?;
    let file = if args.wheel { wheel::write(&args.out, &contract, &placed, &python)? } else { placed };
    let (major, minor, patch) = python.facts.version;
    let built = Built {
        engine,
        file,
        python: format!("{major}.{minor}.{patch}"),
        functions: contract.functions.iter().map(|function| function.name.clone()).collect(),
        contract: contract.digest(),
        seconds: started.elapsed().as_secs_f64(),
    };
    if args.json {
        report::json(&built)?;
    } else {
        let Built { engine, file, python, functions, contract, seconds } = &built;
        report::line(&format!("built `{engine}` for Python {python} in {seconds:.1} s: {}", file.display()));
        report::line(&format!("  functions: {}", functions.join(", ")));
        report::line(&format!("  contract:  {}", &contract[..12]));
    }
    Ok(0)
}

/// Compiles an engine, places it beside its type stub, and answers the file and the contract.
pub(crate) fn extension(
    project: &Project,
    engine: &str,
    python: &Python,
) -> anyhow::Result<(PathBuf, Contract)> {
    let made = cargo::build(project, engine, Target::Extension, Some(python))?;
    let placed = project.built().join(format!("{engine}{}", python.facts.suffix));
    cargo::place(&made, &placed)?;
    // Importing it is the first proof that it works on this Python.
    let contract = python.contract(engine, &placed)?;
    let stub = project.built().join(format!("{engine}.pyi"));
    std::fs::write(&stub, documents::pyi::render(&contract))
        .with_context(|| format!("{} cannot be written", stub.display()))?;
    Ok((placed, contract))
}

fn build_service(project: &Project, engine: String, args: &Args) -> anyhow::Result<u8> {
    let started = Instant::now();
    let file = serve::build(project, &engine)?;
    let built = BuiltService { engine, file, seconds: started.elapsed().as_secs_f64() };
    if args.json {
        report::json(&built)?;
    } else {
        let BuiltService { engine, file, seconds } = &built;
        report::line(&format!("built the service of `{engine}` in {seconds:.1} s: {}", file.display()));
    }
    Ok(0)
}
