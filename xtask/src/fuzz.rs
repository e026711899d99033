//! `cargo xtask fuzz [TARGET]`: builds the fuzz targets on the stable toolchain and runs them for a while.
//!
//! `cargo fuzz` needs nightly for its sanitizer. Coverage guidance alone does not: it is an LLVM pass that stable rustc
//! passes on. The targets' folder is laid out so that `cargo fuzz run TARGET` works, too.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use clap::Args;

use crate::{corpus, root, target};

/// Each option makes LLVM guide the fuzzer by what an input reaches and compares.
const INSTRUMENTATION: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Fuzz the decoders, one target or each in turn; or what `transom draft` makes of random programs
#[derive(Args)]
pub(crate) struct Fuzz {
    /// The target's name, as in fuzz/targets; or `drafts`.
    target: Option<String>,
    /// How long each target runs, in seconds.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// Only build.
    #[arg(long)]
    build: bool,
}

impl Fuzz {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        if self.target.as_deref() == Some("drafts") {
            return corpus::fuzz();
        }
        let known = targets()?;
        if let Some(target) = &self.target {
            ensure!(known.contains(target), "there is no fuzz target {target}: {}, drafts", known.join(", "));
        }
        let binaries = build()?;
        if self.build {
            return Ok(());
        }
        for target in known.iter().filter(|known| self.target.as_ref().is_none_or(|target| target == *known))
        {
            run(&binaries, target, self.seconds)?;
        }
        Ok(())
    }
}

/// How long each target runs among the tests, in seconds.
const SHORT_SECONDS: u32 = 8;

/// Every target for a few seconds: it builds, its seeds pass, and nothing is found at once.
pub(crate) fn short_run() -> anyhow::Result<()> {
    Fuzz { target: None, seconds: SHORT_SECONDS, build: false }.run()
}

/// The targets' names.
fn targets() -> anyhow::Result<Vec<String>> {
    let folder = root().join("fuzz/targets");
    let entries = folder.read_dir().with_context(|| format!("cannot list {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        if let Some(stem) = entry?.path().file_stem() {
            names.push(stem.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Builds every target; answers the folder of the binaries.
fn build() -> anyhow::Result<PathBuf> {
    let host = host()?;
    let target_dir = target().join("fuzz");
    // Naming the target keeps the instrumentation off build scripts and macros.
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--bins", "--target", &host])
        .arg("--target-dir")
        .arg(&target_dir)
        .current_dir(root().join("fuzz"))
        .env("RUSTFLAGS", INSTRUMENTATION)
        .status()
        .context("cannot run cargo")?;
    ensure!(status.success(), "the fuzz targets do not build");
    Ok(target_dir.join(host).join("release"))
}

fn host() -> anyhow::Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV does not name the host")
}

/// Runs one target from the seeds in the repository; what it finds goes to `target/fuzz/corpus`.
fn run(binaries: &Path, name: &str, seconds: u32) -> anyhow::Result<()> {
    let seeds = root().join("fuzz/seeds").join(name);
    let findings = target().join("fuzz");
    let corpus = findings.join("corpus").join(name);
    std::fs::create_dir_all(&corpus).with_context(|| format!("cannot create {}", corpus.display()))?;
    let artifact = findings.join(format!("{name}-"));
    eprintln!("fuzz {name}: {seconds} s");
    let mut command = Command::new(binaries.join(name));
    command.args([
        format!("-max_total_time={seconds}"),
        "-max_len=4096".to_owned(),
        "-timeout=10".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-verbosity=0".to_owned(),
        "-print_final_stats=1".to_owned(),
        format!("-artifact_prefix={}", artifact.display()),
    ]);
    let dictionary = root().join("fuzz/dictionaries").join(name);
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    command.arg(&corpus).args(seeds.is_dir().then_some(&seeds));
    let status = command.status().with_context(|| format!("cannot run the fuzz target {name}"))?;
    if !status.success() {
        bail!("fuzz target {name} failed; the input is in {}*", artifact.display());
    }
    Ok(())
}
