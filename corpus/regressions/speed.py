"""What drafts do otherwise than Python to be fast, where that could be seen."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True)
class Sale:
    shop: str
    price: float
    pieces: int


def turn_front(xs: list[int], count: int) -> list[int]:
    cards = xs[:]
    cards[:count] = cards[count - 1 :: -1]
    return cards


def turn_part(xs: list[int], low: int, high: int) -> list[int]:
    cards = xs[:]
    cards[low : high + 1] = cards[high : low - 1 : -1]
    return cards


def turn_elsewhere(xs: list[int], low: int, high: int) -> list[int]:
    cards = xs[:]
    cards[low:high] = cards[::-1]
    cards[:] = cards[-2::-1]
    return cards


def words_of(text: str, at: str) -> list[str]:
    words: list[str] = []
    word: list[str] = []
    for letter in text:
        if letter in at:
            words.append("".join(word))
            word = []
        else:
            word.append(letter)
    words.append("".join(word))
    return words


def rows_of(xs: list[int], width: int) -> list[list[int]]:
    rows: list[list[int]] = []
    row: list[int] = []
    kept: list[int] = []
    for x in xs:
        row.append(x)
        kept.append(x)
        if len(row) == width:
            rows.append(row)
            row = []
        if x == 0:
            kept = []
    rows.append(kept)
    rows.append(row)
    return rows


def turnover(sales: list[Sale], least: int) -> dict[str, float]:
    found: dict[str, float] = {}
    pieces: dict[str, int] = {}
    for sale in sales:
        if sale.pieces >= least:
            found[sale.shop] = found.get(sale.shop, 0.5) + sale.price * sale.pieces
            pieces[sale.shop] = pieces.get(sale.shop, -1) - sale.pieces
    for shop in pieces:
        found[shop] = found[shop] - pieces[shop]
    return found


def best_sales(sales: list[Sale], count: int) -> list[Sale]:
    chosen: list[Sale] = []
    for sale in sales:
        if len(chosen) < count and sale.price > 0:
            chosen.append(sale)
    return chosen


def sums(table: list[list[float]], size: int) -> list[float]:
    found: list[float] = []
    for i in range(size):
        total = 0.0
        for row in table:
            total += row[i]
        found.append(total)
    return found


def padded(words: list[str], width: int) -> str:
    text = "|"
    for word in words:
        text += word + "-" * (width - len(word)) + "|"
    return text


def around(xs: list[int], step: int) -> list[int]:
    return [xs[(i + step) % len(xs)] for i in range(-3, 4)] + [x % step for x in xs]


def last_used(xs: list[int], room: int) -> list[tuple[int, int]]:
    kept: OrderedDict[int, int] = OrderedDict()
    for x in xs:
        if x in kept:
            kept[x] += 1
            kept.move_to_end(x, last=x % 5 != 0)
        else:
            if len(kept) >= room:
                kept.popitem(last=x % 2 == 0)
            kept[x] = 1
    return list(kept.items())


def parts(text: str) -> list[list[str]]:
    return [text.split(), text.split(","), text.split(", "), "".join(text.split()).split(";")]


PARTS = [[[1, 2, 3, 4, 5], 0, 3], [[1, 2, 3], 1, 9], [[], 0, 0], [[4, 5, 6, 7], -3, -1], [[1, 2], 2, 1]]
CALLS = {
    "turn_front": [[[1, 2, 3, 4], 2], [[1, 2, 3, 4], 9], [[], 1], [[1, 2], -1]],
    "turn_part": PARTS,
    "turn_elsewhere": PARTS,
    "words_of": [["a,b,,c", ","], ["", "x"], ["xaxbx", "x"]],
    "rows_of": [[[1, 2, 3, 4, 5], 2], [[], 3], [[1], 0]],
    "sums": [[[[1.5, 2.0], [0.1, 0.2]], 2], [[[1.0]], 1], [[], 0]],
    "padded": [[["a", "bcd", ""], 3], [[], 2]],
    "around": [[[1, 2, 3], 2], [[1, -2, 3], -3], [[], 1], [[1], 0]],
    "last_used": [[[1, 2, 3, 1, 5, 6, 1], 2], [[1, 1, 1], 1], [[], 3], [[5, 4, 5, 3, 2], 3]],
    "parts": [["a b,c, d;e"], [""], [" ; , "]],
}
