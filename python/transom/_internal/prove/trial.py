"""One call on both sides, and whether they are exactly the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ... import _transom
from ..errors import Declined, DomainError, ValidationError, domain_class
from .originals import Subject

#: Characters of an answer as it shows itself.
SHOWN_MAX = 500


@dataclass(frozen=True)
class Outcome:
    """What a call came to: an answer, or what it raised."""

    answer: Any = None
    error: Exception | None = None

    def __str__(self) -> str:
        if self.error is None:
            return shown(self.answer)
        if isinstance(self.error, ValidationError):
            return f"raises ValidationError: {'; '.join(_issue(issue) for issue in self.error.errors())}"
        return f"raises {shown(self.error)}"


@dataclass(frozen=True)
class Trial:
    """One input and what became of it."""

    given: _transom.Input
    expected: Outcome
    found: Outcome
    #: Why the engine leaves this input to the original; then nothing is compared.
    declined: str | None = None
    #: Where and how the two differ.
    difference: str | None = None


def placed(arguments: dict[str, Any], positional: list[str]) -> tuple[list[Any], dict[str, Any]]:
    """Arguments as they are mostly passed: by place as far as there is no gap, then by name."""
    named, by_place = dict(arguments), []
    for name in positional:
        if name not in named:
            break
        by_place.append(named.pop(name))
    return by_place, named


def attempt(function: Callable[..., Any], arguments: dict[str, Any], positional: list[str]) -> Outcome:
    """Call a function once."""
    by_place, named = placed(arguments, positional)
    try:
        return Outcome(answer=function(*by_place, **named))
    except Exception as error:
        return Outcome(error=error)


def run(subject: Subject, given: _transom.Input) -> Trial:
    """Call both sides, each with objects of its own."""
    arguments = given.arguments()
    expected = attempt(subject.original, arguments, subject.positional)
    found = attempt(subject.engine, given.arguments(), subject.positional)
    declined = _declined(expected, found)
    if declined is not None:
        return Trial(given, expected, found, declined=declined)
    difference = differs(expected, found, subject) or _changed(given, arguments)
    return Trial(given, expected, found, difference=difference)


def again(trial: Trial, found: Outcome, subject: Subject) -> Trial:
    """The trial, with what the engine came to the second time if that is what differs."""
    if trial.difference is not None:
        return trial
    difference = differs(trial.expected, found, subject)
    return trial if difference is None else replace(trial, found=found, difference=f"the second time, {difference}")


def differs(expected: Outcome, found: Outcome, subject: Subject) -> str | None:
    """Where and how the engine's outcome differs from the original's."""
    if isinstance(found.error, DomainError) and _is_declared(expected.error, found.error, subject):
        return None
    return unlike(expected, found)


def unlike(expected: Outcome, found: Outcome) -> str | None:
    """Where and how two outcomes differ: answers in every bit, exceptions in class and arguments."""
    if expected.error is None and found.error is None:
        return _transom.difference(expected.answer, found.answer)
    if expected.error is None or found.error is None or type(expected.error) is not type(found.error):
        return f"expected {expected}, found {found}"
    difference = _transom.difference(expected.error.args, found.error.args)
    return None if difference is None else f"in the arguments of {type(found.error).__name__}, {difference}"


def shown(value: object) -> str:
    """How an object shows itself, cut where it goes on for long."""
    text = repr(value)
    return text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"


def _declined(expected: Outcome, found: Outcome) -> str | None:
    """The engine declines; or it refuses what the original refuses, too."""
    if isinstance(found.error, Declined):
        return str(found.error)
    if isinstance(found.error, ValidationError) and expected.error is not None:
        return "refused by the contract, and by the original"
    return None


def _is_declared(expected: Exception | None, found: DomainError, subject: Subject) -> bool:
    """Whether the original raised its own class for the same error."""
    if expected is None:
        return False
    engine = subject.name.partition(".")[0]
    names = {subject.errors.get(found.code), domain_class(engine, found.code).__name__}
    return type(expected).__name__ in names or getattr(expected, "code", None) == found.code


def _changed(given: _transom.Input, arguments: dict[str, Any]) -> str | None:
    """How the original changed its arguments, which the engine never does."""
    change = _transom.difference(given.arguments(), arguments)
    return None if change is None else f"the original changes its arguments, the engine does not: {change}"


def _issue(issue: dict[str, Any]) -> str:
    return f"{'.'.join(str(step) for step in issue['loc'])}: {issue['msg']}"
