"""What the rows work on: made by a seeded generator, the same on every run."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa

LINES = 10
"""Lines of a cart."""

CURRENCIES = ("EUR", "USD", "GBP")


def carts(count: int) -> list[dict[str, Any]]:
    """Make carts of ten lines; half of them have a coupon."""
    source = random.Random(7)
    return [_cart(source) for _ in range(count)]


def _cart(source: random.Random) -> dict[str, Any]:
    return {
        "customer": f"customer-{source.randrange(1_000_000)}",
        "currency": source.choice(CURRENCIES),
        "coupon": source.choice((None, "SPRING10")),
        "lines": [_line(source) for _ in range(LINES)],
    }


def _line(source: random.Random) -> dict[str, Any]:
    return {
        "sku": f"SKU-{source.randrange(1_000_000):06}",
        "quantity": source.randrange(1, 9),
        "unit_price": round(source.uniform(1, 90), 2),
        "gift": source.random() < 0.2,
    }


def readings(count: int) -> list[dict[str, Any]]:
    """Make records of five fields."""
    source = random.Random(11)
    return [
        {
            "id": number,
            "station": f"station-{source.randrange(1000)}",
            "temperature": source.uniform(-20, 40),
            "valid": source.random() < 0.9,
            "hour": source.randrange(24),
        }
        for number in range(count)
    ]


def floats(count: int) -> list[float]:
    """Make floats from 0 to 1."""
    source = random.Random(13)
    return [source.random() for _ in range(count)]


TRIP_COLUMNS = {
    "distance": (0.5, 30.0),
    "minutes": (2.0, 60.0),
    "per_km": (0.8, 1.4),
    "per_minute": (0.2, 0.5),
    "base": (0.0, 3.0),
    "surge": (1.0, 2.5),
}
"""The six numeric columns of a trip, each with its least and its greatest value."""


def trips(rows: int) -> pa.Table:
    """Make a table of six float columns; a block of random rows is repeated up to the length."""
    source = random.Random(17)
    block = min(rows, 100_000)
    columns = {
        name: pa.array([source.uniform(least, most) for _ in range(block)], pa.float64())
        for name, (least, most) in TRIP_COLUMNS.items()
    }
    return _repeated(pa.table(columns), rows)


LINE_TYPE = pa.struct(
    [
        pa.field("sku", pa.string(), nullable=False),
        pa.field("quantity", pa.uint32(), nullable=False),
        pa.field("unit_price", pa.float64(), nullable=False),
        pa.field("gift", pa.bool_(), nullable=False),
    ]
)
CART_TYPE = pa.struct(
    [
        pa.field("customer", pa.string(), nullable=False),
        pa.field("currency", pa.string(), nullable=False),
        pa.field("coupon", pa.string()),
        pa.field("lines", pa.list_(pa.field("item", LINE_TYPE, nullable=False)), nullable=False),
    ]
)


def cart_table(some: list[dict[str, Any]], rows: int) -> pa.Table:
    """Make a table with one nested column, `cart`; the carts are repeated up to the length."""
    schema = pa.schema([pa.field("cart", CART_TYPE, nullable=False)])
    return _repeated(pa.Table.from_pydict({"cart": some}, schema=schema), rows)


def _repeated(block: pa.Table, rows: int) -> pa.Table:
    times = -(-rows // block.num_rows)
    return pa.concat_tables([block] * times).slice(0, rows).combine_chunks()
