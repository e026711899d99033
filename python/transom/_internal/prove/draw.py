"""Arguments drawn from their kinds: small, and related to each other as a program's are.

All arguments of one call share a *mood*: one size that lists, squares and indexes have in common, a few texts that
occur again, an alphabet. Constants of the original occur everywhere.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from .constants import Constants
from .kinds import INT, Kind, array

#: The size that most arguments of a call have.
SIZE_MAX = 9
#: How deep recursive kinds go.
DEPTH_MAX = 8
INT_CORNERS = (0, 1, -1, 2, -2, 1 << 31, (1 << 53) - 1, 1 << 53, (1 << 53) + 1, -(1 << 53) - 1, (1 << 63) - 1, -(1 << 63))
FLOAT_CORNERS = (
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 0.1, 1e-9, 1e16, -1e16, 9007199254740993.0, 2.0**63, 1e308, 5e-324,
    math.inf, -math.inf, math.nan,
)
ALPHABETS = (
    "ab", "abc", "abcdefghij", "01", "0123456789", "aAbB zZ", "ab ", "a,b;c d", "()[]{}", "xyz-_.", "+-*/() 12",
    "ABCDEFG", " \t\n", "éßΩж漢🙂", "aé0٣²İıſǅ",
)
TEXT_CORNERS = ("", " ", "a", "A", "0", "-1", "3.14", "é", "ß", "🙂", "İ", "aa", "a b", "racecar", "Hello, World!", "\n")


@dataclass(frozen=True)
class Mood:
    """What the arguments of one call have in common."""

    size: int
    alphabet: str
    texts: tuple[str, ...]
    #: Whole numbers that stand for things: indexes, nodes, keys.
    ints: tuple[int, ...]
    #: Whether limits and infinities are welcome.
    extreme: bool
    #: How large ordinary numbers are.
    reach: int
    negative: bool
    #: How often list items are put in order.
    ordered: float
    rectangular: bool


class Draw:
    """Draws arguments, the same from the same seed."""

    def __init__(self, random: Random, constants: Constants) -> None:
        self.random = random
        self.constants = constants
        letters = constants.letters
        self._alphabets = ALPHABETS + ((letters, letters) if letters else ())
        self.mood = self._mood()

    def arguments(self, kinds: dict[str, Kind]) -> dict[str, Any]:
        """One call's arguments."""
        self.mood = self._mood()
        drawn = {name: self.value(kind) for name, kind in kinds.items()}
        if self.random.random() < 0.02:
            # One object as two arguments is a call, too.
            for (one, kind), (other, like) in itertools.pairwise(kinds.items()):
                if kind == like:
                    drawn[other] = drawn[one]
        return drawn

    def value(self, kind: Kind, depth: int = 0) -> Any:
        """One value."""
        return getattr(self, f"_{kind.name}")(kind, depth)

    def _ref(self, kind: Kind, depth: int) -> Any:
        return self.value(kind.itself(), depth + 1)

    def _char(self, kind: Kind, depth: int) -> str:
        letters = self.mood.alphabet if self.random.random() < 0.7 else self.constants.letters
        return self.random.choice(letters or "aé🙂")

    def _array(self, kind: Kind, depth: int) -> Any:
        rectangular, self.mood = self.mood, replace(self.mood, rectangular=True)
        items = self._list(kind, 0)
        self.mood = rectangular
        return array(items, kind)

    def _mood(self) -> Mood:
        random = self.random
        size = random.choice((0, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, SIZE_MAX, random.randrange(40)))
        alphabet = random.choice(self._alphabets)
        texts = tuple(self._word(alphabet, random.randrange(1, 5)) for _ in range(3))
        reach = random.choice((2, 10, 10, 30, 100, 1000, 10**6))
        base = random.randrange(2)
        return Mood(
            size, alphabet, texts, tuple(range(base, size + base)), random.random() < 0.06, reach,
            random.random() < 0.5, random.choice((0.0, 0.2, 1.0)), random.random() < 0.85,
        )

    def _word(self, alphabet: str, length: int) -> str:
        return "".join(self.random.choice(alphabet) for _ in range(length)) if alphabet else ""

    def _none(self, kind: Kind, depth: int) -> None:
        return None

    def _bool(self, kind: Kind, depth: int) -> bool:
        return self.random.random() < 0.5

    def _int(self, kind: Kind, depth: int) -> int:
        least, most = kind.names or INT
        return int(min(max(self._any_int(), least), most))

    def _any_int(self) -> int:
        random, mood = self.random, self.mood
        choice = random.random()
        if mood.extreme and choice < 0.4:
            return random.choice(INT_CORNERS)
        if choice < 0.35 and mood.ints:
            return random.choice(mood.ints)
        if choice < 0.42:
            return mood.size
        if choice < 0.52 and self.constants.ints:
            return random.choice(self.constants.ints) + random.choice((0, 0, 0, -1, 1))
        if choice < 0.56:
            return random.choice((0, 1, -1, 2))
        return random.randrange(-mood.reach if mood.negative else 0, mood.reach + 1)

    def _float(self, kind: Kind, depth: int) -> float:
        random, mood = self.random, self.mood
        choice = random.random()
        if choice < (0.4 if mood.extreme else 0.02):
            return random.choice(FLOAT_CORNERS)
        if choice < 0.1 and self.constants.floats:
            return random.choice(self.constants.floats) * random.choice((1.0, 1.0, 1.5, -1.0))
        sign = -1.0 if mood.negative and random.random() < 0.5 else 1.0
        if choice < 0.3:
            return sign * random.randrange(mood.reach + 1)
        if choice < 0.45:
            return sign * random.randrange(4 * mood.reach + 1) / 4
        if choice < 0.6:
            return sign * round(random.random() * mood.reach, 2)
        return sign * random.random() * random.choice((1.0, float(mood.reach)))

    def _number(self, kind: Kind, depth: int) -> float:
        return self._any_int() if self.random.random() < 0.5 else self._float(kind, depth)

    def _str(self, kind: Kind, depth: int) -> str:
        return self.text(inside=depth > 0)

    def text(self, *, inside: bool = False) -> str:
        """Some text; inside a container mostly a word that occurs again."""
        random, mood = self.random, self.mood
        choice = random.random()
        if choice < (0.5 if inside else 0.05):
            return random.choice(mood.texts)
        if choice < 0.55 and self.constants.texts and random.random() < (0.3 if inside else 0.25):
            return random.choice(self.constants.texts)
        length = random.choice((mood.size, 2 * mood.size, random.randrange(1, 6)))
        if choice < 0.62:
            word = self._word(mood.alphabet, length // 2)
            return random.choice((word + word[::-1], word + word, word[:1] * length, "".join(sorted(word))))
        if choice < 0.7:
            return " ".join(random.choice(mood.texts) for _ in range(random.randrange(1, 5)))
        if choice < 0.75:
            return random.choice((str(self._any_int()), f"{random.uniform(-9, 9):.2f}", bin(length), f"{length:x}"))
        if choice < 0.8:
            return self._nested(length)
        if choice < 0.84 and (mood.extreme or not inside):
            return random.choice(TEXT_CORNERS)
        return self._word(mood.alphabet, length)

    def _nested(self, length: int) -> str:
        text = ""
        for _ in range(min(length, 8)):
            pair = self.random.choice(("()", "()", "[]", "{}"))
            text = self.random.choice((pair[0] + text + pair[1], text + pair, pair + text))
        return text

    def _bytes(self, kind: Kind, depth: int) -> Any:
        drawn = self._any_bytes()
        return drawn if kind.make is None else kind.make(drawn)

    def _any_bytes(self) -> bytes:
        random = self.random
        if self.constants.raw and random.random() < 0.2:
            return random.choice(self.constants.raw)
        if random.random() < 0.5:
            return self.text().encode()
        return bytes(random.choice((0, 1, 127, 128, 255, random.randrange(256))) for _ in range(self.mood.size))

    def _count(self) -> int:
        random = self.random
        return random.choice((self.mood.size,) * 6 + (0, 1, random.randrange(SIZE_MAX)))

    def _list(self, kind: Kind, depth: int) -> Any:
        drawn = self._items(kind, depth)
        return drawn if kind.make is None else kind.make(drawn)

    def _items(self, kind: Kind, depth: int) -> list[Any]:
        # Trees get thin.
        item, count = kind.parts[0], 0 if depth > DEPTH_MAX else min(self._count(), max(1, SIZE_MAX >> depth))
        count = self._count() if depth < 2 else count
        if item.name == "list" and depth == 0 and self.mood.rectangular:
            return self._table(item, count)
        if item.name == "int" and self.random.random() < 0.08:
            return self.random.sample(self.mood.ints, len(self.mood.ints))
        return self.arrange([self.value(item, depth + 1) for _ in range(count)])

    def _table(self, row: Kind, count: int) -> list[Any]:
        width = count if self.random.random() < 0.6 else self._count()
        few = self.random.random() < 0.3 and row.parts[0].name == "int"
        item, make = row.parts[0], row.make or list
        return [
            make(self.random.randrange(2) if few else self.value(item, 2) for _ in range(width)) for _ in range(count)
        ]

    def arrange(self, items: list[Any]) -> list[Any]:
        """Items in some order, some of them again."""
        random = self.random
        if len(items) > 1 and random.random() < 0.15:
            items = [copied(random.choice(items)) for _ in items]
        if random.random() < self.mood.ordered:
            try:
                items.sort(reverse=random.random() < 0.15)
            except TypeError:
                pass
        return items

    def _tuple(self, kind: Kind, depth: int) -> Any:
        values = tuple(self.value(part, depth + 1) for part in kind.parts)
        return kind.make(values) if kind.make else values

    def _option(self, kind: Kind, depth: int) -> Any:
        if depth > DEPTH_MAX or self.random.random() < 0.25:
            return None
        return self.value(kind.parts[0], depth)

    def _set(self, kind: Kind, depth: int) -> Any:
        return (kind.make or set)(self.value(kind.parts[0], depth + 1) for _ in range(self._count()))

    def _dict(self, kind: Kind, depth: int) -> dict[Any, Any]:
        if depth > DEPTH_MAX:
            return {}
        key, value = kind.parts
        keys = list(dict.fromkeys(self.value(key, depth + 1) for _ in range(self._count())))
        mood = self.mood
        # What the values name are mostly keys: a graph is closed.
        if keys and self.random.random() < 0.8:
            if all(type(one) is int for one in keys):
                self.mood = replace(mood, ints=tuple(keys), reach=max(2, min(mood.reach, 10)))
            elif all(type(one) is str for one in keys):
                self.mood = replace(mood, texts=tuple(keys))
        drawn = {one: self.value(value, depth + 1) for one in keys}
        self.mood = mood
        return drawn

    def _choice(self, kind: Kind, depth: int) -> Any:
        return self.random.choice(kind.names)

    def _record(self, kind: Kind, depth: int) -> Any:
        values = {name: self.value(part, depth + 1) for name, part in zip(kind.names, kind.parts)}
        return values if kind.make is None else kind.make(**values)


def copied(value: Any) -> Any:
    """A copy that shares no list: two places that are one object would be another call."""
    if isinstance(value, list):
        return [copied(item) for item in value]
    if type(value) is dict:
        return {key: copied(item) for key, item in value.items()}
    return set(value) if type(value) is set else value
