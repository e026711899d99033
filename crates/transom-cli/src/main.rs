//! The `transom` command as a binary of its own; the wheel carries the same library.

use std::process::ExitCode;

fn main() -> ExitCode {
    transom_cli::run(std::env::args_os()).into()
}
