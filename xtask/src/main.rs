//! The repository's own commands: `cargo xtask COMMAND`.

mod bench;

use std::path::{Path, PathBuf};

use clap::Parser;

/// The repository's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    Bench(bench::Bench),
}

fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Bench(bench) => bench.run(),
    }
}

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_owned()
}
