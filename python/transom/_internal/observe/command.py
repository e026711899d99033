"""Watches the calls that a command of the user's makes, in every Python process that it starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from .plan import COMMAND_SECONDS_MAX, Answer, Plan
from .watch import Calls

HOOK = Path(__file__).parent / "hook"
#: What the hook reads: whose calls, and where to write what was seen.
VARIABLE = "TRANSOM_OBSERVE"


def watch(plan: Plan, answer: Answer) -> None:
    """Run the command and take in what its calls showed; what it prints goes to standard error."""
    with tempfile.TemporaryDirectory(prefix="transom-observe-") as folder:
        order = Path(folder) / "order.json"
        functions = [[subject.file, subject.function] for subject in plan.functions]
        order.write_text(json.dumps({"functions": functions, "folder": folder}), encoding="utf-8")
        status = _run(plan, str(order))
        if status:
            answer.notes.append(f"the command ended with status {status}; what it called until then was watched")
        for file in sorted(Path(folder).glob("seen.*.json")):
            _take_in(plan, json.loads(file.read_text(encoding="utf-8")), answer)


def _run(plan: Plan, order: str) -> int | str:
    path = os.environ.get("PYTHONPATH")
    environment = os.environ | {
        VARIABLE: order,
        "PYTHONPATH": os.pathsep.join([str(HOOK), *([path] if path else [])]),
        # `python` and `pytest` are this Python's.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
    }
    seconds = plan.seconds_max or COMMAND_SECONDS_MAX
    try:
        child = subprocess.Popen(
            plan.command, cwd=plan.root, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr
        )
    except OSError as error:
        return f"{error.strerror}: {plan.command[0]}"
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        # As Ctrl-C: what was seen is written at the end.
        child.send_signal(signal.SIGINT)
        try:
            child.wait(5.0)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        return f"stopped after {seconds:.0f} s"


def _take_in(plan: Plan, seen: list[list[object]], answer: Answer) -> None:
    subjects = {(os.path.realpath(subject.file), subject.function): subject for subject in plan.functions}
    for file, function, calls in seen:
        subject = subjects.get((str(file), str(function)))
        if subject is not None and isinstance(calls, dict):
            answer.add(subject.module, subject.function, Calls.from_json(calls))
