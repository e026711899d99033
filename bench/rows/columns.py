"""Whole tables through `transom.map`, on one core."""

from __future__ import annotations

from itertools import cycle, islice

import peer_pyo3
import transom

from rows import data, moved
from rows.settings import Settings
from rows.timing import NANOSECONDS, Row, compare, same


def numeric(settings: Settings) -> Row:
    """Time six numeric columns beside the plain Rust loop over the same memory."""
    table = data.trips(settings.scaled(10_000_000))
    columns = [memoryview(table[name].chunk(0).buffers()[1]).cast("d") for name in data.TRIP_COLUMNS]
    ours = transom.map("bench.trip_cost", table, threads=1).to_pyarrow().column(0)
    found = b"".join(chunk.buffers()[1].to_pybytes()[: 8 * len(chunk)] for chunk in ours.chunks)
    if found != peer_pyo3.trip_costs(columns).to_bytes():
        raise SystemExit("map.numeric: the two sides differ")
    return compare(
        "map.numeric",
        lambda: transom.map("bench.trip_cost", table, threads=1),
        lambda: peer_pyo3.trip_costs(columns),
        peer_name="Rust loop over slices",
        calls=table.num_rows,
        of="row",
        unit=NANOSECONDS,
        rounds=settings.rounds,
        progress=settings.progress,
    )


def nested(settings: Settings) -> Row:
    """Time carts as nested columns beside one embedded call a row."""
    rows = settings.scaled(1_000_000)
    carts = data.carts(min(rows, 10_000))
    table = data.cart_table(carts, rows)

    def each_row() -> None:
        for cart in islice(cycle(carts), rows):
            moved.quote(cart)

    ours = transom.map("bench.quote", table, threads=1).to_pyarrow().column(0)
    same("map.nested", ours.slice(0, len(carts)).to_pylist(), [moved.quote(cart) for cart in carts])
    return compare(
        "map.nested",
        lambda: transom.map("bench.quote", table, threads=1),
        each_row,
        peer_name="one embedded call a row",
        calls=rows,
        of="row",
        unit=NANOSECONDS,
        rounds=settings.few_rounds,
        progress=settings.progress,
    )
