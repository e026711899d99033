"""The standard library's tools for lists and functions."""

from __future__ import annotations

import math
import operator
import statistics
from collections import Counter, OrderedDict, defaultdict, deque
from functools import reduce
from itertools import accumulate, chain, groupby, islice, product, starmap
from operator import itemgetter


def columns(xs: list[list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*xs))


def transposed(xs: list[list[int]]) -> list[list[int]]:
    return list(map(list, zip(*xs))) + [list(r) for r in zip(*xs[::-1])]


def unzipped(xs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    a, b = zip(*xs)
    return list(a), list(b)


def column_sums(xs: list[list[int]]) -> list[int]:
    return [sum(c) for c in zip(*xs)] + [max(c) for c in zip(*xs)]


def chained(xs: list[list[int]]) -> list[int]:
    return list(chain(*xs)) + list(chain.from_iterable(xs))


def spread(xs: list[int]) -> list[int]:
    return [math.gcd(*xs), math.lcm(*xs), math.gcd(1, 2, 3), math.lcm(4, 6, 10, 15), math.gcd(-8)]


def norms(xs: list[float], a: float) -> list[float]:
    return [math.hypot(*xs), math.hypot(a, a, a), math.ulp(a), math.hypot(a)]


def products(xs: list[float], ys: list[int]) -> list[float]:
    return [math.prod(ys), math.prod(ys, start=2), math.prod(xs, start=1.5), math.prod(ys, start=0.5)]


def product_of_floats(xs: list[float]) -> float:
    return math.prod(xs)


def close(a: float, b: float) -> list[bool]:
    return [math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9), math.isclose(a, b, abs_tol=1.0), math.isclose(a, b)]


def modes(xs: list[int]) -> tuple[int, int, int, list[int]]:
    return statistics.mode(xs), statistics.median_low(xs), statistics.median_high(xs), statistics.multimode(xs)


def by_get(d: dict[str, int]) -> list[str]:
    return sorted(d, key=d.get) + sorted(d, key=d.get, reverse=True)


def most(d: dict[str, int]) -> str:
    return max(d, key=d.get) + min(d, key=lambda k: (d[k], k))


def most_counted(xs: list[int]) -> int:
    c = Counter(xs)
    return max(c, key=c.get) + max(xs, key=xs.count)


def got(d: dict[str, int], ks: list[str]) -> list[int | None]:
    return list(map(d.get, ks))


def found(s: str, ks: list[str]) -> list[int]:
    return list(map(s.find, ks)) + [s.count(k) for k in ks]


def either_way(xs: list[int], down: bool) -> list[int]:
    ys = sorted(xs, reverse=down)
    ys.sort(key=lambda x: x % 3, reverse=not down)
    return ys + sorted(xs, key=lambda x: -x, reverse=down)


def unique(xs: list[str]) -> list[str]:
    return list(dict.fromkeys(xs))


def seen(xs: list[str]) -> dict[str, None]:
    return dict.fromkeys(xs)


def filled(xs: list[int]) -> dict[int, int]:
    d = dict.fromkeys(xs, 0)
    for x in xs:
        d[x] += 1
    return d


def four(a: list[int], b: list[str], c: list[float], d: list[int]) -> list[tuple[int, str, float, int]]:
    return list(zip(a, b, c, d))


def four_walked(a: list[int], b: list[str], c: list[float], d: list[int]) -> float:
    t = 0.0
    for x, s, y, z in zip(a, b, c, d):
        t += x + len(s) + y * z
    return t


def three_mapped(xs: list[int]) -> list[int]:
    return list(map(lambda a, b, c: a + b * c, xs, xs[1:], xs[2:])) + list(map(operator.sub, xs, xs[1:]))


def repeated(n: int) -> list[tuple[int, ...]]:
    return [p for p in product(range(3), repeat=n) if sum(p) == 2]


def by_items(xs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(xs, key=itemgetter(1)) + sorted(xs, key=itemgetter(1, 0), reverse=True)


def by_name(xs: list[dict[str, int]]) -> list[int]:
    return [d["age"] for d in sorted(xs, key=itemgetter("age"))]


def applied(a: int, b: int, c: float) -> list[float]:
    return [operator.mul(a + b, a - b), operator.sub(a, b - a), operator.neg(a - b), abs(a - b), float(reduce(operator.add, [a, b], 3))]


def number_calls(xs: list[int], k: int) -> list[float]:
    n = xs[0] if k else 0.5
    m = 1 if k else 1.5
    return [abs(n - m), int(n - m), float(n - m)]


XS = [[], [1], [3, 1, 2], [2, 2, 1, 1, 5, -4], [6, 4, 10]]
CALLS = {
    "columns": [[[]], [[[1, 2], [3, 4]]], [[[1, 2, 3], [4]]], [[[], [1]]]],
    "transposed": [[[]], [[[1, 2], [3, 4]]], [[[1, 2, 3], [4, 5, 6]]]],
    "unzipped": [[[]], [[(1, 2)]], [[(1, 2), (3, 4), (5, 6)]]],
    "column_sums": [[[]], [[[1, 2], [3, 4]]], [[[1, 2, 3], [4, 5, 6]]]],
    "chained": [[[]], [[[1], [], [2, 3]]]],
    "spread": [[x] for x in XS],
    "norms": [[[], 0.5], [[3.0, 4.0], -2.5], [[1e300, 1e300], 1e-320], [[0.1, 0.2, 0.3], float("inf")]],
    "products": [[[0.1, 0.7], [3, 4]], [[], []], [[1.0], [1 << 62, 4]]],
    "product_of_floats": [[[0.1, 0.7, -1.0]], [[]]],
    "close": [[a, b] for a in (0.0, 1.0, 1e9) for b in (0.0, 1.0000005, 1e9 + 1, float("inf"))],
    "modes": [[x] for x in XS],
    "by_get": [[{}], [{"a": 2, "b": 1, "c": 2}]],
    "most": [[{}], [{"a": 1, "b": 3, "c": 3}]],
    "most_counted": [[x] for x in XS],
    "got": [[{"a": 1}, ["a", "b"]], [{}, []]],
    "found": [["banana", ["a", "x", "", "nan"]], ["é", ["é"]]],
    "either_way": [[x, d] for x in XS for d in (True, False)],
    "unique": [[[]], [["b", "a", "b", "c", "a"]]],
    "seen": [[[]], [["b", "a", "b"]]],
    "filled": [[x] for x in XS],
    "four": [[[1, 2], ["a", "b"], [0.5, 1.5], [7, 8, 9]], [[], [], [], []]],
    "four_walked": [[[1, 2], ["a", "bc"], [0.5, 1.5], [7, 8, 9]], [[], [], [], []]],
    "three_mapped": [[x] for x in XS],
    "repeated": [[n] for n in (0, 1, 2, 3, -1)],
    "by_items": [[[]], [[("a", 2), ("b", 1), ("A", 2)]]],
    "by_name": [[[]], [[{"age": 2}, {"age": 1, "x": 0}]], [[{"x": 1}]]],
    "applied": [[3, 5, 0.5], [-3, 5, 0.5]],
    "number_calls": [[[4], 1], [[4], 0]],
}
