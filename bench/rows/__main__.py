"""Run rows by name: a line of JSON for each step and for each row that is done."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

import peer_pyo3

from rows import columns, convert, embedded, moved
from rows.settings import Settings

ROWS = {
    "embedded.cart": embedded.cart,
    "embedded.cart.pydantic": embedded.cart_pydantic,
    "embedded.scalars": embedded.scalars,
    "embedded.scalars.python": embedded.scalars_python,
    "convert.floats_in": convert.floats_in,
    "convert.records_in": convert.records_in,
    "map.numeric": columns.numeric,
    "map.nested": columns.nested,
}


def main() -> None:
    """Time the rows that the command line names."""
    parser = argparse.ArgumentParser(prog="rows", description=__doc__)
    parser.add_argument("names", nargs="+", choices=ROWS, metavar="ROW")
    parser.add_argument("--quick", action="store_true", help="check the answers and time next to nothing")
    options = parser.parse_args()
    if not (peer_pyo3.OPTIMISED and moved.optimised()):
        raise SystemExit("one of the two sides is a debug build, or the engine is switched off: nothing to time")
    settings = Settings(quick=options.quick)
    for name in options.names:
        print(json.dumps({"row": asdict(ROWS[name](settings))}), flush=True)


if __name__ == "__main__":
    main()
