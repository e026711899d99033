"""Which functions mention which others: what has to go where a helper goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from .listing import Function


def callers(functions: Iterable[Function]) -> Callable[[tuple[str, str]], set[tuple[str, str]]]:
    """Answer a function that finds all that mention a name, directly or through others."""
    mentioning: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for function in functions:
        for name in function.mentions - {function.name}:
            mentioning[name].add(function.key)

    def find(key: tuple[str, str]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        names = [key[1]]
        while names:
            new = mentioning.get(names.pop(), set()) - found
            found |= new
            names += [name for _, name in new]
        return found - {key}

    return find
