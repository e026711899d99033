"""``python -m demo.call FOLDER URL``: the same calls, answered by the service; TRANSOM_CONFIG says ``at = URL``.

The first call is made with a client, the others with the moved functions themselves: nothing in `app` knows whether
its engine is in the process or behind an address.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from pathlib import Path

import transom

from app import program

from . import calls, lines
from .exact import difference

#: Calls of each function; one of them takes thousands of flights.
_CALLS = 1_000


def main() -> None:
    """Call the service, compare, and say what its OpenAPI document lists."""
    lines.progress("reading", 0.0)
    folder, url = Path(sys.argv[1]), sys.argv[2]
    year = program.read(folder)
    example = program.places(year.flights[0], year.airports)
    answer = transom.connect(url).block_speed(*example)
    compared, wrong = 0, 0
    seconds: dict[str, float] = {}
    for of in calls.of(year):
        some = of.arguments[:_CALLS]
        original = of.function.__wrapped__  # type: ignore[attr-defined]
        expected = [original(*arguments) for arguments in some]
        lines.progress(of.name, 0.0)
        started = time.perf_counter()
        found = [of.function(*arguments) for arguments in some]
        seconds[of.name] = (time.perf_counter() - started) / len(some)
        lines.progress(of.name, 1.0)
        compared += len(some)
        wrong += sum(difference(*pair) is not None for pair in zip(expected, found))
    declined = sum(sum(of["declined"].values()) for of in transom.stats().values())
    lines.result(
        {
            "call": f"block_speed{example!r}",
            "answer": answer,
            "openapi": f"{url}/openapi.json",
            "docs": f"{url}/docs",
            "paths": paths(url),
            "compared": compared - declined,
            "mismatches": wrong,
            "declined": declined,
            "microseconds_a_call": seconds["block_speed"] * 1e6,
        }
    )


def paths(url: str) -> list[str]:
    """The functions' paths in the service's OpenAPI document."""
    with urllib.request.urlopen(f"{url}/openapi.json", timeout=10) as answer:
        return list(json.load(answer)["paths"])


main()
