//! The life of one call inside the engine: run the body, catch its panic, say what came of it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::fault::Fault;
use crate::function::Function;
#[cfg(feature = "serve")]
use crate::function::Running;

/// Runs a function to its end on this thread.
///
/// A panic of an exact function is a decline (Python answers), of any other an internal error; never the process's.
#[inline]
pub(crate) fn run<F: Function>(input: F::Input<'_>) -> Result<F::Output, Fault> {
    match catch_unwind(AssertUnwindSafe(|| F::run(input))) {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(error)) => Err(Fault::domain(&error)),
        Err(panic) => Err(panicked::<F>(&*panic)),
    }
}

/// Starts a function: sync ones are done on return, async ones are awaited without blocking the thread.
#[cfg(feature = "serve")]
pub(crate) async fn start<F: Function>(input: F::Input<'_>) -> Result<F::Output, Fault> {
    let started = catch_unwind(AssertUnwindSafe(|| F::start(input)));
    let result = match started {
        Ok(Running::Done(result)) => Ok(result),
        Ok(Running::Later(future)) => CatchUnwind(future).await,
        Err(panic) => Err(panic),
    };
    match result {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(error)) => Err(Fault::domain(&error)),
        Err(panic) => Err(panicked::<F>(&*panic)),
    }
}

#[cold]
pub(crate) fn panicked<F: Function>(panic: &(dyn Any + Send)) -> Fault {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic");
    if F::EXACT { Fault::Declined(text.to_owned()) } else { Fault::Internal(text.to_owned()) }
}

/// A future whose panic is a value.
#[cfg(feature = "serve")]
struct CatchUnwind<F>(F);

#[cfg(feature = "serve")]
impl<F: Future + Unpin> Future for CatchUnwind<F> {
    type Output = Result<F::Output, Box<dyn Any + Send>>;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        let inner = std::pin::Pin::new(&mut self.0);
        match catch_unwind(AssertUnwindSafe(|| inner.poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(panic)),
        }
    }
}
