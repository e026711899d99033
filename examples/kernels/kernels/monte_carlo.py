"""The price of an option from simulated courses; the generator's state is handed in and handed back."""

from __future__ import annotations

import math

MASK = 0xFFFFFFFF


def next_state(state: int) -> int:
    """Step a xorshift generator of 32 bits.

    >>> next_state(1)
    270369
    """
    state ^= (state << 13) & MASK
    state ^= state >> 17
    state ^= (state << 5) & MASK
    return state


def call_price(
    spot: float, strike: float, rate: float, volatility: float, years: float, paths: int, state: int
) -> tuple[float, int]:
    """Answer the price of a European call and the generator's state after it.

    >>> price, state = call_price(100.0, 105.0, 0.02, 0.25, 1.0, 20_000, 2463534242)
    >>> round(price, 1), state
    (8.7, 378457033)
    """
    drift = (rate - 0.5 * volatility * volatility) * years
    spread = volatility * math.sqrt(years)
    total = 0.0
    for _ in range(paths):
        state = next_state(state)
        first = (state + 1) / 4294967297.0
        state = next_state(state)
        second = state / 4294967296.0
        # Box and Muller: two even numbers make a normal one.
        normal = math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)
        final = spot * math.exp(drift + spread * normal)
        total += max(final - strike, 0.0)
    return math.exp(-rate * years) * total / paths, state
