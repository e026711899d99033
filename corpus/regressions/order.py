"""Order of evaluation, scopes, loops."""

from __future__ import annotations


def note(log: list[int], value: int) -> int:
    log.append(value)
    return value


def args_in_order(a: int, b: int) -> list[int]:
    log: list[int] = []
    total = note(log, a) + note(log, b) * note(log, a + b)
    log.append(total)
    return log


def item_order(n: int) -> list[int]:
    log: list[int] = []
    d: dict[int, int] = {}
    d[note(log, n)] = note(log, n + 1)
    log.append(d[n])
    return log


def aug_pop(xs: list[int]) -> list[int]:
    xs[0] += xs.pop()
    return xs


def aug_call(n: int) -> int:
    x = n

    def bump() -> int:
        nonlocal x
        x += 10
        return 1

    x += bump()
    return x


def bin_call(n: int) -> int:
    x = n

    def bump() -> int:
        nonlocal x
        x += 10
        return 1

    return x + bump()


def bin_call_two(n: int) -> int:
    x = n

    def bump() -> int:
        nonlocal x
        x += 10
        return x

    return bump() + x * bump()


def list_of_calls(n: int) -> list[int]:
    x = n

    def bump() -> int:
        nonlocal x
        x += 10
        return x

    return [x, bump(), x, bump()]


def tuple_pop(xs: list[int]) -> tuple[int, int, int]:
    return (len(xs), xs.pop(), len(xs))


def compare_pop(xs: list[int]) -> bool:
    return len(xs) > xs.pop() > len(xs)


def sum_pops(xs: list[int]) -> int:
    return xs.pop() - xs.pop()


def len_minus_pop(xs: list[int]) -> int:
    return len(xs) * 100 + xs.pop() + len(xs)


def item_then_pop(xs: list[int]) -> int:
    return xs[-1] * 10 + xs.pop() * 100 + xs[-1]


def store_pop(xs: list[int]) -> list[int]:
    xs[len(xs) - 1] = xs.pop()
    return xs


def store_pop_zero(xs: list[int]) -> list[int]:
    xs[xs[0]] = xs.pop()
    return xs


def swap_index(xs: list[int], i: int) -> list[int]:
    i, xs[i] = xs[i], i
    xs.append(i)
    return xs


def swap_index_other(xs: list[int], i: int) -> list[int]:
    xs[i], i = i, xs[i]
    xs.append(i)
    return xs


def chain_once(n: int) -> list[int]:
    log: list[int] = []
    ok = note(log, n) < note(log, 5) < note(log, 7)
    log.append(int(ok))
    return log


def short_and(n: int) -> list[int]:
    log: list[int] = []
    ok = note(log, n) and note(log, 5) or note(log, 7)
    log.append(ok)
    return log


def loop_after(n: int) -> int:
    i = -1
    for i in range(n):
        pass
    return i


def loop_reassigned(n: int) -> list[int]:
    out = []
    for i in range(n):
        i = i * 2
        out.append(i)
    return out


def loop_reassigned_after(n: int) -> list[int]:
    out = []
    i = 100
    for i in range(n):
        i += 7
        out.append(i)
    out.append(i)
    return out


def loop_shadow(xs: list[int]) -> list[int]:
    out = []
    for xs_item in xs:
        for xs_item in range(xs_item):
            out.append(xs_item)
        out.append(xs_item)
    return out


def loop_grow(xs: list[int]) -> list[int]:
    for x in xs:
        if len(xs) < 12 and x > 0:
            xs.append(x - 1)
    return xs


def loop_shrink(xs: list[int]) -> list[int]:
    for x in xs:
        if x % 2 == 0:
            xs.remove(x)
    return xs


def loop_rebound(xs: list[int]) -> list[int]:
    out = []
    for x in xs:
        xs = [0]
        out.append(x)
    out.extend(xs)
    return out


def loop_changed_item(xs: list[int]) -> list[int]:
    out = []
    for i, x in enumerate(xs):
        if i + 1 < len(xs):
            xs[i + 1] += x
        out.append(x)
    return out


def loop_range_frozen(n: int) -> list[int]:
    out = []
    for i in range(n):
        n = 2
        out.append(i + n)
    return out


def loop_bound_pop(xs: list[int]) -> int:
    count = 0
    for _ in range(len(xs)):
        xs.pop()
        count += 1
    return count


def loop_else(xs: list[int], wanted: int) -> int:
    for i, x in enumerate(xs):
        if x == wanted:
            break
        if x > 100:
            return -2
    else:
        return -1
    return i


def while_else(n: int) -> int:
    while n > 0:
        n -= 3
        if n == 1:
            break
    else:
        n = 99
    return n


def while_pop(xs: list[int]) -> int:
    total = 0
    while xs and xs.pop() > 0:
        total += 1
    return total * 10 + len(xs)


def comp_scope(x: int) -> list[int]:
    ys = [x for x in range(x)]
    ys.append(x)
    return ys


def comp_nested(n: int) -> list[int]:
    return [i * 10 + j for i in range(n) for j in range(i) if (i + j) % 2]


def walrus(xs: list[int]) -> int:
    if (n := len(xs)) > 2 and (m := xs[0]) > 1:
        return n * 100 + m
    return n


def walrus_comp(xs: list[int]) -> list[int]:
    last = 0
    ys = [last := last + x for x in xs]
    ys.append(last)
    return ys


def default_once(a: int, b: int = 3 + 4, *, c: int = -1) -> int:
    return a + b * c


def calls_default(a: int) -> int:
    return default_once(a) + default_once(a, 2) + default_once(a, c=2) + default_once(b=1, a=a)


def keywords_out_of_order(n: int) -> list[int]:
    log: list[int] = []
    log.append(default_once(c=note(log, n), b=note(log, n + 1), a=note(log, n + 2)))
    return log


def ternary_side(n: int) -> list[int]:
    log: list[int] = []
    v = note(log, 1) if note(log, n) > 3 else note(log, 2)
    log.append(v)
    return log


def dict_changed(d: dict[str, int]) -> int:
    total = 0
    for k in list(d):
        if d[k] < 0:
            del d[k]
        else:
            total += d[k]
    return total


def closure_late(n: int) -> list[int]:
    fs = 0

    def get() -> int:
        return fs

    out = []
    for i in range(n):
        fs = i
        out.append(get())
    return out


def lambda_late(n: int) -> int:
    k = 1
    f = lambda x: x + k
    k = 10
    return f(n)


def nested_return_in_try(xs: list[int]) -> int:
    for x in xs:
        try:
            y = 10 // x
        except ZeroDivisionError:
            continue
        if y > 3:
            return y
    return -1


def try_finally_like(xs: list[int]) -> int:
    total = 0
    for x in xs:
        try:
            total += 100 // x
            total += xs[x]
        except (ZeroDivisionError, IndexError):
            total -= 1
        else:
            total += 1000
    return total


def raise_order(a: int, b: int) -> int:
    if b == 0:
        raise ValueError("b", a)
    if a < 0:
        raise KeyError(f"a={a}")
    return a // b


def assert_message(a: int) -> int:
    assert a > 0, f"not positive: {a}"
    assert a < 100
    return a


def del_while(xs: list[int]) -> list[int]:
    i = 0
    while i < len(xs):
        if xs[i] < 0:
            del xs[i]
        else:
            i += 1
    return xs


def unpack_nested(pairs: list[tuple[int, tuple[int, int]]]) -> int:
    total = 0
    for a, (b, c) in pairs:
        total = total * 3 + a + b * c
    return total


def starred(xs: list[int]) -> list[int]:
    first, *mid, last = xs
    mid.append(first * last)
    return mid


def print_none(n: int) -> None:
    if n > 3:
        return
    n += 1


def multiple_assign(n: int) -> list[int]:
    a = b = c = n
    a += 1
    b -= 1
    return [a, b, c]


def aug_dict(d: dict[str, int], k: str) -> int:
    d[k] = d.get(k, 0) + 1
    d[k] += d[k]
    return d[k]


def enumerate_start(xs: list[int]) -> list[int]:
    out = []
    for i, x in enumerate(xs, start=5):
        out.append(i * x)
    return out


def zip_uneven(a: list[int], b: list[int]) -> list[int]:
    return [x * y for x, y in zip(a, b)] + [len(a), len(b)]


def zip_same_loop(a: list[int]) -> list[int]:
    out = []
    for x, y in zip(a, a[1:]):
        a[0] = 7
        out.append(x - y)
    return out


def range_var_step(a: int, b: int, s: int) -> list[int]:
    return list(range(a, b, s)) if s else []


def range_back(a: int, b: int) -> list[int]:
    return [i for i in range(a, b, -1)] + [i for i in range(b, a, -3)] + [i for i in range(a, b, 4)]


def range_ops(a: int, b: int, x: int) -> tuple[int, bool, int]:
    r = range(a, b, 3)
    return len(r), x in r, sum(r)


XS = [[[]], [[1]], [[2, 1]], [[3, 2, 1]], [[1, 2, 3]], [[2, 4, 6, 8]], [[0, -1, 5, -3, 7]], [[5, 5, 5]], [[1, 0, 2, 0, 3]], [[4, 3, 2, 1, 0]]]
NS = [[-3], [-1], [0], [1], [2], [3], [4], [5], [6], [10]]
CALLS = {
    "args_in_order": [[1, 2], [0, 0], [-5, 3]],
    "raise_order": [[1, 2], [-1, 0], [-1, 3], [0, 0]],
    "assert_message": [[0], [1], [100], [-5]],
    "loop_else": [[[1, 2, 3], 2], [[1, 2, 3], 9], [[], 1], [[101, 1], 1], [[7], 7]],
    "dict_changed": [[{}], [{"a": 1, "b": -2, "c": 3}]],
    "unpack_nested": [[[]], [[(1, (2, 3)), (4, (5, 6))]]],
    "aug_dict": [[{}, "a"], [{"a": 4}, "a"]],
    "zip_uneven": [[[1, 2], [3]], [[], [1]], [[1, 2, 3], [4, 5, 6, 7]]],
    "range_var_step": [[0, 10, 3], [10, 0, -3], [0, 10, -1], [5, 5, 1], [1, 2, 0]],
    "range_back": [[0, 10], [10, 0], [5, 5], [-3, 4], [9, -9]],
    "range_ops": [[0, 10, 3], [10, 0, 3], [-5, 8, -2], [0, 10, 4]],
    "swap_index": [[[1, 2, 0], 0], [[1, 2, 0], 1], [[2, 2, 2], 2], [[3, 1, 1], 0]],
    "swap_index_other": [[[1, 2, 0], 0], [[1, 2, 0], 1], [[2, 2, 2], 2], [[3, 1, 1], 0]],
    "default_once": [[1, 2]],
}
for _name in ("aug_pop", "tuple_pop", "compare_pop", "sum_pops", "len_minus_pop", "item_then_pop", "store_pop", "store_pop_zero", "loop_shadow",
              "loop_grow", "loop_shrink", "loop_rebound", "loop_changed_item", "loop_bound_pop", "while_pop", "walrus", "walrus_comp",
              "nested_return_in_try", "try_finally_like", "del_while", "starred", "enumerate_start", "zip_same_loop"):
    CALLS[_name] = XS
for _name in ("item_order", "aug_call", "bin_call", "bin_call_two", "list_of_calls", "chain_once", "short_and", "loop_after", "loop_reassigned",
              "loop_reassigned_after", "loop_range_frozen", "while_else", "comp_scope", "comp_nested", "calls_default", "keywords_out_of_order",
              "ternary_side", "closure_late", "lambda_late", "print_none", "multiple_assign"):
    CALLS[_name] = NS
