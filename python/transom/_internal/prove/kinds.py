"""What an argument may be, by the contract's shapes, and as which Python object it is passed."""

from __future__ import annotations

import enum
import importlib
from collections import deque
from dataclasses import dataclass
from typing import Any

INT = (-(1 << 63), (1 << 63) - 1)


@dataclass(frozen=True)
class Kind:
    """A type, as far as values of it are drawn here."""

    #: ``int float number bool str char bytes none list tuple dict set option record choice ref``; ``other``: not drawn.
    name: str
    parts: tuple[Kind, ...] = ()
    #: Of a record its fields, of a choice its values, of an int the least and the greatest one, of a ref its model.
    names: tuple[Any, ...] = ()
    #: What makes the object of the plain one: a class, mostly.
    make: Any = None

    def known(self) -> bool:
        """Whether every part of it is drawn here."""
        return self.name != "other" and all(part.known() for part in self.parts)

    def part(self, at: int) -> Kind:
        """The part at a place; ``OTHER`` where there is none."""
        return self.parts[at] if at < len(self.parts) else OTHER

    def itself(self) -> Kind:
        """The kind that a ref names."""
        return self.make.kinds.get(self.names[0], OTHER) if self.name == "ref" else self


OTHER = Kind("other")
_PLAIN = {"bool": "bool", "string": "str", "bytes": "bytes", "unit": "none"}


class Models:
    """The kinds of a contract's models, each made once."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions
        self.kinds: dict[str, Kind] = {}

    def of_fields(self, fields: list[dict[str, Any]]) -> dict[str, Kind]:
        """The kind of each field; one with limits of its own is drawn by the contract alone."""
        return {field["name"]: OTHER if field.get("constraints") else self.of(field["shape"]) for field in fields}

    def of(self, shape: Any) -> Kind:
        """The kind of a shape."""
        if isinstance(shape, str):
            return Kind(_PLAIN.get(shape, "other"))
        (name, inner), = shape.items()
        if name == "int":
            bits, signed = int(inner[1:]), inner[0] == "i"
            return Kind("int", names=(-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1))
        if name == "float":
            return Kind("float" if inner == "f64" else "other")
        if name in ("option", "list"):
            return Kind(name, (self.of(inner),))
        if name == "array":
            return Kind("tuple", (self.of(inner[0]),) * inner[1], make=list)
        if name == "tuple":
            return Kind("tuple", tuple(self.of(one) for one in inner))
        if name == "map":
            return Kind("dict", (self.of(inner[0]), self.of(inner[1])))
        if name == "ref":
            return self._model(inner)
        return self._form(*inner) if name == "as" else OTHER

    def _form(self, form: str, shape: Any) -> Kind:
        if form in ("char", "number"):
            return Kind(form)
        inner = self.of(shape)
        if form in ("set", "frozen_set"):
            return Kind("set", inner.parts, make=frozenset if form == "frozen_set" else set)
        makers = {"tuple": tuple, "deque": deque, "byte_array": bytearray}
        if form in makers:
            return Kind(inner.name, inner.parts, make=makers[form])
        if form in ("array1", "array2"):
            item = inner.part(0) if form == "array1" else inner.part(0).part(0)
            return Kind("array", inner.parts, names=(form, item.name)) if item.name in ("int", "float") else OTHER
        return OTHER

    def _model(self, name: str) -> Kind:
        if name not in self.kinds:
            # A model inside itself finds this one.
            self.kinds[name] = OTHER
            self.kinds[name] = self._defined(self._definitions[name])
        return Kind("ref", names=(name,), make=self) if self.kinds[name] is not OTHER else OTHER

    def _defined(self, definition: dict[str, Any]) -> Kind:
        made = _class(definition.get("class"))
        if definition["kind"] == "record":
            fields = self.of_fields(definition["fields"])
            if not all(kind.known() for kind in fields.values()):
                return OTHER
            if made is not None and definition.get("extra") == "ignore":
                made = _shared(made)
            return Kind("record", tuple(fields.values()), tuple(fields), made)
        if definition["kind"] == "enum":
            names = [case["name"] for case in definition["cases"]]
            is_enum = isinstance(made, type) and issubclass(made, enum.Enum)
            return Kind("choice", names=tuple(made[name] for name in names) if is_enum else tuple(names), make=made)
        return OTHER


def of_function(description: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Kind]:
    """The kind of each argument."""
    return Models(definitions).of_fields(description["input"]["fields"])


def revived(value: Any, kind: Kind) -> Any:
    """The object that a plain value stands for, as it comes from JSON and from the contract."""
    kind = kind.itself()
    if value is None or kind is OTHER:
        return value
    if kind.name == "option":
        return revived(value, kind.parts[0])
    if kind.name == "choice":
        return getattr(kind.make, value, value) if kind.make is not None and isinstance(value, str) else value
    if kind.name == "array":
        return array(value, kind)
    if kind.name in ("list", "set") and isinstance(value, (list, tuple)):
        return (kind.make or list)(revived(item, kind.parts[0]) for item in value)
    if kind.name == "tuple" and isinstance(value, (list, tuple)):
        return (kind.make or tuple)(revived(item, kind.part(at)) for at, item in enumerate(value))
    if kind.name == "dict" and isinstance(value, dict):
        return {revived(key, kind.parts[0]): revived(item, kind.parts[1]) for key, item in value.items()}
    if kind.name == "record" and isinstance(value, dict):
        fields = dict(zip(kind.names, kind.parts))
        named = {name: revived(item, fields.get(name, OTHER)) for name, item in value.items()}
        return named if kind.make is None else kind.make(**named)
    return kind.make(value) if kind.name == "bytes" and kind.make is not None else value


def array(items: Any, kind: Kind) -> Any:
    """A NumPy array of plain items."""
    import numpy

    dtype = "float64" if kind.names[1] == "float" else "int64"
    made = numpy.array(items, dtype=dtype)
    return made if kind.names[0] == "array1" or made.ndim == 2 else made.reshape(len(items), 0)


def _shared(own: type) -> Any:
    """What makes an instance of a class that crosses by reference: its attributes, however ``__init__`` makes them."""

    def make(**attributes: Any) -> Any:
        made: Any = object.__new__(own)
        for name, value in attributes.items():
            object.__setattr__(made, name, value)
        return made

    return make


def _class(coordinate: str | None) -> Any:
    """The application's class; ``None`` for a dict or text, and where there is none."""
    if not coordinate:
        return None
    module, _, path = coordinate.partition(":")
    try:
        found: Any = importlib.import_module(module)
        for step in path.split("."):
            found = getattr(found, step)
    except (ImportError, AttributeError):
        return None
    return found
