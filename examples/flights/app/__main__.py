"""``python -m app FOLDER``: make the features of the flights in a folder, and say what came out."""

from __future__ import annotations

import sys
from pathlib import Path

from . import program


def main() -> None:
    """Read, make, and print a few lines."""
    year = program.read(Path(sys.argv[1]))
    made = program.features(year)
    print(f"{len(year.flights):,} flights")
    for status, times in program.count(verdict["status"] for verdict in made.verdicts).items():
        print(f"  {status:<12}{times:>8,}")
    known = [speed for speed in made.speeds if speed is not None]
    print(f"mean speed from gate to gate: {sum(known) / len(known):.0f} km/h over {len(known):,} flights")
    for route in ("UA EWR-SFO", "B6 JFK-MCO"):
        like = ", ".join(f"{match['route']} ({match['score']:.2f})" for match in made.similar[route])
        print(f"like {route}: {like}")


main()
