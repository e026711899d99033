"""Every call that the program makes of its moved functions, to be made again on both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from app import program
from app.delays import rolling_delays
from app.program import Year
from app.punctuality import classify, tail_numbers
from app.similar import similar_routes
from app.speed import block_speed

#: Flights in one call of a function that takes many and may take any number.
_BATCH = 2_048


class Calls(NamedTuple):
    """A moved function, what it is like, and the arguments of each of its calls."""

    function: Callable[..., Any]
    kind: str
    arguments: list[tuple[Any, ...]]

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.function.__name__


def of(year: Year) -> list[Calls]:
    """The calls of a year: every flight goes through every function."""
    flights = year.flights
    batches = [(flights[start : start + _BATCH],) for start in range(0, len(flights), _BATCH)]
    return [
        Calls(block_speed, "scalars", [program.places(flight, year.airports) for flight in flights]),
        Calls(classify, "record", [(flight,) for flight in flights]),
        Calls(rolling_delays, "sequence", [(delays, 50) for _, delays in program.delays_by_route(flights)]),
        Calls(similar_routes, "heavy", [(program.profiles(year),)]),
        Calls(tail_numbers, "no work", batches),
    ]
