"""Annotations that calls contradict: ``float`` where an ``int`` was passed."""

from __future__ import annotations

import collections
import types
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from .seen import Seen
from .watch import Calls

_ITEMS = {"list": list, "set": set, "frozenset": frozenset, "collections.deque": collections.deque}
_DICTS = {"dict": dict, "collections.defaultdict": collections.defaultdict,
          "collections.OrderedDict": collections.OrderedDict}
_SCALARS = {"bool": bool, "int": int, "float": float, "complex": complex, "str": str, "bytes": bytes, "None": type(None)}


def of(module: ModuleType, seen: dict[str, Calls]) -> dict[str, list[str]]:
    """What contradicts each other, by function."""
    return {name: list(_of(getattr(module, name, None), calls)) for name, calls in seen.items()}


def _of(function: Any, calls: Calls) -> Iterator[str]:
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    try:
        hints = typing.get_type_hints(function)
    except Exception:
        # A name that only a type checker sees; then there is nothing to hold against.
        return
    for name, place in calls.parameters.items():
        if name in hints:
            yield from (f"`{name}` {what}" for what in _against(hints[name], place.seen))
    if calls.result is not None and "return" in hints:
        yield from (f"the result {what}" for what in _against(hints["return"], calls.result.seen))


def _against(hint: Any, seen: Seen) -> Iterator[str]:
    expected = _text(hint)
    for kind, parts in seen.kinds.items():
        if not any(_holds(choice, kind, parts) for choice in _choices(hint)):
            alone = Seen()
            alone.kinds[kind] = parts
            yield f"is annotated `{expected}`, and was `{alone.annotation()}`"


def _choices(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return typing.get_args(hint)
    return (hint,)


def _holds(hint: Any, kind: str, parts: list[Seen]) -> bool:
    """Whether a value of this kind is what the annotation says; what is not understood here is believed."""
    origin, args = typing.get_origin(hint) or hint, typing.get_args(hint)
    if origin in _SCALARS.values() or hint is None:
        return _SCALARS.get(kind, kind) is (type(None) if hint is None else origin)
    if origin in _ITEMS.values():
        return _ITEMS.get(kind) is origin and _all(args, parts)
    if origin in _DICTS.values():
        return _DICTS.get(kind) is origin and _all(args, parts)
    if origin is tuple:
        if not kind.startswith("tuple "):
            return False
        if not args:
            return True
        if len(args) == 2 and args[1] is Ellipsis:
            return all(not list(_against(args[0], part)) for part in parts)
        return len(args) == len(parts) and _all(args, parts)
    # A class that is no scalar: told from scalars and containers alone.
    return True


def _all(hints: tuple[Any, ...], parts: list[Seen]) -> bool:
    return all(not list(_against(hint, part)) for hint, part in zip(hints, parts))


def _text(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint).replace("typing.", "")
