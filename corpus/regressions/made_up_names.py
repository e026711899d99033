"""Variables that are called what a draft calls its own helpers, and texts and sets that change by themselves."""

from __future__ import annotations


def next_in_line(xs: list[int]) -> int:
    next_x = 5
    total = 0
    x = 0
    for x in xs:
        total += next_x
    return total + x + next_x


def pair_in_parts(xs: list[int], ys: list[int]) -> int:
    x_0 = 7
    total = 0
    for x in zip(xs, ys):
        total += x_0 + x[0]
    return total


def first_of_two(first: int, second: int) -> int:
    return second or first


def item_inside(xs: list[int], item: int) -> list[int]:
    return list(map(lambda value: value + item, xs))


def item_among(xs: list[int], item: int) -> bool:
    return item in map(abs, xs)


def item_while_growing(xs: list[int]) -> int:
    item_at = 3
    total = 0
    for x in xs:
        if x > 2 and len(xs) < 20:
            xs.append(x - item_at)
        total += item_at
    return total


def keys_and_values(value: list[int], item: int, key: int) -> dict[int, int]:
    return {**dict.fromkeys(value, item), **{one: item + key for one in value}}


def items_spread(items: list[int], at: int) -> list[int]:
    items_2 = 3
    return [*items, at, *[one + items_2 for one in items]]


def kept_items(items: dict[str, int], value: int) -> dict[str, int]:
    return dict(items, a=value, b=len(items))


def numbered(x: int, x_2: int) -> int:
    total = x + x_2
    for x in range(3):
        total += x * x_2
    x = total
    for _ in range(2):
        x = x + x_2
    return x


def raised_here(raised: int, outcome: int) -> int:
    try:
        if raised > 1:
            raise ValueError("more")
        outcome += 1
    except ValueError:
        outcome += raised
    return outcome


def twice(text: str) -> str:
    text += text
    return text


def twice_more(text: str) -> str:
    made = text.strip()
    made += made.upper() + made
    return made


def set_with_itself(a: int) -> bool:
    seen = {a, 1}
    seen |= seen
    seen |= {3}
    return 3 in seen and len(seen) > 1


def length_of_nothing(text: str) -> str:
    return f"{text} {len([])} {len({})} {len(set())}"


def made_before_lent(text: str, other: str) -> bool:
    made = text + "a"
    return made < other or other <= made or made >= "b"


NUMBERS = [[[]], [[3]], [[5, -1]], [[0, 9, 9]]]
CALLS = {
    "next_in_line": NUMBERS,
    "pair_in_parts": [[[1, 2], [3, 4]], [[], [1]], [[9], [1, 2]]],
    "first_of_two": [[1, 2], [1, 0], [0, 0], [-5, 0]],
    "item_inside": [[[1, 2], 3], [[], 1]],
    "item_among": [[[1, -2], 2], [[1], 3], [[], 0]],
    "item_while_growing": NUMBERS,
    "keys_and_values": [[[1, 2, 1], 3, 4], [[], 1, 2]],
    "items_spread": [[[1, 2], 9], [[], 0]],
    "kept_items": [[{"x": 1, "a": 2}, 7], [{}, 0]],
    "numbered": [[1, 2], [-3, 4]],
    "raised_here": [[1, 2], [2, 3]],
    "twice": [[""], ["ab"], ["é"]],
    "twice_more": [[" a "], [""]],
    "set_with_itself": [[1], [2]],
    "length_of_nothing": [["x"]],
    "made_before_lent": [["a", "b"], ["c", "a"], ["", ""]],
}


def made_from(value: str, other: str) -> dict[str, str]:
    return dict.fromkeys(value, other)


def counted(items: list[int], base: dict[str, int]) -> dict[str, int]:
    return dict(base, count=len(items))


CALLS["made_from"] = [["ab", "xyz"], ["", "q"]]
CALLS["counted"] = [[[1, 2, 3], {"x": 1}], [[], {}]]
