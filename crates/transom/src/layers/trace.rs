//! Tracing: a span around each call, and a line for each that is somebody's fault.

use tracing::{Instrument, debug, debug_span, error, warn};

use super::{Answer, Call, Service};
use crate::fault::{Blame, Fault};

/// Tells what becomes of calls.
pub(crate) struct Trace<S>(pub(crate) S);

impl<S: Service> Service for Trace<S> {
    async fn call(&self, call: Call) -> Result<Answer, Fault> {
        let (function, began) = (call.served.entry.name(), call.began);
        let span = debug_span!("call", function, bytes = call.body.len());
        let result = self.0.call(call).instrument(span).await;
        match &result {
            Ok(answer) => {
                debug!(function, micros = (answer.ready - began).as_micros(), "answered");
            }
            Err(fault) => tell(function, fault),
        }
        result
    }
}

#[cold]
fn tell(function: &str, fault: &Fault) {
    let kind = fault.kind();
    match kind.blame {
        Blame::Bug => error!(function, kind = kind.slug, "{fault}"),
        Blame::Dependency => warn!(function, kind = kind.slug, "{fault}"),
        Blame::Caller | Blame::Overload | Blame::Declined => debug!(function, kind = kind.slug, "{fault}"),
    }
}
