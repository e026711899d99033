//! The load of the HTTP rows: `bench-load PORT CALLS CONNECTIONS MILLISECONDS`.
//!
//! A fixed number of keep-alive connections to this machine, each sending its next call when the last is answered, for a
//! fixed time. Every answer is checked. One line of JSON on standard output: calls, seconds, and the latency's quantiles.

mod call;
mod connection;

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::call::Call;
use crate::connection::Connection;

/// More than a bench needs; a mistyped number should not take the machine down.
const MAX_CONNECTIONS: usize = 256;
const MAX_TIME: Duration = Duration::from_mins(1);

struct Options {
    port: u16,
    calls: String,
    connections: usize,
    time: Duration,
}

#[derive(Serialize)]
struct Report {
    calls: usize,
    seconds: f64,
    per_second: f64,
    p50_us: f64,
    p99_us: f64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    anyhow::ensure!(!cfg!(debug_assertions), "this is a debug build: build with --release");
    let options = options()?;
    let calls: Arc<[Call]> = call::read(&options.calls)?.into();
    let began = Instant::now();
    let until = began + options.time;
    let mut tasks = tokio::task::JoinSet::new();
    for first in 0..options.connections {
        let connection = Connection::open(options.port).await?;
        tasks.spawn(connection.run(Arc::clone(&calls), first, until));
    }
    let mut latencies = Vec::new();
    while let Some(done) = tasks.join_next().await {
        latencies.append(&mut done??);
    }
    let report = Report::new(latencies, began.elapsed());
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

fn options() -> Result<Options> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [port, calls, connections, milliseconds] = arguments.as_slice() else {
        anyhow::bail!("expected PORT CALLS CONNECTIONS MILLISECONDS, found {arguments:?}");
    };
    let number =
        |text: &str| text.parse::<u64>().with_context(|| format!("expected a number, found {text:?}"));
    Ok(Options {
        port: u16::try_from(number(port)?)?,
        calls: calls.clone(),
        connections: usize::try_from(number(connections)?)?.clamp(1, MAX_CONNECTIONS),
        time: Duration::from_millis(number(milliseconds)?).min(MAX_TIME),
    })
}

impl Report {
    #[expect(clippy::cast_precision_loss, reason = "counts of some seconds")]
    fn new(mut latencies: Vec<Duration>, took: Duration) -> Self {
        latencies.sort_unstable();
        let quantile = |percent: usize| {
            let at = latencies.len() * percent / 100;
            latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1e6)
        };
        let (calls, seconds) = (latencies.len(), took.as_secs_f64());
        Self {
            calls,
            seconds,
            per_second: calls as f64 / seconds,
            p50_us: quantile(50),
            p99_us: quantile(99),
        }
    }
}
