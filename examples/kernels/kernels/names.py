"""The names in a list that are spelled most alike."""

from __future__ import annotations


def levenshtein(left: str, right: str) -> int:
    """Count the insertions, deletions and replacements that make one text the other.

    >>> levenshtein("flaw", "lawn")
    2
    """
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        current = [i]
        for j, b in enumerate(right, start=1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1]


def closest(names: list[str], asked: str, count: int = 3) -> list[tuple[str, int]]:
    """Answer the `count` names nearest to the one asked for, each with its distance; equal ones in the list's order.

    >>> closest(["Marta", "Martin", "Mary", "Bert"], "Mart", 2)
    [('Marta', 1), ('Mary', 1)]
    """
    wanted = asked.lower()
    found = [(name, levenshtein(name.lower(), wanted)) for name in names]
    found.sort(key=lambda pair: pair[1])
    return found[:count]
