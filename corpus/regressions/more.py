"""A second look: what a draft could drop, delay, do twice or in another order."""

from __future__ import annotations


def note(log: list[int], value: int) -> int:
    log.append(value)
    return value


def nothing(log: list[int]) -> None:
    log.append(0)


def unread_item(xs: list[int]) -> int:
    x = xs[5]
    return 1


def unread_key(d: dict[str, int]) -> int:
    x = d["k"]
    return len(d)


def unread_call(xs: list[int]) -> int:
    x = xs.pop()
    return len(xs)


def bare_item(xs: list[int]) -> int:
    xs[2]
    return 7


def none_test(xs: list[int]) -> int:
    if xs.pop() is None:
        return 1
    return len(xs)


def none_call(n: int) -> list[int]:
    log: list[int] = []
    if not nothing(log):
        log.append(n)
    if nothing(log) is None:
        log.append(n + 1)
    return log


def pop_pairs(xs: list[tuple[int, int]]) -> int:
    count = 0
    while xs:
        if xs.pop():
            count += 1
    return count


def get_eager(d: dict[str, str], names: list[str]) -> str:
    return d.get("k", names[0])


def get_eager_list(d: dict[str, list[int]], rows: list[list[int]]) -> int:
    return len(d.get("k", rows[0]))


def setdefault_eager(d: dict[str, int], xs: list[int]) -> int:
    d.setdefault("k", xs[0])
    return d["k"]


def min_default(xs: list[int], ys: list[int]) -> int:
    return min(xs, default=ys[0])


def divide_named(nan: float, inf: float) -> float:
    return nan / inf


def minus_zero(x: float) -> list[float]:
    return [x + -0, x * -0, max(x, -0.0)]


def minus_zero_cmp(x: float) -> float:
    y = 0.0
    if x > 5:
        y = x
    return y + -0


def set_sorted_key(xs: list[str]) -> list[str]:
    return sorted(set(xs), key=len)


def set_enumerate(xs: list[int]) -> int:
    s = set(xs)
    return sum(i * x for i, x in enumerate(s))


def set_tuple(xs: list[str]) -> int:
    s = set(xs)
    return len({tuple(s) for _ in range(2)})


def set_join(xs: list[str]) -> list[str]:
    s = set(xs)
    return sorted({"-".join(s) for _ in range(2)})


def set_head(xs: list[str]) -> set[str]:
    return set(list(set(xs))[:1])


def set_float_sum(xs: list[float]) -> float:
    return sum(set(xs))


def set_min_key(xs: list[str]) -> str:
    return min(set(xs), key=len)


def set_zeros(xs: list[float]) -> set[float]:
    return {x * 0.0 for x in set(xs)}


def set_any_raise(xs: list[int]) -> bool:
    return any(10 // x > 3 for x in set(xs))


def set_all(xs: list[int], ys: list[int]) -> bool:
    t = set(ys)
    return all(x in t for x in set(xs))


def set_ops(a: list[int], b: list[int]) -> list[list[int]]:
    s, t = set(a), set(b)
    return [sorted(s & t), sorted(s | t), sorted(s - t), sorted(s ^ t)]


def set_zero_and(a: list[float], b: list[float]) -> set[float]:
    return set(a) & set(b)


def set_zero_or(a: list[float], b: list[float]) -> set[float]:
    return set(a) | set(b)


def set_sum_sorted(xs: list[int]) -> int:
    return sum(x for x in set(xs)) + max(set(xs), default=0) + len({x % 3 for x in set(xs)})


def row_of(g: list[list[int]]) -> int:
    row = g[0]
    row.append(1)
    return len(g)


def row_of_loop(g: list[list[int]]) -> int:
    total = 0
    for i in range(len(g)):
        row = g[i]
        row.append(i)
        total += len(row)
    return total


def loop_rows(g: list[list[int]]) -> int:
    for row in g:
        row.append(1)
    return len(g)


def loop_rows_enumerate(g: list[list[int]]) -> int:
    for i, row in enumerate(g):
        row[0] = i
    return len(g)


def loop_rows_after(g: list[list[int]]) -> int:
    row: list[int] = []
    for row in g:
        row.append(1)
    return len(row)


def local_rows(n: int) -> int:
    g = [[i] for i in range(n)]
    for row in g:
        row.append(1)
    return sum(len(row) for row in g)


def local_rows_while(n: int) -> int:
    g = [[i] for i in range(n)]
    i = 0
    while i < n:
        row = g[i]
        row.append(i)
        i += 1
    return sum(len(row) for row in g)


def max_row(g: list[list[int]]) -> int:
    best = g[0]
    for row in g:
        if len(row) > len(best):
            best = row
    best.append(1)
    return len(best)


def zip_rows(g: list[list[int]], h: list[list[int]]) -> int:
    for a, b in zip(g, h):
        a.append(len(b))
        b.append(1)
    return len(g)


def dict_rows(d: dict[str, list[int]]) -> int:
    for k, v in d.items():
        v.append(len(k))
    return len(d)


def reversed_rows(g: list[list[int]]) -> int:
    for row in reversed(g):
        row.append(1)
    return len(g)


def filter_rows(g: list[list[int]]) -> int:
    h = [row for row in g if row]
    for row in h:
        row.append(1)
    return len(h)


def sub_slice_rows(g: list[list[int]]) -> int:
    for row in g[1:]:
        row.append(1)
    return len(g)


def while_stack(n: int) -> list[int]:
    stack = [[n]]
    out = []
    while stack:
        path = stack.pop()
        out.append(len(path))
        if len(path) < 3:
            stack.append(path + [1])
            path.append(5)
    return out


def store_last(xs: list[int], v: int) -> list[int]:
    xs[len(xs) - 1] = v
    xs[len(xs) - 1] += 1
    return xs


def store_nested(g: list[list[int]], v: int) -> int:
    g[len(g) - 1][len(g[0]) - 1] = v
    g[len(g) - 1].append(v)
    return len(g)


def counter_free(n: int) -> int:
    total = 0

    def visit(k: int) -> None:
        nonlocal total
        total += k
        if k > 0:
            visit(k - 1)

    visit(n)
    return total


def closure_list(n: int) -> list[int]:
    seen: list[int] = []

    def visit(k: int) -> int:
        seen.append(k)
        return len(seen)

    for i in range(n):
        seen.append(visit(i))
    return seen


def iterate_and_visit(n: int) -> list[int]:
    xs = [1, 2]

    def visit() -> None:
        if len(xs) < n:
            xs.append(0)

    out = []
    for x in xs:
        visit()
        out.append(x)
    return out


def early(xs: list[int]) -> int:
    for i in range(3):
        for x in xs:
            if x == i:
                break
        else:
            return i
    return 10


def try_else(s: str) -> int:
    try:
        n = int(s)
    except ValueError:
        return -1
    else:
        n += 1
    return n


def try_message(s: str) -> str:
    try:
        n = int(s)
    except ValueError as e:
        return str(e)
    return str(n)


def try_nested(xs: list[int], i: int) -> int:
    try:
        try:
            return 10 // xs[i]
        except IndexError:
            return -2
    except ZeroDivisionError:
        return -1


def try_state(xs: list[int]) -> list[int]:
    done = []
    try:
        for x in xs:
            done.append(x)
            done.append(10 // x)
    except ZeroDivisionError:
        done.append(-1)
    return done


def try_raise(n: int) -> int:
    try:
        if n > 3:
            raise ValueError("big")
        if n < 0:
            raise KeyError("neg")
    except ValueError:
        return 1
    return 2


def finally_order(n: int) -> list[int]:
    log: list[int] = []
    try:
        log.append(10 // n)
    except ZeroDivisionError:
        log.append(-1)
    finally:
        log.append(5)
    return log


def gen(n: int):
    i = 0
    while True:
        yield i
        i += 1


def gen_use(n: int) -> int:
    total = 0
    for x in gen(n):
        if x > n:
            break
        total += x
    return total


def gen_finite(xs: list[int]) -> int:
    def pairs(ys: list[int]):
        for y in ys:
            yield y
            yield y * 2

    return sum(pairs(xs))


def any_side(xs: list[int]) -> list[int]:
    log: list[int] = []
    ok = any(note(log, x) > 2 for x in xs)
    log.append(int(ok))
    return log


def lazy_error(xs: list[int]) -> bool:
    return any(10 // x > 3 for x in xs)


def lazy_next(xs: list[int]) -> int:
    return next((10 // x for x in xs if x), -1)


def zip_short(xs: list[int]) -> list[int]:
    it = [1, 2, 3]
    return [a // b for a, b in zip(it, xs)]


def comp_if_order(xs: list[int]) -> list[int]:
    return [10 // x for x in xs if x if 20 // x > 1]


def is_small(a: int, b: int) -> bool:
    return a is b


def is_bool(a: bool) -> bool:
    return a is True


def eq_kinds(a: int, b: str) -> list[bool]:
    return [a == b, a != b, [a] == [b], (a,) == (b,), a in [b]]


def list_cmp(a: list[int], b: list[int]) -> list[bool]:
    return [a < b, a <= b, a == b, a > b, sorted([a, b])[0] == a]


def dict_eq(a: dict[str, int], b: dict[str, int]) -> bool:
    return a == b


def match_it(n: int) -> str:
    match n:
        case 0:
            return "zero"
        case 1 | 2:
            return "few"
        case x if x < 0:
            return "neg"
        case _:
            return "many"


def opt_list(xs: list[int] | None) -> int:
    if xs is None:
        xs = []
    xs.append(1)
    return len(xs)


def opt_return(xs: list[int], k: int) -> int | None:
    for i, x in enumerate(xs):
        if x == k:
            return i


def maybe_unbound(n: int) -> int:
    if n > 0:
        x = n
    return x


def del_name(n: int) -> int:
    x = n
    del x
    return n


def shadow_builtin(xs: list[int]) -> int:
    len = 3
    sum = xs[0]
    return len + sum


def max(a: int, b: int) -> int:
    return a - b


def uses_max(a: int, b: int) -> int:
    return max(a, b)


CONST = [1, 2, 3]
LIMIT = 10
LIMIT = 11


def uses_const(n: int) -> int:
    return CONST[n] + len(CONST)


def uses_limit(n: int) -> int:
    return n + LIMIT


def const_alias(n: int) -> list[int]:
    xs = CONST
    return xs


def default_list(n: int, xs: list[int] = []) -> list[int]:
    xs.append(n)
    return xs


def calls_default_list(n: int) -> list[int]:
    return default_list(n) + default_list(n)


def multi_target(n: int) -> list[int]:
    xs = [0, 0, 0]
    i = 0
    i = xs[i] = n
    return xs + [i]


def aug_index_call(xs: list[int]) -> list[int]:
    log: list[int] = []
    xs[note(log, 0)] += note(log, 5)
    return xs + log


def aug_index_len(xs: list[int]) -> list[int]:
    xs[-1] += len(xs) * xs[0]
    xs[0] -= xs[-1]
    return xs


def str_aug(s: str) -> str:
    t = s
    t += s + t
    s += t[0:1]
    return s + t


def bool_sum(xs: list[bool]) -> int:
    total = 0
    for x in xs:
        total += x
    return total * xs.count(True)


def nested_comp_scope(n: int) -> list[list[int]]:
    return [[j * i for j in range(i)] for i in range(n)]


def int_float_list(n: int) -> list[float]:
    return [n / 2, float(n)]


def float_default(d: dict[str, float]) -> float:
    return d.get("k", 0)


def float_loop_seed(xs: list[float]) -> float:
    best = 0
    for x in xs:
        if x > best:
            best = x
    return best


def ternary_mixed(n: int, x: float) -> float:
    return n if n > 0 else x


def mixed_div(n: int, x: float) -> float:
    y = n if n > 0 else x
    return y / 2


XS = [[[]], [[1]], [[2, 1]], [[0, 3, 1]], [[3, 2, 1]], [[5, 0, 2]], [[1, 2, 3, 4, 5, 6, 7]]]
GS = [[[]], [[[]]], [[[1], [2]]], [[[3, 1], [2], []]]]
NS = [[-1], [0], [1], [2], [3], [4]]
SS = [[[]], [["a"]], [["bb", "aa", "c", "d", "ee", "f"]], [["x", "y", "zz", "w", "vv"]]]
FS = [[[]], [[0.0, -0.0]], [[-0.0]], [[1.0, -1.0, 2.0]], [[0.1, 0.2, 0.3, 1e16, -1e16, 0.7]]]
CALLS = {
    "note": [[[1], 2]],
    "unread_key": [[{}], [{"k": 1}]],
    "pop_pairs": [[[]], [[(1, 2), (3, 4)]]],
    "get_eager": [[{"k": "a"}, []], [{}, ["b"]], [{"k": "a"}, ["b"]]],
    "get_eager_list": [[{"k": [1]}, []], [{}, [[1, 2]]]],
    "setdefault_eager": [[{"k": 1}, []], [{}, [3]]],
    "min_default": [[[1], []], [[], [2]]],
    "divide_named": [[1.0, 0.0], [1.0, 2.0]],
    "minus_zero": [[0.0], [-0.0], [1.0]], "minus_zero_cmp": [[0.0], [7.0]],
    "set_all": [[[1, 2], [1]], [[1], [1, 2]]], "set_ops": [[[1, 2, 3], [2, 3, 4]]],
    "set_zero_and": [[[0.0], [-0.0]], [[-0.0, 1.0], [0.0]], [[0.0], [-0.0, 1.0, 2.0]]],
    "set_zero_or": [[[0.0], [-0.0]], [[-0.0, 1.0], [0.0]]],
    "zip_rows": [[[[1]], [[2], [3]]]],
    "dict_rows": [[{"a": [], "bb": [1]}]],
    "store_last": [[[1, 2], 5], [[], 1]], "store_nested": [[[[1], [2]], 5]],
    "try_else": [["5"], ["x"]], "try_message": [["5"], ["x"]],
    "try_nested": [[[0, 5], 0], [[0, 5], 1], [[0, 5], 2]],
    "is_small": [[1, 1], [1, 2], [1000, 1000]], "is_bool": [[True], [False]],
    "eq_kinds": [[1, "1"]], "list_cmp": [[[1], [1, 2]], [[2], [1, 2]], [[1], [1]]],
    "dict_eq": [[{"a": 1, "b": 2}, {"b": 2, "a": 1}], [{"a": 1}, {}]],
    "opt_list": [[None], [[1]]], "opt_return": [[[1, 2], 2], [[], 1]],
    "max": [[5, 2]], "uses_max": [[1, 5]],
    "str_aug": [["a"], [""], ["éb"]], "bool_sum": [[[True, False, True]], [[]]],
    "float_default": [[{}], [{"k": 1.0}]],
    "ternary_mixed": [[1, 2.0], [-1, 2.0]], "mixed_div": [[1, 2.0], [-1, 3.0]],
}
for _name in ("unread_item unread_call bare_item none_test set_enumerate set_any_raise set_sum_sorted early try_state gen_finite any_side lazy_error lazy_next zip_short "
              "comp_if_order shadow_builtin aug_index_call aug_index_len").split():
    CALLS[_name] = XS
for _name in "none_call local_rows local_rows_while while_stack counter_free closure_list iterate_and_visit try_raise finally_order gen_use match_it maybe_unbound del_name uses_const uses_limit const_alias calls_default_list multi_target nested_comp_scope int_float_list".split():
    CALLS[_name] = NS
for _name in "set_sorted_key set_tuple set_join set_head set_min_key".split():
    CALLS[_name] = SS
for _name in "set_float_sum set_zeros float_loop_seed".split():
    CALLS[_name] = FS
for _name in "row_of row_of_loop loop_rows loop_rows_enumerate loop_rows_after max_row reversed_rows filter_rows sub_slice_rows".split():
    CALLS[_name] = GS
