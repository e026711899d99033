"""Enumerations whose members are numbers or texts, too."""

from __future__ import annotations

from enum import Enum, IntEnum


class Level(IntEnum):
    NONE = 0
    LOW = 1
    HIGH = 5


class Mode(str, Enum):
    READ = "read"
    WRITE = "w"
    OFF = ""


class Kind(Enum):
    ZERO = 0
    ONE = 1


def more(n: int) -> list[int]:
    a = Level(n)
    return [a + 1, 2 * a, a - Level.HIGH, -1 if a > Level.LOW else int(a), a**2, a // 2]


def compared(x: int, y: int, n: int) -> list[bool]:
    a = Level(x)
    b = Level(y)
    return [a < b, a == b, a >= n, a == n, a != n, n < a, a == 1, 0 < a < 5]


def true(n: int, s: str, k: int) -> list[bool]:
    a, m, kind = Level(n), Mode(s), Kind(k)
    return [bool(a), not m, bool(kind), True if a else False, True if m and kind else False, a == Level.NONE or not a]


def text(mode: str, s: str) -> list[str]:
    m = Mode(mode)
    return [m + s, s + m, m.upper(), m.value, m.name, "x" if m == s else "y", "a" if m < s else "b", m * 2]


def same(s: str, n: int) -> bool:
    m, k = Mode(s), Kind(n)
    return m == "read" and k == Kind.ONE


def counted(ns: list[int]) -> int:
    total = 0
    for n in ns:
        x = Level(n)
        if x:
            total += x
        elif x == 0:
            total -= 1
    return total


def highest(ns: list[int]) -> int:
    return max([Level(n) for n in ns], key=lambda level: level.value) * 2


def filled(n: int) -> list[int]:
    return list(range(Level(n))) + [0] * Level(n)


def halves(n: int) -> float:
    return Level(n) / 2 + Level(n) * 1.5


NS = [0, 1, 5, 2]
MS = ["read", "w", "", "x"]
CALLS = {
    "more": [[n] for n in NS],
    "compared": [[a, b, n] for a in NS for b in NS for n in (0, 1, 5, -1)],
    "true": [[a, m, k] for a in NS for m in MS for k in (0, 1)],
    "text": [[m, s] for m in MS for s in ("", "read", "z")],
    "same": [[m, k] for m in MS for k in (0, 1)],
    "highest": [[NS[:3]], [[1]], [[]]],
    "filled": [[n] for n in NS],
    "halves": [[n] for n in NS],
    "counted": [[NS[:3]], [[]], [NS]],
}
