//! A wheel around a built engine: no Rust is needed where it is installed.
//!
//! The extension goes into the namespace package `transom_engines`, where `@transom.move` looks second, and its type
//! stub beside it. What says that the package is typed, `py.typed`, belongs to all engines and so lies in the wheel of
//! `transom`, which they depend on.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use transom_contract::{Contract, documents};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::python::Python;

/// The namespace package that engines are installed into.
const NAMESPACE: &str = "transom_engines";

/// Writes the wheel into `folder` and answers its path.
pub(crate) fn write(
    folder: &Path,
    contract: &Contract,
    extension: &Path,
    python: &Python,
) -> anyhow::Result<PathBuf> {
    let distribution = format!("transom_engine_{}", contract.engine);
    let stem = format!("{distribution}-{}", contract.version);
    let tag = format!("{0}-{0}-{1}", python.tag(), python.facts.platform);
    let path = folder.join(format!("{stem}-{tag}.whl"));
    let module = extension.file_name().context("an extension has a file name")?.to_string_lossy();
    let files = [
        (format!("{NAMESPACE}/{module}"), fs::read(extension)?),
        (format!("{NAMESPACE}/{}.pyi", contract.engine), documents::pyi::render(contract).into_bytes()),
        (format!("{stem}.dist-info/METADATA"), metadata(contract).into_bytes()),
        (format!("{stem}.dist-info/WHEEL"), wheel_file(&tag).into_bytes()),
    ];
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    archive(&path, &files, &format!("{stem}.dist-info/RECORD"))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

fn archive(path: &Path, files: &[(String, Vec<u8>)], record_name: &str) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(File::create(path)?);
    // Extensions are executable for some loaders; a fixed time makes equal builds equal files.
    let options = SimpleFileOptions::default().unix_permissions(0o755);
    let mut record = Vec::new();
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
        let digest = URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        writeln!(record, "{name},sha256={digest},{}", bytes.len())?;
    }
    writeln!(record, "{record_name},,")?;
    zip.start_file(record_name, options)?;
    zip.write_all(&record)?;
    zip.finish()?;
    Ok(())
}

fn metadata(contract: &Contract) -> String {
    format!(
        "Metadata-Version: 2.1\nName: transom-engine-{}\nVersion: {}\nSummary: {}\nRequires-Dist: transom>={}\n",
        contract.engine.replace('_', "-"),
        contract.version,
        contract.doc.lines().next().unwrap_or("A Transom engine"),
        env!("CARGO_PKG_VERSION"),
    )
}

fn wheel_file(tag: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("Wheel-Version: 1.0\nGenerator: transom {version}\nRoot-Is-Purelib: false\nTag: {tag}\n")
}
