"""Mean and deviation of a window that moves over a series."""

from __future__ import annotations

import math


def moving_statistics(values: list[float], window: int) -> list[tuple[float, float]]:
    """Answer the mean and the standard deviation of each full window.

    >>> moving_statistics([1.0, 3.0, 5.0, 5.0], 2)
    [(2.0, 1.0), (4.0, 1.0), (5.0, 0.0)]
    """
    if window < 1:
        raise ValueError("expected a window of one at least")
    results: list[tuple[float, float]] = []
    total = 0.0
    squares = 0.0
    for i, value in enumerate(values):
        total += value
        squares += value * value
        if i >= window:
            oldest = values[i - window]
            total -= oldest
            squares -= oldest * oldest
        if i >= window - 1:
            mean = total / window
            variance = max(0.0, squares / window - mean * mean)
            results.append((mean, math.sqrt(variance)))
    return results
