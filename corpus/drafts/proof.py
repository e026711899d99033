"""Runs `transom prove` over an engine; should that run break down, over each function of it alone."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .engine import Key, transom

#: What a run may take beyond what its functions ask for, in seconds.
SPARE_S = 120
#: How many times the time that it is asked to search a function may take, with all that it is called for.
SLACK = 12


@dataclass
class Proof:
    """What came of one function."""

    #: `transom prove`'s word, or `crashed` where it came to none.
    verdict: str
    compared: int = 0
    declined: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    mismatches: int = 0
    speedup: float | None = None
    first: Any = None
    said: str = ""


def prove(
    project: Path, engine: str, functions: dict[Key, str], seconds: float, say: Callable[[str], None]
) -> dict[Key, Proof]:
    """Prove the functions, each with so many seconds of search."""
    if not functions:
        return {}
    say(f"proving {len(functions)} functions, {seconds:g} s each")
    found, said = _run(project, engine, seconds, len(functions))
    if found is None:
        say(f"proving each of {len(functions)} functions alone: {said[-200:]}")
        found = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            names = [f"{engine}.{name}" for name in functions.values()]
            for name, (alone, why) in zip(names, pool.map(lambda name: _run(project, name, seconds, 1), names)):
                found |= alone or {name: Proof("crashed", said=why)}
    lost = Proof("crashed", said="there is no result")
    return {key: found.get(f"{engine}.{name}", lost) for key, name in functions.items()}


def _run(project: Path, target: str, seconds: float, count: int) -> tuple[dict[str, Proof] | None, str]:
    words = ["prove", target, "--seconds", str(seconds), "--json"]
    try:
        done = transom(project, *words, check=False, timeout=SPARE_S + count * seconds * SLACK)
    except subprocess.TimeoutExpired:
        return None, "the proof does not come to an end"
    said = done.stderr.strip()[-800:]
    try:
        return {one["function"]: _read(one) for one in json.loads(done.stdout)["functions"]}, said
    except (ValueError, LookupError):
        return None, said


def _read(said: dict[str, Any]) -> Proof:
    reasons = said["declined"]
    return Proof(
        verdict=said["verdict"],
        compared=said["compared"],
        declined=sum(reasons.values()),
        reasons=reasons,
        mismatches=said["mismatches"],
        speedup=said["speedup"],
        first=said["first_mismatch"],
        said=said["problem"] or "",
    )
