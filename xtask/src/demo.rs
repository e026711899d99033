//! `cargo xtask demo`: the application of `examples/flights` in Python, moved, proven and served.
//!
//! What is compared and timed is in `examples/flights/demo`, in Python as a user would write it. This module sets
//! everything up, runs the four steps one after the other, each in a process of its own, and says what came of them.

mod data;
mod module;
mod report;
mod service;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use self::module::Application;
use self::report::{Proof, Report, Run, Served};
use self::service::Service;
use crate::command::step;
use crate::{command, root, setup, target};

/// Run the flights application in Python, then moved into Rust; prove, serve and compare
#[derive(clap::Args, Default)]
pub(crate) struct Demo {
    /// Write the result as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl Demo {
    /// Does all four steps; a mismatch anywhere is a failure.
    pub(crate) fn run(&self) -> Result<()> {
        let environment = setup::run()?;
        let data = data::fetch(&environment)?;
        let application = Application { environment, folder: root().join("examples/flights"), data };
        build(&application)?;
        let began = Instant::now();
        step("1 of 4: the program on its Python originals");
        let originals: Run = application.run("demo.run", "originals.toml", &[])?;
        step("2 of 4: the same program, its functions moved");
        let moved: Run = application.run("demo.run", "transom.toml", &[])?;
        step("3 of 4: every flight through both, compared exactly");
        let proof: Proof = application.run("demo.prove", "proof.toml", &[])?;
        step("4 of 4: the same calls over HTTP");
        let served = serve(&application)?;
        let seconds = began.elapsed().as_secs_f64();
        let report = Report { originals, moved, proof, served, seconds };
        report.print();
        if let Some(file) = &self.json {
            let text = serde_json::to_string_pretty(&report)? + "\n";
            std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        }
        ensure!(report.is_exact(), "the engine and the originals differ: see above");
        Ok(())
    }
}

/// Builds the engine, its service and the empty engine that the crossing is timed with.
fn build(application: &Application) -> Result<()> {
    for arguments in [&["flights"][..], &["crossing"], &["flights", "--service"]] {
        let mut transom = application.transom();
        command::run(transom.arg("build").args(arguments).env("CARGO_TARGET_DIR", target().join("engines")))?;
    }
    Ok(())
}

fn serve(application: &Application) -> Result<Served> {
    let service = Service::start(application)?;
    let configuration = application.data.join("served.toml");
    std::fs::write(&configuration, format!("[transom]\nat = \"{}\"\n", service.url()))?;
    let configuration = configuration.to_str().context("the target folder has a name in Unicode")?;
    let served = application.run("demo.call", configuration, &[service.url()])?;
    service.stop()?;
    Ok(served)
}
