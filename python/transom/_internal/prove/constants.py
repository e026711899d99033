"""The constants that an original compares with: numbers and text in its code, and in the globals that it reads."""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from typing import Any

from . import sites

#: As many constants of each kind are kept; longer text is none.
COUNT_MAX = 200
TEXT_MAX = 200


@dataclass
class Constants:
    """Mined constants, each once."""

    ints: list[int] = field(default_factory=list)
    floats: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def letters(self) -> str:
        """The characters of all texts."""
        return "".join(sorted({letter for text in self.texts for letter in text}))


def of(function: Any) -> Constants:
    """The constants of a function and of what it calls in its module."""
    found = Constants()
    for one in sites.reachable(function):
        _code(found, one.__code__, one.__globals__, one.__doc__)
        for default in (*(one.__defaults__ or ()), *(one.__kwdefaults__ or {}).values()):
            _value(found, default, 0)
    kept = [list(dict.fromkeys(values))[:COUNT_MAX] for values in (found.ints, found.floats, found.texts, found.raw)]
    return Constants(*kept)  # type: ignore[arg-type]


def _code(found: Constants, code: types.CodeType, names: dict[str, Any], doc: str | None) -> None:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            _code(found, constant, names, None)
        elif constant != doc or doc is None:
            _value(found, constant, 0)
    for name in code.co_names:
        _value(found, names.get(name), 0)


def _value(found: Constants, value: Any, depth: int) -> None:
    if isinstance(value, bool) or value is None or depth > 3:
        return
    if isinstance(value, int) and abs(value) < 1 << 63:
        found.ints.append(value)
    elif isinstance(value, float):
        found.floats.append(value)
    elif isinstance(value, str) and len(value) <= TEXT_MAX:
        found.texts.append(value)
    elif isinstance(value, bytes) and len(value) <= TEXT_MAX:
        found.raw.append(value)
    elif isinstance(value, (tuple, frozenset, list, set)):
        for item in list(value)[:COUNT_MAX]:
            _value(found, item, depth + 1)
    elif isinstance(value, dict):
        for key, item in list(value.items())[:COUNT_MAX]:
            _value(found, key, depth + 1)
            _value(found, item, depth + 1)
