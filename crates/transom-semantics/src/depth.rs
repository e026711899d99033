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

/// Python's limit of 1000, less a margin for the frames that the caller already stands on.
const FRAMES_MAX: u32 = 800;

/// What drafted recursion may use of a stack. The smallest stacks that Python runs on have half a megabyte.
const STACK_BYTES_MAX: usize = if cfg!(target_os = "linux") { 1 << 20 } else { 256 << 10 };

/// Where a thread is, and how far it may go.
#[derive(Clone, Copy)]
struct State {
    depth: u32,
    frames_max: u32,
    base: usize,
    stack_bytes_max: usize,
}

thread_local! {
    static STATE: Cell<State> = const {
        Cell::new(State { depth: 0, frames_max: FRAMES_MAX, base: 0, stack_bytes_max: STACK_BYTES_MAX })
    };
}

/// Says on how many frames drafted recursion may stand, and how many bytes of the stack it may use, on this thread.
#[inline]
pub fn set_limits(frames_max: u32, stack_bytes_max: usize) {
    STATE.set(State { frames_max, stack_bytes_max, ..STATE.get() });
}

/// Enters a function that may call itself. Too deep panics.
#[inline]
pub fn enter() -> Guard {
    let mut state = STATE.get();
    let mark = 0_u8;
    let here = std::ptr::from_ref(&mark).addr();
    if state.depth == 0 {
        state.base = here;
    } else if state.depth >= state.frames_max || state.base.abs_diff(here) > state.stack_bytes_max {
        too_deep();
    }
    state.depth += 1;
    STATE.set(state);
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
        let state = STATE.get();
        STATE.set(State { depth: state.depth - 1, ..state });
    }
}
