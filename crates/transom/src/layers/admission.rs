//! Admission: so many calls at once and no more. What cannot be done in time is refused at once, not after waiting.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{Answer, Call, Service};
use crate::fault::Fault;

/// The least time that a refused caller is sent away for.
const RETRY_AFTER_MIN: Duration = Duration::from_millis(100);

/// Refuses calls beyond a number, and calls that would wait past their deadline.
pub(crate) struct Admission<S> {
    calls_max: usize,
    /// How many calls the compute pool runs at once.
    threads: u64,
    calls: AtomicUsize,
    /// The work that waits for the pool or is in it, by what the functions took so far.
    backlog_ns: AtomicU64,
    inner: S,
}

impl<S> Admission<S> {
    pub(crate) fn new(calls_max: usize, threads: usize, inner: S) -> Self {
        let threads = u64::try_from(threads).unwrap_or(u64::MAX).max(1);
        Self { calls_max, threads, calls: AtomicUsize::new(0), backlog_ns: AtomicU64::new(0), inner }
    }

    /// How many calls are in now.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    fn admit(&self, call: &Call) -> Result<Permit<'_>, Fault> {
        let permit =
            Permit { calls: &self.calls, backlog_ns: &self.backlog_ns, work_ns: call.served.waiting_ns() };
        let calls = self.calls.fetch_add(1, Ordering::Relaxed);
        let backlog_ns = match permit.work_ns {
            0 => 0,
            work_ns => self.backlog_ns.fetch_add(work_ns, Ordering::Relaxed),
        };
        let wait = Duration::from_nanos(backlog_ns / self.threads);
        if calls >= self.calls_max || (!wait.is_zero() && Instant::now() + wait > call.deadline) {
            return Err(Fault::Overloaded { retry_after: wait.max(RETRY_AFTER_MIN) });
        }
        Ok(permit)
    }
}

impl<S: Service> Service for Admission<S> {
    async fn call(&self, call: Call) -> Result<Answer, Fault> {
        let _permit = self.admit(&call)?;
        self.inner.call(call).await
    }
}

/// One admitted call; given back when dropped.
struct Permit<'a> {
    calls: &'a AtomicUsize,
    backlog_ns: &'a AtomicU64,
    work_ns: u64,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.calls.fetch_sub(1, Ordering::Relaxed);
        if self.work_ns > 0 {
            self.backlog_ns.fetch_sub(self.work_ns, Ordering::Relaxed);
        }
    }
}
