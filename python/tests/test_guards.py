"""An exact function answers as Python would, or leaves the input to Python: never anything in between."""

from __future__ import annotations

import math
import uuid
from collections import OrderedDict
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from zoneinfo import ZoneInfo

import pytest

import sample_app

OTHER_TYPES = "arguments of other types"


class Word(str):
    pass


class Number(int):
    pass


class Real(float):
    pass


class Items(list):
    pass


class Level(IntEnum):
    LOW = 1


class Day(date):
    pass


def kept(value):
    return value


TREE = {"name": "root", "children": [{"name": "leaf", "children": []}]}
SHAPE = {"type": "circle", "radius": 1.5}
KINDS = {
    "flag": True,
    "whole": -3,
    "real": -0.0,
    "text": "naïve \U0001f980",
    "raw": b"\x00\xff",
    "day": date(1, 1, 1),
    "clock": time(23, 59, 59, 999_999),
    "local": datetime(9999, 12, 31, 23, 59, 59, 999_999),
    "instant": datetime(2024, 2, 29, 12, tzinfo=timezone.utc),
    "span": timedelta(days=-1, microseconds=1),
    "money": Decimal("-12.3400"),
    "id": uuid.UUID("12345678-1234-5678-1234-567812345678"),
    "maybe": None,
    "list": [1, 2, 3],
    "triple": [0.1, math.inf, -math.inf],
    "map": {"z": 1.0, "a": 2.0},
    "tier": "VIP",
    "shape": {"type": "rectangle", "width": 1.0, "height": 2.0},
}

ANSWERED = [
    ("same_bool", True),
    ("same_bool", False),
    ("same_int", 2**63 - 1),
    ("same_int", -(2**63)),
    ("same_small", 255),
    ("same_float", 1.5),
    ("same_float", -0.0),
    ("same_float", math.nan),
    ("same_float", math.inf),
    ("same_single", 0.5),
    ("same_single", math.nan),
    ("same_text", ""),
    ("same_text", "é\x00\U0001f980"),
    ("same_bytes", b"\x00\xff"),
    ("same_date", date(1, 1, 1)),
    ("same_date", date(9999, 12, 31)),
    ("same_time", time(1, 2, 3, 4)),
    ("same_naive", datetime(1, 1, 1)),
    ("same_naive", datetime(9999, 12, 31, 23, 59, 59, 999_999)),
    ("same_instant", datetime(2024, 2, 29, 1, 2, 3, 4, tzinfo=timezone.utc)),
    ("same_span", timedelta(days=100_000_000, microseconds=1)),
    ("same_span", timedelta(microseconds=-1)),
    ("same_decimal", Decimal("1.00")),
    ("same_decimal", Decimal("-0.000001")),
    ("same_decimal", Decimal("-1.5E-27")),
    ("same_decimal", Decimal("0E-28")),
    ("same_decimal", Decimal("0.00")),
    ("same_decimal", Decimal(2**96 - 1)),
    ("same_uuid", uuid.UUID(int=0)),
    ("same_uuid", uuid.UUID(int=2**128 - 1)),
    ("same_option", None),
    ("same_option", 3),
    ("same_list", []),
    ("same_list", [1.0, math.nan]),
    ("same_array", [1, 2, 3]),
    ("same_tuple", (1, "a")),
    ("same_map", {"b": 1, "a": 2}),
    ("same_choice", "VIP"),
    ("same_union", SHAPE),
    ("same_tree", TREE),
    ("same_record", KINDS),
]

DECLINED = [
    ("same_bool", 1),
    ("same_bool", None),
    ("same_int", True),
    ("same_int", 1.0),
    ("same_int", "1"),
    ("same_int", 2**63),
    ("same_int", -(2**63) - 1),
    ("same_int", Number(1)),
    ("same_int", Level.LOW),
    ("same_small", 256),
    ("same_small", -1),
    ("same_float", 1),
    ("same_float", True),
    ("same_float", Real(1.0)),
    ("same_single", 0.1),
    ("same_single", 1e300),
    ("same_text", Word("a")),
    ("same_text", b"a"),
    ("same_text", "\ud800"),
    ("same_bytes", bytearray(b"a")),
    ("same_date", datetime(2024, 1, 1)),
    ("same_date", Day(2024, 1, 1)),
    ("same_time", time(1, tzinfo=timezone.utc)),
    ("same_time", time(1, fold=1)),
    ("same_naive", datetime(2024, 1, 1, tzinfo=timezone.utc)),
    ("same_naive", datetime(2024, 1, 1, fold=1)),
    ("same_naive", date(2024, 1, 1)),
    ("same_instant", datetime(2024, 1, 1)),
    ("same_instant", datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=1)))),
    ("same_instant", datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC"))),
    ("same_span", timedelta.max),
    ("same_decimal", Decimal("1E+5")),
    ("same_decimal", Decimal("1E-29")),
    ("same_decimal", Decimal("0E+1")),
    ("same_decimal", Decimal("-0")),
    ("same_decimal", Decimal("NaN")),
    ("same_decimal", Decimal(2**96)),
    ("same_decimal", Decimal("1" * 60)),
    ("same_decimal", 1),
    ("same_uuid", "12345678-1234-5678-1234-567812345678"),
    ("same_option", True),
    ("same_list", (1.0,)),
    ("same_list", [1]),
    ("same_list", Items([1.0])),
    ("same_array", (1, 2, 3)),
    ("same_array", [1, 2]),
    ("same_tuple", [1, "a"]),
    ("same_tuple", (1, "a", 2)),
    ("same_map", OrderedDict(a=1)),
    ("same_map", {1: 1}),
    ("same_choice", "vip"),
    ("same_choice", Word("VIP")),
    ("same_union", {"type": "circle", "radius": 1}),
    ("same_union", {"type": "square"}),
    ("same_union", {"radius": 1.0}),
    ("same_tree", {"name": "root"}),
    ("same_tree", {**TREE, "extra": 1}),
    ("same_record", {**KINDS, "whole": 2**63}),
    ("same_record", {key: value for key, value in KINDS.items() if key != "flag"}),
]


def identical(a, b):
    """Compare types, float bits and order, too."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(identical(a[key], b[key]) for key in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(identical, a, b))
    return repr(a) == repr(b)


@pytest.mark.parametrize(("function", "value"), ANSWERED, ids=repr)
def test_a_value_comes_back_as_it_was(engine, function, value):
    moved = engine.bind(function, kept, "on", None)
    found = moved(value)
    assert identical(found, value)
    assert moved.stats()["engine"] == 1


@pytest.mark.parametrize(("function", "value"), DECLINED, ids=repr)
def test_anything_else_is_left_to_python(engine, function, value):
    moved = engine.bind(function, kept, "on", None)
    assert moved(value) is value
    assert moved.stats() | {"calls": 1} == {
        "calls": 1,
        "engine": 0,
        "declined": {OTHER_TYPES: 1},
        "raised": 0,
        "compared": 0,
        "mismatches": 0,
        "smallest_mismatch": None,
    }


def test_overflow_goes_on_in_python():
    before = sample_app.add.stats()["declined"].get("attempt to add with overflow", 0)
    assert sample_app.add(2**63 - 1, 1) == 2**63
    assert sample_app.add.stats()["declined"]["attempt to add with overflow"] == before + 1


def test_an_exception_is_pythons_own():
    with pytest.raises(ZeroDivisionError) as raised:
        sample_app.divide(1, 0)
    assert "sample_app.py" in str(raised.traceback[-1].path)
    with pytest.raises(IndexError, match="list index out of range"):
        sample_app.pick([1, 2, 3], 7)


def test_reasons_with_numbers_are_one_reason():
    for place in (7, 8, 9):
        with pytest.raises(IndexError):
            sample_app.pick([1, 2, 3], place)
    reasons = [reason for reason in sample_app.pick.stats()["declined"] if "index out of bounds" in reason]
    assert reasons == ["index out of bounds: the len is N but the index is N"]



def test_fixed_arrays_are_lists_and_tuples_are_tuples_in_one_answer(engine):
    assert identical(engine.outline("square", [[0.0, 1.0], [1.0, 1.0]]), ("square", [[0.0, 1.0], [1.0, 1.0]]))
