"""Calls that were recorded: ``.transom/recordings/*.jsonl``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .plan import Answer, Plan
from .seen import Place
from .watch import Calls

#: Lines of one file that are read.
LINES_MAX = 20_000


def read(plan: Plan, answer: Answer) -> None:
    """Take in what was recorded of the plan's functions.

    Each line is one call: ``{"function": "app.pricing:quote", "arguments": {...}}``, or the named
    arguments alone in a file that is called after the function, ``app.pricing.quote.jsonl``.
    """
    wanted = {f"{subject.module}:{subject.function}": subject for subject in plan.functions}
    for path in sorted((plan.root / ".transom" / "recordings").glob("*.jsonl")):
        own = path.stem if ":" in path.stem else ":".join(path.stem.rsplit(".", 1))
        try:
            for line in _lines(path):
                name = str(line.get("function", own))
                subject = wanted.get(name)
                if subject is None:
                    continue
                named = "function" in line
                _add(answer.calls(subject.module, subject.function), line["arguments"] if named else line)
        except (OSError, ValueError, KeyError, AttributeError) as error:
            answer.notes.append(f"{path} cannot be read: {error}")


def _add(calls: Calls, arguments: dict[str, Any]) -> None:
    calls.calls += 1
    for name, value in arguments.items():
        calls.parameters.setdefault(name, Place()).add(value)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(LINES_MAX), lines):
            if line.strip():
                yield json.loads(line)
