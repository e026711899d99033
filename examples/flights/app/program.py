"""The program: everything that the models are fed with, out of the year's flights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from . import data
from .data import UNKNOWN, Airport, Flight
from .delays import Rolling, rolling_delays
from .punctuality import Verdict, classify, tail_numbers
from .similar import Match, similar_routes
from .speed import block_speed

T = TypeVar("T")

#: Latitude, longitude and zone of both airports, and the two clocks.
Places = tuple[
    float | None, float | None, int | None, float | None, float | None, int | None, int | None, int | None
]
#: Shows how far a stage is: its name, and the part that is done, from 0 to 1.
Progress = Callable[[str, float], None]
_STEP = 8_192


class Year(NamedTuple):
    """What is read: flights in the file's order, airports by code, models of planes by tail number."""

    flights: list[Flight]
    airports: dict[str, Airport]
    planes: dict[str, str]


class Features(NamedTuple):
    """What is made: one for each flight, or by route."""

    speeds: list[float | None]
    verdicts: list[Verdict]
    tails: list[str | None]
    delays: dict[str, Rolling]
    similar: dict[str, list[Match]]


def read(folder: Path) -> Year:
    """Read the year's data."""
    return Year(data.flights(folder), data.airports(folder), data.planes(folder))


def features(year: Year, progress: Progress = lambda stage, part: None) -> Features:
    """Make every feature of a year."""
    speeds = [block_speed(*places(flight, year.airports)) for flight in shown(year.flights, "speeds", progress)]
    verdicts = [classify(flight) for flight in shown(year.flights, "verdicts", progress)]
    tails = tail_numbers(year.flights)
    delays = {
        route: rolling_delays(found, window=50)
        for route, found in shown(delays_by_route(year.flights), "delays", progress)
    }
    progress("similar routes", 0.0)
    similar = similar_routes(profiles(year))
    progress("similar routes", 1.0)
    return Features(speeds, verdicts, tails, delays, similar)


def places(flight: Flight, airports: dict[str, Airport]) -> Places:
    """What the speed of a flight is made of: where it left, where it went, and the clocks there."""
    origin = airports.get(flight["origin"], UNKNOWN)
    destination = airports.get(flight["dest"], UNKNOWN)
    return (*origin, *destination, flight["dep_time"], flight["arr_time"])


def delays_by_route(flights: list[Flight]) -> list[tuple[str, list[int | None]]]:
    """The delays on arrival of each route's flights, in the order of the flights."""
    found: dict[str, list[int | None]] = {}
    for flight in flights:
        found.setdefault(f"{flight['origin']}-{flight['dest']}", []).append(flight["arr_delay"])
    return list(found.items())


def profiles(year: Year) -> dict[str, dict[str, int]]:
    """What was seen on each airline's routes, and how often: planes, hours, days, punctuality by the month."""
    found: dict[str, dict[str, int]] = {}
    for flight in year.flights:
        route = f"{flight['carrier']} {flight['origin']}-{flight['dest']}"
        profile = found.setdefault(route, {})
        late = (flight["arr_delay"] or 0) >= 15
        for term in (
            f"plane {year.planes.get(flight['tailnum'] or '', 'unknown')}",
            f"hour {flight['hour']}",
            f"date {flight['month']}-{flight['day']}",
            f"miles {flight['distance'] // 100}",
            f"late {late} in {flight['month']} at {flight['hour']}",
        ):
            profile[term] = profile.get(term, 0) + 1
    return found


def shown(items: list[T], stage: str, progress: Progress) -> Iterator[T]:
    """The items, telling now and then how far it is."""
    for start in range(0, len(items), _STEP):
        progress(stage, start / len(items))
        yield from items[start : start + _STEP]
    progress(stage, 1.0)


def count(of: Iterable[object]) -> dict[object, int]:
    """How often each is there, in the order of the first of each."""
    found: dict[object, int] = {}
    for one in of:
        found[one] = found.get(one, 0) + 1
    return found
