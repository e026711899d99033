//! The compute pool: a few threads for what would hold up an I/O thread, started when first needed.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::fault::Fault;

/// How long a thread stays without work.
const IDLE_LIMIT: Duration = Duration::from_secs(10);

/// Threads that work is queued for. How much may wait is the admission layer's business.
pub(crate) struct Pool {
    threads: usize,
    runtime: Runtime,
}

impl Pool {
    /// A pool of at most this many threads.
    pub(crate) fn new(threads: usize) -> io::Result<Self> {
        let mut builder = Builder::new_current_thread();
        builder.max_blocking_threads(threads).thread_keep_alive(IDLE_LIMIT).thread_name("transom-compute");
        Ok(Self { threads, runtime: builder.build()? })
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    /// Does the work on one of the threads. Dropped before it was started, it never is.
    pub(super) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Queued<T> {
        Queued(self.runtime.spawn_blocking(work))
    }
}

/// Work that waits for its turn.
pub(super) struct Queued<T>(JoinHandle<Result<T, Fault>>);

impl<T> Future for Queued<T> {
    type Output = Result<T, Fault>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let done = Pin::new(&mut self.0).poll(context);
        done.map(|result| result.unwrap_or_else(|error| Err(Fault::Internal(error.to_string()))))
    }
}

impl<T> Drop for Queued<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
