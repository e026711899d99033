//! Panics that mean "let Python answer" are not printed; every other one is, as before.
//!
//! An engine is a library of its own with a panic hook of its own: other engines and other extensions have theirs.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use pyo3::exceptions::PyImportError;
use pyo3::ffi;
use pyo3::prelude::*;

use super::stack;

/// Whether the thread that holds Python's lock runs an exact function. It changes only under that lock.
static EXACT_RUNS: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether this thread runs an exact function without Python's lock.
    static EXACT_RUNS_DETACHED: Cell<bool> = const { Cell::new(false) };
}

/// Runs an exact function on the thread that holds Python's lock.
#[inline]
pub(super) fn exactly<T>(run: impl FnOnce() -> T) -> T {
    stack::limit();
    EXACT_RUNS.store(true, Ordering::Relaxed);
    let result = run();
    EXACT_RUNS.store(false, Ordering::Relaxed);
    result
}

/// Reads the arguments of an exact function: a key that drafted containers do not take panics, too.
#[inline]
pub(super) fn reading<T>(read: impl FnOnce() -> T) -> T {
    EXACT_RUNS.store(true, Ordering::Relaxed);
    let result = read();
    EXACT_RUNS.store(false, Ordering::Relaxed);
    result
}

/// Runs an exact function on a thread that has let Python's lock go, or never had it.
pub(crate) fn exactly_detached<T>(run: impl FnOnce() -> T) -> T {
    struct Over;

    impl Drop for Over {
        fn drop(&mut self) {
            EXACT_RUNS_DETACHED.set(false);
        }
    }

    EXACT_RUNS_DETACHED.set(true);
    let _over = Over;
    run()
}

/// Ends what a panic of [`exactly`] has left, which takes no step for it: it stands in every call.
pub(super) fn over() {
    EXACT_RUNS.store(false, Ordering::Relaxed);
}

/// Keeps declines out of the standard error stream; once for an engine.
pub(super) fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            // SAFETY: it may be asked on any thread, also on one that Python does not know.
            let attached = || unsafe { ffi::PyGILState_Check() } == 1;
            if !(EXACT_RUNS_DETACHED.get() || (EXACT_RUNS.load(Ordering::Relaxed) && attached())) {
                before(panic);
            }
        }));
    });
}

/// Refuses an engine whose exact functions could answer wrongly: `overflow` adds one to the greatest number, compiled
/// as the engine itself is.
pub(super) fn check(engine: &str, is_exact: bool, overflow: fn() -> i64) -> PyResult<()> {
    let refuse = |what: &str, setting: &str| {
        Err(PyImportError::new_err(format!(
            "the engine `{engine}` was built {what}, which its exact functions rest on; set `{setting}` under \
             [profile.release] of engines/Cargo.toml and build it again: transom build {engine}"
        )))
    };
    if !cfg!(panic = "unwind") {
        return refuse("without unwinding", "panic = \"unwind\"");
    }
    if !is_exact {
        return Ok(());
    }
    let caught = catch_unwind(AssertUnwindSafe(|| exactly(overflow)));
    over();
    if caught.is_ok() { refuse("without overflow checks", "overflow-checks = true") } else { Ok(()) }
}
