"""What came of a call, written out so that two outcomes are the same only if nothing tells them apart."""

from __future__ import annotations

import struct
from typing import Any


def written(value: Any, seen: dict[int, int] | None = None) -> str:
    """Write a value: exact types, bits of floats, order of dicts, and which containers are one and the same."""
    seen = {} if seen is None else seen
    kind = type(value).__name__
    if isinstance(value, float):
        return f"{kind}:nan" if value != value else f"{kind}:{value!r}:{struct.pack('>d', value).hex()}"
    if value is None or isinstance(value, (bool, int, str, bytes)):
        return f"{kind}:{value!r}"
    if isinstance(value, (list, dict, set, bytearray)):
        if id(value) in seen:
            return f"same#{seen[id(value)]}"
        seen[id(value)] = len(seen)
    if isinstance(value, dict):
        pairs = (f"{written(key, seen)}={written(held, seen)}" for key, held in value.items())
        return f"{kind}{{{', '.join(pairs)}}}"
    if isinstance(value, (set, frozenset)):
        return f"{kind}{{{', '.join(sorted(written(one, {}) for one in value))}}}"
    if isinstance(value, (list, tuple)):
        return f"{kind}[{', '.join(written(one, seen) for one in value)}]"
    return f"{kind}:{value!r}"


def outcome(kind: str, value: Any, arguments: list[Any]) -> str:
    """Write what a call came to, and what it left of its arguments."""
    seen: dict[int, int] = {}
    left = ", ".join(written(one, seen) for one in arguments)
    return f"{kind} {written(value, seen)}; arguments {left}"
