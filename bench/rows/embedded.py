"""One call from Python: a cart of ten lines, and three scalars."""

from __future__ import annotations

from itertools import repeat

import carts
import peer_pyo3

from rows import data, moved
from rows.settings import Settings
from rows.timing import MICROSECONDS, NANOSECONDS, Row, compare, each, nothing, same

FARE = (12.5, 0.31, 3)


def cart(settings: Settings) -> Row:
    """Time a cart, dict in and dict out, beside PyO3's derive."""
    return _cart("embedded.cart", peer_pyo3.quote, "PyO3 derive by hand", settings, calls=40_000)


def cart_pydantic(settings: Settings) -> Row:
    """Time the same cart beside Pydantic and the Python function."""
    return _cart("embedded.cart.pydantic", carts.quote, "Pydantic v2 + Python", settings, calls=8_000)


def _cart(name: str, peer, peer_name: str, settings: Settings, calls: int) -> Row:
    some = data.carts(200)
    for one in some:
        same(name, moved.quote(one), peer(one))
    items = some * settings.scaled(calls // len(some))
    return compare(
        name,
        each(moved.quote, items),
        each(peer, items),
        peer_name=peer_name,
        calls=len(items),
        of="cart",
        unit=MICROSECONDS,
        rounds=settings.rounds,
        loop=nothing(items),
        progress=settings.progress,
    )


def scalars(settings: Settings) -> Row:
    """Time a moved function of three scalars beside a bare `#[pyfunction]`."""
    return _scalars("embedded.scalars", peer_pyo3.fare, "bare #[pyfunction]", settings)


def scalars_python(settings: Settings) -> Row:
    """Time the same beside the Python original."""
    return _scalars("embedded.scalars.python", carts.fare, "the Python function", settings)


def _scalars(name: str, peer, peer_name: str, settings: Settings) -> Row:
    same(name, moved.fare(*FARE), peer(*FARE))
    calls = settings.scaled(300_000)
    return compare(
        name,
        _fares(moved.fare, calls),
        _fares(peer, calls),
        peer_name=peer_name,
        calls=calls,
        of="call",
        unit=NANOSECONDS,
        rounds=settings.rounds,
        loop=nothing(repeat_each(calls)),
        progress=settings.progress,
    )


def _fares(function, calls: int):
    distance, rate, seats = FARE

    def batch() -> None:
        for _ in repeat(None, calls):
            function(distance, rate, seats)

    return batch


def repeat_each(calls: int) -> list[None]:
    """Make what the loop of the scalars walks."""
    return [None] * calls
