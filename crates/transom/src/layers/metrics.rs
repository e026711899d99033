//! Metrics: how many calls, how long they took, what went wrong. Counted in atomics, rendered as Prometheus text.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{Answer, Call, Service};
use crate::fault::Fault;
use crate::runtime::Served;

/// Upper bounds of the histogram's buckets, in nanoseconds, with their text in seconds.
const BUCKETS: [(u64, &str); 14] = [
    (50_000, "0.00005"),
    (100_000, "0.0001"),
    (250_000, "0.00025"),
    (500_000, "0.0005"),
    (1_000_000, "0.001"),
    (2_500_000, "0.0025"),
    (5_000_000, "0.005"),
    (10_000_000, "0.01"),
    (25_000_000, "0.025"),
    (100_000_000, "0.1"),
    (250_000_000, "0.25"),
    (1_000_000_000, "1"),
    (2_500_000_000, "2.5"),
    (10_000_000_000, "10"),
];

/// What is counted of one function.
#[derive(Default)]
pub(crate) struct Meter {
    /// Calls by the bucket of their time; the last one is for those over every bound.
    buckets: [AtomicU64; BUCKETS.len() + 1],
    total_ns: AtomicU64,
    /// Calls whose caller was gone before the answer.
    dropped: AtomicU64,
    /// Rare enough for a lock.
    faults: Mutex<BTreeMap<&'static str, u64>>,
}

impl Meter {
    fn observe(&self, elapsed: Duration) {
        let ns = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|(bound, _)| ns <= *bound).unwrap_or(BUCKETS.len());
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        self.total_ns.fetch_add(ns, Ordering::Relaxed);
    }

    /// Counts a call without an answer.
    #[cold]
    pub(crate) fn failed(&self, fault: &Fault) {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        *faults.entry(fault.kind().slug).or_default() += 1;
    }
}

/// Counts calls.
pub(crate) struct Metrics<S>(pub(crate) S);

impl<S: Service> Service for Metrics<S> {
    async fn call(&self, call: Call) -> Result<Answer, Fault> {
        let (meter, began) = (&call.served.meter, call.began);
        let gone = Gone(meter);
        let result = self.0.call(call).await;
        std::mem::forget(gone);
        match &result {
            Ok(answer) => meter.observe(answer.ready - began),
            Err(fault) => {
                meter.observe(began.elapsed());
                meter.failed(fault);
            }
        }
        result
    }
}

impl<S> Metrics<S> {
    /// The layer below.
    pub(crate) fn inner(&self) -> &S {
        &self.0
    }
}

/// Dropped only with a call that nobody waits for any more.
struct Gone<'a>(&'a Meter);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        self.0.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

/// The state of the service beside its functions.
pub(crate) struct Gauges {
    pub(crate) calls: usize,
    pub(crate) connections: usize,
}

/// Renders all that is counted in Prometheus' text format.
pub(crate) fn render(served: &[&Served], gauges: &Gauges) -> String {
    let mut text = String::with_capacity(4096);
    write_all(&mut text, served, gauges).expect("text takes all that is written");
    text
}

fn write_all(text: &mut String, served: &[&Served], gauges: &Gauges) -> fmt::Result {
    head(text, "transom_calls_total", "counter", "Calls that reached a function's layers")?;
    for function in served {
        let count: u64 = function.meter.buckets.iter().map(read).sum();
        writeln!(text, "transom_calls_total{{function=\"{}\"}} {count}", function.entry.name())?;
    }
    head(text, "transom_faults_total", "counter", "Calls without an answer, by kind")?;
    for function in served {
        let faults = function.meter.faults.lock().unwrap_or_else(PoisonError::into_inner);
        for (kind, count) in faults.iter() {
            let name = function.entry.name();
            writeln!(text, "transom_faults_total{{function=\"{name}\",kind=\"{kind}\"}} {count}")?;
        }
    }
    head(text, "transom_dropped_total", "counter", "Calls whose caller was gone before the answer")?;
    for function in served {
        let dropped = read(&function.meter.dropped);
        writeln!(text, "transom_dropped_total{{function=\"{}\"}} {dropped}", function.entry.name())?;
    }
    head(text, "transom_call_seconds", "histogram", "Time of a call, from its last byte in to its answer")?;
    for function in served {
        histogram(text, function)?;
    }
    head(text, "transom_calls", "gauge", "Calls that are running or waiting")?;
    writeln!(text, "transom_calls {}", gauges.calls)?;
    head(text, "transom_connections", "gauge", "Open connections")?;
    writeln!(text, "transom_connections {}", gauges.connections)
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(text, "# HELP {name} {help}.\n# TYPE {name} {kind}")
}

fn histogram(text: &mut String, function: &Served) -> fmt::Result {
    let (name, meter) = (function.entry.name(), &function.meter);
    let mut count = 0;
    for (bucket, bound) in meter.buckets.iter().zip(BUCKETS.iter().map(|(_, bound)| *bound).chain(["+Inf"])) {
        count += read(bucket);
        writeln!(text, "transom_call_seconds_bucket{{function=\"{name}\",le=\"{bound}\"}} {count}")?;
    }
    let total = Duration::from_nanos(read(&meter.total_ns)).as_secs_f64();
    writeln!(text, "transom_call_seconds_sum{{function=\"{name}\"}} {total}")?;
    writeln!(text, "transom_call_seconds_count{{function=\"{name}\"}} {count}")
}

fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}
