//! Sums of floats without any rounding: one whole number of the smallest float there is.

/// 2098 bits hold every float as such a whole number; 64 more hold the sum of as many as there can be.
const WORDS: usize = 34;

/// A sum of floats, exactly.
pub(super) struct Exact {
    /// Two's complement, lowest word first.
    words: [u64; WORDS],
}

impl Exact {
    /// The sum of finite floats.
    pub(super) fn sum(items: &[f64]) -> Self {
        let mut exact = Self { words: [0; WORDS] };
        for item in items {
            exact.add(*item);
        }
        exact
    }

    fn add(&mut self, value: f64) {
        let bits = value.to_bits();
        let (exponent, fraction) = (bits >> 52 & 0x7ff, bits & ((1 << 52) - 1));
        let (mantissa, shift) =
            if exponent == 0 { (fraction, 0) } else { (fraction | 1 << 52, exponent - 1) };
        let (word, shift) = ((shift / 64) as usize, shift % 64);
        let wide = u128::from(mantissa) << shift;
        let parts = [wide as u64, (wide >> 64) as u64];
        if value.is_sign_negative() {
            self.change(word, parts, u64::overflowing_sub);
        } else {
            self.change(word, parts, u64::overflowing_add);
        }
    }

    fn change(&mut self, word: usize, parts: [u64; 2], step: impl Fn(u64, u64) -> (u64, bool)) {
        let mut carry = false;
        for (at, place) in self.words[word..].iter_mut().enumerate() {
            let part = parts.get(at).copied().unwrap_or(0);
            if at >= parts.len() && !carry {
                break;
            }
            let (first, one) = step(*place, part);
            let (second, other) = step(first, u64::from(carry));
            (*place, carry) = (second, one || other);
        }
    }

    /// The float nearest to the sum divided by a count, ties to even.
    pub(super) fn divided(mut self, count: u64) -> f64 {
        let negative = self.words[WORDS - 1] >> 63 == 1;
        if negative {
            let mut carry = true;
            for word in &mut self.words {
                (*word, carry) = (!*word).overflowing_add(u64::from(carry));
            }
        }
        let mut rest = 0_u128;
        for word in self.words.iter_mut().rev() {
            let dividend = rest << 64 | u128::from(*word);
            *word = (dividend / u128::from(count)) as u64;
            rest = dividend % u128::from(count);
        }
        let size = self.nearest(rest, count);
        if negative { -size } else { size }
    }

    /// The float nearest to these words and what the division left over.
    fn nearest(&self, rest: u128, count: u64) -> f64 {
        let Some(top) = self.words.iter().rposition(|word| *word != 0) else {
            // Less than the smallest float: more than half of it rounds up, half of it to zero.
            return if rest * 2 > u128::from(count) { f64::from_bits(1) } else { 0.0 };
        };
        let bits = top as u32 * 64 + 64 - self.words[top].leading_zeros();
        if bits <= 53 {
            // Every bit of the words is in the float; what is left over decides.
            let twice = rest * 2;
            let word = self.words[0];
            let up = twice > u128::from(count) || (twice == u128::from(count) && word & 1 == 1);
            return f64::from_bits(0).max(small(word + u64::from(up)));
        }
        let drop = bits - 53;
        let mut mantissa = self.bits_from(drop);
        let half = self.bit(drop - 1);
        let below = rest != 0 || (0..drop - 1).any(|at| self.bit(at));
        if half && (below || mantissa & 1 == 1) {
            mantissa += 1;
        }
        // The exponent's place in the bits of a float: a carry out of the mantissa runs into it as it should.
        let float = f64::from_bits((u64::from(drop) << 52) + mantissa);
        assert!(float.is_finite(), "a mean beyond floats");
        float
    }

    /// 53 bits from this one upwards.
    fn bits_from(&self, at: u32) -> u64 {
        let (word, shift) = ((at / 64) as usize, at % 64);
        let high = self.words.get(word + 1).copied().unwrap_or(0);
        let wide = u128::from(high) << 64 | u128::from(self.words[word]);
        (wide >> shift) as u64 & ((1 << 53) - 1)
    }

    fn bit(&self, at: u32) -> bool {
        self.words[(at / 64) as usize] >> (at % 64) & 1 == 1
    }
}

/// So many of the smallest floats, at most 2⁵³ of them: their number is the float's own bits.
fn small(count: u64) -> f64 {
    f64::from_bits(count)
}
