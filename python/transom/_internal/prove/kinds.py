"""What an argument may be: from the contract's shape, and from the original's annotation where that names a class."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from dataclasses import dataclass
from typing import Any

#: Models nested deeper are drawn without what is optional.
DEPTH_MAX = 12


@dataclass(frozen=True)
class Kind:
    """A type, as far as values of it are drawn here."""

    #: ``int float number bool str bytes none list tuple dict set option record choice``, or ``other``: not drawn here.
    name: str
    parts: tuple[Kind, ...] = ()
    #: Of a record its fields, of a choice its values; of an int the least and the greatest one.
    names: tuple[Any, ...] = ()
    #: The class that a record or a list-like thing is made with; ``None`` for plain ones.
    make: Any = None

    def known(self) -> bool:
        """Whether every part of it is drawn here."""
        return self.name != "other" and all(part.known() for part in self.parts)


OTHER = Kind("other")
_PLAIN = {"bool": "bool", "string": "str", "bytes": "bytes", "unit": "none"}
_PAIRS: dict[Any, str] = {int: "int", float: "float", bool: "bool", str: "str", bytes: "bytes", type(None): "none"}


def of_function(description: dict[str, Any], definitions: dict[str, Any], original: Any) -> dict[str, Kind]:
    """The kind of each argument."""
    hints = _hints(original)
    found = {}
    for field in description["input"]["fields"]:
        limited = bool(field.get("constraints"))
        kind = OTHER if limited else _of_shape(field["shape"], definitions, hints.get(field["name"]), 0)
        found[field["name"]] = kind
    return found


def _hints(original: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(original)
    except Exception:
        return {}


def _of_shape(shape: Any, definitions: dict[str, Any], hint: Any, depth: int) -> Kind:
    """The kind of a shape; what has no kind of its own may have one by its annotation."""
    if depth > DEPTH_MAX:
        return OTHER
    if isinstance(shape, str):
        if shape in _PLAIN:
            return Kind(_PLAIN[shape])
        return of_hint(hint, depth)
    (name, inner), = shape.items()
    arguments = [one for one in typing.get_args(hint) if one is not type(None)]

    def part(shape: Any, at: int) -> Kind:
        return _of_shape(shape, definitions, arguments[at] if at < len(arguments) else None, depth + 1)

    if name == "int":
        bits, signed = int(inner[1:]), inner[0] == "i"
        return Kind("int", names=(-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1))
    if name == "float":
        return Kind("float" if inner == "f64" else "other")
    if name == "option":
        return Kind("option", (part(inner, 0) if len(arguments) < 2 else OTHER,))
    if name == "list" and _container(hint) in (None, list):
        return Kind("list", (part(inner, 0),))
    if name == "set" and _container(hint) in (None, set):
        return Kind("set", (part(inner, 0),))
    if name == "array":
        return Kind("tuple", tuple(part(inner[0], 0) for _ in range(inner[1])), make=list)
    if name == "tuple":
        parts = tuple(part(one, at) for at, one in enumerate(inner))
        by_name = _named_tuple(hint)
        return by_name if by_name is not None else Kind("tuple", parts)
    if name == "map" and _container(hint) in (None, dict):
        return Kind("dict", (part(inner[0], 0), part(inner[1], 1)))
    return of_hint(hint, depth)


def _container(hint: Any) -> Any:
    """The class that a hint names, as far as that matters; ``None`` for one that says no more than the shape."""
    origin = typing.get_origin(hint) or hint
    abstract = ("collections.abc", "typing")
    return None if origin is None or getattr(origin, "__module__", "") in abstract else origin


def of_hint(hint: Any, depth: int = 0) -> Kind:
    """The kind that an annotation says."""
    if depth > DEPTH_MAX or hint is None or hint is Any:
        return OTHER
    if hint in _PAIRS if isinstance(hint, type) else False:
        name = _PAIRS[hint]
        return Kind(name, names=(-(1 << 63), (1 << 63) - 1)) if name == "int" else Kind(name)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    parts = [of_hint(one, depth + 1) for one in arguments if one is not Ellipsis]
    if origin is typing.Annotated:
        return parts[0]
    if origin in (list, set, dict) and parts:
        return Kind(origin.__name__, tuple(parts))
    if origin is tuple:
        return OTHER if Ellipsis in arguments else Kind("tuple", tuple(parts))
    if origin is typing.Literal:
        return Kind("choice", names=arguments)
    if origin in (typing.Union, types.UnionType):
        given = [one for one in arguments if one is not type(None)]
        if set(given) == {int, float}:
            inner = Kind("number")
        elif len(given) == 1:
            inner = of_hint(given[0], depth + 1)
        else:
            return OTHER
        return Kind("option", (inner,)) if len(given) < len(arguments) else inner
    return _of_class(hint, depth)


def _of_class(hint: Any, depth: int) -> Kind:
    if not isinstance(hint, type):
        return OTHER
    if issubclass(hint, enum.Enum):
        return Kind("choice", names=tuple(hint))
    by_name = _named_tuple(hint)
    if by_name is not None:
        return by_name
    if dataclasses.is_dataclass(hint):
        fields = [field for field in dataclasses.fields(hint) if field.init]
        hints = _hints(hint)
        parts = tuple(of_hint(hints.get(field.name), depth + 1) for field in fields)
        return Kind("record", parts, tuple(field.name for field in fields), hint)
    if typing.is_typeddict(hint):
        hints = _hints(hint)
        return Kind("record", tuple(of_hint(one, depth + 1) for one in hints.values()), tuple(hints))
    return OTHER


def _named_tuple(hint: Any) -> Kind | None:
    fields = getattr(hint, "_fields", None)
    if not isinstance(hint, type) or not issubclass(hint, tuple) or fields is None:
        return None
    hints = _hints(hint)
    return Kind("record", tuple(of_hint(hints.get(name), 1) for name in fields), tuple(fields), hint)
