//! How deep drafted recursion may go on the thread that calls: not beyond the limit that Python has at the moment, and
//! not beyond half of what is left of the thread's stack, since running over its end would end the process.

use std::cell::Cell;

use pyo3::ffi;
use transom_semantics::depth;

/// Of Python's frames so many are left to those that the caller stands on.
const FRAMES_KEPT: u32 = 200;
/// More of a stack than this is not used.
const BYTES_MAX: usize = 4 << 20;

thread_local! {
    /// The lowest address of this thread's stack; 0 where that is not known yet.
    static END: Cell<usize> = const { Cell::new(0) };
}

/// Sets the limits for the call that begins on this thread, which has Python's lock.
#[inline]
pub(super) fn limit() {
    // SAFETY: the thread has Python's lock.
    let frames = u32::try_from(unsafe { ffi::Py_GetRecursionLimit() }).unwrap_or(0);
    let mark = 0_u8;
    let here = std::ptr::from_ref(&mark).addr();
    let end = match END.get() {
        0 => find_end(here),
        end => end,
    };
    depth::set_limits(
        frames.saturating_sub(FRAMES_KEPT).max(frames / 4),
        (here.saturating_sub(end) / 2).min(BYTES_MAX),
    );
}

#[cold]
fn find_end(here: usize) -> usize {
    // A thread of which nothing is known has a small stack.
    let end = lowest_address().unwrap_or_else(|| here.saturating_sub(256 << 10));
    END.set(end);
    end
}

#[cfg(target_os = "linux")]
fn lowest_address() -> Option<usize> {
    // SAFETY: the attributes are filled in before they are read, and released.
    unsafe {
        let mut attributes = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) != 0 {
            return None;
        }
        let (mut lowest, mut size) = (std::ptr::null_mut(), 0);
        let read = libc::pthread_attr_getstack(&raw const attributes, &raw mut lowest, &raw mut size);
        libc::pthread_attr_destroy(&raw mut attributes);
        (read == 0).then(|| lowest.addr())
    }
}

#[cfg(target_os = "macos")]
fn lowest_address() -> Option<usize> {
    // SAFETY: a thread may ask for its own stack.
    unsafe {
        let own = libc::pthread_self();
        Some(libc::pthread_get_stackaddr_np(own).addr() - libc::pthread_get_stacksize_np(own))
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn lowest_address() -> Option<usize> {
    None
}
