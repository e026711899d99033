"""What came of it, in words and as JSON; and how far it has come, for who is watching."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from .comparison import Comparison
from .trial import Trial

#: Reasons for declining that are listed.
REASONS_MAX = 5
BAR = 30


def as_text(comparisons: list[Comparison]) -> str:
    """The comparisons in words."""
    return "\n\n".join("\n".join(_lines(comparison)) for comparison in comparisons)


def as_json(comparisons: list[Comparison]) -> str:
    """The comparisons as one JSON document."""
    functions = [_as_dict(comparison) for comparison in comparisons]
    return json.dumps({"holds": all(one.holds for one in comparisons), "functions": functions}, indent=2)


def _lines(comparison: Comparison) -> Iterator[str]:
    mismatches = f"{comparison.mismatches:,} mismatch{'' if comparison.mismatches == 1 else 'es'}"
    yield f"{comparison.function}: {mismatches} in {comparison.compared:,}"
    yield f"  inputs    {comparison.source}"
    if not comparison.compared:
        yield "  nothing was compared, which says nothing about the engine"
    declined = comparison.declined.total()
    if declined:
        yield f"  declined  {declined:,}, which the original answers and which compare nothing"
        for reason, count in comparison.declined.most_common(REASONS_MAX):
            yield f"            {count:,} × {reason}"
        rest = len(comparison.declined) - REASONS_MAX
        if rest > 0:
            yield f"            and {rest} reasons more"
    if comparison.timed and comparison.speed_up is not None:
        original, engine = (_span(ns / comparison.timed) for ns in (comparison.original_ns, comparison.engine_ns))
        yield f"  time      original {original}, engine {engine} a call: {_times(comparison.speed_up)}"
    if comparison.first is not None:
        yield "  the first mismatch, at its smallest"
        yield f"    input     {comparison.first.given.json()}"
        yield f"    expected  {comparison.first.expected}"
        yield f"    found     {comparison.first.found}"
        yield f"    {comparison.first.difference}"


def _as_dict(comparison: Comparison) -> dict[str, Any]:
    def per_call(ns: int) -> float | None:
        return ns / comparison.timed if comparison.timed else None

    return {
        "function": comparison.function,
        "inputs": comparison.source,
        "seed": comparison.seed,
        "compared": comparison.compared,
        "mismatches": comparison.mismatches,
        "declined": dict(comparison.declined.most_common()),
        "timed": comparison.timed,
        "original_ns": per_call(comparison.original_ns),
        "engine_ns": per_call(comparison.engine_ns),
        "speed_up": comparison.speed_up,
        "first_mismatch": _mismatch(comparison.first),
    }


def _mismatch(first: Trial | None) -> dict[str, Any] | None:
    if first is None:
        return None
    return {
        "input": json.loads(first.given.json()),
        "expected": str(first.expected),
        "found": str(first.found),
        "difference": first.difference,
    }


def _times(speed_up: float) -> str:
    return f"{speed_up:.1f} times as fast" if speed_up >= 1 else f"{1 / speed_up:.1f} times as slow"


def _span(ns: float) -> str:
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.0f} ns"


@contextlib.contextmanager
def progress(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show on standard error how many are done of how many, where somebody watches."""
    watched = sys.stderr.isatty()

    def step(done: int, total: int | None) -> None:
        if watched:
            full = BAR * done // total if total else 0
            bar = f"[{'█' * full}{' ' * (BAR - full)}] " if total else ""
            print(f"\r{name} {bar}{done:,}{f' of {total:,}' if total else ''}", end="", file=sys.stderr, flush=True)

    try:
        yield step
    finally:
        if watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
