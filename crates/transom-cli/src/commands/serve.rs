//! `transom serve`: an engine as a service.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::cargo::{self, Target};
use crate::project::Project;

/// Serve an engine over HTTP
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The engine; may be left out where there is only one
    engine: Option<String>,
    /// Where to listen; port 0 takes a free one and says which
    #[arg(long, default_value = "127.0.0.1:8080")]
    address: String,
    /// Run what was built last instead of building
    #[arg(long)]
    no_build: bool,
    /// More flags for the service; `-- --help` lists them
    #[arg(last = true)]
    rest: Vec<OsString>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    let project = Project::here()?;
    let engine = project.engine(args.engine.as_deref())?;
    let service = if args.no_build { built(&project, &engine) } else { build(&project, &engine)? };
    if !service.exists() {
        bail!("{} was never built; leave --no-build out once", service.display());
    }
    exec(&service, args)
}

/// Builds an engine's service and answers where it lies.
pub(super) fn build(project: &Project, engine: &str) -> anyhow::Result<PathBuf> {
    let made = cargo::build(project, engine, Target::Service, None)?;
    let placed = built(project, engine);
    cargo::place(&made, &placed)?;
    Ok(placed)
}

fn built(project: &Project, engine: &str) -> PathBuf {
    project.built().join(cargo::service_name(engine))
}

/// Becomes the service, so that signals and the exit status are its own.
#[cfg(unix)]
fn exec(service: &Path, args: &Args) -> anyhow::Result<u8> {
    use std::os::unix::process::CommandExt;
    let failed = command(service, args).exec();
    Err(failed).with_context(|| format!("{} cannot be run", service.display()))
}

#[cfg(not(unix))]
fn exec(service: &Path, args: &Args) -> anyhow::Result<u8> {
    let status =
        command(service, args).status().with_context(|| format!("{} cannot be run", service.display()))?;
    Ok(if status.success() { 0 } else { 1 })
}

fn command(service: &Path, args: &Args) -> Command {
    let mut command = Command::new(PathBuf::from(service));
    command.arg("--address").arg(&args.address).args(&args.rest);
    command
}
