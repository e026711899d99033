"""What became of a flight, and which plane flew it."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypedDict

import transom

from .data import Flight

Status = Literal["cancelled", "diverted", "early", "on_time", "late", "very_late"]
PartOfDay = Literal["night", "morning", "midday", "evening"]

#: From this many minutes on a flight counts as late, as the authorities count.
LATE_MINUTES = 15
VERY_LATE_MINUTES = 120
DAY_MINUTES = 24 * 60
#: A plane cannot fly slower than this for long: a longer time in the air is a mistake in the record.
SLOWEST_MILES_PER_HOUR = 80.0


class Verdict(TypedDict):
    """What became of a flight."""

    status: Status
    part_of_day: PartOfDay
    weekend: bool
    #: Minutes of delay that were made up on the way; negative where more were lost.
    made_up: int | None
    miles_per_hour: float | None
    #: Whether clocks, delays and times in the air fit together.
    plausible: bool


@transom.move("flights.classify")
def classify(flight: Flight) -> Verdict:
    """Say what became of a flight."""
    dep_time, scheduled = flight["dep_time"], flight["sched_dep_time"]
    dep_delay, arr_delay = flight["dep_delay"], flight["arr_delay"]
    air_time = flight["air_time"]

    status: Status
    if dep_time is None:
        status = "cancelled"
    elif arr_delay is None:
        status = "diverted"
    elif arr_delay < 0:
        status = "early"
    elif arr_delay < LATE_MINUTES:
        status = "on_time"
    elif arr_delay < VERY_LATE_MINUTES:
        status = "late"
    else:
        status = "very_late"

    hour = scheduled // 100
    part_of_day: PartOfDay
    if hour < 6:
        part_of_day = "night"
    elif hour < 11:
        part_of_day = "morning"
    elif hour < 17:
        part_of_day = "midday"
    else:
        part_of_day = "evening"

    made_up = None
    if dep_delay is not None and arr_delay is not None:
        made_up = dep_delay - arr_delay
    plausible = True
    if dep_time is not None and dep_delay is not None:
        left = (dep_time // 100 * 60 + dep_time % 100) - (scheduled // 100 * 60 + scheduled % 100)
        plausible = (left - dep_delay) % DAY_MINUTES == 0
    miles_per_hour = None
    if air_time is not None and air_time > 0:
        miles_per_hour = flight["distance"] * 60 / air_time
        plausible = plausible and miles_per_hour >= SLOWEST_MILES_PER_HOUR
    return {
        "status": status,
        "part_of_day": part_of_day,
        "weekend": date(flight["year"], flight["month"], flight["day"]).weekday() >= 5,
        "made_up": made_up,
        "miles_per_hour": miles_per_hour,
        "plausible": plausible,
    }


@transom.move("flights.tail_numbers")
def tail_numbers(flights: list[Flight]) -> list[str | None]:
    """The tail number of each flight's plane.

    Everything crosses and nothing is done with it, so that this is faster in Python.
    """
    return [flight["tailnum"] for flight in flights]
