"""``transom prove --strength``: which of the faults that were seeded into the engine the proof's inputs notice.

``python -m transom._internal.prove.strength TARGET FOLDER``: the folder has the inputs that were compared and an
extension with every fault behind a switch. Each fault runs in a process of its own: one that does not come to an end,
or ends the process, is noticed, too. A fault that changes nothing survives, and is told like any other.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import engines
from . import CannotRun, limits, report
from .originals import Subject, find
from .process import quiet
from .trial import Bench, Outcome, unlike

#: Inputs of a function that each of its faults is tried with, and the seconds that they may take.
INPUTS_MAX = 400
FAULT_MAX_S = 5
#: Survivors that are listed.
LISTED_MAX = 20
_NOTICED, _SURVIVED = 0, 3


@dataclass
class Strength:
    """What became of the faults in one function and in what it uses."""

    function: str
    killed: int = 0
    #: Where nothing was noticed: file, line, its text, and what stood there instead.
    survivors: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"killed": self.killed, "total": self.killed + len(self.survivors), "survivors": self.survivors}


@dataclass
class _Case:
    blob: bytes
    expected: Outcome
    declined: bool


def main(words: list[str] | None = None) -> int:
    """Run the command with these words and answer its exit status."""
    parser = argparse.ArgumentParser(prog="transom prove --strength", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", nargs="?", const="-")
    asked = parser.parse_args(words)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found = list(_run(asked.target, asked.folder))
    except CannotRun as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if asked.json is None:
        print("\n".join(line for one in found for line in _lines(one)))
        return 0
    kept = asked.folder / "result.json"
    document = json.loads((kept if asked.json == "-" else Path(asked.json)).read_text(encoding="utf-8"))
    by_name = {one.function: one.as_dict() for one in found}
    for function in document["functions"]:
        function["strength"] = by_name.get(function["function"])
    text = json.dumps(document, indent=2)
    if asked.json == "-":
        print(text)
    else:
        Path(asked.json).write_text(text + "\n", encoding="utf-8")
    return 0


def _run(target: str, folder: Path) -> Iterator[Strength]:
    built = json.loads((folder / "seeds.json").read_text(encoding="utf-8"))
    inputs: dict[str, tuple[str, list[tuple[bytes, bool]]]] = pickle.loads((folder / "inputs.pickle").read_bytes())
    engine = target.partition(".")[0]
    # Under the engine's name, so that whoever asks for it finds this one.
    engines.load(f"{engines.NAMESPACE}.{engine}", Path(built["extension"]))
    limits.install()
    for name, (coordinate, blobs) in inputs.items():
        subjects, _ = find(name, coordinate)
        used = set(built["uses"].get(name.partition(".")[2], []))
        seeds = [seed for seed in built["seeds"] if seed["body"] in used]
        yield _try(subjects[0], blobs[:INPUTS_MAX], seeds)


def _try(subject: Subject, blobs: list[tuple[bytes, bool]], seeds: list[dict[str, Any]]) -> Strength:
    bench = Bench(subject, lambda side, blob: None)
    with quiet():
        cases = [_Case(blob, bench.original(blob, 1.0), declined) for blob, declined in blobs]
    cases = [case for case in cases if case.expected.cut is None]
    strength = Strength(subject.name)
    gc.freeze()
    for number, seed in enumerate(seeds):
        report.progress(number, len(seeds), f"{subject.name}, {seed['file']} line {seed['line']}")
        if _is_noticed(bench, cases, seed["number"]):
            strength.killed += 1
        else:
            strength.survivors.append({name: seed[name] for name in ("file", "line", "text", "what")})
    report.progress(len(seeds), len(seeds), "")
    return strength


def _is_noticed(bench: Bench, cases: list[_Case], number: int) -> bool:
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status) != _SURVIVED
    status = _NOTICED
    try:
        # The switch is read at the engine's first call.
        os.environ["TRANSOM_FAULT"] = str(number)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(FAULT_MAX_S)
        sys.stderr = open(os.devnull, "w", encoding="utf-8")
        with quiet():
            status = _NOTICED if any(_differs(bench, case) for case in cases) else _SURVIVED
    finally:
        os._exit(status)
    raise AssertionError("the process has ended")


def _differs(bench: Bench, case: _Case) -> bool:
    found = bench.engine(case.blob)
    if found.declined is not None:
        return not case.declined
    return unlike(case.expected, found) is not None


def _lines(strength: Strength) -> Iterator[str]:
    total = strength.killed + len(strength.survivors)
    yield f"{strength.function}: its inputs notice {strength.killed} of {total} faults seeded into the Rust"
    if not total:
        yield "  its source has no place for one: no operator, number, index, condition or statement of its own"
    for one in strength.survivors[:LISTED_MAX]:
        yield f"  {one['file']} line {one['line']}: {one['what']} goes unnoticed"
        yield f"    {one['text']}"
    if len(strength.survivors) > LISTED_MAX:
        yield f"  and {len(strength.survivors) - LISTED_MAX} more"


if __name__ == "__main__":
    sys.exit(main())
