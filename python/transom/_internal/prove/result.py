"""What came of one function, as plain data: it crosses from the process that compared to the one that tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Mismatch:
    """An input for which the two differ."""

    #: The call, as Python writes it.
    call: str
    #: The arguments, for JSON.
    input: object
    expected: str
    found: str
    difference: str


@dataclass
class Covered:
    """How much of the original the compared calls went through."""

    covered: int = 0
    total: int = 0
    missing: list[int] = field(default_factory=list)
    #: Conditions that always came out the same, in words.
    branches: int = 0
    branches_total: int = 0
    branches_missing: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.missing and not self.branches_missing


@dataclass
class Speed:
    """How both sides compare in time, conversion included."""

    #: Calls of one round, and rounds.
    calls: int
    rounds: int
    original_ns: float
    engine_ns: float
    #: How many times as fast the engine is: the median of all rounds, and where it is with 95 %.
    median: float
    low: float
    high: float
    #: How often the engine declined of the calls that both were asked.
    decline_rate: float


@dataclass
class Result:
    """What came of comparing one function."""

    function: str
    original: str
    seed: int
    #: How many inputs came from where.
    sources: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    #: Recorded calls among the compared ones.
    recorded: int = 0
    #: Inputs that the engine left to the original, by reason.
    declined: Counter[str] = field(default_factory=Counter)
    #: Compared calls that both sides raised for.
    raised: int = 0
    #: Inputs that were given up on the original's side, by reason.
    cut: Counter[str] = field(default_factory=Counter)
    mismatches: int = 0
    first: Mismatch | None = None
    #: The input for which the original differs from itself.
    unsteady: Mismatch | None = None
    coverage: Covered = field(default_factory=Covered)
    speed: Speed | None = None
    seconds: float = 0.0
    #: Inputs that were compared or declined, pickled, and whether they were declined: what faults are tried with.
    kept: list[tuple[bytes, bool]] = field(default_factory=list)
    #: Why there was nothing to compare.
    problem: str | None = None

    @property
    def verdict(self) -> str:
        """The word for it."""
        if self.unsteady is not None:
            return "unsteady"
        if self.mismatches:
            return "mismatch"
        if self.compared:
            return "proved" if self.coverage.whole else "partly proved"
        return "declined always" if self.declined else "no inputs"

    @property
    def holds(self) -> bool:
        """Whether something was compared and nothing differed."""
        return self.compared > 0 and self.mismatches == 0 and self.unsteady is None
