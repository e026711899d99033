//! The engine's service: started by the command that a user starts it with, asked to stop as an operator would.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::module::Application;

/// The longest that the service may take to stop.
const STOP_LIMIT: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(20);

/// The running service; it is killed when dropped before it stopped.
pub(super) struct Service {
    process: Child,
    url: String,
    /// Kept open, so that the service can go on printing.
    output: BufReader<ChildStdout>,
}

impl Service {
    /// Starts it on a free port, which its first line names.
    pub(super) fn start(application: &Application) -> Result<Self> {
        let mut command = application.transom();
        command.args(["serve", "flights", "--no-build", "--address", "127.0.0.1:0", "--", "--log", "warn"]);
        let mut process = command.stdout(Stdio::piped()).spawn().context("cannot start transom serve")?;
        let output = BufReader::new(process.stdout.take().expect("the output is piped"));
        let mut service = Self { process, url: String::new(), output };
        let mut line = String::new();
        service.output.read_line(&mut line)?;
        let url = line.trim_end().rsplit(' ').next().filter(|word| word.starts_with("http://"));
        let url = url.with_context(|| format!("the service names no address: {line:?}"))?;
        url.clone_into(&mut service.url);
        Ok(service)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Asks it to stop, and waits until it has.
    pub(super) fn stop(mut self) -> Result<()> {
        crate::command::run(Command::new("kill").arg(self.process.id().to_string()))?;
        let asked = Instant::now();
        while asked.elapsed() < STOP_LIMIT {
            if let Some(status) = self.process.try_wait()? {
                ensure!(status.success(), "the service stopped with {status}");
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        bail!("the service did not stop within {STOP_LIMIT:?}")
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Already gone after `stop`; either way there is nothing left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
