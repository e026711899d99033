//! How deep recursion may go: not beyond Rust's stack, which would end the process, and not beyond Python's limit,
//! where Python raises `RecursionError`.
//!
//! ```
//! # use transom_semantics as rt;
//! fn triangle(n: i64) -> i64 {
//!     let _depth = rt::depth::enter();
//!     if n == 0 { 0 } else { n + triangle(n - 1) }
//! }
//! assert_eq!(triangle(100), 5050);
//! ```

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

/// Python's limit of 1000, less a margin for the frames that the caller already stands on.
const FRAMES_MAX: u32 = 800;

/// What drafted recursion may use of a stack. The smallest stacks that Python runs on have half a megabyte.
const STACK_BYTES_MAX: usize = if cfg!(target_os = "linux") { 1 << 20 } else { 256 << 10 };

static FRAMES: AtomicU32 = AtomicU32::new(FRAMES_MAX);
static STACK: AtomicUsize = AtomicUsize::new(STACK_BYTES_MAX);

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static BASE: Cell<usize> = const { Cell::new(0) };
}

/// Says how many frames drafted recursion may stand on, in this process.
pub fn set_frames_max(frames: u32) {
    FRAMES.store(frames, Ordering::Relaxed);
}

/// Says how many bytes of a stack drafted recursion may use, in this process.
pub fn set_stack_bytes_max(bytes: usize) {
    STACK.store(bytes, Ordering::Relaxed);
}

/// Enters a function that may call itself. Too deep panics.
#[inline]
pub fn enter() -> Guard {
    let depth = DEPTH.get();
    let mark = 0_u8;
    let here = std::ptr::from_ref(&mark).addr();
    if depth == 0 {
        BASE.set(here);
    } else if depth >= FRAMES.load(Ordering::Relaxed)
        || BASE.get().abs_diff(here) > STACK.load(Ordering::Relaxed)
    {
        too_deep();
    }
    DEPTH.set(depth + 1);
    Guard { bound: PhantomData }
}

#[cold]
#[inline(never)]
fn too_deep() -> ! {
    panic!("recursion is deeper than Python may go");
}

/// One entered function; leaves it when dropped.
#[derive(Debug)]
#[must_use = "the function is left when this is dropped: `let _depth = …`"]
pub struct Guard {
    /// Belongs to the thread that entered.
    bound: PhantomData<*const ()>,
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
