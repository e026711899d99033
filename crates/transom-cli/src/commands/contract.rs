//! `transom contract`: what an engine promises, as any document; which changes break it; and its field numbers.

mod diff;
mod lock;
mod rules;
mod show;
mod source;

use clap::Subcommand;

/// Show, lock and compare contracts
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(show::Args),
    Diff(diff::Args),
    Lock(lock::Args),
    Rules(rules::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<u8> {
    match &args.command {
        Command::Show(args) => show::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Lock(args) => lock::run(args),
        Command::Rules(args) => rules::run(args),
    }
}
