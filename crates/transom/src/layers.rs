//! What stands between a door and a function: small services around services, in tower's manner.
//!
//! A [`Service`] answers a [`Call`]; a layer is a service that holds another. They know no wire and no transport, so
//! that every door that serves shares them. From the outside in: [`trace`], [`metrics`], [`admission`], [`deadline`].

pub(crate) mod admission;
pub(crate) mod deadline;
pub(crate) mod metrics;
pub(crate) mod trace;

use std::time::Instant;

use bytes::Bytes;

use crate::doors::http::Handler;
use crate::fault::Fault;
use crate::runtime::{Pool, Runner, Served};

/// One call on its way to a function.
pub(crate) struct Call {
    /// The function.
    pub(crate) served: &'static Served,
    /// Its handler for the wire that the call came by.
    pub(crate) handler: &'static Handler,
    /// The input.
    pub(crate) body: Bytes,
    /// When the whole input was there.
    pub(crate) began: Instant,
    /// When the answer is of no use any more.
    pub(crate) deadline: Instant,
}

/// What came of a call.
pub(crate) struct Answer {
    pub(crate) body: Bytes,
    /// When it was ready: one look at the clock serves every layer.
    pub(crate) ready: Instant,
}

/// Answers calls. This is tower's `Service` with the future named by the compiler.
pub(crate) trait Service: Send + Sync {
    fn call(&self, call: Call) -> impl Future<Output = Result<Answer, Fault>> + Send;
}

/// The layers around the runtime, in order.
pub(crate) type Stack = trace::Trace<metrics::Metrics<admission::Admission<deadline::Deadline<Runner>>>>;

/// Puts the layers around the runtime.
pub(crate) fn stack(calls_max: usize, pool: Pool) -> Stack {
    let threads = pool.threads();
    let bounded = admission::Admission::new(calls_max, threads, deadline::Deadline(Runner(pool)));
    trace::Trace(metrics::Metrics(bounded))
}
