//! The `transom` command: one file per command, the same from the wheel and as a binary.

pub mod config;

mod cargo;
mod carried;
mod changes;
mod commands;
mod draft;
mod lock;
mod project;
mod python;
mod report;
mod scaffold;
mod strength;
mod wheel;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

/// Mount Rust engines on Python applications
#[derive(Debug, Parser)]
#[command(name = "transom", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(commands::new::Args),
    Draft(commands::draft::Args),
    Explain(commands::explain::Args),
    Build(commands::build::Args),
    Serve(commands::serve::Args),
    Contract(commands::contract::Args),
    Prove(commands::prove::Args),
    Status(commands::status::Args),
    Doctor(commands::doctor::Args),
    Completions(commands::completions::Args),
}

/// Runs the command line and answers the exit status: 0, 1 when the answer is no, 2 when it could not be carried out.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let failed = error.use_stderr();
            // Nothing can be done where even the terminal is gone.
            let _ = error.print();
            return if failed { 2 } else { 0 };
        }
    };
    let done = match cli.command {
        Command::New(args) => commands::new::run(&args),
        Command::Draft(args) => commands::draft::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Build(args) => commands::build::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Contract(args) => commands::contract::run(&args),
        Command::Prove(args) => commands::prove::run(&args),
        Command::Status(args) => commands::status::run(&args),
        Command::Doctor(args) => commands::doctor::run(&args),
        Command::Completions(args) => Ok(commands::completions::run::<Cli>(&args)),
    };
    done.unwrap_or_else(|error| {
        report::failure(&error);
        2
    })
}
