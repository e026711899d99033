//! Carries the source of the crates that an engine depends on, so that `transom new` works before they are published.
//!
//! Writes `carried.rs` into `OUT_DIR`: a list of `(path, bytes)` with a workspace manifest of their own.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates that an engine depends on.
const CARRIED: [&str; 4] = ["transom", "transom-contract", "transom-macros", "transom-semantics"];

fn main() {
    let crates = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("..");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let mut list = String::from("&[\n");
    for name in CARRIED {
        for part in ["Cargo.toml", "build.rs", "src"] {
            let path = crates.join(name).join(part);
            if path.exists() {
                println!("cargo::rerun-if-changed={}", path.display());
                add(&mut list, &path, &format!("{name}/{part}"));
            }
        }
    }
    let root = crates.join("..").join("Cargo.toml");
    println!("cargo::rerun-if-changed={}", root.display());
    let manifest = workspace_manifest(&fs::read_to_string(&root).expect("the workspace has a manifest"));
    let own = out.join("workspace.toml");
    fs::write(&own, manifest).expect("OUT_DIR is writable");
    add(&mut list, &own, "Cargo.toml");
    add(&mut list, &crates.join("..").join("Cargo.lock"), "Cargo.lock");
    list.push(']');
    fs::write(out.join("carried.rs"), list).expect("OUT_DIR is writable");
}

fn add(list: &mut String, path: &Path, name: &str) {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).expect("a folder").flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            add(list, &entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()));
        }
    } else {
        let path = path.canonicalize().expect("the file was just seen");
        let path = path.to_str().expect("source paths are Unicode");
        writeln!(list, "({name:?}, include_bytes!({path:?})),").expect("a string takes everything");
    }
}

/// The workspace's manifest with only the carried crates in it.
fn workspace_manifest(root: &str) -> String {
    let mut manifest: toml_edit::DocumentMut = root.parse().expect("the workspace's manifest is valid");
    let workspace = manifest["workspace"].as_table_mut().expect("it is a workspace");
    workspace["members"] = toml_edit::value(CARRIED.iter().copied().collect::<toml_edit::Array>());
    workspace.remove("exclude");
    workspace.remove("default-members");
    let dependencies = workspace["dependencies"].as_table_mut().expect("versions are kept in one place");
    let foreign: Vec<String> = dependencies
        .iter()
        .filter(|(name, item)| item.get("path").is_some() && !CARRIED.contains(name))
        .map(|(name, _)| name.to_owned())
        .collect();
    for name in foreign {
        dependencies.remove(&name);
    }
    for name in CARRIED {
        dependencies[name]["path"] = toml_edit::value(name);
    }
    manifest.to_string()
}
