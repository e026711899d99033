//! Random numbers from a seed: `SplitMix64`, which needs one word of state.

#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0. The bias of so small ends does not matter here.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a place fits 64 bits");
        usize::try_from(self.bits() % end).expect("it is below a usize")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i128, high: i128) -> i128 {
        let span = u128::try_from(high - low).unwrap_or(0) + 1;
        let bits = u128::from(self.bits()) << 64 | u128::from(self.bits());
        low + i128::try_from(bits % span).expect("the span of two 64-bit numbers is far below 127 bits")
    }

    /// Yes, once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A fraction from 0 up to, not including, 1.
    pub(super) fn fraction(&mut self) -> f64 {
        let bits = u32::try_from(self.bits() >> 32).expect("32 bits");
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }
}
