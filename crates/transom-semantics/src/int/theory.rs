//! Number theory: powers under a modulus, divisors, roots and combinations.

/// `pow(a, b, m)`. A modulus of zero panics, and so does a negative exponent without an inverse.
pub fn pow_mod(base: i64, exponent: i64, modulus: i64) -> i64 {
    assert!(modulus != 0, "pow() 3rd argument cannot be 0");
    let size = modulus.unsigned_abs();
    let mut base = i128::from(base).rem_euclid(i128::from(size)) as u64;
    if exponent < 0 {
        base = inverse(base, size);
    }
    let power = if size <= 1 << 32 {
        power_below(base, exponent.unsigned_abs(), |one, other| one * other % size, 1 % size)
    } else {
        let size = u128::from(size);
        let product = |one, other| (u128::from(one) * u128::from(other) % size) as u64;
        power_below(base, exponent.unsigned_abs(), product, 1)
    };
    // It has the sign of the modulus.
    let power = i128::from(power);
    let signed = if modulus < 0 && power != 0 { power - i128::from(size) } else { power };
    signed as i64
}

#[inline]
fn power_below(mut base: u64, mut exponent: u64, product: impl Fn(u64, u64) -> u64, one: u64) -> u64 {
    let mut power = one;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = product(power, base);
        }
        exponent >>= 1;
        if exponent > 0 {
            base = product(base, base);
        }
    }
    power
}

/// The number that times `value` is 1 under the modulus.
fn inverse(value: u64, modulus: u64) -> u64 {
    let modulus = i128::from(modulus);
    let (mut rest, mut next) = (modulus, i128::from(value));
    let (mut factor, mut next_factor) = (0, 1);
    while next != 0 {
        let quotient = rest / next;
        (rest, next) = (next, rest - quotient * next);
        (factor, next_factor) = (next_factor, factor - quotient * next_factor);
    }
    assert!(rest == 1, "base is not invertible for the given modulus");
    factor.rem_euclid(modulus) as u64
}

/// `math.gcd(a, b)`.
#[inline]
pub fn gcd(one: i64, other: i64) -> i64 {
    i64::try_from(divisor(one.unsigned_abs(), other.unsigned_abs())).expect("gcd() beyond 64 bits")
}

/// `math.gcd(*xs)`.
pub fn gcd_of(items: impl IntoIterator<Item = i64>) -> i64 {
    let common = items.into_iter().fold(0, |common, item| divisor(common, item.unsigned_abs()));
    i64::try_from(common).expect("gcd() beyond 64 bits")
}

/// The greatest common divisor by halving, which takes no division.
fn divisor(mut one: u64, mut other: u64) -> u64 {
    if one == 0 || other == 0 {
        return one | other;
    }
    let twos = (one | other).trailing_zeros();
    one >>= one.trailing_zeros();
    loop {
        other >>= other.trailing_zeros();
        if one > other {
            std::mem::swap(&mut one, &mut other);
        }
        other -= one;
        if other == 0 {
            return one << twos;
        }
    }
}

/// `math.lcm(a, b)`.
#[inline]
pub fn lcm(one: i64, other: i64) -> i64 {
    if one == 0 || other == 0 {
        return 0;
    }
    let (one, other) = (one.unsigned_abs(), other.unsigned_abs());
    let common = (one / divisor(one, other)).checked_mul(other);
    common.and_then(|common| i64::try_from(common).ok()).expect("lcm() beyond 64 bits")
}

/// `math.lcm(*xs)`.
pub fn lcm_of(items: impl IntoIterator<Item = i64>) -> i64 {
    items.into_iter().fold(1, lcm)
}

/// `math.isqrt(a)`. A negative number panics.
#[inline]
pub fn isqrt(value: i64) -> i64 {
    value.checked_isqrt().expect("isqrt() argument must be nonnegative")
}

/// `math.comb(n, k)`. A negative number panics.
pub fn comb(n: i64, k: i64) -> i64 {
    assert!(n >= 0 && k >= 0, "comb() of a negative number");
    if k > n {
        return 0;
    }
    let steps = 1..=k.min(n - k) as u128;
    let ways = steps.fold(1_u128, |ways, step| {
        // Below the 64 bits of the result at every step but the last: no step overflows what the last does not.
        let next = ways.checked_mul(n as u128 - step + 1).expect("comb() beyond 64 bits") / step;
        assert!(next <= i64::MAX as u128, "comb() beyond 64 bits");
        next
    });
    ways as i64
}

/// `math.perm(n, k)`. A negative number panics.
pub fn perm(n: i64, k: i64) -> i64 {
    assert!(n >= 0 && k >= 0, "perm() of a negative number");
    if k > n {
        return 0;
    }
    (n - k + 1..=n).try_fold(1, i64::checked_mul).expect("perm() beyond 64 bits")
}

/// `math.factorial(n)`. A negative number panics.
pub fn factorial(n: i64) -> i64 {
    perm(n, n)
}
