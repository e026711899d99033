"""What values showed: their exact classes, all the way in, and what else a draft may build on."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

#: Parts of one value that are looked at; of a longer container, parts spread over it.
PARTS_MAX = 10_000
#: Items of one container that are looked at.
ITEMS_MAX = 2_000
#: Containers within containers that are looked into.
DEPTH_MAX = 12
#: Kinds that one place may have; beyond it, nothing is learnt.
KINDS_MAX = 12
#: Items of a tuple whose places have types of their own.
FIXED_MAX = 8
INT_MIN, INT_MAX = -(2**63), 2**63 - 1

_SCALARS: dict[type, str] = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str", bytes: "bytes",
            bytearray: "bytearray", range: "range", decimal.Decimal: "decimal.Decimal",
            datetime.date: "datetime.date", datetime.datetime: "datetime.datetime", datetime.time: "datetime.time",
            datetime.timedelta: "datetime.timedelta"}
_LISTS: dict[type, str] = {list: "list", set: "set", frozenset: "frozenset", deque: "collections.deque",
          Counter: "collections.Counter"}
_DICTS: dict[type, str] = {dict: "dict", defaultdict: "collections.defaultdict", OrderedDict: "collections.OrderedDict"}


class Seen:
    """All that was seen in one place: an argument, an answer, the items of a list."""

    def __init__(self) -> None:
        #: By kind; a container's parts are places of their own.
        self.kinds: dict[str, list[Seen]] = {}

    def add(self, value: Any, facts: Facts, depth: int = 0) -> None:
        """Look at one more value."""
        facts.parts += 1
        if facts.parts > PARTS_MAX:
            return
        kind = type(value)
        if value is None:
            self._kind("None")
        elif kind in _SCALARS:
            self._kind(_SCALARS[kind])
            facts.look(value)
        elif depth >= DEPTH_MAX:
            self._kind(_name(kind))
        elif kind in _LISTS:
            (items,) = self._kind(_LISTS[kind], 1)
            for item in _spread(value):
                items.add(item, facts, depth + 1)
        elif kind in _DICTS:
            keys, values = self._kind(_DICTS[kind], 2)
            for key in _spread(value):
                keys.add(key, facts, depth + 1)
                values.add(value[key], facts, depth + 1)
        elif kind is tuple:
            # A longer one is a list in disguise.
            fixed = len(value) <= FIXED_MAX
            places = self._kind(f"tuple {len(value)}" if fixed else "tuple *", len(value) if fixed else 1)
            for place, item in zip(places if fixed else places * len(value), value):
                place.add(item, facts, depth + 1)
        else:
            self._kind(_array(value) or _name(kind))

    def _kind(self, name: str, parts: int = 0) -> list[Seen]:
        if name not in self.kinds and len(self.kinds) >= KINDS_MAX:
            name = "object"
            parts = 0
        known = self.kinds.setdefault(name, [])
        while len(known) < parts:
            known.append(Seen())
        return known

    def join(self, other: Seen) -> None:
        """Take in what was seen of the same place elsewhere."""
        for kind, parts in other.kinds.items():
            for own, part in zip(self._kind(kind, len(parts)), parts):
                own.join(part)

    def annotation(self) -> str:
        """As one would write it: ``dict[str, list[float]]``, ``int | None``; ``Never`` where nothing was seen."""
        kinds = dict(self.kinds)
        tuples = [kind for kind in kinds if kind.startswith("tuple ")]
        texts = []
        if len(tuples) == 1 and tuples[0] != "tuple *":
            parts = kinds.pop(tuples[0])
            texts.append(f"tuple[{', '.join(part.annotation() for part in parts)}]" if parts else "tuple[()]")
        elif tuples:
            item = Seen()
            for kind in tuples:
                for part in kinds.pop(kind):
                    item.join(part)
            texts.append(f"tuple[{item.annotation()}, ...]")
        nothing = kinds.pop("None", None) is not None
        for kind, parts in kinds.items():
            inner = ", ".join(part.annotation() for part in parts)
            texts.append(f"{kind}[{inner}]" if parts else kind)
        texts.sort()
        if nothing:
            texts.append("None")
        return " | ".join(texts) or "Never"

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {kind: [part.as_json() for part in parts] for kind, parts in self.kinds.items()}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Seen:
        """What ``as_json`` gave."""
        seen = Seen()
        seen.kinds = {kind: [Seen.from_json(part) for part in parts] for kind, parts in data.items()}
        return seen


class Facts:
    """What is to be known of all numbers and texts in one place, however deep."""

    def __init__(self) -> None:
        self.ints: list[int] | None = None
        self.nan = False
        self.negative_zero = False
        self.ascii = True
        self.lengths: list[int] | None = None
        self.parts = 0

    def look(self, value: Any) -> None:
        """Look at one scalar."""
        kind = type(value)
        if kind is int:
            held = min(max(value, INT_MIN), INT_MAX)
            self.ints = _widened(self.ints, held, held)
        elif kind is float:
            self.nan = self.nan or math.isnan(value)
            self.negative_zero = self.negative_zero or (value == 0.0 and math.copysign(1.0, value) < 0.0)
        elif kind is str:
            self.ascii = self.ascii and value.isascii()

    def join(self, other: Facts) -> None:
        """Take in what was seen of the same place elsewhere."""
        if other.ints is not None:
            self.ints = _widened(self.ints, *other.ints)
        if other.lengths is not None:
            self.lengths = _widened(self.lengths, *other.lengths)
        self.nan = self.nan or other.nan
        self.negative_zero = self.negative_zero or other.negative_zero
        self.ascii = self.ascii and other.ascii

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"ints": self.ints, "nan": self.nan, "negative_zero": self.negative_zero, "ascii": self.ascii,
                "lengths": self.lengths}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Facts:
        """What ``as_json`` gave."""
        facts = Facts()
        facts.ints, facts.lengths = data["ints"], data["lengths"]
        facts.nan, facts.negative_zero, facts.ascii = data["nan"], data["negative_zero"], data["ascii"]
        return facts


class Place:
    """A parameter or the answer, over all calls."""

    def __init__(self) -> None:
        self.seen = Seen()
        self.facts = Facts()
        #: How many values there were of each kind.
        self.counts: dict[str, int] = {}

    def add(self, value: Any) -> None:
        """Look at the value of one call."""
        alone = Seen()
        self.facts.parts = 0
        alone.add(value, self.facts)
        for kind in alone.kinds:
            self.counts[kind] = self.counts.get(kind, 0) + 1
        self.seen.join(alone)
        if type(value) in _LISTS or type(value) in _DICTS or type(value) in (tuple, str, bytes, bytearray):
            self.facts.lengths = _widened(self.facts.lengths, len(value), len(value))

    def join(self, other: Place) -> None:
        """Take in what was seen of the same place elsewhere."""
        self.seen.join(other.seen)
        self.facts.join(other.facts)
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count

    def answer(self) -> dict[str, Any]:
        """As the plan's answer says it."""
        return {"annotation": self.foremost().annotation(), **self.facts.as_json()}

    def foremost(self) -> Seen:
        """What was seen, without the rarer of kinds that no one type holds: calls with those stay on Python."""
        groups: dict[str, int] = {}
        for kind, count in self.counts.items():
            groups[_group(kind)] = groups.get(_group(kind), 0) + count
        groups.pop("None", None)
        best = max(groups, key=groups.__getitem__, default="None")
        seen = Seen()
        seen.kinds = {kind: parts for kind, parts in self.seen.kinds.items() if _group(kind) in (best, "None")}
        return seen

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"seen": self.seen.as_json(), "facts": self.facts.as_json(), "counts": self.counts}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Place:
        """What ``as_json`` gave."""
        place = Place()
        place.seen, place.facts = Seen.from_json(data["seen"]), Facts.from_json(data["facts"])
        place.counts = data["counts"]
        return place


def _spread(items: Any) -> list[Any]:
    """The items, or of many some, spread over all; none where they cannot be walked now."""
    try:
        everything = list(items)
    except RuntimeError:
        return []
    step = -(-len(everything) // ITEMS_MAX) or 1
    # The last one, too: what ends a list is often of another kind.
    return everything[::step] + everything[-1:] if step > 1 else everything


def _widened(limits: list[int] | None, low: int, high: int) -> list[int]:
    return [low, high] if limits is None else [min(limits[0], low), max(limits[1], high)]


def _group(kind: str) -> str:
    """Kinds of one group have one type that holds them all."""
    if kind in ("int", "float"):
        return "number"
    return "tuple" if kind.startswith("tuple ") else kind


def _name(kind: type) -> str:
    if issubclass(kind, enum.Enum) or kind.__module__ != "builtins":
        return f"{kind.__module__}.{kind.__qualname__}"
    return kind.__qualname__


def _array(value: Any) -> str | None:
    kind = type(value)
    if kind.__module__ == "numpy" and kind.__name__ == "ndarray":
        return f"numpy.ndarray[{value.dtype.name}, {value.ndim}]"
    return None
