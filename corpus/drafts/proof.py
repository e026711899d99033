"""Runs `transom prove` over every function of an engine: each in a process of its own, with an end."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .engine import Key, transom

#: Memory that one proof may take, in bytes: originals are called with whatever fits their types.
MEMORY_MAX = 4 << 30


@dataclass(frozen=True)
class Limits:
    """How much is asked of one function."""

    calls: int
    seconds: float


@dataclass
class Proof:
    """What came of one function."""

    #: `proved`, `partly proved`, `mismatch`, `nothing compared`, `out of time`, `cannot run` or `crashed`.
    verdict: str
    compared: int = 0
    declined: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    mismatches: int = 0
    speedup: float | None = None
    first: Any = None
    said: str = ""


def prove(
    project: Path, engine: str, functions: dict[Key, str], limits: Limits, say: Callable[[str], None]
) -> dict[Key, Proof]:
    """Prove the functions, as many at a time as there are processors."""
    proofs: dict[Key, Proof] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = {
            pool.submit(_prove, project, f"{engine}.{name}", ":".join(key), limits): key
            for key, name in functions.items()
        }
        for number, done in enumerate(as_completed(waiting), 1):
            key = waiting[done]
            proofs[key] = done.result()
            say(f"proving: {number} of {len(functions)}, {':'.join(key)}")
    return proofs


def _prove(project: Path, name: str, original: str, limits: Limits) -> Proof:
    words = ["prove", name, "--original", original, "--generate", str(limits.calls), "--json"]
    try:
        done = transom(project, *words, check=False, timeout=limits.seconds, preexec_fn=_bounded)
    except subprocess.TimeoutExpired:
        return Proof("out of time")
    if done.returncode not in (0, 1):
        verdict = "cannot run" if done.returncode == 2 else "crashed"
        return Proof(verdict, said=done.stderr.strip()[-800:])
    try:
        return _read(json.loads(done.stdout)["functions"][0])
    except (ValueError, LookupError):
        return Proof("crashed", said=done.stderr.strip()[-800:])


def _read(said: dict[str, Any]) -> Proof:
    reasons = said.get("declined") or {}
    proof = Proof(
        verdict=str(said.get("verdict") or ""),
        compared=said["compared"],
        declined=sum(reasons.values()),
        reasons=reasons,
        mismatches=said["mismatches"],
        speedup=said.get("speed_up"),
        first=said.get("first_mismatch"),
    )
    if proof.mismatches:
        proof.verdict = "mismatch"
    elif not proof.compared:
        proof.verdict = "nothing compared"
    elif not proof.verdict:
        proof.verdict = "proved"
    return proof


def _bounded() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
