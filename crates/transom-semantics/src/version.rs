//! Which Python's answers are asked for, where versions differ.
//!
//! The embedded door says so once, when an engine is imported. It is one number for the whole process.

use std::sync::atomic::{AtomicU32, Ordering};

static VERSION: AtomicU32 = AtomicU32::new(pack(3, 11));

const fn pack(major: u16, minor: u16) -> u32 {
    (major as u32) << 16 | minor as u32
}

/// The Python whose answers are given: `(3, 11)` unless a door said otherwise.
pub fn python_version() -> (u16, u16) {
    let version = VERSION.load(Ordering::Relaxed);
    ((version >> 16) as u16, version as u16)
}

/// Says which Python is being answered for.
pub fn set_python_version(major: u16, minor: u16) {
    VERSION.store(pack(major, minor), Ordering::Relaxed);
}
