//! The boundary around one call inside the engine: whatever panics in it is that call's fault.

use std::any::Any;
#[cfg(feature = "serve")]
use std::cell::Cell;
#[cfg(feature = "serve")]
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::fault::Fault;
use crate::function::Function;

/// Makes an attempt at a call on this thread: decode, run, encode.
///
/// A panic of an exact function is a decline (Python answers), of any other an internal error; never the process's.
#[cfg(feature = "serve")]
#[inline]
pub(crate) fn run<F: Function, T>(attempt: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    if F::EXACT {
        EXACT.set(true);
    }
    let result = catch_unwind(AssertUnwindSafe(attempt));
    transom_semantics::forget();
    if F::EXACT {
        EXACT.set(false);
    }
    result.unwrap_or_else(|panic| Err(panicked::<F>(&*panic)))
}

#[cfg(feature = "serve")]
thread_local! {
    static EXACT: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread runs an exact function, whose panic is a decline and no news.
#[cfg(feature = "serve")]
pub(crate) fn is_exact() -> bool {
    EXACT.get()
}

/// The same for an `async` function; waits without blocking the thread.
#[cfg(feature = "serve")]
pub(crate) async fn wait<F: Function, T>(
    attempt: impl Future<Output = Result<T, Fault>> + Send,
) -> Result<T, Fault> {
    let mut attempt = std::pin::pin!(attempt);
    let polled = std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| attempt.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    });
    polled.await.unwrap_or_else(|panic| Err(panicked::<F>(&*panic)))
}

#[cold]
pub(crate) fn panicked<F: Function>(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let raised =
        || panic.downcast_ref::<transom_semantics::Raised>().and_then(transom_semantics::Raised::why);
    let text = text.or_else(raised).unwrap_or("panic");
    if F::EXACT { Fault::Declined(text.to_owned()) } else { Fault::Internal(text.to_owned()) }
}
