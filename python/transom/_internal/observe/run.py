"""Makes the calls of one module in a process of its own, which a limit of time ends."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from . import calls, contradictions
from .plan import Subject
from .watch import Calls, Watch

#: What a process may still take to tell what it saw once its time is over, in seconds.
GRACE_SECONDS = 1.0
#: The memory that a process may take.
MEMORY_BYTES_MAX = 4 << 30


class TimeIsUp(KeyboardInterrupt):
    """Raised inside what runs too long; doctest and others let an interrupt through."""


class Running:
    """A module whose calls are made elsewhere."""

    def __init__(self, subjects: list[Subject], root: str, literal: list[calls.Call], seconds: float) -> None:
        self.module = subjects[0].module
        self.seconds = seconds
        self._ends = time.monotonic() + seconds + GRACE_SECONDS
        self._said = b""
        work = {"subjects": [vars(subject) for subject in subjects], "root": root, "literal": literal,
                "seconds": seconds}
        if hasattr(os, "fork"):
            self._fork(work)
        else:
            self._spawn(work)

    def _fork(self, work: dict[str, Any]) -> None:
        reads, writes = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._child = os.fork()
        if self._child == 0:
            os.close(reads)
            status = 1
            try:
                os.setsid()
                said = json.dumps(make(work)).encode()
                with os.fdopen(writes, "wb") as pipe:
                    pipe.write(said)
                status = 0
            finally:
                # Nothing of the parent's may run a second time here.
                os._exit(status)
        os.close(writes)
        self._reads = reads

    def _spawn(self, work: dict[str, Any]) -> None:
        command = [sys.executable, "-m", __package__, "--one"]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            # As Python writes them: JSON has no tuples, sets and bytes.
            work = work | {"literal": repr(work["literal"])}
            said, _ = child.communicate(json.dumps(work).encode(), timeout=self.seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
        self._child, self._said = 0, said

    def finish(self) -> dict[str, Any] | None:
        """What it saw; ``None`` where it ended without a word."""
        if self._child:
            self._read()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        try:
            answer: dict[str, Any] = json.loads(self._said)
        except ValueError:
            return None
        return answer

    def _read(self) -> None:
        while True:
            left = self._ends - time.monotonic()
            ready, _, _ = select.select([self._reads], [], [], max(left, 0.0))
            piece = os.read(self._reads, 1 << 16) if ready else b""
            if not piece:
                break
            self._said += piece
        os.close(self._reads)


def make(work: dict[str, Any]) -> dict[str, Any]:
    """Make the calls and answer what they showed, with what went wrong on the way."""
    subjects = [Subject(**subject) for subject in work["subjects"]]
    literal = work["literal"]
    literal = ast.literal_eval(literal) if isinstance(literal, str) else literal
    module = None
    wrong: str | None = None
    watch = Watch([(subject.file, subject.function) for subject in subjects])
    try:
        with _quiet(), _limit(work["seconds"]):
            module = calls.imported(subjects[0].module, subjects[0].base, work["root"])
            with watch:
                calls.run_literal(module, literal)
                calls.run_doctests(module)
    except TimeIsUp:
        wrong = f"stopped after {work['seconds']:.0f} s"
    except BaseException as error:
        wrong = f"{type(error).__name__}: {error}"
    seen = {subject.function: watch.seen.get((os.path.realpath(subject.file), subject.function)) for subject in subjects}
    known = {name: found for name, found in seen.items() if found is not None}
    return {
        "seen": {name: found.as_json() for name, found in known.items()},
        "contradictions": contradictions.of(module, known) if module else {},
        "wrong": wrong,
    }


def seen_in(answer: dict[str, Any]) -> dict[str, Calls]:
    """The calls in what ``make`` answered."""
    return {name: Calls.from_json(found) for name, found in answer["seen"].items()}


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise TimeIsUp

    signal.signal(signal.SIGALRM, over)
    # Again and again: code that catches everything would go on after the first.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What is run reads nothing, and what it prints is nobody's concern."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY_BYTES_MAX if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES_MAX, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    with open(os.devnull) as nothing, open(os.devnull, "w") as nowhere:
        sys.stdin = nothing
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            yield
