"""The sieve of Eratosthenes."""

from __future__ import annotations


def primes(limit: int) -> list[int]:
    """List the primes up to and with `limit`.

    >>> primes(30)
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
    >>> primes(1)
    []
    """
    if limit < 2:
        return []
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    number = 2
    while number * number <= limit:
        if is_prime[number]:
            for multiple in range(number * number, limit + 1, number):
                is_prime[multiple] = False
        number += 1
    return [number for number, prime in enumerate(is_prime) if prime]
