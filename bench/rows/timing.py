"""Two sides of a row, timed by turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Batch = Callable[[], object]
"""One turn of a side: does its work `calls` times over."""


@dataclass(frozen=True)
class Unit:
    """What a figure is in, and how many of them a second holds."""

    name: str
    a_second: float


NANOSECONDS = Unit("ns", 1e9)
MICROSECONDS = Unit("µs", 1e6)


@dataclass(frozen=True)
class Row:
    """One line of the bench: medians of both sides, with every round's pair."""

    name: str
    ours: float
    peer: float
    peer_name: str
    ratio: float
    unit: str
    runs: list[dict[str, float]]
    loop: float
    """What the timing loop alone takes, in the row's unit; it is part of both figures."""


def compare(
    name: str,
    ours: Batch,
    peer: Batch,
    *,
    peer_name: str,
    calls: int,
    of: str,
    unit: Unit,
    rounds: int,
    loop: Batch | None = None,
    progress: Callable[[str], None],
) -> Row:
    """Time both sides by turns, the first of a round changing, and keep the medians."""
    scale = unit.a_second / calls
    runs = []
    gc.collect()
    gc.disable()
    try:
        ours(), peer()
        for turn in range(rounds):
            progress(f"{name}: round {turn + 1} of {rounds}")
            runs.append(_round(ours, peer, scale, ours_first=turn % 2 == 0))
        overhead = median(_seconds(loop) for _ in range(rounds)) * scale if loop else 0.0
    finally:
        gc.enable()
    ours_median = median(run["ours"] for run in runs)
    peer_median = median(run["peer"] for run in runs)
    ratio = peer_median / ours_median
    return Row(name, ours_median, peer_median, peer_name, ratio, f"{unit.name} a {of}", runs, overhead)


def _round(ours: Batch, peer: Batch, scale: float, *, ours_first: bool) -> dict[str, float]:
    if ours_first:
        ours_took, peer_took = _seconds(ours), _seconds(peer)
    else:
        peer_took, ours_took = _seconds(peer), _seconds(ours)
    return {"ours": ours_took * scale, "peer": peer_took * scale}


def _seconds(batch: Batch) -> float:
    began = perf_counter()
    batch()
    return perf_counter() - began


def each(function: Callable[[object], object], items: Iterable[object]) -> Batch:
    """Make a batch that calls a function with every item."""

    def batch() -> None:
        for item in items:
            function(item)

    return batch


def nothing(items: Iterable[object]) -> Batch:
    """Make a batch that only walks the items: the loop's own cost."""

    def batch() -> None:
        for _ in items:
            pass

    return batch


def same(name: str, ours: object, peer: object) -> None:
    """Stop unless both sides gave the same answer."""
    if ours != peer:
        raise SystemExit(f"{name}: the two sides differ: ours {ours!r}, the peer's {peer!r}")
