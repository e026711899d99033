//! A Python module of the demo: runs it, shows how far it is, reads what came of it.

use std::io::{BufRead, BufReader, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::setup::Environment;

/// Parts of the progress bar.
const BAR_PARTS: u64 = 1_000;

/// The application, its data, and the Python that it runs on.
pub(super) struct Application {
    pub(super) environment: Environment,
    pub(super) folder: PathBuf,
    pub(super) data: PathBuf,
}

/// A line that a module prints.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line<T> {
    Progress { stage: String, part: f64 },
    Result(T),
}

impl Application {
    /// The `transom` command, in the application's folder.
    pub(super) fn transom(&self) -> Command {
        self.command("transom")
    }

    /// Runs a module to its end under a configuration and answers its result.
    pub(super) fn run<T: DeserializeOwned>(
        &self,
        module: &str,
        configuration: &str,
        arguments: &[&str],
    ) -> Result<T> {
        let mut command = self.command(module);
        command.arg(&self.data).args(arguments).env("TRANSOM_CONFIG", configuration);
        let mut python = command.stdout(Stdio::piped()).spawn().context("cannot start Python")?;
        let mut progress = Progress::default();
        let mut result = None;
        let output = python.stdout.take().expect("the output is piped");
        for line in BufReader::new(output).lines() {
            let line = line?;
            match serde_json::from_str(&line)
                .with_context(|| format!("expected a line of {module}, found {line}"))?
            {
                Line::Progress { stage, part } => progress.show(&stage, part),
                Line::Result(made) => result = Some(made),
            }
        }
        progress.bar.finish_and_clear();
        let status = python.wait()?;
        ensure!(status.success(), "{module} stopped with {status}");
        match result {
            Some(result) => Ok(result),
            None => bail!("{module} ended without a result"),
        }
    }

    fn command(&self, module: &str) -> Command {
        let mut python = self.environment.python();
        python.args(["-m", module]).current_dir(&self.folder);
        python
    }
}

/// A bar on a terminal, a line for each stage elsewhere.
struct Progress {
    bar: ProgressBar,
    stage: String,
}

impl Default for Progress {
    fn default() -> Self {
        let style = ProgressStyle::with_template("  {msg:16} {bar:50} {percent:>3} % {elapsed}");
        let style = style.expect("a fixed template");
        Self { bar: ProgressBar::new(BAR_PARTS).with_style(style), stage: String::new() }
    }
}

impl Progress {
    fn show(&mut self, stage: &str, part: f64) {
        if self.stage != stage {
            stage.clone_into(&mut self.stage);
            self.bar.set_message(self.stage.clone());
            self.bar.reset_elapsed();
            if !std::io::stderr().is_terminal() {
                eprintln!("  {stage}");
            }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1,000")]
        let parts = (part.clamp(0.0, 1.0) * 1_000.0) as u64;
        self.bar.set_position(parts);
    }
}
