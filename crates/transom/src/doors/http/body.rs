//! Reading a request's body: within a size and a time, and without a copy where it came in one piece.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Incoming};

use super::Bounds;
use crate::fault::Fault;

/// Bytes of a body over the limit that are read and thrown away, so that its sender gets to read the refusal.
const DISCARD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Reads a whole body.
pub(super) async fn read(mut body: Incoming, bounds: &Bounds, waits_to_send: bool) -> Result<Bytes, Fault> {
    let limit = bounds.body_bytes_max;
    if body.size_hint().lower() > limit as u64 && waits_to_send {
        return Err(Fault::TooLarge { limit_bytes: limit });
    }
    let mut whole = pin!(collect(&mut body, limit));
    // Most bodies are there with their head and never need a timer.
    if let Poll::Ready(result) = poll_fn(|context| Poll::Ready(whole.as_mut().poll(context))).await {
        return result;
    }
    let late = Fault::TooSlow { limit: bounds.body_timeout };
    tokio::time::timeout(bounds.body_timeout, whole).await.unwrap_or(Err(late))
}

async fn collect(body: &mut Incoming, limit: usize) -> Result<Bytes, Fault> {
    let Some(first) = chunk(body).await? else { return Ok(Bytes::new()) };
    if body.is_end_stream() && first.len() <= limit {
        return Ok(first);
    }
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut all = BytesMut::with_capacity(first.len().saturating_add(expected).min(limit));
    let mut next = Some(first);
    let mut length = 0_usize;
    while let Some(chunk_) = next {
        length = length.saturating_add(chunk_.len());
        if length <= limit {
            all.extend_from_slice(&chunk_);
        } else if length - limit > DISCARD_BYTES_MAX {
            break;
        }
        next = chunk(body).await?;
    }
    if length > limit { Err(Fault::TooLarge { limit_bytes: limit }) } else { Ok(all.freeze()) }
}

/// The next piece of data.
async fn chunk(body: &mut Incoming) -> Result<Option<Bytes>, Fault> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        match frame {
            None => return Ok(None),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
            Some(Err(error)) => return Err(Fault::Malformed(format!("the body broke off: {error}"))),
        }
    }
}
