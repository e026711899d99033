"""Compares two answers exactly: types, bits of floats, order."""

from __future__ import annotations

import struct


def difference(expected: object, found: object, place: str = "") -> str | None:
    """Where and how two answers differ, or ``None``: 1 is not 1.0, 0.0 is not -0.0, and a dict's order counts."""
    if type(expected) is not type(found):
        return f"{place or 'the answer'}: {type(expected).__name__} {expected!r} and {type(found).__name__} {found!r}"
    if isinstance(expected, float) and isinstance(found, float):
        same = struct.pack("<d", expected) == struct.pack("<d", found) or (expected != expected and found != found)
        return None if same else f"{place or 'the answer'}: {expected.hex()} and {found.hex()}"
    if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
        if len(expected) != len(found):
            return f"{place or 'the answer'}: {len(expected)} and {len(found)} long"
        pairs = zip(expected, found)
        return next((how for at, pair in enumerate(pairs) if (how := difference(*pair, f"{place}[{at}]"))), None)
    if isinstance(expected, dict) and isinstance(found, dict):
        how = difference(list(expected), list(found), f"{place} keys")
        if how is not None:
            return how
        return next((how for key in expected if (how := difference(expected[key], found[key], f"{place}[{key!r}]"))), None)
    return None if expected == found else f"{place or 'the answer'}: {expected!r} and {found!r}"
