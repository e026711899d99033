"""Names of the source that a draft could take for something of its own."""

from __future__ import annotations


def loop_name_kept(nodes: list[int]) -> int:
    next_node = 7
    node = 0
    total = 0
    for node in nodes:
        total += node * next_node
    return total + node + next_node


def mapped(xs: list[int], item: int) -> list[int]:
    return list(map(lambda x: x + item, xs))


def filtered(xs: list[int], item: int) -> list[int]:
    return list(filter(lambda x: x > item, xs))


def several_targets(xs: list[int], value: int) -> int:
    a = [0, 0]
    a[0] = a[1] = 5
    return a[0] + a[1] + value


def changed_while_walked(xs: list[int], at: int, item_at: int) -> int:
    total = 0
    for x in xs:
        if x < 0:
            xs.append(at + item_at)
        total += x
    return total + at


def either_text(first: int, second: str) -> str:
    return (second.strip() or str(first)) + str(first)


def tuple_indexed(tuple_: tuple[int, int, int], i: int) -> int:
    tuple = 3
    return tuple_[i] + tuple


def attempted(outcome: int, raised: int, xs: list[int]) -> int:
    try:
        x = xs[0]
        x = x + outcome
    except IndexError:
        return raised
    return x + outcome


def appended(argument: int, xs: list[int]) -> int:
    xs.append(xs[0] + argument)
    return argument + xs[-1]


CALLS = {
    "loop_name_kept": [[[1, 2, 3]], [[]]],
    "mapped": [[[1, 2, 3], 10]],
    "filtered": [[[1, 20, 3], 2]],
    "several_targets": [[[], 7]],
    "changed_while_walked": [[[-1, 2], 100, 1000]],
    "either_text": [[5, " a "], [5, "  "]],
    "tuple_indexed": [[(1, 2, 4), 1]],
    "attempted": [[5, 9, [1]], [5, 9, []]],
    "appended": [[5, [1, 2]]],
}
