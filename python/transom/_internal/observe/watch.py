"""Sees the calls of some functions while a program runs, whoever makes them and under whatever name."""

from __future__ import annotations

import dis
import os
import sys
import threading
from types import CodeType, FrameType
from typing import Any

from .seen import Place

#: Calls of one function that are looked at one by one; of those after them, every sixteenth.
CALLS_MAX = 200
EACH = 16
_RETURNS = {dis.opmap[name] for name in ("RETURN_VALUE", "RETURN_CONST") if name in dis.opmap}
#: A function without these in its code is called when it is called: no generator, no coroutine.
_LATER = 0x20 | 0x80 | 0x200
_VARIADIC, _KEYWORDS = 0x04, 0x08

Arguments = dict[str, Place]


class Calls:
    """What was seen of one function."""

    def __init__(self) -> None:
        self.calls = 0
        #: The arguments of calls that answered.
        self.parameters: Arguments = {}
        #: The arguments of calls that raised: often of types that the function is not meant for.
        self.raised: Arguments = {}
        self.result: Place | None = None

    def enter(self, frame: FrameType) -> Arguments | None:
        """Look at the arguments of a call, before it can change them; ``None`` where enough was seen."""
        self.calls += 1
        if self.calls > CALLS_MAX and self.calls % EACH:
            return None
        values = frame.f_locals
        arguments = {name: Place() for name in parameters(frame.f_code) if name in values}
        for name, place in arguments.items():
            place.add(values[name])
        return arguments

    def leave(self, arguments: Arguments, answer: Any) -> None:
        """Look at the answer of a call."""
        _join(self.parameters, arguments)
        if self.result is None:
            self.result = Place()
        self.result.add(answer)

    def fail(self, arguments: Arguments) -> None:
        """Take in a call that raised."""
        _join(self.raised, arguments)

    def join(self, other: Calls) -> None:
        """Take in what was seen elsewhere."""
        self.calls += other.calls
        _join(self.parameters, other.parameters)
        _join(self.raised, other.raised)
        if other.result is not None:
            self.result = self.result or Place()
            self.result.join(other.result)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "calls": self.calls,
            "parameters": {name: place.as_json() for name, place in self.parameters.items()},
            "raised": {name: place.as_json() for name, place in self.raised.items()},
            "result": self.result and self.result.as_json(),
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> Calls:
        """What ``as_json`` gave."""
        calls = Calls()
        calls.calls = data["calls"]
        calls.parameters = {name: Place.from_json(place) for name, place in data["parameters"].items()}
        calls.raised = {name: Place.from_json(place) for name, place in data["raised"].items()}
        calls.result = data["result"] and Place.from_json(data["result"])
        return calls


class Watch:
    """Watches functions at the top of modules, given by file and name, while it is entered."""

    def __init__(self, functions: list[tuple[str, str]]) -> None:
        self.seen: dict[tuple[str, str], Calls] = {}
        self._wanted = {(os.path.realpath(file), name) for file, name in functions}
        self._names = {name for _, name in functions}
        self._files: dict[str, str] = {}
        self._running: dict[int, tuple[FrameType, Calls, Arguments]] = {}
        self._before: Any = None

    def __enter__(self) -> Watch:
        self._before = sys.getprofile()
        threading.setprofile(self._profile)
        sys.setprofile(self._profile)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)
        threading.setprofile(None)
        self._running.clear()

    def _profile(self, frame: FrameType, event: str, answer: Any) -> None:
        if event != "call" and event != "return" or frame.f_code.co_name not in self._names:
            return
        # While this runs, Python profiles nothing: looking at a value may run code of its class.
        try:
            if event == "call":
                self._enter(frame)
            else:
                self._leave(frame, answer)
        except Exception:
            # What cannot be looked at is not learnt; the program goes on.
            self._running.pop(id(frame), None)

    def _enter(self, frame: FrameType) -> None:
        code = frame.f_code
        if code.co_flags & _LATER or getattr(code, "co_qualname", code.co_name) != code.co_name:
            return
        file = self._files.get(code.co_filename)
        if file is None:
            file = self._files[code.co_filename] = os.path.realpath(code.co_filename)
        key = (file, code.co_name)
        # Before 3.11 a function within one is told by its closure's or its parent's frame.
        if key in self._wanted and not _is_inner(frame):
            calls = self.seen.setdefault(key, Calls())
            arguments = calls.enter(frame)
            if arguments is not None:
                self._running[id(frame)] = (frame, calls, arguments)

    def _leave(self, frame: FrameType, answer: Any) -> None:
        found = self._running.pop(id(frame), None)
        if found is None:
            return
        _, calls, arguments = found
        # A call that raised leaves with ``None``, too.
        if answer is not None or frame.f_code.co_code[frame.f_lasti] in _RETURNS:
            calls.leave(arguments, answer)
        else:
            calls.fail(arguments)


def _join(known: Arguments, more: Arguments) -> None:
    for name, place in more.items():
        known.setdefault(name, Place()).join(place)


def parameters(code: CodeType) -> list[str]:
    """The names of a function's parameters, ``*args`` and ``**kwargs`` behind the others."""
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & _VARIADIC) + bool(code.co_flags & _KEYWORDS)
    return list(code.co_varnames[:count])


def _is_inner(frame: FrameType) -> bool:
    if hasattr(frame.f_code, "co_qualname"):
        return False
    outer: Any = frame.f_globals.get(frame.f_code.co_name)
    while hasattr(outer, "__wrapped__"):
        outer = outer.__wrapped__
    return getattr(outer, "__code__", frame.f_code) is not frame.f_code
