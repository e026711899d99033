//! A service under load: started on its core, waited for, measured, stopped.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// The longest that a service may take to answer for the first time.
const START_LIMIT: Duration = Duration::from_secs(30);
/// The longest that a service may take to stop when asked.
const STOP_LIMIT: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_micros(200);

/// A running service; it is stopped when dropped.
pub(super) struct Service {
    process: Child,
    port: u16,
    /// From the start of the process to its first answer.
    pub(super) first_answer: Duration,
}

/// A port that nothing listens on now.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Service {
    /// Starts a service and waits until it answers this call with status 200.
    pub(super) fn start(mut command: Command, port: u16, path: &str, body: &str) -> Result<Self> {
        let began = Instant::now();
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let process = process.with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let mut service = Self { process, port, first_answer: Duration::ZERO };
        while !service.answers(path, body) {
            if let Some(status) = service.process.try_wait()? {
                bail!("the service stopped with {status} before it answered: {command:?}");
            }
            ensure!(began.elapsed() < START_LIMIT, "no answer within {START_LIMIT:?}: {command:?}");
            std::thread::sleep(POLL);
        }
        service.first_answer = began.elapsed();
        Ok(service)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Resident memory of the process and all that it started, in MB.
    pub(super) fn resident_mb(&self) -> Result<f64> {
        let kilobytes: u64 = family(self.process.id()).into_iter().map(resident_kb).sum::<Result<u64>>()?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        Ok(kilobytes as f64 / 1024.0)
    }

    fn answers(&self, path: &str, body: &str) -> bool {
        self.ask(path, body).is_ok_and(|answer| answer.starts_with(b"HTTP/1.1 200"))
    }

    fn ask(&self, path: &str, body: &str) -> Result<Vec<u8>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(START_LIMIT))?;
        let length = body.len();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Asked to stop first, so that a service with workers stops them too.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let asked = Instant::now();
        while asked.elapsed() < STOP_LIMIT {
            match self.process.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
        // It is gone or it is not ours any more: either way there is nothing left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A process and all below it.
fn family(process: u32) -> Vec<u32> {
    let children = PathBuf::from(format!("/proc/{process}/task/{process}/children"));
    let children = std::fs::read_to_string(children).unwrap_or_default();
    let below = children.split_whitespace().filter_map(|child| child.parse().ok()).flat_map(family);
    std::iter::once(process).chain(below).collect()
}

fn resident_kb(process: u32) -> Result<u64> {
    let path = format!("/proc/{process}/status");
    let status =
        std::fs::read_to_string(&path).with_context(|| format!("memory is read from {path}, as on Linux"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("expected VmRSS")?;
    let kilobytes = line.trim().trim_end_matches(" kB");
    kilobytes.parse().with_context(|| format!("expected kilobytes, found {kilobytes:?}"))
}
