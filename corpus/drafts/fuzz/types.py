"""The types of generated programs: as annotations, and as values to call with."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Type:
    """A type: a name and what it holds."""

    name: str
    of: tuple[Type, ...] = ()

    def __str__(self) -> str:
        """Write the annotation."""
        if self.name == "Optional":
            return f"{self.of[0]} | None"
        return f"{self.name}[{', '.join(map(str, self.of))}]" if self.of else self.name

    @property
    def item(self) -> Type:
        """What a list, a set or an Optional holds; a dict's values."""
        return self.of[-1]

    @property
    def key(self) -> Type:
        """What a dict's keys are."""
        return self.of[0]

    @property
    def hashable(self) -> bool:
        """Whether it can be a key."""
        return self.name in ("int", "str", "bool") or (self.name == "tuple" and all(one.hashable for one in self.of))

    @property
    def orderable(self) -> bool:
        """Whether its values can be sorted."""
        return self.name in ("int", "float", "str", "bool") or (
            self.name == "tuple" and all(one.orderable for one in self.of)
        )


INT, FLOAT, BOOL, STR = Type("int"), Type("float"), Type("bool"), Type("str")
SCALARS = (INT, INT, INT, FLOAT, FLOAT, BOOL, STR, STR)
KEYS = (INT, INT, STR, STR, Type("tuple", (INT, INT)))


def list_of(item: Type) -> Type:
    """Make a list type."""
    return Type("list", (item,))


def dict_of(key: Type, value: Type) -> Type:
    """Make a dict type."""
    return Type("dict", (key, value))


def set_of(item: Type) -> Type:
    """Make a set type."""
    return Type("set", (item,))


def tuple_of(*items: Type) -> Type:
    """Make a tuple type."""
    return Type("tuple", items)


def optional(item: Type) -> Type:
    """Make an Optional type."""
    return Type("Optional", (item,))


def any_type(source: random.Random, depth: int = 2) -> Type:
    """Choose a type, nested ones less often."""
    if depth == 0 or source.random() < 0.45:
        return source.choice(SCALARS)
    kind = source.choice(("list", "list", "list", "dict", "tuple", "set", "Optional"))
    if kind == "list":
        return list_of(any_type(source, depth - 1))
    if kind == "dict":
        return dict_of(source.choice(KEYS), any_type(source, depth - 1))
    if kind == "set":
        return set_of(source.choice(KEYS))
    if kind == "tuple":
        return tuple_of(*(any_type(source, depth - 1) for _ in range(source.choice((2, 2, 3)))))
    item = any_type(source, depth - 1)
    return item if item.name == "Optional" else optional(item)


INTS = (0, 1, -1, 2, 3, -7, 10, 255, 2**31, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**64)
FLOATS = (0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 3.5, 1e16, 1e22, 5e-324, 1e308, float("inf"), float("-inf"), float("nan"))
TEXTS = ("", "a", "ab", "Hello World", " x ", "12", "-7", "a,b,,c", "ßÄ", "日本", "🙂", "x\ny", "aAbB", "\t", "1.5", "Ǆ", "ﬁ")


def value(kind: Type, source: random.Random, edge: float = 0.3) -> Any:
    """Make a value of a type: on the edge by this chance, else an ordinary one."""
    name = kind.name
    if name == "int":
        return source.choice(INTS) if source.random() < edge else source.randrange(-9, 15)
    if name == "float":
        return source.choice(FLOATS) if source.random() < edge else round(source.uniform(-9, 15), source.randrange(4))
    if name == "bool":
        return source.random() < 0.5
    if name == "str":
        return source.choice(TEXTS) if source.random() < edge else "".join(
            source.choice("abcABC xyz,019-") for _ in range(source.randrange(9))
        )
    if name == "Optional":
        return None if source.random() < 0.35 else value(kind.item, source, edge)
    if name == "tuple":
        return tuple(value(one, source, edge / 2) for one in kind.of)
    size = source.choice((0, 1, 2, 3, 5, 8))
    if name == "dict":
        return {value(kind.key, source, edge / 3): value(kind.item, source, edge / 3) for _ in range(size)}
    items = [value(kind.item, source, edge / 3) for _ in range(size)]
    if items and source.random() < 0.3:
        items.append(items[0])
    return set(items) if name == "set" else items


def wrong(kind: Type, source: random.Random) -> Any:
    """Make a value that is nearly of a type: a draft has to leave it to Python."""
    near = {"int": (True, 1.0, None), "float": (1, True, None), "bool": (1, 0, None), "str": (b"a", None, 1)}
    return source.choice(near.get(kind.name, (None, 1, (), [], {})))
