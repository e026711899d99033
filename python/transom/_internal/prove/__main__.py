"""The command, as ``transom prove`` starts it: 0 for no mismatch, 1 for one or for nothing compared, 2 for no run."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from ..errors import ConfigError
from . import CannotRun, report
from .comparison import Comparison, compare
from .inputs import Source
from .originals import Subject, find

#: Calls that are generated where no recorded ones are given.
GENERATED = 1000


def main(words: list[str] | None = None) -> int:
    """Run the command with these words and answer its exit status."""
    asked = _parse(words)
    try:
        # What an original prints is none of the result.
        with contextlib.redirect_stdout(sys.stderr):
            comparisons = _run(asked)
    except (CannotRun, ConfigError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    print(report.as_json(comparisons) if asked.json else report.as_text(comparisons))
    return 0 if all(comparison.holds for comparison in comparisons) else 1


def _run(asked: argparse.Namespace) -> list[Comparison]:
    subjects = find(asked.target, asked.original)
    if asked.inputs and len(subjects) > 1:
        raise CannotRun(f"recorded calls are of one function: name it, such as `{subjects[0].name}`")
    generated = asked.generate if asked.generate is not None else (0 if asked.inputs else GENERATED)
    return [_compare(subject, Source(asked.inputs, generated, asked.seed)) for subject in subjects]


def _compare(subject: Subject, source: Source) -> Comparison:
    with report.progress(subject.name) as step:
        return compare(subject, source, step)


def _parse(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="transom prove", description=__doc__)
    parser.add_argument("target", help="an engine, or one function as engine.function")
    parser.add_argument("--original", help="the Python original as module:name")
    parser.add_argument("--inputs", action="append", default=[], type=Path, help="recorded calls, or a table")
    parser.add_argument("--generate", type=int, help="how many calls to generate from the contract")
    parser.add_argument("--seed", type=int, default=0, help="the seed of generated calls")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
