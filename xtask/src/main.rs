//! The project's own commands.

mod bench;
mod command;
mod corpus;
mod demo;
mod fuzz;
mod generate;
mod setup;
mod test;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Make the Python environment and install the wheel in it
    Setup,
    Demo(demo::Demo),
    /// Run what CI runs
    Test,
    /// Check the walls of the architecture and the rules of the house
    Tidy,
    /// Write anew what is made from something else: documents, messages of the compiler
    Generate,
    Bench(bench::Bench),
    Corpus(corpus::Corpus),
    Fuzz(fuzz::Fuzz),
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Setup => setup::run().map(|_| ()),
        Command::Demo(demo) => demo.run(),
        Command::Test => test::run(),
        Command::Tidy => tidy::run(),
        Command::Generate => generate::run(),
        Command::Bench(bench) => bench.run(),
        Command::Corpus(corpus) => corpus.run(),
        Command::Fuzz(fuzz) => fuzz.run(),
    }
}

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}

/// Where cargo builds: everything that is built or fetched goes below it.
fn target() -> PathBuf {
    let asked = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let asked = asked.and_then(|folder| std::path::absolute(folder).ok());
    asked.unwrap_or_else(|| root().join("target"))
}
