"""Our side: the functions as a user moves them, the Python originals below the decorator."""

from __future__ import annotations

from typing import Any

import carts
import transom


@transom.move("bench.quote")
def quote(cart: dict[str, Any]) -> dict[str, Any]:
    """Say what a cart costs."""
    return carts.quote(cart)


@transom.move("bench.fare")
def fare(distance: float, rate: float, seats: int) -> float:
    """Price some seats over a distance."""
    return distance * rate * seats


@transom.move("bench.floats_in")
def floats_in(values: list[float]) -> int:
    """Take a long list of floats."""
    return len(values)


@transom.move("bench.records_in")
def records_in(readings: list[dict[str, Any]]) -> int:
    """Take a long list of records."""
    return len(readings)


@transom.move("bench.optimised")
def optimised() -> bool:
    """Whether the engine is a build worth timing; Python alone is not."""
    return False
