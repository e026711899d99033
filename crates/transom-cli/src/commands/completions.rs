//! `transom completions`: the shell completes commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run<Cli: CommandFactory>(args: &Args) -> u8 {
    clap_complete::generate(args.shell, &mut Cli::command(), "transom", &mut std::io::stdout());
    0
}
