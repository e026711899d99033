"""All inputs on both sides: counted, timed in turns, and the first mismatch made as small as it gets."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic, perf_counter_ns
from typing import Any

from ... import _transom
from . import CannotRun, trial
from .inputs import Source
from .originals import Subject
from .trial import Outcome, Trial

#: Inputs that are timed in one go, first on the one side, then on the other.
TURN = 64
#: How often, and for how many seconds, a mismatch is tried to be made smaller.
LOOKS_MAX = 5_000
SHRINKING_MAX_S = 10.0


@dataclass
class Comparison:
    """What came of comparing one function."""

    function: str
    #: Where the inputs came from, in words.
    source: str
    seed: int
    #: Inputs on which both sides were compared.
    compared: int = 0
    #: Inputs that the engine left to the original, by reason.
    declined: Counter[str] = field(default_factory=Counter)
    mismatches: int = 0
    #: The first mismatch, at its smallest.
    first: Trial | None = None
    #: Calls that both sides answered and that were timed.
    timed: int = 0
    original_ns: int = 0
    engine_ns: int = 0

    @property
    def holds(self) -> bool:
        """Whether something was compared and nothing differed."""
        return self.compared > 0 and self.mismatches == 0

    @property
    def speed_up(self) -> float | None:
        """How many times as fast the engine answered."""
        return self.original_ns / self.engine_ns if self.engine_ns else None


def compare(subject: Subject, source: Source, step: Callable[[int, int | None], None]) -> Comparison:
    """Run every input through both sides; ``step`` is told how many are done, and of how many."""
    inputs = _transom.Inputs(subject.contract, subject.name.partition(".")[2], subject.required)
    comparison = Comparison(subject.name, source.words, source.seed)
    first: Trial | None = None
    given, done = source.read(inputs), 0
    for number in itertools.count():
        turn = list(itertools.islice(given, TURN))
        if not turn:
            break
        trials = [trial.run(subject, one) for one in turn]
        compared = [one for one in trials if one.declined is None]
        compared = _repeat(subject, compared, comparison, engine_first=number % 2 == 1)
        differing = [one for one in compared if one.difference is not None]
        comparison.compared += len(compared)
        comparison.declined.update(one.declined for one in trials if one.declined is not None)
        comparison.mismatches += len(differing)
        first = first or next(iter(differing), None)
        done += len(turn)
        step(done, source.total())
    if first is not None:
        comparison.first = _smallest(subject, inputs, first)
    return comparison


def _repeat(subject: Subject, trials: list[Trial], comparison: Comparison, *, engine_first: bool) -> list[Trial]:
    """Run each side again: against itself, and against the clock where both answered."""
    answered = [one for one in trials if one.expected.error is None and one.found.error is None]
    others = [one for one in trials if one.expected.error is not None or one.found.error is not None]
    if engine_first:
        engine, engine_ns = _timed(subject, subject.engine, answered)
        original, original_ns = _timed(subject, subject.original, answered)
    else:
        original, original_ns = _timed(subject, subject.original, answered)
        engine, engine_ns = _timed(subject, subject.engine, answered)
    comparison.timed += len(answered)
    comparison.original_ns += original_ns
    comparison.engine_ns += engine_ns
    for one in others:
        original.append(trial.attempt(subject.original, one.given.arguments(), subject.positional))
        engine.append(trial.attempt(subject.engine, one.given.arguments(), subject.positional))
    for one, again in zip(answered + others, original):
        _check_original(subject, one, again)
    return [trial.again(one, found, subject) for one, found in zip(answered + others, engine)]


def _timed(subject: Subject, function: Callable[..., Any], trials: list[Trial]) -> tuple[list[Outcome], int]:
    """Call a side with each input; only the calls are timed. It stops at the first that raises."""
    calls = [trial.placed(one.given.arguments(), subject.positional) for one in trials]
    answers: list[Any] = []
    keep = answers.append
    raised: list[Outcome] = []
    start = perf_counter_ns()
    try:
        for by_place, named in calls:
            keep(function(*by_place, **named))
    except Exception as error:
        raised = [Outcome(error=error)] * (len(trials) - len(answers))
    spent = perf_counter_ns() - start
    return [Outcome(answer=answer) for answer in answers] + raised, spent


def _check_original(subject: Subject, one: Trial, again: Outcome) -> None:
    """An original that differs from itself is nothing to compare with."""
    difference = trial.unlike(one.expected, again)
    if difference is not None:
        raise CannotRun(
            f"the original of `{subject.name}` disagrees with itself, so that there is nothing to compare with: "
            f"the same call came to something else the second time, {difference}\n"
            f"the call: {one.given.json()}\n"
            "its answer depends on more than its arguments (time, chance, a global, a set's order): pass that in"
        )


def _smallest(subject: Subject, inputs: _transom.Inputs, first: Trial) -> Trial:
    deadline = monotonic() + SHRINKING_MAX_S

    def differs(given: _transom.Input) -> bool:
        return monotonic() < deadline and trial.run(subject, given).difference is not None

    smallest = trial.run(subject, inputs.smallest(first.given, LOOKS_MAX, differs))
    return smallest if smallest.difference is not None else first
