"""``python -m demo.run FOLDER``: the program as it is configured, with its time and a digest of all that it made."""

from __future__ import annotations

import hashlib
import marshal
import sys
import time
from pathlib import Path

import transom

from app import program

from . import lines


def main() -> None:
    """Run the program once."""
    lines.progress("reading", 0.0)
    year = program.read(Path(sys.argv[1]))
    started = time.perf_counter()
    made = program.features(year, lines.progress)
    seconds = time.perf_counter() - started
    stats = transom.stats().values()
    lines.result(
        {
            "flights": len(year.flights),
            "seconds": seconds,
            # Types, bits and order all go into it: version 2 of the format writes no references.
            "digest": hashlib.sha256(marshal.dumps(tuple(made), 2)).hexdigest(),
            "calls": sum(of["calls"] for of in stats),
            "answered_by_rust": sum(of["engine"] for of in stats),
        }
    )


main()
