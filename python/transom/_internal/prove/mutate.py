"""Arguments made of others: one place changed, or one argument brought into a relation with another."""

from __future__ import annotations

import copy
import dataclasses
import math
from collections import deque
from random import Random
from typing import Any

from .draw import FLOAT_CORNERS, INT_CORNERS, Draw, copied
from .kinds import INT, OTHER, Kind, array

#: Lists and text grow no longer than this.
LENGTH_MAX = 200


class Mutator:
    """Changes arguments."""

    def __init__(self, draw: Draw, kinds: dict[str, Kind]) -> None:
        self._draw = draw
        self._random: Random = draw.random
        self._kinds = kinds

    def arguments(self, arguments: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        """Change arguments, which are the mutator's own, with another call's at hand."""
        random, changed = self._random, dict(arguments)
        if not changed:
            return changed
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            name = random.choice(list(changed))
            kind = self._kinds.get(name, OTHER)
            choice = random.random()
            if choice < 0.12 and name in other:
                changed[name] = other[name]
            elif choice < 0.24 and kind.known():
                changed[name] = self._draw.value(kind)
            elif choice < 0.42 and len(changed) > 1:
                changed[name] = self._related(changed[name], [changed[one] for one in changed if one != name])
            else:
                changed[name] = self.value(changed[name], kind)
        return changed

    def value(self, value: Any, kind: Kind) -> Any:
        """Change one place of a value."""
        kind = kind.itself()
        if kind.name == "option":
            if value is None or self._random.random() < 0.05:
                return self._draw.value(kind, 1) if kind.known() else value
            return self.value(value, kind.parts[0])
        if kind.name in ("choice", "record", "number") and kind.known() and self._random.random() < 0.3:
            return self._draw.value(kind)
        change = getattr(self, f"_{type(value).__name__}", None)
        if change is not None:
            return change(value, kind)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value, kind)
        if kind.name == "record" and hasattr(value, "__dict__"):
            return self._instance(value, kind)
        if isinstance(value, tuple) and hasattr(value, "_replace"):
            return type(value)(*self._tuple(tuple(value), kind))
        return value

    def _bool(self, value: bool, kind: Kind) -> bool:
        return not value

    def _int(self, value: int, kind: Kind) -> int:
        random = self._random
        constants = self._draw.constants.ints
        changed = random.choice((
            value + 1, value - 1, value + 1, value - 1, -value, value * 2, value // 2, 0, 1, value + random.randrange(-9, 10),
            value * 10, random.randrange(10), random.randrange(-100, 1000),
            random.choice(constants) if constants else value ^ 1, random.choice(INT_CORNERS) if random.random() < 0.2 else 2,
        ))
        least, most = kind.names if kind.name == "int" and kind.names else INT
        return int(min(max(changed, least), most))

    def _float(self, value: float, kind: Kind) -> float:
        random = self._random
        constants = self._draw.constants.floats
        near = value if not math.isfinite(value) else math.nextafter(value, random.choice((-math.inf, math.inf)))
        return random.choice((
            value + 1.0, value - 1.0, -value, value * 2.0, value / 2.0, value * 10.0, near, random.random(),
            random.uniform(-10.0, 10.0), float(random.randrange(10)), round(value, 1) if math.isfinite(value) else 0.0,
            random.choice(constants) if constants else 0.5, random.choice(FLOAT_CORNERS),
        ))

    def _str(self, value: str, kind: Kind) -> str:
        random, draw = self._random, self._draw
        at, to = sorted((random.randrange(len(value) + 1), random.randrange(len(value) + 1)))
        letters = draw.constants.letters or draw.mood.alphabet
        letter = random.choice(random.choice((letters, letters, value or "a", draw.mood.alphabet or "a")))
        texts = draw.constants.texts or ["a"]
        pair = random.choice(("()", "[]", "{}", "\"\"", "  "))
        if kind.name == "char":
            return letter or value
        changed = random.choice((
            value[:at] + letter + value[at:], value[:at] + letter + value[at + 1:], value[:at] + value[at + 1:],
            value[:at] + value[to:], value[:to] + value[at:], value[:at] + random.choice(texts) + value[at:],
            value[:at] + pair[0] + value[at:to] + pair[1] + value[to:], value[::-1], value + value[::-1],
            value[:at] + value[at:to].swapcase() + value[to:], value + draw.text(), draw.text(),
            value[:at] + str(random.randrange(100)) + value[to:],
        ))
        return changed[:LENGTH_MAX]

    def _bytes(self, value: bytes, kind: Kind) -> bytes:
        at, byte = self._random.randrange(len(value) + 1), bytes([self._random.randrange(256)])
        changed = (value[:at] + byte + value[at:], value[:at] + byte + value[at + 1:], value[:at] + value[at + 1:])
        return self._random.choice(changed)[:LENGTH_MAX]

    def _list(self, value: list[Any], kind: Kind) -> list[Any]:
        random, items = self._random, list(value)
        inner = kind.part(0)
        at = random.randrange(len(items) + 1)
        choice = random.random()
        if choice < 0.35 and items:
            at = min(at, len(items) - 1)
            items[at] = self.value(items[at], kind.part(at) if kind.name == "tuple" else inner)
        elif kind.name == "tuple":
            return items
        elif choice < 0.5 and inner.known():
            items.insert(at, self._draw.value(inner, 1))
        elif choice < 0.6 and items:
            items.insert(at, copied(random.choice(items)))
        elif choice < 0.72 and items:
            del items[min(at, len(items) - 1)]
        elif choice < 0.8 and items:
            one, other = random.randrange(len(items)), random.randrange(len(items))
            items[one], items[other] = items[other], items[one]
        elif choice < 0.88:
            return self._draw.arrange(items)
        elif choice < 0.92:
            items.reverse()
        elif choice < 0.96:
            items = items[at:] if random.random() < 0.5 else items[:at]
        elif inner.known():
            items = items + [self._draw.value(inner, 1) for _ in range(random.randrange(1, 20))]
        return items[:LENGTH_MAX]

    def _tuple(self, value: tuple[Any, ...], kind: Kind) -> tuple[Any, ...]:
        if kind.name == "list":
            return tuple(self._list(list(value), kind))
        if not value:
            return value
        at = self._random.randrange(len(value))
        return (*value[:at], self.value(value[at], kind.part(at)), *value[at + 1:])

    def _set(self, value: set[Any], kind: Kind) -> set[Any]:
        return set(self._list(list(value), kind))

    def _frozenset(self, value: frozenset[Any], kind: Kind) -> frozenset[Any]:
        return frozenset(self._list(list(value), kind))

    def _deque(self, value: deque[Any], kind: Kind) -> deque[Any]:
        return deque(self._list(list(value), kind), value.maxlen)

    def _bytearray(self, value: bytearray, kind: Kind) -> bytearray:
        return bytearray(self._bytes(bytes(value), kind))

    def _ndarray(self, value: Any, kind: Kind) -> Any:
        changed = self._list(value.tolist(), kind)
        ragged = len({len(row) for row in changed if isinstance(row, list)}) > 1
        return value if ragged or kind.name != "array" else array(changed, kind)

    def _dict(self, value: dict[Any, Any], kind: Kind) -> dict[Any, Any]:
        random, entries = self._random, list(value.items())
        at = random.randrange(len(entries) + 1)
        choice = random.random()
        if kind.name == "record" or choice < 0.4:
            if entries:
                at = min(at, len(entries) - 1)
                key, inner = entries[at]
                part = kind.parts[kind.names.index(key)] if kind.name == "record" and key in kind.names else kind.part(1)
                entries[at] = (key, self.value(inner, part))
        elif choice < 0.6 and entries:
            del entries[min(at, len(entries) - 1)]
        elif choice < 0.8 and kind.known() and len(kind.parts) == 2:
            entries.insert(at, (self._draw.value(kind.parts[0], 1), self._draw.value(kind.parts[1], 1)))
        elif entries:
            at = min(at, len(entries) - 1)
            entries[at] = (self.value(entries[at][0], kind.part(0)), entries[at][1])
            random.shuffle(entries)
        return dict(entries)

    def _dataclass(self, value: Any, kind: Kind) -> Any:
        fields = [field.name for field in dataclasses.fields(value) if field.init]
        if not fields:
            return value
        name = self._random.choice(fields)
        part = kind.parts[kind.names.index(name)] if kind.name == "record" and name in kind.names else OTHER
        return dataclasses.replace(value, **{name: self.value(getattr(value, name), part)})

    def _instance(self, value: Any, kind: Kind) -> Any:
        at = self._random.randrange(len(kind.names)) if kind.names else 0
        changed = copy.copy(value)
        if kind.names and hasattr(value, kind.names[at]):
            object.__setattr__(changed, kind.names[at], self.value(getattr(value, kind.names[at]), kind.parts[at]))
        return changed

    def _related(self, value: Any, others: list[Any]) -> Any:
        """The value in a relation with another argument: an index into it, an item of it, as long as it is."""
        random, other = self._random, self._random.choice(others)
        if type(value) is type(other) and random.random() < 0.3:
            return copied(other)
        if type(value) is int and isinstance(other, (list, str, tuple, dict, set)):
            items = [item for item in other if type(item) is int] if not isinstance(other, str) else []
            pair = [random.choice(items) for _ in range(2)] if items else [0, 0]
            found = (len(other), len(other) - 1, len(other) // 2, *pair, sum(pair), sum(items), pair[0] + 1)
            return random.choice(found)
        if type(value) is str and isinstance(other, str) and other:
            at, to = sorted((random.randrange(len(other) + 1), random.randrange(len(other) + 1)))
            return random.choice((other[at:to], other[:to], other[at:], other[::-1], other + value))
        if isinstance(value, list) and isinstance(other, (list, str)):
            count = len(other)
            grown = value + [copied(random.choice(value)) for _ in range(count - len(value))] if value else value
            return grown[:count]
        if isinstance(other, (list, tuple, set)):
            same = [item for item in other if type(item) is type(value)]
            return copied(random.choice(same)) if same else value
        if isinstance(other, dict):
            same = [item for item in (*other, *other.values()) if type(item) is type(value)]
            return copied(random.choice(same)) if same else value
        return value
