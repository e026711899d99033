//! One value for each process: after a fork the child finds none and makes its own.
//!
//! What the parent had stays where it is, untouched: its locks may be held and its sockets registered elsewhere.

use std::sync::OnceLock;

/// A value that a fork does not carry over.
pub struct PerProcess<T>(OnceLock<Box<Made<T>>>);

struct Made<T> {
    process: u32,
    value: T,
    next: PerProcess<T>,
}

impl<T> Default for PerProcess<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> PerProcess<T> {
    /// None yet.
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The value of this process.
    pub fn get_or_init(&self, init: impl FnOnce() -> T) -> &T {
        let process = std::process::id();
        match self.0.get() {
            Some(made) if made.process == process => &made.value,
            Some(made) => made.next.get_or_init(init),
            None => {
                let made = Made { process, value: init(), next: Self::new() };
                // Where another thread was quicker, its value is the one.
                let _ = self.0.set(Box::new(made));
                &self.0.get().expect("it was set just now").value
            }
        }
    }
}
