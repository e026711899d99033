"""What ``transom draft`` starts: a plan on standard input, what was seen on standard output, both JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from . import calls, command, recordings, run
from .plan import ALL_SECONDS_MAX, MODULE_SECONDS_MAX, Answer, Plan, Subject


def main() -> int:
    """Carry out the plan."""
    asked = json.load(sys.stdin)
    if sys.argv[1:] == ["--one"]:
        # What the calls print goes nowhere; the answer goes where this process was started to write.
        with os.fdopen(os.dup(1), "w") as output:
            json.dump(run.make(asked), output)
        return 0
    plan, answer = Plan.read(asked), Answer()
    recordings.read(plan, answer)
    if plan.run and plan.command:
        command.watch(plan, answer)
    elif plan.run:
        _make_calls(plan, answer)
    print(json.dumps(answer.as_json()))
    return 0


def _make_calls(plan: Plan, answer: Answer) -> None:
    """Make the calls of each module that has any, some modules at a time."""
    ends = time.monotonic() + max(ALL_SECONDS_MAX, plan.seconds_max or 0.0)
    tests = calls.test_texts(plan.root)
    waiting = [(subjects, _literal(subjects, tests)) for subjects in plan.modules().values()]
    waiting = [(subjects, literal) for subjects, literal in waiting if literal or _documented(subjects)]
    running: list[run.Running] = []
    for subjects, literal in waiting:
        left = ends - time.monotonic()
        if left <= 0:
            answer.notes.append(f"calls were watched for {ALL_SECONDS_MAX:.0f} s; {subjects[0].module} had no turn")
            break
        seconds = min(left, plan.seconds_max or MODULE_SECONDS_MAX)
        running.append(run.Running(subjects, str(plan.root), literal, seconds))
        if len(running) > (os.cpu_count() or 1):
            _finish(running.pop(0), answer)
    for one in running:
        _finish(one, answer)


def _finish(running: run.Running, answer: Answer) -> None:
    found = running.finish()
    if found is None:
        answer.notes.append(f"the calls of {running.module} ended without an answer; nothing was learnt from them")
        return
    for function, seen in run.seen_in(found).items():
        answer.add(running.module, function, seen)
        answer.contradictions[running.module, function] = found["contradictions"].get(function, [])
    if found["wrong"]:
        answer.notes.append(f"the calls of {running.module} were not all made: {found['wrong']}")


def _literal(subjects: list[Subject], tests: list[tuple[Path, str]]) -> list[calls.Call]:
    own = _text(subjects[0].file)
    last = subjects[0].module.rpartition(".")[2]
    # A test that never names the module has another function of that name.
    texts = [own, *(text for _, text in tests if last in text)]
    return calls.literal_calls(texts, {subject.function for subject in subjects})


def _documented(subjects: list[Subject]) -> bool:
    return calls.has_doctests(_text(subjects[0].file))


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as source:
            return source.read()
    except (OSError, UnicodeDecodeError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
