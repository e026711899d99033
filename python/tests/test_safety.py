"""Input that is made to break things: the process lives, and says what is wrong."""

from __future__ import annotations

import gc
import uuid
from datetime import datetime, timedelta, timezone, tzinfo
from decimal import Decimal

import pytest

import transom


def nested(depth: int) -> list:
    outer: list = []
    for _ in range(depth):
        outer = [outer]
    return outer


def tree(depth: int) -> dict:
    node: dict = {"name": "leaf", "children": []}
    for _ in range(depth):
        node = {"name": "node", "children": [node]}
    return node


class Hostile(tzinfo):
    """Changes a list while it is read."""

    def __init__(self, victim: list) -> None:
        self.victim = victim

    def utcoffset(self, when):
        self.victim.clear()
        gc.collect()
        self.victim.extend(bytearray(1_000) for _ in range(100))
        return timedelta(hours=1)


def test_ten_thousand_levels_of_nesting_are_an_error(engine):
    for value in (nested(10_000), tree(10_000)):
        with pytest.raises(transom.Declined):
            engine.same_tree(value)
        moved = engine.bind("same_tree", lambda value: value, "on", None)
        assert moved(value) is value
        shadow = engine.bind("same_tree", lambda value: value, "shadow", None)
        assert shadow(value) is value
    with pytest.raises(transom.ValidationError) as raised:
        engine.plant(tree(10_000))
    assert raised.value.errors()[0]["type"] == "recursion_loop"
    assert str(raised.value)
    assert engine.plant(tree(50)) == 51


def test_values_that_hold_themselves_are_an_error(engine):
    round_and_round: list = []
    round_and_round.extend([round_and_round, round_and_round])
    with pytest.raises(transom.ValidationError) as raised:
        engine.plant({"name": "a", "children": round_and_round})
    assert raised.value.errors()


def test_zones_that_run_python_cannot_change_what_is_being_read(engine):
    times: list = []
    times.extend(datetime(2024, 1, 1, tzinfo=Hostile(times)) for _ in range(10))
    names = [f"name {number}" for number in range(10)]
    try:
        engine.schedule(names, times)
    except transom.ValidationError:
        pass
    times[:] = [datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=1)))] * 2
    assert engine.schedule(["a", "b"], times) == ["a 2023-12-31T23:00:00Z", "b 2023-12-31T23:00:00Z"]


def test_finalizers_do_not_run_while_a_list_is_read(engine):
    prices: list = []

    class Trap:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            prices.clear()

    before = gc.get_threshold()
    gc.set_threshold(1)
    try:
        for _ in range(20):
            prices[:] = [Decimal(number) for number in range(200)]
            Trap()
            try:
                engine.sum_up(prices)
            except transom.ValidationError:
                pass
    finally:
        gc.set_threshold(*before)


def test_a_patched_class_is_not_run(engine, monkeypatch):
    ran = []
    monkeypatch.setattr(uuid.UUID, "bytes", property(lambda self: ran.append(self)))
    assert engine.same_uuid(uuid.UUID(int=7)).int == 7
    assert not ran


def test_a_lone_surrogate_is_an_error(engine):
    with pytest.raises(transom.ValidationError) as raised:
        engine.pay({"kind": "card", "number": "\ud800\ud800\ud800\ud800"})
    assert raised.value.errors()[0]["type"] == "string_unicode"


def test_what_raises_when_it_is_shown_is_still_reported(engine):
    class Rude:
        def __repr__(self) -> str:
            raise RuntimeError("no")

    with pytest.raises(transom.ValidationError) as raised:
        engine.pay(Rude())
    assert "Rude" in str(raised.value.errors()[0]["input"])
