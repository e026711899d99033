"""Two names for one container."""

from __future__ import annotations


def two_names(xs: list[int]) -> list[int]:
    ys = xs
    ys.append(1)
    return xs


def two_names_local(n: int) -> list[int]:
    xs = [n]
    ys = xs
    ys.append(1)
    xs.append(2)
    return ys


def aug_shared(n: int) -> list[int]:
    a = [n]
    b = a
    a += [1]
    b.append(5)
    return a


def aug_fresh(n: int) -> list[int]:
    a = [n]
    b = a
    a = a + [1]
    b.append(5)
    return a + b


def chain_assign(n: int) -> list[list[int]]:
    x = y = [n]
    x.append(1)
    return [x, y]


def rows_swap(g: list[list[int]]) -> list[list[int]]:
    g[0], g[-1] = g[-1], g[0]
    g[0].append(9)
    return g


def rows_local(n: int) -> list[list[int]]:
    g = [[i] for i in range(n)]
    row = g[0]
    row.append(7)
    g.append(row)
    row.append(8)
    return g


def slice_rows(g: list[list[int]]) -> list[list[int]]:
    h = g[:]
    h[0].append(1)
    h.append([5])
    return g


def slice_flat(xs: list[int]) -> list[int]:
    ys = xs[:]
    ys.append(1)
    return xs


def append_self(n: int) -> list[list[int]]:
    row = [n]
    out = []
    for i in range(3):
        row.append(i)
        out.append(row)
    return out


def append_copy(n: int) -> list[list[int]]:
    row = [n]
    out = []
    for i in range(3):
        row.append(i)
        out.append(row[:])
    return out


def append_fresh(n: int) -> list[list[int]]:
    out = []
    row: list[int] = []
    for i in range(n):
        row.append(i)
        if len(row) == 2:
            out.append(row)
            row = []
    out.append(row)
    return out


def in_tuple(n: int) -> list[int]:
    xs = [n]
    t = (xs, 1)
    xs.append(3)
    return t[0]


def in_dict(n: int) -> dict[str, list[int]]:
    xs = [n]
    d = {"a": xs}
    xs.append(3)
    d["b"] = xs
    xs.append(4)
    return d


def dict_value(d: dict[str, list[int]]) -> list[int]:
    row = d.setdefault("k", [])
    row.append(1)
    d["k"].append(2)
    return row


def dict_get(d: dict[str, list[int]]) -> dict[str, list[int]]:
    row = d.get("k", [])
    row.append(1)
    return d


def ident(xs: list[int]) -> list[int]:
    return xs


def via_ident(xs: list[int]) -> list[int]:
    ys = ident(xs)
    ys.append(1)
    return xs


def via_ident_local(n: int) -> list[int]:
    xs = [n]
    ys = ident(xs)
    ys.append(1)
    return xs


def put(a: list[list[int]], b: list[int]) -> None:
    a.append(b)


def put_and_change(n: int) -> list[list[int]]:
    a: list[list[int]] = []
    b = [n]
    put(a, b)
    b.append(2)
    put(a, b)
    a[0].append(3)
    return a


def put_args(a: list[list[int]], b: list[int]) -> list[list[int]]:
    a.append(b)
    return a


def pick(a: list[int], b: list[int], first: bool) -> list[int]:
    return a if first else b


def pick_change(n: int) -> list[list[int]]:
    a = [n]
    b = [n + 1]
    c = pick(a, b, n > 2)
    c.append(9)
    return [a, b]


def choose_local(n: int) -> list[list[int]]:
    a = [n]
    b = [n + 1]
    c = a if n > 2 else b
    c.append(9)
    return [a, b]


def repeat_rows(n: int) -> list[list[int]]:
    g = [[0] * 2] * n
    if n > 0:
        g[0][0] = 5
    return g


def repeat_rows_ro(n: int) -> int:
    g = [[1, 2]] * n
    return sum(sum(r) for r in g)


def loop_row(g: list[list[int]]) -> list[list[int]]:
    for row in g:
        row.append(len(g))
    return g


def loop_row_keep(g: list[list[int]]) -> list[int]:
    last: list[int] = []
    for row in g:
        last = row
    last.append(5)
    return last


def captured_change(n: int) -> list[int]:
    xs: list[int] = []

    def add(v: int) -> None:
        xs.append(v)

    for i in range(n):
        add(i)
        xs.append(-i)
    return xs


def captured_alias(n: int) -> list[int]:
    xs: list[int] = [n]
    ys = xs

    def add(v: int) -> None:
        xs.append(v)

    add(1)
    ys.append(2)
    return ys


def concat_shares(g: list[list[int]]) -> list[list[int]]:
    h = g + [[1]]
    h[0].append(4)
    return g


def list_shares(g: list[list[int]]) -> list[list[int]]:
    h = list(g)
    h[0].append(4)
    return g


def sorted_shares(g: list[list[int]]) -> list[list[int]]:
    h = sorted(g)
    h[0].append(4)
    return g


def comp_shares(g: list[list[int]]) -> list[list[int]]:
    h = [r for r in g]
    h[0].append(4)
    return g


def comp_two(n: int) -> list[list[int]]:
    row = [n]
    g = [row for _ in range(2)]
    g[0].append(1)
    return g


def pop_push(g: list[list[int]]) -> list[list[int]]:
    r = g.pop()
    r.append(1)
    g.append(r)
    g[0].append(2)
    return g


def min_alias(g: list[list[int]]) -> list[list[int]]:
    m = min(g)
    m.append(100)
    return g


def same_twice(a: list[int], b: list[int]) -> int:
    a.append(1)
    return len(b)


def self_extend(xs: list[int]) -> list[int]:
    xs.extend(xs)
    xs += xs
    return xs


def self_slice(xs: list[int]) -> list[int]:
    xs[1:2] = xs
    xs[:0] = xs[::2]
    return xs


def ret_elem(g: list[list[int]]) -> list[int]:
    return g[0]


def ret_elem_change(g: list[list[int]]) -> list[list[int]]:
    r = ret_elem(g)
    r.append(1)
    return g


def ret_both(xs: list[int]) -> tuple[list[int], list[int]]:
    return xs, xs


def ret_both_local(n: int) -> tuple[list[int], list[int]]:
    xs = [n]
    return xs, xs


def nested_same(n: int) -> list[list[int]]:
    xs = [n]
    return [xs, xs]


def old_value(xs: list[int]) -> tuple[list[int], list[int]]:
    before = list(xs)
    xs.reverse()
    return before, xs


def prev_row(n: int) -> list[list[int]]:
    rows = []
    prev = [1]
    for _ in range(n):
        cur = prev
        cur.append(1)
        rows.append(cur)
        prev = cur
    return rows


def rolling(n: int) -> list[int]:
    prev = [0] * 3
    for i in range(n):
        cur = [0] * 3
        for j in range(3):
            cur[j] = prev[j] + i + j
        prev = cur
    return prev


def swap_lists(n: int) -> list[int]:
    a = [n]
    b = [n + 1, 2]
    for _ in range(n):
        a, b = b, a
        a.append(1)
    return a + b


def set_alias(xs: list[int]) -> int:
    s = set(xs)
    t = s
    t.add(99)
    return len(s)


def set_aug(xs: list[int]) -> int:
    s = set(xs)
    t = s
    s |= {99}
    u = s
    u = u | {100}
    return len(s) * 100 + len(t) * 10 + len(u)


def dict_alias(n: int) -> int:
    d = {1: n}
    e = d
    e[2] = n
    return len(d)


def dict_copy_rows(d: dict[str, list[int]]) -> dict[str, list[int]]:
    e = dict(d)
    for k in e:
        e[k].append(1)
    return d


def deep(g: list[list[list[int]]]) -> list[list[list[int]]]:
    a = g[0]
    b = a[0]
    b.append(3)
    a.append(b)
    b.append(4)
    return g


def arg_stored(d: dict[str, list[int]], xs: list[int]) -> list[int]:
    d["n"] = xs
    xs.append(1)
    return d["n"]


def same_arg(n: int) -> int:
    xs = [n]
    return same_twice(xs, xs)


def walk_pairs(ps: list[tuple[list[int], int]]) -> int:
    for xs, n in ps:
        xs.append(n)
    return sum(len(xs) for xs, _ in ps)


def values_change(d: dict[str, list[int]]) -> dict[str, list[int]]:
    for v in d.values():
        v.append(len(d))
    return d


def items_change(d: dict[str, list[int]]) -> dict[str, list[int]]:
    for k, v in d.items():
        v.append(len(k))
        d[k].append(1)
    return d


XS = [[[]], [[1]], [[2, 1]], [[3, 2, 1]]]
NS = [[-1], [0], [1], [2], [3], [4]]
GS = [[[[1], [2]]], [[[]]], [[[3, 1], [2], [2]]], [[]]]
DS = [[{}], [{"k": [1]}], [{"a": [], "bb": [1, 2]}]]
CALLS = {
    "put_args": [[[[1]], [2]], [[], []]],
    "pick": [[[1], [2], True], [[1], [2], False]],
    "same_twice": [[[1], [2]], [[], []]],
    "deep": [[[[[1]]]], [[[[1], [2]], [[3]]]]],
    "arg_stored": [[{}, [1]], [{"n": [4]}, []]],
    "walk_pairs": [[[([1], 2), ([], 3)]]],
    "put": [[[[1]], [2]]],
}
for _name in "two_names slice_flat ident via_ident self_extend self_slice ret_both old_value set_alias set_aug".split():
    CALLS[_name] = XS
for _name in ("two_names_local aug_shared aug_fresh chain_assign rows_local append_self append_copy append_fresh in_tuple in_dict via_ident_local put_and_change "
              "pick_change choose_local repeat_rows repeat_rows_ro captured_change captured_alias comp_two ret_both_local nested_same prev_row rolling swap_lists "
              "dict_alias same_arg").split():
    CALLS[_name] = NS
for _name in "rows_swap slice_rows loop_row loop_row_keep concat_shares list_shares sorted_shares comp_shares pop_push min_alias ret_elem ret_elem_change".split():
    CALLS[_name] = GS
for _name in "dict_value dict_get dict_copy_rows values_change items_change".split():
    CALLS[_name] = DS
