"""One call: the original twice, the engine once, each with objects of its own; and whether all is exactly the same."""

from __future__ import annotations

import dataclasses
import itertools
import pickle
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from time import perf_counter
from typing import Any

from ... import _transom
from ..errors import Declined, DomainError, ValidationError, domain_class
from .coverage import Site, Tracer
from .limits import Cut, Memory, bounded
from .originals import Subject

#: Characters of an answer as it shows itself.
SHOWN_MAX = 500
#: Items of an iterator that are compared.
ITEMS_MAX = 100_000
#: How much longer a call may take while it is watched, and the seconds that it may take at most.
WATCHED_TIMES = 100.0
WATCHED_MAX_S = 2.0
_ATOMS = (int, float, str, bool, bytes, type(None))


@dataclass
class Outcome:
    """What a call came to: an answer, what it raised, or neither."""

    answer: Any = None
    raised: type[BaseException] | None = None
    #: What the exception was made with.
    args: tuple[Any, ...] = ()
    error: BaseException | None = None
    #: Why the engine leaves the call to the original.
    declined: str | None = None
    #: Why nothing came of it: too long, too deep, too large.
    cut: str | None = None
    #: The arguments after the call, and the objects inside them before it.
    arguments: dict[str, Any] = field(default_factory=dict)
    inside: list[Any] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        if self.declined is not None:
            return f"declines: {self.declined}"
        if self.raised is None:
            return shown(self.answer)
        if isinstance(self.error, ValidationError):
            return f"raises ValidationError: {'; '.join(_issue(issue) for issue in self.error.errors())}"
        return f"raises {self.raised.__name__}({', '.join(shown(one) for one in self.args)})"

    def whole(self) -> dict[str, Any]:
        """All that can be told apart of it."""
        return {"answer": self.answer, "arguments": self.arguments, "inside": self.inside}


@dataclass
class Trial:
    """What became of one input."""

    expected: Outcome
    found: Outcome | None = None
    #: What the original went through.
    hit: set[Site] = field(default_factory=set)
    #: How the original differs from itself.
    unsteady: str | None = None
    #: Where and how the two differ.
    difference: str | None = None

    @property
    def compared(self) -> bool:
        """Whether the engine came to something that was compared."""
        return self.found is not None and (self.found.declined is None or self.difference is not None)


class Bench:
    """Runs trials of one function."""

    def __init__(self, subject: Subject, mark: Callable[[bytes, bytes], None]) -> None:
        self.subject = subject
        self._mark = mark
        self._memory = Memory()

    def run(self, blob: bytes, seconds: float, tracer: Tracer | None = None) -> Trial:
        """Call all sides with what is pickled."""
        self._memory.for_original()
        self._mark(b"o", blob)
        expected = self.original(blob, seconds)
        if expected.cut is not None:
            self._mark(b"-", b"")
            return Trial(expected)
        most = max(seconds, min(WATCHED_MAX_S, expected.seconds * WATCHED_TIMES))
        again = self.original(blob, most, tracer)
        hit: set[Site] = tracer.hit if tracer is not None else set()
        if again.cut is not None:
            # Watching takes long, and stack of its own.
            again, hit = self.original(blob, 2 * seconds), set()
        trial = Trial(expected, hit=hit)
        if again.cut is None:
            trial.unsteady = unlike(expected, again)
        self._memory.for_engine()
        self._mark(b"e", blob)
        trial.found = self.engine(blob)
        self._mark(b"-", b"")
        trial.difference = self._difference(trial.expected, trial.found, blob)
        return trial

    def original(self, blob: bytes, seconds: float, tracer: Tracer | None = None) -> Outcome:
        """Call the original once."""
        arguments = pickle.loads(blob)
        inside = _inside(arguments)
        by_place, named = placed(arguments, self.subject.positional)
        original = self.subject.original
        outcome = Outcome(arguments=arguments, inside=inside)
        start = perf_counter()
        try:
            if tracer is not None:
                tracer.watch()
            try:
                outcome.answer = bounded(lambda: _exhausted(original(*by_place, **named)), seconds)
            finally:
                if tracer is not None:
                    tracer.done()
        except Cut:
            outcome.cut = "takes too long"
        except RecursionError:
            outcome.cut = "goes too deep"
        except MemoryError:
            outcome.cut = "takes too much memory"
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            outcome.raised, outcome.args, outcome.error = type(error), error.args, error
        outcome.seconds = perf_counter() - start
        return outcome

    def engine(self, blob: bytes) -> Outcome:
        """Ask the engine alone."""
        arguments = pickle.loads(blob)
        inside = _inside(arguments)
        by_place, named = placed(arguments, self.subject.positional)
        outcome = Outcome(arguments=arguments, inside=inside)
        if self.subject.probe is None:
            try:
                outcome.answer = _exhausted(self.subject.engine(*by_place, **named))
            except Declined as error:
                outcome.declined = str(error)
            except Exception as error:
                outcome.raised, outcome.args, outcome.error = type(error), error.args, error
            return outcome
        kind, *what = self.subject.probe(*by_place, **named)
        if kind == "answer":
            outcome.answer = _exhausted(what[0])
        elif kind == "declined":
            outcome.declined = what[0]
        else:
            outcome.raised, outcome.args = what[0], what[1]
        return outcome

    def _difference(self, expected: Outcome, found: Outcome, blob: bytes) -> str | None:
        if isinstance(found.error, ValidationError) and expected.raised is not None:
            found.declined = "refused by the contract, and by the original"
        if found.declined is not None or found.raised is not None:
            # The original answers, or raises, with the arguments as they are now.
            change = _transom.difference(pickle.loads(blob), found.arguments)
            if change is not None:
                return f"the engine changes its arguments and then leaves the call to the original: {change}"
        if found.declined is not None:
            return None
        if isinstance(found.error, DomainError) and _is_declared(expected, found.error, self.subject):
            return None
        difference = unlike(expected, found)
        if difference is not None and difference.startswith("in the arguments after the call"):
            change = _transom.difference(pickle.loads(blob), found.arguments)
            if change is None:
                return f"the original changes its arguments, the engine does not: {difference.partition(', ')[2]}"
        return difference


def _exhausted(answer: Any) -> Any:
    """What an iterator answers, one after the other: a generator and an iterator over a list answer the same."""
    if isinstance(answer, Iterator):
        return "an iterator over", list(itertools.islice(answer, ITEMS_MAX))
    return answer


def placed(arguments: dict[str, Any], positional: list[str]) -> tuple[list[Any], dict[str, Any]]:
    """Arguments as they are mostly passed: by place as far as there is no gap, then by name."""
    named, by_place = dict(arguments), []
    for name in positional:
        if name not in named:
            break
        by_place.append(named.pop(name))
    return by_place, named


def unlike(expected: Outcome, found: Outcome) -> str | None:
    """Where and how two outcomes differ: answers and arguments in every bit, exceptions in class and arguments."""
    if expected.raised is not found.raised:
        return f"expected {expected}, found {found}"
    if expected.raised is not None:
        difference = _transom.difference(expected.args, found.args)
        return None if difference is None else f"in the arguments of {expected.raised.__name__}, {difference}"
    if _transom.difference(expected.whole(), found.whole(), sharing=True) is None:
        return None
    difference = _transom.difference(expected.answer, found.answer)
    if difference is not None:
        return difference
    difference = _transom.difference(expected.arguments, found.arguments)
    if difference is not None:
        return f"in the arguments after the call, {difference}"
    return f"in which object is which, {_transom.difference(expected.whole(), found.whole(), sharing=True)}"


def shown(value: object) -> str:
    """How an object shows itself, cut where it goes on for long."""
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}, which cannot be shown: {error}>"
    return text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"


def call_text(name: str, arguments: dict[str, Any]) -> str:
    """A call, as Python writes it."""
    return f"{name}({', '.join(f'{one}={shown(value)}' for one, value in arguments.items())})"


def _inside(arguments: dict[str, Any]) -> list[Any]:
    """The objects inside the arguments that somebody else may hold, too."""
    found: list[Any] = []
    left = list(arguments.values())
    seen: set[int] = set()
    while left:
        value = left.pop()
        if isinstance(value, _ATOMS) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, (list, tuple, set, frozenset, deque)):
            parts = list(value)
        elif isinstance(value, dict):
            parts = list(value.values())
        elif dataclasses.is_dataclass(value):
            parts = list(vars(value).values()) if hasattr(value, "__dict__") else []
        elif hasattr(value, "__dict__") and not isinstance(value, (type, Enum)) and not callable(value):
            parts = list(vars(value).values())
        else:
            continue
        parts = [part for part in parts if not isinstance(part, _ATOMS)]
        found.extend(parts)
        left.extend(parts)
    return found


def _is_declared(expected: Outcome, found: DomainError, subject: Subject) -> bool:
    """Whether the original raised its own class for the same error."""
    if expected.raised is None:
        return False
    engine = subject.name.partition(".")[0]
    names = {subject.errors.get(found.code), domain_class(engine, found.code).__name__}
    return expected.raised.__name__ in names or getattr(expected.error, "code", None) == found.code


def _issue(issue: dict[str, Any]) -> str:
    return f"{'.'.join(str(step) for step in issue['loc'])}: {issue['msg']}"
