"""How long and how much a call may take: what goes on for too long is cut, so that one input does not end the rest."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment,unused-ignore]

#: Bytes that an original may take beyond what the process has; an engine aborts without memory, so it gets more.
ORIGINAL_BYTES_MAX = 1 << 30
ENGINE_BYTES_MAX = 4 << 30

_armed = False


class Cut(BaseException):
    """The call took too long. No `Exception`, so that an original that catches those does not go on."""


def install() -> None:
    """Make calls interruptible in this process; once, in its main thread."""
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, _cut)


def bounded(call: Callable[[], Any], seconds: float) -> Any:
    """Call, for so many seconds of the processor's at most, else raise :class:`Cut`."""
    global _armed
    if not hasattr(signal, "setitimer"):
        return call()
    try:
        _armed = True
        # Again and again: the call may catch the first.
        signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
        try:
            return call()
        finally:
            _armed = False
            signal.setitimer(signal.ITIMER_PROF, 0.0)
    except Cut:
        _armed = False
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        raise


def _cut(*_: object) -> None:
    if _armed:
        raise Cut


class Memory:
    """The address space that this process may take, by side."""

    def __init__(self) -> None:
        self._own: int | None = None
        if resource is None:
            return
        try:
            with open("/proc/self/statm", encoding="ascii") as file:
                self._own = int(file.read().split()[0]) * resource.getpagesize()
            self._hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        except OSError:
            self._own = None

    def for_original(self) -> None:
        """What an original may take."""
        self._limit(ORIGINAL_BYTES_MAX)

    def for_engine(self) -> None:
        """What an engine may take."""
        self._limit(ENGINE_BYTES_MAX)

    def _limit(self, more: int) -> None:
        if self._own is not None:
            most = self._own + more
            most = most if self._hard < 0 else min(most, self._hard)
            resource.setrlimit(resource.RLIMIT_AS, (most, self._hard))
