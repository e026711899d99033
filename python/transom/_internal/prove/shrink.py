"""Smaller arguments: what a mismatch is minimised with, for arguments that were not made from the contract."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any


def smallest(arguments: dict[str, Any], keeps: Callable[[dict[str, Any]], bool], looks: int) -> dict[str, Any]:
    """The smallest arguments that still differ, as far as single steps lead; after so many looks at most."""
    while True:
        heavy = weight(arguments)
        for smaller in _entries(arguments):
            if weight(smaller) >= heavy:
                continue
            looks -= 1
            if looks < 0:
                return arguments
            if keeps(smaller):
                arguments = smaller
                break
        else:
            return arguments


def weight(value: Any) -> float:
    """How far a value is from the smallest one of its kind."""
    if value is None:
        return 0.0
    if isinstance(value, bool):
        return 1.0 + value
    if isinstance(value, int):
        return 1.0 + 2.0 * min(abs(value), 1 << 64) + (value < 0)
    if isinstance(value, float):
        return _float_weight(value)
    if isinstance(value, str):
        return 1.0 + sum(1.0 if c in "a0" else 2.0 if c.isascii() and c.isalnum() else 3.0 + ord(c) for c in value)
    if isinstance(value, (bytes, bytearray)):
        return 1.0 + sum(1.0 + byte for byte in value)
    if isinstance(value, dict):
        return 1.0 + sum(1.0 + weight(key) + weight(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return 1.0 + sum(1.0 + weight(item) for item in value)
    return 1.0


def _float_weight(value: float) -> float:
    if not math.isfinite(value):
        return 1e30
    whole = value == int(value)
    negative = math.copysign(1.0, value) < 0
    return (1.0 if whole else 1e6 if value * 4 == int(value * 4) else 1e12) + 2.0 * min(abs(value), 1e25) + negative


def _steps(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield False
    elif isinstance(value, int):
        yield from (0, 1, value // 2, value - (value > 0) + (value < 0), -value)
    elif isinstance(value, float):
        yield from (0.0, 1.0, -value, value / 2)
        if math.isfinite(value):
            yield from (float(int(value)), round(value, 1), value - math.copysign(1.0, value))
    elif isinstance(value, (str, bytes)):
        yield from _shorter(value)
        plain: Any = "a" if isinstance(value, str) else b"\0"
        yield from (value[:at] + plain + value[at + 1:] for at in range(min(len(value), 64)))
    elif isinstance(value, list):
        yield from _shorter(value)
        # What matters may be a sum.
        yield from (
            [*value[:at], one + other, *value[at + 2:]]
            for at, (one, other) in enumerate(itertools.pairwise(value)) if type(one) is type(other) is int
        )
        yield from ([*value[:at], one, *value[at + 1:]] for at, item in enumerate(value) for one in _steps(item))
    elif type(value) is tuple:
        yield from ((*value[:at], one, *value[at + 1:]) for at, item in enumerate(value) for one in _steps(item))
    elif type(value) is set:
        yield from (set(one) for one in _shorter(list(value)))
    elif type(value) is dict:
        yield from (dict(one) for one in _shorter(list(value.items())))
        yield from _entries(value)


def _entries(value: dict[Any, Any]) -> Iterator[dict[Any, Any]]:
    for key, item in value.items():
        for one in _steps(item):
            yield {**value, key: one}


def _shorter(value: Any) -> Iterator[Any]:
    if len(value):
        yield from (value[:0], value[: len(value) // 2], value[len(value) // 2:])
        yield from (value[:at] + value[at + 1:] for at in range(len(value)))
