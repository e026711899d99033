"""Calls each function by CPython and by its draft, in a process that may crash; a line of JSON for each step."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
import random
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from .compare import outcome
from .types import Type, value, wrong

#: The longest that one call may take, in seconds.
CALL_MAX_S = 2
#: What the originals may take, in bytes.
MEMORY_MAX = 4 << 30
#: How often an argument of another class is handed over.
WRONG = 0.03


class OutOfTime(BaseException):
    """A call took too long; no `except Exception` may catch that."""


def main() -> None:
    """Work off the tasks of the file that the command line names."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    signal.signal(signal.SIGALRM, _stop)
    project, engine_name, tasks, calls, seed = sys.argv[1:6]
    sys.path.insert(0, project)
    from transom._internal import engines

    engine = engines.find(engine_name, Path(project))
    for module, name, moved, takes, given in pickle.loads(Path(tasks).read_bytes()):
        print(json.dumps({"begin": [module, name]}), flush=True)
        original = getattr(importlib.import_module(module), name)
        inputs = given if given is not None else _inputs(takes, int(calls), f"{seed}/{name}")
        found = compare(original, getattr(engine, moved)._probe, inputs)
        print(json.dumps({"done": [module, name], **found}), flush=True)


def _stop(*_: object) -> None:
    raise OutOfTime


def _inputs(takes: list[Type], calls: int, seed: str) -> list[list[Any]]:
    source = random.Random(seed)
    inputs = []
    for number in range(calls):
        # Ordinary values first: with the edges alone, most calls would end at the first of them.
        edge = (0.02, 0.15, 0.5)[number % 3]
        given = [value(kind, source, edge) for kind in takes]
        if source.random() < WRONG:
            place = source.randrange(len(takes))
            given[place] = wrong(takes[place], source)
        twins = [place for place, kind in enumerate(takes) if kind == takes[0] and kind.name in ("list", "dict", "set")]
        if len(twins) > 1 and source.random() < 0.15:
            # One and the same object, twice.
            given[twins[1]] = given[twins[0]]
        inputs.append(given)
    return inputs


def compare(original: Any, probe: Any, inputs: list[list[Any]]) -> dict[str, Any]:
    """Call both sides with the inputs and tell what came of it."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    differences = []
    for given in inputs:
        # Pickled, so that what is one object stays one.
        kept = pickle.dumps(given)
        try:
            expected = _python(original, pickle.loads(kept))
        except OutOfTime:
            # The alarm may ring while it is being switched off.
            expected = None
        if expected is None:
            counts["out of time"] += 1
            continue
        found, reason = _engine(probe, pickle.loads(kept), expected)
        if reason is not None:
            counts["declined"] += 1
            reasons[reason[:60]] += 1
            continue
        counts["raised" if expected.startswith("raised") else "answered"] += 1
        if found != expected:
            differences.append({"arguments": repr(given), "pickled": kept.hex(), "python": expected, "engine": found})
    differences.sort(key=lambda one: len(one["arguments"]))
    return {"counts": counts, "reasons": reasons, "different": len(differences), "differences": differences[:3]}


def _python(original: Any, given: list[Any]) -> str | None:
    signal.setitimer(signal.ITIMER_REAL, CALL_MAX_S)
    try:
        answer = original(*given)
        return outcome("answer", answer, given)
    except (OutOfTime, MemoryError):
        return None
    except Exception as error:
        return outcome(f"raised {type(error).__name__}", list(error.args), [])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _engine(probe: Any, given: list[Any], expected: str) -> tuple[str, str | None]:
    """Ask the engine alone; the second part is why it declines."""
    before = copy.deepcopy(given)
    said = probe(*given)
    if said[0] == "declined":
        if outcome("", None, given) != outcome("", None, before):
            return "declined, but changed its arguments", None
        return "", str(said[1])
    if said[0] == "raised":
        return outcome(f"raised {said[1].__name__}", list(said[2]), []), None
    del expected
    return outcome("answer", said[1], given), None


if __name__ == "__main__":
    main()
