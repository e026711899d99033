"""A process for each function: what an original or an engine breaks, hangs or uses up ends there, and is told.

Each is a fork of this one, which has imported everything already. Where there is no fork, all happens here, and no
call is cut.
"""

from __future__ import annotations

import contextlib
import gc
import io
import mmap
import os
import pickle
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import CannotRun, limits
from .originals import Subject
from .result import Mismatch, Result
from .trial import call_text

#: Bytes of the input that is told of when a process ends.
INPUT_BYTES_MAX = 1 << 20
#: Seconds that one call may go on without answering to signals.
CALL_MAX_S = 8.0
#: Processes that one function may end before it is given up.
ENDS_MAX = 4
_HEAD = struct.Struct("<cdI")

Mark = Callable[[bytes, bytes], None]
Work = Callable[[Subject, list[bytes], Mark], Result]


class Board:
    """What a process is at, for the one that watches it."""

    def __init__(self) -> None:
        self._map = mmap.mmap(-1, _HEAD.size + INPUT_BYTES_MAX)

    def mark(self, side: bytes, blob: bytes) -> None:
        """Say which side is called with what; ``-`` for none."""
        blob = blob if len(blob) <= INPUT_BYTES_MAX else b""
        self._map[: _HEAD.size] = _HEAD.pack(side, time.monotonic(), len(blob))
        self._map[_HEAD.size : _HEAD.size + len(blob)] = blob

    def read(self) -> tuple[bytes, float, bytes]:
        """The side, since when, and the input."""
        side, since, count = _HEAD.unpack(self._map[: _HEAD.size])
        return side, since, bytes(self._map[_HEAD.size : _HEAD.size + count])


@dataclass
class Child:
    """A process at work on one function."""

    subject: Subject
    pid: int
    pipe: int
    board: Board
    banned: list[bytes]
    said: bytearray = field(default_factory=bytearray)
    #: Why it was killed.
    killed: str | None = None


def run(subjects: list[Subject], work: Work, jobs: int) -> Iterator[Result]:
    """What came of each, in the order of the subjects."""
    if not hasattr(os, "fork"):
        limits.install()
        for subject in subjects:
            with quiet():
                yield work(subject, [], lambda side, blob: None)
        return
    gc.freeze()
    waiting = list(enumerate(subjects))
    running: dict[int, tuple[int, Child]] = {}
    done: dict[int, Result] = {}
    following = 0
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                at, subject = waiting.pop(0)
                child = _start(subject, work, [])
                running[child.pipe] = (at, child)
            for pipe in _ready(running):
                at, child = running[pipe]
                if _more(child):
                    continue
                del running[pipe]
                result = _ended(child, work)
                if isinstance(result, Child):
                    running[result.pipe] = (at, result)
                else:
                    done[at] = result
            while following in done:
                yield done.pop(following)
                following += 1
    finally:
        for _, child in running.values():
            _kill(child, "the command ends")
            os.waitpid(child.pid, 0)


def _start(subject: Subject, work: Work, banned: list[bytes]) -> Child:
    board = Board()
    board.mark(b"-", b"")
    reads, writes = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(writes)
        return Child(subject, pid, reads, board, banned)
    status = 1
    try:
        os.close(reads)
        limits.install()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer: Result | CannotRun
        try:
            with quiet():
                answer = work(subject, banned, board.mark)
        except CannotRun as error:
            answer = error
        with os.fdopen(writes, "wb") as pipe:
            pipe.write(pickle.dumps(answer))
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)
    raise AssertionError("the process has ended")


def _ready(running: dict[int, Any]) -> list[int]:
    ready: list[int] = select.select(list(running), [], [], 0.1)[0]
    now = time.monotonic()
    for _, child in running.values():
        side, since, _ = child.board.read()
        if side != b"-" and now - since > CALL_MAX_S:
            _kill(child, f"it did not answer within {CALL_MAX_S:.0f} s")
    return ready


def _more(child: Child) -> bool:
    """Read what there is; whether more is to come."""
    part = os.read(child.pipe, 1 << 16)
    child.said += part
    return bool(part)


def _kill(child: Child, why: str) -> None:
    child.killed = why
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)


def _ended(child: Child, work: Work) -> Result | Child:
    """The result of a process that is over; or another process that goes on without the input that ended it."""
    os.close(child.pipe)
    _, status = os.waitpid(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and child.said:
        answer: Result | CannotRun = pickle.loads(bytes(child.said))
        if isinstance(answer, CannotRun):
            raise answer
        return answer
    side, _, blob = child.board.read()
    why = child.killed or (f"signal {signal.Signals(-code).name}" if code < 0 else f"status {code}")
    subject = child.subject
    result = Result(subject.name, subject.coordinate, 0)
    if side == b"e":
        result.mismatches = result.compared = 1
        result.first = _fatal(subject, blob, why)
        return result
    if side == b"o" and blob and len(child.banned) < ENDS_MAX:
        return _start(subject, work, [*child.banned, blob])
    at = "the original ends the process" if side == b"o" else "the process that compared it ended"
    result.problem = f"{at}: {why}"
    return result


def _fatal(subject: Subject, blob: bytes, why: str) -> Mismatch:
    arguments = pickle.loads(blob) if blob else {}
    return Mismatch(
        call_text(subject.original.__name__, arguments), {name: repr(value) for name, value in arguments.items()},
        "an answer, or an exception", f"the end of the process: {why}", f"the engine ends the process: {why}",
    )


class _Nowhere(io.TextIOBase):
    """Takes what an original prints."""

    def write(self, text: str) -> int:
        return len(text)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Give an original nowhere to print to and nothing to read."""
    before = sys.stdin
    sys.stdin = io.StringIO()
    nowhere: Any = _Nowhere()
    try:
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            yield
    finally:
        sys.stdin = before
