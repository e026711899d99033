"""``python -m demo.prove FOLDER``: every flight through each original and its engine function, compared exactly.

Three sides take turns on the same few calls: the original, the moved function, and the crossing alone (the same
types in and out, no work between). So whatever slows the machine down slows all of them. What is timed is the
processor's time: other processes do not count. Comparing is not timed.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import transom

from app import program

from . import calls, lines
from .calls import Calls
from .exact import difference

#: Calls of one turn: short enough to share what the machine does meanwhile, long enough to time.
_TURN = 4_096


def main() -> None:
    """Prove each function and print what came of it."""
    lines.progress("reading", 0.0)
    year = program.read(Path(sys.argv[1]))
    functions = [prove(of, len(year.flights)) for of in calls.of(year)]
    lines.result({"flights": len(year.flights), "functions": functions})


def prove(of: Calls, flights: int) -> dict[str, Any]:
    """Run every call on all sides, by turns."""
    original = of.function.__wrapped__  # type: ignore[attr-defined]
    crossing = transom.move(f"crossing.{of.name}")(original)
    seconds = {"python": 0.0, "rust": 0.0, "crossing": 0.0}
    mismatches: list[str] = []
    wrong = 0
    for turn in _turns(of):
        expected = _timed(original, turn, "python", seconds)
        found = _timed(of.function, turn, "rust", seconds)
        _timed(crossing, turn, "crossing", seconds)
        for arguments, *pair in zip(turn, expected, found):
            how = difference(*pair)
            if how is not None:
                wrong += 1
                mismatches = mismatches or [f"{of.name}{arguments!r:.200}: {how:.200}"]
    declined = transom.stats()[f"flights.{of.name}"]["declined"]
    count = sum(declined.values())
    return {
        "function": of.name,
        "kind": of.kind,
        "flights": flights,
        "calls": len(of.arguments),
        # A declined call was answered by the original: that proves nothing.
        "compared": len(of.arguments) - count,
        "mismatches": wrong,
        "first_mismatch": mismatches[0] if mismatches else None,
        "declined": count,
        "declined_by_reason": declined,
        "python_seconds": seconds["python"],
        "rust_seconds": seconds["rust"],
        "crossing_seconds": seconds["crossing"],
        "speed_up": seconds["python"] / seconds["rust"],
    }


def _turns(of: Calls) -> Iterator[list[tuple[Any, ...]]]:
    # About twenty looks at the clock where there are few calls.
    turn = min(_TURN, max(1, len(of.arguments) // 20))
    for start in range(0, len(of.arguments), turn):
        lines.progress(of.name, start / len(of.arguments))
        yield of.arguments[start : start + turn]
    lines.progress(of.name, 1.0)


def _timed(function: Callable[..., Any], turn: list[tuple[Any, ...]], side: str, seconds: dict[str, float]) -> list[Any]:
    gc.collect(0)
    gc.disable()
    started = time.process_time()
    answers = [function(*arguments) for arguments in turn]
    seconds[side] += time.process_time() - started
    gc.enable()
    return answers


main()
