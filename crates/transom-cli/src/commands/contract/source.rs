//! Where a contract comes from: a built engine of this project, a JSON file, or a served engine.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use transom_contract::Contract;

use crate::project::Project;
use crate::python::Python;

/// How long a served engine may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// A contract from elsewhere may be this large.
const CONTRACT_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What a source is called in help texts.
pub(super) const HELP: &str = "An engine, a contract's JSON file, or the address of a served engine";

/// The contract of the source; the only engine's where none is named.
pub(super) fn load(source: Option<&str>) -> anyhow::Result<Contract> {
    match source {
        Some(url) if url.starts_with("http://") => served(url),
        Some(url) if url.starts_with("https://") => bail!(
            "expected an address such as http://127.0.0.1:8080, found `{url}`; fetch its /contract.json and name the file"
        ),
        Some(path) if is_file(path) => file(Path::new(path)),
        name => engine(&Project::here()?, name),
    }
}

/// Whether the source is meant as a file.
pub(super) fn is_file(source: &str) -> bool {
    let path = Path::new(source);
    path.extension().is_some_and(|end| end == "json") || source.contains(std::path::MAIN_SEPARATOR)
}

fn file(path: &Path) -> anyhow::Result<Contract> {
    let text = std::fs::read(path).with_context(|| {
        format!("{} cannot be read; `transom contract show --output {0}` writes one", path.display())
    })?;
    read(&text, &path.display().to_string())
}

fn served(url: &str) -> anyhow::Result<Contract> {
    let address = format!("{}/contract.json", url.trim_end_matches('/').trim_end_matches("/contract.json"));
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT)).build().into();
    let fetch =
        || agent.get(&address).call()?.body_mut().with_config().limit(CONTRACT_BYTES_MAX).read_to_vec();
    let text = fetch().with_context(|| format!("{address} does not answer; is the engine served there?"))?;
    read(&text, &address)
}

fn read(json: &[u8], place: &str) -> anyhow::Result<Contract> {
    Contract::from_json(json)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("{place} is no contract; `transom contract show` prints one"))
}

/// The contract of an engine as it was built last.
pub(super) fn engine(project: &Project, name: Option<&str>) -> anyhow::Result<Contract> {
    let engine = project.engine(name)?;
    let python = Python::find(project, None)?;
    let extension = project.built().join(format!("{engine}{}", python.facts.suffix));
    anyhow::ensure!(
        extension.exists(),
        "`{engine}` is not built for this Python; run: transom build {engine}"
    );
    python.contract(&engine, &extension)
}
