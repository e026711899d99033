//! `transom new`: an engine crate beside a Python project.

use std::path::PathBuf;

use anyhow::bail;
use serde::Serialize;

use crate::changes::Changes;
use crate::project::Project;
use crate::{carried, report, scaffold};

/// Make an engine crate beside a Python project
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The engine's name: a Python module name such as `pricing`
    name: String,
    /// The project's folder
    #[arg(long, default_value = ".")]
    path: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Made {
    engine: String,
    folder: PathBuf,
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    scaffold::check_name(&args.name)?;
    let project = Project::find(&args.path)?;
    let folder = project.sources().join(&args.name);
    if folder.exists() {
        bail!("{} is there already; choose another name or edit that engine", folder.display());
    }
    carried::lay_out(&project)?;
    let mut changes = Changes::below(&project.root);
    let library = scaffold::fill(include_str!("../../templates/lib.rs.txt"), &args.name);
    let files = scaffold::engine(&mut changes, &args.name, &library)?;
    changes.commit()?;
    let made = Made { engine: args.name.clone(), folder, files };
    if args.json {
        report::json(&made)?;
    } else {
        explain(&project, &made);
    }
    Ok(0)
}

fn explain(project: &Project, made: &Made) {
    report::line(&format!("made the engine `{}` in {}", made.engine, project.root.display()));
    for file in &made.files {
        report::line(&format!("  {}", file.display()));
    }
    report::line("");
    report::line("next:");
    report::line(&format!("  transom build {0}     # compile engines/{0} and place it", made.engine));
    report::line(&format!(
        "  in Python:  @transom.move(\"{}.total\")  on the function that it stands for",
        made.engine
    ));
}
