"""The application's own classes, which models of the engine `sample` stand for."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple, Optional, TypedDict

from pydantic import BaseModel


@dataclass(frozen=True)
class Point:
    x: int
    y: float = 0.0


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"
    GREEN = "green"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


@dataclass(slots=True)
class Path:
    name: str
    points: list[Point]
    colour: Optional[Colour] = None


class Pair(NamedTuple):
    left: int
    right: str


class Row(TypedDict):
    id: int
    note: Optional[str]


class Offer(BaseModel):
    sku: str
    quantity: int = 1
    path: Optional[Path] = None


@dataclass
class Odd:
    number: int

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


class Broken(ValueError):
    pass
