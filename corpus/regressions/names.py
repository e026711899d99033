"""Names that mean something else than they seem to."""
from __future__ import annotations
from math import *
import math as m

try:
    import numpy_that_is_not_there as np
    SCALE = 2
except ImportError:
    SCALE = 3

try:
    FLAG = int("x")
except ValueError:
    FLAG = 7

if m.pi > 4:
    MODE = 1
else:
    MODE = 2

BASE = 10
BASE += 5

A = B = 4
(C, D) = (1, 2)
LIMIT: int = 5
for LIMIT in range(3):
    pass
TABLE = {"a": 1, "b": 2}
TABLE["c"] = 3
ROWS = [1, 2, 3]
ROWS.append(4)
WORDS = ["x", "y"]
WORDS.extend(["z"])
del A

class TimeoutError(Exception):
    pass

class Dual(KeyError, ValueError):
    pass

class Low(Exception):
    pass

class Lower(Low):
    pass

class Said(ValueError):
    def __str__(self) -> str:
        return "said " + ",".join(str(a) for a in self.args)

class Made(ValueError):
    def __init__(self, what: str, n: int) -> None:
        super().__init__(f"{what}:{n}")
        self.n = n


def starred_pow(a: int, b: int) -> float:
    return pow(a, b)

def scale(x: int) -> int:
    return x * SCALE

def flag(x: int) -> int:
    return x + FLAG

def mode(x: int) -> int:
    return x + MODE

def base(x: int) -> int:
    return x + BASE

def limit(x: int) -> int:
    return x + LIMIT

def pair(x: int) -> int:
    return x + C * 10 + D + B

def table(k: str) -> int:
    return TABLE.get(k, 0)

def rows(n: int) -> int:
    return sum(ROWS) + n

def words(n: int) -> str:
    return "".join(WORDS) * n

def own_timeout(n: int) -> int:
    try:
        if n > 0:
            raise TimeoutError("late")
        return 0
    except OSError:
        return 1
    except Exception:
        return 2

def dual(n: int) -> int:
    try:
        if n > 0:
            raise Dual("late")
        return 0
    except ValueError:
        return 1

def lower(n: int) -> int:
    try:
        if n == 1:
            raise Lower("late")
        if n == 2:
            raise Low(n)
        return 0
    except Lower:
        return 1
    except Low:
        return 2

def said(n: int) -> str:
    try:
        if n > 0:
            raise Said(n, n + 1)
        return ""
    except ValueError as e:
        return str(e)

def made(n: int) -> str:
    try:
        if n > 0:
            raise Made("w", n)
        return ""
    except ValueError as e:
        return str(e) + repr(e.args)

def key_error_text(n: int) -> str:
    try:
        if n > 0:
            raise KeyError("it's")
        return ""
    except KeyError as e:
        return str(e)

def reraise(n: int) -> int:
    try:
        try:
            if n > 0:
                raise Lower("a")
        except Low:
            if n > 1:
                raise
            return 5
    except Lower as e:
        return len(str(e))
    return 0

def ordered(n: int) -> str:
    out = ""
    try:
        out += "a"
        if n == 1:
            raise ValueError("v")
        out += "b"
        if n == 2:
            raise KeyError("k")
        out += "c"
    except ValueError:
        out += "V"
    except LookupError:
        out += "L"
    finally:
        out += "f"
    return out

def implicit(xs: list[int], i: int, s: str) -> int:
    try:
        return xs[i] // int(s)
    except IndexError:
        return -1
    except ZeroDivisionError:
        return -2
    except ValueError:
        return -3

def implicit_partly(xs: list[int], i: int) -> int:
    total = 0
    try:
        for x in xs:
            total += x
            xs[i] = total
    except IndexError:
        total = -total
    return total

def dict_miss(d: dict[str, int], k: str) -> int:
    try:
        d["n"] = 1
        return d[k]
    except KeyError:
        return d["n"] + 10

def list_pop(xs: list[int]) -> int:
    try:
        return xs.pop()
    except IndexError:
        return 0

def index_of(xs: list[int], x: int) -> int:
    try:
        return xs.index(x)
    except ValueError:
        return -1

def float_parse(s: str) -> float:
    try:
        return float(s)
    except ValueError:
        return -1.0

def int_parse(s: str) -> int:
    try:
        return int(s)
    except ValueError:
        return -1

def int_base(s: str, b: int) -> int:
    try:
        return int(s, b)
    except ValueError:
        return -1

def next_default(xs: list[int]) -> int:
    return next((x for x in xs if x > 2), -1)

def next_raises(xs: list[int]) -> int:
    try:
        return next(x for x in xs if x > 2)
    except StopIteration:
        return -1

XS = [[[1, 2, 3], 0, "1"], [[1, 2], 5, "1"], [[1, 2], 0, "0"], [[1, 2], -1, "x"], [[], 0, ""]]
N = [[-1], [0], [1], [2], [3]]
CALLS = {"starred_pow": [[2, 3], [2, -1], [3, 0]], "table": [["a"], ["c"], ["q"]], "implicit": XS,
 "implicit_partly": [[[1, 2, 3], 1], [[1, 2, 3], 9], [[], 0]], "dict_miss": [[{"a": 1}, "a"], [{}, "x"], [{}, "n"]],
 "list_pop": [[[]], [[1, 2]]], "index_of": [[[1, 2], 2], [[1], 5]],
 "float_parse": [["1.5"], ["x"], [" 1e5 "], ["1_0"], ["inf"], ["-nan"], ["١"], ["infinity"], ["0x1"], [""], ["1e400"]],
 "int_parse": [["1"], [" 12 "], ["1_000"], ["_1"], ["1__0"], ["+5"], ["- 5"], ["x"], [""], ["٣"], ["99999999999999999999"], ["0x10"], ["-0"], ["1.0"]],
 "int_base": [["ff", 16], ["0xff", 16], ["0b11", 0], ["11", 2], ["z", 36], ["012", 0], ["9", 8], ["1", 1], ["0o7", 8]],
 "next_default": [[[1, 2]], [[3, 4]], [[]]], "next_raises": [[[1]], [[5]]]}
for _n in "scale flag mode base limit pair rows words own_timeout dual lower said made key_error_text reraise ordered".split():
    CALLS[_n] = N
