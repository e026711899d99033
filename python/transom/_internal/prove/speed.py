"""Both sides in turns, on the same calls; objects are made beforehand, conversion is included.

What is timed is the processor's time: what else the machine does does not count.
"""

from __future__ import annotations

import gc
import pickle
import statistics
from collections.abc import Callable
from time import perf_counter, process_time_ns
from typing import Any

from .originals import Subject
from .result import Speed
from .trial import placed

#: Rounds, and nanoseconds that one takes where calls are short.
ROUNDS_MIN, ROUNDS_MAX = 5, 51
ROUND_NS = 2_000_000


def measure(subject: Subject, blobs: list[bytes], seconds: float, decline_rate: float) -> Speed | None:
    """Time both sides on these calls, which both answer."""
    engine = subject.moved or subject.engine
    deadline = perf_counter() + seconds
    original_ns: list[float] = []
    engine_ns: list[float] = []
    ratios: list[float] = []
    repeats = 1
    enabled = gc.isenabled()
    gc.disable()
    try:
        while len(ratios) < ROUNDS_MAX and (len(ratios) < ROUNDS_MIN or perf_counter() < deadline):
            if len(ratios) == 1 and original_ns[0] < ROUND_NS:
                # Too short for the clock: more calls a round.
                repeats = min(1000, int(ROUND_NS / max(original_ns[0], 1.0)) + 1)
            sides = (subject.original, engine) if len(ratios) % 2 else (engine, subject.original)
            spent = {id(side): _round(side, blobs, repeats, subject.positional) for side in sides}
            one, other = spent[id(subject.original)], spent[id(engine)]
            if one is None or other is None:
                return None
            original_ns.append(one / repeats)
            engine_ns.append(other / repeats)
            ratios.append(one / max(other, 1))
            if perf_counter() > deadline + 4 * seconds:
                break
    finally:
        if enabled:
            gc.enable()
    # The first round warms up.
    original_ns, engine_ns, ratios = original_ns[1:], engine_ns[1:], sorted(ratios[1:])
    if not ratios:
        return None
    low, high = _interval(len(ratios))
    calls = len(blobs)
    return Speed(
        calls, len(ratios), statistics.median(original_ns) / calls, statistics.median(engine_ns) / calls,
        statistics.median(ratios), ratios[low], ratios[high], decline_rate,
    )


def _round(function: Callable[..., Any], blobs: list[bytes], repeats: int, positional: list[str]) -> int | None:
    calls = [placed(pickle.loads(blob), positional) for _ in range(repeats) for blob in blobs]
    start = process_time_ns()
    try:
        for by_place, named in calls:
            function(*by_place, **named)
    except Exception:
        return None
    return process_time_ns() - start


def _interval(count: int) -> tuple[int, int]:
    """Which two of so many sorted values have the median between them with 95 %, by the binomial distribution."""
    from math import comb

    low, tail = 0, 0.0
    while low < (count - 1) // 2:
        tail += comb(count, low) / 2**count
        if tail > 0.025:
            break
        low += 1
    low = max(low - 1, 0)
    return low, count - 1 - low
