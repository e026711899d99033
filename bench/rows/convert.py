"""Long lists into Rust values."""

from __future__ import annotations

import peer_pyo3

from rows import data, moved
from rows.settings import Settings
from rows.timing import NANOSECONDS, Row, compare, same


def floats_in(settings: Settings) -> Row:
    """Time a list of a million floats beside PyO3's `Vec<f64>`."""
    values = data.floats(settings.scaled(1_000_000))
    return _convert("convert.floats_in", moved.floats_in, peer_pyo3.floats_in, values, "PyO3 Vec<f64>", settings)


def records_in(settings: Settings) -> Row:
    """Time 100,000 dicts of five fields beside PyO3's derive."""
    values = data.readings(settings.scaled(100_000))
    return _convert("convert.records_in", moved.records_in, peer_pyo3.records_in, values, "PyO3 derive", settings)


def _convert(name: str, ours, peer, values: list, peer_name: str, settings: Settings) -> Row:
    same(name, ours(values), peer(values))
    return compare(
        name,
        lambda: ours(values),
        lambda: peer(values),
        peer_name=peer_name,
        calls=len(values),
        of="element",
        unit=NANOSECONDS,
        rounds=settings.rounds,
        progress=settings.progress,
    )
