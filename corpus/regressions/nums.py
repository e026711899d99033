"""Numbers at their edges."""

from __future__ import annotations

import math


def i_add(a: int, b: int) -> int:
    return a + b


def i_aug(a: int, b: int) -> list[int]:
    out = []
    c = a
    c -= b
    out.append(c)
    c = a
    c *= b
    out.append(c)
    c = a
    c |= b
    c ^= a
    c &= b
    out.append(c)
    return out


def i_neg(a: int) -> int:
    return -a


def i_abs(a: int) -> int:
    return abs(a)


def i_inv(a: int) -> int:
    return ~a


def i_shift(a: int, b: int) -> tuple[int, int]:
    return a >> b, a << b


def i_aug_shift(a: int, b: int) -> int:
    a >>= b
    a <<= b
    return a


def i_pow(a: int, b: int) -> int:
    return a ** b


def i_aug_pow(a: int, b: int) -> int:
    a **= 2
    a //= b
    a %= 7
    return a


def i_pow3(a: int, b: int, m: int) -> int:
    return pow(a, b, m)


def i_divmod(a: int, b: int) -> tuple[int, int, int, int]:
    q, r = divmod(a, b)
    return q, r, a // b, a % b


def i_true(a: int, b: int) -> float:
    return a / b


def i_bool(a: bool, b: bool, n: int) -> list[int]:
    return [a + b, a * n, -a, a - b, a & b, n + a, sum([a, b, True]), int(a), a << 2, ~a]


def b_ops(a: bool, b: bool) -> list[bool]:
    return [a & b, a | b, a ^ b, not a, a < b, a == b, a != b, a >= b]


def b_int_eq(a: bool, n: int) -> tuple[bool, bool, bool]:
    return a == n, a < n, n in [0, 1]


def b_keys(n: int) -> dict[int, str]:
    d: dict[int, str] = {}
    d[n] = "a"
    d[1] = "b"
    return d


def bool_in(xs: list[int], f: bool) -> tuple[bool, int]:
    return f in xs, xs.count(f)


def i_f_eq(a: int, b: float) -> list[bool]:
    return [a == b, a < b, a <= b, a > b, a >= b, a != b, b == a, b < a]


def i_f_min(a: int, b: float) -> float:
    return min(float(a), b) + max(b, float(a))


def r_half(x: float) -> int:
    return round(x)


def r_n(x: float, n: int) -> float:
    return round(x, n)


def r_int(x: int, n: int) -> int:
    return round(x, n)


def to_int(x: float) -> int:
    return int(x)


def to_float(x: int) -> float:
    return float(x)


def floor_ceil(x: float) -> tuple[int, int, int]:
    return math.floor(x), math.ceil(x), math.trunc(x)


def int_text(s: str) -> int:
    return int(s)


def int_base(s: str, b: int) -> int:
    return int(s, b)


def float_text(s: str) -> float:
    return float(s)


def f_cmp(a: float, b: float) -> list[bool]:
    return [a < b, a <= b, a == b, a != b, a > b, a >= b, a < b < a, bool(a), not b]


def f_minmax(a: float, b: float, c: float) -> list[float]:
    return [min(a, b), max(a, b), min(a, b, c), max(a, b, c), min([a, b, c]), max([c, b, a])]


def f_in(xs: list[float], a: float) -> tuple[bool, int]:
    return a in xs, xs.count(a)


def f_index(xs: list[float], a: float) -> int:
    return xs.index(a)


def f_sort(xs: list[float]) -> list[float]:
    return sorted(xs)


def f_sort_rev(xs: list[float]) -> list[float]:
    xs.sort(reverse=True)
    return xs


def f_eq_lists(a: list[float], b: list[float]) -> tuple[bool, bool]:
    return a == b, a < b


def f_dict(xs: list[float]) -> dict[float, int]:
    d: dict[float, int] = {}
    for x in xs:
        d[x] = d.get(x, 0) + 1
    return d


def f_set(xs: list[float]) -> int:
    return len(set(xs))


def f_floor(a: float, b: float) -> tuple[float, float]:
    return a // b, a % b


def f_divmod(a: float, b: float) -> tuple[float, float]:
    return divmod(a, b)


def f_pow(a: float, b: float) -> float:
    return a ** b


def f_powi(a: float, n: int) -> float:
    return a ** n


def f_sq(a: float) -> float:
    return a ** 2 + a ** 0.5 if a >= 0 else a ** 3


def f_div(a: float, b: float) -> float:
    return a / b


def f_sum(xs: list[float]) -> float:
    return sum(xs)


def f_sum0(xs: list[float]) -> float:
    return sum(xs, 0.0)


def f_sum_gen(xs: list[float]) -> float:
    return sum(x * 0.1 for x in xs)


def f_int_return(a: float) -> float:
    if a > 1:
        return 0
    return a


def f_int_seed(xs: list[float]) -> float:
    total = 0
    for x in xs:
        total += x
    return total


def f_int_seed_max(xs: list[float]) -> float:
    best = 0
    for x in xs:
        best = max(best, x)
    return best


def f_mixed_list(a: float) -> list[float]:
    return [0, a, 1]


def f_mean(xs: list[float]) -> float:
    return sum(xs) / len(xs) if xs else 0


def f_abs(a: float) -> float:
    return abs(a) + -a


def f_sqrt(a: float) -> float:
    return math.sqrt(a)


def f_math(a: float) -> list[float]:
    return [math.exp(a), math.sin(a), math.atan2(a, 1.5), math.hypot(a, 2.0), math.copysign(1.0, a), math.fmod(a, 3.0), math.fabs(a)]


def f_log(a: float) -> list[float]:
    return [math.log(a), math.log2(a), math.log10(a), math.log(a, 3)]


def f_isclose(a: float, b: float) -> list[bool]:
    return [math.isclose(a, b), math.isnan(a), math.isinf(b), math.isfinite(a)]


def f_str(a: float) -> list[str]:
    return [str(a), repr(a), f"{a}", f"{a!r}", str([a]), f"{a:.3f}", f"{a:g}", f"{a:e}", f"{a:,.2f}", f"{a:+08.1f}", "%.2f" % a, "%s" % a, f"{a:%}", f"{a:>12}"]


def i_str(a: int) -> list[str]:
    return [str(a), f"{a:,}", f"{a:x}", f"{a:#b}", f"{a:08d}", f"{a:+}", f"{a:<6}|", f"{a:^7}|", "%05d" % a, "%x" % a, f"{a:.1f}", f"{a:e}", f"{a:_}", bin(a), hex(a), oct(a)]


def b_str(a: bool) -> list[str]:
    return [str(a), f"{a}", f"{a:d}", f"{a:>6}", "%s" % a, repr([a]), "%d" % a]


def gcd_lcm(a: int, b: int) -> tuple[int, int]:
    return math.gcd(a, b), math.lcm(a, b)


def isqrt(a: int) -> int:
    return math.isqrt(a)


def comb(a: int, b: int) -> tuple[int, int]:
    return math.comb(a, b), math.perm(a, b)


def fact(a: int) -> int:
    return math.factorial(a)


def bits(a: int) -> tuple[int, int]:
    return a.bit_length(), a.bit_count()


def isinst(a: int, b: bool) -> list[bool]:
    return [isinstance(a, int), isinstance(b, int), isinstance(b, bool), isinstance(a, bool)]


def opt(a: int | None, b: int) -> int:
    if a is None:
        return b
    return a or b


def opt_eq(a: int | None, b: int | None) -> list[bool]:
    return [a == b, a is None, a is not None, a != 3, bool(a), a in (1, None), not a]


def opt_flow(a: int | None) -> int:
    if not a:
        a = 5
    return a + 1


def opt_arith(a: int | None) -> int:
    return a + 1


def num_join(a: int, b: float, c: bool) -> int | float:
    return a if c else b


def num_join_add(a: int, b: float, c: bool) -> float:
    x = a if c else b
    return x + 0.5


def cmp_tuple(a: tuple[int, float], b: tuple[int, float]) -> list[bool]:
    return [a < b, a == b, a >= b, a != b]


def big_list(n: int) -> int:
    return len([0] * n)


def big_text(n: int) -> int:
    return len("ab" * n)


def big_range(n: int) -> int:
    return len(range(n))


def deep_rec(n: int) -> int:
    return 0 if n <= 0 else 1 + deep_rec(n - 1)


def sum_bools(xs: list[int]) -> int:
    return sum(x > 2 for x in xs) + sum([x == 1 for x in xs])


def any_all(xs: list[int]) -> tuple[bool, bool]:
    return any(x > 2 for x in xs), all(xs)


def minmax_key(xs: list[int]) -> tuple[int, int]:
    return min(xs, key=lambda x: x % 3), max(xs, key=lambda x: x % 3)


def minmax_default(xs: list[int]) -> tuple[int, int]:
    return min(xs, default=-1), max((x for x in xs if x > 5), default=0)


def sort_key(xs: list[int]) -> list[int]:
    return sorted(xs, key=lambda x: -x % 3, reverse=True)


def sort_pairs(xs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    xs.sort(key=lambda p: p[0], reverse=True)
    return xs


def sort_two(xs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(xs, key=lambda p: (-p[0], p[1]))


M = (1 << 63) - 1
IS = [0, 1, -1, 2, -2, 7, 63, 64, M, -M, -M - 1, 1 << 53, (1 << 53) + 1, 1 << 31, -(1 << 31), 1 << 32]
FS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -0.5, 0.1, 1e16, 1e22, 1e-7, 123456789.125, 2.0**53, 2.0**63, -(2.0**63), float("inf"), float("-inf"), float("nan"), 5e-324, 1.7976931348623157e308, 2.675, 1e15, 0.0001]
II = [[a, b] for a in IS for b in IS]
FF = [[a, b] for a in FS for b in FS]
NAN = float("nan")
FL = [[[]], [[1.0]], [[0.1] * 10], [[1e100, 1.0, -1e100]], [[NAN, 1.0]], [[1.0, NAN]], [[0.0, -0.0]], [[-0.0]], [[float("inf"), -float("inf")]], [[3.0, 1.0, 2.0]], [[-0.0, 0.0]]]
XS = [[[]], [[1]], [[2, 1]], [[3, 2, 1]], [[1, 1, 3, 7, 9, 4]], [[0, 0]]]
TX = ["", "0", " 12 ", "-5", "+7", "1_000", "1__0", "_1", "0x10", "٣", "1.5", "1e3", "nan", "-inf", "Infinity", "9223372036854775807", "9223372036854775808", "0b11", "\u00a07", "1 2", "007", "- 1", "\t3\n", "1_0.5_0", ".5", "5.", "e5", "zz", "-0x1F", "infinit", "1e400", "0_7"]
OP = [None, 0, 1, 3, -1]
PAIRS = [[(1, "b"), (1, "a"), (2, "c")], [], [(0, "x"), (0, "a"), (-1, "z"), (0, "m")]]
CALLS = {
    "i_bool": [[a, b, n] for a in (True, False) for b in (True, False) for n in (0, 3, M)],
    "b_ops": [[a, b] for a in (True, False) for b in (True, False)],
    "b_int_eq": [[a, n] for a in (True, False) for n in (0, 1, 2)],
    "b_keys": [[0], [1], [2]],
    "bool_in": [[[0, 1, 1], True], [[2], False], [[], True]],
    "i_f_eq": [[a, b] for a in IS for b in FS],
    "i_f_min": [[a, b] for a in (0, 1, M) for b in FS],
    "r_n": [[a, n] for a in FS for n in (0, 1, 2, -1, -2, 15, 400, -400)],
    "r_int": [[a, n] for a in IS + [15, 25, -15, 5, 45] for n in (0, 1, -1, -2, -18, -19, -20)],
    "int_text": [[t] for t in TX], "float_text": [[t] for t in TX],
    "int_base": [[t, b] for t in TX for b in (0, 2, 10, 16, 36, 1, 37)],
    "f_minmax": [[a, b, c] for a in (1.0, NAN, 0.0) for b in (-0.0, 2.0, NAN) for c in (0.0, 3.0, NAN)],
    "f_in": [[l[0], a] for l in FL for a in (0.0, -0.0, NAN, 1.0)],
    "f_index": [[l[0], a] for l in FL for a in (0.0, -0.0, NAN, 1.0)],
    "f_eq_lists": [[a[0], b[0]] for a in FL for b in FL],
    "f_powi": [[a, n] for a in FS for n in (0, 1, 2, 3, -1, -2, 10, 1000, M)],
    "i_pow3": [[a, b, m] for a in (0, 2, -3, M) for b in (0, 5, -1, M) for m in (0, 1, 7, -7, M)],
    "f_isclose": FF[:100],
    "b_str": [[True], [False]],
    "isinst": [[1, True], [0, False]],
    "opt": [[a, b] for a in OP for b in (0, 9)],
    "opt_eq": [[a, b] for a in OP for b in OP],
    "opt_flow": [[a] for a in OP], "opt_arith": [[a] for a in OP],
    "num_join": [[1, 2.5, True], [1, 2.5, False]],
    "num_join_add": [[1, 2.5, True], [1, 2.5, False], [M, 0.0, True]],
    "cmp_tuple": [[(a, x), (b, y)] for a in (0, 1) for b in (0, 1) for x in (0.0, -0.0, NAN) for y in (0.0, NAN, 1.0)],
    "big_list": [[-1], [0], [1000], [10**12], [M]],
    "big_text": [[-1], [0], [1000], [10**12], [M]],
    "big_range": [[-1], [0], [M]],
    "deep_rec": [[0], [10], [500], [990], [5000], [10**6]],
    "sort_pairs": [[p] for p in PAIRS], "sort_two": [[p] for p in PAIRS],
    "comb": [[a, b] for a in (-1, 0, 5, 62, 70) for b in (-1, 0, 2, 5, 31, 80)],
    "fact": [[-1], [0], [5], [20], [21]],
    "gcd_lcm": II,
}
for _name in "i_add i_aug i_shift i_aug_shift i_pow i_aug_pow i_divmod i_true".split():
    CALLS[_name] = II
for _name in "i_neg i_abs i_inv to_float i_str bits isqrt".split():
    CALLS[_name] = [[a] for a in IS]
for _name in "r_half to_int floor_ceil f_sq f_int_return f_mixed_list f_abs f_sqrt f_math f_log f_str".split():
    CALLS[_name] = [[a] for a in FS]
for _name in "f_cmp f_floor f_divmod f_pow f_div".split():
    CALLS[_name] = FF
for _name in "f_sort f_sort_rev f_dict f_set f_sum f_sum0 f_sum_gen f_int_seed f_int_seed_max f_mean".split():
    CALLS[_name] = FL
for _name in "sum_bools any_all minmax_key minmax_default sort_key".split():
    CALLS[_name] = XS
CALLS["i_pow"] = [[a, b] for a, b in II if b < 100]
CALLS["i_shift"] = CALLS["i_aug_shift"] = [[a, b] for a, b in II if b < 100]
