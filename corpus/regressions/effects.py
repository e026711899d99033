"""Calls that change what stands beside them: everything is worked out in the order of the source."""

from __future__ import annotations


def bump(xs: list[int]) -> int:
    xs.append(3)
    return xs[-1]


def doubled(xs: list[int]) -> list[int]:
    return [x for x in xs]


def h1(n: int) -> bool:
    xs = [n]
    return bump(xs) in doubled(xs)


def h2(n: int) -> bool:
    xs = [n, 3]
    return xs.pop() in doubled(xs)


def h3(n: int) -> bool:
    xs = [n, 3]
    return xs.pop() in {x: 1 for x in xs}


def h4(n: int) -> int:
    xs = [n, 3]
    return sub(b=bump(xs), a=len(xs))


def sub(a: int, b: int) -> int:
    return a - b * 10


def h5(n: int) -> int:
    xs = [n, 3]
    return len((bump(xs), bump(xs))) + len(xs)


def h6(n: int) -> dict[int, int]:
    xs = [n, 3]
    return dict.fromkeys(doubled(xs), bump(xs))


def h7(n: int) -> int:
    xs = [n]
    d = {1: len(xs)}
    d[bump(xs)] = len(xs)
    return d.get(bump(xs), len(xs)) * 100 + sum(d.values())


def h8(n: int) -> bool:
    xs = [n]
    return len(xs) == bump(xs) - 2 == len(xs) - 1


def h9(n: int) -> str:
    xs = [n]
    return f"{len(xs)} {bump(xs)} {len(xs)}"


def h10(n: int) -> list[int]:
    xs = [n]
    return [len(xs), bump(xs), len(xs), *doubled(xs), bump(xs)]


def h11(n: int) -> float:
    xs = [n]
    return len(xs) / bump(xs) + len(xs) ** bump(xs)


def h12(n: int) -> int:
    xs = [n]
    ys = [0, 0, 0, 0, 0]
    ys[len(xs)] += bump(xs)
    ys[bump(xs) - 2] = len(xs)
    return ys[1] * 100 + ys[2] * 10 + ys[3]


ONE = [[0], [3], [-4]]
CALLS = {
    **{name: ONE for name in "h1 h2 h3 h4 h5 h6 h7 h8 h9 h10 h11 h12".split()},
    "bump": [[[]], [[1]]],
    "sub": [[1, 2]],
}


def taken_once(xs: list[int], ys: list[int]) -> list[int]:
    xs.extend([ys.pop(), xs[0], len(ys)])
    return xs + ys


def _bump(xs: list[int]) -> int:
    xs[0] += 3
    return xs[0]


def _mean(xs: list[int]) -> float:
    return sum(xs) / len(xs)


def sides_in_order(xs: list[int]) -> tuple[bool, bool, bool]:
    return _bump(xs) < _mean(xs), _mean(xs) > _bump(xs), _bump(xs) == _mean(xs)
