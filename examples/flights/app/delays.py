"""What was known of a route's delays at each of its flights."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from typing import TypedDict

import transom

LATE_MINUTES = 15


class Rolling(TypedDict):
    """Statistics of the flights before each flight, one of each for every flight; ``None`` before the first."""

    mean: list[float | None]
    deviation: list[float | None]
    ninth_decile: list[int | None]
    late_share: list[float | None]


@transom.move("flights.rolling_delays")
def rolling_delays(delays: list[int | None], window: int = 50) -> Rolling:
    """Statistics of the last ``window`` known delays before each flight of a route, in minutes.

    ``delays`` are in the order of the flights; a flight without one is counted nowhere.
    """
    recent: deque[int] = deque()
    ordered: list[int] = []
    total = squares = late = 0
    result: Rolling = {"mean": [], "deviation": [], "ninth_decile": [], "late_share": []}
    for delay in delays:
        count = len(recent)
        if count == 0:
            result["mean"].append(None)
            result["deviation"].append(None)
            result["ninth_decile"].append(None)
            result["late_share"].append(None)
        else:
            result["mean"].append(total / count)
            result["deviation"].append(math.sqrt(count * squares - total * total) / count)
            result["ninth_decile"].append(ordered[count * 9 // 10])
            result["late_share"].append(late / count)
        if delay is None:
            continue
        recent.append(delay)
        insort(ordered, delay)
        total += delay
        squares += delay * delay
        late += delay >= LATE_MINUTES
        if len(recent) > window:
            oldest = recent.popleft()
            del ordered[bisect_left(ordered, oldest)]
            total -= oldest
            squares -= oldest * oldest
            late -= oldest >= LATE_MINUTES
    return result
