"""The Python originals of the engine `sample`, moved as an application moves them.

``ORIGINALS`` has each as it was written, to compare with.
"""

from __future__ import annotations

from typing import Any

import transom


@transom.move("sample.fare")
def fare(distance: float, rate: float, seats: int) -> float:
    """Price some seats over a distance."""
    return distance * rate * seats


@transom.move("sample.add")
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@transom.move("sample.divide")
def divide(a: int, b: int) -> int:
    """Divide and round down."""
    return a // b


@transom.move("sample.pick")
def pick(items: list[int], at: int) -> int:
    """Take the item at a place."""
    return items[at]


@transom.move("sample.greet")
def greet(name: str, greeting: str = "Hello", *, times: int = 1) -> str:
    """Greet somebody.

    >>> greet("Ada")
    'Hello, Ada!'
    """
    return " ".join([f"{greeting}, {name}!"] * times)


@transom.move("sample.off")
def off(number: int) -> int:
    """Double a number; switched off."""
    return number * 2


@transom.move("sample.shadowed")
def shadowed(number: int) -> int:
    """Double a number; in shadow."""
    return number * 2


@transom.move("sample.cheapest")
def cheapest(lines: list[dict[str, Any]]) -> int:
    """Find the cheapest line's place."""
    return min(range(len(lines)), key=lambda at: lines[at]["unit_price"])


@transom.move("sample.quote")
def quote(cart: dict[str, Any], shipping: float = 0.0) -> dict[str, Any]:
    """Say what a cart costs."""
    total = sum(line["quantity"] * line["unit_price"] for line in cart["lines"])
    items = sum(line["quantity"] for line in cart["lines"])
    return {"currency": cart["currency"], "items": items, "total": total + shipping}


@transom.move("sample.stubborn")
def stubborn(number: int) -> int:
    """Answer a number; Rust panics for negative ones."""
    return number


@transom.move("sample.busy")
def busy(millis: int) -> int:
    """Do nothing for a while."""
    return millis


ORIGINALS: dict[str, Any] = {
    moved.__name__: moved.__wrapped__
    for moved in (fare, add, divide, pick, greet, off, shadowed, cheapest, quote, stubborn, busy)
}
