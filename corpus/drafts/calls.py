"""Which functions call which others: what has to go where a helper goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from .listing import Function

Key = tuple[str, str]


def callers(functions: Iterable[Function]) -> Callable[[Key], set[Key]]:
    """Answer a function that finds all that call one, directly or through others."""
    here: dict[Key, set[Key]] = defaultdict(set)
    elsewhere: dict[Key, set[Key]] = defaultdict(set)
    for function in functions:
        for name in function.mentions - {function.name}:
            here[function.module, name].add(function.key)
        for own, module, name in function.imported:
            if own in function.mentions:
                elsewhere[module, name].add(function.key)

    def find(key: Key) -> set[Key]:
        found: set[Key] = set()
        keys = [key]
        while keys:
            module, name = keys.pop()
            new = (here[module, name] | elsewhere[module.rpartition(".")[2], name]) - found
            found |= new
            keys += new
        return found - {key}

    return find
