"""Which lines and branches a call of an original takes: by ``sys.settrace``, from Python 3.12 by ``sys.monitoring``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any, Protocol

from .sites import Branch, Code, Sites

#: A line, or one outcome of a condition.
Site = int | Branch


class Tracer(Protocol):
    """Watches calls."""

    #: What the call went through that was watched last.
    hit: set[Site]

    def watch(self) -> None:
        """Begin."""

    def done(self) -> None:
        """End."""


def tracer(sites: Sites) -> Tracer:
    """What this Python has."""
    return Monitored(sites) if sys.version_info >= (3, 12) else Traced(sites)


class Traced:
    """Every instruction, by the trace function."""

    def __init__(self, sites: Sites) -> None:
        self.hit: set[Site] = set()
        # Code objects are equal where their bytes are: only this very one is meant.
        self._codes = {id(code.code): code for code in sites.codes}
        self._before: Any = None

    def watch(self) -> None:
        """Begin."""
        self.hit = set()
        self._before = sys.gettrace()
        sys.settrace(self._enter)

    def done(self) -> None:
        """End."""
        sys.settrace(self._before)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = self._codes.get(id(frame.f_code))
        if code is None:
            return None
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        return _local(code, self.hit.add)


def _local(code: Code, hit: Callable[[Site], None]) -> Any:
    lines, branches, prefixes = code.lines, code.branches, code.prefixes
    before = -1

    def local(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal before
        if event == "opcode":
            at = frame.f_lasti
            if before >= 0:
                branch = branches[before].get(at)
                if branch is not None:
                    hit(branch)
                before = -1
            at = prefixes.get(at, at)
            if at in branches:
                before = at
            line = lines.get(at)
            if line is not None:
                hit(line)
        return local

    return local


class Monitored:
    """Lines and branches, as the interpreter tells them."""

    def __init__(self, sites: Sites) -> None:
        self.hit: set[Site] = set()
        self._codes = {id(code.code): code for code in sites.codes}
        self._lines = sites.lines()
        self._on = False
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
        tool = next(tool for tool in (monitoring.COVERAGE_ID, 3, 4) if monitoring.get_tool(tool) is None)
        monitoring.use_tool_id(tool, "transom")
        events = monitoring.events
        monitoring.register_callback(tool, events.LINE, self._line)
        wanted = events.LINE
        for name in ("BRANCH_LEFT", "BRANCH_RIGHT") if hasattr(events, "BRANCH_LEFT") else ("BRANCH",):
            monitoring.register_callback(tool, getattr(events, name), self._branch)
            wanted |= getattr(events, name)
        for code in sites.codes:
            monitoring.set_local_events(tool, code.code, wanted)

    def watch(self) -> None:
        """Begin."""
        self.hit = set()
        self._on = True

    def done(self) -> None:
        """End."""
        self._on = False

    def _line(self, code: CodeType, line: int) -> Any:
        if self._on and line in self._lines:
            self.hit.add(line)

    def _branch(self, code: CodeType, at: int, to: int) -> Any:
        if self._on:
            ways = self._codes[id(code)].branches.get(at)
            branch = ways and (ways.get(to) or _nearest(ways, at, to))
            if branch:
                self.hit.add(branch)


def _nearest(ways: dict[int, Branch], at: int, to: int) -> Branch | None:
    """An interpreter may tell a place some instructions past where a jump goes."""
    return ways[min(ways, key=lambda way: abs(way - to))] if to != at else None
