//! The source of the crates that an engine depends on, carried along and laid out where engines expect it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::project::Project;

/// `(path, bytes)` of every carried file.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/carried.rs"));

/// The folder below `.transom/` that engines' manifests point to.
pub(crate) const FOLDER: &str = "crates";
/// Says which version lies there.
const STAMP: &str = ".version";

/// Lays the sources out under the project, unless this very version lies there already.
pub(crate) fn lay_out(project: &Project) -> anyhow::Result<PathBuf> {
    let folder = project.own().join(FOLDER);
    let version = fingerprint();
    if fs::read_to_string(folder.join(STAMP)).is_ok_and(|stamp| stamp == version) {
        return Ok(folder);
    }
    write_all(&folder, &version).with_context(|| format!("{} cannot be written", folder.display()))?;
    Ok(folder)
}

fn write_all(folder: &Path, version: &str) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (name, bytes) in FILES {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a carried file lies in a folder"))?;
        fs::write(path, bytes)?;
    }
    // Last, so that a broken layout is never taken for a whole one.
    fs::write(folder.join(STAMP), version)
}

/// The lock file that pins what engines build with.
pub(crate) fn lock_file() -> &'static [u8] {
    FILES.iter().find_map(|(name, bytes)| (*name == "Cargo.lock").then_some(*bytes)).unwrap_or_default()
}

fn fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for (name, bytes) in FILES {
        hash.update(name.as_bytes());
        hash.update(bytes);
    }
    format!("{} {:x}", env!("CARGO_PKG_VERSION"), hash.finalize())
}
