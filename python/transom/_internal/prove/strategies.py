"""Hypothesis, where it is installed: strategies from the kinds, for what its own drawing finds."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any

from .kinds import Kind, array

#: A search that is shorter does without, and a longer one gives it this share of its time.
SECONDS_MIN = 2.0
SHARE = 0.15
#: Examples drawn in one go.
BATCH = 100


def wanted(seconds: float) -> bool:
    """Whether it is installed, and a search of so many seconds uses it."""
    return seconds >= SECONDS_MIN and find_spec("hypothesis") is not None


def prepare(folder: Path) -> None:
    """Import it once, for all processes to come; what it keeps goes into this folder."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(folder))
    # The first text that it draws takes seconds: it reads all of Unicode.
    import_module("hypothesis").strategies.characters().validate()


class _Over(BaseException):
    """Time is up."""


def run(kinds: dict[str, Kind], differs: Callable[[dict[str, Any]], bool], deadline: float, seed: int) -> None:
    """Draw arguments until time is up or some differ; those are drawn again, smaller and smaller."""
    hypothesis: Any = import_module("hypothesis")
    verbosity, phase = hypothesis.Verbosity, hypothesis.Phase
    strategy = _strategy(hypothesis, Kind("record", tuple(kinds.values()), tuple(kinds)))

    def check(arguments: dict[str, Any]) -> None:
        if monotonic() > deadline:
            raise _Over
        assert not differs(arguments)

    settings = hypothesis.settings(
        max_examples=BATCH, deadline=None, database=None, print_blob=False, verbosity=verbosity.quiet,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[phase.generate, phase.shrink],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        while monotonic() < deadline:
            seeded: Any = hypothesis.seed(seed)
            test = seeded(settings(hypothesis.given(strategy)(check)))
            seed += 1
            try:
                test()
            except _Over:
                return
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                return


def _strategy(hypothesis: Any, kind: Kind) -> Any:
    st = hypothesis.strategies

    def part(at: int) -> Any:
        return _strategy(hypothesis, kind.parts[at])

    def made(drawn: Any) -> Any:
        return drawn if kind.make is None else drawn.map(kind.make)

    plain: dict[str, Callable[[], Any]] = {
        "none": st.none,
        "bool": st.booleans,
        "int": lambda: st.one_of(st.integers(*_near(kind)), st.integers(*kind.names)),
        "float": st.floats,
        "number": lambda: st.one_of(st.integers(-(1 << 63), (1 << 63) - 1), st.floats()),
        "str": st.text,
        "char": st.characters,
        "bytes": lambda: made(st.binary()),
        "list": lambda: made(st.lists(part(0), max_size=20)),
        "set": lambda: made(st.sets(part(0), max_size=20)),
        "dict": lambda: st.dictionaries(part(0), part(1), max_size=20),
        "option": lambda: st.one_of(st.none(), part(0)),
        "choice": lambda: st.sampled_from(kind.names),
    }
    if kind.name in plain:
        return plain[kind.name]()
    if kind.name == "ref":
        return st.deferred(lambda: _strategy(hypothesis, kind.itself()))
    if kind.name == "array":
        items = st.lists(part(0), max_size=20) if kind.names[0] == "array1" else st.lists(part(0), min_size=1, max_size=1)
        return items.map(lambda drawn: array(drawn, kind))
    parts = [_strategy(hypothesis, one) for one in kind.parts]
    if kind.name == "tuple":
        return made(st.tuples(*parts))
    fields = dict(zip(kind.names, parts))
    return st.builds(kind.make, **fields) if kind.make is not None else st.fixed_dictionaries(fields)


def _near(kind: Kind) -> tuple[int, int]:
    least, most = kind.names
    return max(least, -20), min(most, 100)
