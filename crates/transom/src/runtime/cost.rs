//! What a function takes: a running estimate that rises fast and falls slowly.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A function that takes longer leaves the I/O thread for the compute pool, in nanoseconds.
const HEAVY_NS: u64 = 100_000;
/// It comes back only once it takes less than this: else it would go to and fro.
const LIGHT_NS: u64 = 50_000;
/// A slower call weighs a quarter, a faster one a 64th: one slow call in a hundred keeps a function on the pool.
const RISE_SHIFT: u32 = 2;
const FALL_SHIFT: u32 = 6;
/// The mark of a function that runs on the pool; the other bits are the estimate.
const ON_POOL: u64 = 1 << 63;

/// The estimate of one function, and where it runs for now. Threads may overwrite each other: it is an estimate.
pub(super) struct Cost(AtomicU64);

impl Default for Cost {
    /// Nothing is known: on the pool it can do no harm.
    fn default() -> Self {
        Self(AtomicU64::new(ON_POOL))
    }
}

impl Cost {
    pub(super) fn is_light(&self) -> bool {
        self.0.load(Ordering::Relaxed) & ON_POOL == 0
    }

    /// What the next call is expected to take, in nanoseconds.
    pub(super) fn estimate_ns(&self) -> u64 {
        self.0.load(Ordering::Relaxed) & !ON_POOL
    }

    pub(super) fn record(&self, elapsed: Duration) {
        let taken = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX).min(ON_POOL >> 1);
        let state = self.0.load(Ordering::Relaxed);
        let (on_pool, old) = (state & ON_POOL, state & !ON_POOL);
        let new = match old {
            0 => taken,
            _ if taken > old => old + ((taken - old) >> RISE_SHIFT),
            _ => old - ((old - taken) >> FALL_SHIFT),
        };
        let on_pool = if new > HEAVY_NS {
            ON_POOL
        } else if new < LIGHT_NS {
            0
        } else {
            on_pool
        };
        let after = new | on_pool;
        if after != state {
            self.0.store(after, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(calls: impl IntoIterator<Item = u64>) -> Cost {
        let cost = Cost::default();
        calls.into_iter().for_each(|micros| cost.record(Duration::from_micros(micros)));
        cost
    }

    #[test]
    fn starts_on_the_pool() {
        assert!(!after([]).is_light());
    }

    #[test]
    fn light_after_one_quick_call() {
        assert!(after([5]).is_light());
    }

    #[test]
    fn one_slow_call_in_a_hundred_keeps_it_on_the_pool() {
        let calls = std::iter::repeat_n([20_000].into_iter().chain([5; 99]), 3).flatten();
        assert!(!after(calls).is_light());
    }

    #[test]
    fn comes_back_when_it_stays_quick() {
        assert!(after([500].into_iter().chain([5; 400])).is_light());
    }

    #[test]
    fn stays_where_it_is_between_the_thresholds() {
        assert!(after([5].into_iter().chain([80; 100])).is_light());
        assert!(!after([80; 100]).is_light());
    }
}
