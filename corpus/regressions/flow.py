"""Ways through a function: `try`, `match`, names without a value, arguments that are the answer on some paths."""

from __future__ import annotations

import math
from dataclasses import dataclass


def try_else(s: str) -> int:
    try:
        n = int(s)
    except ValueError:
        return -1
    else:
        return n * 2


def else_raises(s: str) -> str:
    done = ""
    try:
        try:
            n = int(s)
        except ValueError:
            done += "inner"
        else:
            done += "else"
            int("x" * n)
    except ValueError:
        done += "outer"
    return done


def finally_counts(words: list[str]) -> tuple[int, int]:
    good = tried = 0
    for word in words:
        try:
            good += int(word)
        except ValueError:
            continue
        finally:
            tried += 1
        if good > 50:
            break
    return good, tried


def finally_return(s: str) -> int:
    n = 0
    try:
        n = int(s)
        return n
    except ValueError:
        return -1
    finally:
        n += 100


def finally_wins(s: str) -> int:
    for _ in range(3):
        try:
            return int(s)
        finally:
            break
    return -7


def finally_break(words: list[str]) -> str:
    seen = ""
    for word in words:
        try:
            if word == "stop":
                break
            if word == "skip":
                continue
            seen += word
        finally:
            seen += "."
    else:
        seen += "!"
    return seen


def finally_raises(s: str) -> str:
    out = "a"
    try:
        try:
            raise KeyError(s)
        finally:
            out += "b"
            if s == "x":
                raise ValueError(s)
    except ValueError:
        out += "v"
    except KeyError:
        out += "k"
    return out


def finally_list(n: int) -> list[int]:
    xs = [n]
    try:
        return xs
    finally:
        xs.append(1)


def sequence(xs: list[int]) -> str:
    match xs:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [0, y]:
            return f"zero {y}"
        case [x, *rest] if x < 0:
            return f"negative {x} {rest}"
        case [first, *_, last] if first == last:
            return f"same {first}"
        case [x, y, *rest]:
            return f"many {x} {y} {len(rest)}"
    return "?"


def command(line: str) -> str:
    match line.split():
        case ["go", direction]:
            return direction
        case ["get", thing] | ["take", thing]:
            return thing
        case ["drop", *things] if len(things) > 1:
            return ",".join(things)
        case [word, "twice"] | [word, "twice", _]:
            return word * 2
        case [word]:
            return word.upper()
        case _:
            return "unknown"


def pair(cmd: tuple[str, int]) -> int:
    match cmd:
        case ("add", n):
            return n
        case ("sub", n) if n > 0:
            return -n
        case ("mul" | "times", n):
            return n * 2
        case (_, 0):
            return 0
        case _:
            return 99


def mapping(d: dict[str, int]) -> int:
    match d:
        case {"x": 0, "y": y}:
            return y
        case {"x": x, "y": y}:
            return x + y
        case {"x": x}:
            return x
        case {}:
            return -1
    return 0


@dataclass(frozen=True)
class Spot:
    x: int
    y: int
    name: str = ""


def spot(p: Spot) -> str:
    match p:
        case Spot(0, 0):
            return "origin"
        case Spot(x=0, y=y):
            return f"y {y}"
        case Spot(x, 0, name=name):
            return f"x {x} {name}"
        case Spot(x, y) if x == y:
            return f"diagonal {x}"
    return "elsewhere"


def guard_binds(n: int) -> int:
    k = 1000
    match n:
        case k if k < 0:
            return k
        case 0:
            return k
        case _:
            pass
    return k + 1


def guard_else(xs: list[int]) -> int:
    total = 0
    match xs:
        case [a, b] if a > b:
            total = a
        case [a, *_]:
            total = -a
    return total


def after_loop(xs: list[int]) -> int:
    for x in xs:
        if x > 3:
            found = x
            break
    return found


def loop_name(n: int) -> int:
    for i in range(n):
        pass
    return i


def loop_names(ps: list[tuple[int, str]]) -> str:
    for k, v in ps:
        if k > 3:
            break
    return v * k


def branch(a: int) -> int:
    if a > 0:
        r = a
    elif a < 0:
        r = -a
    r += 1
    return r


def branch_text(a: int, w: str) -> str:
    if a > 0:
        r = w + "!"
    elif a < 0:
        r = w.upper()
    return r + r


def deleted(xs: list[int]) -> int:
    for x in xs:
        if x > 1:
            t = x
        if x < 0:
            del t
    return t


def carried(xs: list[int]) -> int:
    total = 0
    for x in xs:
        if x > 1:
            last = x
        total += last
    return total


def walrus_list(xs: list[int]) -> tuple[list[int], int]:
    ys = [y for x in xs if (y := x * x) > 3]
    return ys, y


def walrus_while(xs: list[int]) -> int:
    i = t = 0
    while (v := xs[i]) > 0:
        t += v
        i += 1
    return t - v


def endless_else(n: int) -> int:
    k = 0
    while True:
        k += 1
        if k * k > n:
            break
    else:
        return -1
    return k


def columns(m: list[list[int]]) -> list[list[int]]:
    return [list(r) for r in zip(*m)]


def columns_strict(m: list[list[int]]) -> list[list[int]]:
    return [list(r) for r in zip(*m, strict=True)]


def columns_text(words: list[str]) -> list[str]:
    return ["".join(c) for c in zip(*words)]


def turned(m: list[list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*m[::-1]))


def quick(xs: list[int]) -> list[int]:
    if len(xs) <= 1:
        return xs
    pivot = xs[0]
    low = [x for x in xs[1:] if x < pivot]
    high = [x for x in xs[1:] if x >= pivot]
    return quick(low) + [pivot] + quick(high)


def merge(xs: list[int]) -> list[int]:
    if len(xs) < 2:
        return xs
    mid = len(xs) // 2
    left, right = merge(xs[:mid]), merge(xs[mid:])
    out: list[int] = []
    while left and right:
        out.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return out + left + right


def sort_some(xs: list[int]) -> list[int]:
    if not xs:
        return []
    xs.sort()
    return xs


def either(xs: list[int]) -> list[int]:
    return xs if len(xs) > 2 else sorted(xs)


def use_either(xs: list[int]) -> int:
    ys = either(xs)
    return sum(ys) + len(xs)


def change_either(n: int) -> list[int]:
    xs = [n, 1, 2]
    ys = either(xs)
    ys.append(5)
    return ys


def change_either_both(n: int) -> list[int]:
    xs = [3 for _ in range(n)]
    ys = either(xs)
    ys.append(5)
    return xs + ys


def through_either(xs: list[int]) -> list[int]:
    ys = either(xs)
    return ys


def rows_or_self(rows: list[list[int]]) -> list[list[int]]:
    if not rows:
        return rows
    return [row[:] for row in rows]


def rows_in_self(rows: list[list[int]]) -> list[list[int]]:
    if not rows:
        return rows
    return [rows[0]]


def longest(xs: list[int]) -> list[int]:
    best: list[int] = []
    cur: list[int] = []
    for x in xs:
        if cur and x < cur[-1]:
            if len(cur) > len(best):
                best = cur
            cur = []
        cur.append(x)
    return cur if len(cur) > len(best) else best


def groups(words: list[str]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for word in words:
        if len(word) not in found:
            found[len(word)] = []
        found[len(word)].append(word)
    return list(found.values())


def groups_kept(words: list[str]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(len(word), []).append(word)
    out = list(found.values())
    found[0] = ["z"]
    for rows in out:
        rows.append("x")
    return out + list(found.values())


def memo_filled(n: int, memo: dict[int, int] | None = None) -> int:
    if memo is None:
        memo = {}
    if n in memo:
        return memo[n]
    if n < 2:
        return n
    memo[n] = memo_filled(n - 1, memo) + memo_filled(n - 2, memo)
    return memo[n]


def seen_filled(xs: list[int], seen: set[int] | None = None) -> int:
    if seen is None:
        seen = set()
    for x in xs:
        seen.add(x)
    return len(seen)


def use_filled(xs: list[int]) -> int:
    seen = set(xs)
    return seen_filled(xs) + seen_filled([9], seen) + len(seen) + seen_filled(xs, None)


def memo_captured(n: int, memo: dict[int, int] | None = None) -> int:
    if memo is None:
        memo = {}

    def go(k: int) -> int:
        if k < 2:
            return k
        if k not in memo:
            memo[k] = go(k - 1) + go(k - 2)
        return memo[k]

    return go(n)


LIMIT = 10


def default_tuple(p: tuple[int, int], o: tuple[int, int] = (0, 1)) -> int:
    return abs(p[0] - o[0]) + abs(p[1] - o[1])


def default_inf(x: float, high: float = math.inf, low: float = -math.inf) -> float:
    return min(max(x, low), high)


def default_made(x: int, mask: int = 1 << 4, limit: int = LIMIT) -> int:
    return (x & mask) % limit


XS = [[[]], [[1]], [[5, 2, 9]], [[3, 3, 1, 2, 8, -4]], [[0, 7]], [[-2, 4, 6]], [[2, 5, 1, 2]], [[9, -1, 4]]]
NS = [[0], [1], [2], [-3], [7]]
WORDS = [[[]], [["1", "x", "2"]], [["60", "1"]], [["a", "skip", "b"]], [["a", "stop", "b"]], [["abc", "de"]]]
TEXTS = [["12"], ["x"], [""], ["0"], ["-5"]]
ROWS = [[[]], [[[1, 2], [3, 4]]], [[[1], []]], [[[1, 2, 3], [4, 5]]]]
LINES = ["go north", "get lamp", "take it", "drop a b", "drop a", "say twice", "say twice now", "hello", "", "a b c d"]

CALLS = {
    "command": [[line] for line in LINES],
    "pair": [[("add", 4)], [("sub", 2)], [("sub", -2)], [("times", 3)], [("mul", 0)], [("q", 0)], [("q", 1)]],
    "mapping": [[{}], [{"x": 1}], [{"x": 0, "y": 4}], [{"y": 2, "x": 3}], [{"z": 1}]],
    "spot": [[Spot(0, 0)], [Spot(0, 3)], [Spot(4, 0, "a")], [Spot(2, 2)], [Spot(2, 3)]],
    "loop_names": [[[]], [[(1, "a"), (2, "b")]], [[(5, "x"), (6, "y")]]],
    "branch_text": [[1, "a"], [-1, "a"], [0, "a"]],
    "default_tuple": [[(1, 2)], [(1, 2), (5, 5)]],
    "default_inf": [[1.5], [2.0, 1.0], [0.0, 5.0, 3.0]],
    "default_made": [[21], [21, 3], [21, 31, 7]],
    "memo_filled": [[5], [6, {}], [7, {3: 100}], [8, None]],
    "memo_captured": [[5], [6, {}], [7, {3: 100}], [8, None]],
    "seen_filled": [[[1, 2, 1]], [[1], {4, 5}], [[], None]],
    "use_filled": [[[1, 2]], [[]], [[9]]],
    "finally_raises": [["x"], ["y"]],
    "columns_text": [[["abc", "de"]], [[]], [["xy", "zw", "é1"]]],
}
for _name in "try_else else_raises finally_return finally_wins".split():
    CALLS[_name] = TEXTS
for _name in "finally_counts finally_break groups groups_kept".split():
    CALLS[_name] = WORDS
for _name in ("sequence guard_else after_loop deleted carried walrus_list walrus_while quick merge sort_some either use_either "
              "through_either longest").split():
    CALLS[_name] = XS
for _name in "finally_list guard_binds loop_name branch endless_else change_either change_either_both".split():
    CALLS[_name] = NS
for _name in "columns columns_strict turned rows_or_self rows_in_self".split():
    CALLS[_name] = ROWS
