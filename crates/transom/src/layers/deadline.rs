//! Deadline: a call whose time is up is not started, or its answer is no longer waited for.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use super::{Answer, Call, Service};
use crate::fault::Fault;

/// Ends calls at their deadline.
pub(crate) struct Deadline<S>(pub(crate) S);

impl<S: Service> Service for Deadline<S> {
    async fn call(&self, call: Call) -> Result<Answer, Fault> {
        let deadline = call.deadline;
        if deadline <= call.began {
            return Err(Fault::DeadlineExceeded);
        }
        let mut answer = pin!(self.0.call(call));
        // Most calls are done at once and never need a timer.
        let first = poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await;
        if let Poll::Ready(result) = first {
            return result;
        }
        tokio::time::timeout_at(deadline.into(), answer).await.unwrap_or(Err(Fault::DeadlineExceeded))
    }
}
