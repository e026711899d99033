"""All inputs of one function: those that are there, those of the contract, and a search for what is not covered yet."""

from __future__ import annotations

import json
import math
import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from ... import _transom
from . import calls, constants, kinds, shrink, sites, speed, strategies
from .coverage import Site, tracer
from .draw import Draw
from .inputs import Source
from .mutate import Mutator
from .originals import Subject
from .result import Covered, Mismatch, Result
from .trial import Bench, Trial, call_text

#: A mismatch is tried to be made smaller so often, and for so many seconds.
LOOKS_MAX = 5_000
SHRINKING_MAX_S = 10.0
#: A search that has covered everything ends after so many compared calls, one that found differences after so many.
COMPARED_ENOUGH = 2_000
MISMATCHES_ENOUGH = 20
#: Inputs that others are made from, and inputs that are remembered as tried.
CORPUS_MAX = 500
KNOWN_MAX = 200_000
#: Inputs that are kept for trying faults; those that led somewhere new besides.
KEPT_MAX = 300
#: Calls that are timed.
TIMED_MAX = 64
#: Seconds that a real call may take.
RECORDED_MAX_S = 60.0
GENERATED_MAX_S = 1.0
#: Numbers above this may be what takes too long.
LARGE = 64
_NUMBER = re.compile(r"\b\d+\b")


@dataclass
class Options:
    """How to look."""

    source: Source
    #: Seconds of search; 0 for none.
    seconds: float
    #: What there is in the project.
    tests: calls.Tests
    root: Path | None
    time: bool = True
    #: Pickled inputs that ended an earlier process.
    banned: list[bytes] = field(default_factory=list)


class Search:
    """The comparison of one function."""

    def __init__(self, subject: Subject, options: Options, mark: Callable[[bytes, bytes], None]) -> None:
        self.subject = subject
        self.options = options
        self.result = Result(subject.name, subject.coordinate, options.source.seed)
        self._inputs = _transom.Inputs(subject.contract, subject.name.partition(".")[2], subject.required)
        self._bench = Bench(subject, mark)
        definitions = json.loads(subject.contract).get("definitions", {})
        self._kinds = kinds.of_function(subject.description, definitions)
        self._sites = sites.of(subject.original)
        self._tracer = tracer(self._sites)
        self._wanted: set[Site] = {*self._sites.lines(), *self._sites.branches()}
        #: Taken by a compared call; taken by any.
        self._credited: set[Site] = set()
        self._seen: set[Site] = set()
        self._known: set[bytes] = set(options.banned)
        self._corpus: list[bytes] = []
        #: Whether it is a real call, how long the original takes, and the input.
        self._timed: list[tuple[bool, float, bytes]] = []
        self._first: tuple[bytes, _transom.Input | None, Trial] | None = None
        self._differing: set[bytes] = set()
        self._wasted = 0.0
        ended = (_largest(pickle.loads(blob)) for blob in options.banned)
        self._too_large = min((largest for largest in ended if largest > LARGE), default=math.inf)
        self.call_max_s = min(1.0, max(0.01, options.seconds / 50 if options.seconds else 1.0))
        self.random = Random(f"{subject.name} {options.source.seed}")

    def run(self) -> Result:
        """Compare, minimise, time."""
        started = monotonic()
        for given in self.options.source.files_read(self._inputs):
            self._take(given, "recorded", RECORDED_MAX_S)
        if self.options.seconds:
            self._there_already()
        for given in self.options.source.generated_read(self._inputs):
            self._take(given, "contract", GENERATED_MAX_S)
        if self.options.seconds and self.result.unsteady is None:
            self._look(started + self.options.seconds)
        if self._first is not None:
            self.result.first = self._smallest(*self._first)
        elif self.options.time and self._timed and self.result.unsteady is None:
            self._time()
        self.result.coverage = self._covered()
        self.result.seconds = monotonic() - started
        return self.result

    def _there_already(self) -> None:
        """Calls of the docstring and of the tests, and recorded ones where Transom keeps them."""
        limit = 10 * self.call_max_s
        for given in self.options.source.kept(self._inputs, self.options.root, self.subject.name):
            self._take(given, "recorded", RECORDED_MAX_S)
        found: list[dict[str, Any]] = []
        calls.in_docstring(self.subject.original, lambda one: found.append(pickle.loads(pickle.dumps(one))))
        for arguments in found:
            self.consider(arguments, "docstring", limit)
        for arguments in self.options.tests.of(self.subject.original):
            self.consider(arguments, "tests", limit)

    def _take(self, given: _transom.Input, origin: str, limit: float | None) -> None:
        self.consider(self._objects(given), origin, limit, given)

    def _objects(self, given: _transom.Input) -> dict[str, Any]:
        """The arguments as the application has them: a contract knows of no classes but as names."""
        arguments = given.arguments()
        if not self.subject.exact:
            return arguments
        try:
            return {name: kinds.revived(value, self._kinds.get(name, kinds.OTHER)) for name, value in arguments.items()}
        except Exception:
            # A class refuses what its model lets through.
            return arguments

    def _look(self, deadline: float) -> None:
        """Draw and change inputs until everything is covered, or time is up."""
        subject = self.subject
        of = self._kinds
        draw = Draw(self.random, constants.of(subject.original))
        mutator = Mutator(draw, of)
        known = all(kind.known() for kind in of.values())
        contract = self._inputs.generate(self.options.source.seed)
        if not of:
            self.consider({}, "generated")
            return
        with_strategies = known and subject.exact and strategies.wanted(self.options.seconds)
        share = strategies.SHARE * self.options.seconds if with_strategies else 0.0
        while not self._is_done(deadline - share):
            choice = self.random.random()
            if self._corpus and subject.exact and choice < 0.45:
                self._made("mutated", lambda: mutator.arguments(*self._parents()))
            elif known and subject.exact and choice < 0.92:
                self._made("generated", lambda: draw.arguments(of))
            else:
                self._take(next(contract), "contract", None)
        if with_strategies and self._first is None and self.result.unsteady is None:
            strategies.run(of, self._differs, monotonic() + share, self.options.source.seed)

    def _differs(self, arguments: dict[str, Any]) -> bool:
        """Whether these differ, or are known to: they are asked for again while they are made smaller."""
        differs = self.consider(arguments, "hypothesis")
        arguments = {name: arguments[name] for name in self.subject.arguments}
        blob = pickle.dumps(arguments, 5)
        if differs:
            self._differing.add(blob)
        return differs or blob in self._differing

    def _made(self, origin: str, make: Callable[[], dict[str, Any]]) -> None:
        try:
            arguments = make()
        except Exception:
            # A class of the application refuses what its fields allow, or is not hashed.
            return
        self.consider(arguments, origin)

    def _parents(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Two of the inputs that led somewhere; the first one of the latest, rather."""
        count = len(self._corpus)
        at = max(self.random.randrange(count), self.random.randrange(count))
        return pickle.loads(self._corpus[at]), pickle.loads(self.random.choice(self._corpus))

    def _is_done(self, deadline: float) -> bool:
        result = self.result
        if monotonic() > deadline or result.unsteady is not None or result.mismatches >= MISMATCHES_ENOUGH:
            return True
        return result.compared >= COMPARED_ENOUGH and self._wanted <= self._credited

    def consider(
        self, arguments: dict[str, Any], origin: str, limit: float | None = None, given: _transom.Input | None = None
    ) -> bool:
        """Compare one input, unless it was before; whether the two differ. What somebody asked for is compared again."""
        result = self.result
        arguments = {name: arguments[name] for name in self.subject.arguments if name in arguments}
        try:
            blob = pickle.dumps(arguments, 5)
        except Exception:
            return False
        asked_for = given is not None and limit is not None
        if blob in self._known and (not asked_for or blob in self.options.banned) or result.unsteady is not None:
            return False
        if origin not in ("recorded", "docstring", "tests") and _largest(arguments) >= self._too_large:
            return False
        if len(self._known) < KNOWN_MAX:
            self._known.add(blob)
        watched = not self._wanted <= self._credited
        started = monotonic()
        trial = self._bench.run(blob, limit or self.call_max_s, self._tracer if watched else None)
        result.sources[origin] += 1
        if trial.expected.cut is not None:
            result.cut[trial.expected.cut] += 1
            self._waste(monotonic() - started, arguments, limit)
            return False
        if trial.unsteady is not None:
            result.unsteady = self._mismatch(blob, given, trial, trial.unsteady)
            return False
        self._count(trial, origin)
        if trial.hit - self._seen or len(self.result.kept) < KEPT_MAX:
            self.result.kept.append((blob, not trial.compared))
        self._keep(blob, trial, origin)
        if trial.difference is not None and self._first is None:
            self._first = (blob, given, trial)
        return trial.difference is not None

    def _waste(self, seconds: float, arguments: dict[str, Any], limit: float | None) -> None:
        """Large numbers are left out where they only take time."""
        self._wasted += seconds
        largest = _largest(arguments)
        if limit is None and largest > LARGE and self._wasted > 0.15 * self.options.seconds:
            self._too_large = min(self._too_large, largest)

    def _count(self, trial: Trial, origin: str) -> None:
        result, found = self.result, trial.found
        if not trial.compared:
            reason = (found.declined if found else None) or "no reason"
            # "the len is 3 but the index is 7" would be one reason for each length.
            result.declined[_NUMBER.sub("N", reason)] += 1
            return
        result.compared += 1
        result.recorded += origin == "recorded"
        result.mismatches += trial.difference is not None
        result.raised += found is not None and found.raised is not None and trial.difference is None
        self._credited |= trial.hit

    def _keep(self, blob: bytes, trial: Trial, origin: str) -> None:
        """What led somewhere new is changed further; what was there is, too."""
        new = trial.hit - self._seen
        self._seen |= trial.hit
        if (new or origin in ("recorded", "docstring", "tests")) and len(self._corpus) < CORPUS_MAX:
            self._corpus.append(blob)
        found = trial.found
        if found is not None and found.declined is None and found.raised is None:
            real = origin in ("recorded", "docstring", "tests")
            if len(self._timed) < TIMED_MAX:
                self._timed.append((real, trial.expected.seconds, blob))
            elif not real:
                at = self.random.randrange(max(self.result.compared, TIMED_MAX))
                if at < TIMED_MAX and not self._timed[at][0]:
                    self._timed[at] = (real, trial.expected.seconds, blob)

    def _covered(self) -> Covered:
        lines, branches = self._sites.lines(), self._sites.branches()
        missing = sorted(branches - self._credited, key=lambda one: (one.line, str(one.place), one.outcome))
        return Covered(
            len(lines & self._credited), len(lines), sorted(lines - self._credited),
            len(branches & self._credited), len(branches),
            list(dict.fromkeys(self._sites.shown(branch) for branch in missing if branch.line in self._credited)),
        ) if lines else Covered()

    def _time(self) -> None:
        has_real = any(real for real, _, _ in self._timed)
        asked = self.result.compared + self.result.declined.total()
        rate = self.result.declined.total() / asked if asked else 0.0
        seconds = min(1.0, max(0.05, 0.15 * self.options.seconds))
        blobs: list[bytes] = []
        spent = 0.0
        for real, lasts, blob in self._timed:
            # A round is a small part of the time that there is.
            if real == has_real and (not blobs or spent + lasts < seconds / 10):
                blobs.append(blob)
                spent += lasts
        self.result.speed = speed.measure(self.subject, blobs, seconds, rate)

    def _smallest(self, blob: bytes, given: _transom.Input | None, trial: Trial) -> Mismatch:
        deadline = monotonic() + SHRINKING_MAX_S
        best = (blob, given, trial)

        def differs(arguments: dict[str, Any], given: _transom.Input | None = None) -> bool:
            nonlocal best
            if monotonic() > deadline:
                return False
            blob = pickle.dumps(arguments, 5)
            tried = self._bench.run(blob, max(self.call_max_s, 0.1))
            if tried.unsteady is None and tried.difference is not None:
                best = (blob, given, tried)
                return True
            return False

        if given is not None:
            self._inputs.smallest(given, LOOKS_MAX, lambda smaller: differs(self._objects(smaller), smaller))
        else:
            shrink.smallest(pickle.loads(blob), differs, LOOKS_MAX)
        return self._mismatch(*best, best[2].difference or "")

    def _mismatch(self, blob: bytes, given: _transom.Input | None, trial: Trial, difference: str) -> Mismatch:
        arguments = pickle.loads(blob)
        name = self.subject.original.__name__
        text = given.json() if given is not None else None
        return Mismatch(
            call_text(name, arguments), json.loads(text) if text else _plain(arguments),
            str(trial.expected), str(trial.found), difference,
        )


def _largest(value: Any) -> float:
    """The largest whole number, wherever it is; or how long the whole is."""
    largest, left, count = 0, [value], 0
    while left:
        one = left.pop()
        count += 1
        if isinstance(one, int):
            largest = max(largest, abs(one))
        elif isinstance(one, (list, tuple, set, frozenset)):
            left.extend(one)
        elif isinstance(one, dict):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, (str, bytes)):
            count += len(one)
    return max(largest, count)


def _plain(value: Any) -> Any:
    """For JSON, as near as it gets."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return repr(value)

