"""The spectral norm of an infinite matrix, by power iteration on its upper left corner."""

from __future__ import annotations

import math


def entry(i: int, j: int) -> float:
    """Say what the matrix holds at row `i` and column `j`.

    >>> entry(0, 0), entry(1, 1)
    (1.0, 0.2)
    """
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector: list[float]) -> list[float]:
    """Multiply the matrix by a vector."""
    result: list[float] = []
    for i in range(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += entry(i, j) * value
        result.append(total)
    return result


def times_transposed(vector: list[float]) -> list[float]:
    """Multiply the matrix, rows and columns exchanged, by a vector."""
    result: list[float] = []
    for i in range(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += entry(j, i) * value
        result.append(total)
    return result


def spectral_norm(size: int, rounds: int = 10) -> float:
    """Approach the norm of the corner with `size` rows.

    >>> f"{spectral_norm(100):.9f}"
    '1.274219991'
    """
    u = [1.0] * size
    v = u
    for _ in range(rounds):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    product = 0.0
    square = 0.0
    for left, right in zip(u, v):
        product += left * right
        square += right * right
    return math.sqrt(product / square)
