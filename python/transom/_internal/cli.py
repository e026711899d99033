"""The command line, carried by the wheel."""

from __future__ import annotations

import os
import sys

from .. import _transom


def main() -> int:
    """Run ``transom`` with the process's arguments and answer its exit status."""
    # The commands act for the Python that they were started from.
    os.environ.setdefault("TRANSOM_PYTHON", sys.executable)
    return _transom.run_command(["transom", *sys.argv[1:]])
