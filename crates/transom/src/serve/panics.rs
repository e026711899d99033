//! Panics of served functions: a line in the log with their place, instead of a text on the error output.

use std::panic;

use tracing::error;

use crate::call;

/// Sends what panics say to the log. A decline of an exact function is no news: the layers count it.
pub(super) fn log() {
    panic::set_hook(Box::new(|info| {
        if call::is_exact() {
            return;
        }
        let text = info.payload_as_str().unwrap_or("panic");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        error!(place, "panic: {text}");
    }));
}
