"""The command, as ``transom prove`` starts it: 0 for no mismatch, 1 for one or for nothing compared, 2 for no run."""

from __future__ import annotations

import argparse
import contextlib
import os
import pickle
import sys
from pathlib import Path

from .. import project
from ..errors import ConfigError
from . import CannotRun, process, report, strategies
from .calls import Tests
from .inputs import Source
from .originals import Problem, Subject, find
from .result import Result
from .search import Options, Search

#: Seconds of search for each function, where no inputs are named.
SECONDS = 3.0


def main(words: list[str] | None = None) -> int:
    """Run the command with these words and answer its exit status."""
    asked = _parse(words)
    try:
        # What an original prints is none of the result.
        with contextlib.redirect_stdout(sys.stderr):
            results = _run(asked)
    except (CannotRun, ConfigError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    if asked.json is not None:
        text = report.as_json(results)
        if asked.json == "-" and asked.keep is None:
            print(text)
        elif asked.json == "-":
            # It is printed with what is still to come.
            pass
        else:
            Path(asked.json).write_text(text + "\n", encoding="utf-8")
            print(report.summary(results))
    if asked.keep is not None:
        _keep(asked.keep, results)
    return 0 if all(result.holds for result in results) else 1


def _keep(folder: Path, results: list[Result]) -> None:
    """Leave what the strength of the proof is found out with."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {result.function: (result.original, result.kept) for result in results if result.holds}
    (folder / "inputs.pickle").write_bytes(pickle.dumps(kept))
    (folder / "result.json").write_text(report.as_json(results), encoding="utf-8")


def _run(asked: argparse.Namespace) -> list[Result]:
    root = project.config_for(None)[1]
    subjects, problems = find(asked.target, asked.original)
    if asked.inputs and len(subjects) > 1:
        raise CannotRun(f"recorded calls are of one function: name it, such as `{subjects[0].name}`")
    listed = bool(asked.inputs) or asked.generate is not None
    seconds = asked.seconds if asked.seconds is not None else 0.0 if listed else SECONDS
    source = Source(asked.inputs, asked.generate or 0, asked.seed)
    tests = Tests(root if seconds else None)
    if strategies.wanted(seconds) and root is not None:
        strategies.prepare(root / ".transom" / "hypothesis")
    jobs = asked.jobs or min(len(subjects), os.cpu_count() or 1)

    def work(subject: Subject, banned: list[bytes], mark: process.Mark) -> Result:
        return Search(subject, Options(source, seconds, tests, root, banned=banned), mark).run()

    results = [_problem(one) for one in problems]
    for result in results:
        _tell(asked, result)
    for number, result in enumerate(process.run(subjects, work, jobs), 1):
        report.progress(number, len(subjects), result.function)
        results.append(result)
        _tell(asked, result)
    return results


def _problem(problem: Problem) -> Result:
    return Result(problem.name, problem.coordinate, 0, problem=problem.why)


def _tell(asked: argparse.Namespace, result: Result) -> None:
    """Say what came of a function as soon as it is known."""
    if asked.json is None:
        print(report.as_text(result), file=sys.__stdout__, flush=True)


def _parse(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="transom prove", description=__doc__)
    parser.add_argument("target", help="an engine, or one function as engine.function")
    parser.add_argument("--original", help="the Python original as module:name")
    parser.add_argument("--inputs", action="append", default=[], type=Path, help="recorded calls, or a table")
    parser.add_argument("--generate", type=int, help="how many calls to generate from the contract")
    parser.add_argument("--seconds", type=float, help="how long to look for inputs of each function")
    parser.add_argument("--jobs", type=int, help="how many functions at once")
    parser.add_argument("--seed", type=int, default=0, help="the seed of generated calls")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs")
    parser.add_argument("--json", nargs="?", const="-", help="print the result as JSON, or write it to a file")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
