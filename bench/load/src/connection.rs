//! One keep-alive connection: send a call, read its answer, check it, go on.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::call::Call;

/// Bytes of the longest answer that a row gets, and then some.
const BUFFER: usize = 16 * 1024;

pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Box<[u8]>,
}

impl Connection {
    pub(crate) async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.context("cannot connect")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER].into() })
    }

    /// Sends calls until the time is up, starting with another one on each connection.
    pub(crate) async fn run(
        mut self,
        calls: Arc<[Call]>,
        first: usize,
        until: Instant,
    ) -> Result<Vec<Duration>> {
        let mut latencies = Vec::new();
        for call in calls.iter().cycle().skip(first % calls.len()) {
            let began = Instant::now();
            if began >= until {
                break;
            }
            self.stream.write_all(&call.request).await?;
            let body = self.answer().await?;
            latencies.push(began.elapsed());
            call.check(body)?;
        }
        Ok(latencies)
    }

    /// Reads one response and hands back its body.
    async fn answer(&mut self) -> Result<&[u8]> {
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).await?;
            anyhow::ensure!(
                read > 0,
                "the server closed the connection, or its answer is over {BUFFER} bytes"
            );
            filled += read;
            if let Some(start) = body_start(&self.buffer[..filled]) {
                let end = start + content_length(&self.buffer[..start])?;
                if filled >= end {
                    return Ok(&self.buffer[start..end]);
                }
            }
        }
    }
}

fn body_start(response: &[u8]) -> Option<usize> {
    response.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}

fn content_length(head: &[u8]) -> Result<usize> {
    let head = std::str::from_utf8(head).context("expected a head in ASCII")?;
    let status = head.lines().next().unwrap_or_default();
    anyhow::ensure!(status.starts_with("HTTP/1.1 200"), "expected status 200, found {head:?}");
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then_some(value.trim())
    });
    length
        .and_then(|length| length.parse().ok())
        .with_context(|| format!("expected a content-length in {head:?}"))
}
