//! Which core a process runs on: the measured side on one, the load on another.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// Who is to run.
#[derive(Clone, Copy)]
pub(super) enum Core {
    /// The side that is measured.
    Measured,
    /// The load that drives it.
    Load,
}

/// Whether processes can be pinned here: there is `taskset`, and a core for each.
static PINS: LazyLock<bool> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let taskset =
        Command::new("taskset").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let pins = cores > 1 && taskset.is_ok_and(|status| status.success());
    if !pins {
        eprintln!("the sides share their cores: pinning needs two cores and taskset (util-linux)");
    }
    pins
});

/// Starts a command's description, pinned where the machine lets us.
pub(super) fn command(program: impl AsRef<OsStr>, core: Core) -> Command {
    if !*PINS {
        return Command::new(program);
    }
    let number = match core {
        Core::Measured => "1",
        Core::Load => "0",
    };
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", number]).arg(program);
    command
}
